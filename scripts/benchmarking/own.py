"""This project's engines: the retriever that the bot uses, and its BM25 alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedding import load_embedder
from index.lexical import LexicalIndex, best
from index.lexicon import Lexicon, WordNumbers, words
from index.ragged import Ragged
from index.retriever import Retriever
from index.scope import Scope
from index.tokenization import tokenize
from knowledge.document import Locator, Passage


class OwnEngine:
    """The retriever with the bundled model."""

    def __init__(self) -> None:
        self._embedder = load_embedder(None)
        self._retriever = Retriever.build([], self._embedder)

    def index(self, texts: Sequence[str]) -> None:
        """Take in passages."""
        passages = [Passage(str(row), str(row), "", "", Locator(), text) for row, text in enumerate(texts)]
        self._retriever = Retriever.build(passages, self._embedder)

    def search(self, question: str, top_k: int) -> list[int]:
        """Rows of passages, best first."""
        return [int(hit.passage.id) for hit in self._retriever.search(question, Scope(), top_k)]

    def save(self, folder: Path) -> None:
        """Write the index into an existing folder."""
        self._retriever.save(folder)

    def load(self, folder: Path) -> None:
        """Open what `save` wrote."""
        self._retriever = Retriever.load(folder, self._embedder)


class OwnWords:
    """BM25 alone: our tokenizer and postings, without vectors and without reranking."""

    def __init__(self) -> None:
        self._lexicon = Lexicon.build([])
        self._lexical = LexicalIndex.build(Ragged.of([], np.int32), None, 0)

    def index(self, texts: Sequence[str]) -> None:
        """Take in passages."""
        numbers = WordNumbers()
        rows = [np.array([numbers[word] for word in words(text)], dtype=np.int32) for text in texts]
        numbered = Ragged.of(rows, np.int32)
        self._lexicon = Lexicon.build(list(numbers))
        terms = Ragged(self._lexicon.terms[numbered.values], numbered.offsets)
        self._lexical = LexicalIndex.build(terms, None, len(self._lexicon.term_keys))

    def search(self, question: str, top_k: int) -> list[int]:
        """Rows of passages, best first."""
        terms = self._lexicon.find(list(dict.fromkeys(tokenize(question))))
        return [int(row) for row in best(self._lexical.scores(terms), top_k)]

    def save(self, folder: Path) -> None:
        """Write the index into an existing folder."""
        self._lexicon.save(folder)
        self._lexical.save(folder)
        (folder / "count").write_text(str(self._lexical.count), encoding="ascii")

    def load(self, folder: Path) -> None:
        """Open what `save` wrote."""
        count = int((folder / "count").read_text(encoding="ascii"))
        self._lexicon, self._lexical = Lexicon.load(folder), LexicalIndex.load(folder, count)

"""bm25s: BM25 of another hand, with the Snowball stemmer for Indonesian."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import bm25s
import Stemmer


class Bm25sEngine:
    """Lucene's BM25 with k1 1.5 and b .75, its own defaults."""

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("indonesian")
        self._postings = bm25s.BM25()

    def index(self, texts: Sequence[str]) -> None:
        """Take in passages."""
        self._postings = bm25s.BM25()
        self._postings.index(self._tokens(texts), show_progress=False)

    def search(self, question: str, top_k: int) -> list[int]:
        """Rows of passages, best first."""
        found = self._postings.retrieve(self._tokens([question]), k=top_k, show_progress=False)
        return [int(row) for row in found.documents[0]]

    def save(self, folder: Path) -> None:
        """Write the index into an existing folder."""
        self._postings.save(folder)

    def load(self, folder: Path) -> None:
        """Open what `save` wrote."""
        self._postings = bm25s.BM25.load(folder)

    def _tokens(self, texts: Sequence[str]) -> bm25s.tokenization.Tokenized:
        return bm25s.tokenize(list(texts), stopwords=None, stemmer=self._stemmer, show_progress=False)

"""The interpreter of an index: what it knows as words is what a misspelt word is repaired to."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from bot.answering.normalization import Vocabulary
from bot.answering.understanding import Interpreter
from index.embedding import StaticEmbedder
from index.lexicon import NO_TERM
from index.retriever import Retriever
from index.shelf import Shelf
from knowledge.glossary import Glossary
from knowledge.metadata import Audience

SMALL = 2000  # passages
SEVERAL = 5  # passages in which a word must stand; an error of a scan rarely comes twice in the same way


@lru_cache(maxsize=2)
def interpreter(retriever: Retriever, glossary: Glossary | None = None) -> Interpreter:
    """An interpreter that repairs misspelt words against those of the public shelves.

    What the bundled model knows as whole words is right as it is; without that knowledge no letter is exchanged.

    :param glossary: the terms of the installation; the bundled ones where none are handed in.
    """
    common = retriever.embedder.words if isinstance(retriever.embedder, StaticEmbedder) else frozenset[str]()
    words = _established(retriever, common)
    glossary = glossary or Glossary.bundled()
    return Interpreter(glossary, Vocabulary(words | common, words | glossary.words, edits=bool(common)))


def _established(retriever: Retriever, common: frozenset[str]) -> frozenset[str]:
    """The words of the public shelves that are no scanning errors."""
    public = (shelf for mark, shelf in retriever.shelves.items() if mark.audience is Audience.PUBLIC)
    return frozenset[str]().union(*(_read_without_errors(shelf, common) for shelf in public))


def _read_without_errors(shelf: Shelf, common: frozenset[str]) -> frozenset[str]:
    """The words of a shelf that are common, or stand in several passages.

    A small shelf has no scans to speak of, and many of its words stand in one passage only: all of them count.
    """
    spelt = [word.lower() for word in shelf.lexicon.words()]  # names too
    if len(shelf) <= SMALL:
        return frozenset(spelt)
    terms = shelf.lexicon.terms
    passages = np.diff(shelf.lexical.offsets)
    often = np.where(terms == NO_TERM, 0, passages[np.maximum(terms, 0)]) >= SEVERAL
    return frozenset(word for word, enough in zip(spelt, often.tolist(), strict=True) if enough or word in common)

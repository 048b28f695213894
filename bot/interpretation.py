"""The interpreter of an index: what it knows as words is what a misspelt word is repaired to."""

from __future__ import annotations

from functools import lru_cache

from bot.answering.normalization import Vocabulary
from bot.answering.understanding import Interpreter
from index.embedding import StaticEmbedder
from index.retriever import Retriever
from knowledge.glossary import Glossary
from knowledge.metadata import Audience


@lru_cache(maxsize=2)
def interpreter(retriever: Retriever, glossary: Glossary | None = None) -> Interpreter:
    """An interpreter that repairs misspelt words against those of the public shelf.

    What the bundled model knows as whole words is right as it is; without that knowledge no letter is exchanged.

    :param glossary: the terms of the installation; the bundled ones where none are handed in.
    """
    words = frozenset(word.lower() for word in retriever.shelves[Audience.PUBLIC].lexicon.words())  # names too
    common = retriever.embedder.words if isinstance(retriever.embedder, StaticEmbedder) else frozenset[str]()
    glossary = glossary or Glossary.bundled()
    return Interpreter(glossary, Vocabulary(words | common, words | glossary.words, edits=bool(common)))

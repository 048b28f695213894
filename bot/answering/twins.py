"""Twins: a passage and its translation, so that people read what is found in their own language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from index.retriever import Hit
from knowledge.document import Passage
from knowledge.metadata import Language

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def in_own_language(hits: Sequence[Hit], language: Language | None, further: Iterable[Hit] = ()) -> list[Hit]:
    """Hits with the best one's translation in front, where it is in another language and its translation was found.

    Both say the same; in another language a passage can lead by a word that the question happens to share with it.

    :param further: hits behind these, among which the translation is looked for as well.
    """
    best = hits[0].passage if hits else None
    if best is None or language is None or best.language is language:
        return list(hits)
    own = next(
        (hit for hit in chain(hits, further) if hit.passage.language is language and are_twins(best, hit.passage)), None
    )
    return list(hits) if own is None else [own, *(hit for hit in hits if hit is not own)]


def are_twins(one: Passage, other: Passage) -> bool:
    """Whether two passages of translated documents are the same one: equally founded, with the very same numbers."""
    return one.translates(other) and _standing(one) == _standing(other) and _numbers(one) == _numbers(other)


def _standing(passage: Passage) -> tuple[object, ...]:
    return (passage.basis, passage.force, passage.since, passage.until, passage.url)


def _numbers(passage: Passage) -> frozenset[str]:
    return frozenset(re.sub(r"[.,]", "", number) for number in _NUMBER.findall(f"{passage.heading} {passage.text}"))

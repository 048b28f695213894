"""Ranking: several hits lift their document, a named one goes first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from index.features import Features
from index.ranking import by_document
from index.resolution import Naming
from index.retriever import Hit
from knowledge.document import Passage

Make = Callable[..., Passage]
NOTHING = Features(**{field.name: 0.0 for field in fields(Features)})


def hit(make: Make, name: str, score: float, named: Naming = Naming.NOT, **fields: object) -> Hit:
    return Hit(make(name, id=name, **fields), score, NOTHING, named)


def test_what_the_question_names_stays_first(passage: Make) -> None:
    assert [
        found.document
        for found in by_document(
            [hit(passage, "x", 9.0, document="a"), hit(passage, "y", 1.0, named=Naming.ITSELF, document="b")]
        )
    ] == ["b", "a"]


def test_several_hits_lift_their_document(passage: Make) -> None:
    hits = [
        hit(passage, "one", 5.0, document="a"),
        hit(passage, "two", 4.9, document="b"),
        hit(passage, "three", 4.8, document="b"),
    ]
    found = by_document(hits)
    assert [one.document for one in found] == ["b", "a"]
    assert [one.passage.id for one in found[0].hits] == ["two", "three"]

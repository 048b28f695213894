"""Ranking: force and hierarchy decide only among hits that score alike; several hits lift their document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from index.features import Features
from index.ranking import by_document, in_force_first
from index.retriever import Hit
from index.shelf import Naming
from knowledge.document import Passage
from knowledge.metadata import Force

Make = Callable[..., Passage]
NOTHING = Features(**{field.name: 0.0 for field in fields(Features)})


def hit(make: Make, name: str, score: float, named: Naming = Naming.NOT, **fields: object) -> Hit:
    return Hit(make(name, id=name, **fields), score, NOTHING, named)


def names(hits: list[Hit]) -> list[str]:
    return [hit.passage.id for hit in hits]


def test_text_in_force_comes_first_among_equals(passage: Make) -> None:
    hits = [
        hit(passage, "revoked", 5.0, force=Force.REVOKED),
        hit(passage, "unknown", 4.9, force=Force.UNKNOWN),
        hit(passage, "in force", 4.8, force=Force.IN_FORCE),
        hit(passage, "far behind", 1.0, force=Force.IN_FORCE),
    ]
    assert names(in_force_first(hits, tolerance=0.5)) == ["in force", "unknown", "revoked", "far behind"]
    assert names(in_force_first(hits, tolerance=0.0)) == ["revoked", "unknown", "in force", "far behind"]


def test_higher_law_comes_first_among_equals(passage: Make) -> None:
    hits = [hit(passage, "regulation", 5.0, rank=4), hit(passage, "act", 4.9, rank=2)]
    assert names(in_force_first(hits, tolerance=0.5)) == ["act", "regulation"]


def test_what_the_question_names_stays_first(passage: Make) -> None:
    hits = [hit(passage, "other", 9.0), hit(passage, "named", 1.0, named=Naming.ITSELF)]
    assert names(in_force_first(hits, tolerance=10.0)) == ["named", "other"]
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
    assert names(list(found[0].hits)) == ["two", "three"]

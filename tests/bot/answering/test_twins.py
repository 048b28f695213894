"""A passage and its translation: who asks in one language does not read the other where both are there."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.twins import are_twins, in_own_language
from index.features import Features
from index.retriever import Hit
from knowledge.chunking import passages
from knowledge.document import Locator, Passage
from knowledge.library import BUNDLED, Entry, Library
from knowledge.metadata import Basis, Language

FEATURES = Features(*([0.5] * len(Features.__slots__)))
OWN = Passage("i", "hadiah", "Hadiah", "Batas", Locator(), "Paling banyak Rp1.500.000 per pemberi.")
TWIN = replace(
    OWN,
    id="e",
    document="gifts",
    text="At most Rp1,500,000 a giver.",
    language=Language.EN,
    translation_of="hadiah",
)


def hits(*found: Passage) -> list[Hit]:
    return [Hit(passage, 5.0 - place, FEATURES) for place, passage in enumerate(found)]


def test_the_translation_takes_the_place_of_what_is_in_another_language() -> None:
    found = hits(TWIN, replace(OWN, id="x", text="Lain."), OWN)
    assert [hit.passage.id for hit in in_own_language(found, Language.ID)] == ["i", "e", "x"]
    assert in_own_language(found, Language.EN) == found
    assert in_own_language(found, None) == found
    assert in_own_language([], Language.ID) == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(OWN, text="Paling banyak Rp500.000 per pemberi."), id="other numbers"),
        pytest.param(replace(OWN, basis=Basis.UNCONFIRMED), id="founded otherwise"),
        pytest.param(replace(OWN, document="lain"), id="another document"),
    ],
)
def test_what_says_something_else_is_no_translation(other: Passage) -> None:
    assert not are_twins(TWIN, other)
    assert in_own_language(hits(TWIN, other), Language.ID)[0].passage is TWIN


def test_nearly_every_bundled_passage_has_a_translation(tmp_path: Path) -> None:
    entries = [entry for entry in Library(BUNDLED, tmp_path).read() if isinstance(entry, Entry)]
    every = [passage for entry in entries for passage in passages(entry.document)]
    english = [passage for passage in every if passage.language is Language.EN]
    own = [passage for passage in every if passage.language is Language.ID]
    alone = [one.heading for one in own if not any(are_twins(one, other) for other in english)]
    assert len(alone) <= len(own) / 50, alone

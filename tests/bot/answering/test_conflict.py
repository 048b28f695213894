"""Conflicts: figures of the same unit that differ, and only between documents that answer one question."""

from dataclasses import replace

import pytest

from bot.answering.conflict import contradicts
from knowledge.document import Locator, Passage
from knowledge.metadata import Language

GUIDE = Passage("a", "guide", "t", "h", Locator(), "Tenggatnya 10 hari kerja. Dulu 30 hari kerja.")


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("Laporkan dalam 5 hari kerja.", True),
        ("Laporkan dalam 10 hari kerja.", False),
        ("Laporkan dalam 5 bulan.", False),
        ("Laporkan segera.", False),
    ],
)
def test_figures_of_one_unit_are_compared(text: str, differs: bool) -> None:
    assert contradicts(GUIDE, replace(GUIDE, id="b", document="sop", text=text)) is differs


def test_amounts_are_compared_whatever_their_marks() -> None:
    limit = replace(GUIDE, text="Batasnya Rp1.500.000 per pemberi.")
    assert contradicts(limit, replace(limit, document="sop", text="Batasnya Rp1.000.000."))
    assert not contradicts(limit, replace(limit, document="sop", text="Batasnya Rp 1,500,000."))


def test_one_document_and_translations_never_conflict() -> None:
    other = replace(GUIDE, id="b", text="Laporkan dalam 5 hari kerja.")
    assert not contradicts(GUIDE, other)
    assert not contradicts(GUIDE, replace(other, document="en", translation_of="guide"))
    assert not contradicts(GUIDE, replace(other, document="en", language=Language.EN))

"""Comparisons: both sides are found, whatever the order of words."""

import pytest

from bot.answering.comparison import Comparison, comparison
from knowledge.document import Locator, Passage
from knowledge.metadata import Language


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Apa beda SMAP dan WBS?", ("SMAP", "WBS")),
        ("perbedaan antara suap dengan gratifikasi apa", ("suap", "gratifikasi")),
        ("suap sama gratifikasi bedanya di mana?", ("suap", "gratifikasi")),
        ("ISO 9001 vs ISO 37001", ("ISO 9001", "ISO 37001")),
        ("What is the difference between UPG and KPK?", ("UPG", "KPK")),
    ],
)
def test_both_sides_are_found(question: str, sides: tuple[str, str]) -> None:
    assert comparison(question) == Comparison(*sides)


@pytest.mark.parametrize("question", ["Apa itu SMAP?", "Siapa yang mengaudit dan menyertifikasi?", ""])
def test_other_questions_compare_nothing(question: str) -> None:
    assert comparison(question) is None


def test_a_passage_tells_both_or_not() -> None:
    passage = Passage("p", "d", "t", "SMAP dan SPIP", Locator(), "SMAP bukan SPIP.")
    assert Comparison("SMAP", "SPIP").told_by(passage)
    assert not Comparison("SMAP", "WBS").told_by(passage)
    assert Comparison("SMAP", "WBS").definitions(Language.EN) == {"SMAP": "What is SMAP?", "WBS": "What is WBS?"}

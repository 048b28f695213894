"""What came of an admin's action is said whole, and a refusal is an error."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from bot.administration import report_outcome, watched
from bot.errors import PublishingError
from bot.publishing.outcome import Action, Added, Gating, Incomplete, Outcome, Refusal
from knowledge.metadata import Audience

ADDED = Outcome(
    Action.ADD,
    "snap",
    published=True,
    document_count=3,
    passage_count=7,
    faults=("a.md repeats 12 words.",),
    gating=Gating(asked=200, score=190, before=191, lost=("a-1",)),
    added=(Added("uu-7-2030", "UU 7/2030 [Kantin]", Audience.PUBLIC, replaced=False),),
    incomplete=(Incomplete("uu-7-2030", ("Pasal 4", "Pasal 8")),),
)


def told(outcome: Outcome) -> str:
    console = Console(file=StringIO(), highlight=False, soft_wrap=True, width=500)
    report_outcome(outcome, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_everything_is_told() -> None:
    lines = told(ADDED).splitlines()
    for part in (
        "Left out: a.md repeats 12 words.",
        "95.0% of 200",
        "Worse: a-1",
        "Added uu-7-2030: UU 7/2030 [Kantin]",
    ):
        assert any(part in line for line in lines), part
    (gaps,) = [line for line in lines if "lacks" in line]
    assert gaps.startswith("uu-7-2030: the text lacks Pasal 4, Pasal 8")


def test_a_refusal_is_an_error_that_names_the_wrong_claims_first() -> None:
    gating = replace(ADDED.gating, misleading=("a-1",), worse=True) if ADDED.gating else None
    console = Console(file=StringIO(), highlight=False, soft_wrap=True, width=500)
    with pytest.raises(PublishingError, match="Not published"):
        report_outcome(replace(ADDED, published=False, refusal=Refusal.WORSE, gating=gating), console)
    assert isinstance(console.file, StringIO)
    assert "Wrong claims that the live index does not make: a-1" in console.file.getvalue()
    assert "Added" not in console.file.getvalue()


@pytest.mark.parametrize(
    ("stage", "label"), [("ask", "asking the new index"), ("ask-live", "asking the live index"), ("x", "x")]
)
def test_each_stage_has_its_bar(stage: str, label: str) -> None:
    console = Console(file=StringIO(), force_terminal=True, width=200)
    with watched(console) as report:
        report(stage, 1, 2)
    assert isinstance(console.file, StringIO)
    assert label in console.file.getvalue()

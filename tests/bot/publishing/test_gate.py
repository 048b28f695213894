"""The gate asks what can still be asked, and compares question by question."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.evaluation import GoldenRow, ScoredReply
from bot.answering.reply import Outcome
from bot.errors import PublishingError, UsageError
from bot.publishing.gate import GoldenGate, OpenGate, compare, load_golden
from bot.publishing.publisher import quiet
from bot.publishing.scoresheet import Mark, Scoresheet
from index.retriever import Retriever

if TYPE_CHECKING:
    from tests.bot.publishing.conftest import House


def row(name: str, *documents: str) -> GoldenRow:
    return GoldenRow(
        id=name,
        question=f"Tanya {name}?",
        expect=Outcome.ANSWER,
        must=(("benar",),),
        must_not=("keliru",),
        documents=documents,
    )


def answering(texts: dict[str, str]) -> GoldenGate:
    def answer(asked: GoldenRow) -> ScoredReply:
        return ScoredReply(Outcome.ANSWER, texts[asked.id], 1, asked.documents)

    return GoldenGate([row(name, f"doc-{name}") for name in texts], lambda retriever, withdrawn: answer)


@pytest.fixture
def retriever(house: House) -> Retriever:
    house.publisher.reindex()
    return house.serving().retriever


def test_right_answers_score_and_wrong_claims_do_not(retriever: Retriever) -> None:
    gate = answering({"a": "benar", "b": "lain", "c": "benar dan keliru"})
    documents = frozenset({"doc-a", "doc-b", "doc-c"})
    marks = gate.ask(retriever, documents, frozenset(), quiet).marks
    assert {name: (mark.score, mark.wrong) for name, mark in marks.items()} == {
        "a": (1, False),
        "b": (0, False),
        "c": (0, True),
    }


def test_a_question_retires_with_its_document(retriever: Retriever) -> None:
    gate = answering({"a": "benar", "b": "benar"})
    assert set(gate.ask(retriever, frozenset({"doc-a", "x"}), frozenset(), quiet).marks) == {"a"}


def test_the_gate_hands_on_what_is_withdrawn(retriever: Retriever) -> None:
    handed: list[tuple[Retriever, frozenset[str]]] = []

    def replying(index_of: Retriever, withdrawn: frozenset[str]) -> object:
        handed.append((index_of, withdrawn))
        return lambda asked: ScoredReply(Outcome.ANSWER, "benar", 1)

    GoldenGate([row("a")], replying).ask(retriever, frozenset(), frozenset({"x"}), quiet)  # type: ignore[arg-type]
    assert handed == [(retriever, frozenset({"x"}))]


def test_an_open_gate_asks_nothing(retriever: Retriever) -> None:
    assert not OpenGate().ask(retriever, frozenset(), frozenset(), quiet).marks


def sheet(scores: dict[str, float], *wrong: str) -> Scoresheet:
    return Scoresheet(
        marks={name: Mark(question=name, score=score, wrong=name in wrong) for name, score in scores.items()}
    )


def test_comparing() -> None:
    gating = compare(sheet({"a": 1, "b": 0, "c": 0.5}), sheet({"a": 0, "b": 1, "c": 1, "retired": 1}))
    assert (gating.asked, gating.score, gating.before) == (3, 1.5, 2)
    assert (gating.lost, gating.gained) == (("b", "c"), ("a",))
    assert gating.worse
    assert gating.share == 0.5


def test_as_good_is_not_worse() -> None:
    assert not compare(sheet({"a": 1, "b": 0}), sheet({"a": 0, "b": 1})).worse
    assert not compare(sheet({}), sheet({})).worse
    assert compare(sheet({}), sheet({})).share is None


@pytest.mark.parametrize(("lost", "worse"), [(9, False), (10, False), (11, True)])
def test_one_question_in_a_hundred_is_tolerated(lost: int, *, worse: bool) -> None:
    before = {str(number): 1.0 for number in range(1000)}
    after = {name: float(int(name) >= lost) for name in before}
    assert compare(sheet(after), sheet(before)).worse is worse


def test_no_new_wrong_claim_is_tolerated_and_an_old_one_is_no_news() -> None:
    before = {str(number): 1.0 for number in range(1000)}
    gating = compare(sheet({**before, "7": 0}, "7"), sheet(before))
    assert gating.worse
    assert gating.misleading == ("7",)
    assert not compare(sheet({**before, "7": 0}, "7"), sheet({**before, "7": 0}, "7")).worse


class Counting:
    """Replies rightly, and counts the questions."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def gate(self, *rows: GoldenRow, conditions: str = "") -> GoldenGate:
        def answer(asked: GoldenRow) -> ScoredReply:
            self.asked.append(asked.id)
            return ScoredReply(Outcome.ANSWER, "benar", 1)

        return GoldenGate(rows, lambda retriever, withdrawn: answer, conditions)


def test_what_was_asked_before_is_not_asked_again(retriever: Retriever, tmp_path: Path) -> None:
    counting = Counting()
    nothing: frozenset[str] = frozenset()
    first = counting.gate(row("a"), row("b")).ask(retriever, nothing, nothing, quiet)
    first.write(tmp_path)
    known = Scoresheet.read(tmp_path)
    assert known == first
    counting.asked.clear()
    again = counting.gate(row("a"), row("b"), row("c")).ask(retriever, nothing, nothing, quiet, known)
    assert counting.asked == ["c"]
    assert {name: mark.score for name, mark in again.marks.items()} == {"a": 1, "b": 1, "c": 1}


def test_it_is_asked_again_when_anything_changed_since(retriever: Retriever) -> None:
    counting = Counting()
    nothing: frozenset[str] = frozenset()
    known = counting.gate(row("a")).ask(retriever, nothing, nothing, quiet)
    counting.asked.clear()
    counting.gate(row("a"), conditions="another program").ask(retriever, nothing, nothing, quiet, known)
    counting.gate(row("a")).ask(retriever, nothing, frozenset({"x"}), quiet, known)
    counting.gate(row("a").model_copy(update={"must_not": ()})).ask(retriever, nothing, nothing, quiet, known)
    assert counting.asked == ["a", "a", "a"]


def test_a_sheet_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    assert Scoresheet.read(tmp_path) == Scoresheet()
    (tmp_path / "golden.json").write_text("{")
    assert Scoresheet.read(tmp_path) == Scoresheet()


def test_the_gate_tells_how_far_it_is(retriever: Retriever) -> None:
    told: list[tuple[str, int, int]] = []
    gate = answering({"a": "benar", "b": "benar"})
    gate.ask(retriever, frozenset({"doc-a", "doc-b"}), frozenset(), lambda *report: told.append(report))
    assert told == [("ask", 1, 2), ("ask", 2, 2)]


def test_own_golden_questions_go_before_bundled_ones(tmp_path: Path) -> None:
    for folder, question in (("bundled", "lama"), ("own", "baru")):
        (tmp_path / folder).mkdir()
        lines = [{"id": name, "question": f"{question} {name}", "expect": "answer"} for name in ("a", folder)]
        (tmp_path / folder / "rows.jsonl").write_text("\n".join(map(json.dumps, lines)))
    rows = load_golden([tmp_path / "bundled", tmp_path / "own", tmp_path / "none"])
    assert {found.id: found.question for found in rows} == {"a": "baru a", "bundled": "lama bundled", "own": "baru own"}


def test_bad_golden_questions_are_refused(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "a"}')
    with pytest.raises(UsageError, match=r"rows\.jsonl:1"):
        load_golden([tmp_path])
    (tmp_path / "rows.jsonl").write_bytes(b"\xff")
    with pytest.raises(PublishingError, match=r"rows\.jsonl"):
        load_golden([tmp_path])

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
    assert gate.scores(retriever, documents, frozenset(), quiet) == {"a": 1, "b": 0, "c": 0}


def test_a_question_retires_with_its_document(retriever: Retriever) -> None:
    gate = answering({"a": "benar", "b": "benar"})
    assert gate.scores(retriever, frozenset({"doc-a", "x"}), frozenset(), quiet) == {"a": 1}


def test_the_gate_hands_on_what_is_withdrawn(retriever: Retriever) -> None:
    handed: list[tuple[Retriever, frozenset[str]]] = []

    def replying(index_of: Retriever, withdrawn: frozenset[str]) -> object:
        handed.append((index_of, withdrawn))
        return lambda asked: ScoredReply(Outcome.ANSWER, "benar", 1)

    GoldenGate([row("a")], replying).scores(retriever, frozenset(), frozenset({"x"}), quiet)  # type: ignore[arg-type]
    assert handed == [(retriever, frozenset({"x"}))]


def test_an_open_gate_asks_nothing(retriever: Retriever) -> None:
    assert OpenGate().scores(retriever, frozenset(), frozenset(), quiet) == {}


def test_comparing() -> None:
    gating = compare({"a": 1, "b": 0, "c": 0.5}, {"a": 0, "b": 1, "c": 1})
    assert (gating.asked, gating.score, gating.before) == (3, 1.5, 2)
    assert (gating.lost, gating.gained) == (("b", "c"), ("a",))
    assert gating.worse
    assert gating.share == 0.5


def test_as_good_is_not_worse() -> None:
    assert not compare({"a": 1, "b": 0}, {"a": 0, "b": 1}).worse
    assert not compare({}, {}).worse
    assert compare({}, {}).share is None


def test_the_gate_tells_how_far_it_is(retriever: Retriever) -> None:
    told: list[tuple[str, int, int]] = []
    gate = answering({"a": "benar", "b": "benar"})
    gate.scores(retriever, frozenset({"doc-a", "doc-b"}), frozenset(), lambda *report: told.append(report))
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

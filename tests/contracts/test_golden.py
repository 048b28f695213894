"""Our golden and calibration questions: well formed, fair to a right reply, and asked over everything that is known."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.answering.evaluation import GoldenRow, load_rows, readable
from bot.answering.reply import Outcome
from knowledge.document import Document
from scripts.coverage import bundled_documents

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "knowledge" / "golden"
CALIBRATION = ROOT / "scripts" / "calibration"
FILES = {
    "answers": (260, {Outcome.ANSWER}),
    "abstentions": (80, {Outcome.ABSTENTION}),
    "disclosures": (60, {Outcome.REFERRAL}),
    "courtesies": (30, {Outcome.COURTESY}),
    "dialogues": (40, {Outcome.ANSWER, Outcome.ABSTENTION}),
}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.metadata.id: document for document in bundled_documents()}


@pytest.fixture(scope="module")
def golden() -> list[GoldenRow]:
    return [row for name in FILES for row in load_rows(GOLDEN / f"{name}.jsonl")]


@pytest.fixture(scope="module")
def facts() -> Counter[str]:
    """How many golden questions ask for a fact."""
    lines = (line for name in FILES for line in _lines(GOLDEN / f"{name}.jsonl"))
    return Counter(fact for line in lines for fact in line["facts"])


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _key(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))


@pytest.mark.parametrize("name", FILES)
def test_every_file_asks_enough_and_expects_its_own_outcomes(name: str) -> None:
    least, outcomes = FILES[name]
    rows = load_rows(GOLDEN / f"{name}.jsonl")
    assert len(rows) >= least
    assert {row.expect for row in rows} == outcomes
    assert {row.language for row in rows} == {"id", "en"}


def test_no_golden_file_is_left_out() -> None:
    assert {path.stem for path in GOLDEN.glob("*.jsonl")} == set(FILES)


def test_ids_and_questions_stand_once(golden: list[GoldenRow]) -> None:
    assert [i for i, n in Counter(row.id for row in golden).items() if n > 1] == []
    alone = [_key(row.question) for row in golden if not row.history]
    assert [q for q, n in Counter(alone).items() if n > 1] == []


def test_all_registers_are_heard_and_a_quarter_is_english(golden: list[GoldenRow]) -> None:
    answers = [row for row in golden if row.expect is Outcome.ANSWER]
    registers = Counter(row.register_ for row in answers)
    assert set(registers) == {"formal", "colloquial", "typo", "mixed"}
    assert sum(registers.values()) - registers["formal"] >= 110
    assert sum(row.language == "en" for row in answers) >= len(answers) / 4


def test_a_twin_has_a_formal_question_of_the_same_meaning(golden: list[GoldenRow]) -> None:
    by_id = {row.id: row for row in golden}
    twins = [row for row in golden if row.pair is not None]
    assert len(twins) >= 110
    for row in twins:
        formal = by_id[row.pair or ""]
        assert formal.register_ == "formal", row.id
        assert row.register_ != "formal", row.id
        assert (formal.must, formal.documents) == (row.must, row.documents), row.id


def test_the_documents_exist_and_come_in_both_languages(
    golden: list[GoldenRow], documents: dict[str, Document]
) -> None:
    for row in golden:
        assert set(row.documents) <= set(documents), row.id
        if row.documents:
            assert {str(documents[name].metadata.language) for name in row.documents} == {"id", "en"}, row.id
        if row.expect is Outcome.ANSWER:
            assert row.documents, row.id
            assert row.must, row.id


def test_every_document_is_asked_for(golden: list[GoldenRow], documents: dict[str, Document]) -> None:
    asked = {name for row in golden if row.expect is Outcome.ANSWER for name in row.documents}
    assert set(documents) - asked == set()


def test_the_patterns_compile(golden: list[GoldenRow]) -> None:
    patterns = {p for row in golden for p in (*row.must_not, *(p for group in row.must for p in group))}
    assert len(patterns) > 200
    for pattern in patterns:
        assert re.compile(pattern, re.IGNORECASE).search("") is None, f"{pattern} matches an empty reply"


def test_a_right_reply_can_pass(golden: list[GoldenRow], documents: dict[str, Document]) -> None:
    """Some section of a named document, in the language of the question, says all that is expected."""
    for row in golden:
        if row.expect is Outcome.ANSWER:
            named = [documents[name] for name in row.documents]
            spoken = [document for document in named if str(document.metadata.language) == row.language]
            texts = [_flat(section.text) for document in spoken for section in document.walk()]
            assert any(_meets(row, text) for text in texts), row.id


def test_no_true_section_counts_as_a_wrong_claim(golden: list[GoldenRow], documents: dict[str, Document]) -> None:
    checked = 0
    for row in golden:
        named = [documents[name] for name in row.documents or documents]
        for pattern in row.must_not:
            checked += 1
            places = [f"{s.heading}\n{s.text}" for document in named for s in document.walk()]
            found = [place for place in places if re.search(pattern, readable(place), re.IGNORECASE)]
            assert found == [], f"{row.id}: {pattern}"
    assert checked > 100


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", readable(text))


def _meets(row: GoldenRow, text: str) -> bool:
    return all(any(re.search(pattern, text, re.IGNORECASE) for pattern in group) for group in row.must)


def test_every_trap_has_a_question(facts: Counter[str]) -> None:
    assert [trap for trap in (f"T-{n:02d}" for n in range(1, 41)) if not facts[trap]] == []


def test_the_questions_are_not_copied_from_the_documents(
    golden: list[GoldenRow], documents: dict[str, Document]
) -> None:
    written = {
        _key(question)
        for document in documents.values()
        for section in document.walk()
        for question in (section.heading, *section.notes.questions)
    }
    answers = [row for row in golden if row.expect is Outcome.ANSWER and not row.history]
    copied = [row.id for row in answers if _key(row.question) in written]
    assert len(copied) <= len(answers) / 50, copied


def test_what_is_planted_stands_in_the_question(golden: list[GoldenRow]) -> None:
    planted = [(row, string) for row in golden for string in row.planted]
    assert len(planted) > 50
    assert [row.id for row, string in planted if string not in row.question] == []


def test_dialogues_have_a_history_and_others_none(golden: list[GoldenRow]) -> None:
    for row in golden:
        assert bool(row.history) == row.id.startswith("dialogue-"), row.id


def test_calibration_questions_are_many_and_well_formed(documents: dict[str, Document]) -> None:
    inside, outside = _lines(CALIBRATION / "inside.jsonl"), _lines(CALIBRATION / "outside.jsonl")
    assert len(inside) >= 400
    assert len(outside) >= 500
    assert {name for row in inside for name in row["documents"]} == set(documents)
    assert len({row["kind"] for row in outside}) >= 15
    keys = Counter(_key(row["question"]) for row in (*inside, *outside))
    assert [question for question, n in keys.items() if n > 1] == []


def test_the_gate_does_not_ask_what_the_confidence_was_fitted_on(golden: list[GoldenRow]) -> None:
    fitted = {_key(row["question"]) for name in ("inside", "outside") for row in _lines(CALIBRATION / f"{name}.jsonl")}
    assert [row.id for row in golden if not row.history and _key(row.question) in fitted] == []

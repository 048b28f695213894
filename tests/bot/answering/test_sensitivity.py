"""Who discloses is recognised before anything is searched; who asks about the rules is not diverted."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.sensitivity import Assessment, Sensitivity, assess, load_weights
from bot.answering.signal_reading import read_signals
from bot.answering.signals import Signals

SENTENCES = Path(__file__).parent / "data" / "sensitivity.jsonl"


def rows(split: str) -> list[dict[str, str]]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [row for line in lines if (row := json.loads(line))["split"] == split]


def diverted(text: str) -> bool:
    return assess(text).kind is Sensitivity.DISCLOSURE


def test_the_development_set_is_large_and_holds_both_kinds() -> None:
    fitted = rows("fit")
    kinds = [row["kind"] for row in fitted]
    assert len(fitted) >= 400
    assert kinds.count("disclosure") >= 150
    assert kinds.count("none") >= 150
    assert not {row["text"] for row in fitted} & {row["text"] for row in rows("held_out")}


@pytest.mark.parametrize(("split", "recall", "alarms"), [("fit", 0.98, 0.02), ("held_out", 0.98, 0.02)])
def test_disclosures_are_found_and_questions_are_left_alone(split: str, recall: float, alarms: float) -> None:
    found = [(row["kind"] == "disclosure", diverted(row["text"])) for row in rows(split)]
    positives = [hit for is_disclosure, hit in found if is_disclosure]
    negatives = [hit for is_disclosure, hit in found if not is_disclosure]
    assert sum(positives) / len(positives) >= recall
    assert sum(negatives) / len(negatives) <= alarms


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("petugas minta 500 ribu, gimana?", "bolehkah petugas minta 500 ribu?"),
        ("kepala desa kami minta setoran tiap bulan", "apa sanksi kepala desa yang minta setoran?"),
        ("saya mau lapor pungli di kelurahan, ke mana ya?", "kalau mau lapor pungli, ke mana ya?"),
        ("bos gue nerima mobil dari rekanan", "kalau atasan nerima mobil dari rekanan, pasal apa?"),
        ("I was asked for 2 million by the clerk", "May a clerk ask for 2 million?"),
        ("my boss takes bribes from vendors", "What if my boss takes bribes from vendors?"),
        ("mnta 2 jt bt ttd, ptgs kelurahan", "brp sanksi ptgs yg mnta 2 jt?"),
        ("apa yang harus saya lakukan, petugas minta 1 juta", "Bolehkah petugas meminta, atau menerima, 1 juta?"),
    ],
)
def test_an_event_told_is_a_disclosure_and_the_same_asked_is_a_question(told: str, asked: str) -> None:
    assert diverted(told)
    assert not diverted(asked)


@pytest.mark.parametrize(
    "text",
    [
        "Saya terima parsel tanggal 3 Desember, paling lambat lapor kapan?",
        "kemarin saya dapat hampers dari vendor, wajib lapor ga?",
        "I got a watch from a contractor yesterday, do I have to report it?",
    ],
)
def test_a_receipt_of_ones_own_is_answered_and_sensitive(text: str) -> None:
    assessment = assess(text)
    assert assessment.kind is Sensitivity.OWN_RECEIPT
    assert assessment.sensitive


def test_a_receipt_in_return_for_something_is_a_disclosure() -> None:
    assert diverted("saya disodori 5 juta sama kontraktor supaya temuannya dihapus, harus lapor ke mana?")


@pytest.mark.parametrize(
    "text", ["Pak Surono terima mobil, dia bersalah kan?", "menurutmu Budi Santoso, kabid, korupsi apa enggak?"]
)
def test_asking_for_a_verdict_on_a_named_person(text: str) -> None:
    assert assess(text).kind is Sensitivity.VERDICT_REQUEST


def test_a_rule_on_verdicts_is_no_verdict_request() -> None:
    assert assess("Apakah pejabat yang menerima suap pasti dipenjara?").kind is Sensitivity.NONE


def test_fear_is_noticed() -> None:
    assert assess("saya mau lapor atasan saya tapi takut dipecat").afraid
    assert not assess("saya mau lapor atasan saya yang minta setoran").afraid


def test_signals_name_features_and_repeat_no_word_of_the_message() -> None:
    assessment = assess("Pak Wardoyo minta 750 ribu kepada saya kemarin")
    assert assessment.signals
    assert set(assessment.signals) <= set(load_weights().weights)
    assert not {"wardoyo", "750", "ribu"} & set(" ".join(assessment.signals).lower().split())


def test_the_model_knows_only_features_that_are_read() -> None:
    features = read_signals("apa itu gratifikasi?").features()
    assert set(load_weights().weights) == set(features)
    assert {field.name for field in fields(Signals)} - set(features) == {
        "asks_verdict",
        "accused",
        "own_receipt",
        "coerced",
    }


@pytest.mark.parametrize("sign", ["question", "rule", "hypothetical", "about_reporting", "news"])
def test_signs_of_a_question_never_speak_for_a_disclosure(sign: str) -> None:
    assert load_weights().weights[sign] <= 0


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_assessed(text: str) -> None:
    assessment = assess(text)
    assert isinstance(assessment, Assessment)
    assert 0.0 <= assessment.probability <= 1.0


def test_the_questions_of_our_own_documents_are_not_diverted() -> None:
    """Their authors wrote them as questions; a few tell a case so plainly that the channels answer them better."""
    questions = [
        question.strip()
        for document in (Path(__file__).parents[3] / "knowledge" / "documents").glob("*/*.md")
        for question in re.findall(r"^ {2}- (.+\?)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    ]
    assert len(questions) > 1000
    assert sum(map(diverted, questions)) / len(questions) <= 0.01


@pytest.mark.shared
def test_the_workplaces_disclosures_and_their_look_alikes(shared: Path) -> None:
    golden = [json.loads(line) for line in (shared / "golden" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    alike = (shared / "golden" / "report_negatives.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [row for row in golden if row["expect"] == "report"]
    others = [row for row in golden if row["expect"] != "report"] + [json.loads(line) for line in alike]
    assert reports
    assert [row["id"] for row in reports if not diverted(row["question"])] == []
    assert [row["id"] for row in others if diverted(row["question"])] == []

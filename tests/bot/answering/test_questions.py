"""The kind of a question, its parts, and the date it asks about."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.questions import QuestionType, asked_date, classify, split
from bot.answering.understanding import understand


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("apa perbedaan suap dan gratifikasi?", QuestionType.DIFFERENCE),
        ("bolehkah pegawai menerima hadiah?", QuestionType.YES_NO),
        ("pegawai boleh menerima hadiah tidak?", QuestionType.YES_NO),
        ("Is adoption compulsory?", QuestionType.YES_NO),
        ("siapa yang menerbitkan sertifikat?", QuestionType.WHO),
        ("kapan ISO 37001 terbit?", QuestionType.WHEN),
        ("berapa lama batas waktu lapor?", QuestionType.HOW_MUCH),
        ("ke mana saya melapor?", QuestionType.WHERE),
        ("bagaimana cara melapor?", QuestionType.HOW),
        ("mengapa ada klausul itu?", QuestionType.WHY),
        ("apa saja unsur SPIP?", QuestionType.LIST),
        ("apa itu SMAP?", QuestionType.DEFINITION),
        ("sanksinya", QuestionType.OPEN),
    ],
)
def test_kinds(text: str, kind: QuestionType) -> None:
    assert classify(text) is kind


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Apa itu SMAP? Siapa yang menerbitkan sertifikatnya?", 2),
        ("Apa itu gratifikasi dan kapan harus dilaporkan?", 2),
        ("What is a UPG, and who must report to it?", 2),
        ("apa beda suap dan gratifikasi?", 1),
        ("apa isi klausul 8.2 dan 8.3?", 1),
        ("pasal suap sekarang pakai apa? KUHP baru ya?", 1),
        ("Saya pegawai baru. Kapan batas lapor LHKPN?", 1),
    ],
)
def test_parts(text: str, parts: int) -> None:
    assert len(split(text)) == parts


def test_a_second_part_without_a_topic_takes_it_from_the_first() -> None:
    parts = understand("Apa itu gratifikasi dan kapan harus dilaporkan?").parts
    assert "gratifikasi" in parts[1].text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("berapa batasnya tahun 2024?", date(2024, 12, 31)),
        ("What was the limit in 2023?", date(2023, 12, 31)),
        ("aturannya sebelum tahun 2020?", date(2019, 12, 31)),
        ("apa isi Peraturan KPK Nomor 3 Tahun 2024?", None),
        ("apa isi UU 20/2001?", None),
        ("apa itu ISO 9001:2015?", None),
        ("berapa batasnya?", None),
    ],
)
def test_the_date_asked_for(text: str, day: date | None) -> None:
    assert asked_date(text) == day


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200))
@settings(max_examples=150, deadline=None)
def test_splitting_loses_no_word(text: str) -> None:
    joined = " ".join(question.text for question in split(text))
    for word in text.replace("?", " ").split():
        bare = word.strip(" ,")
        if bare.lower() not in {"dan", "serta", "terus", "lalu", "sama", "and"}:
            assert bare in joined

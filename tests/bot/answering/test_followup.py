"""A message that leans on the one before is completed; one that stands alone, or changes the topic, is not."""

from __future__ import annotations

import pytest

from bot.answering.followup import complete
from bot.answering.memory import Conversation, Turn
from bot.answering.understanding import understand


@pytest.mark.parametrize(
    ("before", "message", "words"),
    [
        ("Bagaimana menghubungi LPSK?", "nomor wa nya?", ["LPSK", "whatsapp"]),
        ("Apa itu gratifikasi?", "sanksinya?", ["sanksi", "gratifikasi"]),
        ("Berapa lama batas lapor gratifikasi ke KPK?", "kalau lewat UPG?", ["UPG", "gratifikasi", "lapor"]),
        ("Apa itu penilaian risiko penyuapan?", "itu di klausul berapa?", ["klausul", "risiko", "penyuapan"]),
        ("What is due diligence?", "which clause is it in?", ["clause", "diligence"]),
        ("Apa hukuman disiplin berat bagi PNS?", "yang ringan?", ["ringan", "PNS", "disiplin"]),
        ("Apa isi klausul 8.2 ISO 37001?", "kalau klausul 8.3?", ["8.3", "ISO 37001"]),
        ("Apa yang diperiksa pada audit tahap 1?", "tahap keduanya?", ["tahap 2", "audit"]),
        ("Berapa batas hadiah sesama rekan kerja tahun 2024?", "yang 2026?", ["2026", "rekan", "hadiah"]),
    ],
)
def test_follow_ups_are_completed(before: str, message: str, words: list[str]) -> None:
    understood = understand(message, Conversation(turns=(Turn(before),)))
    assert understood.follows
    assert [word for word in words if word.lower() not in understood.query.lower()] == []


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("Apa itu WBK?", "Apa itu LHKPN?"),
        ("Apa itu WBK?", "ngomong-ngomong, siapa yang menerbitkan sertifikat SMAP?"),
        ("Apa itu WBK?", "Berapa lama batas waktu pelaporan gratifikasi kepada KPK?"),
        ("Apa saja kanal pengaduan KPK?", "bagi resep nasi uduk dong"),
    ],
)
def test_what_stands_alone_is_left_alone(before: str, message: str) -> None:
    understood = understand(message, Conversation(turns=(Turn(before),)))
    assert not understood.follows
    assert understood.query == understood.own_query


def test_an_exchange_keeps_the_rest_of_the_question() -> None:
    completed = complete("yang sedang apa?", Turn("Apa hukuman disiplin ringan bagi PNS?"))
    assert completed.question == "Apa hukuman disiplin sedang bagi PNS?"


def test_without_a_question_before_nothing_is_completed() -> None:
    assert complete("sanksinya?", None).question == "sanksinya?"

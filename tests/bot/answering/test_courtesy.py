"""Small talk is small talk only when nothing else stands in the message."""

from __future__ import annotations

import pytest

from bot.answering.courtesy import CourtesyKind, recognise, strip_pleasantries
from bot.answering.normalization import normalize


def kind(text: str) -> CourtesyKind:
    return recognise(normalize(text).text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Halo, selamat siang pak", CourtesyKind.GREETING),
        ("assalamualaikum wr wb", CourtesyKind.GREETING),
        ("good evening!", CourtesyKind.GREETING),
        ("👋", CourtesyKind.GREETING),
        ("p", CourtesyKind.GREETING),
        ("mksh bnyk kak", CourtesyKind.THANKS),
        ("oke siap, makasih infonya", CourtesyKind.THANKS),
        ("thanks a lot for your help", CourtesyKind.THANKS),
        ("sampai jumpa", CourtesyKind.FAREWELL),
        ("bye", CourtesyKind.FAREWELL),
        ("km siapa?", CourtesyKind.IDENTITY),
        ("kamu robot ya?", CourtesyKind.IDENTITY),
        ("Are you a real person?", CourtesyKind.IDENTITY),
        ("bisa bantu apa aja kak?", CourtesyKind.CAPABILITY),
        ("how does this bot work?", CourtesyKind.CAPABILITY),
        ("halo, saya mau tanya", CourtesyKind.CAPABILITY),
        ("apakah percakapan ini disimpan?", CourtesyKind.PRIVACY),
        ("bot goblok", CourtesyKind.ABUSE),
        ("you are useless", CourtesyKind.ABUSE),
    ],
)
def test_small_talk(text: str, expected: CourtesyKind) -> None:
    assert kind(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Halo, apa itu SMAP?",
        "selamat pagi, berapa batas waktu lapor gratifikasi?",
        "terima kasih, lalu sanksinya apa?",
        "hi, what is a facilitation payment?",
        "siapa yang mengaudit inspektorat?",
        "sampah di kantor siapa yang urus",
        "sanksinya?",
        "wa nya brp?",
    ],
)
def test_a_message_with_a_question_is_a_question(text: str) -> None:
    assert kind(text) is CourtesyKind.NONE


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Halo min, apa itu SMAP?", "apa itu SMAP?"),
        ("Selamat pagi. Kapan batas lapor?", "Kapan batas lapor?"),
        ("ngomong-ngomong, apa itu WBK?", "apa itu WBK?"),
        ("apa itu WBK?", "apa itu WBK?"),
    ],
)
def test_the_greeting_is_left_out_of_the_question(text: str, question: str) -> None:
    assert strip_pleasantries(text) == question

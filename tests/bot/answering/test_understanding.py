"""A whole message, understood: language, sensitivity, courtesy, boundary, query; and nothing of it in a log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.boundaries import Boundary
from bot.answering.courtesy import CourtesyKind
from bot.answering.language import Tongue
from bot.answering.memory import REMEMBERED_FOR, Conversation, Turn
from bot.answering.understanding import Interpreter, understand
from knowledge.glossary import Glossary
from knowledge.metadata import Language

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_colloquial_question_becomes_a_standard_one() -> None:
    understood = understand("halo min, brp lama sih batas lapor gratifikasi ke upg?")
    assert understood.query == "berapa lama batas lapor gratifikasi ke upg?"
    assert understood.language is Language.ID
    assert understood.courtesy is CourtesyKind.NONE
    assert understood.boundary is Boundary.NONE
    assert not understood.sensitive


def test_an_everyday_word_is_said_as_it_was_understood() -> None:
    readings = understand("boleh terima amplop ga?").readings
    assert [(reading.word, reading.term.indonesian) for reading in readings] == [("amplop", "pemberian uang")]


def test_a_disclosure_has_no_parts_to_search_for() -> None:
    understood = understand("petugas loket minta 200 ribu ke saya tadi")
    assert understood.discloses
    assert understood.parts == ()


def test_a_message_leaves_no_word_in_a_traceback() -> None:
    understood = understand("Bu Kartini minta 750 ribu kepada saya")
    conversation = Conversation(turns=(Turn("Apa itu rahasia-dagang?"),))
    assert "Kartini" not in repr(understood)
    assert "750" not in repr(understood)
    assert "rahasia-dagang" not in repr(conversation)


def test_an_old_question_is_no_longer_leaned_on() -> None:
    conversation = Conversation().with_turn(Turn("Apa itu gratifikasi?"), "id", NOON)
    assert understand("sanksinya?", conversation, NOON).follows
    assert not understand("sanksinya?", conversation, NOON + REMEMBERED_FOR + timedelta(seconds=1)).follows


def test_the_language_of_the_chat_decides_where_a_message_does_not() -> None:
    english = Conversation().with_turn(Turn("What is ISO 37001?"), Tongue.ENGLISH, NOON)
    assert understand("37002?", english, NOON).language is Language.EN
    assert understand("37002?").language is Language.ID


def test_whoever_writes_in_a_third_language_is_answered_in_english() -> None:
    assert understand("¿Qué es una auditoría y para qué sirve?").language is Language.EN


def test_an_interpreter_repairs_against_the_words_of_a_library() -> None:
    interpreter = Interpreter.build(Glossary.bundled(), known=["apa", "itu", "resep"], targets=["surveilans"])
    assert interpreter.understand("apa itu surveilanss").query == "apa itu surveilans"
    assert interpreter.understand("apa itu resep").query == "apa itu resep"


def test_no_word_of_a_library_hides_what_is_declined() -> None:
    interpreter = Interpreter.build(Glossary.bundled(), known=["cara", "pemberian"], targets=["menyamakan"])
    understood = interpreter.understand("Bagaimana cara menyamarkan pemberian kepada pejabat?")
    assert "menyamakan" in understood.query, "the repair that this test is about does not happen"
    assert understood.boundary is Boundary.EVASION


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_message_is_understood(text: str) -> None:
    understood = understand(text)
    assert understood.original == text
    assert understood.discloses or understood.courtesy is not CourtesyKind.NONE or understood.parts


@pytest.mark.parametrize("text", ["", "   ", "?", "....", "\n"])
def test_an_empty_message_is_a_greeting(text: str) -> None:
    assert understand(text).courtesy is CourtesyKind.GREETING

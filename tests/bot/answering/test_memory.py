"""A chat is remembered for a short time, and a disclosure wipes it and keeps it sensitive for half an hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.answering.memory import CHATS_AT_MOST, REMEMBERED_FOR, SENSITIVE_WINDOW, Conversation, Memory, Turn

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_turn_is_forgotten_after_a_while() -> None:
    memory = Memory()
    memory.remember("a", Conversation().with_turn(Turn("Apa itu SMAP?"), "id", NOON))
    assert memory.recall("a", NOON + REMEMBERED_FOR).last == Turn("Apa itu SMAP?")
    assert memory.recall("a", NOON + REMEMBERED_FOR + timedelta(seconds=1)).last is None


def test_a_disclosure_wipes_the_talk_and_opens_the_window() -> None:
    conversation = Conversation().with_turn(Turn("Apa itu SMAP?"), "id", NOON).disclosed(NOON)
    assert conversation.last is None
    assert conversation.is_sensitive(NOON + SENSITIVE_WINDOW - timedelta(seconds=1))
    assert not conversation.is_sensitive(NOON + SENSITIVE_WINDOW)
    assert timedelta(minutes=30) == SENSITIVE_WINDOW


def test_the_window_outlives_the_forgetting_of_turns() -> None:
    conversation = Conversation().disclosed(NOON).with_turn(Turn("Apa itu UPG?"), "id", NOON)
    later = conversation.at(NOON + REMEMBERED_FOR + timedelta(minutes=1))
    assert later.last is None
    assert later.is_sensitive(NOON + REMEMBERED_FOR + timedelta(minutes=1))


def test_chats_are_kept_apart_and_few_turns_are_kept() -> None:
    memory = Memory()
    conversation = Conversation()
    for number in range(5):
        conversation = conversation.with_turn(Turn(str(number)), "id", NOON)
    memory.remember("a", conversation)
    assert [turn.question for turn in memory.recall("a", NOON).turns] == ["2", "3", "4"]
    assert memory.recall("b", NOON) == Conversation()
    memory.forget("a")
    assert memory.recall("a", NOON) == Conversation()


def test_what_is_over_does_not_stay_in_memory_until_its_chat_speaks_again() -> None:
    memory = Memory()
    memory.remember("over", Conversation().with_turn(Turn("Apa itu SMAP?"), "id", NOON))
    memory.remember("careful", Conversation().disclosed(NOON))
    memory.recall("another", NOON + REMEMBERED_FOR + timedelta(seconds=1))
    assert "over" not in repr(memory)
    assert memory.recall("careful", NOON + REMEMBERED_FOR).is_sensitive(NOON + REMEMBERED_FOR)
    assert memory.recall("over", NOON) == Conversation()


def test_the_chat_heard_longest_ago_makes_room() -> None:
    memory = Memory()
    for number in range(CHATS_AT_MOST + 1):
        memory.remember(str(number), Conversation().with_turn(Turn("q"), "id", NOON))
    assert memory.recall("0", NOON).last is None
    assert memory.recall("1", NOON).last is not None

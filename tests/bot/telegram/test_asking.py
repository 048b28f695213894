"""What of a message is a question to the bot."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Chat, ForumTopicCreated, Message, MessageEntity, User

from bot.telegram.asking import addressed_text, asking, conversation, language_of, place_of
from bot.telegram.sender import Place
from knowledge.metadata import Language

ME = User(9, "Tanya", is_bot=True, username="Tanya_Bot")
ANI = User(1, "Ani", is_bot=False)
PRIVATE = Chat(1, Chat.PRIVATE)
GROUP = Chat(-5, Chat.SUPERGROUP)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _message(text: str | None, chat: Chat = GROUP, **more: Any) -> Message:  # noqa: ANN401 (any field of a message)
    entities = []
    if text and (at := text.casefold().find("@tanya_bot")) >= 0:
        entities.append(MessageEntity(MessageEntity.MENTION, len(text[:at].encode("utf-16-le")) // 2, 10))
    return Message(3, NOW, chat, **({"from_user": ANI, "text": text, "entities": entities} | more))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("@Tanya_Bot apa itu SMAP?", "apa itu SMAP?"),
        ("@tanya_bot, apa itu SMAP?", "apa itu SMAP?"),
        ("😀 tolong @TANYA_BOT apa\nitu?", "😀 tolong  apa\nitu?"),
        ("@Tanya_Bot", ""),
        ("apa itu SMAP?", None),
        ("@Tanya_Botnet apa itu?", None),
    ],
)
def test_mentions_in_groups(text: str, asked: str | None) -> None:
    entities = [MessageEntity(MessageEntity.MENTION, 0, 13)] if "net" in text else None
    message = _message(text, entities=entities) if entities else _message(text)
    found = addressed_text(message, ME)
    assert (found.split() if found is not None else None) == (asked.split() if asked is not None else None)


def test_everything_written_in_private_is_asked() -> None:
    assert addressed_text(_message("halo", PRIVATE), ME) == "halo"
    assert addressed_text(_message(None, PRIVATE, caption="dalam gambar"), ME) == "dalam gambar"
    assert addressed_text(_message(None, PRIVATE), ME) is None


def test_replies_to_the_bot_are_asked_but_not_to_a_topic_it_opened() -> None:
    mine = Message(2, NOW, GROUP, from_user=ME, text="jawaban")
    assert addressed_text(_message("lalu?", reply_to_message=mine), ME) == "lalu?"
    topic = Message(2, NOW, GROUP, from_user=ME, forum_topic_created=ForumTopicCreated("Topik", 0))
    assert addressed_text(_message("lalu?", reply_to_message=topic), ME) is None


def test_calling_the_bot_under_a_message_asks_that_message() -> None:
    earlier = Message(2, NOW, GROUP, from_user=User(2, "Budi", is_bot=False), text="berapa batasnya?")
    assert addressed_text(_message("@Tanya_Bot", reply_to_message=earlier), ME) == "berapa batasnya?"
    assert addressed_text(_message("@Tanya_Bot apa ini?", reply_to_message=earlier), ME) == "apa ini?"


def test_mention_without_a_username_counts() -> None:
    entity = MessageEntity(MessageEntity.TEXT_MENTION, 0, 5, user=ME)
    assert addressed_text(_message("Tanya apa itu SMAP?", entities=[entity]), ME) == "apa itu SMAP?"


def test_bots_are_not_answered_but_anonymous_admins_are() -> None:
    other = User(3, "Bot", is_bot=True)
    assert addressed_text(_message("@Tanya_Bot halo", from_user=other), ME) is None
    assert addressed_text(_message("@Tanya_Bot halo", from_user=other, sender_chat=GROUP), ME) == "halo"
    assert addressed_text(_message("@Tanya_Bot halo", is_automatic_forward=True), ME) is None


def test_reply_points_at_the_message_in_groups_and_after_edits() -> None:
    assert asking(_message("x", PRIVATE), "x").reply_to is None
    assert asking(_message("x", PRIVATE, edit_date=NOW), "x").reply_to == 3
    assert asking(_message("x"), "x").reply_to == 3


def test_conversations_are_personal_and_opaque() -> None:
    place = Place(GROUP.id)
    keys = {conversation(GROUP, ANI, place), conversation(GROUP, ME, place), conversation(GROUP, ANI, Place(-5, 4))}
    assert len(keys) == 3
    assert conversation(GROUP, ANI, place) == conversation(GROUP, ANI, place)
    assert not any(str(GROUP.id) in key for key in keys)


def test_topic_is_kept_only_where_there_is_one() -> None:
    assert place_of(_message("x", message_thread_id=4, is_topic_message=True)) == Place(-5, 4)
    assert place_of(_message("x", message_thread_id=4)) == Place(-5)


@pytest.mark.parametrize(("code", "language"), [("en-GB", Language.EN), ("id", Language.ID), (None, Language.ID)])
def test_language_of_an_app(code: str | None, language: Language) -> None:
    assert language_of(User(1, "A", is_bot=False, language_code=code)) is language

"""Asking: what of a Telegram message is a question to the bot, and where its reply belongs."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from telegram import Chat, Message, MessageEntity, User
from telegram.constants import ChatType

from bot.telegram.sender import Place
from knowledge.metadata import Language

_SALT = secrets.token_bytes(32)  # of this run, so that a conversation's key says nothing about who talks
_MENTIONS: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with all that its reply needs to know; `reply_to` is set where the reply should point at it."""

    text: str
    place: Place
    conversation: str
    group: bool
    language: Language  # of the asker's app, for what is said before the question's own language is known
    received: datetime
    reply_to: int | None = None


def asking(message: Message, text: str) -> Asking:
    """A message's question as the bot handles it."""
    group = is_group(message.chat)
    received = message.edit_date or message.date
    pointing = group or message.edit_date is not None
    key = conversation(message.chat, message.from_user, place_of(message))
    language = language_of(message.from_user)
    return Asking(text, place_of(message), key, group, language, received, message.message_id if pointing else None)


def addressed_text(message: Message, me: User) -> str | None:
    """What a message asks the bot; None when it is not meant for it, empty when it only calls.

    In a private chat everything written is meant for the bot; in a group, what mentions or replies to it. Who calls
    the bot with a reply to somebody's message asks that.
    """
    written = message.text or message.caption
    if not is_group(message.chat):
        return written
    if message.is_automatic_forward or (_is_bot(message) and message.sender_chat is None):
        return None
    mentions = [text for entity, text in _entities(message).items() if _means(entity, text, me)]
    if not mentions and not _replies_to(message, me):
        return None
    asked = written or ""
    for mention in mentions:
        asked = asked.replace(mention, " ")
    return " ".join(asked.split(" ")).strip(" ,:;-\n") or _quoted(message, me)


def place_of(message: Message) -> Place:
    """Where a reply to a message goes: its chat, and its topic."""
    return Place(message.chat.id, message.message_thread_id if message.is_topic_message else None)


def language_of(user: User | None) -> Language:
    """The language for what is said before anything was asked: Indonesian, unless the app is set to English."""
    code = (user.language_code or "") if user is not None else ""
    return Language.EN if code.casefold().startswith("en") else Language.ID


def conversation(chat: Chat, user: User | None, place: Place) -> str:
    """An opaque key of a conversation: one person in one place, for a group is many conversations."""
    person = user.id if user is not None and is_group(chat) else 0
    plain = f"{place.chat}/{place.thread}/{person}".encode()
    return hashlib.blake2b(plain, key=_SALT, digest_size=12).hexdigest()


def is_group(chat: Chat) -> bool:
    """Whether others read along."""
    return chat.type != ChatType.PRIVATE


def _entities(message: Message) -> dict[MessageEntity, str]:
    return message.parse_entities(_MENTIONS) if message.text else message.parse_caption_entities(_MENTIONS)


def _means(entity: MessageEntity, text: str, me: User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return text.casefold() == f"@{me.username}".casefold()


def _replies_to(message: Message, me: User) -> bool:
    earlier = message.reply_to_message
    if earlier is None or earlier.forum_topic_created is not None:
        return False
    return earlier.from_user is not None and earlier.from_user.id == me.id


def _quoted(message: Message, me: User) -> str:
    """What somebody else wrote that the caller replies to."""
    earlier = message.reply_to_message
    if earlier is None or _replies_to(message, me):
        return ""
    return earlier.text or earlier.caption or ""


def _is_bot(message: Message) -> bool:
    return message.from_user is not None and message.from_user.is_bot

"""The world that the emulator shows a bot: people, chats with their messages, and the queue of updates."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.markup import TEXT_LIMIT, find_entities, units

BOT_ID = 700_000_001
BOT_NAME = "tanya_uji_bot"
BOT = {"id": BOT_ID, "is_bot": True, "first_name": "Tanya Integritas", "username": BOT_NAME}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot."""

    id: int
    name: str
    language: str = "id"

    def as_json(self) -> Json:
        """The person as a User."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}


class Updates:
    """The updates that wait for the bot; one is confirmed when a higher offset is asked for."""

    def __init__(self) -> None:
        self._ids = itertools.count(880_000_001)
        self._waiting: list[Json] = []
        self._arrival = asyncio.Event()
        self.allowed: list[str] = []
        self.served: list[int] = []

    def add(self, kind: str, content: Json) -> int:
        """Put an update at the end of the queue, unless the bot did not ask for its kind; its id."""
        number = next(self._ids)
        if not self.allowed or kind in self.allowed:
            self._waiting.append({"update_id": number, kind: content})
            self._arrival.set()
        return number

    def confirm(self, offset: int) -> None:
        """Forget what lies before an offset; a negative one counts from the end."""
        if offset < 0:
            self._waiting = self._waiting[offset:]
        else:
            self._waiting = [update for update in self._waiting if update["update_id"] >= offset]

    @property
    def unconfirmed(self) -> list[int]:
        """The ids of the updates that a new poll would be given."""
        return [update["update_id"] for update in self._waiting]

    async def fetch(self, limit: int, patience: float) -> list[Json]:
        """Up to `limit` updates, after waiting for the first one at most `patience` seconds."""
        deadline = time.monotonic() + patience
        while not self._waiting and (left := deadline - time.monotonic()) > 0:
            self._arrival.clear()
            try:
                await asyncio.wait_for(self._arrival.wait(), left)
            except TimeoutError:
                break
        batch = self._waiting[:limit]
        self.served += [update["update_id"] for update in batch]
        return batch


@dataclass(slots=True)
class Chat:
    """A conversation; `reachable` says whether the bot may write to it."""

    id: int
    type: str
    updates: Updates
    next_message: Callable[[], int]
    title: str | None = None
    members: list[Person] = field(default_factory=list)
    reachable: bool = True
    threads: set[int] = field(default_factory=set)
    messages: dict[int, Json] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    unread: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)

    def as_json(self) -> Json:
        """The chat as the Bot API shows it."""
        if self.type == "private":
            return {"id": self.id, "type": "private", "first_name": self.members[0].name}
        return {"id": self.id, "type": self.type, "title": self.title} | ({"is_forum": True} if self.threads else {})

    def new_message(self, author: Json, **content: Any) -> Json:  # noqa: ANN401 (JSON)
        """Store a message and return it."""
        number = self.next_message()
        base = {"message_id": number, "date": int(time.time()), "chat": self.as_json(), "from": author}
        message = self.messages[number] = base | content
        return message

    def say(self, text: str, by: Person | None = None, to: Json | None = None, thread: int | None = None) -> Json:
        """A person writes; a long text arrives as several messages, of which the last is returned."""
        message: Json = {}
        for start in range(0, max(len(text), 1), TEXT_LIMIT):
            part = text[start : start + TEXT_LIMIT]
            if units(part) > TEXT_LIMIT:
                raise ValueError("write long texts without characters outside the basic plane")
            message = self.post({"text": part, **_entities("entities", part)}, by, to, thread)
        return message

    def post(self, content: Json, by: Person | None = None, to: Json | None = None, thread: int | None = None) -> Json:
        """A person sends any message; the bot learns of it where Telegram's privacy mode lets it."""
        extra: Json = {"reply_to_message": _without_reply(to)} if to else {}
        if thread is not None:
            extra |= {"message_thread_id": thread, "is_topic_message": True}
        if "caption" in content:
            extra |= _entities("caption_entities", content["caption"])
        message = self.new_message((by or self.members[0]).as_json(), **content, **extra)
        if self.type == "private":
            self.reachable = True
        if self._visible(message):
            self.updates.add("message", message)
        return message

    def edit(self, message: Json, text: str) -> Json:
        """A person changes the text of an earlier message, or its caption."""
        place = "caption" if "caption" in message else "text"
        entities = _entities("caption_entities" if place == "caption" else "entities", text)
        edited = message | {place: text, "edit_date": int(time.time()), **entities}
        self.messages[message["message_id"]] = edited
        self.updates.add("edited_message", edited)
        return edited

    async def reply(self, within: float = 30.0) -> Json:
        """The next message of the bot in this chat that the test has not seen yet."""
        return await asyncio.wait_for(self.unread.get(), within)

    def _visible(self, message: Json) -> bool:
        """Telegram's privacy mode: in a group only commands, mentions and replies to the bot are delivered."""
        if self.type == "private":
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == BOT_ID:
            return True
        text = message.get("text") or message.get("caption") or ""
        return f"@{BOT_NAME}" in text.casefold() or (text.startswith("/") and "@" not in text.split()[0])


def _entities(name: str, text: str) -> Json:
    found = [entity.as_json() for entity in find_entities(text)]
    return {name: found} if found else {}


def _without_reply(message: Json) -> Json:
    return {key: value for key, value in message.items() if key != "reply_to_message"}

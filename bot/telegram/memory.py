"""Memory of the running bot, and nowhere else: the sources of last answers, and the questions behind buttons."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.reply import Block, BlockKind, Reply
from bot.telegram.sender import Place

PLACES = 10_000  # last answers remembered
CHOICES = 20_000  # buttons remembered
CHOICE_SECONDS = 24 * 3600.0


class LastSources:
    """The citations of the last answer in each place; nothing of what was asked, and nothing sensitive."""

    def __init__(self, capacity: int = PLACES) -> None:
        self._capacity = capacity
        self._citations: OrderedDict[Place, tuple[Block, ...]] = OrderedDict()

    def remember(self, place: Place, reply: Reply) -> None:
        """Keep the citations of a reply in place of earlier ones; a sensitive reply leaves none, thanks change none."""
        cited = tuple(block for block in reply.blocks if block.kind is BlockKind.CITATION)
        if reply.sensitive or cited:
            self._citations.pop(place, None)
        if cited and not reply.sensitive:
            self._citations[place] = cited
            if len(self._citations) > self._capacity:
                self._citations.popitem(last=False)

    def of(self, place: Place) -> tuple[Block, ...]:
        """The citations of the last answer in a place."""
        return self._citations.get(place, ())

    def forget(self, chat: int) -> None:
        """Forget everything of a chat."""
        for place in [place for place in self._citations if place.chat == chat]:
            del self._citations[place]


@dataclass(frozen=True, slots=True)
class Choice:
    """A question behind a button: one of the bot's own, offered in one chat until a time."""

    question: str
    chat: int
    expires: float


class Choices:
    """Questions behind opaque keys, for a button carries at most 64 bytes and proves nothing about who presses it."""

    def __init__(self, capacity: int = CHOICES, clock: Callable[[], float] = time.monotonic) -> None:
        self._capacity = capacity
        self._clock = clock
        self._choices: OrderedDict[str, Choice] = OrderedDict()

    def offer(self, question: str, chat: int) -> str:
        """The key under which a chat can pick a question for a day."""
        key = secrets.token_urlsafe(12)
        self._choices[key] = Choice(question, chat, self._clock() + CHOICE_SECONDS)
        if len(self._choices) > self._capacity:
            self._choices.popitem(last=False)
        return key

    def pick(self, key: str, chat: int) -> str | None:
        """The question behind a key, when it was offered in this chat and has not expired."""
        choice = self._choices.get(key)
        if choice is None or choice.chat != chat or choice.expires < self._clock():
            return None
        return choice.question

    def forget(self, chat: int) -> None:
        """Forget what was offered in a chat."""
        for key in [key for key, choice in self._choices.items() if choice.chat == chat]:
            del self._choices[key]

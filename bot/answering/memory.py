"""The short memory of a chat: its last question, and whether it is in a sensitive window; never stored or logged."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import takewhile
from threading import Lock

SENSITIVE_WINDOW = timedelta(minutes=30)  # after a disclosure the next messages may go on about it
REMEMBERED_FOR = timedelta(minutes=15)  # a follow-up comes soon; later the topic is guesswork
CHATS_AT_MOST = 10_000  # bounds the memory of the process; the oldest chat is forgotten first


@dataclass(frozen=True, slots=True)
class Turn:
    """One question that was answered.

    `question` stands alone (a follow-up was completed before); `topic` is the title of what answered it, if anything.
    """

    question: str = field(repr=False)  # never in a log
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is known of one chat: the last turns, the language spoken, and until when it stays sensitive."""

    turns: tuple[Turn, ...] = ()
    language: str = ""
    heard_at: datetime | None = None
    sensitive_until: datetime | None = None

    @property
    def last(self) -> Turn | None:
        """The latest turn, if there is one."""
        return self.turns[-1] if self.turns else None

    def is_sensitive(self, now: datetime) -> bool:
        """Whether somebody disclosed something here within the window."""
        return self.sensitive_until is not None and now < self.sensitive_until

    def is_over(self, now: datetime) -> bool:
        """Whether nothing of it holds any more."""
        return not self.is_sensitive(now) and (self.heard_at is None or now - self.heard_at > REMEMBERED_FOR)

    def at(self, now: datetime) -> Conversation:
        """This conversation as it is remembered at `now`: old turns are forgotten."""
        if self.heard_at is not None and now - self.heard_at > REMEMBERED_FOR:
            return Conversation(sensitive_until=self.sensitive_until)
        return self

    def with_turn(self, turn: Turn, language: str, now: datetime) -> Conversation:
        """After one more answered question; the last three are kept."""
        return replace(self, turns=(*self.turns, turn)[-3:], language=language, heard_at=now)

    def disclosed(self, now: datetime) -> Conversation:
        """After a sensitive message: nothing of the talk is kept but the window's end."""
        return Conversation(sensitive_until=now + SENSITIVE_WINDOW)


@dataclass(slots=True)
class Memory:
    """The conversations of all chats, in this process only; thread-safe."""

    _chats: OrderedDict[str, Conversation] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def recall(self, chat: str, now: datetime) -> Conversation:
        """What is remembered of a chat at `now`; chats whose time is over, heard before all others, are forgotten."""
        with self._lock:
            for other in list(takewhile(lambda one: self._chats[one].is_over(now), self._chats)):
                del self._chats[other]
            return self._chats.get(chat, Conversation()).at(now)

    def remember(self, chat: str, conversation: Conversation) -> None:
        """Keep a conversation, forgetting the chat heard longest ago where there are too many."""
        with self._lock:
            self._chats[chat] = conversation
            self._chats.move_to_end(chat)
            while len(self._chats) > CHATS_AT_MOST:
                self._chats.popitem(last=False)

    def forget(self, chat: str) -> None:
        """Forget a chat altogether."""
        with self._lock:
            self._chats.pop(chat, None)

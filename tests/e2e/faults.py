"""What can go wrong between a bot and Telegram, on demand."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.e2e.refusal import RefusalError, too_many_requests


@dataclass(slots=True)
class Faults:
    """Faults that a test switches on.

    `away` drops every connection; `broken` answers so many requests with 502; `lost` performs so many requests of a
    method and drops their answers; `flooded` chats are told to wait a second, as long as they are in it.
    """

    away: bool = False
    broken: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    flooded: set[int] = field(default_factory=set)
    held: dict[int, asyncio.Event] = field(default_factory=dict)
    _arrivals: dict[int, asyncio.Event] = field(default_factory=dict)

    def hold(self, chat: int) -> None:
        """Let no message to a chat through until it is released."""
        self.held[chat] = asyncio.Event()

    def release(self, chat: int) -> None:
        """Let the messages to a chat through again."""
        self.held.pop(chat).set()

    async def until_held(self, chat: int, within: float = 30.0) -> None:
        """Wait until the bot tries to send a message that is held."""
        async with asyncio.timeout(within):
            await self._arrivals.setdefault(chat, asyncio.Event()).wait()

    async def before(self, method: str, parameters: Mapping[str, str]) -> None:
        """Faults that strike before a request is performed."""
        if self.away:
            raise ConnectionAbortedError
        if self.broken:
            self.broken -= 1
            raise RefusalError(502, "Bad Gateway")
        if method == "sendMessage" and parameters.get("chat_id", "").lstrip("-").isdigit():
            chat = int(parameters["chat_id"])
            if chat in self.flooded:
                raise too_many_requests(1)
            if chat in self.held:
                self._arrivals.setdefault(chat, asyncio.Event()).set()
                await self.held[chat].wait()

    async def after(self, method: str) -> None:
        """Faults that strike after a request was performed."""
        if self.lost[method]:
            self.lost[method] -= 1
            raise ConnectionAbortedError

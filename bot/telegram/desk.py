"""The desk: questions are answered in worker threads, so that the event loop stays free for everybody else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from bot.answering.reply import Reply
from bot.message import Message
from knowledge.metadata import Audience, Language


class Answering(Protocol):
    """What the desk needs of a service: it may be slow, and must be thread-safe."""

    def reply(self, message: Message) -> Reply:
        """The reply to a message."""
        ...

    def titles(self, audience: Audience, language: Language) -> Sequence[str]:
        """The titles of the documents in a language that answers may come from, for people with these rights."""
        ...


class Desk:
    """Answers at most `workers` questions at once and lets at most `waiting` more wait in line."""

    def __init__(self, service: Answering, workers: int, waiting: int) -> None:
        self._service = service
        self._room = workers + waiting
        self._taken = 0
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="desk")

    async def reply(self, message: Message) -> Reply | None:
        """The reply to a message, or None at once when the line is full."""
        if self._taken >= self._room:
            return None
        self._taken += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._service.reply, message)
        finally:
            self._taken -= 1

    async def titles(self, audience: Audience, language: Language) -> Sequence[str]:
        """The titles of the documents that answers may come from."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._service.titles, audience, language)

    def close(self) -> None:
        """Take no more questions; those in work end by themselves."""
        self._pool.shutdown(wait=False, cancel_futures=True)

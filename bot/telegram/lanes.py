"""Lanes: the updates of one chat are handled in order, those of different chats at once."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import Update

DEPTH = 20  # updates of one chat that may wait; a long text arrives as a handful

Handle = Callable[[Update], Awaitable[None]]


@dataclass(slots=True)
class _Lane:
    waiting: deque[tuple[Handle, Update]] = field(default_factory=deque)
    overflowed: bool = False


class Lanes:
    """Hands updates to `handle`; to `refuse`, once, when a chat writes faster than it can be answered.

    `settled` is called with the id of every update that is dealt with.
    """

    def __init__(self, handle: Handle, refuse: Handle, settled: Callable[[int], None]) -> None:
        self._handle = handle
        self._refuse = refuse
        self._settled = settled
        self._lanes: dict[int, _Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, update: Update) -> None:
        """Put an update at the end of its chat's lane."""
        key = lane_of(update)
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = _Lane()
            task = asyncio.create_task(self._run(key, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if len(lane.waiting) < DEPTH:
            lane.waiting.append((self._handle, update))
        elif not lane.overflowed:
            lane.overflowed = True
            lane.waiting.append((self._refuse, update))
        else:
            self._settled(update.update_id)  # the refusal that waits in the lane speaks for this one too

    async def drain(self, within: float) -> None:
        """Let the lanes finish for some seconds, then drop what is left: it is not confirmed, so it comes again."""
        if self._tasks:
            _, unfinished = await asyncio.wait(self._tasks, timeout=within)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)

    async def _run(self, key: int, lane: _Lane) -> None:
        while lane.waiting:
            handle, update = lane.waiting.popleft()
            await handle(update)
            if handle == self._refuse:
                lane.overflowed = False
            self._settled(update.update_id)
        del self._lanes[key]


def lane_of(update: Update) -> int:
    """The chat whose order an update belongs to; what has none has a lane of its own."""
    chat = update.effective_chat
    return chat.id if chat is not None else update.update_id

"""The receiver: fetches updates, and tells Telegram only of those that are handled.

An update is confirmed by fetching with a higher offset. The offset never passes one that is still in hand, so what a
crash interrupts comes again. A later inbox can confirm earlier by keeping updates itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from contextlib import suppress

from telegram import Bot, Update
from telegram.constants import PollingLimit
from telegram.error import InvalidToken, TelegramError

from bot.telegram.lanes import Handle, Lanes
from bot.telegram.patience import Patience

_LOG = logging.getLogger(__name__)
POLL_SECONDS = 30
GRACE_SECONDS = 8.0  # how long a stop waits for what is in hand; supervisors kill after ten
BRIEF_SECONDS = 0.2  # how long what was just fetched may take before more is looked for
REPEAT_SECONDS = 1.0  # how often to look for more while nothing gets finished
LIMIT = int(PollingLimit.MAX_LIMIT)
KINDS = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)


class Ledger:
    """Which updates are in hand and which are settled."""

    def __init__(self) -> None:
        self._in_hand: set[int] = set()
        self._settled: set[int] = set()
        self._next: int | None = None
        self.progress = asyncio.Event()

    @property
    def offset(self) -> int | None:
        """Where the next fetch begins: the oldest update in hand, or else after the newest one settled."""
        return min(self._in_hand, default=self._next)

    @property
    def idle(self) -> bool:
        """Whether nothing is in hand."""
        return not self._in_hand

    def begin_fetch(self) -> int | None:
        """The offset of a fetch that begins now; its answer may still hold what gets settled in the meantime."""
        self.progress.clear()
        offset = self.offset
        self._settled = {number for number in self._settled if offset is not None and number >= offset}
        return offset

    def admit(self, update: int) -> bool:
        """Take an update in hand; false when it is or was already."""
        if update in self._in_hand or update in self._settled:
            return False
        self._in_hand.add(update)
        self._next = max(self._next or 0, update + 1)
        return True

    def settle(self, update: int) -> None:
        """An update is dealt with."""
        self._in_hand.discard(update)
        self._settled.add(update)
        self.progress.set()

    def release_oldest(self) -> None:
        """Let the offset pass the oldest update in hand, whose work goes on in memory."""
        if self._in_hand:
            self.settle(min(self._in_hand))


class Receiver:
    """Fetches updates until told to stop, and hands each to `handle` in its chat's lane."""

    def __init__(self, client: Bot, handle: Handle, refuse: Handle) -> None:
        self._client = client
        self._ledger = Ledger()
        self._lanes = Lanes(handle, refuse, self._ledger.settle)

    async def run(self, stopping: asyncio.Event) -> None:
        """Fetch and hand out; on stopping, finish what is in hand and confirm it.

        :raises InvalidToken: when Telegram refuses the token for good.
        """
        stop = asyncio.create_task(stopping.wait())
        patience = Patience("fetching updates")
        try:
            while not stopping.is_set():
                try:
                    batch = await self._fetch(stop)
                except InvalidToken:
                    raise
                except TelegramError as error:
                    await _unless(stop, patience.wait(error))
                else:
                    patience.renew()
                    await self._hand_out(batch, stop)
        finally:
            stop.cancel()
            await self._lanes.drain(GRACE_SECONDS)
            await self._confirm()

    async def _fetch(self, stop: asyncio.Task[bool]) -> Sequence[Update]:
        offset = self._ledger.begin_fetch()
        polling = asyncio.create_task(self._client.get_updates(offset, LIMIT, POLL_SECONDS, allowed_updates=KINDS))
        await asyncio.wait({polling, stop}, return_when=asyncio.FIRST_COMPLETED)
        if polling.done():
            return polling.result()
        polling.cancel()
        return ()

    async def _hand_out(self, batch: Sequence[Update], stop: asyncio.Task[bool]) -> None:
        fresh = [update for update in batch if self._ledger.admit(update.update_id)]
        for update in fresh:
            self._lanes.put(update)
        if len(batch) == LIMIT and not fresh:
            # The window is full of what waits, of a chat that Telegram made wait perhaps: others must not wait with it.
            _LOG.warning("%d updates are in hand; confirming the oldest before it is answered", LIMIT)
            self._ledger.release_oldest()
        elif not self._ledger.idle:
            # Telegram repeats at once what is not confirmed, so wait until something is, or look for more in a while.
            await _unless(stop, self._progress(BRIEF_SECONDS if fresh else REPEAT_SECONDS))

    async def _progress(self, within: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ledger.progress.wait(), within)

    async def _confirm(self) -> None:
        if self._ledger.offset is None:
            return
        try:
            await self._client.get_updates(self._ledger.offset, limit=1, timeout=0, read_timeout=2, connect_timeout=2)
        except TelegramError as error:
            _LOG.warning("the last updates could not be confirmed (%s); they come again", type(error).__name__)


async def _unless(stop: asyncio.Task[bool], pause: Coroutine[None, None, None]) -> None:
    """Wait for a pause to end, but no longer than until the stop."""
    waiting = asyncio.create_task(pause)
    await asyncio.wait({waiting, stop}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    await asyncio.wait({waiting})

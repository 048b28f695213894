"""Patience: how long to wait before trying Telegram again."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from telegram.error import Conflict, RetryAfter, TelegramError

_LOG = logging.getLogger(__name__)
FIRST_SECONDS = 0.5
MOST_SECONDS = 30.0  # a network that comes back is noticed within half a minute


class Patience:
    """Waits that double up to a bound, or last as long as Telegram says; a success starts them anew."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._seconds = FIRST_SECONDS

    async def wait(self, error: TelegramError) -> None:
        """Sleep for as long as the error makes advisable; the log tells what failed, not what was sent."""
        seconds = self._next(error)
        _LOG.warning("%s failed (%s); trying again in %.1f s", self._what, _reason(error), seconds)
        await asyncio.sleep(seconds)

    def renew(self) -> None:
        """Start from short waits again."""
        self._seconds = FIRST_SECONDS

    def _next(self, error: TelegramError) -> float:
        if isinstance(error, RetryAfter):
            wanted = error.retry_after
            return wanted.total_seconds() if isinstance(wanted, timedelta) else float(wanted)
        seconds, self._seconds = self._seconds, min(2 * self._seconds, MOST_SECONDS)
        return seconds


def _reason(error: TelegramError) -> str:
    """The kind of an error; its text may hold an address with the token, or what a stranger wrote."""
    if isinstance(error, Conflict):
        return "another process fetches this bot's updates"
    return type(error).__name__

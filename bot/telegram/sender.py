"""The sender: messages reach their chat, however long Telegram is away or asks to wait."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.telegram.patience import Patience
from bot.telegram.rendering import Part

_LOG = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
TYPING_SECONDS = 4.0  # Telegram shows the action for five


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: a chat, and its topic where it has topics."""

    chat: int
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out at once: parts in order, buttons under the last, and the message the first replies to."""

    parts: Sequence[Part]
    keyboard: InlineKeyboardMarkup | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class _Parcel:
    """One message; plain where Telegram refused its formatting, buttons or topic, for a plain reply beats none."""

    part: Part
    keyboard: InlineKeyboardMarkup | None = None
    reply_to: int | None = None
    plain: bool = False


class Sender:
    """Sends to one chat in order: every caller works within its chat's lane, so only that chat waits."""

    def __init__(self, client: Bot) -> None:
        self._client = client

    async def send(self, place: Place, letter: Letter) -> None:
        """Send all parts; returns when Telegram has them, or refuses them for good."""
        last = len(letter.parts) - 1
        for number, part in enumerate(letter.parts):
            parcel = _Parcel(part, letter.keyboard if number == last else None, letter.reply_to if not number else None)
            delivered = await self._deliver(place, parcel)
            if delivered is None:
                return
            place = delivered

    async def acknowledge(self, query: str, text: str | None = None) -> None:
        """Answer a pressed button; not vital, so it is tried once."""
        with suppress(TelegramError):
            await self._client.answer_callback_query(query, text=text, show_alert=text is not None)

    @asynccontextmanager
    async def typing(self, place: Place) -> AsyncIterator[None]:
        """Show that the bot is at work, for as long as it is; never after what it leads to."""
        done = asyncio.Event()
        showing = asyncio.create_task(self._show_typing(place, done))
        try:
            yield
        finally:
            done.set()
            await asyncio.wait({showing}, timeout=1.0)
            showing.cancel()

    async def _show_typing(self, place: Place, done: asyncio.Event) -> None:
        with suppress(TelegramError):
            while not done.is_set():
                await self._client.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.thread)
                with suppress(TimeoutError):
                    await asyncio.wait_for(done.wait(), TYPING_SECONDS)

    async def _deliver(self, place: Place, parcel: _Parcel) -> Place | None:
        """Send one message, as often as it takes; where the chat is now, or None when it cannot be written to."""
        patience = Patience("sending a message")
        while True:
            try:
                await self._send(place, parcel)
            except Forbidden:
                _LOG.info("a chat cannot be written to any more")
                return None
            except ChatMigrated as error:
                place = replace(place, chat=error.new_chat_id)
            except BadRequest:
                if parcel.plain:
                    _LOG.error("Telegram refused even the plain text of a message")
                    return None
                _LOG.warning("Telegram refused a message; sending its plain text")
                place, parcel = Place(place.chat), _Parcel(parcel.part, plain=True)
            except TelegramError as error:
                await patience.wait(error)
            else:
                return place

    async def _send(self, place: Place, parcel: _Parcel) -> None:
        replying = None
        if parcel.reply_to is not None:
            replying = ReplyParameters(parcel.reply_to, allow_sending_without_reply=True)
        await self._client.send_message(
            place.chat,
            parcel.part.text if parcel.plain else parcel.part.html,
            parse_mode=None if parcel.plain else ParseMode.HTML,
            message_thread_id=place.thread,
            reply_parameters=replying,
            reply_markup=parcel.keyboard,
            link_preview_options=_NO_PREVIEW,
        )

"""/bantuan and /privasi: pages that are the same for everybody."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Update
from telegram.ext import ContextTypes

from bot.telegram.asking import is_group, language_of, place_of
from bot.telegram.reception import Reception
from bot.telegram.wording import WORDING
from bot.texts.telegram_wording import TelegramWording


class Page:
    """Shows one text; another one where others read along, when there is one."""

    def __init__(
        self,
        reception: Reception,
        text: Callable[[TelegramWording], str],
        in_group: Callable[[TelegramWording], str] | None = None,
    ) -> None:
        self._reception = reception
        self._text = text
        self._in_group = in_group or text

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer the page's command."""
        message = update.effective_message
        if message is None:
            return
        wording = WORDING[language_of(update.effective_user)]
        group = is_group(message.chat)
        text = (self._in_group if group else self._text)(wording)
        await self._reception.say(place_of(message), text, reply_to=message.message_id if group else None)

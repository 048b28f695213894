"""/tanya: a question as a command, which every group delivers."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot.telegram.asking import asking, language_of, place_of
from bot.telegram.reception import Reception
from bot.telegram.wording import WORDING


class Ask:
    """Answers what stands after the command, or the message that the command replies to."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer /tanya."""
        message = update.effective_message
        if message is None:
            return
        _, _, text = (message.text or "").partition(" ")
        earlier = message.reply_to_message
        if not text.strip() and earlier is not None:
            text = earlier.text or earlier.caption or ""
        if text.strip():
            await self._reception.answer(asking(message, text.strip()))
        else:
            usage = WORDING[language_of(update.effective_user)].ask_usage
            await self._reception.say(place_of(message), usage, reply_to=message.message_id)

"""Questions: everything written to the bot in private, and what mentions or answers it in a group."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot.telegram.asking import addressed_text, asking, language_of, place_of
from bot.telegram.reception import Reception
from bot.telegram.wording import WORDING


class Question:
    """Answers a message, or its new version when it was edited."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a written message."""
        message = update.effective_message
        if message is None:
            return
        text = addressed_text(message, context.bot.bot)
        if text is None:
            return
        if text.strip():
            await self._reception.answer(asking(message, text))
        else:
            hint = WORDING[language_of(update.effective_user)].mention_empty
            await self._reception.say(place_of(message), hint, reply_to=message.message_id)

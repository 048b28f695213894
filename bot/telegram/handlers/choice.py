"""Buttons: a question that the bot offered was picked."""

from __future__ import annotations

from datetime import UTC, datetime

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.answering.reply import Block, BlockKind
from bot.telegram.asking import Asking, conversation, is_group, language_of, place_of
from bot.telegram.reception import CHOICE_PREFIX, Reception
from bot.telegram.sender import Place
from bot.telegram.wording import WORDING


class Choice:
    """Answers a picked question; every tap is checked again: same chat, not expired, the rights of now."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a pressed button."""
        query = update.callback_query
        if query is None:
            return
        language = language_of(query.from_user)
        chat = query.message.chat if query.message is not None else None
        key = (query.data or "").removeprefix(CHOICE_PREFIX)
        question = self._reception.choices.pick(key, chat.id) if chat is not None else None
        if chat is None or question is None:
            await self._reception.sender.acknowledge(query.id, WORDING[language].expired)
            return
        await self._reception.sender.acknowledge(query.id)
        place = place_of(query.message) if isinstance(query.message, Message) else Place(chat.id)
        asked = Asking(
            question, place, conversation(chat, query.from_user, place), is_group(chat), language, datetime.now(UTC)
        )
        await self._reception.answer(asked, opening=(Block(BlockKind.HEADING, question),))

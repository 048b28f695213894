"""/start: who I am, and what one can ask; with the payload of a group's button, the official channels."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot.answering.reply import Block, BlockKind
from bot.telegram.asking import asking, is_group, language_of, place_of
from bot.telegram.reception import PRIVATE_PAYLOAD, Reception
from bot.telegram.wording import WORDING


class Start:
    """Welcomes; an unknown payload is a plain start."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer /start."""
        message = update.effective_message
        if message is None:
            return
        wording = WORDING[language_of(update.effective_user)]
        place = place_of(message)
        if is_group(message.chat):
            await self._reception.say(place, wording.help_group, reply_to=message.message_id)
        elif context.args == [PRIVATE_PAYLOAD]:
            asked = asking(message, wording.channels_question)
            await self._reception.answer(asked, opening=(Block(BlockKind.NOTICE, wording.private_welcome),))
        else:
            examples = self._reception.questions_keyboard(wording.welcome_examples, place.chat)
            await self._reception.say(place, wording.welcome, keyboard=examples)

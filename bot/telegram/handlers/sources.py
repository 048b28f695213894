"""/sumber: where the last answer in this chat stands, and which documents there are."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot.answering.reply import Block, BlockKind
from bot.telegram.asking import is_group, language_of, place_of
from bot.telegram.reception import Reception
from bot.telegram.wording import WORDING

_SHOWN = 60  # titles that still fit a message or two


class Sources:
    """Lists sources; in a group only those of the last answer, to stay short."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer /sumber."""
        message = update.effective_message
        if message is None:
            return
        language = language_of(update.effective_user)
        wording = WORDING[language]
        place = place_of(message)
        group = is_group(message.chat)
        cited = self._reception.sources.of(place)
        blocks = [Block(BlockKind.HEADING, wording.last_sources), *cited]
        if not cited:
            blocks = [Block(BlockKind.BODY, wording.no_last_sources)]
        if not group and (titles := await self._reception.titles(language)):
            blocks.append(Block(BlockKind.HEADING, wording.library))
            blocks += [Block(BlockKind.LIST_ITEM, title) for title in titles[:_SHOWN]]
            if len(titles) > _SHOWN:
                blocks.append(Block(BlockKind.BODY, wording.more_documents.format(count=len(titles) - _SHOWN)))
        await self._reception.show(place, blocks, reply_to=message.message_id if group else None)

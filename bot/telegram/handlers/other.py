"""What is no question: unknown commands, pictures without words, voice, stickers."""

from __future__ import annotations

from collections import OrderedDict

from telegram import Update
from telegram.ext import ContextTypes

from bot.telegram.asking import is_group, language_of, place_of
from bot.telegram.reception import Reception
from bot.telegram.wording import WORDING

_ALBUMS = 1000  # albums remembered, so that ten pictures get one sentence


class UnknownCommand:
    """Says that a command is unknown; in a group only when it names this bot, for it may be another's."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer an unknown command."""
        message = update.effective_message
        if message is None:
            return
        command = (message.text or "").split(maxsplit=1)[0].casefold()
        own = command.endswith(f"@{context.bot.username}".casefold())
        if (is_group(message.chat) and not own) or ("@" in command and not own):
            return
        sentence = WORDING[language_of(update.effective_user)].unknown_command
        await self._reception.say(place_of(message), sentence, reply_to=message.message_id)


class Wordless:
    """Asks for words, once per album."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._albums: OrderedDict[str, None] = OrderedDict()

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message without words in a private chat."""
        message = update.effective_message
        if message is None or (message.media_group_id and self._seen(message.media_group_id)):
            return
        sentence = WORDING[language_of(update.effective_user)].only_text
        await self._reception.say(place_of(message), sentence, reply_to=message.message_id)

    def _seen(self, album: str) -> bool:
        if album in self._albums:
            return True
        self._albums[album] = None
        if len(self._albums) > _ALBUMS:
            self._albums.popitem(last=False)
        return False

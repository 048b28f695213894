"""Trouble: what to say when a handler fails, or a chat writes faster than it can be answered."""

from __future__ import annotations

import logging
import secrets
import traceback

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.telegram.asking import language_of, place_of
from bot.telegram.reception import Reception
from bot.telegram.sender import Place
from bot.telegram.wording import WORDING

_LOG = logging.getLogger(__name__)
_FRAMES = 4  # innermost places of a failure that the log names


class Trouble:
    """One sentence with a short code to the chat; kind and place of the failure, and the code, to the log."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The error handler: every exception of a handler ends here."""
        code = secrets.token_hex(3)
        _LOG.error("failure %s: %s", code, _described(context.error))
        if isinstance(update, Update) and (place := _place(update)) is not None:
            sentence = WORDING[language_of(update.effective_user)].failed.format(code=code)
            await self._reception.say(place, sentence)

    async def refuse(self, update: Update) -> None:
        """Say that some messages of a chat were skipped."""
        if (place := _place(update)) is not None:
            await self._reception.say(place, WORDING[language_of(update.effective_user)].too_many)


def _place(update: Update) -> Place | None:
    """Where to answer an update; a change of membership wants no answer."""
    message = update.effective_message
    if isinstance(message, Message):
        return place_of(message)
    return Place(message.chat.id) if message is not None else None


def _described(error: BaseException | None) -> str:
    """The kind of an error and where it arose; never its text, which may hold what somebody wrote."""
    if error is None:
        return "unknown"
    places = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return " < ".join([type(error).__name__, *(f"{place.filename}:{place.lineno}" for place in reversed(places))])

"""Membership: who blocks the bot or removes it from a group is forgotten."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatMemberStatus
from telegram.ext import ContextTypes

from bot.telegram.reception import Reception

_GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


class Membership:
    """Forgets a chat that the bot can no longer write to."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """React to a change of the bot's own membership."""
        change = update.my_chat_member
        if change is not None and change.new_chat_member.status in _GONE:
            self._reception.sources.forget(change.chat.id)
            self._reception.choices.forget(change.chat.id)

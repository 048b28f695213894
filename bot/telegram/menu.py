"""The menu: commands by scope and language, and what the bot's profile says."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.telegram.patience import Patience
from bot.telegram.wording import WORDING
from bot.texts.telegram_wording import TelegramWording
from knowledge.metadata import Language

_LOG = logging.getLogger(__name__)
# Telegram shows the entry without a language to everybody for whose language there is none.
_LANGUAGES = {None: Language.ID, "en": Language.EN}


async def publish_menu(client: Bot) -> None:
    """Tell Telegram the commands and descriptions that differ from what it has, as soon as it can be told."""
    patience = Patience("publishing the menu")
    while True:
        try:
            for code, language in _LANGUAGES.items():
                await _publish(client, code, WORDING[language])
        except (BadRequest, Forbidden, InvalidToken) as error:
            _LOG.warning("Telegram refused the menu (%s); the bot works without", type(error).__name__)
            return
        except TelegramError as error:
            await patience.wait(error)
        else:
            return


async def _publish(client: Bot, code: str | None, wording: TelegramWording) -> None:
    await _set_commands(client, BotCommandScopeAllPrivateChats(), code, wording.private_commands)
    await _set_commands(client, BotCommandScopeAllGroupChats(), code, wording.group_commands)
    # Setting what is set already counts against a limit of a few changes a day.
    if (await client.get_my_description(language_code=code)).description != wording.description:
        await client.set_my_description(wording.description, language_code=code)
    if (await client.get_my_short_description(language_code=code)).short_description != wording.short_description:
        await client.set_my_short_description(wording.short_description, language_code=code)


async def _set_commands(client: Bot, scope: BotCommandScope, code: str | None, named: Mapping[str, str]) -> None:
    commands = tuple(BotCommand(name, description) for name, description in named.items())
    if await client.get_my_commands(scope, code) != commands:
        await client.set_my_commands(commands, scope, code)

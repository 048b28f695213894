"""The application: puts the parts together, serves until told to stop, and stops without losing a message."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
from contextlib import suppress
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken
from telegram.error import TelegramError as ApiError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.errors import TelegramError
from bot.settings import Settings
from bot.telegram.desk import Answering, Desk
from bot.telegram.handlers.ask import Ask
from bot.telegram.handlers.choice import Choice
from bot.telegram.handlers.membership import Membership
from bot.telegram.handlers.other import UnknownCommand, Wordless
from bot.telegram.handlers.pages import Page
from bot.telegram.handlers.question import Question
from bot.telegram.handlers.sources import Sources
from bot.telegram.handlers.start import Start
from bot.telegram.handlers.trouble import Trouble
from bot.telegram.logs import configure_logs
from bot.telegram.memory import Choices, LastSources
from bot.telegram.menu import publish_menu
from bot.telegram.patience import Patience
from bot.telegram.reading import UpdatesRequest
from bot.telegram.receiver import Receiver
from bot.telegram.reception import Reception
from bot.telegram.sender import Sender
from bot.telegram.wording import WORDING
from knowledge.metadata import Language

_LOG = logging.getLogger(__name__)
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_READ_SECONDS = 20.0  # patience for one answer of Telegram; shorter means sending twice what arrived late
_OWN = WORDING[Language.ID]  # the language of who runs the bot

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def serve(service: Answering, settings: Settings) -> None:
    """Serve Telegram until a signal to stop.

    :raises TelegramError: when Telegram refuses the token; nothing else ends it, not even an absent network.
    """
    token = settings.telegram_bot_token.get_secret_value().strip() if settings.telegram_bot_token else ""
    if not _TOKEN.fullmatch(token):
        raise TelegramError(_OWN.malformed_key)
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # python-telegram-bot reads there how it should give durations
    configure_logs(token, settings.tanya_log_level)
    desk = Desk(service, settings.tanya_workers, settings.tanya_queue)
    try:
        asyncio.run(_serve(_built(token, str(settings.telegram_api_url).rstrip("/")), desk))
    except InvalidToken:
        raise TelegramError(_OWN.refused_key) from None  # its text holds the token
    finally:
        desk.close()


async def _serve(application: AnyApplication, desk: Desk) -> None:
    stopping = asyncio.Event()
    _stop_on_signals(stopping)
    reaching = asyncio.create_task(_reach(application))
    stop = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({reaching, stop}, return_when=asyncio.FIRST_COMPLETED)
        if reaching.done():
            reaching.result()
            await _receive(application, desk, stopping)
    finally:
        reaching.cancel()
        stop.cancel()
        await application.shutdown()
        await application.bot.shutdown()
    _LOG.info("stopped")


async def _receive(application: AnyApplication, desk: Desk, stopping: asyncio.Event) -> None:
    client: Bot = application.bot
    reception = Reception(desk, Sender(client), LastSources(), Choices(), client.username)
    trouble = Trouble(reception)
    _add_handlers(application, reception, trouble)
    if client.bot.can_read_all_group_messages:
        _LOG.warning("privacy mode is off: Telegram delivers whole group conversations; switch it on with BotFather")
    menu = asyncio.create_task(publish_menu(client))
    _LOG.info("serving as @%s", client.username)
    try:
        await Receiver(client, application.process_update, trouble.refuse).run(stopping)
    finally:
        menu.cancel()
        with suppress(asyncio.CancelledError):
            await menu


def _built(token: str, root: str) -> AnyApplication:
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .updater(None)
        .job_queue(None)
        .read_timeout(_READ_SECONDS)
        .get_updates_request(UpdatesRequest(connection_pool_size=1, read_timeout=_READ_SECONDS))
        .build()
    )


async def _reach(application: AnyApplication) -> None:
    """Find out who we are and that nothing else receives our updates, however long that takes."""
    patience = Patience("reaching Telegram")
    while True:
        try:
            await application.initialize()
            await application.bot.delete_webhook(drop_pending_updates=False)
        except InvalidToken:
            raise
        except ApiError as error:
            await patience.wait(error)
        else:
            return


def _add_handlers(application: AnyApplication, reception: Reception, trouble: Trouble) -> None:
    """Note: the order matters; the first handler that takes an update is the only one."""
    new = filters.UpdateType.MESSAGE
    written = filters.UpdateType.MESSAGES & (filters.TEXT | filters.CAPTION)
    wordless = new & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL
    application.add_handlers(
        [
            CommandHandler("start", Start(reception), new),
            CommandHandler(["bantuan", "help"], Page(reception, lambda w: w.help, lambda w: w.help_group), new),
            CommandHandler(["privasi", "privacy"], Page(reception, lambda w: w.privacy), new),
            CommandHandler(["sumber", "sources"], Sources(reception), new),
            CommandHandler(["tanya", "ask"], Ask(reception), filters.UpdateType.MESSAGES),
            MessageHandler(new & filters.COMMAND, UnknownCommand(reception)),
            CallbackQueryHandler(Choice(reception)),
            MessageHandler(written & ~filters.COMMAND, Question(reception)),
            MessageHandler(wordless, Wordless(reception)),
            ChatMemberHandler(Membership(reception), ChatMemberHandler.MY_CHAT_MEMBER),
        ]
    )
    application.add_error_handler(trouble.failed)


def _stop_on_signals(stopping: asyncio.Event) -> None:
    """The first signal stops in order; a second one ends the process at once, and what was in hand comes again."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        stopping.set()
        for number in _SIGNALS:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        _LOG.info("stopping: finishing what is in hand; a second signal ends at once")

    for number in _SIGNALS:
        loop.add_signal_handler(number, stop)

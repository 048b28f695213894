"""Errors of the bot package.

BotError
├── SettingsError    the environment or agency.toml holds something that cannot be used
├── UsageError       the command line asks for something that cannot be done
├── PublishingError  an admin's action that was refused; nothing was changed
├── LexiconError     a word list of the package is missing or malformed (bot.answering.lexicon)
└── TelegramError    Telegram cannot be reached or refuses us for good
"""


class BotError(Exception):
    """Root of everything the bot package raises; its text is one clear sentence that says what to do."""


class SettingsError(BotError):
    """The environment or agency.toml holds something that cannot be used."""


class UsageError(BotError):
    """The command line asks for something that cannot be done."""


class PublishingError(BotError):
    """An admin's action was refused; nothing was changed."""


class TelegramError(BotError):
    """Telegram cannot be reached or refuses us for good."""

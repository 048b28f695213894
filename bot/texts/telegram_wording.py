"""The shape of what the bot says in Telegram besides its replies; each language fills it whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TelegramWording:
    """Greetings, help, buttons, menus and refusals."""

    welcome: str
    welcome_examples: tuple[str, ...]
    private_welcome: str
    channels_question: str
    help: str
    help_group: str
    privacy: str
    last_sources: str
    no_last_sources: str
    library: str
    more_documents: str  # {count}
    ask_usage: str
    mention_empty: str
    unknown_command: str
    only_text: str
    too_many: str
    failed: str  # {code}
    expired: str
    late: str
    copy_citation: str
    open_private: str
    description: str
    short_description: str
    private_commands: Mapping[str, str]
    group_commands: Mapping[str, str]
    malformed_key: str
    refused_key: str

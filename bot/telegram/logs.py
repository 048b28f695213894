"""Logs: technical events only; no token, no text, no name ever gets into one."""

from __future__ import annotations

import logging
import re
import sys

# httpx writes addresses with the token, python-telegram-bot whole updates: both stay silent, we say what matters.
_SILENT = ("telegram", "httpx", "httpcore")
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")


class RedactingFormatter(logging.Formatter):
    """Formats a record and takes out everything that is or looks like a bot's token, tracebacks included."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """The record's line without tokens."""
        return _TOKEN.sub("<token>", super().format(record).replace(self._token, "<token>"))


def configure_logs(token: str, level: str) -> None:
    """Log to stderr from a level on; to be called before anything of Telegram is built."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)

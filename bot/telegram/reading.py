"""Reading: one update that python-telegram-bot cannot read must not keep the bot from all others.

That happens when the server is older or newer than the library: a field that the library demands is missing. The
whole answer is then refused, and asked for again for ever.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

_LOG = logging.getLogger(__name__)
_UNREADABLE = (TypeError, ValueError, KeyError, AttributeError)
_MESSAGES = ("message", "edited_message")
_NEEDED = frozenset(
    {"message_id", "date", "edit_date", "chat", "from", "text", "entities", "caption", "caption_entities"}
    | {"message_thread_id", "is_topic_message", "media_group_id"}
)  # what a reply takes: who asks what, and where


class UpdatesRequest(HTTPXRequest):
    """The request for updates; of what the library cannot read, only the part that a reply takes gets through."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """An answer of Telegram as JSON in which every update can be read."""
        answer: dict[str, Any] = HTTPXRequest.parse_json_payload(payload)
        updates = answer.get("result")
        return answer | {"result": [legible(update) for update in updates]} if isinstance(updates, list) else answer


def legible(update: dict[str, Any]) -> dict[str, Any]:
    """An update as it is, or without what the library cannot read; the log tells no word of it."""
    bare = {"update_id": update["update_id"]}
    for attempt in _attempts(update):
        try:
            Update.de_json(attempt, None)
        except _UNREADABLE as error:
            _LOG.warning("an update cannot be read whole (%s)", type(error).__name__)
        else:
            return attempt
    return bare


def _attempts(update: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield update
    plain = {
        kind: {name: value for name, value in update[kind].items() if name in _NEEDED}
        for kind in _MESSAGES
        if isinstance(update.get(kind), dict)
    }
    yield {"update_id": update["update_id"], **plain}

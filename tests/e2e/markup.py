"""Judge of texts: TDLib parses HTML as Telegram's own Bot API server does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import tdjson

TEXT_LIMIT = 4096  # UTF-16 units after parsing
ENTITY_LIMIT = 100  # Telegram silently drops the rest

_TYPES = {
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeBold": "bold",
    "textEntityTypeBotCommand": "bot_command",
    "textEntityTypeCode": "code",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
    "textEntityTypeItalic": "italic",
    "textEntityTypeMention": "mention",
    "textEntityTypePre": "pre",
    "textEntityTypeStrikethrough": "strikethrough",
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeUnderline": "underline",
    "textEntityTypeUrl": "url",
}


class MarkupError(ValueError):
    """TDLib refuses the text; the message is the one that Telegram sends."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A formatted stretch of a text; offset and length count UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The entity as the Bot API writes it."""
        plain = {"type": self.type, "offset": self.offset, "length": self.length}
        return plain | ({"url": self.url} if self.url else {})


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text as a reader sees it, with its entities."""

    text: str
    entities: tuple[Entity, ...] = ()

    def covered(self, kind: str) -> list[str]:
        """The stretches of the text under entities of one type."""
        return [cut(self.text, entity.offset, entity.length) for entity in self.entities if entity.type == kind]


def parse_html(html: str) -> FormattedText:
    """Parse a text with HTML.

    :raises MarkupError: when Telegram would refuse it.
    """
    request = {"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}}
    result = _execute(request)
    if result["@type"] == "error":
        raise MarkupError(result["message"])
    return FormattedText(result["text"], _entities(result["entities"]))


def find_entities(text: str) -> tuple[Entity, ...]:
    """The commands, mentions and links that Telegram finds in a plain text."""
    result = _execute({"@type": "getTextEntities", "text": text})
    return tuple(entity for entity in _entities(result["entities"]) if entity.type in ("bot_command", "mention", "url"))


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """A stretch of a text, offset and length in UTF-16 units."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")


def _entities(found: list[dict[str, Any]]) -> tuple[Entity, ...]:
    return tuple(
        Entity(_TYPES.get(e["type"]["@type"], "other"), e["offset"], e["length"], e["type"].get("url")) for e in found
    )


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"{}")
    return answer


_execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})

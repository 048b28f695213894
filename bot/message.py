"""A message as it reaches the desk, from whatever surface."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from knowledge.metadata import Audience


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote, where, and with which rights.

    `conversation` is an opaque key of the chat; `group` tells that others read along.
    """

    text: str
    conversation: str
    audience: Audience = Audience.PUBLIC
    group: bool = False
    received: datetime = field(default_factory=lambda: datetime.now(UTC))

"""The official reporting channels, from `channels.yaml`: what each accepts, who must give a name, how to reach it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from knowledge.errors import ReferenceDataError
from knowledge.metadata import Basis, FactId, Language
from knowledge.table import read_table

BUNDLED = Path(__file__).with_name("channels.yaml")

REVIEW_AFTER = timedelta(days=180)  # numbers change; an older check is said and never comes first


class Purpose(StrEnum):
    """What a channel is for."""

    REPORT = "report"  # somebody else's wrong
    GRATIFICATION = "gratification"  # something received oneself
    SERVICE = "service"  # a complaint about a public service
    PROTECTION = "protection"  # threats


class Identity(StrEnum):
    """Whether a channel wants to know who reports."""

    ASKED = "asked"
    SECRET_ON_REQUEST = "secret_on_request"  # noqa: S105  no secret, a policy
    KEPT_SECRET = "kept_secret"  # noqa: S105
    UNKNOWN = "unknown"


class ContactKind(StrEnum):
    """How to reach a channel."""

    WEB = "web"
    PHONE = "phone"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    EMAIL = "email"
    POST = "post"
    VISIT = "visit"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(_Data):
    """The same words in both languages."""

    id: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, language: Language) -> str:
        """The words in one language."""
        return self.id if language is Language.ID else self.en


class Contact(_Data):
    """One way to reach a channel."""

    kind: ContactKind
    value: str = Field(min_length=1)


class Channel(_Data):
    """An official channel; without contacts of its own it is the asker's own agency, office or police."""

    slug: str = Field(pattern=r"^[a-z]+(?:-[a-z]+)*$")
    name: Bilingual
    purpose: Purpose
    accepts: Bilingual
    identity: Identity
    identity_note: Bilingual
    contacts: tuple[Contact, ...] = ()
    verified_on: date
    source_year: str = Field(pattern=r"^20\d\d$")
    source: str = Field(min_length=1)
    facts: tuple[FactId, ...] = ()
    basis: Basis

    def is_due(self, today: date) -> bool:
        """Whether the channel should be checked again."""
        return today - self.verified_on > REVIEW_AFTER


class ChannelTable(_Data):
    """The file as it is written."""

    channels: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelRegistry:
    """All channels, in the order to name them in."""

    channels: tuple[Channel, ...]

    @classmethod
    def bundled(cls) -> ChannelRegistry:
        """The registry that ships with the project."""
        return _bundled()

    def extended(self, channels: tuple[Channel, ...]) -> ChannelRegistry:
        """This registry with further channels; one of the same slug takes the old one's place in the order.

        :raises ReferenceDataError: when two of them have the same slug.
        """
        fresh = {channel.slug: channel for channel in channels}
        if len(fresh) < len(channels):
            named = ", ".join(sorted(channel.slug for channel in channels))
            raise ReferenceDataError(f"a channel stands there twice: {named}")
        kept = tuple(fresh.pop(channel.slug, channel) for channel in self.channels)
        return ChannelRegistry((*kept, *fresh.values()))

    def for_purpose(self, *purposes: Purpose, today: date) -> tuple[Channel, ...]:
        """Channels for these purposes; those due for a new check come last."""
        fitting = [channel for channel in self.channels if channel.purpose in purposes]
        return tuple(sorted(fitting, key=lambda channel: channel.is_due(today)))

    def get(self, slug: str) -> Channel:
        """One channel.

        :raises ReferenceDataError: when there is none of that slug.
        """
        for channel in self.channels:
            if channel.slug == slug:
                return channel
        raise ReferenceDataError(f"there is no channel {slug!r}; there are {', '.join(c.slug for c in self.channels)}")


@cache
def _bundled() -> ChannelRegistry:
    return ChannelRegistry(()).extended(read_table(BUNDLED, ChannelTable).channels)

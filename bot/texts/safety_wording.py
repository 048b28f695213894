"""The shape of what the bot says to whoever speaks up, in small talk, where it declines, and on deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.answering.boundaries import Boundary
from bot.answering.courtesy import CourtesyKind
from knowledge.channels import ContactKind, Purpose


@dataclass(frozen=True, slots=True)
class ReferralWording:
    """The reply to a disclosure; nothing of it repeats a word of the message."""

    opening: str
    afraid: str
    choices_heading: str
    choices: tuple[str, str, str]  # ask about the rules; I received something; I want to report somebody
    headings: Mapping[Purpose, str]
    channel: str  # {name}, {accepts}, {identity}, {contacts}
    local_contacts: str  # for a channel without national contacts
    dated: str  # {year}: contacts from an old source
    review_due: str  # a channel nobody checked for long
    verified: str  # {date}, {year}
    agency: str  # {contact}
    contacts: Mapping[ContactKind, str]
    notice: str
    checklist_heading: str
    checklist: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True)
class DeadlineWording:
    """The counting of a deadline, shown."""

    heading: str
    upg: str  # {days}, {date}
    kpk: str  # {days}, {date}
    counted: str  # {first}, {skipped}
    skipped: str  # {days}
    passed: str
    assumed_year: str  # {date}
    assumed_about: str  # {date}
    otherwise: str  # {received}, {upg}, {kpk}
    assumptions: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafetyWording:
    """Everything said that is not an answer from a document."""

    referral: ReferralWording
    deadline: DeadlineWording
    courtesy: Mapping[CourtesyKind, str]
    boundaries: Mapping[Boundary, str]
    understood_one: str  # {word}, {term}

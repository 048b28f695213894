"""For whoever speaks up: the official channels, said without repeating or keeping anything of the message."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from bot.agency import Agency
from bot.answering.courtesy import CourtesyKind
from bot.answering.questions import QuestionType
from bot.answering.reply import Block, BlockKind, Referral
from bot.answering.understanding import Understanding
from bot.texts.safety_en import SAFETY as ENGLISH
from bot.texts.safety_id import SAFETY as INDONESIAN
from knowledge.channels import Channel, ChannelRegistry, Purpose
from knowledge.metadata import Language

SAFETY = MappingProxyType({Language.ID: INDONESIAN, Language.EN: ENGLISH})
STANDARD_QUESTIONS = MappingProxyType(
    {
        Language.ID: "Berapa lama batas waktu melapor gratifikasi yang diterima ke KPK dan lewat UPG?",
        Language.EN: "What is the deadline to report a gratification received to KPK and through the UPG?",
    }
)


def goes_on(understood: Understanding) -> bool:
    """Whether a message soon after a disclosure is more of it, rather than a question on the rules."""
    return understood.courtesy is CourtesyKind.NONE and all(part.kind is QuestionType.OPEN for part in understood.parts)


def standard_question(understood: Understanding) -> str:
    """The question on the rule that a receipt of one's own comes down to: nothing of the message stands in it."""
    return STANDARD_QUESTIONS[understood.language]


def referral(understood: Understanding, agency: Agency, today: date, *, group: bool) -> Referral:
    """Three choices, the channels, an honest notice, and a checklist to fill in elsewhere; one neutral line in a group."""
    language = understood.language
    says = SAFETY[language].referral
    if group:
        return Referral(language=language, blocks=(Block(BlockKind.NOTICE, says.group),))
    afraid = understood.assessment.afraid
    purposes = (Purpose.PROTECTION, Purpose.REPORT) if afraid else (Purpose.REPORT,)
    blocks = [Block(BlockKind.LEAD, says.opening)]
    if afraid:
        blocks.append(Block(BlockKind.NOTICE, says.afraid))
    blocks.append(Block(BlockKind.NOTICE, says.notice))
    blocks.append(Block(BlockKind.HEADING, says.choices_heading))
    blocks += [Block(BlockKind.LIST_ITEM, choice) for choice in says.choices]
    others = [purpose for purpose in (Purpose.SERVICE, Purpose.GRATIFICATION, Purpose.PROTECTION) if purpose not in purposes]
    for purpose in (*purposes, *others):
        blocks += _channels(purpose, language, today)
    if agency.reporting:
        blocks.append(Block(BlockKind.BODY, says.agency.format(contact=agency.reporting)))
    blocks.append(Block(BlockKind.HEADING, says.checklist_heading))
    blocks += [Block(BlockKind.LIST_ITEM, item) for item in says.checklist]
    verified = min(channel.verified_on for channel in ChannelRegistry.bundled().channels)
    blocks.append(Block(BlockKind.CITATION, says.verified.format(date=_day(verified, language), year=verified.year)))
    return Referral(language=language, blocks=tuple(blocks))


def _channels(purpose: Purpose, language: Language, today: date) -> list[Block]:
    """A heading, and a line for each channel of a purpose."""
    says = SAFETY[language].referral
    found = ChannelRegistry.bundled().for_purpose(purpose, today=today)
    lines = [Block(BlockKind.LIST_ITEM, _line(channel, language)) for channel in found]
    return [Block(BlockKind.HEADING, says.headings[purpose]), *lines] if lines else []


def _line(channel: Channel, language: Language) -> str:
    says = SAFETY[language].referral
    contacts = ", ".join(says.contacts[contact.kind].format(value=contact.value) for contact in channel.contacts)
    return says.channel.format(
        name=channel.name.of(language),
        accepts=channel.accepts.of(language),
        identity=channel.identity_note.of(language),
        contacts=f"{contacts}." if contacts else says.local_contacts,
    )


def _day(value: date, language: Language) -> str:
    return f"{value.day} {SAFETY[language].deadline.months[value.month - 1]} {value.year}"

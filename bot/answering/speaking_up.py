"""For whoever speaks up: the official channels and deadlines, repeating and keeping nothing of the message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from bot.agency import Agency
from bot.answering.courtesy import CourtesyKind
from bot.answering.deadlines import Deadline, ReportingDeadlines, reporting_deadlines
from bot.answering.lexicon import compile_phrases
from bot.answering.questions import QuestionType
from bot.answering.receipts import rule_question
from bot.answering.reply import Block, BlockKind, Referral
from bot.answering.signal_reading import read_signals
from bot.answering.understanding import Understanding
from bot.texts import safety_en, safety_id
from bot.texts.safety_wording import DeadlineWording, ReferralWording, SafetyWording
from knowledge.channels import Channel, ChannelRegistry, Purpose
from knowledge.metadata import Language

SAFETY: Mapping[Language, SafetyWording] = MappingProxyType(
    {Language.ID: safety_id.SAFETY, Language.EN: safety_en.SAFETY}
)
_RECEIPT = compile_phrases(
    ["terima*", "menerima*", "dapat", "diberi*", "dikirim*", "received", "receive", "got", "get", "given"]
)
_MOST_CONTACTS = 3  # of one channel; the rest stand on its site
_SECTIONS = (Purpose.REPORT, Purpose.SERVICE)
_OLD_SOURCE_YEARS = 3  # a number read longer ago is said to be so


def goes_on(understood: Understanding) -> bool:
    """Whether a message soon after a disclosure is more of it (a name, a place, a sum), not a question on the rules."""
    if understood.courtesy is not CourtesyKind.NONE:
        return False
    signals = read_signals(understood.original)
    asks = signals.question or any(part.kind is not QuestionType.OPEN for part in understood.parts)
    about_somebody = signals.named or signals.event or signals.wants_to_report or signals.fear_told
    return about_somebody or not (asks or signals.rule or understood.readings)


def standard_question(understood: Understanding) -> str:
    """The question on the rule that a receipt of one's own comes down to."""
    return rule_question(understood.original, understood.language)


def referral(
    understood: Understanding, agency: Agency, today: date, *, group: bool, channels: ChannelRegistry | None = None
) -> Referral:
    """The channels with what each accepts; in a group only one neutral line.

    :param today: orders channels that are due for a new check behind the others.
    :param channels: those of the installation; the bundled ones where none are handed in.
    """
    language, wording = understood.language, SAFETY[understood.language].referral
    if group:
        return Referral(language=language, blocks=(Block(BlockKind.NOTICE, wording.group),))
    registry = channels or ChannelRegistry.bundled()
    blocks = _referral_blocks(wording, language, agency, registry, afraid=understood.assessment.afraid, today=today)
    return Referral(language=language, blocks=tuple(blocks))


def _referral_blocks(
    wording: ReferralWording,
    language: Language,
    agency: Agency,
    registry: ChannelRegistry,
    *,
    afraid: bool,
    today: date,
) -> Iterator[Block]:
    yield Block(BlockKind.LEAD, wording.opening)
    if afraid:
        yield Block(BlockKind.NOTICE, wording.afraid)
        yield from _section(Purpose.PROTECTION, registry, wording, language, today)
    yield Block(BlockKind.NOTICE, wording.notice)
    yield Block(BlockKind.HEADING, wording.choices_heading)
    yield from (Block(BlockKind.LIST_ITEM, choice) for choice in wording.choices)
    for purpose in (*_SECTIONS, *(() if afraid else (Purpose.PROTECTION,))):
        yield from _section(purpose, registry, wording, language, today)
    local = agency.reporting or agency.upg
    if agency.name and local:
        yield Block(BlockKind.BODY, wording.agency.format(contact=f"{agency.name}, {local}"))
    verified = min(channel.verified_on for channel in registry.channels)  # what holds for all of them
    yield Block(BlockKind.CITATION, wording.verified.format(date=_day(verified, SAFETY[language].deadline)))
    yield Block(BlockKind.HEADING, wording.checklist_heading)
    yield from (Block(BlockKind.LIST_ITEM, item) for item in wording.checklist)


def _section(
    purpose: Purpose, registry: ChannelRegistry, wording: ReferralWording, language: Language, today: date
) -> Iterator[Block]:
    yield Block(BlockKind.HEADING, wording.headings[purpose])
    for channel in registry.for_purpose(purpose, today=today):
        yield Block(BlockKind.LIST_ITEM, _channel(channel, wording, language, today))


def _channel(channel: Channel, wording: ReferralWording, language: Language, today: date) -> str:
    contacts = [
        wording.contacts[contact.kind].format(value=contact.value) for contact in channel.contacts[:_MOST_CONTACTS]
    ]
    reach = ", ".join(contacts) or wording.local_contacts
    doubts = []
    if contacts and today.year - int(channel.source_year) > _OLD_SOURCE_YEARS:
        doubts.append(wording.dated.format(year=channel.source_year))
    if channel.is_due(today):
        doubts.append(wording.review_due)
    if doubts:
        reach = f"{reach} ({', '.join(doubts)})"
    return wording.channel.format(
        name=channel.name.of(language),
        accepts=channel.accepts.of(language),
        identity=channel.identity_note.of(language),
        contacts=f"{reach}.",
    )


def asks_deadline(understood: Understanding) -> bool:
    """Whether an ordinary question asks until when a receipt on a day it names must be reported."""
    asked = any(part.kind in (QuestionType.HOW_MUCH, QuestionType.WHEN) for part in understood.parts)
    return asked and _RECEIPT.search(understood.query.lower()) is not None


def deadline_blocks(understood: Understanding, today: date, agency: Agency) -> tuple[Block, ...]:
    """The deadlines of a receipt, counted out from the day the message names, with what was assumed."""
    wording = SAFETY[understood.language].deadline
    deadlines = reporting_deadlines(understood.original, today, agency.joint_leave)
    if deadlines is None:
        return ()
    return (
        Block(BlockKind.HEADING, wording.heading),
        Block(BlockKind.LIST_ITEM, _line(deadlines.upg, wording.upg, wording)),
        Block(BlockKind.LIST_ITEM, _line(deadlines.kpk, wording.kpk, wording)),
        *((Block(BlockKind.BODY, wording.passed),) if deadlines.kpk.has_passed(today) else ()),
        Block(BlockKind.NOTICE, " ".join((_counted(deadlines, wording), *_assumptions(deadlines, wording)))),
    )


def _line(deadline: Deadline, sentence: str, wording: DeadlineWording) -> str:
    return sentence.format(days=deadline.working_days, date=_weekday(deadline.last_day, wording))


def _counted(deadlines: ReportingDeadlines, wording: DeadlineWording) -> str:
    days = ", ".join(f"{_day(holiday.day, wording)} ({holiday.name})" for holiday in deadlines.kpk.skipped)
    return wording.counted.format(
        first=_weekday(deadlines.first_counted, wording),
        skipped=wording.skipped.format(days=days) if days else "",
    )


def _assumptions(deadlines: ReportingDeadlines, wording: DeadlineWording) -> Iterator[str]:
    received = _day(deadlines.received.day, wording)
    if deadlines.received.year_assumed:
        yield wording.assumed_year.format(date=received)
    elif deadlines.received.rough:
        yield wording.assumed_about.format(date=received)
    if deadlines.otherwise is not None:
        other = deadlines.otherwise
        yield wording.otherwise.format(
            received=_day(other.received.day, wording),
            upg=_day(other.upg.last_day, wording),
            kpk=_day(other.kpk.last_day, wording),
        )
    yield wording.assumptions


def _day(day: date, wording: DeadlineWording) -> str:
    return f"{day.day} {wording.months[day.month - 1]} {day.year}"


def _weekday(day: date, wording: DeadlineWording) -> str:
    return f"{wording.weekdays[day.weekday()]}, {_day(day, wording)}"

"""Replying: what was understood and what was found become one reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.agency import Agency
from bot.answering.boundaries import Boundary
from bot.answering.composing import WORDING, answer_blocks, citation, day, related_blocks
from bot.answering.confidence import Band
from bot.answering.courtesy import CourtesyKind
from bot.answering.finding import Finding
from bot.answering.provisions import label
from bot.answering.reply import Abstention, Answer, Block, BlockKind, Clarification, Courtesy, Reply
from bot.answering.signal_reading import read_signals
from bot.answering.speaking_up import SAFETY
from bot.answering.understanding import Understanding
from index.lookup import Resolution, Standing
from knowledge.document import Passage
from knowledge.metadata import Kind, Language
from knowledge.references import Reference

MOST_CHOICES = 3
TOPIC_CHARACTERS = 80  # of the question, repeated in an abstention so that the asker sees what was looked for


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message with what was found for it; `named` are the provisions it asks for by their place.

    `title` stands above its answer where a message has several parts; without one the part is numbered.
    `today` is the day it was asked: what should have been reviewed before is labelled.
    """

    question: str
    finding: Finding
    named: tuple[Passage, ...] = ()
    today: date | None = None
    title: str = ""

    @property
    def answered(self) -> bool:
        """Whether there is something to state."""
        return bool(self.named) or (self.finding.band is Band.ANSWER and not self.finding.unconfirmed)

    @property
    def probability(self) -> float:
        """How sure the answer is; a provision asked for by its place is certain."""
        return 1.0 if self.named else self.finding.probability


def reply_to(parts: Sequence[Part], language: Language, agency: Agency, notices: Sequence[Block] = ()) -> Reply:
    """The reply to the questions of one message: an answer where any part has one, else a question back, else no."""
    parts = _distinct(parts)
    answered = [part for part in parts if part.answered]
    if answered:
        return _answer(parts, answered, language, notices)
    unconfirmed = [part for part in parts if part.finding.band is Band.ANSWER]
    if unconfirmed:
        return _unconfirmed(unconfirmed[0], language, agency, notices)
    unsure = [part for part in parts if part.finding.band is Band.CLARIFY]
    choices = _choices(unsure, language)
    if choices:
        return _clarification(unsure[0], choices, language, notices)
    return _not_found(parts, language, agency, notices)


def _distinct(parts: Sequence[Part]) -> list[Part]:
    """Parts that lead to the same passage are one question."""
    distinct: dict[str, Part] = {}
    for number, part in enumerate(parts):
        key = part.finding.best.id if part.answered and not part.named else str(number)
        earlier = distinct.get(key)
        distinct[key] = replace(earlier, question=f"{earlier.question} {part.question}") if earlier else part
    return list(distinct.values())


def _answer(parts: Sequence[Part], answered: Sequence[Part], language: Language, notices: Sequence[Block]) -> Reply:
    blocks = list(notices)
    shown: list[Passage] = []
    for number, part in enumerate(parts, 1):
        if len(parts) > 1:
            blocks.append(Block(BlockKind.HEADING, WORDING[language].part.format(number=number)))
        if part not in answered:
            blocks.append(Block(BlockKind.BODY, WORDING[language].not_found_plain))
            continue
        blocks += _part(part, shown, language)
    if len(parts) == 1:
        related = answered[0].finding.related(shown)
        blocks += related_blocks(answered[0].question, related, language)
        shown += related
    return Answer(
        language=language,
        blocks=tuple(blocks),
        citations=tuple(citation(passage) for passage in shown),
        confidence=min(part.probability for part in answered),
    )


def _part(part: Part, shown: list[Passage], language: Language) -> list[Block]:
    """The blocks of one answered question."""
    if part.named:
        shown += part.named
        return [
            block for passage in part.named for block in answer_blocks(part.question, passage, language, part.today)
        ]
    finding = part.finding
    told = [finding.best] if finding.rival is None else [finding.best, finding.rival]
    shown += told
    blocks = [block for passage in told for block in answer_blocks(part.question, passage, language, part.today)]
    return blocks if finding.rival is None else [Block(BlockKind.NOTICE, WORDING[language].conflict), *blocks]


def _unconfirmed(part: Part, language: Language, agency: Agency, notices: Sequence[Block]) -> Reply:
    """The documents hold only unconfirmed matter: abstain, yet tell what is known, as of when, and where to look."""
    wording = WORDING[language]
    passage = part.finding.best
    blocks = [
        *notices,
        Block(BlockKind.NOTICE, wording.unconfirmed),
        *answer_blocks(part.question, passage, language, part.today),
        Block(BlockKind.BODY, next_step(language, agency)),
    ]
    return Abstention(
        language=language, blocks=tuple(blocks), citations=(citation(passage),), confidence=part.finding.probability
    )


def _clarification(part: Part, choices: Sequence[str], language: Language, notices: Sequence[Block]) -> Reply:
    blocks = [
        *notices,
        Block(BlockKind.BODY, WORDING[language].clarify),
        *(Block(BlockKind.CHOICE, choice) for choice in choices),
    ]
    return Clarification(
        language=language, blocks=tuple(blocks), choices=tuple(choices), confidence=part.finding.probability
    )


def _choices(parts: Sequence[Part], language: Language) -> list[str]:
    """The titles of the nearest sections in the asker's language; an article of a law says of which law it is."""
    passages = [hit.passage for part in parts for hit in part.finding.hits if hit.passage.language is language]
    titles = [_title(passage) for passage in passages if passage.heading and passage.heading != passage.title]
    return list(dict.fromkeys(titles))[:MOST_CHOICES]


def _title(passage: Passage) -> str:
    return f"{passage.heading} {passage.number}" if passage.kind is Kind.LAW and passage.number else passage.heading


def _not_found(parts: Sequence[Part], language: Language, agency: Agency, notices: Sequence[Block]) -> Reply:
    wording = WORDING[language]
    topic = " ".join(parts[0].question.split()).rstrip("?!. ") if parts else ""
    sayable = 0 < len(topic) <= TOPIC_CHARACTERS and not read_signals(topic).accused  # nobody's name is repeated
    told = wording.not_found.format(topic=topic) if sayable else wording.not_found_plain
    blocks = (*notices, Block(BlockKind.BODY, told), Block(BlockKind.BODY, next_step(language, agency)))
    probability = max((part.finding.probability for part in parts), default=0.0)
    return Abstention(language=language, blocks=blocks, confidence=probability)


def next_step(language: Language, agency: Agency) -> str:
    """Where to ask instead: the agency's own contact where it is known."""
    wording = WORDING[language]
    contact = ", ".join(part for part in (agency.name, agency.ppid) if part)
    return wording.next_step_agency.format(contact=contact) if contact else wording.next_step


def unheld(reference: Reference, language: Language, agency: Agency) -> Reply:
    """No document holds or mentions the regulation that was asked about."""
    wording = WORDING[language]
    template = wording.reference_unheld if reference.standard is None else wording.standard_unheld
    told = template.format(reference=reference.label)
    return Abstention(
        language=language, blocks=(Block(BlockKind.BODY, told), Block(BlockKind.BODY, next_step(language, agency)))
    )


def absent(resolution: Resolution, language: Language, agency: Agency) -> Reply:
    """The regulation is held, but has no such provision, or the stored copy does not show it."""
    wording = WORDING[language]
    reference = resolution.reference
    template = wording.reference_absent if resolution.standing is Standing.NOT_EXISTING else wording.reference_gap
    told = template.format(reference=label(reference), document=reference.whole.label)
    blocks = [Block(BlockKind.BODY, told)]
    if resolution.last:
        blocks.append(Block(BlockKind.BODY, wording.reference_last.format(last=resolution.last)))
    if resolution.known:
        blocks.append(Block(BlockKind.BODY, wording.reference_known.format(units=", ".join(resolution.known))))
    if resolution.elsewhere:
        place, law = label(resolution.elsewhere), resolution.elsewhere.whole.label
        blocks.append(Block(BlockKind.BODY, wording.reference_elsewhere.format(reference=place, document=law)))
    if resolution.amended_by:
        amending = ", ".join(resolution.amended_by)
        blocks.append(Block(BlockKind.BODY, wording.reference_amended.format(laws=amending)))
    blocks.append(Block(BlockKind.BODY, next_step(language, agency)))
    return Abstention(language=language, blocks=tuple(blocks))


def declined(boundary: Boundary, language: Language, agency: Agency) -> Reply:
    """What the desk does not do, and where to go instead."""
    blocks = [Block(BlockKind.BODY, SAFETY[language].boundaries[boundary])]
    if agency.name:
        blocks.append(Block(BlockKind.BODY, next_step(language, agency)))
    return Abstention(language=language, blocks=tuple(blocks))


def courtesy(kind: CourtesyKind, language: Language) -> Reply:
    """A friendly word."""
    return Courtesy(language=language, blocks=(Block(BlockKind.BODY, SAFETY[language].courtesy[kind]),))


def too_long(language: Language, limit: int) -> Reply:
    """A request to shorten the message."""
    return Courtesy(language=language, blocks=(Block(BlockKind.BODY, WORDING[language].too_long.format(limit=limit)),))


def understood_as(understood: Understanding) -> tuple[Block, ...]:
    """What was understood, where that changed the meaning of an everyday word."""
    if not understood.readings:
        return ()
    language = understood.language
    one = SAFETY[language].understood_one
    terms = ", ".join(
        one.format(word=reading.word, term=reading.term.name(language)) for reading in understood.readings
    )
    return (Block(BlockKind.NOTICE, WORDING[language].understood.format(terms=terms)),)


def as_of(understood: Understanding) -> tuple[Block, ...]:
    """The day whose rules are told, where the question named one."""
    if understood.as_of is None:
        return ()
    wording = WORDING[understood.language]
    return (Block(BlockKind.NOTICE, wording.as_of.format(date=day(understood.as_of, wording))),)

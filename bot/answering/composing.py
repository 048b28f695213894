"""Composing: found passages become the blocks of a reply; the sentence that answers comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from bot.answering.reply import Block, BlockKind, Citation
from bot.texts.answers_en import ANSWERS as ENGLISH
from bot.texts.answers_id import ANSWERS as INDONESIAN
from bot.texts.wording import AnswerWording
from index.tokenization import tokenize
from knowledge.document import Passage
from knowledge.metadata import Basis, Force, Kind, Language
from knowledge.sentences import Sentence, sentences

WORDING = MappingProxyType({Language.ID: INDONESIAN, Language.EN: ENGLISH})
QUOTE_CHARACTERS = 1100  # a passage, its citation and one related line stay within a phone screen or two
RELATED_CHARACTERS = 300
# The first sentence of a section is written to answer; another one must match the question clearly better.
FIRST_SENTENCE_BONUS = 0.45
_LEANING = re.compile(
    r"(?:namun|tetapi|selain itu|karena itu|oleh karena itu|dengan demikian|misalnya|itu|ini|hal (?:itu|ini)|"
    r"sebaliknya|jadi|yang(?! dimaksud)|however|but|it|this|that|these|those|therefore|also|instead|so)\b",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(\*\*|__|(?<![\w*])\*)(?=[^\s*])(.+?)(?<=[^\s*])\1(?!\w)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BULLET = re.compile(r"^(\s*)[-*]\s+", re.MULTILINE)


def answer_blocks(question: str, passage: Passage, language: Language, today: date | None = None) -> tuple[Block, ...]:
    """The blocks that show one passage: notices, the sentence that answers, the passage, its citation.

    :param today: labels what should have been reviewed before.
    """
    wording = WORDING[language]
    text = shown_text(passage)
    found = list(sentences(text))
    lead = leading_sentences(question, found)
    blocks = [*_notices(passage, language), Block(BlockKind.LEAD, _on_one_line(lead))]
    rest = _rest(text, found, lead)
    if rest:
        blocks.append(Block(BlockKind.QUOTE, rest))
    blocks.append(Block(BlockKind.CITATION, citation_line(passage, wording, today), passage.url))
    return tuple(blocks)


def related_blocks(question: str, passages: Iterable[Passage], language: Language) -> tuple[Block, ...]:
    """One line each for passages that agree or belong to the answer: their leading sentence and where it stands."""
    wording = WORDING[language]
    blocks: list[Block] = []
    for passage in passages:
        found = list(sentences(shown_text(passage)))
        lead = _on_one_line(leading_sentences(question, found))
        if lead.endswith(":"):  # a list follows: some of it belongs to the sentence
            lead = shortened(_on_one_line(found), RELATED_CHARACTERS)
        blocks.append(Block(BlockKind.LIST_ITEM, f"{lead} ({passage.title})"))
    return (Block(BlockKind.HEADING, wording.see_also), *blocks) if blocks else ()


def leading_sentences(question: str, found: Sequence[Sentence]) -> list[Sentence]:
    """The sentence that answers, and the one before it when it leans on that."""
    wanted = set(tokenize(question))
    scores = []
    for number, sentence in enumerate(found):
        covered = sum(len(token) ** 0.5 for token in wanted & set(tokenize(sentence.text)))
        ideal = sum(len(token) ** 0.5 for token in wanted) or 1.0
        scores.append(covered / ideal + (FIRST_SENTENCE_BONUS if number == 0 else 0.0))
    best = max(range(len(found)), key=scores.__getitem__, default=0)
    if found and found[best].is_item:
        return _with_lead_in(found, best)
    if best and _LEANING.match(found[best].text):
        return list(found[best - 1 : best + 1])
    return list(found[best : best + 1])


def _on_one_line(found: Iterable[Sentence]) -> str:
    """Sentences in a row; the items of a list without the marks that only lines of their own need."""
    return " ".join(" ".join(sentence.text.removeprefix("•").split()) for sentence in found)


def _with_lead_in(found: Sequence[Sentence], item: int) -> list[Sentence]:
    """An item of a list with the sentence that leads into the list."""
    lead_in = item
    while lead_in and found[lead_in].is_item:
        lead_in -= 1
    return [found[lead_in], found[item]] if lead_in != item and not found[lead_in].is_item else [found[item]]


def _rest(text: str, found: Sequence[Sentence], lead: Sequence[Sentence]) -> str:
    """What of the passage follows the lead, or all of it when the lead was taken from its middle."""
    if not lead:
        return ""
    at_start = list(lead) == list(found[: len(lead)])
    rest = text[lead[-1].end :] if at_start else text
    return shortened(rest.strip(), QUOTE_CHARACTERS)


def shortened(text: str, limit: int) -> str:
    """A text of at most `limit` characters, cut after a sentence and marked where it was cut."""
    if len(text) <= limit:
        return text
    kept = 0
    for sentence in sentences(text):
        if sentence.end > limit - 2:
            break
        kept = sentence.end
    return f"{text[: kept or limit - 2].rstrip()} …"


def shown_text(passage: Passage) -> str:
    """A passage as it is shown: the lead-in it would lack, and no Markdown marks in our own documents."""
    text = f"{passage.lead_in}\n{passage.text}" if passage.lead_in else passage.text
    if passage.kind is not Kind.LAW:
        text = _LINK.sub(r"\1 (\2)", _EMPHASIS.sub(r"\2", text))
        text = _BULLET.sub(r"\1• ", text)
    return text.strip()


def _notices(passage: Passage, language: Language) -> list[Block]:
    wording = WORDING[language]
    notices = []
    if passage.force is Force.REVOKED:
        until = passage.until
        line = wording.history.format(until=day(until, wording)) if until else wording.history_undated
        notices.append(Block(BlockKind.NOTICE, line))
    if passage.language is not language:
        line = wording.other_language.format(language=wording.languages[passage.language])
        notices.append(Block(BlockKind.NOTICE, line))
    return notices


def citation(passage: Passage) -> Citation:
    """The citation of a passage."""
    return Citation(
        document=passage.document,
        title=passage.title,
        locator=str(passage.locator),
        passage=passage.id,
        url=passage.url,
        status=passage.force,
        basis=passage.basis,
        kind=passage.kind,
        source=passage.source,
        checked=passage.checked,
        since=passage.since,
    )


def citation_line(passage: Passage, wording: AnswerWording, today: date | None = None) -> str:
    """Where a passage stands, on what it is grounded, whether that is in force, and when it was checked.

    Each is a sentence of its own: a heading may be a question, and must not run on into what follows.
    """
    path = tuple(place for place in passage.locator.path if place != passage.title)  # an introduction's is the title
    locator = replace(passage.locator, path=path)
    said = [wording.source.format(title=passage.title, locator=locator).removesuffix(" – ")]
    if passage.source:
        said.append(wording.grounds.format(source=passage.source))
    standing = []
    if passage.basis in (Basis.SECONDARY, Basis.EXPLANATION, Basis.UNCONFIRMED):
        basis = wording.basis[passage.basis]
        standing += [basis] if basis not in passage.source.lower() else []  # where the source says it itself
    if _has_force(passage):
        standing.append(_force(passage, wording))
    if passage.checked:
        standing.append(wording.checked.format(date=day(passage.checked, wording)))
    if passage.is_overdue(today):
        standing.append(wording.review_due)
    said.append(", ".join(standing))
    return " ".join(_ended(sentence) for sentence in said)


def _has_force(passage: Passage) -> bool:
    """Whether "in force" can be said of it at all: of rules and founded guides, not of news or the unconfirmed."""
    if passage.basis in (Basis.PRIMARY, Basis.PAGE):
        return True
    return passage.kind is Kind.LAW or passage.force is not Force.IN_FORCE or passage.since is not None


def _force(passage: Passage, wording: AnswerWording) -> str:
    force = wording.force[passage.force]
    if passage.force is Force.REVOKED and passage.until:
        return f"{force} {wording.since.format(date=day(passage.until + timedelta(days=1), wording))}"
    if passage.since and passage.force in (Force.IN_FORCE, Force.AMENDED):
        return f"{force} {wording.since.format(date=day(passage.since, wording))}"
    return force


def _ended(sentence: str) -> str:
    """A sentence with a capital and a full stop, where it lacks them."""
    sentence = sentence[:1].upper() + sentence[1:]
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def day(value: date, wording: AnswerWording) -> str:
    """A date in words: 3 Desember 2026."""
    return f"{value.day} {wording.months[value.month - 1]} {value.year}"

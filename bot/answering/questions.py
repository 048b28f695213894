"""The form of a question: its kind, its parts, and the date it asks about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from bot.answering.lexicon import Lexicon

_YEAR_ASKED = re.compile(
    r"(?<![\d/]\s)\b(?:tahun|pada|di|per|sejak|sebelum|waktu|in|during|as of|before|back in|until)\s+"
    r"(?:tahun\s+)?((?:19|20)\d\d)\b(?!\s*/)",
    re.I,
)
_BEFORE = re.compile(r"\b(?:sebelum|before|until)\s+(?:tahun\s+)?$", re.I)
_DATE_RANGE = (1945, 2100)
_PART_END = re.compile(r"(?<=\?)\s+|(?<=[.!])\s+(?=[A-Z])")
_AND = re.compile(r"^(?:dan|serta|terus|lalu|sama|and)\s+", re.I)
_TURN = re.compile(r"(?<=,)\s+(?=(?:terus|lalu|dan|serta|and)\s)", re.I)  # ", terus …": maybe a second question
_SHORTEST_PART = 2  # words
_LONGEST_TAG = 3  # words


class QuestionType(StrEnum):
    """What kind of answer a question wants."""

    YES_NO = "yes_no"
    WHO = "who"
    WHEN = "when"
    HOW_MUCH = "how_much"  # how much, how many, how long, by when
    WHERE = "where"
    HOW = "how"
    WHY = "why"
    DIFFERENCE = "difference"
    LIST = "list"
    DEFINITION = "definition"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its words and its kind."""

    text: str
    kind: QuestionType


_ORDER = (
    (QuestionType.DIFFERENCE, "difference"),
    (QuestionType.HOW_MUCH, "how_much"),
    (QuestionType.WHEN, "when"),
    (QuestionType.LIST, "listing"),
    (QuestionType.WHO, "who"),
    (QuestionType.WHERE, "where"),
    (QuestionType.DEFINITION, "definition"),
    (QuestionType.WHY, "why"),
    (QuestionType.HOW, "how"),
)
_AUXILIARIES = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "can",
        "could",
        "may",
        "must",
        "should",
        "has",
        "have",
        "will",
        "would",
    }
)


@cache
def lexicon() -> Lexicon:
    """The words that show the form of a question."""
    return Lexicon.load("questions")


def classify(text: str) -> QuestionType:
    """The kind of one question in standard spelling."""
    lowered = text.lower().strip()
    words = lexicon()
    if words.has("difference", lowered):
        return QuestionType.DIFFERENCE
    yes_no = words.find("yes_no", lowered)
    if yes_no and _asks_yes_or_no(lowered, yes_no[0].start):
        return QuestionType.YES_NO
    for kind, group in _ORDER:
        if words.has(group, lowered):
            return kind
    return QuestionType.OPEN


def _asks_yes_or_no(text: str, position: int) -> bool:
    """Indonesian yes/no words ask wherever they stand before another question word; English ones only in front."""
    word = re.match(r"\w+", text[position:])
    if word and word[0] in _AUXILIARIES:
        return position == 0
    others = [
        match.start
        for group in ("how_much", "who", "when", "where", "how", "why")
        for match in lexicon().find(group, text)
    ]
    return position <= min(others, default=position)


def split(text: str) -> tuple[Question, ...]:
    """The questions in a message; sentences that tell something stay with the question after them."""
    pieces: list[str] = []
    told = ""
    for sentence in (part.strip() for part in _PART_END.split(text.strip()) if part.strip()):
        if sentence.endswith("?") or classify(sentence) is not QuestionType.OPEN:
            pieces += [
                f"{told} {piece}".strip() if number == 0 else piece for number, piece in enumerate(_joined(sentence))
            ]
            told = ""
        else:
            told = f"{told} {sentence}".strip()
    if told:
        pieces = [*pieces[:-1], f"{pieces[-1]} {told}"] if pieces else [told]
    return tuple(Question(piece, classify(piece)) for piece in _without_afterthoughts(pieces))


def _without_afterthoughts(pieces: list[str]) -> list[str]:
    """Questions, with a tag such as "KUHP baru ya?" put back to the question it belongs to."""
    kept: list[str] = []
    for piece in pieces:
        if kept and len(piece.split()) <= _LONGEST_TAG and classify(piece) is QuestionType.OPEN:
            kept[-1] = f"{kept[-1]} {piece}"
        else:
            kept.append(piece)
    return kept


def _joined(sentence: str) -> list[str]:
    """A sentence cut where "dan berapa …" opens a second question."""
    for cut in _cuts(sentence):
        head, tail = sentence[:cut].strip(" ,"), _AND.sub("", sentence[cut:].strip())
        if classify(head) in (QuestionType.OPEN, QuestionType.DIFFERENCE) or not _says_something(head):
            continue  # "di mana dan bagaimana melapor?" asks one thing in two words
        if min(len(head.split()), len(tail.split())) >= _SHORTEST_PART:
            return [f"{head}?", *_joined(tail)]
    return [sentence]


def _cuts(sentence: str) -> list[int]:
    """Where a second question may open."""
    named = {match.start for match in lexicon().find("joined_question", sentence.lower()) if match.start > 0}
    turns = {found.end() for found in _TURN.finditer(sentence)}
    asked = {cut for cut in turns if classify(_AND.sub("", sentence[cut:])) is not QuestionType.OPEN}
    return sorted(named | asked)


def _says_something(text: str) -> bool:
    """Whether a text has a word besides those of a question's form."""
    empty = lexicon().patterns["empty"]
    return any(not empty.fullmatch(word) for word in re.findall(r"[\w-]+", text.lower()))


def asked_date(text: str) -> date | None:
    """The day whose law is asked for: the last of a year it names ("tahun 2024"), or the day before."""
    found = _YEAR_ASKED.search(text)
    if found is None:
        return None
    year = int(found[1])
    if not _DATE_RANGE[0] <= year <= _DATE_RANGE[1]:
        return None
    if _BEFORE.search(text[: found.start(1)]):
        year -= 1
    return date(year, 12, 31)

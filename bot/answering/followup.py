"""Completes a message that leans on the question before it: "sanksinya?", "kalau lewat UPG?", "wa nya brp?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.answering import questions
from bot.answering.lexicon import LexiconError, compile_phrases, read_data
from bot.answering.memory import Turn
from bot.answering.questions import QuestionType, lexicon

_WORD = re.compile(r"[^\W_]+(?:[-/.:][^\W_]+)*")
_SUFFIXED = re.compile(r"\b\w{3,}nya\b")
# Words that end in "-nya" and point at nothing.
_NOT_SUFFIXED = frozenset(
    "hanya punya tanya bertanya siapanya biasanya misalnya contohnya sebenarnya katanya adanya apanya maksudnya".split()
)
_NUMBERED = re.compile(
    r"\b(tahap|pasal|klausul|bagian|edisi|ayat|huruf|angka|part|clause|article|annex|stage|level|pilar|area)\s*(?:ke-?\s*)?"
    r"([\d][\w.]*|[a-z]\b|satu|dua|tiga|empat|kedua|ketiga|keempat|pertama|berikutnya|two|three|four|second|third)",
)
_NUMBER_WORDS = {
    **dict.fromkeys(("satu", "pertama", "one", "first"), "1"),
    **dict.fromkeys(("dua", "kedua", "two", "second"), "2"),
    **dict.fromkeys(("tiga", "ketiga", "three", "third"), "3"),
    **dict.fromkeys(("empat", "keempat", "four", "fourth"), "4"),
}
# Figures that name something: a standard, a clause, an article with its letter.
_FIGURES = (
    re.compile(r"(?<![\d./-])(?!(?:19|20)\d\d\b)\d{4,5}(?![\d./-])"),
    re.compile(r"(?<![\d.])\d{1,2}(?:\.\d{1,2}){1,2}(?![\d.])"),
    re.compile(r"\b\d{1,3}[A-Za-z]\b"),
)
_FIGURE = re.compile(r"\d")
_ARTICLE = re.compile(r"(?<![\d./-])(?!(?:19|20)\d\d\b)\d{3}(?![\d./-])")  # 605, 606: told from a sum by the one before
_TOPIC = re.compile(
    r"\b(?:about|covers?|on|tentang|mengenai|mengatur|soal|perihal)\s+(?P<topic>[^?,.;]+?)\s*[?.]?\s*$", re.I
)
_OTHER_TOPIC = re.compile(
    r"^(?:and|what about|how about|and what about|kalau|dan|bagaimana dengan|sedangkan|terus|lalu)\s+"
    r"(?P<topic>[^?]+?)\s*\??$",
    re.I,
)
_UNIT_ONLY = re.compile(r"^(?:ayat|huruf|angka|pasal|klausul|bagian|clause|article|paragraph)\s*\(?\w{1,5}\)?")
_ORDINAL_FIRST = re.compile(r"\b(second|third|first)\s+(stage|part|clause|article)\b")
_STANDARD_PART = re.compile(r"\b(\d{4,5})-(\d{1,2})\b")
_LONGEST = 14  # words: a longer message stands on its own unless it points back
_SHORT = 5  # words of a question that asks for one thing of what was spoken of
_ASKS_FOR_ONE_THING = (QuestionType.WHO, QuestionType.WHEN, QuestionType.WHERE, QuestionType.HOW_MUCH)
_FULL = 3  # content words that make a message stand on its own


class _Alternatives(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    sets: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Completed:
    """A message and the question it means; `follows` says whether the one before was needed."""

    question: str
    follows: bool


@cache
def _alternatives() -> tuple[tuple[str, ...], ...]:
    try:
        return _Alternatives.model_validate(read_data("alternatives")).sets
    except ValidationError as exc:
        raise LexiconError(f"alternatives.yaml breaks its schema: {exc.errors()[0]['msg']}") from exc


def complete(text: str, last: Turn | None, *, names_term: bool = False) -> Completed:
    """The standalone question that `text` means after `last`.

    :param text: the message in standard spelling.
    :param names_term: whether it names a term of the field; then, with nothing pointing back, it stands alone.
    """
    if last is None or not leans(text, names_term=names_term):
        return Completed(text, follows=False)
    lowered = text.lower()
    for exchange in (_exchange_numbered, _exchange_part, _exchange_figure, _exchange_alternative, _exchange_topic):
        exchanged = exchange(lowered, last.question)
        if exchanged:
            return Completed(_with_rest(exchanged, text), follows=True)
    return Completed(_joined(text, last), follows=True)


def complete_part(text: str, before: str) -> str:
    """A later question of one message that names no topic of its own, with the topic of the one before it."""
    return _joined(text, Turn(before))


def leans(text: str, *, names_term: bool = False) -> bool:
    """Whether a message needs the one before it to be understood."""
    words, lowered = lexicon(), text.lower().strip()
    tokens = _WORD.findall(lowered)
    if changes_topic(lowered) or len(tokens) > _LONGEST:
        return False
    content = content_words(lowered)
    opening = words.patterns["continuation"].match(lowered) is not None
    suffixed = any(word not in _NOT_SUFFIXED for word in _SUFFIXED.findall(lowered))
    points = suffixed or words.has("anaphora", words.patterns["not_anaphora"].sub(" ", lowered))
    if opening or points:
        return len(content) <= _FULL + 1 if names_term else len(content) <= _FULL + 4
    unit_only = _UNIT_ONLY.match(lowered) is not None and len(tokens) <= _FULL
    if len(tokens) <= _SHORT and questions.classify(lowered) in _ASKS_FOR_ONE_THING:
        return not names_term and len(content) <= _FULL - 1  # "siapa yang tanda tangan?"
    return unit_only or (not names_term and len(content) <= 1)


def changes_topic(text: str) -> bool:
    """Whether a message says that it turns to something else: "ngomong-ngomong", "by the way"."""
    return lexicon().has("new_topic", text.lower())


def content_words(text: str) -> list[str]:
    """The words of a text that carry its topic, in lower case."""
    empty = lexicon().patterns["empty"]
    return [word for word in _WORD.findall(text.lower()) if not empty.fullmatch(word)]


def _exchange_numbered(text: str, last: str) -> str | None:
    """Exchange a number: "tahap keduanya?" after a question on "tahap 1"."""
    mine = _NUMBERED.search(
        _ORDINAL_FIRST.sub(r"\2 \1", text.replace("keduanya", "kedua").replace("ketiganya", "ketiga"))
    )
    if mine is None:
        return None
    for theirs in _NUMBERED.finditer(last.lower()):
        if theirs[1] == mine[1]:
            return f"{last[: theirs.start(2)]}{_NUMBER_WORDS.get(mine[2], mine[2])}{last[theirs.end(2) :]}"
    return None


def _exchange_figure(text: str, last: str) -> str | None:
    """Exchange a figure for one of the same shape: "yang 8.8?", "and 9001?", "12C?"."""
    for shape in (*_FIGURES, _ARTICLE):
        mine, theirs = shape.findall(text), list(shape.finditer(last))
        if len(mine) == 1 and len(theirs) == 1 and mine[0].lower() != theirs[0][0].lower():
            return f"{last[: theirs[0].start()]}{mine[0].upper()}{last[theirs[0].end() :]}"
    return None


def _exchange_topic(text: str, last: str) -> str | None:
    """Exchange what a question was about: "and raising concerns?" after "which clause is about due diligence?"."""
    mine, theirs = _OTHER_TOPIC.match(text), _TOPIC.search(last)
    if mine is None or theirs is None or questions.classify(mine["topic"]) is not QuestionType.OPEN:
        return None
    if len(content_words(last[: theirs.start()])) < 1 or _FIGURE.search(mine["topic"]):
        return None
    return f"{last[: theirs.start('topic')]}{mine['topic']}?"


def _exchange_part(text: str, last: str) -> str | None:
    """Exchange the part of a standard: "and part 9?" after a question on ISO/IEC 17021-1."""
    mine, theirs = re.search(r"\b(?:part|bagian|seri)\s*(\d{1,2})\b", text), _STANDARD_PART.search(last)
    if mine is None or theirs is None:
        return None
    return f"{last[: theirs.start(2)]}{mine[1]}{last[theirs.end(2) :]}"


def _exchange_alternative(text: str, last: str) -> str | None:
    """Exchange a word for its counterpart: "yang ringan apa?" after a question on "hukuman disiplin sedang"."""
    if lexicon().has("difference", text):
        return None
    for members in _alternatives():
        new = _first(members, text)
        old = _first(tuple(member for member in members if member != new), last.lower()) if new else None
        if new and old and not _first((new,), last.lower()):
            return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, last, count=1, flags=re.I)
    return None


def _first(members: tuple[str, ...], text: str) -> str | None:
    if not members:
        return None
    found = compile_phrases([*members, *(f"{member}nya" for member in members)]).search(text)
    if found is None:
        return None
    word = re.sub(r"\s+", " ", found[0])
    return word if word in members else word.removesuffix("nya")


def _with_rest(exchanged: str, text: str) -> str:
    """The completed question, with what else the message says."""
    known = {word.removesuffix("nya") for word in content_words(exchanged)}
    rest = [
        word
        for word in content_words(text)
        if word.removesuffix("nya") not in known
        and word not in _NUMBER_WORDS
        and word.removesuffix("nya") not in _NUMBER_WORDS
    ]
    return f"{exchanged.rstrip(' ?.')}, {' '.join(rest)}?" if rest else exchanged


def _joined(text: str, last: Turn) -> str:
    """The message with the topic words of the question before."""
    mine = set(content_words(text))
    topic = [
        word for word in dict.fromkeys(_WORD.findall(last.question)) if word.lower() in content_words(last.question)
    ]
    added = " ".join(word for word in topic if word.lower() not in mine)
    return f"{text.rstrip(' ?.')} {added}?".strip() if added else text

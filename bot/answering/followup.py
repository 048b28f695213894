"""Completes a message that leans on the question before it: "sanksinya?", "kalau lewat UPG?", "wa nya brp?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.answering.lexicon import LexiconError, compile_phrases, read_data
from bot.answering.memory import Turn
from bot.answering.questions import lexicon

_WORD = re.compile(r"[^\W_]+(?:[-/.:][^\W_]+)*")
_SUFFIXED = re.compile(
    r"\b(?!(?:hanya|punya|tanya|bertanya|siapanya|biasanya|misalnya|contohnya|sebenarnya|katanya|adanya|apanya|maksudnya|bedanya)\b)\w{3,}nya\b"
)
_NUMBERED = re.compile(
    r"\b(tahap|pasal|klausul|bagian|edisi|ayat|huruf|angka|part|clause|article|annex|stage|level|pilar|area)\s*(?:ke-?\s*)?"
    r"([\d][\w.]*|[a-z]\b|satu|dua|tiga|empat|kedua|ketiga|keempat|pertama|berikutnya|two|three|four|second|third)",
)
_NUMBER_WORDS = {"satu": "1", "pertama": "1", "dua": "2", "kedua": "2", "two": "2", "second": "2", "tiga": "3", "ketiga": "3", "three": "3",
                 "third": "3", "empat": "4", "keempat": "4", "four": "4"}  # fmt: skip
_ORDINAL_FIRST = re.compile(r"\b(second|third|first)\s+(stage|part|clause|article)\b")
_STANDARD_PART = re.compile(r"\b(\d{4,5})-(\d{1,2})\b")
_LONGEST = 14  # words: a longer message stands on its own unless it points back
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


def complete(text: str, last: Turn | None, terms: frozenset[str] = frozenset()) -> Completed:
    """The standalone question that `text` means after `last`.

    :param text: the message in standard spelling.
    :param terms: words of the field (glossary); a message with one of its own and nothing pointing back stands alone.
    """
    if last is None or not leans(text, terms):
        return Completed(text, follows=False)
    lowered = text.lower()
    for exchange in (_exchange_numbered, _exchange_part, _exchange_alternative):
        exchanged = exchange(lowered, last.question)
        if exchanged:
            return Completed(_with_rest(exchanged, text), follows=True)
    return Completed(_joined(text, last), follows=True)


def leans(text: str, terms: frozenset[str] = frozenset()) -> bool:
    """Whether a message needs the one before it to be understood."""
    words, lowered = lexicon(), text.lower().strip()
    tokens = _WORD.findall(lowered)
    if words.has("new_topic", lowered) or len(tokens) > _LONGEST:
        return False
    content = content_words(lowered)
    own_terms = sum(word in terms for word in content)
    opening = words.patterns["continuation"].match(lowered) is not None
    points = (
        words.has("anaphora", words.patterns["not_anaphora"].sub(" ", lowered)) or _SUFFIXED.search(lowered) is not None
    )
    if opening or points:
        return len(content) <= _FULL + 1 if own_terms else len(content) <= _FULL + 4
    return not own_terms and len(content) <= 1 or len(tokens) <= 2 and len(content) <= 1 and not own_terms


def content_words(text: str) -> list[str]:
    """The words of a text that carry its topic, in lower case."""
    empty = lexicon().patterns["empty"]
    return [word for word in _WORD.findall(text.lower()) if not empty.fullmatch(word)]


def _exchange_numbered(text: str, last: str) -> str | None:
    """ "tahap keduanya?" after a question on "tahap 1"."""
    mine = _NUMBERED.search(
        _ORDINAL_FIRST.sub(r"\2 \1", text.replace("keduanya", "kedua").replace("ketiganya", "ketiga"))
    )
    if mine is None:
        return None
    for theirs in _NUMBERED.finditer(last.lower()):
        if theirs[1] == mine[1]:
            return f"{last[: theirs.start(2)]}{_NUMBER_WORDS.get(mine[2], mine[2])}{last[theirs.end(2) :]}"
    return None


def _exchange_part(text: str, last: str) -> str | None:
    """ "and part 9?" after a question on ISO/IEC 17021-1."""
    mine, theirs = re.search(r"\b(?:part|bagian|seri)\s*(\d{1,2})\b", text), _STANDARD_PART.search(last)
    if mine is None or theirs is None:
        return None
    return f"{last[: theirs.start(2)]}{mine[1]}{last[theirs.end(2) :]}"


def _exchange_alternative(text: str, last: str) -> str | None:
    """ "yang ringan apa?" after a question on "hukuman disiplin sedang"."""
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

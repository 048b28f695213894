"""Small talk: greetings, thanks, who are you, what can you do, abuse; a greeting with a question is a question."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from bot.answering.lexicon import Lexicon

_MARKS = re.compile(r"[^\w\s'-]+")
_ASIDE = re.compile(r"^(?:ngomong-ngomong|omong-omong|by the way|oh ya|oh iya)[\s,]+", re.I)
_ABUSE_WORDS = 8  # a longer message that swears is about something
_SPARE_WORDS = 1  # one unknown word in small talk is a name or a typing error


class CourtesyKind(StrEnum):
    """What sort of small talk a message is."""

    NONE = "none"
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    IDENTITY = "identity"
    CAPABILITY = "capability"
    PRIVACY = "privacy"
    ABUSE = "abuse"


_WHOLE_QUESTIONS = (CourtesyKind.PRIVACY, CourtesyKind.CAPABILITY, CourtesyKind.IDENTITY)
_PLEASANTRIES = (CourtesyKind.THANKS, CourtesyKind.FAREWELL, CourtesyKind.GREETING)


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load("courtesy")


def recognise(normalized: str) -> CourtesyKind:
    """The kind of small talk that fills the whole message; NONE when anything else stands in it.

    :param normalized: the message in standard spelling (see `normalization`).
    """
    text = _plain(normalized)
    lexicon = _lexicon()
    if not text:
        return CourtesyKind.GREETING  # only signs or emoji: a friendly word back
    for kind in _PLEASANTRIES:
        if lexicon.has(kind.value, text) and _left_over(text, *_PLEASANTRIES) == 0:
            return kind
    for kind in _WHOLE_QUESTIONS:
        if lexicon.has(kind.value, text) and _left_over(text, kind) <= _SPARE_WORDS:
            return kind
    if lexicon.has("abuse", text) and len(text.split()) <= _ABUSE_WORDS and _left_over(text, CourtesyKind.ABUSE) <= 2:
        return CourtesyKind.ABUSE
    return CourtesyKind.NONE


def strip_pleasantries(normalized: str) -> str:
    """The message without a greeting or thanks before or after its question, nor "by the way"."""
    lexicon = _lexicon()
    text = _ASIDE.sub("", normalized.strip()) or normalized.strip()
    for kind in (CourtesyKind.GREETING, CourtesyKind.THANKS):
        opening = lexicon.patterns[kind.value].match(text.lower())
        if opening and opening.end() < len(text):
            rest = re.sub(
                r"^(?:[\s,.!]|(?:min|kak|admin|pak|bu|mas|mbak|bot|there|dan)\b)+",
                "",
                text[opening.end() :],
                flags=re.I,
            )
            text = rest or text
    return (
        re.sub(
            r"[\s,.]*\b(?:terima kasih|thanks|thank you)\b[\s.!]*(?:ya|banyak|before)?[\s.!]*$", "", text, flags=re.I
        )
        or text
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub(" ", text.lower().replace("’", "'"))).strip(" -'")


def _left_over(text: str, *kinds: CourtesyKind) -> int:
    """How many words remain when the phrases of these kinds, pleasantries and fillers are taken away."""
    lexicon = _lexicon()
    rest = text
    for name in dict.fromkeys([*(kind.value for kind in kinds), "greeting", "thanks", "filler"]):
        rest = lexicon.patterns[name].sub(" ", rest)
    return len(re.findall(r"[\w']+", rest))

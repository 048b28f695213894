"""Small talk: greetings, thanks, who are you, what can you do, abuse; a greeting with a question is a question."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from bot.answering.lexicon import Lexicon, compile_phrases

_MARKS = re.compile(r"[^\w\s'-]+")
_ASIDE = re.compile(r"^(?:ngomong-ngomong|omong-omong|by the way|oh ya|oh iya)[\s,]+", re.I)
# "I would like to know about bribes, …": only announces the question after it.
_ANNOUNCED = re.compile(
    r"^(?:(?:saya|aku|kami)\s+)?(?:mau|ingin|pengen|mohon|numpang|izin|lagi|sedang)\s+"
    r"(?:tanya|bertanya|belajar|tahu|menanyakan|mempelajari|izin tanya)\b[^,.?!:]*[,.:]\s+(?=\S+\s+\S)"
    r"|^i(?:'d| would)?\s+(?:want|like)\s+to\s+(?:ask|know|learn|understand)\b[^,.?!:]*[,.:]\s+(?=\S+\s+\S)",
    re.I,
)
# "hello, I am a citizen of Serang": who writes, and nothing asked
_INTRODUCTION = re.compile(
    r"\b(?:perkenalkan\s+)?(?:(?:nama\s+)?saya|aku|kami|i am|i'm|my name is)\s+"
    r"(?:warga|pns|asn|pppk|pegawai|dari|staf|mahasiswa|guru|a citizen|a resident|from|a civil servant)\b"
    r"(?:\s+\w+){0,3}$"
)
_DRAWN_OUT = re.compile(r"([aiu])\1+\b")  # "pagii", "makasih yaa"
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
# Kinds that a message is as a whole or not at all.
PLEASANTRIES = (CourtesyKind.THANKS, CourtesyKind.FAREWELL, CourtesyKind.GREETING)


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
    said = _pleasantries(text)
    if said and _left_over(_INTRODUCTION.sub("", text)) == 0:
        return next(kind for kind in PLEASANTRIES if kind in said)
    if _asks_nature(text):
        return CourtesyKind.IDENTITY
    for kind in _WHOLE_QUESTIONS:
        if lexicon.has(kind.value, text) and _left_over(text, kind) <= _SPARE_WORDS:
            return kind
    if lexicon.has("abuse", text) and len(text.split()) <= _ABUSE_WORDS and _left_over(text, CourtesyKind.ABUSE) <= 2:
        return CourtesyKind.ABUSE
    return CourtesyKind.NONE


def _asks_nature(text: str) -> bool:
    """Whether a message only asks what it talks to: "kamu orang apa bot?", "are you human?"."""
    lexicon = _lexicon()
    addressed = re.search(r"\b(?:kamu|anda|ini|lo|lu|you|this|am i)\b", text) is not None
    rest = lexicon.patterns["filler"].sub(" ", lexicon.patterns["nature"].sub(" ", text))
    return addressed and lexicon.has("nature", text) and not re.search(r"\w", rest)


def strip_pleasantries(normalized: str) -> str:
    """The message without a greeting or thanks before or after its question, nor "by the way"."""
    lexicon = _lexicon()
    text = _ASIDE.sub("", normalized.strip()) or normalized.strip()
    text = _ANNOUNCED.sub("", text)
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
    words = re.sub(r"\s+", " ", _MARKS.sub(" ", text.lower().replace("’", "'"))).strip(" -'")
    return _DRAWN_OUT.sub(r"\1", words)


def _left_over(text: str, *kinds: CourtesyKind) -> int:
    """How many words remain when the phrases of these kinds, pleasantries and fillers are taken away."""
    rest = _together(kinds).sub(" ", text)
    return len(re.findall(r"[\w']+", _lexicon().patterns["filler"].sub(" ", rest)))


def _pleasantries(text: str) -> set[CourtesyKind]:
    """The kinds of the pleasantries in a text, each phrase read as long as it goes: "good evening" is no "good"."""
    patterns = _lexicon().patterns
    phrases = [found[0] for found in _together(()).finditer(text)]
    return {kind for kind in PLEASANTRIES for phrase in phrases if patterns[kind.value].fullmatch(phrase)}


@cache
def _together(kinds: tuple[CourtesyKind, ...]) -> re.Pattern[str]:
    """One pattern for the phrases of some kinds and all pleasantries, so that the longest phrase wins."""
    phrases = _lexicon().phrases
    return compile_phrases(phrase for kind in {*kinds, *PLEASANTRIES} for phrase in phrases[kind.value])

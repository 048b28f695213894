"""Tells whether a message speaks of one definite person: by name, or as somebody the writer knows."""

from __future__ import annotations

import re
from functools import cache

from bot.answering.lexicon import Lexicon

_TITLE = r"(?:pak|bu|bapak|ibu|mr|mrs|ms|miss|mas|mbak|kang|haji|hj|sdr|saudara|bang)"
_TITLED = re.compile(rf"\b{_TITLE}\.?\s+([a-z][a-z']+)", re.I)
_NAMED = re.compile(r"\b(?:bernama|namanya|berinisial|inisial|atas nama|named|name is|nama dia)\s+([a-z]+)", re.I)
_CAPITALS = re.compile(r"\b(?=([A-Z][a-z']{2,})\s+([A-Z][a-z']{2,})\b)")  # overlapping: "Bupati Ahmad Sanjaya"
_COMPANY = re.compile(r"\b(?:CV|PT|UD)\.?\s+[A-Z]")
# Capitalised pairs are names unless they have the shape of Indonesian nouns and verbs: "Pelayanan Publik".
_DERIVED = re.compile(r"(?:pe|ke|per|pem|pen)\w{4,}an|(?:me|ber|ter)\w{4,}|\w{4,}(?:si|tas|if)")
_POSSESSED = re.compile(r"(?:\s+\w+){0,2}?\s+(?:saya|kami|kita|sini|itu|ini|tersebut|setempat)\b")
_MY = re.compile(r"\b(?:my|our)\s+(?:\w+\s+)?$")


@cache
def function_words() -> frozenset[str]:
    """Words of both languages that are never names."""
    return frozenset(word for phrases in Lexicon.load("language").phrases.values() for word in phrases)


def is_named(cased: str, lexicon: Lexicon) -> bool:
    """Whether a person is named for sure: after a title, or after "namanya"."""
    titled = any(_can_be_a_name(found[1].lower(), lexicon) for found in _TITLED.finditer(cased))
    return titled or any(found[1].lower() not in function_words() for found in _NAMED.finditer(cased))


def looks_named(cased: str, lexicon: Lexicon) -> bool:
    """Whether two capitalised words stand together that may be a name: a place or a title may look so too."""
    return any(
        not any(_is_institutional(part.lower(), lexicon) for part in found.groups())
        for found in _CAPITALS.finditer(cased)
    )


def is_known(text: str, cased: str, lexicon: Lexicon) -> bool:
    """Whether the writer speaks of somebody of their own place, or of a company by name."""
    if lexicon.has("known_person", text) or _COMPANY.search(cased):
        return True
    return any(
        _POSSESSED.match(text, match.end) or _MY.search(text[: match.start])
        for group in ("official", "place")
        for match in lexicon.find(group, text)
    )


def _can_be_a_name(word: str, lexicon: Lexicon) -> bool:
    role = lexicon.patterns["official"].fullmatch(word)
    return word not in function_words() and not role and not lexicon.has("not_a_name", word)


def _is_institutional(word: str, lexicon: Lexicon) -> bool:
    return (
        word in function_words()
        or _DERIVED.fullmatch(word) is not None
        or any(lexicon.has(group, word) for group in ("not_a_name", "official", "place", "illicit", "rule", "gift"))
    )

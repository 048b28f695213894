"""What the desk does not do, recognised by the words of a message, so that a reply can say so and where to go."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from bot.answering.lexicon import Lexicon
from bot.answering.sensitivity import Assessment, Sensitivity


class Boundary(StrEnum):
    """Why a message is declined before any search; NONE for the ordinary question."""

    NONE = "none"
    VERDICT = "verdict"  # judging a person
    PROTECTED_TEXT = "protected_text"  # ISO or SNI wording, word for word
    EVASION = "evasion"  # help to hide, to get around a duty, to bribe
    REPORTER_IDENTITY = "reporter_identity"
    INJECTION = "injection"  # other instructions, secrets, other people's messages
    OFFICE_HOLDER = "office_holder"  # who holds an office at present
    LEGAL_ADVICE = "legal_advice"  # what will become of one's own case
    OTHER_DOMAIN = "other_domain"  # recipes, code, weather


_REPORTS = re.compile(r"\b(?:me)?lapor\w*|\breport(?:ed|ing)?\b")
_OTHER_STANDARD = re.compile(r"\biso(?:\s*/?\s*iec)?[\s-]*(\d{4,5})\b")


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load("boundaries")


def recognise(normalized: str, assessment: Assessment) -> Boundary:
    """The boundary a message touches.

    :param normalized: the message in standard spelling (see `normalization`).
    :param assessment: what sensitivity found; a verdict request is a boundary.
    """
    text = normalized.lower().replace("’", "'")
    if assessment.kind is Sensitivity.VERDICT_REQUEST:
        return Boundary.VERDICT
    for boundary, applies in _RULES:
        if applies(_lexicon(), text):
            return boundary
    return Boundary.NONE


def _injection(lexicon: Lexicon, text: str) -> bool:
    return lexicon.has("injection", text)


def _reporter_identity(lexicon: Lexicon, text: str) -> bool:
    return lexicon.has("asks_reporter", text) and not lexicon.has("duty", text)


def _evasion(lexicon: Lexicon, text: str) -> bool:
    asks_help = lexicon.has("evasion_help", text) and lexicon.has("evasion", text)
    return asks_help and not lexicon.has("evasion_fair", text)


def _protected_text(lexicon: Lexicon, text: str) -> bool:
    wanted = lexicon.has("verbatim", text) and lexicon.has("protected_text", text)
    return wanted and not lexicon.has("law_text", text) and not lexicon.has("protected_fair", text)


def _office_holder(lexicon: Lexicon, text: str) -> bool:
    asked = lexicon.has("asks_who", text) and lexicon.has("office", text)
    return asked and (lexicon.has("now", text) or len(text.split()) <= 5) and not lexicon.has("past", text)


def _legal_advice(lexicon: Lexicon, text: str) -> bool:
    reports = _REPORTS.search(text) is not None  # "I am sued because I reported": the rules on reporters answer
    return lexicon.has("legal_advice", text) and not reports


def _other_domain(lexicon: Lexicon, text: str) -> bool:
    if lexicon.has("other_domain", text) and not lexicon.has("own_domain", text):
        return True
    return _OTHER_STANDARD.search(text) is not None and not lexicon.has("own_standards", text)


_RULES = (
    (Boundary.INJECTION, _injection),
    (Boundary.REPORTER_IDENTITY, _reporter_identity),
    (Boundary.EVASION, _evasion),
    (Boundary.PROTECTED_TEXT, _protected_text),
    (Boundary.OFFICE_HOLDER, _office_holder),
    (Boundary.LEGAL_ADVICE, _legal_advice),
    (Boundary.OTHER_DOMAIN, _other_domain),
)

"""The language of a message: Indonesian, English or neither, by the function words of each.

A trained detector (py3langid) needs more than half a second to load, a third of what one question may take from a cold
start, and errs on short colloquial texts; function words are sure, small and can be explained.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from bot.answering.lexicon import Lexicon
from knowledge.metadata import Language

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Malay, Javanese and Sundanese share these shapes with Indonesian and lean to it.
_INDONESIAN_SHAPE = re.compile(
    r"(?:me[mn]|meng|meny|ber|ter|per|di|ke|ng|ny)[a-z]{4,}|[a-z]{3,}(?:nya|kan|kah|lah|an|in|ku|mu)"
)
_ENGLISH_SHAPE = re.compile(r"[a-z]{2,}(?:ing|tion|tions|ment|ness|ed|ous|ity|ly|'s|ery)")
_FOREIGN_SCRIPT = re.compile(r"[\u0370-\u1cff\u3040-\ua8ff\uac00-\ud7ff]")
_SHAPE_WEIGHT = 0.4  # a word's shape is weaker evidence than a function word


class Tongue(StrEnum):
    """What a message is written in."""

    INDONESIAN = "id"
    ENGLISH = "en"
    OTHER = "other"

    @property
    def reply_language(self) -> Language:
        """The language to answer in: English for whoever writes in a third language."""
        return Language.ID if self is Tongue.INDONESIAN else Language.EN


@cache
def _function_words() -> dict[str, frozenset[str]]:
    lexicon = Lexicon.load("language")
    return {group: frozenset(phrases) for group, phrases in lexicon.phrases.items()}


def detect(text: str, default: Tongue = Tongue.INDONESIAN, informal: frozenset[str] = frozenset()) -> Tongue:
    """The language of `text`; `default` where nothing tells.

    :param informal: everyday Indonesian spellings, which count as Indonesian function words.
    """
    if len(_FOREIGN_SCRIPT.findall(text)) > len(text) / 4:
        return Tongue.OTHER
    words = [word.lower() for word in _WORD.findall(text)]
    known = _function_words()
    scores = {
        Tongue.INDONESIAN: _score(words, known["indonesian"] | (informal - known["english"]), _INDONESIAN_SHAPE),
        Tongue.ENGLISH: _score(words, known["english"], _ENGLISH_SHAPE),
    }
    other = sum(word in known["other"] for word in words)
    if other >= 2 and other > max(scores.values()):
        return Tongue.OTHER
    best = max(scores, key=lambda tongue: scores[tongue])
    if scores[best] <= 0 or len(set(scores.values())) == 1:
        return default
    return best


def _score(words: list[str], function_words: frozenset[str], shape: re.Pattern[str]) -> float:
    return sum(1.0 if word in function_words else _SHAPE_WEIGHT if shape.fullmatch(word) else 0.0 for word in words)

"""Questions put into English word by word: what a reranker learns from where question and passage share no words.

No English questions on Indonesian passages are at hand. A gloss is poor English, yet it shows what counts: names and
numbers stay, all other words meet the passage through their vectors only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from index.lexicon import words
from index.tokenization import tokenize
from scripts.training.rows import Pair

_FUNCTION_WORDS: Final = {
    "apa": "what",
    "apakah": "what",
    "bagaimana": "how",
    "bagaimanakah": "how",
    "berapa": "how many",
    "berapakah": "how many",
    "di": "in",
    "dimana": "where",
    "dimanakah": "where",
    "kapan": "when",
    "kapankah": "when",
    "kenapa": "why",
    "mana": "which",
    "manakah": "which",
    "mengapa": "why",
    "siapa": "who",
    "siapakah": "who",
    "adalah": "is",
    "atau": "or",
    "dalam": "in",
    "dan": "and",
    "dari": "from",
    "dengan": "with",
    "ini": "this",
    "itu": "that",
    "ke": "to",
    "oleh": "by",
    "pada": "on",
    "sebagai": "as",
    "tidak": "not",
    "untuk": "for",
    "yang": "that",
    "jumlah": "number",
    "nama": "name",
    "tahun": "year",
    "tanggal": "date",
}
"""Words that a dictionary of things lacks or takes for something else."""
_WORD: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Gloss:
    """English words for Indonesian words and for stems, each the most usual one."""

    words: Mapping[str, str]
    stems: Mapping[str, str]

    @classmethod
    def of(cls, dictionary: Sequence[Pair], sentences: Sequence[Pair]) -> Gloss:
        """Read a dictionary (English left); how usual a word is tell the English sentences."""
        usual = Counter(word for pair in sentences for word in _WORD.findall(pair.left.lower()))
        offered: dict[str, list[str]] = defaultdict(list)
        stemmed: dict[str, list[str]] = defaultdict(list)
        for english, indonesian in dictionary:
            if english.islower():
                offered[indonesian.lower()].append(english)
                stem = tokenize(indonesian)
                if len(stem) == 1:
                    stemmed[stem[0]].append(english)
        return cls(
            {word: _most_usual(choices, usual) for word, choices in offered.items()},
            {stem: _most_usual(choices, usual) for stem, choices in stemmed.items()},
        )

    def put(self, question: str) -> str:
        """A question in English words; those that nobody can translate are left out, names and numbers stay."""
        spoken = words(question)
        return " ".join(filter(None, (self._word(word, place > 0) for place, word in enumerate(spoken))))

    def _word(self, word: str, inside: bool) -> str:
        lowered = word.lower()
        if lowered in _FUNCTION_WORDS:
            return _FUNCTION_WORDS[lowered]
        if not word.isalpha() or (inside and word[0].isupper()):
            return word
        known = self.words.get(lowered) or self.stems.get(next(iter(tokenize(word)), ""))
        return known or (word if word[0].isupper() else "")


def _most_usual(choices: Iterable[str], usual: Counter[str]) -> str:
    """One word before several, then the one said most often, then the shortest."""
    return min(choices, key=lambda english: (english.count(" "), -usual[english], len(english), english))

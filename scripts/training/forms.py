"""Forms of one word that must have one meaning: inflections, typing slips and shortened spellings, found by rule."""

from __future__ import annotations

import random
import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import Stemmer

from scripts.training.rows import Pair, Source, TrainingData

_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)?")
_TWICE: Final = re.compile(r"([a-z]+)-\1")
_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_SHORTEST_STEM: Final = 3
_SHORTEST_SLIP: Final = 4
_LONGEST_SHORTENED: Final = 8
"""People drop the vowels of short words ("dgn" for "dengan"), not of long ones."""
_SEEN_TO_INFLECT: Final = 3
_SEEN_TO_SLIP: Final = {"id": 20, "en": 5}
_SLIPS: Final = {"id": 40_000, "en": 10_000}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How often the words of the training data occur; those of the dictionary are there at least with 0."""

    english: Counter[str]
    indonesian: Counter[str]
    lemmas: frozenset[str]

    @classmethod
    def of(cls, data: TrainingData) -> Lexicon:
        """Count the words of the training data."""
        english, indonesian = Counter[str](), Counter[str]()
        for pair in data.sentences:
            english.update(_words(pair.left))
            indonesian.update(_words(pair.right))
        for question in data.questions:
            indonesian.update(_words(question.text))
            indonesian.update(_words(question.passage))
        for pair in data.words:
            english.update(dict.fromkeys(_words(pair.left), 0))
            indonesian.update(dict.fromkeys(_words(pair.right), 0))
        return cls(
            english, indonesian, frozenset(word for pair in data.words for word in pair.right.casefold().split())
        )


def inflections(lexicon: Lexicon) -> dict[Pair, int]:
    """Pairs of an inflected word and a plainer form of it, with how often the inflected one occurs."""
    return {**dict(_indonesian(lexicon)), **dict(_english(lexicon))}


def _indonesian(lexicon: Lexicon) -> Iterator[tuple[Pair, int]]:
    """Words whose stem stands in the dictionary, and words said twice."""
    stemmer = Stemmer.Stemmer("indonesian")
    for word, count in lexicon.indonesian.items():
        if count < _SEEN_TO_INFLECT and word not in lexicon.lemmas:
            continue
        stem = stemmer.stemWord(word)
        if stem != word and stem in lexicon.lemmas and len(stem) >= _SHORTEST_STEM:
            yield Pair(word, stem), count
        if twice := _TWICE.fullmatch(word):
            yield Pair(word, twice[1]), count


def _english(lexicon: Lexicon) -> Iterator[tuple[Pair, int]]:
    """Words that share a stem with a shorter one."""
    stemmer = Stemmer.Stemmer("english")
    families: defaultdict[str, list[str]] = defaultdict(list)
    for word in lexicon.english:
        families[stemmer.stemWord(word)].append(word)
    for family in families.values():
        shortest, *longer = sorted(family, key=lambda word: (len(word), word))
        for word in longer:
            yield Pair(word, shortest), lexicon.english[word]


def slips(lexicon: Lexicon, seed: int) -> list[Pair]:
    """Misspelt or shortened words with the words meant."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    pairs: list[Pair] = []
    for language, counts in (("id", lexicon.indonesian), ("en", lexicon.english)):
        usual = [w for w, count in counts.items() if count >= _SEEN_TO_SLIP[language] and len(w) >= _SHORTEST_SLIP]
        if not usual:
            continue
        weights = [counts[word] ** 0.5 for word in usual]
        pairs += [Pair(_slip(word, chance), word) for word in chance.choices(usual, weights, k=_SLIPS[language])]
    return pairs


def _slip(word: str, chance: random.Random) -> str:
    """Leave out, replace, swap or double one letter, or drop the vowels after the first letter."""
    at = chance.randrange(len(word))
    before, letter, after = word[:at], word[at], word[at + 1 :]
    match chance.randrange(5):
        case 0:
            return before + chance.choice(string.ascii_lowercase) + after
        case 1 if after:
            return before + after[0] + letter + after[1:]
        case 2:
            return before + letter + letter + after
        case 3 if len(word) <= _LONGEST_SHORTENED and (short := word[0] + re.sub("[aiueo]", "", word[1:])) != word[0]:
            return short
        case _:
            return before + after


def names(data: TrainingData) -> list[str]:
    """Words that are written with a capital inside sentences: names, mostly."""
    asked = {question.passage for question in data.questions if question.source in (Source.TYDI, Source.FACQA)}
    return sorted({name for passage in asked for name in _NAME.findall(passage)})


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())

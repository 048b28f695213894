"""Where the terms of a question stand in candidate passages: arrays of terms by places, for all candidates at once.

Places are the words of all candidates laid end to end: T places of k candidates; the question has m terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.lexicon import NO_TERM, Shape, grams, term
from index.pieces import PieceVectors
from index.question import Question
from index.ragged import Ragged, distinct
from index.shelf import Shelf

Floats = NDArray[np.float32]
Marks = NDArray[np.bool_]

LONGEST: Final = 320
"""Words of a passage that are looked at: bounds the time a question takes."""
FAR: Final = 120
"""The longest distance that counts, and the one to what is nowhere: closeness has faded to nothing there."""
_COPULAS: Final = "adalah ialah merupakan yaitu yakni terdiri merujuk berarti disebut is are means"
_PREPOSITIONS: Final = "di ke dari pada in at"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of each place.

    :param words: the candidates' words, cut after `LONGEST`; only its offsets matter here.
    :param here: whether a place is a term [m, T].
    :param alike: how like a term a place is, from its vector; 1 where it is the term [m, T].
    :param spelt: the same from character n-grams (Dice) [m, T].
    :param rarity: idf of a place's own term, 0 for a mark [T].
    :param shapes: flags of `Shape` [T].
    :param copula: whether a place is a word like "adalah" [T].
    :param placed: whether a place follows a word like "di" [T].
    :param before: distance back to a term in the same passage, `FAR` when there is none [m, T].
    :param after: the same forward.
    :param full: the candidates that have any words.
    """

    words: Ragged
    here: Marks
    alike: Floats
    spelt: Floats
    rarity: Floats
    shapes: NDArray[np.uint8]
    copula: Marks
    placed: Marks
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    full: NDArray[np.int64]

    @classmethod
    def gather(
        cls,
        question: Question,
        terms: NDArray[np.int32],
        shelf: Shelf,
        rows: NDArray[np.int64],
        model: PieceVectors,
    ) -> Evidence:
        """Read the passages at `rows`; `terms` are the question's terms on the shelf."""
        words = shelf.words.take(rows, LONGEST)
        spoken, places = distinct(words.values, len(shelf.lexicon))
        own = np.asarray(shelf.lexicon.terms[spoken])
        hit = (own[None, :] == terms[:, None]) & (terms[:, None] != NO_TERM)
        alike = np.maximum(shelf.pieces.similarities(question.word_vectors, model, spoken), 0)
        alike[hit] = 1
        spelt = np.maximum(_dice(question.terms, own, shelf.lexicon.grams), hit).astype(np.float32)
        follows = np.isin(own, shelf.lexicon.find(_terms(_PREPOSITIONS)))[places] & (own != NO_TERM)[places]
        placed = np.zeros(len(places), dtype=bool)
        placed[1:] = follows[:-1]
        here = hit[:, places]
        before, after = _distances(here, words)
        return cls(
            words=words,
            here=here,
            alike=alike[:, places],
            spelt=spelt[:, places],
            rarity=np.where(own == NO_TERM, 0, shelf.lexical.idf(own)).astype(np.float32)[places],
            shapes=np.asarray(shelf.lexicon.shapes[spoken])[places],
            copula=np.isin(own, shelf.lexicon.find(_terms(_COPULAS)))[places] & (own != NO_TERM)[places],
            placed=placed,
            before=before,
            after=after,
            full=np.flatnonzero(words.lengths),
        )

    @property
    def sentence_starts(self) -> Marks:
        """Whether a place begins a sentence, or a passage [T]."""
        begins = np.zeros(len(self.shapes), dtype=bool)
        begins[1:] = (self.shapes[:-1] & Shape.ENDS) > 0
        begins[self.words.offsets[:-1][self.words.lengths > 0]] = True
        return begins

    @property
    def sentence_place(self) -> NDArray[np.int64]:
        """How many words of its sentence stand before a place [T]."""
        begins = np.flatnonzero(self.sentence_starts)
        lengths = np.diff(np.r_[begins, len(self.shapes)])
        return np.asarray(np.arange(len(self.shapes)) - np.repeat(begins, lengths), dtype=np.int64)

    def shows(self, *shapes: Shape) -> Marks:
        """Whether a place has one of some shapes [T]."""
        flags = np.uint8(sum(shapes))
        return np.asarray((self.shapes & flags) > 0)

    def best(self, values: NDArray[Any]) -> Floats:
        """The highest value in each candidate: [..., T] -> [..., k]; no value may be negative."""
        return self._reduced(np.maximum, values)

    def total(self, values: NDArray[Any]) -> Floats:
        """The sum of values in each candidate: [..., T] -> [..., k]."""
        return self._reduced(np.add, values)

    def _reduced(self, how: np.ufunc, values: NDArray[Any]) -> Floats:
        """Values of each candidate brought together; 0 for one without words."""
        if len(self.full) == len(self.words):
            return np.asarray(how.reduceat(values, self.words.offsets[:-1], axis=-1), dtype=np.float32)
        out = np.zeros((*values.shape[:-1], len(self.words)), dtype=np.float32)
        if len(self.full):
            out[..., self.full] = how.reduceat(values, self.words.offsets[self.full], axis=-1)
        return out


def _distances(here: Marks, words: Ragged) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """How far back and forward the nearest place of each term in the same passage is, `FAR` at most."""
    places = np.arange(here.shape[1], dtype=np.int32)
    first = np.repeat(words.offsets[:-1], words.lengths).astype(np.int32)
    last = np.repeat(words.offsets[1:] - 1, words.lengths).astype(np.int32)
    back = np.maximum.accumulate(np.where(here, places, first - FAR), axis=1)
    forth = np.minimum.accumulate(np.where(here, places, last + FAR)[:, ::-1], axis=1)[:, ::-1]
    return (
        np.where(back >= first, np.minimum(places - back, FAR), FAR).astype(np.uint8),
        np.where(forth <= last, np.minimum(forth - places, FAR), FAR).astype(np.uint8),
    )


def closeness(distances: NDArray[np.uint8], reach: float) -> Floats:
    """exp(−distance/reach), 0 from `FAR` on: how much something counts at a distance [m, T]."""
    table = np.exp(-np.arange(256) / reach).astype(np.float32)
    table[FAR:] = 0
    return np.asarray(table[distances])


def _dice(names: tuple[str, ...], own: NDArray[np.int32], spelt: Ragged) -> Floats:
    """Dice coefficients of character n-grams: question terms × the terms of distinct words [m, words]."""
    terms, places = np.unique(own, return_inverse=True)
    real = terms != NO_TERM
    rows = spelt.take(terms[real])
    asked = Ragged.of([grams(name) for name in names], np.uint32)
    every, asked_at = np.unique(asked.values, return_inverse=True)
    wanted = np.zeros((len(names), len(every)), dtype=np.float32)
    wanted[asked.owners(), asked_at] = 1
    at = np.minimum(np.searchsorted(every, rows.values), len(every) - 1)
    known = every[at] == rows.values
    has = np.zeros((len(every), len(rows)), dtype=np.float32)
    has[at[known], rows.owners()[known]] = 1
    alike = np.zeros((len(names), len(terms)), dtype=np.float32)
    alike[:, real] = 2 * (wanted @ has) / (asked.lengths[:, None] + rows.lengths[None, :])
    return alike[:, places]


@cache
def _terms(spellings: str) -> tuple[str, ...]:
    """The terms of some words."""
    return tuple(sorted({term(word) for word in spellings.split()}))

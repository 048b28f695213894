"""Where the terms of a question stand in candidate passages: arrays of terms by places, for all candidates at once.

Places are the words of all candidates laid end to end: T places of k candidates; the question has m terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.lexicon import GRAM_KEYS, NO_TERM, Shape, grams
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of each place.

    :param words: the candidates' words, cut after `LONGEST`; only its offsets matter here.
    :param here: whether a place is a term [m, T].
    :param alike: how like a term a place is, from its vector; 1 where it is the term [m, T].
    :param spelt: the same from character n-grams (Dice) for terms that the shelf does not know, else as `here` [m, T].
    :param rarity: idf of a place's own term, 0 for a mark [T].
    :param shapes: flags of `Shape` [T].
    :param before: distance back to a term in the same passage, `FAR` when there is none [m, T].
    :param after: the same forward.
    :param begins: the places that begin a sentence, or a passage.
    :param sentence_lengths: how many places each of these sentences has.
    :param sentence_place: how many words of its sentence stand before a place [T].
    :param full: the candidates that have any words.
    """

    words: Ragged
    here: Marks
    alike: Floats
    spelt: Floats | Marks
    rarity: Floats
    shapes: NDArray[np.uint16]
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    begins: NDArray[np.int64]
    sentence_lengths: NDArray[np.int64]
    sentence_place: NDArray[np.int64]
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
        here = spelt = hit[:, places]
        unknown = np.flatnonzero(terms == NO_TERM)  # a word that no passage has may be misspelt
        if len(unknown):
            spelt = here.astype(np.float32)
            spelt[unknown] = _dice([question.terms[row] for row in unknown], own, shelf.lexicon.grams)[:, places]
        before, after = _distances(here, words)
        shapes, full = np.asarray(shelf.lexicon.shapes[spoken])[places], np.flatnonzero(words.lengths)
        begins = _sentence_begins(shapes, words.offsets[full])
        lengths = np.diff(np.append(begins, len(shapes)))
        return cls(
            words=words,
            here=here,
            alike=alike[:, places],
            spelt=spelt,
            rarity=np.where(own == NO_TERM, 0, shelf.lexical.idf(own)).astype(np.float32)[places],
            shapes=shapes,
            before=before,
            after=after,
            begins=begins,
            sentence_lengths=lengths,
            sentence_place=np.arange(len(shapes)) - np.repeat(begins, lengths),
            full=full,
        )

    def of_sentences(self, values: NDArray[Any], weights: Floats) -> Floats:
        """What each term's best place in a sentence comes to, weighted; told of all its places: [m, T] -> [T]."""
        if not len(self.begins):
            return np.zeros(0, dtype=np.float32)
        found = weights @ np.maximum.reduceat(values, self.begins, axis=1)
        return np.asarray(np.repeat(found, self.sentence_lengths), dtype=np.float32)

    def shows(self, *shapes: Shape) -> Marks:
        """Whether a place has one of some shapes [T]."""
        flags = np.uint16(sum(shapes))
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


def _sentence_begins(shapes: NDArray[np.uint16], passage_begins: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places after a mark that ends a sentence, and the first of each passage."""
    after = np.zeros(len(shapes), dtype=bool)
    after[1:] = (shapes[:-1] & np.uint16(Shape.ENDS)) > 0
    after[passage_begins] = True
    return np.flatnonzero(after)


def _distances(here: Marks, words: Ragged) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """How far back and forward the nearest place of each term in the same passage is, `FAR` at most.

    Between two places of a term the last and the next one stay the same: each is repeated up to the next place, which
    takes a third of the time of a running maximum.
    """
    count = here.shape[1]
    if not here.size:
        return np.zeros(here.shape, dtype=np.uint8), np.zeros(here.shape, dtype=np.uint8)
    apart = np.arange(count) + FAR * words.owners()  # no distance reaches into the passage beside
    most = int(apart[-1]) + FAR
    places = apart.astype(np.int16 if most < 1 << 15 else np.int32)  # half the memory is half the time
    turns, nearest = _turns(here, places, 0, -FAR)
    back = np.repeat(nearest, np.diff(turns, append=here.size)).reshape(here.shape)
    turns, nearest = _turns(here, places, count - 1, most)
    forth = np.repeat(nearest, np.diff(turns, prepend=-1)).reshape(here.shape)
    return np.minimum(places - back, FAR).astype(np.uint8), np.minimum(forth - places, FAR).astype(np.uint8)


def _turns(here: Marks, places: NDArray[Any], edge: int, nowhere: int) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """Where the nearest place changes, counted through all terms, and which it is there; `nowhere` at a row's edge."""
    marked = here.copy()
    marked[:, edge] = True
    turns = np.flatnonzero(marked)
    return turns, np.where(here.ravel()[turns], places[turns % here.shape[1]], nowhere)


def closeness(distances: NDArray[np.uint8], reach: float) -> Floats:
    """exp(−distance/reach), 0 from `FAR` on: how much something counts at a distance [m, T]."""
    table = np.exp(-np.arange(256) / reach).astype(np.float32)
    table[FAR:] = 0
    return np.asarray(table[distances])


def _dice(names: Sequence[str], own: NDArray[np.int32], spelt: Ragged) -> Floats:
    """Dice coefficients of character n-grams: question terms × the terms of distinct words [m, words]."""
    terms, places = distinct(own + 1, len(spelt) + 1)  # 0 is no term
    real = terms > 0
    rows = spelt.take(terms[real] - 1)
    asked = Ragged.of([grams(name) for name in names], np.uint16)
    every, asked_at = distinct(asked.values, GRAM_KEYS)
    wanted = np.zeros((len(names), len(every)), dtype=np.float32)
    wanted[asked.owners(), asked_at] = 1
    at = np.full(GRAM_KEYS, -1, dtype=np.int32)
    at[every] = np.arange(len(every))
    found = at[rows.values]
    known = np.flatnonzero(found >= 0)
    has = np.zeros((len(every), len(rows)), dtype=np.float32)
    has[found[known], rows.owners()[known]] = 1
    alike = np.zeros((len(names), len(terms)), dtype=np.float32)
    alike[:, real] = 2 * (wanted @ has) / (asked.lengths[:, None] + rows.lengths[None, :])
    return alike[:, places]

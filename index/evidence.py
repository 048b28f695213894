"""Where the terms of a question stand in candidate passages: arrays of terms by places, for all candidates at once.

Places are the words of all candidates laid end to end: T places of k candidates; the question has m terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.lexicon import NO_TERM, Shape, grams, keys, term
from index.pieces import PieceVectors
from index.question import Question
from index.ragged import Ragged
from index.shelf import Shelf

Floats = NDArray[np.float32]
Marks = NDArray[np.bool_]

LONGEST: Final = 400
"""Words of a passage that are looked at: bounds the time a question takes."""
FAR: Final = 1 << 20
"""The distance to what is nowhere."""
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
    """

    words: Ragged
    here: Marks
    alike: Floats
    spelt: Floats
    rarity: Floats
    shapes: NDArray[np.uint8]
    copula: Marks
    placed: Marks
    before: NDArray[np.int32]
    after: NDArray[np.int32]

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
        distinct, places = np.unique(words.values, return_inverse=True)
        own = np.asarray(shelf.lexicon.terms[distinct])
        hit = (own[None, :] == terms[:, None]) & (terms[:, None] != NO_TERM)
        alike = np.maximum(shelf.pieces.similarities(question.word_vectors, model, distinct), 0)
        alike[hit] = 1
        spelt = np.maximum(_dice(question.terms, own, shelf.lexicon.grams), hit).astype(np.float32)
        named = np.where(own == NO_TERM, np.uint64(0), shelf.lexicon.term_keys[np.maximum(own, 0)])
        follows = np.isin(named, _keys(_PREPOSITIONS))[places]
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
            shapes=np.asarray(shelf.lexicon.shapes[distinct])[places],
            copula=np.isin(named, _keys(_COPULAS))[places],
            placed=placed,
            before=before,
            after=after,
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
        """The highest value in each candidate, at least 0: [..., T] -> [..., k]."""
        pooled = np.zeros((*values.shape[:-1], len(self.words)), dtype=np.float32)
        full = np.flatnonzero(self.words.lengths)
        if len(full):
            pooled[..., full] = np.maximum.reduceat(values, self.words.offsets[full], axis=-1)
        return np.maximum(pooled, 0)

    def total(self, values: NDArray[Any]) -> Floats:
        """The sum of values in each candidate: [..., T] -> [..., k]."""
        summed = np.zeros((*values.shape[:-1], len(self.words)), dtype=np.float32)
        full = np.flatnonzero(self.words.lengths)
        if len(full):
            summed[..., full] = np.add.reduceat(values, self.words.offsets[full], axis=-1)
        return summed


def _distances(here: Marks, words: Ragged) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """How far back and forward the nearest place of each term in the same passage is."""
    places = np.arange(here.shape[1], dtype=np.int32)
    first = np.repeat(words.offsets[:-1], words.lengths).astype(np.int32)
    last = np.repeat(words.offsets[1:] - 1, words.lengths).astype(np.int32)
    back = np.maximum.accumulate(np.where(here, places, np.int32(-1)), axis=1)
    forth = np.minimum.accumulate(np.where(here, places, np.int32(FAR))[:, ::-1], axis=1)[:, ::-1]
    return (
        np.where(back >= first, places - back, np.int32(FAR)),
        np.where(forth <= last, forth - places, np.int32(FAR)),
    )


def _dice(names: tuple[str, ...], own: NDArray[np.int32], spelt: Ragged) -> Floats:
    """Dice coefficients of character n-grams: question terms × the terms of distinct words [m, distinct]."""
    out = np.zeros((len(names), len(own)), dtype=np.float32)
    distinct, places = np.unique(own, return_inverse=True)
    real = distinct != NO_TERM
    rows = spelt.take(distinct[real])
    asked = [grams(name) for name in names]
    every = np.unique(np.concatenate(asked))
    at = np.minimum(np.searchsorted(every, rows.values), len(every) - 1)
    known = every[at] == rows.values
    has = np.zeros((len(every), len(rows)), dtype=np.float32)
    has[at[known], rows.owners()[known]] = 1
    wanted = np.stack([np.isin(every, one) for one in asked]).astype(np.float32)
    sizes = np.array([len(one) for one in asked])[:, None] + rows.lengths[None, :]
    shared = np.zeros((len(names), len(distinct)), dtype=np.float32)
    shared[:, real] = 2 * (wanted @ has) / sizes
    out[:] = shared[:, places]
    return out


@cache
def _keys(spellings: str) -> NDArray[np.uint64]:
    """Keys of the terms of some words."""
    return keys(sorted({term(word) for word in spellings.split()}))

"""What a candidate passage shows of a question: a few named numbers, none of which depends on the size of the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.lexical import K1
from index.lexicon import NO_TERM
from index.pieces import PieceVectors
from index.question import Question
from index.ragged import Ragged
from index.shelf import Shelf

NAMES: Final = ("lexical_share", "coverage", "dense", "late", "proximity")
"""The columns of a feature matrix, in their order."""

_LONGEST: Final = 400
"""Words of a passage that are looked at: bounds the time a question takes."""
_NEAR: Final = 8.0
"""Distance (words) over which closeness fades to 1/e."""
_FAR: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Features:
    """What a hit shows of the question; all but `margin` lie between 0 and 1, but for rare negative cosines.

    :param lexical_share: BM25 score as a share of what a passage of every question word could reach.
    :param coverage: share of the question's words, weighted by idf, that the passage has.
    :param dense: cosine of the question's and the passage's vectors.
    :param late: late interaction: each question word's best cosine with a word of the passage, averaged by idf.
    :param proximity: the best place's share of question words nearby, weighted by idf and by closeness.
    :param agreement: whether words and vectors agree: 1 where the passage leads both lists, falling with its worse rank.
    :param margin: by how much its score leads the next hit's; 0 or more.
    """

    lexical_share: float
    coverage: float
    dense: float
    late: float
    proximity: float
    agreement: float
    margin: float


def measure(
    question: Question,
    terms: NDArray[np.int32],
    scores: NDArray[np.float32],
    shelf: Shelf,
    rows: NDArray[np.int64],
    model: PieceVectors,
) -> NDArray[np.float32]:
    """Features [candidates, names] of the passages at `rows` of a shelf.

    :param terms: the question's terms on this shelf [m].
    :param scores: BM25 scores of the candidates [candidates].
    """
    out = np.zeros((len(rows), len(NAMES)), dtype=np.float32)
    if not len(rows) or not len(terms):
        return out
    idf = shelf.lexical.idf(terms)
    weights = (idf / idf.sum()).astype(np.float32)
    words = shelf.words.take(rows, _LONGEST)
    distinct, places = np.unique(words.values, return_inverse=True)
    matches = (shelf.lexicon.terms[distinct][None, :] == terms[:, None]) & (terms[:, None] != NO_TERM)
    similar = shelf.pieces.similarities(question.word_vectors, model, distinct)
    here = matches[:, places]
    out[:, 0] = scores / (idf.sum() * (K1 + 1))
    out[:, 1] = weights @ _pool(here, words)
    out[:, 2] = shelf.similarities(question.vector, rows)
    out[:, 3] = weights @ _pool(np.maximum(similar, matches)[:, places], words)
    out[:, 4] = _pool((weights @ closeness(here, words))[None, :], words)[0]
    return out


def closeness(matches: NDArray[np.bool_], words: Ragged) -> NDArray[np.float32]:
    """For each term and place, how near the term's nearest occurrence in the same passage is: 1 at it, 0 where there is none.

    :param matches: whether each place of each passage is the term [m, places].
    """
    places = np.arange(matches.shape[1])
    first = np.repeat(words.offsets[:-1], words.lengths)
    last = np.repeat(words.offsets[1:] - 1, words.lengths)
    before = np.maximum.accumulate(np.where(matches, places, -1), axis=1)
    after = np.minimum.accumulate(np.where(matches, places, _FAR)[:, ::-1], axis=1)[:, ::-1]
    distance = np.minimum(
        np.where(before >= first, places - before, _FAR), np.where(after <= last, after - places, _FAR)
    )
    return np.exp(-distance / np.float32(_NEAR)).astype(np.float32)


def _pool(values: NDArray[np.float32] | NDArray[np.bool_], words: Ragged) -> NDArray[np.float32]:
    """The highest value in each passage: [m, places] -> [m, passages]."""
    pooled = np.zeros((values.shape[0], len(words)), dtype=np.float32)
    full = np.flatnonzero(words.lengths)
    if len(full):
        pooled[:, full] = np.maximum.reduceat(values, words.offsets[full], axis=1)
    return pooled

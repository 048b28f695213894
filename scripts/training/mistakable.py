"""Passages that share a question's words and do not answer it: what a model must learn to tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from index.tokenization import tokenize
from scripts.training.bags import Rows
from scripts.training.lessons import keys
from scripts.training.rows import Question, Source

_SATURATION: Final = 1.5
_LENGTH: Final = 0.75
"""The k1 and b of Okapi BM25 (Robertson & Zaragoza 2009), at their usual values."""
_QUESTION_WORDS: Final = 40
_BLOCK: Final = 512


def mistakable_passages(questions: Sequence[Question], count: int, seed: int) -> Rows:
    """For each question, rows of others of its source whose passages score best by BM25 [questions, count].

    Where too few passages share a word with the question, rows are drawn by chance.
    """
    found = np.zeros((len(questions), count), dtype=np.int64)
    chance = np.random.default_rng(seed)
    for source in Source:
        rows = np.array([row for row, question in enumerate(questions) if question.source is source], dtype=np.int64)
        if len(rows) > count:
            found[rows] = rows[_best_others([questions[row] for row in rows], count, chance)]
    return found


def _best_others(questions: Sequence[Question], count: int, chance: np.random.Generator) -> Rows:
    passages = keys([question.passage for question in questions])
    scores_of = _Scores(questions)
    best = np.empty((len(questions), count), dtype=np.int64)
    for first in range(0, len(questions), _BLOCK):
        scores = scores_of.block(first, first + _BLOCK)
        block = np.arange(first, first + len(scores))
        scores += chance.random(scores.shape, dtype=np.float32) * 1e-3  # a draw decides between equals
        scores[passages[block][:, None] == passages[None, :]] = -1.0
        best[block] = np.argpartition(-scores, count, axis=1)[:, :count]
    return best


class _Scores:
    """BM25 scores of all questions with all their passages, some questions at a time."""

    def __init__(self, questions: Sequence[Question]) -> None:
        counter = CountVectorizer(analyzer=tokenize)
        counts = counter.fit_transform([question.passage for question in questions]).astype(np.float32)
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        held = np.asarray((counts > 0).sum(axis=0)).ravel()
        rarity = np.log(1 + (len(questions) - held + 0.5) / (held + 0.5)).astype(np.float32)
        owners = np.repeat(np.arange(len(questions)), np.diff(counts.indptr))
        damped = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[owners] / lengths.mean())
        counts.data = counts.data * (_SATURATION + 1) / (counts.data + damped) * rarity[counts.indices]
        self._weights = counts.T.tocsr()
        asked = CountVectorizer(
            analyzer=lambda text: tokenize(text)[:_QUESTION_WORDS], vocabulary=counter.vocabulary_, binary=True
        )
        self._asked = asked.transform([question.text for question in questions]).astype(np.float32)

    def block(self, first: int, last: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        """Scores of the questions `first` to `last` [questions, passages]."""
        return np.asarray((self._asked[first:last] @ self._weights).todense(), dtype=np.float32)

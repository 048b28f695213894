"""BM25 over the terms of a shelf: one sparse column of precomputed impacts a term.

score(q, p) = sum over t in q of w(t) · idf(t) · tf(t,p)·(k1+1) / (tf(t,p) + k1·(1 − b + b·|p|/mean|p|)),
idf(t) = ln(1 + (n − df + .5) / (df + .5)); Robertson and Zaragoza, "The probabilistic relevance framework", 2009.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.lexicon import NO_TERM
from index.ragged import Ragged, load_array, starts

K1: Final = 1.5
"""How slowly repeated terms stop counting; tuning it did not pay."""
B: Final = 0.75
"""How much longer passages are held back; tuning it did not pay."""
_ROWS_AT_ONCE: Final = 8192
"""Passages counted in one go while building: bounds the memory."""
_BLOCK: Final = 64
"""Passages of which only the best is looked at first when the best of all are sought."""


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """Postings: `passages` [pairs] and `impacts` [pairs]; those of term t from `offsets[t]` to `offsets[t + 1]`."""

    offsets: NDArray[np.int64]
    passages: NDArray[np.int32]
    impacts: NDArray[np.float32]
    count: int

    @classmethod
    def build(cls, terms: Ragged, weights: NDArray[np.float32] | None, term_count: int) -> LexicalIndex:
        """Count terms.

        :param terms: the term of each word of each passage, `NO_TERM` for marks.
        :param weights: how much each word counts, aligned with `terms.values`; None counts each once.
        """
        counted = [_count(terms, weights, first, term_count) for first in range(0, len(terms), _ROWS_AT_ONCE)]
        pair_terms, pair_passages, frequencies = (
            (np.concatenate(parts) if parts else np.empty(0, np.int32) for parts in zip(*counted, strict=True))
            if counted
            else (np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float32))
        )
        lengths = np.bincount(pair_passages, weights=frequencies, minlength=len(terms))
        order = np.argsort(pair_terms, kind="stable")
        pair_terms, pair_passages, frequencies = pair_terms[order], pair_passages[order], frequencies[order]
        document_frequency = np.bincount(pair_terms, minlength=term_count)
        idf = inverse_frequency(document_frequency, len(terms)).astype(np.float32)
        mean = max(float(lengths.mean()), 1.0) if len(terms) else 1.0
        damping = (K1 * (1 - B + B * lengths / mean)).astype(np.float32)
        impacts = idf[pair_terms] * frequencies * np.float32(K1 + 1) / (frequencies + damping[pair_passages])
        return cls(starts(document_frequency), pair_passages, impacts.astype(np.float32), len(terms))

    @classmethod
    def load(cls, folder: Path, count: int) -> LexicalIndex:
        """Map a saved index over `count` passages into memory."""
        return cls(
            load_array(folder / "postings.offsets.npy"),
            load_array(folder / "postings.passages.npy"),
            load_array(folder / "postings.impacts.npy"),
            count,
        )

    def save(self, folder: Path) -> None:
        """Write the postings as arrays."""
        np.save(folder / "postings.offsets.npy", self.offsets, allow_pickle=False)
        np.save(folder / "postings.passages.npy", self.passages, allow_pickle=False)
        np.save(folder / "postings.impacts.npy", self.impacts, allow_pickle=False)

    def idf(self, terms: NDArray[np.int32]) -> NDArray[np.float64]:
        """Inverse document frequency of terms; that of a term in no passage is the highest there is."""
        known = terms != NO_TERM
        rows = np.where(known, terms, 0)
        frequency = self.offsets[rows + 1] - self.offsets[rows] if len(self.offsets) > 1 else np.zeros(len(terms))
        return inverse_frequency(np.where(known, frequency, 0), self.count)

    def scores(self, terms: NDArray[np.int32]) -> NDArray[np.float32]:
        """Score of every passage for distinct query terms."""
        total = np.zeros(self.count, dtype=np.float32)
        for term in terms[terms != NO_TERM].tolist():
            begin, end = self.offsets[term : term + 2]
            np.add.at(total, self.passages[begin:end], self.impacts[begin:end])  # a third of the time of `+=`
        return total

    def parts(self, terms: NDArray[np.int32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """What each term adds to the score of some passages, without its idf: [terms, rows]."""
        out = np.zeros((len(terms), len(rows)), dtype=np.float32)
        idf = self.idf(terms)
        for place, term in enumerate(terms.tolist()):
            begin, end = (0, 0) if term == NO_TERM else self.offsets[term : term + 2]
            if begin < end:
                held = self.passages[begin:end]
                at = np.minimum(np.searchsorted(held, rows), end - begin - 1)
                out[place] = np.where(held[at] == rows, self.impacts[begin:end][at], 0) / max(idf[place], 1e-9)
        return out


def inverse_frequency(document_frequency: NDArray[Any], count: int) -> NDArray[np.float64]:
    """Idf as in the module's formula."""
    return np.asarray(np.log1p((count - document_frequency + 0.5) / (document_frequency + 0.5)), dtype=np.float64)


def best(scores: NDArray[np.float32], top_k: int) -> NDArray[np.int64]:
    """The passages with the highest positive scores, best first, the earlier one first among equals."""
    floor = _floor(scores, top_k)
    found = np.flatnonzero(scores >= floor) if floor > 0 else np.flatnonzero(scores > 0)
    values = scores[found]
    if top_k < len(found):
        top = np.argpartition(values, len(values) - top_k)[len(values) - top_k :]
        found, values = found[top], values[top]
    return np.asarray(found[np.lexsort((found, -values))], dtype=np.int64)


def _floor(scores: NDArray[np.float32], top_k: int) -> float:
    """A score that at least `top_k` passages reach, found without sorting all; 0 when that is not worth while.

    Each block of passages has at least one as high as its maximum, so the k-th highest maximum is such a score.
    """
    if len(scores) < _BLOCK * (top_k + 1):
        return 0.0
    highest = np.maximum.reduceat(scores, np.arange(0, len(scores), _BLOCK))
    return float(np.partition(highest, len(highest) - top_k)[len(highest) - top_k])


def _count(
    terms: Ragged, weights: NDArray[np.float32] | None, first: int, term_count: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Distinct (term, passage) pairs of some passages with their weighted frequency."""
    last = min(first + _ROWS_AT_ONCE, len(terms))
    begin, end = int(terms.offsets[first]), int(terms.offsets[last])
    local = np.repeat(np.arange(last - first), np.diff(terms.offsets[first : last + 1]))
    values = np.asarray(terms.values[begin:end])
    real = values != NO_TERM
    pairs = local[real] * term_count + values[real]
    order = np.argsort(pairs, kind="stable")
    pairs = pairs[order]
    heads = np.flatnonzero(np.r_[True, pairs[1:] != pairs[:-1]]) if len(pairs) else np.empty(0, np.int64)
    if weights is None:
        frequencies = np.diff(np.r_[heads, len(pairs)]).astype(np.float32)
    else:
        summed = weights[begin:end][real][order]
        frequencies = np.add.reduceat(summed, heads).astype(np.float32) if len(heads) else summed
    distinct = pairs[heads]
    return (
        (distinct % term_count).astype(np.int32),
        (distinct // term_count + first).astype(np.int32),
        frequencies,
    )

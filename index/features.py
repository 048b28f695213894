"""What a candidate passage shows of a question: named numbers, none of which depends on the size of the library.

Shares and coverages are weighted: a term counts by its idf and its looks (`Question.weights`); weights sum to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.evidence import LONGEST, Evidence, Floats, Marks, closeness
from index.lexical import K1
from index.lexicon import Shape
from index.pieces import PieceVectors
from index.question import ASKED, Question
from index.shelf import Shelf

Columns = dict[str, NDArray[Any]]

_LIGHT: Final = 0.05
"""Terms that weigh less than this share of the heaviest are not looked at: they cost time and tell nothing."""
_OPENING: Final = 20
"""Words that count as the beginning of a passage: what it is about stands there."""
_SENTENCE_OPENING: Final = 7
_NOTHING: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Features:
    """What a hit shows of the question, for whoever decides whether it answers; all but `margin` lie between 0 and 1.

    :param lexical_share: BM25 score as a share of what a passage of all question words could reach.
    :param coverage: share of the question's words, weighted, that the passage has.
    :param sentence: the same in the passage's best sentence.
    :param dense: cosine of the question's and the passage's vectors (rarely negative).
    :param late: late interaction: each question word's best cosine with a word of the passage, weighted.
    :param proximity: the best place's share of question words nearby, weighted by closeness.
    :param agreement: whether words and vectors agree: 1 where the passage leads both lists, less by its worse rank.
    :param margin: by how much its score leads the next hit's; 0 or more.
    """

    lexical_share: float
    coverage: float
    sentence: float
    dense: float
    late: float
    proximity: float
    agreement: float
    margin: float


def measure(
    question: Question,
    terms: NDArray[np.int32],
    shelf: Shelf,
    rows: NDArray[np.int64],
    cosines: Floats,
    model: PieceVectors,
) -> dict[str, Floats]:
    """Features by name, each [candidates], of the passages at `rows` of a shelf.

    :param terms: the question's terms on this shelf [m], at least one.
    :param cosines: how like the question's vector theirs are [rows].
    """
    weights = question.weights(shelf.lexical.idf(terms), len(shelf))
    heavy = weights >= _LIGHT * weights.max()
    question, terms, weights = question.only(heavy), terms[heavy], weights[heavy] / weights[heavy].sum()
    idf = shelf.lexical.idf(terms)
    seen = Evidence.gather(question, terms, shelf, rows, model)
    parts = shelf.lexical.parts(terms, rows) / np.float32(K1 + 1)
    has = (parts > 0).astype(np.float32)  # the whole passage's words, also beyond those looked at
    columns: Columns = {
        **_lexical(idf, weights, parts),
        **_coverage(question, weights, has),
        **_vectors(seen, weights, has, cosines),
        **_sentences(seen, weights),
        **_order(question, seen, weights),
        **_answers(question, seen, weights),
        **_openings(seen, weights),
        **{f"asks_{kind}": np.full(len(rows), shown) for kind, shown in zip(ASKED, question.kinds, strict=True)},
        "asks_of_names": np.full(len(rows), question.names.any()),
    }
    return {name: np.asarray(column, dtype=np.float32) for name, column in columns.items()}


def _lexical(idf: NDArray[np.float64], weights: Floats, parts: Floats) -> Columns:
    """BM25, by idf alone (`lexical_share`) and by fitted weights; each as a share of the most that can be reached."""
    share = (idf / max(float(idf.sum()), 1e-9)) @ parts
    return {"lexical_share": share, "lexical_weighted": weights @ parts, "lexical_lead": share / max(share.max(), 1e-9)}


def _coverage(question: Question, weights: Floats, has: Floats) -> Columns:
    """Share of the terms that the passage has: of all, of names and numbers, of others (.5 where there are none)."""
    columns: Columns = {"coverage": weights @ has}
    for name, chosen in (("names", question.names), ("other_words", ~question.names)):
        mass = float(weights[chosen].sum())
        columns[name] = weights[chosen] @ has[chosen] / mass if mass > 0 else np.full(has.shape[1], 0.5)
    return columns


def _vectors(seen: Evidence, weights: Floats, has: Floats, dense: Floats) -> Columns:
    """Likeness: of whole texts, of words (late interaction), of words it lacks, of misspelt ones by n-grams."""
    best = seen.best(seen.alike)
    late = weights @ best
    missing = weights[:, None] * (1 - has)
    return {
        "dense": dense,
        "dense_lead": dense - dense.max(),
        "late": late,
        "late_lead": late - late.max(),
        "late_missing": ((missing * best).sum(axis=0) + _NOTHING) / (missing.sum(axis=0) + _NOTHING),  # none: 1
        "spelling": weights @ seen.best(seen.spelt),
    }


def _sentences(seen: Evidence, weights: Floats) -> Columns:
    """The best sentence's coverage, exact and by vectors, and that of sentences' first words."""
    shown = {
        "sentence": seen.here,
        "sentence_late": seen.alike,
        "sentence_opening": seen.here & (seen.sentence_place < _SENTENCE_OPENING),
    }
    return {name: seen.best(seen.of_sentences(values, weights)) for name, values in shown.items()}


def _order(question: Question, seen: Evidence, weights: Floats) -> Columns:
    """Neighbours in the question that are neighbours in the passage; how densely it speaks of them; its length."""
    found, possible = np.zeros(len(seen.words), dtype=np.float32), 1e-6
    for one, next_one in zip(question.order, question.order[1:], strict=False):
        if one != next_one:
            weight = float(np.sqrt(weights[one] * weights[next_one]))
            adjacent = np.zeros(len(seen.shapes), dtype=bool)
            adjacent[1:] = seen.here[one][:-1] & seen.here[next_one][1:]
            found += weight * seen.best(adjacent)
            possible += weight
    length = seen.words.lengths
    density = 100 * seen.total(weights @ seen.here) / np.maximum(length, 1)
    return {"neighbours": found / possible, "density": np.log1p(density), "length": np.log1p(length)}


def _answers(question: Question, seen: Evidence, weights: Floats) -> Columns:
    """How near to the question's words something stands that could answer: a number, date, name, place or word."""
    term_here = seen.here.any(axis=0)
    terms, copulas = np.flatnonzero(term_here), np.flatnonzero(seen.shows(Shape.COPULA))
    others = np.flatnonzero(~term_here & ~seen.shows(Shape.MARK))
    distance = np.minimum(seen.before, seen.after)
    around = weights @ closeness(distance, 8)
    near, distance = around[others], distance[:, terms]
    capital = seen.shows(Shape.CAPITAL) & (seen.sentence_place > 0)
    placed = np.zeros(len(capital), dtype=bool)
    placed[1:] = seen.shows(Shape.PREPOSITION)[:-1]

    def at(words: NDArray[np.int64], values: NDArray[Any]) -> Floats:
        every = np.zeros(len(seen.shapes), dtype=np.float32)
        every[words] = values
        return seen.best(every)

    def by(kind: Marks) -> Floats:
        return at(others, near * kind[others])

    columns: Columns = {
        "near_3": at(terms, weights @ closeness(distance, 3)),
        "proximity": at(terms, around[terms]),
        "near_20": at(terms, weights @ closeness(distance, 20)),
        "number_near": by(seen.shows(Shape.DIGIT)),
        "date_near": by(seen.shows(Shape.YEAR, Shape.MONTH)),
        "name_near": by(capital),
        "place_near": by(capital & placed),
        "word_near": at(others, near),
        "defined": at(
            copulas,
            weights @ closeness(seen.before[:, copulas], 5) * np.exp(-seen.sentence_place[copulas] / np.float32(12)),
        ),
    }
    kinds = dict(zip(ASKED, question.kinds.tolist(), strict=True))
    columns["answer_near"] = columns[_expected(kinds, len(question.terms))]
    return columns


def _expected(kinds: dict[str, bool], terms: int) -> str:
    """The feature that tells whether what the question asks for stands near."""
    asked = {"time": "date_near", "number": "number_near", "person": "name_near", "place": "place_near"}
    for kind, feature in asked.items():
        if kinds[kind]:
            return feature
    return "defined" if kinds["what"] and terms <= _SHORT_QUESTION else "word_near"


_SHORT_QUESTION: Final = 5
"""Terms up to which "apa …" asks for a definition."""


_EARLY: Final = np.exp(-np.arange(LONGEST) / 20).astype(np.float32)
"""How much a place counts as an early one, by the words before it."""


def _openings(seen: Evidence, weights: Floats) -> Columns:
    """Whether the passage begins with what is asked about, and with little else."""
    place = np.arange(len(seen.shapes)) - np.repeat(seen.words.offsets[:-1], seen.words.lengths)
    top = int(weights.argmax())
    counted = seen.rarity > 0
    order = np.cumsum(counted, dtype=np.int64)
    order = order - np.repeat(np.r_[0, order][seen.words.offsets[:-1]], seen.words.lengths)
    term_here = seen.here.any(axis=0)
    columns: Columns = {
        "main_word_early": seen.best(_EARLY[place] * seen.here[top]),
        "opening_late": weights @ seen.best(seen.alike * (place < _OPENING)),
    }
    for name, count in (("first_two", 2), ("first_four", 4)):
        mass = seen.rarity * (counted & (order <= count))
        columns[name] = seen.total(mass * term_here) / np.maximum(seen.total(mass), 1e-6)
    return columns

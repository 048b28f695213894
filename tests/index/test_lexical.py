"""BM25: its formula, its independence of how it is built, its behaviour at the edges."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import lexical
from index.lexical import K1, B, LexicalIndex, best
from index.lexicon import NO_TERM
from index.ragged import Ragged

TERMS = 6
rows_of_terms = st.lists(st.lists(st.integers(NO_TERM, TERMS - 1), max_size=12), min_size=1, max_size=12)


def ragged(rows: list[list[int]]) -> Ragged:
    return Ragged.of([np.array(row, dtype=np.int32) for row in rows], np.int32)


def formula(rows: list[list[int]], term: int) -> list[float]:
    """BM25 of one term as the books write it."""
    counted = [[t for t in row if t != NO_TERM] for row in rows]
    frequency = sum(term in row for row in counted)
    idf = math.log(1 + (len(rows) - frequency + 0.5) / (frequency + 0.5))
    mean = max(sum(map(len, counted)) / len(rows), 1.0)
    return [
        idf * row.count(term) * (K1 + 1) / (row.count(term) + K1 * (1 - B + B * len(row) / mean))
        if term in row
        else 0.0
        for row in counted
    ]


@given(rows_of_terms, st.integers(0, TERMS - 1))
def test_scores_follow_the_formula(rows: list[list[int]], term: int) -> None:
    built = LexicalIndex.build(ragged(rows), None, TERMS)
    scores = built.scores(np.array([term], dtype=np.int32))
    np.testing.assert_allclose(scores, formula(rows, term), rtol=1e-5)


@given(rows_of_terms)
def test_counting_in_parts_changes_nothing(rows: list[list[int]]) -> None:
    whole = LexicalIndex.build(ragged(rows), None, TERMS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexical, "_ROWS_AT_ONCE", 3)
        parts = LexicalIndex.build(ragged(rows), None, TERMS)
    np.testing.assert_array_equal(whole.offsets, parts.offsets)
    np.testing.assert_array_equal(whole.passages, parts.passages)
    np.testing.assert_array_equal(whole.impacts, parts.impacts)


def test_weight_two_counts_a_word_twice() -> None:
    weighted = LexicalIndex.build(ragged([[0, 1], [1, 2]]), np.array([2, 1, 1, 1], dtype=np.float32), TERMS)
    repeated = LexicalIndex.build(ragged([[0, 0, 1], [1, 2]]), None, TERMS)
    np.testing.assert_allclose(weighted.impacts, repeated.impacts)


def test_scores_of_terms_add_up() -> None:
    built = LexicalIndex.build(ragged([[0, 1], [1, 2], [3]]), None, TERMS)
    both = built.scores(np.array([0, 1], dtype=np.int32))
    one, other = (built.scores(np.array([t], dtype=np.int32)) for t in (0, 1))
    np.testing.assert_allclose(both, one + other, rtol=1e-6)


def test_unknown_terms_score_nothing_and_weigh_most() -> None:
    built = LexicalIndex.build(ragged([[0, 1], [1, 2]]), None, TERMS)
    assert not built.scores(np.array([NO_TERM], dtype=np.int32)).any()
    unknown, rare, common = built.idf(np.array([NO_TERM, 0, 1], dtype=np.int32))
    assert unknown > rare > common > 0


def test_an_empty_shelf_can_be_asked() -> None:
    built = LexicalIndex.build(ragged([]), None, 0)
    assert built.scores(np.array([NO_TERM], dtype=np.int32)).shape == (0,)
    assert built.idf(np.array([NO_TERM], dtype=np.int32)).shape == (1,)


def test_what_was_saved_is_what_is_loaded(tmp_path: Path) -> None:
    built = LexicalIndex.build(ragged([[0, 1], [1, 2], []]), None, TERMS)
    built.save(tmp_path)
    loaded = LexicalIndex.load(tmp_path, 3)
    np.testing.assert_array_equal(loaded.impacts, built.impacts)
    np.testing.assert_array_equal(loaded.passages, built.passages)


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), max_size=30), st.integers(1, 40))
def test_best_are_the_highest_positive_ones_in_order(values: list[float], top_k: int) -> None:
    scores = np.array(values, dtype=np.float32)
    found = best(scores, top_k)
    positive = [score for score in sorted(values, reverse=True) if score > 0]
    assert [values[row] for row in found] == positive[:top_k]


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), max_size=60), st.integers(1, 8))
def test_looking_at_blocks_first_finds_as_good_ones(values: list[float], top_k: int) -> None:
    scores = np.array(values, dtype=np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexical, "_BLOCK", 3)
        found = best(scores, top_k)
    assert len(set(found.tolist())) == len(found)
    assert [values[row] for row in found] == [score for score in sorted(values, reverse=True) if score > 0][:top_k]

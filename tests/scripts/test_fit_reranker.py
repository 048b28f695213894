"""Fitting: what tells right from wrong gets its weight, empty places get no say, the seed decides everything."""

from __future__ import annotations

import numpy as np

from scripts.fit_reranker import Lists, fit, joined


def lists(count: int, length: int = 6, seed: int = 0) -> Lists:
    """Lists in which the passage with the highest "telling" value is right and "noise" says nothing."""
    random = np.random.default_rng(seed)
    features = random.normal(size=(count, length, 2)).astype(np.float32)
    right = np.zeros((count, length), dtype=bool)
    right[np.arange(count), features[:, :, 0].argmax(axis=1)] = True
    return Lists(("telling", "noise"), features, right, np.ones_like(right), np.ones(count, dtype=np.float32))


def found(fitted_on: Lists, asked: Lists) -> float:
    """Share of lists whose right passage has the highest score."""
    reranker = fit(fitted_on, members=1, epochs=6)
    scores = [
        reranker.scores({name: one[:, place] for place, name in enumerate(asked.names)}) for one in asked.features
    ]
    return float(np.mean([right[one.argmax()] for one, right in zip(scores, asked.right, strict=True)]))


def test_what_tells_is_learnt() -> None:
    assert found(lists(200), lists(100, seed=1)) > 0.9


def test_the_same_data_give_the_same_weights() -> None:
    first, second = (fit(lists(64), members=1, epochs=1) for _ in range(2))
    np.testing.assert_array_equal(first.hidden, second.hidden)


def test_lists_of_different_lengths_are_joined_without_inventing_candidates() -> None:
    both = joined([lists(3, length=4), lists(2, length=6)])
    assert both.features.shape == (5, 6, 2)
    assert both.filled.sum() == 3 * 4 + 2 * 6
    assert both.right.sum() == 5
    assert found(joined([lists(200, length=4), lists(200, length=6)]), lists(100, seed=1)) > 0.9

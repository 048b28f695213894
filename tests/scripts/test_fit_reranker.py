"""Fitting: what tells right from wrong gets its weight, in passages and in places; the seed decides everything."""

from __future__ import annotations

import numpy as np
import pytest

from index.reranker import Reranker
from scripts.fit_reranker import said
from scripts.training.reranking import SCALE, Candidates, Names, fit, measured

NAMES = Names(("telling", "noise"), ("telling", "noise"), ("asks",))
PLACES = 3


def lists(count: int, length: int = 6, seed: int = 0, by_place: bool = False) -> list[Candidates]:
    """Lists whose right passage has the highest "telling" value, its own or at one of its places."""
    random = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        passages = random.normal(size=(length, 2)).astype(np.float32)
        places = random.normal(size=(length * PLACES, 2)).astype(np.float16)
        telling = places[:, 0].argmax() // PLACES if by_place else passages[:, 0].argmax()
        answers = np.zeros(length * PLACES, dtype=bool)
        answers[places[:, 0].argmax()] = by_place
        right, offsets = np.arange(length) == telling, np.arange(length + 1) * PLACES
        made.append(Candidates(passages, right, places, answers, offsets, np.ones(1, dtype=np.float32), 1.0))
    return made


def scores(reranker: Reranker, one: Candidates) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return reranker.scores(measured(NAMES, one))


def found(reranker: Reranker, asked: list[Candidates]) -> float:
    """Share of lists whose right passage has the highest score."""
    return float(np.mean([one.right[scores(reranker, one).argmax()] for one in asked]))


@pytest.mark.parametrize("by_place", [False, True])
def test_what_tells_is_learnt(by_place: bool) -> None:
    reranker = fit(NAMES, lists(300, by_place=by_place), members=1, epochs=12)
    assert found(reranker, lists(100, seed=1, by_place=by_place)) > 0.75


def test_the_same_data_give_the_same_weights() -> None:
    first, second = (fit(NAMES, lists(64), members=1, epochs=1) for _ in range(2))
    np.testing.assert_array_equal(first.network.hidden, second.network.hidden)
    np.testing.assert_array_equal(first.reader.hidden, second.reader.hidden)


def test_members_side_by_side_score_as_their_mean() -> None:
    asked = lists(5, seed=2)
    whole = fit(NAMES, lists(64), members=2, epochs=1)
    both = np.mean([[scores(_member(whole, number), one) for one in asked] for number in range(2)], axis=0)
    np.testing.assert_allclose([scores(whole, one) for one in asked], both, rtol=1e-4, atol=1e-5)


def test_scores_have_the_same_scale_after_every_fit() -> None:
    asked = lists(64)
    for epochs in (1, 3):
        fitted = fit(NAMES, asked, members=1, epochs=epochs)
        assert np.mean([scores(fitted, one).std() for one in asked]) == pytest.approx(SCALE, rel=1e-3)


def _member(whole: Reranker, number: int) -> Reranker:
    """One of two members, cut out by silencing the other; what they share of the linear part is their mean already."""
    network, other = whole.network, 1 - number
    half = len(network.output) // 2
    output, linear = network.output * 2, network.linear.copy()
    output[other * half : (other + 1) * half] = 0
    for place, name in enumerate(network.features):
        if name.startswith("answer"):
            linear[place] = 2 * linear[place] if name.endswith(str(number)) else 0
    parts = {name: getattr(network, name) for name in ("features", "mean", "deviation", "hidden", "bias")}
    return Reranker(whole.reader, type(network)(**parts, output=output, linear=linear))


def test_an_answer_is_found_wherever_it_is_said() -> None:
    spoken = ["Di", "Serang", ",", "Provinsi", "Banten", "dan", "provinsi", "banten", "."]
    assert said("Provinsi Banten", spoken).tolist() == [False] * 3 + [True] * 2 + [False] + [True] * 2 + [False]
    assert not said("Jawa Barat", spoken).any()
    assert not said("", spoken).any()

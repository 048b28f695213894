"""Vector search: exact below the crossover, quantised above it with the recall they promise, masks that hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.dense import RECALL, DenseIndex, DenseKind, DensePlan
from index.errors import IndexingError


def unit(count: int, dimension: int = 16, seed: int = 0) -> NDArray[np.float16]:
    """Vectors in loose heaps, as texts are."""
    random = np.random.default_rng(seed)
    heaps = random.normal(size=(max(1, count // 20), dimension))
    rows = heaps[random.integers(0, len(heaps), count)] + 0.4 * random.normal(size=(count, dimension))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float16)


def test_exact_search_finds_the_nearest_in_order() -> None:
    vectors = unit(200)
    searched = DenseIndex.build(vectors)
    query = vectors[17].astype(np.float32)
    assert searched.plan.kind is DenseKind.EXACT
    expected = np.argsort(-(vectors.astype(np.float32) @ query), kind="stable")[:5]
    assert searched.search(query, 5).tolist() == expected.tolist()


def test_codes_keep_their_promised_recall() -> None:
    vectors = unit(4000)
    searched = DenseIndex.build(vectors, crossover=1000)
    assert searched.plan.kind is DenseKind.QUANTISED
    assert searched.plan.recall >= RECALL
    exact = DenseIndex.build(vectors)
    asked = unit(100, seed=5).astype(np.float32)
    shared = [len(set(searched.search(q, 10)) & set(exact.search(q, 10))) for q in asked]
    assert sum(shared) / (10 * len(asked)) > RECALL - 0.03  # strangers to the shelf are harder than its neighbours


@pytest.mark.parametrize("crossover", [10_000, 1000])
def test_a_mask_is_applied_before_ranking(crossover: int) -> None:
    vectors = unit(4000)
    searched = DenseIndex.build(vectors, crossover=crossover)
    visible = np.zeros(4000, dtype=bool)
    visible[[5, 77, 3999]] = True
    found = searched.search(vectors[100].astype(np.float32), 50, visible)
    assert set(found.tolist()) == {5, 77, 3999}


@pytest.mark.parametrize("crossover", [10_000, 1000])
def test_what_was_saved_searches_alike(tmp_path: Path, crossover: int) -> None:
    vectors = unit(4000)
    built = DenseIndex.build(vectors, crossover=crossover)
    built.save(tmp_path)
    loaded = DenseIndex.load(tmp_path, DensePlan.read(built.plan.manifest()))
    query = vectors[3].astype(np.float32)
    assert loaded.search(query, 10).tolist() == built.search(query, 10).tolist()


def test_vectors_that_do_not_fit_the_manifest_are_refused(tmp_path: Path) -> None:
    built = DenseIndex.build(unit(30))
    built.save(tmp_path)
    with pytest.raises(IndexingError, match="manifest"):
        DenseIndex.load(tmp_path, DensePlan(DenseKind.EXACT, 31, 16))
    with pytest.raises(IndexingError, match="manifest"):
        DensePlan.read({"kind": "hunch"})


def test_a_grown_shelf_keeps_its_codes() -> None:
    vectors = unit(3000)
    before = DenseIndex.build(vectors, crossover=1000)
    grown = DenseIndex.build(np.concatenate([vectors, unit(10, seed=9)]), crossover=1000, model=before)
    assert grown.plan.depth == before.plan.depth
    assert grown.search(vectors[42].astype(np.float32), 1).tolist() == [42]


def test_no_vectors_no_hits() -> None:
    empty = DenseIndex.build(np.empty((0, 16), dtype=np.float16))
    assert empty.search(np.ones(16, dtype=np.float32), 5).tolist() == []

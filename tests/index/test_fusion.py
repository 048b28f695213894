"""Fusion: unions keep order, standardising forgets scale, agreement rewards what leads both lists."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import agreement, union

rows = st.lists(st.integers(0, 20), unique=True, max_size=10)


@given(rows, rows)
def test_union_has_each_once_and_the_first_ranking_first(first: list[int], second: list[int]) -> None:
    joined = union(np.array(first, dtype=np.int64), np.array(second, dtype=np.int64)).tolist()
    assert joined == first + [row for row in second if row not in first]


def test_agreement_is_one_for_a_leader_of_both_and_falls_with_the_worse_rank() -> None:
    found = agreement(np.array([3.0, 2.0, 1.0], np.float32), np.array([0.9, 0.1, 0.5], np.float32))
    np.testing.assert_allclose(found, [1, 1 / 3, 1 / 3])

"""Dying right before any single change to the disk leaves an index that is whole and answers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

import pytest

from knowledge.library import Fault

if TYPE_CHECKING:
    from tests.crash.conftest import Mortal

FEW = 9  # the step between the changes tried in the ordinary tests, so that they stay quick


def last_death(mortal: Mortal, action: str, step: int, check: Callable[[], None]) -> int:
    """Die at every `step`-th change of an action and check each time, until there is none; the last change tried."""
    for change in count(1, step):
        if not mortal.act(action, change):
            return change - step
        check()
    raise AssertionError


def reindexing(mortal: Mortal, step: int) -> None:
    def answers() -> None:
        assert "cuti" in mortal.found("Berapa hari cuti tahunan?")

    # An action with fewer changes than this was not watched at all.
    assert last_death(mortal, "reindex", step, answers) > 50
    assert mortal.litter() == []


def adding(mortal: Mortal, step: int) -> None:
    def answers() -> None:
        assert "cuti" in mortal.found("Berapa hari cuti tahunan?")
        assert not [item for item in mortal.library.read() if isinstance(item, Fault)]

    assert last_death(mortal, "add", step, answers) > 50
    assert "kantin" in mortal.found("Kapan kantin buka?")
    assert mortal.litter() == []


def withdrawing(mortal: Mortal, step: int) -> None:
    seen = [False]

    def hides_what_is_listed() -> None:
        seen.append("cuti" in mortal.withdrawals.read().withdrawn)
        assert ("cuti" in mortal.found("Berapa hari cuti tahunan?")) != seen[-1]
        assert "gaji" in mortal.found("Kapan tunjangan dibayar?")

    assert last_death(mortal, "withdraw", step, hides_what_is_listed) >= 1
    assert seen == sorted(seen)  # once withdrawn, withdrawn for good
    assert "cuti" not in mortal.found("Berapa hari cuti tahunan?")


def test_reindex_at_some_changes(mortal: Mortal) -> None:
    reindexing(mortal, FEW)


def test_add_and_withdraw_at_some_changes(mortal: Mortal) -> None:
    adding(mortal, FEW * 2)
    withdrawing(mortal, FEW * 2)


def test_rollback_at_every_change(mortal: Mortal) -> None:
    mortal.act("reindex")
    earlier, live = mortal.snapshots.names()
    change = 0
    while mortal.snapshots.current_name() == live:
        change += 1
        assert mortal.act("rollback", change)
        assert "cuti" in mortal.found("Berapa hari cuti tahunan?")
    assert change > 1
    assert mortal.snapshots.current_name() == earlier


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_action_at_every_change(mortal: Mortal) -> None:
    reindexing(mortal, 1)
    adding(mortal, 1)
    withdrawing(mortal, 1)

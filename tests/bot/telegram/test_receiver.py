"""What the receiver confirms: never more than what is handled."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, Update

from bot.telegram.lanes import DEPTH, Lanes
from bot.telegram.receiver import Ledger


def _update(number: int, chat: int) -> Update:
    return Update(number, message=Message(number, datetime.now(UTC), Chat(chat, Chat.PRIVATE), text="a"))


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=80))
def test_offset_never_passes_what_is_in_hand(steps: list[tuple[int, bool]]) -> None:
    ledger = Ledger()
    in_hand: set[int] = set()
    settled: set[int] = set()
    for number, settling in steps:
        if settling and number in in_hand:
            ledger.settle(number)
            in_hand.discard(number)
            settled.add(number)
        elif ledger.admit(number):
            assert number not in settled | in_hand
            in_hand.add(number)
        if in_hand:
            assert ledger.offset == min(in_hand)
    assert ledger.idle == (not in_hand)


def test_answer_of_an_older_fetch_is_not_handled_twice() -> None:
    ledger = Ledger()
    assert all(map(ledger.admit, (5, 6)))
    assert ledger.begin_fetch() == 5
    ledger.settle(5)
    assert not ledger.admit(5)
    assert ledger.begin_fetch() == 6
    ledger.settle(6)
    assert ledger.begin_fetch() == 7


def test_window_full_of_waiting_updates_opens() -> None:
    ledger = Ledger()
    assert all(map(ledger.admit, (5, 6)))
    ledger.release_oldest()
    assert ledger.offset == 6
    ledger.settle(5)
    assert ledger.offset == 6


async def test_chats_run_at_once_and_each_in_order() -> None:
    gate = asyncio.Event()
    handled: list[int] = []

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            await gate.wait()
        handled.append(update.update_id)

    lanes = Lanes(handle, handle, lambda _: None)
    for number, chat in ((1, 10), (2, 10), (3, 20)):
        lanes.put(_update(number, chat))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert handled == [3]
    gate.set()
    await lanes.drain(5)
    assert handled == [3, 1, 2]


async def test_overflow_is_refused_once_and_everything_is_settled() -> None:
    handled: list[int] = []
    refused: list[int] = []
    settled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)

    async def refuse(update: Update) -> None:
        refused.append(update.update_id)

    lanes = Lanes(handle, refuse, settled.append)
    for number in range(DEPTH + 10):
        lanes.put(_update(number, 10))
    await lanes.drain(5)
    assert handled == list(range(DEPTH))
    assert refused == [DEPTH]
    assert sorted(settled) == list(range(DEPTH + 10))


async def test_drain_drops_what_takes_too_long_without_settling_it() -> None:
    settled: list[int] = []

    async def handle(update: Update) -> None:
        await asyncio.sleep(60)

    lanes = Lanes(handle, handle, settled.append)
    lanes.put(_update(1, 10))
    await lanes.drain(0.01)
    assert settled == []

"""Many askers at once against one: whole replies through the bot's desk, and the retriever alone in threads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.agency import load_agency
from bot.message import Message
from bot.service import Held, Service
from bot.settings import load_settings
from bot.telegram.desk import Desk
from index.embedding import load_embedder
from index.evaluation import percentile
from index.retriever import Retriever
from index.scope import Scope
from scripts.benchmarking.child import alone
from scripts.benchmarking.growth import opened, store
from scripts.benchmarking.laws import ALL, law_questions

ASKERS: Final = 64
_WARM_UP: Final = 20

Ask = Callable[[str, str], Awaitable[bool]]
"""Asks a question in a conversation; whether it was answered at all."""


@dataclass(frozen=True, slots=True)
class Load:
    """Askers who each wait for an answer before they ask again: answers a second, milliseconds to wait for one."""

    askers: int
    asked: int
    lost: int
    per_second: float
    wait_ms_p50: float
    wait_ms_p95: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """One asker against many, on the same path through the program."""

    path: str
    passages: int
    one: Load
    many: Load


def crowd(data: Path, size: int = ALL, askers: int = ASKERS) -> list[Crowd]:
    """Measure both paths over a snapshot of the law."""
    with TemporaryDirectory() as place:
        alone(store, data, size, Path(place))
        return alone(_measured, data, Path(place), askers).result


def _measured(data: Path, folder: Path, askers: int) -> list[Crowd]:
    retriever = opened(folder, load_embedder(None))
    questions = law_questions(data)
    service = Service(lambda: Held(retriever, frozenset()), load_agency(folder))
    settings = load_settings({})
    desk = Desk(service, settings.tanya_workers, settings.tanya_queue)
    threads = ThreadPoolExecutor(settings.tanya_workers)
    try:
        return [
            asyncio.run(_compared(path, len(retriever), ask, questions, askers))
            for path, ask in (
                ("whole replies", _through(desk)),
                ("retriever alone", _straight(retriever, threads)),
            )
        ]
    finally:
        desk.close()
        threads.shutdown()


def _through(desk: Desk) -> Ask:
    async def ask(question: str, conversation: str) -> bool:
        return await desk.reply(Message(question, conversation)) is not None

    return ask


def _straight(retriever: Retriever, threads: ThreadPoolExecutor) -> Ask:
    async def ask(question: str, conversation: str) -> bool:
        hits = await asyncio.get_running_loop().run_in_executor(threads, retriever.search, question, Scope())
        return bool(hits)

    return ask


async def _compared(path: str, passages: int, ask: Ask, questions: Sequence[str], askers: int) -> Crowd:
    await _load(ask, [questions[:_WARM_UP]])
    one = await _load(ask, [questions])
    return Crowd(path, passages, one, await _load(ask, [questions[asker::askers] for asker in range(askers)]))


async def _load(ask: Ask, shares: Sequence[Sequence[str]]) -> Load:
    """Let as many askers as there are shares ask their questions one after another."""
    began = time.perf_counter()
    waits = list(
        chain.from_iterable(await asyncio.gather(*(_asker(ask, str(n), share) for n, share in enumerate(shares))))
    )
    seconds = time.perf_counter() - began
    answered = [wait for wait in waits if wait is not None]
    return Load(
        askers=len(shares),
        asked=len(waits),
        lost=len(waits) - len(answered),
        per_second=len(answered) / seconds,
        wait_ms_p50=percentile(answered, 0.5),
        wait_ms_p95=percentile(answered, 0.95),
    )


async def _asker(ask: Ask, name: str, questions: Sequence[str]) -> list[float | None]:
    """The milliseconds that each question took; None for one that was lost."""
    waits: list[float | None] = []
    for number, question in enumerate(questions):
        began = time.perf_counter()
        answered = await ask(question, f"{name}/{number}")
        waits.append((time.perf_counter() - began) * 1000 if answered else None)
    return waits

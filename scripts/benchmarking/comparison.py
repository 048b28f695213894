"""Engines side by side: how well each finds, how fast it indexes and answers, what memory it takes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from index.evaluation import mrr_at, percentile, rank_of, recall_at
from scripts.benchmarking.child import alone, now
from scripts.benchmarking.engines import CONTENDERS, Engine
from scripts.benchmarking.questions import SETS, QuestionSet

_DEPTH: Final = 10
_WARM_UP: Final = 10
"""Questions asked before the clock runs: what is loaded at the first one is told as cold start."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a set's answers were found; shares of 1."""

    recall_1: float
    recall_5: float
    mrr_10: float


@dataclass(frozen=True, slots=True)
class Figures:
    """One engine: quality by set, milliseconds a query, seconds from an empty process to the first answer, peak MB."""

    engine: str
    quality: dict[str, Quality]
    passages_per_second: float
    query_ms_p50: float
    query_ms_p95: float
    cold_start_seconds: float
    memory_mb: float


@dataclass(frozen=True, slots=True)
class _Warm:
    quality: dict[str, Quality]
    passages: int
    seconds: float
    milliseconds: tuple[float, ...]


def compare(data: Path, engines: Sequence[str], sets: Sequence[str] = SETS) -> list[Figures]:
    """Measure engines one after another on the same sets."""
    return [_measured(data, engine, sets) for engine in engines]


def _measured(data: Path, engine: str, sets: Sequence[str]) -> Figures:
    with TemporaryDirectory() as place:
        folder = Path(place)
        ran = alone(_warm, data, engine, sets, folder)
        began = now()
        answered = alone(_cold, engine, folder / sets[-1], QuestionSet.read(data, sets[-1]).questions[0]).result
    warm = ran.result
    return Figures(
        engine=engine,
        quality=warm.quality,
        passages_per_second=warm.passages / warm.seconds,
        query_ms_p50=percentile(warm.milliseconds, 0.5),
        query_ms_p95=percentile(warm.milliseconds, 0.95),
        cold_start_seconds=answered - began,
        memory_mb=ran.peak_mb,
    )


def _warm(data: Path, name: str, sets: Sequence[str], folder: Path) -> _Warm:
    """Index, save and ask each set."""
    engine = CONTENDERS[name].open()
    quality, passages, seconds, milliseconds = {}, 0, 0.0, []
    for read in (QuestionSet.read(data, name) for name in sets):
        began = time.perf_counter()
        engine.index(read.passages)
        seconds += time.perf_counter() - began
        passages += len(read.passages)
        (folder / read.name).mkdir()
        engine.save(folder / read.name)
        quality[read.name], taken = _asked(engine, read)
        milliseconds += taken
    return _Warm(quality, passages, seconds, tuple(milliseconds))


def _asked(engine: Engine, asked: QuestionSet) -> tuple[Quality, list[float]]:
    for question in asked.questions[:_WARM_UP]:
        engine.search(question, _DEPTH)
    ranks, milliseconds = [], []
    for question, answer in zip(asked.questions, asked.answers, strict=True):
        began = time.perf_counter()
        found = engine.search(question, _DEPTH)
        milliseconds.append((time.perf_counter() - began) * 1000)
        ranks.append(rank_of(map(str, found), [str(answer)]))
    return Quality(recall_at(ranks, 1), recall_at(ranks, 5), mrr_at(ranks, _DEPTH)), milliseconds


def _cold(name: str, folder: Path, question: str) -> float:
    """The moment at which a saved index has answered its first question."""
    engine = CONTENDERS[name].open()
    engine.load(folder)
    engine.search(question, _DEPTH)
    return now()

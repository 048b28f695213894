"""How the engine grows: a snapshot of more and more law is built, stored, opened and asked."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseIndex
from index.embedding import Embedder, load_embedder
from index.evaluation import percentile
from index.live import load_retriever
from index.manifest import Contents
from index.retriever import Retriever
from index.scope import Scope
from index.shelfmark import Shelfmark
from index.snapshot import Snapshots
from knowledge.metadata import Audience
from scripts.benchmarking.child import alone, now, peak_memory
from scripts.benchmarking.laws import ALL, law_passages, law_questions

SIZES: Final = (1_000, 10_000, 50_000, ALL)
_NEAREST: Final = 10
_COMPARED: Final = 300
"""Questions whose nearest vectors are also found exactly."""
_ROUNDING: Final = 1e-4
"""Equal texts have equal vectors: a neighbour as near as the tenth, but for rounding, is as good."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A snapshot made: seconds to build it and to put it safely on disk, its size there (MB)."""

    passages: int
    build_seconds: float
    store_seconds: float
    disk_mb: float


@dataclass(frozen=True, slots=True)
class Opened:
    """A snapshot served: how vectors are searched and their recall@10, seconds to open it, milliseconds a query."""

    dense: str
    load_seconds: float
    query_ms_p50: float
    query_ms_p95: float
    memory_mb: float
    recall_10: float


@dataclass(frozen=True, slots=True)
class Size:
    """One size: its snapshot made (with the peak MB of that) and served; seconds from an empty process to hits."""

    stored: Stored
    build_mb: float
    opened: Opened
    cold_start_seconds: float


def grow(data: Path, sizes: Sequence[int] = SIZES) -> list[Size]:
    """Measure one size after another."""
    return [_measured(data, size) for size in sizes]


def store(data: Path, size: int, folder: Path) -> Stored:
    """Build a snapshot of the law as publishing does, and make it live in a folder."""
    embedder = load_embedder(None)
    passages = list(law_passages(data, size))
    snapshots = Snapshots(folder)
    began = time.perf_counter()
    built = Retriever.build(passages, embedder)
    built_at = time.perf_counter()
    contents = Contents(
        embedder=embedder.id,
        dimension=embedder.dimension,
        passages=len(passages),
        documents={passage.document: "" for passage in passages},
    )
    with snapshots.writing(), snapshots.staging() as staged:
        built.save(staged)
        snapshot = snapshots.publish(staged, contents)
    stored_at = time.perf_counter()
    size_on_disk = sum(seal.size for seal in snapshot.manifest.files.values())
    return Stored(len(passages), built_at - began, stored_at - built_at, size_on_disk / 1e6)


def opened(folder: Path, embedder: Embedder) -> Retriever:
    """The live snapshot of a folder."""
    return load_retriever(Snapshots(folder).current(), embedder)


def _measured(data: Path, size: int) -> Size:
    with TemporaryDirectory() as place:
        folder = Path(place)
        made = alone(store, data, size, folder)
        asked = law_questions(data)
        began = now()
        answered = alone(_cold, folder, asked[0]).result
        served = alone(_served, folder, asked).result
    return Size(made.result, made.peak_mb, served, answered - began)


def _cold(folder: Path, question: str) -> float:
    opened(folder, load_embedder(None)).search(question, Scope())
    return now()


def _served(folder: Path, questions: Sequence[str]) -> Opened:
    embedder = load_embedder(None)
    began = time.perf_counter()
    retriever = opened(folder, embedder)
    load_seconds = time.perf_counter() - began
    milliseconds = []
    for question in questions:
        began = time.perf_counter()
        retriever.search(question, Scope())
        milliseconds.append((time.perf_counter() - began) * 1000)
    peak_mb = peak_memory()
    dense = retriever.shelves[Shelfmark(Audience.PUBLIC, laws=True)].dense
    return Opened(
        dense=dense.plan.kind.value,
        load_seconds=load_seconds,
        query_ms_p50=percentile(milliseconds, 0.5),
        query_ms_p95=percentile(milliseconds, 0.95),
        memory_mb=peak_mb,
        recall_10=_recall(dense, embedder.encode_queries(questions[:_COMPARED])),
    )


def _recall(dense: DenseIndex, queries: NDArray[np.float32]) -> float:
    """The share of the ten exactly nearest vectors that a search gives back."""
    every = np.asarray(dense.vectors, dtype=np.float32)
    found = []
    for query in queries:
        exact = every @ query
        tenth = np.sort(exact)[-_NEAREST:][0]
        found.append(float(np.mean(exact[dense.search(query, _NEAREST)] >= tenth - _ROUNDING)))
    return float(np.mean(found))

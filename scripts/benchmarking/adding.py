"""One document more, while questions are answered: through the engine alone, and as an admin's `tanya add` does it."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.installation import Installation
from bot.message import Message
from bot.settings import load_settings
from index.embedding import load_embedder
from index.evaluation import percentile
from index.live import Live, load_retriever
from index.retriever import Retriever
from index.scope import Scope
from index.snapshot import Snapshots
from knowledge.document import Locator, Passage
from knowledge.withdrawals import Withdrawals
from scripts.benchmarking.child import alone
from scripts.benchmarking.growth import store
from scripts.benchmarking.laws import ALL, law_passages, law_questions, write_library

SIZES: Final = (5_000, ALL)
_PASSAGES_AN_ARTICLE: Final = 2.5
"""Long articles are cut when a library is read; among the first laws into about as many parts."""
_PAUSE: Final = 0.1
"""Seconds between two questions that are asked meanwhile."""
_DOCUMENT: Final = """---
id: benchmark-added
title: Dokumen tambahan
kind: procedure
---
# Dokumen tambahan

## Kapan laporan kinerja triwulan disampaikan?

Laporan kinerja triwulan disampaikan paling lambat tanggal sepuluh bulan berikutnya.
"""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was asked while a document was added; milliseconds a question."""

    asked: int
    failed: int
    query_ms_p50: float
    query_ms_p95: float


@dataclass(frozen=True, slots=True)
class Added:
    """Seconds until the new document is answered from; those of reading the library and of the golden gate."""

    path: str
    passages: int
    seconds: float
    library_seconds: float
    gate_seconds: float
    meanwhile: Meanwhile


def add(data: Path, sizes: Sequence[int] = SIZES) -> list[Added]:
    """Add one document at each size, on both paths."""
    return [added for size in sizes for added in (_engine(data, size), _installation(data, size))]


def _engine(data: Path, size: int) -> Added:
    with TemporaryDirectory() as place:
        folder = Path(place)
        alone(store, data, size, folder)
        return alone(add_to_engine, data, size, folder).result


def _installation(data: Path, size: int) -> Added:
    with TemporaryDirectory() as place:
        folder = Path(place)
        write_library(data, int(size / _PASSAGES_AN_ARTICLE), folder / "documents")
        alone(reindex, folder)
        return alone(add_to_installation, data, folder).result


def add_to_engine(data: Path, size: int, folder: Path) -> Added:
    """Build anew with what is unchanged taken over, store, and wait until it serves."""
    embedder = load_embedder(None)
    passages = list(law_passages(data, size))
    snapshots = Snapshots(folder)
    live: Live[Retriever] = Live(
        snapshots, Withdrawals(folder / "withdrawn.json"), lambda snapshot: load_retriever(snapshot, embedder)
    )
    serving = live.serving()
    text = _DOCUMENT.rpartition("?")[2].strip()
    passages.append(Passage("new", "benchmark-added", "Dokumen tambahan", "", Locator(), text))

    with _asking(law_questions(data), lambda question: live.serving().retriever.search(question, Scope())) as asked:
        began = time.perf_counter()
        built = Retriever.build(passages, embedder, reuse=serving.retriever)
        contents = serving.snapshot.manifest.contents
        with snapshots.writing(), snapshots.staging() as staged:
            built.save(staged)
            snapshot = snapshots.publish(staged, contents.model_copy(update={"passages": len(passages)}))
        while live.serving().snapshot.name != snapshot.name:
            time.sleep(0.01)
        seconds = time.perf_counter() - began
    return Added("engine", len(passages), seconds, 0.0, 0.0, asked.told())


def _installed(folder: Path) -> Installation:
    return Installation.open(load_settings({"TANYA_DATA_DIR": str(folder)}))


def reindex(folder: Path) -> None:
    """Index an installation that lies in a folder, twice: with the second time there are scores to compare with."""
    publisher = _installed(folder).publisher()
    publisher.reindex()
    publisher.reindex()


def add_to_installation(data: Path, folder: Path) -> Added:
    """`tanya add`, and wait until it serves."""
    installation = _installed(folder)
    service, publisher = installation.service(), installation.publisher()
    file = folder / "benchmark-added.md"
    file.write_text(_DOCUMENT, encoding="utf-8")

    def reply(question: str) -> str:
        return service.reply(Message(question, "benchmark")).snapshot

    with _asking(law_questions(data), reply) as asked:
        began = time.perf_counter()
        stages = _Stages(began)
        outcome = publisher.add([file], stages)
        while reply(file.stem) != outcome.snapshot:
            time.sleep(0.01)
        seconds = time.perf_counter() - began
    spent = stages.seconds
    library = spent["before"] + spent["load"]
    gate = sum(seconds for stage, seconds in spent.items() if stage.startswith("ask"))
    return Added("`tanya add`", outcome.passage_count, seconds, library, gate, asked.told())


class _Stages:
    """Listens to progress: the time from one word of it to the next belongs to the stage that spoke first."""

    def __init__(self, began: float) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._last, self._since = "before", began

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.perf_counter()
        self.seconds[self._last] += now - self._since
        self._last, self._since = stage, now


@dataclass(slots=True)
class _Asked:
    milliseconds: list[float] = field(default_factory=list)
    begun: int = 0

    def told(self) -> Meanwhile:
        return Meanwhile(
            self.begun,
            self.begun - len(self.milliseconds),
            percentile(self.milliseconds, 0.5),
            percentile(self.milliseconds, 0.95),
        )


@contextmanager
def _asking(questions: Sequence[str], ask: Callable[[str], object]) -> Iterator[_Asked]:
    """Ask one question after another in a thread of its own."""
    asked, done = _Asked(), threading.Event()

    def run() -> None:
        for question in cycle(questions):
            if done.wait(_PAUSE):
                return
            asked.begun += 1
            began = time.perf_counter()
            ask(question)
            asked.milliseconds.append((time.perf_counter() - began) * 1000)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield asked
    finally:
        done.set()
        thread.join()

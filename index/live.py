"""The index that is serving now: notices a new snapshot or withdrawal and swaps without dropping a question."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from index.embedding import Embedder
from index.errors import DamagedSnapshotError, IndexingError
from index.retriever import Retriever
from index.snapshot import Snapshot, Snapshots
from knowledge.errors import LibraryError
from knowledge.withdrawals import WithdrawalList, Withdrawals

LOOK_EVERY = 1.0  # seconds between two looks at CURRENT
TRY_AGAIN_AFTER = 30.0  # seconds until a snapshot that failed is tried again: a back-up may still be being copied

Signature = tuple[int, int, int] | None
Loaded = TypeVar("Loaded")


@dataclass(frozen=True, slots=True)
class Serving(Generic[Loaded]):
    """What one question is answered with, from start to end: a snapshot, its index, the documents to hide."""

    snapshot: Snapshot
    retriever: Loaded
    withdrawn: frozenset[str]


@dataclass(frozen=True, slots=True)
class Failure:
    """A change of CURRENT that led to no usable index, and when to try it again (seconds of the clock)."""

    seen: Signature
    try_again_at: float


def load_retriever(snapshot: Snapshot, embedder: Embedder) -> Retriever:
    """The index of a snapshot.

    :raises IndexingError: when it was made with another model, or is damaged.
    """
    snapshot.manifest.check_embedder(embedder, snapshot.name)
    retriever = Retriever.load(snapshot.folder, embedder)
    if len(retriever) != snapshot.manifest.contents.passages:
        raise DamagedSnapshotError(
            f"Snapshot {snapshot.name} is damaged ({len(retriever)} passages instead of "
            f"{snapshot.manifest.contents.passages}); run `tanya rollback` or `tanya reindex`."
        )
    return retriever


class Live(Generic[Loaded]):
    """Hands every question the index that is current when it is asked.

    Safe to call from several threads. While one thread loads a new snapshot, the others go on with the old one.

    :param load: makes an index of a snapshot; raises IndexingError when it cannot.
    :param report: is told once of a new snapshot or withdrawal list that cannot be used; the old one goes on serving.
    """

    def __init__(
        self,
        snapshots: Snapshots,
        withdrawals: Withdrawals,
        load: Callable[[Snapshot], Loaded],
        report: Callable[[Exception], None] = lambda problem: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._snapshots = snapshots
        self._withdrawals = withdrawals
        self._load = load
        self._report = report
        self._clock = clock
        self._lock = threading.Lock()
        self._loaded: tuple[Snapshot, Loaded] | None = None
        self._seen: Signature = None
        self._look_at = 0.0
        self._failed: Failure | None = None
        self._listed: tuple[Signature, WithdrawalList] | None = None
        self._unreadable: Signature = None

    def serving(self) -> Serving[Loaded]:
        """What to answer the next question with.

        :raises IndexingError: when there is no usable snapshot and never was one.
        :raises LibraryError: when the list of withdrawn documents was never readable.
        """
        snapshot, loaded = self._current()
        # Read last and without the lock: a withdrawal counts at once, also while a new snapshot is being loaded.
        masked = self._withdrawn().masked(snapshot.manifest.contents.documents)
        return Serving(snapshot, loaded, masked)

    def _current(self) -> tuple[Snapshot, Loaded]:
        loaded = self._loaded
        if loaded is None:
            with self._lock:
                self._loaded = loaded = self._loaded or self._first()
        elif self._clock() >= self._look_at and self._lock.acquire(blocking=False):
            try:
                self._loaded = loaded = self._renewed(loaded)
            finally:
                self._lock.release()
        return loaded

    def _first(self) -> tuple[Snapshot, Loaded]:
        self._seen = self._snapshots.signature()
        snapshot = self._snapshots.current()
        loaded = self._load(snapshot)
        self._look_at = self._clock() + LOOK_EVERY
        return snapshot, loaded

    def _renewed(self, loaded: tuple[Snapshot, Loaded]) -> tuple[Snapshot, Loaded]:
        now, seen, failed = self._clock(), self._snapshots.signature(), self._failed
        self._look_at = now + LOOK_EVERY
        if seen == self._seen or (failed and failed.seen == seen and now < failed.try_again_at):
            return loaded
        try:
            snapshot = self._snapshots.current()
            if snapshot.name != loaded[0].name:
                loaded = snapshot, self._load(snapshot)
        except IndexingError as problem:
            self._failed = Failure(seen, now + TRY_AGAIN_AFTER)
            if failed is None or failed.seen != seen:
                self._report(problem)
        else:
            self._seen, self._failed = seen, None
        return loaded

    def _withdrawn(self) -> WithdrawalList:
        signature, known = self._withdrawals.signature(), self._listed
        if known is not None and known[0] == signature:
            return known[1]
        try:
            listed = self._withdrawals.read()
        except LibraryError as problem:
            if known is None:
                raise
            if signature != self._unreadable:
                self._unreadable = signature
                self._report(problem)
            return known[1]
        self._listed = signature, listed
        return listed

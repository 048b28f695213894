"""The serving index swaps by itself, keeps serving when it cannot, and hides withdrawn documents at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.errors import DamagedSnapshotError, ForeignSnapshotError, NoSnapshotError
from index.live import LOOK_EVERY, TRY_AGAIN_AFTER, Live, load_retriever
from index.manifest import Contents
from index.retriever import Retriever
from index.scope import Scope
from index.snapshot import Snapshot, Snapshots
from knowledge.document import Passage
from knowledge.errors import LibraryError
from knowledge.withdrawals import Withdrawals

if TYPE_CHECKING:
    from tests.index.conftest import TinyEmbedder


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Loader:
    """Loads a snapshot's text; refuses a text that says so."""

    def __init__(self) -> None:
        self.loads = 0

    def __call__(self, snapshot: Snapshot) -> str:
        self.loads += 1
        text = (snapshot.folder / "text").read_text()
        if text == "bad":
            raise DamagedSnapshotError("bad")
        return text


class House:
    """Everything around a Live."""

    def __init__(self, folder: Path) -> None:
        self.snapshots = Snapshots(folder / "snapshots")
        self.withdrawals = Withdrawals(folder / "withdrawn.json")
        self.clock = Clock()
        self.loader = Loader()
        self.problems: list[Exception] = []
        self.live = Live(self.snapshots, self.withdrawals, self.loader, self.problems.append, self.clock)

    def publish(self, text: str) -> Snapshot:
        with self.snapshots.writing(), self.snapshots.staging() as folder:
            (folder / "text").write_text(text)
            return self.snapshots.publish(
                folder, Contents(embedder="m", dimension=1, passages=1, documents={"a": text, "b": "b1"})
            )


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_no_snapshot_no_service(house: House) -> None:
    with pytest.raises(NoSnapshotError):
        house.live.serving()
    house.publish("one")
    assert house.live.serving().retriever == "one"


def test_a_new_snapshot_is_noticed_within_a_second(house: House) -> None:
    first = house.publish("one")
    held = house.live.serving()
    house.publish("two")
    assert house.live.serving().retriever == "one"
    house.clock.now += LOOK_EVERY
    assert house.live.serving().retriever == "two"
    assert (held.retriever, held.snapshot.name) == ("one", first.name)
    assert house.loader.loads == 2


def test_nothing_is_loaded_again_while_nothing_changes(house: House) -> None:
    house.publish("one")
    for _ in range(5):
        house.live.serving()
        house.clock.now += LOOK_EVERY
    assert house.loader.loads == 1


def test_a_rollback_is_the_same_move(house: House) -> None:
    first = house.publish("one")
    house.publish("two")
    assert house.live.serving().retriever == "two"
    house.snapshots.go_live(first.name)
    house.clock.now += LOOK_EVERY
    assert house.live.serving().retriever == "one"


def test_a_bad_snapshot_keeps_the_old_one_serving_and_is_told_once(house: House) -> None:
    house.publish("one")
    house.live.serving()
    house.publish("bad")
    for _ in range(int(TRY_AGAIN_AFTER) * 3):
        house.clock.now += LOOK_EVERY
        assert house.live.serving().retriever == "one"
    assert [str(problem) for problem in house.problems] == ["bad"]
    house.publish("three")
    house.clock.now += LOOK_EVERY
    assert house.live.serving().retriever == "three"


def test_a_snapshot_that_becomes_whole_is_taken(house: House) -> None:
    house.publish("one")
    house.live.serving()
    late = house.publish("bad")
    house.clock.now += LOOK_EVERY
    house.live.serving()
    (late.folder / "text").write_text("two")
    house.clock.now += TRY_AGAIN_AFTER
    assert house.live.serving().retriever == "two"


def test_a_withdrawal_counts_at_once_and_outlives_a_rollback(house: House) -> None:
    first = house.publish("one")
    house.publish("two")
    assert house.live.serving().withdrawn == frozenset()
    house.withdrawals.withdraw("a")
    assert house.live.serving().withdrawn == {"a"}
    house.snapshots.go_live(first.name)
    house.clock.now += LOOK_EVERY
    serving = house.live.serving()
    assert (serving.retriever, serving.withdrawn) == ("one", frozenset({"a"}))


def test_a_version_added_after_the_withdrawal_shows_but_a_rollback_hides_the_old_one(house: House) -> None:
    first = house.publish("one")
    house.withdrawals.withdraw("a")
    house.withdrawals.allow("a", "two")
    assert house.live.serving().withdrawn == {"a"}
    house.publish("two")
    house.clock.now += LOOK_EVERY
    assert house.live.serving().withdrawn == frozenset()
    house.snapshots.go_live(first.name)
    house.clock.now += LOOK_EVERY
    assert house.live.serving().withdrawn == {"a"}


def test_a_damaged_list_never_brings_a_withdrawn_text_back(house: House) -> None:
    house.publish("one")
    house.withdrawals.withdraw("a")
    house.live.serving()
    house.withdrawals.path.write_text("{")
    for _ in range(3):
        assert house.live.serving().withdrawn == {"a"}
    assert len(house.problems) == 1
    with pytest.raises(LibraryError, match="back-up"):
        Live(house.snapshots, house.withdrawals, house.loader).serving()


def test_others_go_on_while_one_loads_and_a_withdrawal_reaches_them(house: House) -> None:
    house.publish("one")
    loading, go_on = threading.Event(), threading.Event()

    def slow(snapshot: Snapshot) -> str:
        text = (snapshot.folder / "text").read_text()
        if text == "two":
            loading.set()
            assert go_on.wait(10)
        return text

    live = Live(house.snapshots, house.withdrawals, slow, clock=house.clock)
    live.serving()
    house.publish("two")
    house.clock.now += LOOK_EVERY
    noticing = threading.Thread(target=live.serving)
    noticing.start()
    assert loading.wait(10)
    house.withdrawals.withdraw("a")
    serving = live.serving()
    assert (serving.retriever, serving.withdrawn) == ("one", frozenset({"a"}))
    go_on.set()
    noticing.join(10)
    assert live.serving().retriever == "two"


def stored(folder: Path, retriever: Retriever, passages: int) -> Snapshot:
    snapshots = Snapshots(folder)
    with snapshots.writing(), snapshots.staging() as staged:
        retriever.save(staged)
        contents = Contents(embedder="tiny", dimension=64, passages=passages, documents={})
        return snapshots.publish(staged, contents)


def test_a_stored_index_is_opened(tmp_path: Path, embedder: TinyEmbedder, passage: Callable[..., Passage]) -> None:
    built = Retriever.build([passage("Cuti tahunan dua belas hari.")], embedder)
    loaded = load_retriever(stored(tmp_path, built, 1), embedder)
    assert [hit.passage.text for hit in loaded.search("cuti", Scope())] == ["Cuti tahunan dua belas hari."]


def test_a_stored_index_with_too_few_passages_is_refused(
    tmp_path: Path, embedder: TinyEmbedder, passage: Callable[..., Passage]
) -> None:
    snapshot = stored(tmp_path, Retriever.build([passage("Cuti.")], embedder), 2)
    with pytest.raises(DamagedSnapshotError, match="1 passages instead of 2"):
        load_retriever(snapshot, embedder)


def test_a_stored_index_of_another_model_is_refused(
    tmp_path: Path, embedder: TinyEmbedder, passage: Callable[..., Passage]
) -> None:
    snapshot = stored(tmp_path, Retriever.build([passage("Cuti.")], embedder), 1)
    embedder.dimension = 32
    with pytest.raises(ForeignSnapshotError, match="tiny"):
        load_retriever(snapshot, embedder)

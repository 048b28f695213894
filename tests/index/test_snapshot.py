"""Snapshots are published in one step, verified, refused with a reason, and never lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import BusyError, DamagedSnapshotError, ForeignSnapshotError, NoSnapshotError, SnapshotError
from index.manifest import Contents
from index.snapshot import KEPT, Snapshot, Snapshots


@dataclass(frozen=True)
class NamedEmbedder:
    id: str = "model-a"
    dimension: int = 4

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), self.dimension), dtype=np.float32)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_passages(texts)


def publish(snapshots: Snapshots, text: str) -> Snapshot:
    with snapshots.writing(), snapshots.staging() as folder:
        (folder / "public").mkdir()
        (folder / "public" / "texts.bin").write_text(text)
        return snapshots.publish(folder, Contents(embedder="model-a", dimension=4, passages=1, documents={"a": text}))


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "snapshots")


def test_nothing_published_yet(snapshots: Snapshots) -> None:
    with pytest.raises(NoSnapshotError, match="tanya reindex"):
        snapshots.current()
    assert snapshots.names() == []
    assert snapshots.signature() is None


def test_the_published_one_is_current_and_whole(snapshots: Snapshots) -> None:
    first = publish(snapshots, "one")
    second = publish(snapshots, "two")
    current = snapshots.current()
    assert current == second
    assert (current.folder / "public" / "texts.bin").read_text() == "two"
    assert current.manifest.previous == first.name
    assert current.manifest.contents.documents == {"a": "two"}
    assert snapshots.names() == [first.name, second.name]
    current.manifest.verify(current.folder)


def test_nothing_but_snapshots_is_left_behind(snapshots: Snapshots) -> None:
    name = publish(snapshots, "one").name
    assert sorted(path.name for path in snapshots.folder.iterdir()) == sorted([name, "CURRENT", "LOCK"])


def test_an_abandoned_staging_folder_is_gone(snapshots: Snapshots) -> None:
    publish(snapshots, "one")

    def interrupted() -> None:
        with snapshots.writing(), snapshots.staging() as folder:
            (folder / "half").write_text("x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not list(snapshots.folder.glob(".staging-*"))
    assert (snapshots.current().folder / "public" / "texts.bin").read_text() == "one"


def test_leftovers_of_a_crash_are_cleared_by_the_next_writer(snapshots: Snapshots) -> None:
    publish(snapshots, "one")
    (snapshots.folder / ".staging-dead").mkdir()
    (snapshots.folder / ".staging-dead" / "half").write_text("x")
    (snapshots.folder / ".CURRENT.99.new").write_text("x")
    publish(snapshots, "two")
    assert not [path for path in snapshots.folder.iterdir() if path.name.startswith(".")]


def test_two_writers_never_run_together(snapshots: Snapshots) -> None:
    with snapshots.writing(), pytest.raises(BusyError, match="Another reindex"), snapshots.writing():
        pytest.fail("two writers at once")
    publish(snapshots, "after")


def test_old_ones_go_but_never_the_live_one_or_the_one_before(snapshots: Snapshots) -> None:
    names = [publish(snapshots, str(n)).name for n in range(KEPT + 3)]
    snapshots.go_live(names[1])
    snapshots.prune()
    assert snapshots.names() == [names[0], names[1], *names[-KEPT:]]
    assert snapshots.current_name() == names[1]


def test_names_stay_in_order_when_the_clock_is_set_back(snapshots: Snapshots) -> None:
    first = publish(snapshots, "one")
    future = f"29990101T000000000000Z-{first.name.rpartition('-')[2]}"
    first.folder.rename(snapshots.folder / future)
    assert publish(snapshots, "two").name > future


@pytest.mark.parametrize("content", [b"", b"../../etc", b"\xff\xfe", b"snapshot"])
def test_a_pointer_to_nowhere_is_refused(snapshots: Snapshots, content: bytes) -> None:
    publish(snapshots, "one")
    snapshots.pointer.write_bytes(content)
    with pytest.raises(SnapshotError, match="tanya reindex"):
        snapshots.current()


def test_truncated_missing_and_changed_files(snapshots: Snapshots) -> None:
    snapshot = publish(snapshots, "some text")
    file = snapshot.folder / "public" / "texts.bin"
    file.write_text("SOME text")
    with pytest.raises(DamagedSnapshotError, match=r"texts\.bin is not the file that was written"):
        snapshots.current().manifest.verify(snapshot.folder)
    os.truncate(file, 4)
    with pytest.raises(DamagedSnapshotError, match=r"texts\.bin has 4 bytes instead of 9.*tanya rollback"):
        snapshots.current()
    file.unlink()
    with pytest.raises(DamagedSnapshotError, match=r"texts\.bin is missing"):
        snapshots.current()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', b"\xff"])
def test_a_damaged_manifest(snapshots: Snapshots, content: bytes) -> None:
    snapshot = publish(snapshots, "one")
    (snapshot.folder / "manifest.json").write_bytes(content)
    with pytest.raises(DamagedSnapshotError, match="manifest"):
        snapshots.current()


def test_a_manifest_of_another_format(snapshots: Snapshots) -> None:
    snapshot = publish(snapshots, "one")
    (snapshot.folder / "manifest.json").write_text('{"format": 7}')
    with pytest.raises(ForeignSnapshotError, match="format 7 and this program reads 1"):
        snapshots.current()


@pytest.mark.parametrize("embedder", [NamedEmbedder(id="model-b"), NamedEmbedder(dimension=8)])
def test_a_snapshot_of_another_model(snapshots: Snapshots, embedder: NamedEmbedder) -> None:
    snapshot = publish(snapshots, "one")
    snapshot.manifest.check_embedder(NamedEmbedder(), snapshot.name)
    with pytest.raises(ForeignSnapshotError, match="model-a") as caught:
        snapshot.manifest.check_embedder(embedder, snapshot.name)
    assert embedder.id in str(caught.value)


def test_the_library_digest_tells_libraries_apart() -> None:
    def contents(documents: dict[str, str]) -> Contents:
        return Contents(embedder="m", dimension=1, passages=0, documents=documents)

    assert contents({"a": "1", "b": "2"}).library == contents({"b": "2", "a": "1"}).library
    assert contents({"a": "1"}).library != contents({"a": "2"}).library

"""Snapshots: immutable folders, published in one step, so that a crash at any moment leaves a whole index serving.

A new one is written into a staging folder, forced to disk, renamed to its final, never reused name, and only then does
`CURRENT` name it. `LOCK` keeps two writers apart; the kernel frees it when its holder dies, so nobody has to.
"""

from __future__ import annotations

import fcntl
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index import manifest as manifests
from index.errors import BusyError, NoSnapshotError, SnapshotError
from index.manifest import Contents, Manifest, Seal
from knowledge.durable import replace_file, sync_file, sync_folder

NAME = re.compile(r"(\d{8}T\d{12})Z-[0-9a-f]{12}")
STAMP = "%Y%m%dT%H%M%S%f"
STAGING = ".staging-"
KEPT = 5  # snapshots that a rollback can still reach


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published index."""

    name: str
    folder: Path
    manifest: Manifest


class Snapshots:
    """The snapshots of an installation.

    :param folder: where they lie; it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pointer = folder / "CURRENT"

    def current_name(self) -> str:
        """The name of the live snapshot.

        :raises NoSnapshotError: when none was ever published.
        :raises SnapshotError: when `CURRENT` holds no name.
        """
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError as exc:
            raise NoSnapshotError("There is no index yet; run `tanya reindex`.") from exc
        except (OSError, UnicodeDecodeError) as exc:
            raise SnapshotError("CURRENT cannot be read; run `tanya reindex`.") from exc
        if not NAME.fullmatch(name):
            raise SnapshotError("CURRENT does not name a snapshot; run `tanya reindex`.")
        return name

    def current(self) -> Snapshot:
        """The live snapshot, its manifest and file sizes checked.

        :raises SnapshotError: when there is none or it cannot be used.
        """
        return self.open(self.current_name())

    def open(self, name: str) -> Snapshot:
        """One snapshot, its manifest and file sizes checked.

        :raises SnapshotError: when it cannot be used.
        """
        folder = self.folder / name
        manifest = Manifest.read(folder)
        manifest.check_sizes(folder)
        return Snapshot(name, folder, manifest)

    def earlier(self) -> Iterator[str]:
        """What was live before the live one, then what was live before that, and so on; also past damaged ones."""
        name = self._live()
        if name is None:  # nothing says what was live: all of them, newest first
            yield from reversed(self.names())
        while name is not None and (name := self._before(name)) is not None:
            yield name

    def names(self) -> list[str]:
        """All published snapshots, oldest first."""
        return sorted(path.name for path in self.folder.glob("*Z-*") if NAME.fullmatch(path.name))

    def signature(self) -> tuple[int, int, int] | None:
        """Something that changes whenever another snapshot goes live; None while there is none."""
        try:
            status = self.pointer.stat()
        except FileNotFoundError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers out, and clear what a crashed one left.

        :raises BusyError: when another writer is at work.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "LOCK").open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as exc:
                raise BusyError("Another reindex is at work; wait until it has finished.") from exc
            self._sweep()
            yield

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """An empty folder to write an index into; gone afterwards unless it was published."""
        folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=self.folder))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish(self, staged: Path, contents: Contents) -> Snapshot:
        """Make a staged folder the live snapshot."""
        previous = self._live()
        manifest = Manifest(created=self._next_moment(), previous=previous, contents=contents, files=_sealed(staged))
        text = manifest.model_dump_json(indent=1).encode()
        (staged / manifests.FILE).write_bytes(text)
        _force_to_disk(staged)
        name = f"{manifest.created.strftime(STAMP)}Z-{contents.library[:12]}"
        final = self.folder / name
        staged.chmod(0o755)  # a staging folder is private; whoever may read the data folder may read the index
        staged.rename(final)
        sync_folder(self.folder)
        self.go_live(name)
        return Snapshot(name, final, manifest)

    def go_live(self, name: str) -> None:
        """Have `CURRENT` name a snapshot."""
        replace_file(self.pointer, f"{name}\n".encode("ascii"))

    def prune(self) -> None:
        """Remove old snapshots, never the live one or the one before it."""
        live = self._live()
        kept = {live, *self.names()[-KEPT:]}
        kept.add(next(self.earlier(), None))
        for name in self.names():
            if name not in kept:
                doomed = self.folder / f"{STAGING}{name}"  # in one step no snapshot any more, whatever happens then
                (self.folder / name).rename(doomed)
                shutil.rmtree(doomed, ignore_errors=True)

    def _before(self, name: str) -> str | None:
        """What was live before a snapshot: it says so itself, and where it cannot, the next older one."""
        try:
            return Manifest.read(self.folder / name).previous
        except SnapshotError:
            return next((older for older in reversed(self.names()) if older < name), None)

    def _live(self) -> str | None:
        try:
            return self.current_name()
        except SnapshotError:
            return None

    def _next_moment(self) -> datetime:
        """Now, or just after the newest snapshot where the clock was set back: names stay in order and unused."""
        now = datetime.now(UTC)
        newest = [NAME.fullmatch(name) for name in self.names()[-1:]]
        for match in newest:
            if match:
                now = max(now, datetime.strptime(match[1], STAMP).replace(tzinfo=UTC) + timedelta(microseconds=1))
        return now

    def _sweep(self) -> None:
        for leftover in self.folder.glob(f"{STAGING}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        for leftover in self.folder.glob(".CURRENT.*.new"):
            leftover.unlink(missing_ok=True)


def _sealed(folder: Path) -> dict[str, Seal]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): Seal.of(path) for path in files}


def _force_to_disk(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            sync_folder(path)
        else:
            sync_file(path)
    sync_folder(folder)

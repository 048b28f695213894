"""An installation whose process dies, as by kill -9, right before its n-th change to the disk.

    python tests/crash/dying.py FOLDER

reads lines `ACTION N` from stdin; for each it forks a child that performs the action and dies at the N-th change, and
prints the child's exit code (-9 when it died, 0 when the action had fewer changes).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from bot.publishing.gate import OpenGate
from bot.publishing.publisher import Publisher
from index.embedding import load_embedder
from index.snapshot import Snapshots
from knowledge.library import Library
from knowledge.withdrawals import Withdrawals

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link", "os.chmod", "shutil.rmtree"}


def publisher_of(folder: Path) -> Publisher:
    """The publisher of a folder with `bundled` documents and `data`."""
    data = folder / "data"
    return Publisher(
        Library(folder / "bundled", data / "documents"),
        Withdrawals(data / "withdrawn.json"),
        Snapshots(data / "snapshots"),
        load_embedder(None),
        OpenGate(),
    )


def die_at(change: int, folder: Path) -> None:
    """Have this process kill itself right before its n-th change below a folder, counted from 1."""
    left = change

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in CHANGES or writes) and str(arguments[0]).startswith(str(folder)):
            count()

    honest = os.fsync

    def counted(descriptor: int) -> None:
        count()
        honest(descriptor)

    setattr(os, "fsync", counted)  # noqa: B010 - the one change that is no audit event; mypy knows a wider type
    sys.addaudithook(watch)


def actions(publisher: Publisher, folder: Path) -> dict[str, Callable[[], object]]:
    """What a child can be asked to do."""
    return {
        "reindex": publisher.reindex,
        "add": lambda: publisher.add([folder / "files" / "kantin.md"]),
        "withdraw": lambda: publisher.withdraw("cuti"),
        "rollback": publisher.rollback,
    }


def main(folder: Path) -> None:
    """Serve requests until stdin ends."""
    publisher = publisher_of(folder)
    for line in sys.stdin:
        action, change = line.split()
        child = os.fork()
        if child == 0:
            die_at(int(change), folder / "data")
            actions(publisher, folder)[action]()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - the answer to the test


if __name__ == "__main__":
    main(Path(sys.argv[1]))

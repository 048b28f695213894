"""An installation whose admin actions run in a process that dies on request."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embedding import Embedder, load_embedder
from index.live import Live, load_retriever
from index.scope import Scope
from index.snapshot import Snapshots
from knowledge.library import Library
from knowledge.withdrawals import Withdrawals

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "cuti": "Pegawai mendapat cuti tahunan dua belas hari kerja.",
    "gaji": "Tunjangan kinerja dibayar setiap bulan.",
    "kantin": "Kantin buka pada jam istirahat siang.",
}


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(f"---\nid: {name}\ntitle: Judul {name}\n---\n# Judul {name}\n\n{text}\n")


class Mortal:
    """Sends actions to `dying.py` and looks at what is left."""

    def __init__(self, folder: Path, embedder: Embedder, process: subprocess.Popen[str]) -> None:
        self.folder = folder
        self.embedder = embedder
        self.process = process
        self.library = Library(folder / "bundled", folder / "data" / "documents")
        self.withdrawals = Withdrawals(folder / "data" / "withdrawn.json")
        self.snapshots = Snapshots(folder / "data" / "snapshots")

    def act(self, action: str, change: int = 0) -> bool:
        """Do something; whether the process died before it was done."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(action, change, file=self.process.stdin, flush=True)
        code = int(self.process.stdout.readline())
        assert code in (0, -9)
        return code == -9

    def found(self, question: str) -> set[str]:
        """The documents that a bot which starts now finds."""
        live = Live(self.snapshots, self.withdrawals, lambda snapshot: load_retriever(snapshot, self.embedder))
        serving = live.serving()
        serving.snapshot.manifest.verify(serving.snapshot.folder)
        hits = serving.retriever.search(question, Scope(withdrawn=serving.withdrawn))
        return {hit.passage.document for hit in hits}

    def litter(self) -> list[str]:
        """What no snapshot owns."""
        known = {*self.snapshots.names(), "CURRENT", "LOCK"}
        return sorted({path.name for path in self.snapshots.folder.iterdir()} - known)


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Mortal]:
    """An installation with two bundled documents, indexed, and a third one waiting to be added."""
    for name, text in TEXTS.items():
        write(tmp_path / ("files" if name == "kantin" else "bundled"), name, text)
    script = Path(__file__).with_name("dying.py")
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        mortal = Mortal(tmp_path, load_embedder(None), process)
        assert not mortal.act("reindex")
        yield mortal
        process.kill()

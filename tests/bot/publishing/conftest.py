"""An installation in a temporary folder, with an embedder and a gate small enough to see through."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.publishing.candidate import Progress
from bot.publishing.inspection import Inspection
from bot.publishing.publisher import Publisher
from bot.publishing.scoresheet import Mark, Scoresheet
from index.live import Live, Serving, load_retriever
from index.retriever import Retriever
from index.scope import Scope
from index.snapshot import Snapshots
from knowledge.library import Library
from knowledge.metadata import Audience
from knowledge.withdrawals import Withdrawals


class WordEmbedder:
    """A bag of hashed words."""

    def __init__(self, name: str = "words") -> None:
        self.id = name
        self.dimension = 32
        self.vectors = np.eye(self.dimension, dtype=np.float32)

    def token_ids(self, text: str) -> NDArray[np.uint16]:
        return np.array([crc32(word.encode()) % self.dimension for word in text.lower().split()], dtype=np.uint16)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            np.add.at(row, self.token_ids(text), 1)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return rows

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_passages(texts)


class WordGate:
    """Golden questions of one word; right when a passage with that word is found. Each may name its document."""

    def __init__(self) -> None:
        self.questions: dict[str, str | None] = {}
        self.told: list[Scoresheet | None] = []

    def ask(
        self,
        retriever: Retriever,
        documents: frozenset[str],
        withdrawn: frozenset[str],
        progress: Progress,
        known: Scoresheet | None = None,
    ) -> Scoresheet:
        self.told.append(known)
        return Scoresheet(
            marks={
                word: Mark(question=word, score=float(found(retriever, word, withdrawn)))
                for word, document in self.questions.items()
                if document is None or document in documents
            }
        )


def found(retriever: Retriever, word: str, withdrawn: frozenset[str] = frozenset()) -> bool:
    """Whether a passage with this word is found."""
    hits = retriever.search(word, Scope(audience=Audience.STAFF, withdrawn=withdrawn))
    return any(word in hit.passage.text.lower() for hit in hits)


class House:
    """A whole installation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = Library(folder / "bundled", folder / "data" / "documents", folder / "data" / "originals")
        self.withdrawals = Withdrawals(folder / "data" / "withdrawn.json")
        self.snapshots = Snapshots(folder / "data" / "snapshots")
        self.embedder = WordEmbedder()
        self.gate = WordGate()

    @property
    def publisher(self) -> Publisher:
        return Publisher(self.library, self.withdrawals, self.snapshots, self.embedder, self.gate)

    @property
    def inspection(self) -> Inspection:
        return Inspection(self.library, self.withdrawals, self.snapshots, self.embedder)

    def bundle(self, name: str, text: str, **metadata: str) -> Path:
        return write(self.library.bundled, name, text, **metadata)

    def file(self, name: str, text: str, **metadata: str) -> Path:
        return write(self.folder / "files", name, text, **metadata)

    def serving(self) -> Serving[Retriever]:
        """What a bot that starts now serves with."""
        return Live(
            self.snapshots, self.withdrawals, lambda snapshot: load_retriever(snapshot, self.embedder)
        ).serving()

    def answers(self, word: str) -> bool:
        serving = self.serving()
        return found(serving.retriever, word, serving.withdrawn)

    def tree(self) -> dict[str, bytes]:
        """Every own file that a document could lie in."""
        return {
            path.relative_to(self.library.own).as_posix(): path.read_bytes()
            for path in self.library.own.glob("*")
            if path.is_file()
        }


def write(folder: Path, name: str, text: str, **metadata: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f"{key}: {value}" for key, value in {"id": name, "title": f"Judul {name}", **metadata}.items())
    path = folder / f"{name}.md"
    path.write_text(f"---\n{lines}\n---\n# Judul {name}\n\n{text}\n")
    return path


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """An installation with two bundled documents and nothing published."""
    monkeypatch.setattr("os.fsync", lambda descriptor: None)  # most of the time of a test; tests/crash keeps it
    house = House(tmp_path)
    house.bundle("cuti", "Pegawai mendapat cuti tahunan.")
    house.bundle("gaji", "Tunjangan dibayar bulanan.")
    return house

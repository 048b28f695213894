"""What replies depend on besides the index: while it stays the same, so do the marks of the golden questions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from index.embedding import Embedder

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "index", "knowledge")
CODE = frozenset({".py", ".yaml", ".json"})
# Documents stand in the index itself, and each golden question carries its own digest.
BESIDES = frozenset({"documents", "golden"})


def conditions(embedder: Embedder, files: Sequence[Path]) -> str:
    """A digest of the program, its model and an installation's own files, of which none need exist."""
    digest = hashlib.sha256(f"{program()} {embedder.id} {embedder.dimension}".encode())
    for path in files:
        digest.update(f"\n{path.name} ".encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:16]


@cache
def program() -> str:
    """A digest of all code and tables of the three packages, as they are when first asked for."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(f"{path.relative_to(ROOT).as_posix()} ".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in CODE and BESIDES.isdisjoint(path.relative_to(ROOT).parts):
                yield path

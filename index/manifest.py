"""What a snapshot says of itself: what it was made of and with, and the size and digest of each of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from index.embedding import Embedder
from index.errors import DamagedSnapshotError, ForeignSnapshotError

FORMAT: Final = 1
FILE = "manifest.json"


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Seal(_Value):
    """Size in bytes and SHA-256 of a file."""

    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Self:
        """Seal a file as it is now."""
        with path.open("rb") as file:
            return cls(size=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest())


class Contents(_Value):
    """What an index was made of and with.

    `documents` has the digest of each document's file by the document's id; `golden` is the share of golden questions
    answered right, None where none was asked.
    """

    embedder: str
    dimension: int
    passages: int
    documents: Mapping[str, str]
    golden: float | None = None

    @property
    def library(self) -> str:
        """The digest of all documents together: the same library, the same digest."""
        return hashlib.sha256(json.dumps(dict(self.documents), sort_keys=True).encode()).hexdigest()


class Manifest(_Value):
    """The whole manifest; `previous` is the snapshot that was live when this one was made."""

    format: Literal[1] = FORMAT
    created: AwareDatetime
    previous: str | None
    contents: Contents
    files: Mapping[str, Seal]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the manifest of a snapshot, without a look at its other files.

        :raises ForeignSnapshotError: when another version of the program wrote it.
        :raises DamagedSnapshotError: when it is missing or unreadable.
        """
        name = folder.name
        try:
            values = json.loads((folder / FILE).read_bytes())
            if isinstance(values, dict) and values.get("format") != FORMAT:
                raise ForeignSnapshotError(
                    f"Snapshot {name} has format {values.get('format')} and this program reads {FORMAT}; "
                    "run `tanya reindex`."
                )
            return cls.model_validate(values)
        except (OSError, ValueError, ValidationError) as exc:
            raise _damaged(name, "its manifest is missing or unreadable") from exc

    def check_sizes(self, folder: Path) -> None:
        """A quick look at all files.

        :raises DamagedSnapshotError: naming the first one that is missing or has another size.
        """
        for path, seal in self.files.items():
            size = _size(folder / path)
            if size != seal.size:
                found = "is missing" if size is None else f"has {size} bytes instead of {seal.size}"
                raise _damaged(folder.name, f"{path} {found}")

    def check_embedder(self, embedder: Embedder, name: str) -> None:
        """:raises ForeignSnapshotError: when the snapshot was made with another embedding model."""
        made_with = (self.contents.embedder, self.contents.dimension)
        if made_with != (embedder.id, embedder.dimension):
            raise ForeignSnapshotError(
                f"Snapshot {name} was made with the model {made_with[0]} ({made_with[1]} dimensions), not with "
                f"{embedder.id} ({embedder.dimension}); set TANYA_EMBEDDER back or run `tanya reindex`."
            )

    def verify(self, folder: Path) -> None:
        """Hash every file.

        :raises DamagedSnapshotError: naming the first file that is not the one that was written.
        """
        for path, seal in self.files.items():
            try:
                found = Seal.of(folder / path)
            except OSError as exc:
                raise _damaged(folder.name, f"{path} cannot be read") from exc
            if found != seal:
                raise _damaged(folder.name, f"{path} is not the file that was written")


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _damaged(name: str, what: str) -> DamagedSnapshotError:
    return DamagedSnapshotError(f"Snapshot {name} is damaged ({what}); run `tanya rollback` or `tanya reindex`.")

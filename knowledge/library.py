"""The documents an installation serves: the bundled ones and its own, which go before bundled ones of the same id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge.document import Document
from knowledge.durable import replace_file, sync_folder
from knowledge.errors import KnowledgeError, LibraryError, LoadingError
from knowledge.loaders import LOADERS, load
from knowledge.quoting import Originals

BUNDLED = Path(__file__).with_name("documents")
ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the library: its file, whether it is the installation's own, the SHA-256 of the file."""

    document: Document
    path: Path
    own: bool
    digest: str

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.metadata.id


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not served, and why, in one sentence."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A document that was put into the library: its file, and where the version it replaced is kept now."""

    entry: Entry
    path: Path
    archived: tuple[Path, ...]
    replaced: bool


class Library:
    """The files of an installation.

    :param bundled: the folder of documents that came with the program; read only.
    :param own: the folder of the installation's own documents; it need not exist.
    :param originals: the folder of protected texts that no document in own words may repeat; it need not exist.
    """

    def __init__(self, bundled: Path, own: Path, originals: Path | None = None) -> None:
        self.bundled = bundled
        self.own = own
        self.originals = originals

    def read(self) -> Iterator[Entry | Fault]:
        """All documents, one at a time; a file that cannot be read or served stops none of the others."""
        originals = Originals.read(self.originals)
        yield from (Fault(path, sentence) for path, sentence in originals.faults)
        seen: dict[str, Path] = {}
        for path, own in self._files():
            try:
                entry = _checked(_entry(path, own=own), originals)
            except KnowledgeError as exc:
                yield Fault(path, str(exc))
                continue
            first = seen.setdefault(entry.id, path)
            if first is path:
                yield entry
            elif own or not first.is_relative_to(self.own):
                yield Fault(
                    path, f"{path.name}: the id {entry.id} is taken by {first.name}; give one of them another id."
                )

    def count_files(self) -> int:
        """How many files `read` will look at."""
        return sum(1 for _ in self._files())

    def find(self, document: str) -> Entry | None:
        """The document of an id, if there is one."""
        return next((entry for entry in self.read() if isinstance(entry, Entry) and entry.id == document), None)

    def check(self, files: Sequence[Path]) -> list[Entry]:
        """Read files that are about to be added.

        :raises KnowledgeError: when one of them cannot be read or repeats a protected text, or two have the same id.
        """
        originals = Originals.read(self.originals)
        entries = [_checked(_entry(path, own=True), originals) for path in files]
        seen: dict[str, Path] = {}
        for entry in entries:
            if seen.setdefault(entry.id, entry.path) != entry.path:
                raise LibraryError(f"{seen[entry.id].name} and {entry.path.name} have the same id {entry.id}.")
        return entries

    def held(self) -> dict[str, Entry]:
        """All documents by their ids."""
        return {item.id: item for item in self.read() if isinstance(item, Entry)}

    def put(self, entries: Iterable[Entry], held: Mapping[str, Entry]) -> Iterator[Addition]:
        """Copy checked files into the library, one at a time; the installation's earlier versions go into the archive.

        :param held: the documents that the library has now, from `held()`: it is not read again for each file.
        :raises LibraryError: when a file changed since it was checked, or is gone.
        """
        for entry in entries:
            yield self._put(entry, held.get(entry.id))

    def _put(self, entry: Entry, earlier: Entry | None) -> Addition:
        try:
            content = entry.path.read_bytes()
        except OSError as exc:
            raise LibraryError(f"{entry.path.name}: cannot be read ({exc.strerror or exc}).") from exc
        if hashlib.sha256(content).hexdigest() != entry.digest:
            raise LibraryError(f"{entry.path.name} changed while it was being added; try again.")
        self.own.mkdir(parents=True, exist_ok=True)
        path = self.own / f"{entry.id}{entry.path.suffix.lower()}"
        archived = (self._archive(earlier.path),) if earlier is not None and earlier.own else ()
        replace_file(path, content)
        if earlier is not None and earlier.own and earlier.path != path:
            earlier.path.unlink()
        return Addition(entry, path, archived, replaced=earlier is not None)

    def undo(self, addition: Addition) -> None:
        """Take an addition back: the version before it is served again."""
        if not addition.archived:
            addition.path.unlink()
        for kept in addition.archived:
            name = f"{addition.entry.id}{kept.suffix}"
            kept.replace(self.own / name)
            if name != addition.path.name:
                addition.path.unlink(missing_ok=True)
        sync_folder(self.own)

    def _archive(self, path: Path) -> Path:
        """A copy of a file in the archive; the file itself stays where it is."""
        folder = self.own / ARCHIVE
        folder.mkdir(exist_ok=True)
        kept = folder / f"{path.stem}.{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}{path.suffix}"
        replace_file(kept, path.read_bytes())
        return kept

    def _files(self) -> Iterator[tuple[Path, bool]]:
        """Own files, then bundled ones, each in the order of their names; hidden ones and the archive left out."""
        for path in sorted(self.own.glob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path, True
        for path in sorted(self.bundled.rglob("*")):
            if path.suffix.lower() in LOADERS and path.is_file():
                yield path, False


def _checked(entry: Entry, originals: Originals) -> Entry:
    """:raises LibraryError: when a document in own words repeats a protected text."""
    run = originals.longest_run(entry.document)
    if run is not None:
        raise LibraryError(run.sentence(entry.path.name))
    return entry


def _entry(path: Path, *, own: bool) -> Entry:
    document = load(path)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as exc:
        raise LoadingError(f"{path.name}: cannot be read ({exc.strerror or exc}).") from exc
    return Entry(document, path, own, digest)

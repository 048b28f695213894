"""Looks at what is served without changing it: status, verification, the list of documents."""

from __future__ import annotations

from bot.publishing.outcome import Catalogue, Checked, Listed, State, Status
from index.embedding import Embedder
from index.errors import IndexingError, SnapshotError
from index.live import load_retriever
from index.manifest import Manifest
from index.snapshot import Snapshots
from knowledge.library import Entry, Fault, Library
from knowledge.withdrawals import WithdrawalList, Withdrawals


class Inspection:
    """Looks at one installation."""

    def __init__(self, library: Library, withdrawals: Withdrawals, snapshots: Snapshots, embedder: Embedder) -> None:
        self.library = library
        self.withdrawals = withdrawals
        self.snapshots = snapshots
        self.embedder = embedder

    def status(self) -> Status:
        """What is live, and what is not although it could be.

        :raises LibraryError: when the list of withdrawn documents is damaged.
        """
        catalogue = self.documents()
        manifest, problem = self._live()
        contents = manifest.contents if manifest is not None else None
        listed = {listed.document for listed in catalogue.documents}
        gone = set(contents.documents) - listed - self.withdrawals.read().masked() if contents is not None else set()
        pending = {listed.document for listed in catalogue.documents if listed.state is State.PENDING} | gone
        return Status(
            snapshot=self._live_name(),
            problem=problem,
            created=manifest.created if manifest is not None else None,
            embedder=contents.embedder if contents is not None else None,
            document_count=len(contents.documents) if contents is not None else 0,
            passage_count=contents.passages if contents is not None else 0,
            golden=contents.golden if contents is not None else None,
            snapshots=tuple(self.snapshots.names()),
            withdrawn=tuple(sorted(self.withdrawals.read().withdrawn)),
            pending=tuple(sorted(pending)),
            faults=catalogue.faults,
        )

    def documents(self) -> Catalogue:
        """All documents of the library and where each stands.

        :raises LibraryError: when the list of withdrawn documents is damaged.
        """
        withdrawals = self.withdrawals.read()
        manifest, _ = self._live()
        served = dict(manifest.contents.documents) if manifest is not None else {}
        documents, faults = [], []
        for item in self.library.read():
            if isinstance(item, Fault):
                faults.append(item.sentence)
            else:
                documents.append(_listed(item, withdrawals, served))
        return Catalogue(tuple(sorted(documents, key=lambda listed: listed.document)), tuple(faults))

    def verify(self) -> tuple[Checked, ...]:
        """Hash every file of every snapshot, the live one's index opened too; oldest first."""
        live = self._live_name()
        names = self.snapshots.names()
        if live is not None and live not in names:
            names.append(live)
        return tuple(Checked(name, name == live, self._problem(name, live=name == live)) for name in names)

    def _problem(self, name: str, *, live: bool) -> str | None:
        try:
            snapshot = self.snapshots.open(name)
            snapshot.manifest.verify(snapshot.folder)
            if live:
                load_retriever(snapshot, self.embedder)
        except IndexingError as exc:
            return str(exc)
        return None

    def _live(self) -> tuple[Manifest | None, str | None]:
        """The live manifest, and why its index cannot be used."""
        try:
            name = self.snapshots.current_name()
            folder = self.snapshots.folder / name
            manifest = Manifest.read(folder)
        except SnapshotError as exc:
            return None, str(exc)
        try:
            manifest.check_sizes(folder)
            manifest.check_embedder(self.embedder, name)
        except SnapshotError as exc:
            return manifest, str(exc)
        return manifest, None

    def _live_name(self) -> str | None:
        try:
            return self.snapshots.current_name()
        except SnapshotError:
            return None


def _listed(entry: Entry, withdrawals: WithdrawalList, served: dict[str, str]) -> Listed:
    metadata = entry.document.metadata
    state = State.LIVE if served.get(entry.id) == entry.digest else State.PENDING
    if entry.id in withdrawals.masked({entry.id: entry.digest}):
        state = State.WITHDRAWN
    return Listed(
        document=entry.id,
        title=metadata.title,
        language=metadata.language,
        kind=metadata.kind,
        audience=metadata.audience,
        own=entry.own,
        state=state,
        checked=metadata.checked,
        review_by=metadata.review_by,
    )

"""Changes what is served: every action either makes a whole new index live or leaves the old one serving."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rapidfuzz import process

from bot.errors import PublishingError
from bot.publishing.candidate import Candidate, Progress, from_library, without_withdrawn
from bot.publishing.gate import Contest, Gate
from bot.publishing.interruption import stopping_politely
from bot.publishing.outcome import Action, Added, Incomplete, Outcome, Refusal
from bot.publishing.scoresheet import Scoresheet
from index.embedding import Embedder
from index.errors import BusyError, IndexingError, SnapshotError
from index.live import Serving, load_retriever
from index.manifest import Contents
from index.retriever import Retriever
from index.snapshot import Snapshot, Snapshots
from knowledge.library import Addition, Entry, Library
from knowledge.withdrawals import Withdrawals

LIKENESS = 70  # of 100: below it a suggestion would be a guess


def quiet(stage: str, done: int, total: int) -> None:
    """Tell nobody of progress."""


class Publisher:
    """The actions of an admin on one installation."""

    def __init__(
        self, library: Library, withdrawals: Withdrawals, snapshots: Snapshots, embedder: Embedder, gate: Gate
    ) -> None:
        self.library = library
        self.withdrawals = withdrawals
        self.snapshots = snapshots
        self.embedder = embedder
        self.gate = gate

    def reindex(self, progress: Progress = quiet) -> Outcome:
        """Index the library anew and publish it, unless it answers the golden questions worse than what is live.

        :raises IndexingError: when another reindex is at work or the index cannot be made.
        :raises PublishingError: when it cannot be stored.
        """
        with self._writing():
            return self._publish(Action.REINDEX, self._from_library(progress), progress)

    def add(self, files: Sequence[Path], progress: Progress = quiet) -> Outcome:
        """Put files into the library and publish it; when that is refused or fails, take all of them out again.

        :raises KnowledgeError: when a file cannot be read as a document; nothing was changed.
        :raises PublishingError: when a file is a withdrawn text.
        """
        with self._writing():
            entries = self.library.check(files)
            held = self.library.held()
            self._refuse_withdrawn(entries, held)
            additions: list[Addition] = []
            try:
                for addition in self.library.put(entries, held):
                    additions.append(addition)
                    self.withdrawals.allow(addition.entry.id, addition.entry.digest)
                outcome = self._publish(Action.ADD, self._from_library(progress), progress)
            finally:
                if not self._are_live(additions):
                    for addition in reversed(additions):
                        self.library.undo(addition)
        names = {entry.id for entry in entries}
        incomplete = tuple(law for law in outcome.incomplete if law.document in names)
        return replace(outcome, added=tuple(_added(addition) for addition in additions), incomplete=incomplete)

    def withdraw(self, document: str, progress: Progress = quiet) -> Outcome:
        """Hide a document from every answer at once, then publish the live index without it; no gate is asked.

        :raises PublishingError: when there is no such document.
        """
        twins = self._twins(document)
        with _honest_about_the_disk():
            self.withdrawals.withdraw(document)
        outcome = Outcome(Action.WITHDRAW, self._live_name(), published=False, documents=(document,), twins=twins)
        try:
            with self._writing():
                serving = self._serving()
                if serving is None or document not in serving.snapshot.manifest.contents.documents:
                    return outcome
                remaining = without_withdrawn(serving)
                if not remaining.passages:  # nothing to index; what is live is hidden altogether
                    return outcome
                published = self._publish(Action.WITHDRAW, remaining, progress, gated=False)
        except BusyError:
            return replace(outcome, refusal=Refusal.BUSY)
        except (IndexingError, PublishingError):
            return replace(outcome, refusal=Refusal.FAILED)
        return replace(published, documents=(document,), twins=twins)

    def restore(self, document: str, progress: Progress = quiet) -> Outcome:
        """Take a withdrawal back and publish the library.

        :raises LibraryError: when the document is not withdrawn.
        """
        with self._writing():
            self.withdrawals.restore(document)
            outcome = self._publish(Action.RESTORE, self._from_library(progress), progress)
        return replace(outcome, documents=(document,))

    def rollback(self) -> Outcome:
        """Make the snapshot live that was live before; every file of it is checked first.

        :raises PublishingError: when there is none, or none that is whole.
        """
        with self._writing():
            for name in self.snapshots.earlier():
                try:
                    snapshot = self.snapshots.open(name)
                    snapshot.manifest.verify(snapshot.folder)
                    load_retriever(snapshot, self.embedder)
                except IndexingError:
                    continue
                self.snapshots.go_live(name)
                contents = snapshot.manifest.contents
                return Outcome(
                    Action.ROLLBACK, name, True, document_count=len(contents.documents), passage_count=contents.passages
                )
        raise PublishingError("There is no earlier whole snapshot to go back to; run `tanya reindex`.")

    def _publish(self, action: Action, candidate: Candidate, progress: Progress, *, gated: bool = True) -> Outcome:
        """Build, ask the golden questions, store, switch."""
        incomplete = tuple(Incomplete(name, missing) for name, missing in candidate.gaps.items())
        outcome = Outcome(action, self._live_name(), published=False, faults=candidate.faults, incomplete=incomplete)
        if not candidate.passages:
            return replace(outcome, refusal=Refusal.EMPTY)
        serving = self._serving()
        earlier = serving.retriever if serving is not None else None
        built = Retriever.build(candidate.passages, self.embedder, progress, reuse=earlier)
        with self.snapshots.staging() as folder:
            built.save(folder)
            # What is tested is what will be served: the index as it comes back from disk.
            sheet = None
            if gated and serving is not None:  # a first index cannot be worse than none, and newcomers are in a hurry
                contest = Contest(Retriever.load(folder, self.embedder), candidate, serving, self.withdrawals.read())
                sheet, gating = contest.held(self.gate, progress)
                outcome = replace(outcome, gating=gating)
                if gating.worse:
                    return replace(outcome, refusal=Refusal.WORSE)
                sheet.write(folder)
            progress("publish", 0, 1)
            snapshot = self.snapshots.publish(folder, self._contents(candidate, sheet))
        self.snapshots.prune()
        progress("publish", 1, 1)
        return replace(
            outcome,
            snapshot=snapshot.name,
            published=True,
            document_count=len(candidate.documents),
            passage_count=len(candidate.passages),
        )

    def _contents(self, candidate: Candidate, sheet: Scoresheet | None) -> Contents:
        return Contents(
            embedder=self.embedder.id,
            dimension=self.embedder.dimension,
            passages=len(candidate.passages),
            documents=candidate.documents,
            golden=sheet.share if sheet is not None else None,
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Alone and stoppable."""
        with _honest_about_the_disk(), stopping_politely(), self.snapshots.writing():
            yield

    def _from_library(self, progress: Progress) -> Candidate:
        return from_library(self.library, self.withdrawals.read(), progress)

    def _serving(self) -> Serving[Retriever] | None:
        """What is live, where it can be used with this embedder."""
        try:
            snapshot = self.snapshots.current()
            retriever = load_retriever(snapshot, self.embedder)
        except IndexingError:
            return None
        masked = self.withdrawals.read().masked(snapshot.manifest.contents.documents)
        return Serving(snapshot, retriever, masked)

    def _current(self) -> Snapshot | None:
        try:
            return self.snapshots.current()
        except SnapshotError:
            return None

    def _live_name(self) -> str | None:
        current = self._current()
        return current.name if current is not None else None

    def _are_live(self, additions: Sequence[Addition]) -> bool:
        current = self._current()
        served = current.manifest.contents.documents if current is not None else {}
        return all(served.get(addition.entry.id) == addition.entry.digest for addition in additions)

    def _refuse_withdrawn(self, entries: Sequence[Entry], held: Mapping[str, Entry]) -> None:
        """:raises PublishingError: when one of them is the very text that was withdrawn."""
        listed = self.withdrawals.read()
        current = self._current()
        known = {(item.id, item.digest) for item in held.values()}
        known |= set(current.manifest.contents.documents.items()) if current is not None else set()
        for entry in entries:
            if entry.id in listed.masked({entry.id: entry.digest}) and (entry.id, entry.digest) in known:
                raise PublishingError(
                    f"{entry.path.name} is the text of {entry.id} that was withdrawn; change or restore it."
                )

    def _twins(self, document: str) -> tuple[str, ...]:
        """The translations of a document that are served.

        :raises PublishingError: when there is no such document, naming the nearest one.
        """
        of = {name: item.document.metadata.translation_of for name, item in self.library.held().items()}
        current = self._current()
        known = of.keys() | (current.manifest.contents.documents.keys() if current is not None else set())
        if document not in known:
            near = process.extractOne(document, sorted(known), score_cutoff=LIKENESS)
            hint = f"; did you mean {near[0]}?" if near else "."
            raise PublishingError(f"There is no document {document}{hint}")
        hidden = self.withdrawals.read().masked()
        twins = {name for name, original in of.items() if original == document} | {of.get(document)}
        return tuple(sorted(name for name in twins if name is not None and name not in hidden))


@contextmanager
def _honest_about_the_disk() -> Iterator[None]:
    """Every fault of the disk becomes one of ours."""
    try:
        yield
    except OSError as exc:
        place = f" ({Path(exc.filename).name})" if isinstance(exc.filename, str) else ""
        raise PublishingError(
            f"The data folder cannot be written{place}: {exc.strerror or exc}; what was live still is."
        ) from exc


def _added(addition: Addition) -> Added:
    metadata = addition.entry.document.metadata
    return Added(metadata.id, metadata.title, metadata.audience, addition.replaced)

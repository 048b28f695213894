"""The documents and passages that a new index is to be made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from index.live import Serving
from index.retriever import Retriever
from knowledge.chunking import passages
from knowledge.document import Passage
from knowledge.laws import with_force
from knowledge.library import Fault, Library
from knowledge.withdrawals import WithdrawalList

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What to index: passages, the digests of their documents' files by id, a sentence about each file left out.

    `gaps` has the articles that the text of a law lacks, by the document's id.
    """

    passages: list[Passage]
    documents: Mapping[str, str]
    faults: tuple[str, ...] = ()
    gaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def from_library(library: Library, withdrawals: WithdrawalList, progress: Progress) -> Candidate:
    """Everything the library can serve and nobody withdrew."""
    found: list[Passage] = []
    documents: dict[str, str] = {}
    faults: list[str] = []
    gaps: dict[str, tuple[str, ...]] = {}
    total = library.count_files()
    today = datetime.now(UTC).date()
    for number, item in enumerate(library.read(), 1):
        if isinstance(item, Fault):
            faults.append(item.sentence)
        elif item.id not in withdrawals.masked({item.id: item.digest}):
            documents[item.id] = item.digest
            found.extend(passages(with_force(item.document, on=today)))
            if item.document.gaps:
                gaps[item.id] = item.document.gaps
        progress("load", number, total)
    return Candidate(found, documents, tuple(faults), gaps)


def without_withdrawn(serving: Serving[Retriever]) -> Candidate:
    """What is live, less what was withdrawn: so that no other change goes live along with a withdrawal."""
    kept = [passage for passage in _stored(serving.retriever) if passage.document not in serving.withdrawn]
    digests = serving.snapshot.manifest.contents.documents
    return Candidate(kept, {name: digest for name, digest in digests.items() if name not in serving.withdrawn})


def _stored(retriever: Retriever) -> Iterator[Passage]:
    for shelf in retriever.shelves.values():
        for number in range(len(shelf)):
            yield shelf.passages.passage(number)

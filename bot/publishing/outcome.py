"""What came of an admin's action, as values; the sentences about them stand in `bot.texts`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from knowledge.metadata import Audience, Kind, Language


class Action(StrEnum):
    """What was asked for."""

    REINDEX = "reindex"
    ADD = "add"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    ROLLBACK = "rollback"


class Refusal(StrEnum):
    """Why no new index went live."""

    WORSE = "worse"  # than the live one, on the golden questions
    EMPTY = "empty"  # there is no document to serve
    BUSY = "busy"  # another reindex is at work
    FAILED = "failed"  # the new index could not be made or stored


@dataclass(frozen=True, slots=True)
class Gating:
    """How a new index did on the golden questions: the sum of their scores, and that of the live index.

    `lost` and `gained` are the ids of the questions whose score fell or rose, `misleading` of those that only the new
    index answers with a wrong claim; `worse` is the gate's verdict.
    """

    asked: int
    score: float
    before: float
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    misleading: tuple[str, ...] = ()
    worse: bool = False

    @property
    def share(self) -> float | None:
        """The mean score, None where nothing was asked."""
        return self.score / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Added:
    """A document that was put into the library, and whether it took the place of an earlier version."""

    document: str
    title: str
    audience: Audience
    replaced: bool


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A law whose text lacks articles that its numbering demands: "Pasal 8"."""

    document: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an action.

    :param snapshot: the snapshot that is live now; None where there is none.
    :param published: whether the action made another snapshot live; if not, `refusal` says why.
    :param faults: one sentence about each file that could not be read and is not served.
    :param incomplete: the laws among what was added, or in the whole library, whose text has gaps.
    :param documents: ids of the documents that a withdrawal or restoration was about.
    :param twins: translations of those documents that are still served.
    """

    action: Action
    snapshot: str | None
    published: bool
    refusal: Refusal | None = None
    document_count: int = 0
    passage_count: int = 0
    faults: tuple[str, ...] = ()
    gating: Gating | None = None
    added: tuple[Added, ...] = ()
    incomplete: tuple[Incomplete, ...] = ()
    documents: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()


class State(StrEnum):
    """Where a document of the library stands."""

    LIVE = "live"
    PENDING = "pending"  # in the library, but not in this version in the live index
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of the library."""

    document: str
    title: str
    language: Language
    kind: Kind
    audience: Audience
    own: bool
    state: State
    checked: date | None
    review_by: date | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All documents of the library, and a sentence about each file that is none."""

    documents: tuple[Listed, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What is live. `problem` says why nothing is, where nothing is; `golden` is a mean score from 0 to 1."""

    snapshot: str | None
    problem: str | None
    created: datetime | None
    embedder: str | None
    document_count: int
    passage_count: int
    golden: float | None
    snapshots: tuple[str, ...]
    withdrawn: tuple[str, ...]
    pending: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A snapshot with what is wrong with it, None when it is whole."""

    snapshot: str
    live: bool
    problem: str | None

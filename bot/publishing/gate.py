"""The golden gate: a new index that answers the golden questions worse than the live one does not go live."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.answering.evaluation import GoldenRow, ScoredReply, judge, load_rows
from bot.errors import PublishingError
from bot.publishing.candidate import Candidate, Progress
from bot.publishing.outcome import Gating
from bot.publishing.scoresheet import Mark, Scoresheet
from index.live import Serving
from index.retriever import Retriever
from knowledge.withdrawals import WithdrawalList

Answer = Callable[[GoldenRow], ScoredReply]

# A larger library turns questions either way: before laws had shelves of their own, 37 of them lost 14 of 942 and
# gained 9. A fall by more than this share of what was asked is no chance any more; a new wrong claim is always one too
# many.
TOLERANCE = 0.01


class Gate(Protocol):
    """Asks the golden questions."""

    def ask(
        self,
        retriever: Retriever,
        documents: frozenset[str],
        withdrawn: frozenset[str],
        progress: Progress,
        known: Scoresheet | None = None,
    ) -> Scoresheet:
        """How an index does on the golden questions.

        :param documents: what a question may rest on: one that names another document has retired with it.
        :param withdrawn: what no reply may use.
        :param known: what the same index did before; taken over where nothing has changed since.
        """


class OpenGate:
    """Asks nothing, so that everything may pass: for installations and tests without golden questions."""

    def ask(
        self,
        retriever: Retriever,
        documents: frozenset[str],
        withdrawn: frozenset[str],
        progress: Progress,
        known: Scoresheet | None = None,
    ) -> Scoresheet:
        """No marks."""
        return Scoresheet()


class GoldenGate:
    """Scores whole replies to golden questions.

    :param answering: an index and the withdrawn documents -> what replies to a question with them.
    :param conditions: names all that replies depend on besides: the program, its model, the installation's tables.
    """

    def __init__(
        self,
        rows: Sequence[GoldenRow],
        answering: Callable[[Retriever, frozenset[str]], Answer],
        conditions: str = "",
    ) -> None:
        self._rows = rows
        self._answering = answering
        self._conditions = conditions

    def ask(
        self,
        retriever: Retriever,
        documents: frozenset[str],
        withdrawn: frozenset[str],
        progress: Progress,
        known: Scoresheet | None = None,
    ) -> Scoresheet:
        """The mark of each question whose documents are all there; a wrong claim scores nothing."""
        conditions = _digest(self._conditions, *sorted(withdrawn))
        asked = [row for row in self._rows if documents.issuperset(row.documents)]
        before = known.marks if known is not None and known.conditions == conditions else {}
        answer = self._answering(retriever, withdrawn)
        marks: dict[str, Mark] = {}
        for number, row in enumerate(asked, 1):
            question = _digest(row.model_dump_json())
            earlier = before.get(row.id)
            same = earlier is not None and earlier.question == question
            marks[row.id] = earlier if earlier is not None and same else _mark(row, question, answer)
            progress("ask", number, len(asked))
        return Scoresheet(conditions=conditions, marks=marks)


def _mark(row: GoldenRow, question: str, answer: Answer) -> Mark:
    verdict = judge(row, answer(row))
    return Mark(question=question, score=0.0 if verdict.wrong else verdict.score, wrong=bool(verdict.wrong))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Contest:
    """A new index and the live one, before the same golden questions."""

    retriever: Retriever
    candidate: Candidate
    serving: Serving[Retriever]
    withdrawals: WithdrawalList

    def held(self, gate: Gate, progress: Progress) -> tuple[Scoresheet, Gating]:
        """The marks of the new index, and how they compare with those that the live one was given at its own gate."""
        documents = set(self.candidate.documents)
        withdrawn = self.withdrawals.masked(self.candidate.documents) & documents
        served = set(self.serving.snapshot.manifest.contents.documents)
        hidden = self.serving.withdrawn & served
        if self.candidate.faults:  # a document that became unreadable has not retired: its questions must show the loss
            documents |= served - hidden
        asked = frozenset(documents)
        after = gate.ask(self.retriever, asked, withdrawn, progress)
        known = Scoresheet.read(self.serving.snapshot.folder)
        before = gate.ask(self.serving.retriever, asked, hidden, lambda _, *far: progress("ask-live", *far), known)
        return after, compare(after, before)


def load_golden(folders: Sequence[Path]) -> list[GoldenRow]:
    """All golden questions of some folders; a row of a later folder goes before one with its id of an earlier.

    :raises UsageError: when a line is no golden question.
    :raises PublishingError: when a file cannot be read.
    """
    rows: dict[str, GoldenRow] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.jsonl")):
            try:
                rows |= {row.id: row for row in load_rows(path)}
            except (OSError, UnicodeDecodeError) as exc:
                raise PublishingError(f"{path.name}: the golden questions cannot be read ({exc}).") from exc
    return list(rows.values())


def compare(after: Scoresheet, before: Scoresheet) -> Gating:
    """The result of the same questions asked of the new index and of the live one."""
    new, old = after.marks, before.marks
    score, score_before = (sum(sheet[question].score for question in new) for sheet in (new, old))
    misleading = tuple(question for question in new if new[question].wrong and not old[question].wrong)
    return Gating(
        asked=len(new),
        score=score,
        before=score_before,
        lost=tuple(question for question in new if new[question].score < old[question].score),
        gained=tuple(question for question in new if new[question].score > old[question].score),
        misleading=misleading,
        worse=bool(misleading) or score_before - score > TOLERANCE * len(new),
    )

"""The golden gate: a new index that answers the golden questions worse than the live one does not go live."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from bot.answering.evaluation import GoldenRow, ScoredReply, judge, load_rows
from bot.errors import PublishingError
from bot.publishing.candidate import Progress
from bot.publishing.outcome import Gating
from index.retriever import Retriever

Answer = Callable[[GoldenRow], ScoredReply]


class Gate(Protocol):
    """Asks the golden questions."""

    def scores(
        self, retriever: Retriever, documents: frozenset[str], withdrawn: frozenset[str], progress: Progress
    ) -> Mapping[str, float]:
        """The score of each golden question, by its id.

        :param documents: what a question may rest on: one that names another document has retired with it.
        :param withdrawn: what no reply may use.
        """


class OpenGate:
    """Asks nothing, so that everything may pass: for installations and tests without golden questions."""

    def scores(
        self, retriever: Retriever, documents: frozenset[str], withdrawn: frozenset[str], progress: Progress
    ) -> Mapping[str, float]:
        """No scores."""
        return {}


class GoldenGate:
    """Scores whole replies to golden questions.

    :param answering: an index and the withdrawn documents -> what replies to a question with them.
    """

    def __init__(self, rows: Sequence[GoldenRow], answering: Callable[[Retriever, frozenset[str]], Answer]) -> None:
        self._rows = rows
        self._answering = answering

    def scores(
        self, retriever: Retriever, documents: frozenset[str], withdrawn: frozenset[str], progress: Progress
    ) -> Mapping[str, float]:
        """The score of each question whose documents are all there; a wrong claim scores nothing."""
        answer = self._answering(retriever, withdrawn)
        asked = [row for row in self._rows if documents.issuperset(row.documents)]
        scores = {}
        for number, row in enumerate(asked, 1):
            verdict = judge(row, answer(row))
            scores[row.id] = 0.0 if verdict.wrong else verdict.score
            progress("ask", number, len(asked))
        return scores


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


def compare(after: Mapping[str, float], before: Mapping[str, float]) -> Gating:
    """The result of the same questions asked of the new index and of the live one."""
    return Gating(
        asked=len(after),
        score=sum(after.values()),
        before=sum(before[question] for question in after),
        lost=tuple(question for question in after if after[question] < before[question]),
        gained=tuple(question for question in after if after[question] > before[question]),
    )

"""What came of an admin's action, said in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from bot.errors import PublishingError
from bot.publishing.candidate import Progress as Report
from bot.publishing.outcome import Catalogue, Checked, Outcome, Refusal, Status
from bot.texts.terminal_en import TERMINAL as SAYS


@contextmanager
def watched(console: Console) -> Iterator[Report]:
    """A progress bar for each stage of a reindex, gone when it ends."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(SAYS.stages.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def report_outcome(outcome: Outcome, console: Console) -> None:
    """Say what came of an action.

    :raises PublishingError: when nothing was published although that was asked for.
    """
    for fault in outcome.faults:
        console.print(SAYS.fault.format(fault=fault), markup=False)
    if outcome.gating is not None and outcome.gating.share is not None:
        console.print(SAYS.golden.format(share=outcome.gating.share, asked=outcome.gating.asked))
    if outcome.gating is not None and outcome.gating.lost:
        console.print(SAYS.lost.format(questions=", ".join(outcome.gating.lost)))
    if outcome.gating is not None and outcome.gating.misleading:
        console.print(SAYS.misleading.format(questions=", ".join(outcome.gating.misleading)))
    if outcome.refusal in (Refusal.WORSE, Refusal.EMPTY):
        raise PublishingError(SAYS.refused[outcome.refusal])
    for added in outcome.added:
        line = SAYS.replaced if added.replaced else SAYS.added
        console.print(line.format(document=added.document, title=added.title), markup=False)
    for law in outcome.incomplete:
        console.print(SAYS.incomplete.format(document=law.document, missing=", ".join(law.missing)), markup=False)
    console.print(SAYS.done[outcome.action].format(documents=", ".join(outcome.documents)))
    if outcome.twins:
        console.print(SAYS.twins.format(twins=", ".join(outcome.twins)))
    if outcome.refusal is not None:
        console.print(SAYS.refused[outcome.refusal])
    if outcome.published:
        console.print(
            SAYS.published.format(
                snapshot=outcome.snapshot, documents=outcome.document_count, passages=outcome.passage_count
            )
        )


def report_status(status: Status, console: Console) -> None:
    """Say what is live."""
    if status.snapshot is None or status.created is None:
        console.print(SAYS.status_none)
    else:
        console.print(
            SAYS.status_live.format(
                snapshot=status.snapshot,
                created=f"{status.created:%Y-%m-%d %H:%M} UTC",
                documents=status.document_count,
                passages=status.passage_count,
                embedder=status.embedder,
            )
        )
    if status.problem:
        console.print(SAYS.status_problem.format(problem=status.problem), markup=False)
    if status.golden is not None:
        console.print(SAYS.status_golden.format(share=status.golden))
    if status.withdrawn:
        console.print(SAYS.status_withdrawn.format(documents=", ".join(status.withdrawn)))
    if status.pending:
        console.print(SAYS.status_pending.format(documents=", ".join(status.pending)))
    for fault in status.faults:
        console.print(SAYS.fault.format(fault=fault), markup=False)


def report_documents(catalogue: Catalogue, console: Console) -> None:
    """List the documents."""
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "title", "language", "audience", "state", "checked", "review by"):
        table.add_column(heading, overflow="fold")
    for listed in catalogue.documents:
        dates = (str(day) if day else "–" for day in (listed.checked, listed.review_by))
        table.add_row(
            listed.document, listed.title, listed.language, listed.audience, SAYS.states[listed.state], *dates
        )
    console.print(table)
    for fault in catalogue.faults:
        console.print(SAYS.fault.format(fault=fault), markup=False)


def report_checked(checked: Sequence[Checked], console: Console) -> bool:
    """Say which snapshots are whole; whether all are."""
    if not checked:
        console.print(SAYS.nothing_to_verify)
    for one in checked:
        line = SAYS.broken if one.problem else SAYS.whole
        console.print(line.format(snapshot=one.snapshot, problem=one.problem), markup=False)
    return not any(one.problem for one in checked)

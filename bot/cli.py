"""The `tanya` command, the one composition root: it opens the installation and says what came of an action."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.console import Console

from bot.administration import report_checked, report_documents, report_outcome, report_status, watched
from bot.answering.evaluation import Turn
from bot.answering.reply import Reply
from bot.errors import BotError, UsageError
from bot.installation import Installation
from bot.message import Message
from bot.service import Service
from bot.settings import load_settings
from bot.terminal import Chat
from bot.texts.terminal_en import TERMINAL as SAYS
from knowledge.metadata import Audience

OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


class QuestionRow(BaseModel):
    """A line of `tanya ask --file`; other keys are ignored, an audience too: rights come from the command line."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    question: str
    history: tuple[Turn, ...] = ()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def tanya() -> None:
    """Ask the agency's documents; serve Telegram; look after the documents."""


@tanya.command()
def run() -> None:
    """Build the index when there is none, then serve Telegram, or chat here without a token."""
    installation = _ready()
    if installation.settings.telegram_bot_token is None:
        ERR.print(SAYS.no_token)
        _chat(installation)
    else:
        _serve(installation)


@tanya.command()
def chat() -> None:
    """Chat in the terminal."""
    _chat(_ready())


@tanya.command()
def serve() -> None:
    """Serve Telegram."""
    installation = Installation.open(load_settings())
    if installation.settings.telegram_bot_token is None:
        raise UsageError(SAYS.token_missing)
    _index_if_none(installation)
    _serve(installation)


@tanya.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the reply as one line of JSON.")
@click.option("--file", type=click.Path(path_type=Path), help="Questions, one JSON object a line; needs --json.")
@click.option("--audience", type=click.Choice([*Audience]), default=Audience.PUBLIC, help="With whose rights to ask.")
def ask(question: str | None, *, as_json: bool, file: Path | None, audience: str) -> None:
    """Answer one question, or a file of them."""
    if (question is None) == (file is None) or (file is not None and not as_json):
        raise UsageError(SAYS.ask_usage)
    if question is not None and not question.strip():
        raise UsageError(SAYS.empty_question)
    rows = list(_rows(file)) if file is not None else [QuestionRow(id="1", question=question or "")]
    service = _ready().service()
    for row in rows:
        reply, milliseconds = _timed(service, row, Audience(audience))
        text = json.dumps(reply_json(row.id, reply, milliseconds), ensure_ascii=False) if as_json else reply.text
        click.echo(text)


@tanya.command()
def reindex() -> None:
    """Build the index anew and publish it."""
    _reindex(Installation.open(load_settings()))


@tanya.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def add(files: tuple[Path, ...]) -> None:
    """Put documents into the library (a folder stands for the files in it) and publish them."""
    installation = Installation.open(load_settings())
    found = [path for file in files for path in (_documents_of(file) if file.is_dir() else [file])]
    with watched(ERR) as progress:
        outcome = installation.publisher().add(found, progress)
    report_outcome(outcome, OUT)


@tanya.command()
@click.argument("document")
def withdraw(document: str) -> None:
    """Hide a document from every answer, at once."""
    with watched(ERR) as progress:
        outcome = Installation.open(load_settings()).publisher().withdraw(document, progress)
    report_outcome(outcome, OUT)


@tanya.command()
@click.argument("document")
def restore(document: str) -> None:
    """Take a withdrawal back."""
    with watched(ERR) as progress:
        outcome = Installation.open(load_settings()).publisher().restore(document, progress)
    report_outcome(outcome, OUT)


@tanya.command()
def rollback() -> None:
    """Go back to the index that was live before."""
    report_outcome(Installation.open(load_settings()).publisher().rollback(), OUT)


@tanya.command()
def status() -> None:
    """What is live, what is withdrawn, what waits."""
    report_status(Installation.open(load_settings()).inspection().status(), OUT)


@tanya.command()
def documents() -> None:
    """The documents of the installation."""
    report_documents(Installation.open(load_settings()).inspection().documents(), OUT)


@tanya.command()
def verify() -> None:
    """Hash every file of every snapshot."""
    if not report_checked(Installation.open(load_settings()).inspection().verify(), OUT):
        raise click.exceptions.Exit(1)


def _documents_of(folder: Path) -> list[Path]:
    """The files of a folder that can be documents: no hidden ones, no folders."""
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def reply_json(row: str, reply: Reply, milliseconds: float) -> dict[str, Any]:
    """A reply as the JSON contract has it."""
    return {
        "id": row,
        "outcome": reply.outcome,
        "language": reply.language,
        "text": reply.text,
        "citations": [
            {
                "document": citation.document,
                "title": citation.title,
                "locator": citation.locator,
                "passage": citation.passage,
                "url": citation.url,
                "status": citation.status,
            }
            for citation in reply.citations
        ],
        "confidence": round(reply.confidence, 4),
        "snapshot": reply.snapshot,
        "elapsed_ms": round(milliseconds, 2),
    }


def _timed(service: Service, row: QuestionRow, audience: Audience) -> tuple[Reply, float]:
    start = time.perf_counter()
    reply = service.reply(Message(row.question, conversation=f"ask:{row.id}", audience=audience), row.history)
    return reply, 1000 * (time.perf_counter() - start)


def _rows(file: Path) -> Iterator[QuestionRow]:
    """The questions of a file.

    :raises UsageError: naming the line that is no question.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(SAYS.file_unreadable.format(file=file.name, reason=exc)) from exc
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield QuestionRow.model_validate(json.loads(line))
            except (ValueError, ValidationError) as exc:
                raise UsageError(SAYS.row_unreadable.format(place=f"{file.name}:{number}")) from exc


def _ready() -> Installation:
    """The installation, with an index."""
    installation = Installation.open(load_settings())
    _index_if_none(installation)
    return installation


def _index_if_none(installation: Installation) -> None:
    if not installation.has_snapshot():
        ERR.print(SAYS.building)
        _reindex(installation, ERR)


def _reindex(installation: Installation, console: Console = OUT) -> None:
    with watched(ERR) as progress:
        outcome = installation.publisher().reindex(progress)
    report_outcome(outcome, console)
    if not outcome.published and not installation.has_snapshot():
        raise BotError(SAYS.status_none)


def _chat(installation: Installation) -> None:
    service = installation.service()
    audience = installation.settings.tanya_audience
    Chat(lambda line: service.reply(Message(line, "terminal", audience)), SAYS.welcome, SAYS.prompt).run()


def _serve(installation: Installation) -> None:
    from bot.telegram.application import serve as serve_telegram  # slow to import, only needed here

    serve_telegram(installation.service(), installation.settings)

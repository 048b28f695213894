"""The articles of law that measurements are made on: a row of the collection -> a passage."""

from __future__ import annotations

from typing import Any

from knowledge.document import Locator, Passage
from knowledge.metadata import Kind


def heading_of(row: dict[str, Any]) -> str:
    """The heading of an article; none for preambles and the like."""
    return f"Pasal {row['pasal']}" if row.get("pasal") not in (None, "", "0") else ""


def article(row: dict[str, Any]) -> Passage:
    """The passage of a row with `id`, `doc`, `ref`, `title`, `pasal` and `text`."""
    heading = heading_of(row)
    return Passage(
        id=row["id"],
        document=row["doc"],
        title=row["title"],
        heading=heading,
        locator=Locator(path=(row["ref"], heading) if heading else (row["ref"],)),
        text=row["text"],
        kind=Kind.LAW,
        number=row["ref"],
    )

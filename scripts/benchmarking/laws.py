"""All of the law: as passages, as a library of documents, and questions about it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Final

from knowledge.document import Passage
from scripts.articles import article, heading_of
from scripts.benchmarking.rows import Row, rows

ALL: Final = 148_027
"""Passages there are."""


def law_passages(data: Path, count: int) -> Iterator[Passage]:
    """Some passages, taken evenly from all of the law."""
    with gzip.open(_articles(data)) as lines:
        total = sum(1 for _ in lines)
    every = islice(rows(_articles(data)), 0, None, max(1, total // count))
    yield from (article(row) for row in islice(every, count))


def law_questions(data: Path) -> list[str]:
    """Questions about the law."""
    return [row["question"] for row in rows(data / "bench" / "legal_qa.dev.jsonl")]


def write_library(data: Path, count: int, folder: Path) -> None:
    """Write whole laws as Markdown files, as an installation keeps them, until they have `count` articles."""
    folder.mkdir(parents=True)
    for document, articles in groupby(islice(rows(_articles(data)), count), key=lambda row: str(row["doc"])):
        (folder / f"{document}.md").write_text(_markdown(document, list(articles)), encoding="utf-8")


def _markdown(document: str, articles: list[Row]) -> str:
    title, number = (json.dumps(articles[0][key], ensure_ascii=False) for key in ("title", "ref"))
    front = f"---\nid: {document}\ntitle: {title}\nkind: law\nnumber: {number}\n---\n"
    sections = [f"## {heading_of(row) or row['part']}\n\n{row['text']}\n" for row in articles]
    return "\n".join([front, *sections])


def _articles(data: Path) -> Path:
    return data / "laws" / "articles.jsonl.gz"

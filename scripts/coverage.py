"""Write the coverage table: which section of which document states each fact.

python -m scripts.coverage            # prints the table
python -m scripts.coverage --write    # writes knowledge/COVERAGE.md
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from knowledge.document import Document
from knowledge.loaders import load
from knowledge.metadata import Language

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
TABLE = KNOWLEDGE / "COVERAGE.md"
HEAD = """# Which fact stands where

Made by `python -m scripts.coverage --write`; a test keeps it true. The ids are those of the fact sheet that the
documents were written from; T-ids are widespread errors that a section corrects.

| fact | document: section |
|---|---|
"""


def bundled_documents() -> list[Document]:
    """Every bundled document, in the order of their paths."""
    return [load(path) for path in sorted((KNOWLEDGE / "documents").rglob("*.md"))]


def coverage(documents: Iterable[Document]) -> dict[str, list[str]]:
    """For each fact id the Indonesian sections that state it."""
    places: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        if document.metadata.language is Language.ID:
            for section in document.walk():
                for fact in section.notes.facts:
                    places[fact].append(f"{document.metadata.id}: {section.heading}")
    return dict(sorted(places.items()))


def table(places: dict[str, list[str]]) -> str:
    """The coverage table as Markdown."""
    return HEAD + "".join(f"| {fact} | {'<br>'.join(found)} |\n" for fact, found in places.items())


def main() -> None:
    """Print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.name} instead of printing it")
    text = table(coverage(bundled_documents()))
    if parser.parse_args().write:
        TABLE.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()

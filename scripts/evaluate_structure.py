"""Measure the reading of law texts against a table of what they truly hold.

`python -m scripts.evaluate_structure --data DIR`: DIR has `priority/*.md` (laws as Markdown) and `articles_truth.tsv`
(doc, last_article, inserted, missing, false_headings, note), made by hand from the same files.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.document import Section
from knowledge.structure import GapKind, Structure, parse_legal

HEADING = re.compile(r"^### Pasal (\S+)$", re.MULTILINE)
NOTED_LINE = re.compile(r"\b(\w+) \(l\.(\d+)")
EXPLANATION = "Penjelasan"


@dataclass(slots=True)
class Score:
    """Counts over laws: headings present, those found, false ones admitted, articles recovered and reported."""

    laws: int = 0
    present: int = 0
    found: int = 0
    false: int = 0
    admitted: int = 0
    missing: int = 0
    recovered: int = 0
    reported: int = 0
    problems: list[str] = field(default_factory=list)


def body_articles(structure: Structure) -> Iterator[Section]:
    """The articles of the body; explanations stand apart."""
    for section in structure.sections:
        if section.heading != EXPLANATION:
            yield from (part for part in section.walk() if part.unit and part.unit.startswith("Pasal "))


def numbers(cell: str) -> list[str]:
    """A comma-separated cell."""
    return [number for number in cell.split(",") if number]


def truly_present(row: dict[str, str], text: str) -> set[str]:
    """The articles whose heading stands in the file, by the table."""
    missing = set(numbers(row["missing"]))
    if row["last_article"].isdigit():
        return {str(number) for number in range(1, int(row["last_article"]) + 1)} - missing
    own = {"I", "II"} | set(numbers(row["inserted"]))
    body = text.split("\n# Penjelasan")[0]
    rewritten = set(HEADING.findall(body)) - {"I", "II"}
    return (own | rewritten) - missing


def score_law(row: dict[str, str], text: str, score: Score) -> None:
    """Add one law to the counts."""
    structure = parse_legal(text)
    sections = list(body_articles(structure))
    found = Counter((section.unit or "").removeprefix("Pasal ") for section in sections)
    present = truly_present(row, text)
    missing = set(numbers(row["missing"]))
    gaps = {gap.unit.removeprefix("Pasal ") for gap in structure.gaps if gap.kind in (GapKind.MISSING, GapKind.END)}
    false = [section.unit for section in sections if _at_false_heading(section, row, text)]
    extra = sorted(set(found) - present - missing) + sorted(number for number, count in found.items() if count > 1)
    score.present += len(present)
    score.found += len(present & set(found))
    score.false += _count_false(row["false_headings"])
    score.admitted += len(extra) + len(false)
    score.missing += len(missing)
    score.recovered += len(missing & set(found))
    score.reported += len(missing & gaps)
    for name, listed in (
        ("not found", sorted(present - set(found))),
        ("admitted", extra),
        ("from a false heading", false),
        ("lost in silence", sorted(missing - set(found) - gaps)),
        ("wrong gap", sorted(gaps - missing)),
    ):
        if listed:
            score.problems.append(f"{row['doc']}: {name}: {', '.join(map(str, listed))}")


def _count_false(cell: str) -> int:
    match = re.match(r"\d+", cell)
    return int(match[0]) if match else 0


def _at_false_heading(section: Section, row: dict[str, str], text: str) -> bool:
    """Whether a section begins at a line that the table calls no heading of that article."""
    lines = text.splitlines()
    number = (section.unit or "").removeprefix("Pasal ")
    for printed, line in NOTED_LINE.findall(row["false_headings"]):
        following = " ".join("".join(lines[int(line) : int(line) + 3]).split())[:60]
        if printed == number and following and " ".join(section.text.split()).startswith(following):
            return True
    return False


def measure(folder: Path) -> Score:
    """Score all laws of the table."""
    score = Score()
    with (folder / "articles_truth.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            score.laws += 1
            score_law(row, (folder / "priority" / f"{row['doc']}.md").read_text(encoding="utf-8"), score)
    return score


def main() -> int:
    """Print the measurement as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with priority/ and articles_truth.tsv")
    arguments = parser.parse_args()
    table = arguments.data / "articles_truth.tsv"
    if not table.is_file():
        print(f"{table} is not there; --data takes the folder with priority/ and articles_truth.tsv", file=sys.stderr)
        return 2
    score = measure(arguments.data)
    result = {
        "laws": score.laws,
        "headings_present": score.present,
        "headings_found": score.found,
        "share_found": round(score.found / score.present, 4),
        "false_headings": score.false,
        "false_admitted": score.admitted,
        "missing_in_scan": score.missing,
        "recovered_inline": score.recovered,
        "reported_as_gap": score.reported,
        "problems": score.problems,
    }
    print(json.dumps(result, indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())

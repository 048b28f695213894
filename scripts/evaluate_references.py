"""Ask 300 references over real laws and check what the look-up says of each.

`python -m scripts.evaluate_references --data DIR`: DIR has `priority/*.md` (laws as Markdown), `articles_truth.tsv`
(what each truly holds, made by hand) and `status.tsv` (what is known of their force). The references and what is right
for them come from these tables and plain heading lines, by rules that share nothing with the parser.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.lookup import Lookup, Resolution, Standing
from knowledge.chunking import passages
from knowledge.document import Passage
from knowledge.laws import read_law, with_force
from knowledge.metadata import Force, Metadata
from knowledge.references import parse_references

TODAY = date(2026, 11, 22)  # the day of status.tsv
COUNTS = {"existing": 120, "paragraph": 40, "not existing": 60, "missing": 40, "superseded": 40}
NAMES = {"uu": ("UU", "Undang-Undang", "Law"), "pp": ("PP", "Peraturan Pemerintah", "Government Regulation")}
TEMPLATES = (
    "apa isi Pasal {a} {short} {n}/{y}?",
    "ps {lower} {short_lower} {n} tahun {y}",
    "{long} Nomor {n} Tahun {y} Pasal {a} berbunyi apa",
    "psl. {a} {short_lower} no. {n} thn {y}",
    "{short} No. {n} Tahun {y}, pasal {lower}",
    "What does Article {a} of {english} No. {n} of {y} say?",
)
ARTICLE_LINE = "### Pasal {}\n"
UNIT = re.compile(r"(\d+[A-Z]?)(?:\((\d+)\))?([a-z])?$")
DAMAGED = re.compile(r"\([lIiZSO]\)|\(\d+[^\d)]|[({]\d\d?[^\d)]|\.\.\.|…")
RANGE = re.compile(r"(\d+)-(\d+)$")


@dataclass(frozen=True, slots=True)
class Truth:
    """What the table says of one law, and its file."""

    doc: str
    last: int
    inserted: tuple[str, ...]
    missing: tuple[str, ...]
    amending: bool
    text: str

    @property
    def body(self) -> str:
        """The text before the explanation: the closing articles come once, explanations repeat lower numbers."""
        return self.text.split("\n# Penjelasan")[0]

    def headed(self) -> list[str]:
        """Articles whose heading stands once in the body, so that no other rule is needed to tell where they begin."""
        numbers = [str(n) for n in range(1, self.last + 1)] + list(self.inserted)
        return [n for n in numbers if n not in self.missing and self.body.count(ARTICLE_LINE.format(n)) == 1]

    def after(self, number: str) -> str:
        """The text behind an article's heading, blanks made even."""
        return _even(self.body.partition(ARTICLE_LINE.format(number))[2][:600])


@dataclass(frozen=True, slots=True)
class Question:
    """A reference in words, and the check of what it leads to."""

    category: str
    text: str
    right: Callable[[Resolution], bool]


def _even(text: str) -> str:
    return " ".join(text.split())


def read_truths(folder: Path) -> list[Truth]:
    """The table with the files it describes."""
    truths = []
    with (folder / "articles_truth.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            amending = not row["last_article"].isdigit()
            inserted, missing = (
                tuple(part for part in row[name].split(",") if part) for name in ("inserted", "missing")
            )
            text = (folder / "priority" / f"{row['doc']}.md").read_text(encoding="utf-8")
            truths.append(
                Truth(row["doc"], 0 if amending else int(row["last_article"]), inserted, missing, amending, text)
            )
    return truths


def worded(rng: random.Random, doc: str, article: str, extra: str = "") -> str:
    """A reference in one of the ways people write it."""
    kind, year, number = doc.split("-")
    short, long, english = NAMES[kind]
    template = rng.choice(TEMPLATES[:-1] if extra else TEMPLATES)
    names = {"short": short, "short_lower": short.lower(), "long": long, "english": english}
    return template.format(a=article + extra, lower=article.lower() + extra, n=number, y=year, **names)


def existing(rng: random.Random, truths: Sequence[Truth]) -> Iterator[Question]:
    """Articles whose heading stands in the file."""
    places = [(truth, number) for truth in truths for number in truth.headed()]
    for truth, number in rng.sample(places, COUNTS["existing"]):
        yield Question("existing", worded(rng, truth.doc, number), _finds(truth, number))


def paragraphs(rng: random.Random, truths: Sequence[Truth]) -> Iterator[Question]:
    """Paragraphs of articles that print them cleanly, and paragraphs far beyond their last."""
    places = [(t, n, count) for t in truths for n in t.headed() if (count := _clean_paragraphs(t, n)) >= 2]
    for position, (truth, number, count) in enumerate(rng.sample(places, COUNTS["paragraph"])):
        wanted = rng.randint(1, count) if position % 4 else count + 20
        text = worded(rng, truth.doc, number, rng.choice((f" ayat ({wanted})", f" ayat {wanted}", f"({wanted})")))
        if position % 4:
            yield Question("paragraph", text, _holds(truth, f"({wanted})"))
        else:
            yield Question("paragraph", text, _says(Standing.NOT_EXISTING))


def not_existing(rng: random.Random, truths: Sequence[Truth]) -> Iterator[Question]:
    """Articles beyond the last one, and inserted articles that nobody inserted."""
    whole = [truth for truth in truths if not truth.amending and str(truth.last) not in truth.missing]
    for position in range(COUNTS["not existing"]):
        truth = rng.choice(whole)
        if position % 3:
            article = str(truth.last + rng.randint(1, 60))
        else:
            truth = rng.choice([t for t in truths if t.doc in ("pp-2008-60", "pp-2012-96", "uu-2009-25", "uu-2008-14")])
            article = f"{rng.randint(1, truth.last)}{rng.choice('CDEFGH')}"
        yield Question("not existing", worded(rng, truth.doc, article), _says(Standing.NOT_EXISTING))


def missing(rng: random.Random, truths: Sequence[Truth]) -> Iterator[Question]:
    """Articles whose heading the scan lost: found where they stand inside a sentence, else said to be missing."""
    places = [(truth, number) for truth in truths for number in truth.missing if number != "II"]
    for truth, number in rng.sample(places, COUNTS["missing"]):
        yield Question("missing", worded(rng, truth.doc, number), _recovers(truths, truth, number))


def superseded(rng: random.Random, truths: Sequence[Truth], folder: Path) -> Iterator[Question]:
    """Provisions that a confirmed row of the table calls revoked."""
    places = []
    with (folder / "status.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            truth = next((t for t in truths if t.doc == row["doc"]), None)
            if truth and row["status"] == "revoked" and row["label"].startswith("CONFIRMED"):
                places += [(truth, article, paragraph) for article, paragraph in _units(row["unit"], truth)]
    places = [place for place in places if place[1] in place[0].headed() and _prints(*place)]
    for truth, article, paragraph in rng.sample(places, COUNTS["superseded"]):
        extra = f" ayat ({paragraph})" if paragraph else ""
        yield Question("superseded", worded(rng, truth.doc, article, extra), _is_history(truth))


def _units(cell: str, truth: Truth) -> Iterator[tuple[str, str | None]]:
    if cell == "*":  # PP 53/2010 keeps 7(3), whose fate is not known
        yield from ((number, None) for number in truth.headed() if (truth.doc, number) != ("pp-2010-53", "7"))
    for part in cell.split(","):
        if span := RANGE.match(part):
            yield from ((str(number), None) for number in range(int(span[1]), int(span[2]) + 1))
        elif (unit := UNIT.match(part)) and not unit[3]:
            yield unit[1], unit[2]


def _prints(truth: Truth, article: str, paragraph: str | None) -> bool:
    """Whether a paragraph's mark is there; a scan that lost it is no case of the superseded."""
    text = truth.body.partition(ARTICLE_LINE.format(article))[2].partition("\n#")[0]
    return paragraph is None or f"\n({paragraph})" in text


def _clean_paragraphs(truth: Truth, number: str) -> int:
    """How many paragraphs an article has, where each begins a line and nothing else looks like one; else 0."""
    text = truth.body.partition(ARTICLE_LINE.format(number))[2].partition("\n#")[0]
    marks = [int(mark) for mark in re.findall(r"^\((\d+)\)\s", text, re.MULTILINE)]
    clean = marks == list(range(1, len(marks) + 1)) and not re.search(
        r"\([lIiZSO]\)|\(\d+[^\d)]|[({]\d\d?[^\d)]|\.\.\.|…", text
    )
    return len(marks) if clean and text.lstrip().startswith("(1)") else 0


def _own(found: Resolution, truth: Truth) -> list[Passage]:
    return [passage for passage in found.passages if passage.document == truth.doc]


def _finds(truth: Truth, number: str) -> Callable[[Resolution], bool]:
    def right(found: Resolution) -> bool:
        own = _own(found, truth)
        start = _even(own[0].text)[:40] if own else ""
        return found.standing is Standing.FOUND and bool(start) and start in truth.after(number)

    return right


def _holds(truth: Truth, mark: str) -> Callable[[Resolution], bool]:
    def right(found: Resolution) -> bool:
        return found.standing is Standing.FOUND and any(mark in passage.text for passage in _own(found, truth))

    return right


def _says(standing: Standing) -> Callable[[Resolution], bool]:
    def right(found: Resolution) -> bool:
        return found.standing is standing

    return right


def _recovers(truths: Sequence[Truth], truth: Truth, number: str) -> Callable[[Resolution], bool]:
    def right(found: Resolution) -> bool:
        if found.standing is Standing.MISSING:
            return True
        own = _own(found, truth)
        if not own:  # a law that amends this one holds the article
            documents = {passage.document for passage in found.passages}
            return any(ARTICLE_LINE.format(number) in t.body for t in truths if t.amending and t.doc in documents)
        start = re.escape(_even(own[0].text)[:40])
        torn = rf"[Pp]as\S{{0,3}}\s?[\dlIJLOT ]{{1,6}}[A-Z]?[.\s]*{start}|Pasal \d\S*E?l? {start}"
        return found.standing is Standing.FOUND and re.search(torn, _even(truth.text)) is not None

    return right


def _is_history(truth: Truth) -> Callable[[Resolution], bool]:
    def right(found: Resolution) -> bool:
        own = [passage for passage in _own(found, truth) if not passage.heading.startswith("Penjelasan")]
        return found.standing is Standing.FOUND and bool(own) and all(passage.force is Force.REVOKED for passage in own)

    return right


def build(truths: Sequence[Truth]) -> Lookup:
    """A look-up over all the laws."""
    found: list[Passage] = []
    for truth in truths:
        law = read_law(Metadata(id=truth.doc, title=truth.doc), truth.text)
        if law is not None:
            found += passages(with_force(law.document, on=TODAY))
    return Lookup.build(found)


@dataclass(slots=True)
class Score:
    """How many references of each category were told right, of how many; and those that were not."""

    counts: dict[str, list[int]]
    wrong: list[str]

    @property
    def right(self) -> int:
        """References told right."""
        return sum(right for right, _ in self.counts.values())

    @property
    def asked(self) -> int:
        """References asked."""
        return sum(asked for _, asked in self.counts.values())


def measure(folder: Path, seed: int) -> Score:
    """Ask a repeatable sample of references."""
    truths = read_truths(folder)
    rng = random.Random(seed)  # noqa: S311 - a repeatable sample, no secret
    questions = [
        *existing(rng, truths),
        *paragraphs(rng, truths),
        *not_existing(rng, truths),
        *missing(rng, truths),
        *superseded(rng, truths, folder),
    ]
    lookup = build(truths)
    score = Score({name: [0, 0] for name in COUNTS}, [])
    for question in questions:
        references = parse_references(question.text)
        found = lookup.resolve(references[0]) if len(references) == 1 else None
        right = found is not None and question.right(found)
        score.counts[question.category][0] += right
        score.counts[question.category][1] += 1
        if not right:
            said = found.standing.value if found else [reference.label for reference in references]
            score.wrong.append(f"{question.category}: {question.text} -> {said}")
    return score


def main() -> int:
    """Print the measurement as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with priority/, articles_truth.tsv, status.tsv"
    )
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not (arguments.data / "status.tsv").is_file():
        print(
            f"{arguments.data} lacks status.tsv; --data takes the folder with priority/ and the tables", file=sys.stderr
        )
        return 2
    score = measure(arguments.data, arguments.seed)
    result = {"n": score.asked, "right": score.right, "by_category": score.counts, "wrong": score.wrong}
    print(json.dumps(result, indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())

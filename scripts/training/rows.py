"""The training data: bilingual pairs, informal words, and questions with the passages that answer them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

_CLEAN: Final = 0.95
"""Share of clean words below which a scanned law is left out."""
_NOTHING_TO_EXPLAIN: Final = re.compile(r"cukup jelas", re.IGNORECASE)
_SHORTEST_EXPLANATION: Final = 40
_QUESTION_FORMS: Final = (
    "Apa yang dimaksud dengan {}?",
    "Apa itu {}?",
    "Apa pengertian {}?",
    "{} adalah apa?",
    "Apa definisi {} menurut peraturan?",
    "Jelaskan {}",
    "Apakah arti {}?",
)


class Pair(NamedTuple):
    """Two texts that mean the same."""

    left: str
    right: str


class Source(StrEnum):
    """Where a question and its passage come from."""

    TYDI = "tydi"
    FACQA = "facqa"
    DEFINITION = "definition"
    EXPLANATION = "explanation"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, or a text that asks for its passage like one."""

    id: str
    text: str
    passage: str
    source: Source


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Everything the model learns from; `left` is English in sentences and words, the informal form in `informal`."""

    sentences: tuple[Pair, ...]
    words: tuple[Pair, ...]
    informal: tuple[Pair, ...]
    questions: tuple[Question, ...]

    @classmethod
    def read(cls, folder: Path) -> TrainingData:
        """Read the files that `shared/data/SOURCES.md` lists under `train/`.

        :raises FileNotFoundError: when one is missing.
        """
        return cls(
            tuple(_pairs(folder / "parallel.en-id.tsv", "en", "id")),
            tuple(_pairs(folder / "words.en-id.tsv", "en", "id")),
            tuple(_pairs(folder / "slang_formal.tsv", "slang", "formal")),
            (
                *_asked(folder / "tydiqa_id.train.jsonl", Source.TYDI),
                *_asked(folder / "facqa.train.jsonl", Source.FACQA),
                *_definitions(folder / "laws_definitions.tsv.gz"),
                *_explanations(folder / "laws_pasal_penjelasan.tsv.gz"),
            ),
        )

    def joined(self, other: TrainingData) -> TrainingData:
        """Both, one after the other."""
        return TrainingData(
            self.sentences + other.sentences,
            self.words + other.words,
            self.informal + other.informal,
            self.questions + other.questions,
        )

    def hold_out(self, share: float, first: float = 0.0) -> tuple[TrainingData, tuple[str, ...]]:
        """Leave out the questions that people asked about a share of the passages.

        A reranker must be fitted on questions that the model has not seen; the passages go with them, chosen by their
        content, so that the same ones are left out whatever else changes. Returns what stays, and the ids left out.

        :param first: where the share begins, from 0 to 1: shares of a third from 0, 1/3 and 2/3 are three folds.
        """
        asked = (Source.TYDI, Source.FACQA)
        held = {q.id for q in self.questions if q.source in asked and first <= _chance(q.passage) < first + share}
        kept = tuple(question for question in self.questions if question.id not in held)
        return replace(self, questions=kept), tuple(sorted(held))


def _table(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    yield from csv.DictReader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)


def _pairs(path: Path, left: str, right: str) -> Iterator[Pair]:
    for row in _table(path):
        yield Pair(row[left].replace("_", " "), row[right].replace("_", " "))


def _asked(path: Path, source: Source) -> Iterator[Question]:
    for line in path.read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        yield Question(row["id"], row["question"], row["passage"], source)


def _definitions(path: Path) -> Iterator[Question]:
    """Phrase the definitions of laws as questions; of equal ones only the first."""
    seen: set[tuple[str, str]] = set()
    for row in _table(path):
        key = (row["term"].casefold(), row["definition"][:80].casefold())
        if float(row["ocr"]) <= _CLEAN or key in seen:
            continue
        form = _QUESTION_FORMS[len(seen) % len(_QUESTION_FORMS)]
        seen.add(key)
        yield Question(f"definition-{len(seen)}", form.format(row["term"]), row["definition"], Source.DEFINITION)


def _explanations(path: Path) -> Iterator[Question]:
    """Let the official explanation of an article ask for its article, unless it says that all is clear."""
    for row in _table(path):
        text = row["penjelasan"].strip()
        if float(row["ocr"]) <= _CLEAN or len(text) < _SHORTEST_EXPLANATION or _NOTHING_TO_EXPLAIN.search(text[:60]):
            continue
        yield Question(f"{row['doc']}-{row['pasal']}", text, row["text"], Source.EXPLANATION)


def _chance(text: str) -> float:
    """A number between 0 and 1 that depends on the text alone."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") / 2**64

"""What the engines are asked: two public sets of questions, with the passages that answer them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.benchmarking.rows import rows

SETS: Final = ("facqa", "idk_mrc")
"""FacQA (IndoNLU) and IDK-MRC, their validation halves."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Passages, and questions with the row of the one that answers each."""

    name: str
    passages: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[int, ...]

    @classmethod
    def read(cls, data: Path, name: str) -> QuestionSet:
        """Read a set from `DATA/bench`; questions without an answer are left out."""
        asked = list(rows(data / "bench" / f"{name}.valid.jsonl"))
        pool = list(rows(data / "bench" / f"{name}.pool.jsonl"))
        places = {text: place for place, text in enumerate(dict.fromkeys(row["passage"] for row in (*pool, *asked)))}
        answered = [row for row in asked if row.get("answerable", True)]
        return cls(
            name,
            tuple(places),
            tuple(row["question"] for row in answered),
            tuple(places[row["passage"]] for row in answered),
        )

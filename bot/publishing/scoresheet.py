"""What became of the golden questions that a snapshot was asked, kept inside it: so that nobody asks it again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

FILE = "golden.json"


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mark(_Value):
    """How the reply to one question fared; `question` is the digest of the question with its rules."""

    question: str
    score: float
    wrong: bool = False


class Scoresheet(_Value):
    """The marks by the questions' ids, given under certain `conditions`; under others they would not hold."""

    conditions: str = ""
    marks: Mapping[str, Mark] = {}

    @property
    def share(self) -> float | None:
        """The mean score, None where nothing was asked."""
        return sum(mark.score for mark in self.marks.values()) / len(self.marks) if self.marks else None

    def write(self, folder: Path) -> None:
        """Put the sheet into a snapshot that is not published yet: its manifest seals it with the rest."""
        (folder / FILE).write_text(self.model_dump_json(), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Scoresheet:
        """The sheet of a snapshot; an empty one where there is none that can be read: then it is asked again."""
        try:
            return cls.model_validate_json((folder / FILE).read_bytes())
        except (OSError, ValidationError):
            return cls()

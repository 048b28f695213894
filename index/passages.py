"""The passages of a shelf, as columns: JSON text behind offsets, and one array for each thing a scope asks about.

A `Passage` is made only for what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from index.errors import IndexingError
from index.lexicon import key, keys
from index.ragged import Ragged, load_array
from index.scope import Scope
from knowledge.document import Passage
from knowledge.metadata import Language

_PASSAGE: Final = TypeAdapter(Passage)
_LANGUAGES: Final = tuple(Language)
_ALWAYS: Final = date.min.toordinal()
_FOR_EVER: Final = date.max.toordinal()

_COLUMNS: Final = ("contents", "documents", "since", "until", "languages")


@dataclass(frozen=True, slots=True)
class PassageStore:
    """Columns over passages: `texts` their JSON, `contents` keys of what is indexed of them, `documents` keys of their
    documents' ids, `since` and `until` day ordinals, `languages` positions in `Language`.
    """

    texts: Ragged
    contents: NDArray[np.uint64]
    documents: NDArray[np.uint64]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    languages: NDArray[np.uint8]

    @classmethod
    def build(cls, passages: Sequence[Passage], contents: NDArray[np.uint64]) -> PassageStore:
        """Write passages into columns."""
        rows = [np.frombuffer(_PASSAGE.dump_json(passage), dtype=np.uint8) for passage in passages]
        return cls(
            texts=Ragged.of(rows, np.uint8),
            contents=contents,
            documents=keys(passage.document for passage in passages),
            since=np.array([_ordinal(passage.since, _ALWAYS) for passage in passages], dtype=np.int32),
            until=np.array([_ordinal(passage.until, _FOR_EVER) for passage in passages], dtype=np.int32),
            languages=np.array([_LANGUAGES.index(passage.language) for passage in passages], dtype=np.uint8),
        )

    @classmethod
    def load(cls, folder: Path) -> PassageStore:
        """Map saved passages into memory."""
        return cls(
            Ragged.load(folder, "passages"),
            *(load_array(folder / f"{name}.npy") for name in _COLUMNS),
        )

    def save(self, folder: Path) -> None:
        """Write the columns as arrays."""
        self.texts.save(folder, "passages")
        for name in _COLUMNS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)

    def __len__(self) -> int:
        return len(self.contents)

    def passage(self, number: int) -> Passage:
        """Make one passage.

        :raises IndexingError: when what is stored is no passage.
        """
        try:
            return _PASSAGE.validate_json(self.texts.row(number).tobytes())
        except ValidationError as error:
            raise IndexingError(f"passage {number} of the index is damaged; rebuild it with `tanya reindex`") from error

    def visible(self, scope: Scope) -> NDArray[np.bool_] | None:
        """Which passages a scope lets through; None when all of them."""
        if scope.as_of is None and not scope.withdrawn:
            return None
        mask = np.ones(len(self), dtype=bool)
        if scope.as_of is not None:
            day = scope.as_of.toordinal()
            mask &= (self.since <= day) & (day < self.until)
        if scope.withdrawn:
            mask &= ~np.isin(self.documents, keys(scope.withdrawn))
        return mask

    def titles(self, scope: Scope) -> list[str]:
        """The titles of the documents that a scope lets through, of its language when it has one; in no order."""
        mask = self.visible(scope)
        rows = np.arange(len(self)) if mask is None else np.flatnonzero(mask)
        if scope.language is not None:
            rows = rows[self.in_language(scope.language)[rows]]
        _, first = np.unique(self.documents[rows], return_index=True)
        return [self.passage(int(row)).title for row in rows[first]]

    def of_documents(self, documents: Sequence[str]) -> NDArray[np.int64]:
        """The passages of some documents."""
        named = [np.flatnonzero(self.documents == name) for name in keys(documents)]  # a few: faster than np.isin
        return np.concatenate([np.empty(0, dtype=np.int64), *named])

    def in_language(self, language: Language) -> NDArray[np.bool_]:
        """Which passages are in a language."""
        return np.asarray(self.languages == _LANGUAGES.index(language))


def content_key(passage: Passage) -> int:
    """The key of everything of a passage that is indexed: unchanged content keeps its words and its embeddings."""
    return key("\x1f".join((passage.title, passage.heading, *passage.questions, passage.text)))


def _ordinal(day: date | None, default: int) -> int:
    return default if day is None else day.toordinal()

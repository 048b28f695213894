"""Passages of one audience and sort with what searches them; statistics of one shelf never see another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseIndex, DensePlan
from index.embedding import Embedder
from index.lexical import LexicalIndex
from index.lexicon import Lexicon, WordNumbers, words
from index.passages import PassageStore, content_key
from index.pieces import Pieces, PieceVectors
from index.ragged import Ragged, load_array, starts
from knowledge.document import Passage

Progress = Callable[[str, int, int], None]
"""Told (stage, done, total) now and then; what it raises ends the build."""


def quiet(stage: str, done: int, total: int) -> None:
    """Report nothing."""


LEAD_WEIGHT: Final = 2.0
"""How much a word of title, heading or listed question counts in BM25 against one of the text."""
_AT_ONCE: Final = 4096
"""Passages encoded between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Passages of one audience and sort.

    `words` has the word ids of each passage: its lead (heading, listed questions, title; `leads` words long), then its
    text. Vector rows of passage i are `vector_starts[i]` to `vector_starts[i + 1]`: the passage, then its questions.
    """

    passages: PassageStore
    lexicon: Lexicon
    words: Ragged
    leads: NDArray[np.int32]
    lexical: LexicalIndex
    dense: DenseIndex
    vector_starts: NDArray[np.int64]
    pieces: Pieces

    @classmethod
    def build(
        cls,
        passages: Sequence[Passage],
        embedder: Embedder,
        piece_vectors: PieceVectors,
        progress: Progress,
        reuse: Shelf | None = None,
    ) -> Shelf:
        """Read, count and encode passages.

        :param reuse: an earlier shelf of the same embedder: passages whose content is unchanged keep words and vectors.
        """
        contents = np.array([content_key(passage) for passage in passages], dtype=np.uint64)
        known = _known(contents, reuse)
        rows, leads, lexicon = _read(passages, known, reuse, progress)
        terms = Ragged(lexicon.terms[rows.values] if len(lexicon) else np.empty(0, np.int32), rows.offsets)
        progress("count", 0, 1)
        lexical = LexicalIndex.build(terms, _weights(rows, leads), len(lexicon.term_keys))
        progress("count", 1, 1)
        vectors, vector_starts = _encode(passages, embedder, known, reuse, progress)
        dense = DenseIndex.build(vectors, model=None if reuse is None else reuse.dense)
        store = PassageStore.build(passages, contents)
        pieces = Pieces.build(lexicon.words(), piece_vectors)
        return cls(store, lexicon, rows, leads, lexical, dense, vector_starts, pieces)

    @classmethod
    def load(cls, folder: Path, plan: DensePlan) -> Shelf:
        """Map a saved shelf into memory."""
        passages = PassageStore.load(folder)
        return cls(
            passages,
            Lexicon.load(folder),
            Ragged.load(folder, "words"),
            load_array(folder / "leads.npy"),
            LexicalIndex.load(folder, len(passages)),
            DenseIndex.load(folder, plan),
            load_array(folder / "vector_starts.npy"),
            Pieces.load(folder),
        )

    def save(self, folder: Path) -> None:
        """Write everything into an existing folder."""
        self.passages.save(folder)
        self.lexicon.save(folder)
        self.words.save(folder, "words")
        np.save(folder / "leads.npy", self.leads, allow_pickle=False)
        self.lexical.save(folder)
        self.dense.save(folder)
        np.save(folder / "vector_starts.npy", self.vector_starts, allow_pickle=False)
        self.pieces.save(folder)

    def __len__(self) -> int:
        return len(self.passages)

    def nearest(self, vector: NDArray[np.float32], top_k: int, visible: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        """Passages by their nearest vector, best first."""
        seen = None if visible is None else np.repeat(visible, np.diff(self.vector_starts))
        found = np.searchsorted(self.vector_starts, self.dense.search(vector, top_k, seen), side="right") - 1
        _, first = np.unique(found, return_index=True)
        return np.asarray(found[np.sort(first)], dtype=np.int64)

    def similarities(self, vector: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Cosine of a query vector with the nearest vector of each of some passages."""
        counts = self.vector_starts[rows + 1] - self.vector_starts[rows]
        begins = starts(counts)
        places = np.arange(begins[-1]) + np.repeat(self.vector_starts[rows] - begins[:-1], counts)
        return np.asarray(np.maximum.reduceat(self.dense.similarities(vector, places), begins[:-1]), dtype=np.float32)


def lead(passage: Passage) -> str:
    """What stands above the text of a passage."""
    return " . ".join(part for part in (passage.heading, *passage.questions, passage.title) if part)


def _known(contents: NDArray[np.uint64], reuse: Shelf | None) -> NDArray[np.int64]:
    """For each content its row in an earlier shelf, or −1."""
    if reuse is None or not len(reuse):
        return np.full(len(contents), -1, dtype=np.int64)
    order = np.argsort(reuse.passages.contents, kind="stable")
    ordered = reuse.passages.contents[order]
    places = np.minimum(np.searchsorted(ordered, contents), len(ordered) - 1)
    return np.where(ordered[places] == contents, order[places], -1).astype(np.int64)


def _read(
    passages: Sequence[Passage], known: NDArray[np.int64], reuse: Shelf | None, progress: Progress
) -> tuple[Ragged, NDArray[np.int32], Lexicon]:
    """Turn passages into rows of word ids."""
    numbers = WordNumbers()
    if reuse is not None and (known >= 0).any():
        for word in reuse.lexicon.words():
            numbers[word]
    rows: list[NDArray[Any]] = []
    leads = np.zeros(len(passages), dtype=np.int32)
    for place, (passage, earlier) in enumerate(zip(passages, known.tolist(), strict=True)):
        if earlier >= 0 and reuse is not None:
            rows.append(reuse.words.row(earlier))
            leads[place] = reuse.leads[earlier]
        else:
            head = [numbers[word] for word in words(lead(passage))]
            leads[place] = len(head)
            rows.append(np.array(head + [numbers[word] for word in words(passage.text)], dtype=np.int32))
        if place % _AT_ONCE == 0:
            progress("read", place, len(passages))
    progress("read", len(passages), len(passages))
    read, spellings = Ragged.of(rows, np.int32), list(numbers)
    used, places = np.unique(read.values, return_inverse=True)  # words of passages that are gone are forgotten
    kept = Ragged(places.astype(np.int32), read.offsets)
    return kept, leads, Lexicon.build([spellings[number] for number in used.tolist()])


def _weights(rows: Ragged, leads: NDArray[np.int32]) -> NDArray[np.float32]:
    """How much each word counts: those of the lead more."""
    place = np.arange(len(rows.values)) - np.repeat(rows.offsets[:-1], rows.lengths)
    return np.where(place < np.repeat(leads, rows.lengths), np.float32(LEAD_WEIGHT), np.float32(1))


def _encode(
    passages: Sequence[Passage], embedder: Embedder, known: NDArray[np.int64], reuse: Shelf | None, progress: Progress
) -> tuple[NDArray[np.float16], NDArray[np.int64]]:
    """Vectors of passages and their listed questions, those of unchanged ones taken over."""
    begins = starts(np.array([1 + len(passage.questions) for passage in passages], dtype=np.int64))
    vectors = np.zeros((begins[-1], embedder.dimension), dtype=np.float16)
    fresh = np.flatnonzero(known < 0)
    for place in np.flatnonzero(known >= 0).tolist():
        if reuse is not None:
            first = reuse.vector_starts[known[place]]
            vectors[begins[place] : begins[place + 1]] = reuse.dense.vectors[
                first : first + begins[place + 1] - begins[place]
            ]
    for first in range(0, len(fresh), _AT_ONCE):
        progress("encode", first, len(fresh))
        part = fresh[first : first + _AT_ONCE].tolist()
        vectors[begins[part]] = embedder.encode_passages([_embedded(passages[place]) for place in part])
        asked = [(place, number) for place in part for number in range(len(passages[place].questions))]
        if asked:
            rows = [begins[place] + 1 + number for place, number in asked]
            vectors[rows] = embedder.encode_queries([passages[place].questions[number] for place, number in asked])
    progress("encode", len(fresh), len(fresh))
    return vectors, begins


def _embedded(passage: Passage) -> str:
    """What of a passage is embedded."""
    return f"{passage.heading}. {passage.text}" if passage.heading else passage.text

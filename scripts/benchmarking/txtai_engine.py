"""txtai: its hybrid search, which adds a vector's score and a normalised BM25 score, half and half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from txtai import Embeddings


class TxtaiEngine:
    """`Embeddings(hybrid=True)`, everything else as it comes."""

    def __init__(self, model: Mapping[str, str]) -> None:
        """Open a model.

        :param model: txtai's `path` of the model, and its `method` where the default does not fit.
        """
        self._embeddings = Embeddings({**model, "hybrid": True, "gpu": False})

    def index(self, texts: Sequence[str]) -> None:
        """Take in passages."""
        self._embeddings.index((row, text, None) for row, text in enumerate(texts))

    def search(self, question: str, top_k: int) -> list[int]:
        """Rows of passages, best first."""
        return [int(row) for row, _ in self._embeddings.search(question, top_k)]

    def save(self, folder: Path) -> None:
        """Write the index into an existing folder."""
        self._embeddings.save(str(folder))

    def load(self, folder: Path) -> None:
        """Open what `save` wrote."""
        self._embeddings.load(str(folder))

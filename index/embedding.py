"""Texts -> vectors: the bundled static bilingual model, or any sentence-transformers model.

The bundled model needs no PyTorch: a text's vector is the mean of its tokens' vectors, which numpy computes from a
tokenizer and one table. Other models are loaded through sentence-transformers, which is imported only then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load as load_tensors
from tokenizers import Tokenizer

from index.errors import EmbedderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

BUNDLED_MODEL: Final = Path(__file__).parent / "model"
_BATCH: Final = 128
"""Texts pooled together: enough to fill the cores, few enough that their distinct tokens stay few."""
_MOST_TOKENS: Final = 1 << 16
_STATIC_MODULES: Final = [["StaticEmbedding"], ["StaticEmbedding", "Normalize"]]


class Embedder(Protocol):
    """What gives vectors to texts; two embedders with the same `id` give the same vectors."""

    @property
    def id(self) -> str:
        """The name of the model with a hash of its weights and prompts."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows [texts, dimension]; a text without any token has a row of zeros."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """The same, for questions."""


class StaticEmbedder:
    """A vocabulary with one vector a token; the vector of a text is their mean, scaled to length one."""

    def __init__(self, tokenizer: Tokenizer, vectors: Vectors, id: str) -> None:  # noqa: A002 - the Protocol's name
        """Take finished parts.

        :param vectors: one row a token [vocabulary, dimension]; a token's length is its weight in the mean.
        """
        self.vectors = vectors
        self._tokenizer = tokenizer
        self._id = id

    @classmethod
    def load(cls, folder: Path = BUNDLED_MODEL) -> StaticEmbedder:
        """Open a folder that sentence-transformers' `StaticEmbedding` can open too.

        :raises EmbedderError: when files are missing, damaged or do not fit each other.
        """
        try:
            spelling, weights = (folder / "tokenizer.json").read_bytes(), (folder / "model.safetensors").read_bytes()
            json.loads(spelling)  # the tokenizer's own complaint about broken JSON is a bare Exception
            table = load_tensors(weights)["embedding.weight"]
        except OSError as error:
            raise EmbedderError(f"the embedding model in {folder} cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, SafetensorError) as error:
            raise EmbedderError(f"the embedding model in {folder} is damaged; install it again") from error
        tokenizer = Tokenizer.from_str(spelling.decode())
        tokenizer.no_padding()
        tokenizer.no_truncation()
        if table.ndim != 2 or len(table) != tokenizer.get_vocab_size() or len(table) > _MOST_TOKENS:
            raise EmbedderError(
                f"the embedding model in {folder} has {len(table)} vectors for {tokenizer.get_vocab_size()} tokens "
                f"(at most {_MOST_TOKENS} can be held); install it again"
            )
        return cls(tokenizer, table.astype(np.float32), f"static-{_digest([spelling, weights])}")

    @property
    def id(self) -> str:
        """`static-` and a hash of tokenizer and weights."""
        return self._id

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self.vectors.shape[1])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows [texts, dimension]; a text without any token has a row of zeros."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = texts[start : start + _BATCH]
            encodings = self._tokenizer.encode_batch_fast(list(batch), add_special_tokens=False)
            rows[start : start + len(batch)] = self._pool([encoding.ids for encoding in encodings])
        return rows

    @property
    def words(self) -> frozenset[str]:
        """The whole words of its vocabulary: common words of both languages."""
        return frozenset(word for word in self._tokenizer.get_vocab() if not word.startswith(("##", "[")))

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """The same: this model knows no prompts."""
        return self.encode_passages(texts)

    def token_ids(self, text: str) -> NDArray[np.uint16]:
        """The tokens of a text in their order, as rows of `vectors`."""
        return np.array(self._tokenizer.encode(text, add_special_tokens=False).ids, dtype=np.uint16)

    def _pool(self, token_ids: list[list[int]]) -> Vectors:
        """Sum the vectors of each text's tokens, as one product over the tokens that occur, and scale to length one."""
        lengths = [len(ids) for ids in token_ids]
        flat = np.fromiter((token for ids in token_ids for token in ids), dtype=np.int64, count=sum(lengths))
        tokens, places = np.unique(flat, return_inverse=True)
        cells = np.repeat(np.arange(len(lengths)), lengths) * len(tokens) + places
        counts = np.bincount(cells, minlength=len(lengths) * len(tokens)).astype(np.float32)
        sums = counts.reshape(len(lengths), len(tokens)) @ self.vectors[tokens]
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.maximum(norms, np.finfo(np.float32).tiny), dtype=np.float32)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, with the prompts it was trained with."""

    def __init__(self, model: SentenceTransformer, id: str, query_prompt: str, passage_prompt: str) -> None:  # noqa: A002
        """Take finished parts; a prompt is put before every text of its kind."""
        self._model = model
        self._id = id
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        self._dimension = len(model.encode("", show_progress_bar=False))

    @classmethod
    def load(
        cls, name: str, query_prompt: str | None = None, passage_prompt: str | None = None
    ) -> SentenceTransformerEmbedder:
        """Open a model by its name on the hub, or a local folder.

        :param query_prompt: what stands before a question, such as "query: "; None for the model's own prompt.
        :param passage_prompt: the same for a passage.
        :raises EmbedderError: when there is no such model, or it cannot be opened.
        """
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EmbedderError(f"{name} needs the package sentence-transformers: install it") from error
        try:
            model = SentenceTransformer(name, device="cpu")
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise EmbedderError(f"the embedding model {name} cannot be opened: {_first_line(error)}") from error
        query = _own_prompt(model.prompts, ["query"]) if query_prompt is None else query_prompt
        passage = _own_prompt(model.prompts, ["passage", "document"]) if passage_prompt is None else passage_prompt
        digest = _digest([*_weights(model), query.encode(), passage.encode()])
        return cls(model, f"{Path(name).name}-{digest}", query, passage)

    @property
    def id(self) -> str:
        """The model's name and a hash of its weights and prompts."""
        return self._id

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows [texts, dimension]."""
        return self._encode(texts, self._passage_prompt)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """The same, for questions."""
        return self._encode(texts, self._query_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        rows = self._model.encode(list(texts), prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, dtype=np.float32)


def load_embedder(spec: str | None, query_prompt: str | None = None, passage_prompt: str | None = None) -> Embedder:
    """Open an embedding model.

    :param spec: None for the bundled model, else a folder or a name that sentence-transformers knows.
    :raises EmbedderError: when it cannot be opened.
    """
    folder = BUNDLED_MODEL if spec is None else Path(spec)
    if spec is None or (_is_static(folder) and not query_prompt and not passage_prompt):
        return StaticEmbedder.load(folder)
    return SentenceTransformerEmbedder.load(spec, query_prompt, passage_prompt)


def _is_static(folder: Path) -> bool:
    """Whether a folder holds nothing but a table of vectors, so that numpy can do without PyTorch."""
    try:
        modules = json.loads((folder / "modules.json").read_bytes())
        return [str(module["type"]).rpartition(".")[2] for module in modules] in _STATIC_MODULES
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _own_prompt(prompts: Mapping[str, str | None], names: list[str]) -> str:
    return next((prompt for name in names if (prompt := prompts.get(name))), "")


def _weights(model: SentenceTransformer) -> Iterator[bytes]:
    state: dict[str, Any] = model.state_dict()
    for name in sorted(state):
        yield name.encode()
        yield state[name].detach().float().numpy().tobytes()


def _digest(parts: Sequence[bytes] | Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:12]


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]

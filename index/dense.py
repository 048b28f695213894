"""Nearest vectors by inner product: an exact FAISS scan while that is fast, clusters (IVF) above a measured crossover.

Vectors are unit rows, so the inner product is the cosine. The kind of search is chosen while building and written in the
manifest, with the recall it reached.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import IndexingError
from index.ragged import load_array

Vectors = NDArray[np.float32]

CROSSOVER: Final = 20_000
"""Vectors above which clusters are searched: an exact scan takes 1.7 ms there on 2 cores, and grows with the library."""
RECALL: Final = 0.99
"""Share of the exact ten nearest that the clusters must give back."""
_CLUSTERS_PER_ROOT: Final = 2
_TRAINING_VECTORS: Final = 40
"""Vectors a cluster is trained on; FAISS asks for 39 at least."""
_SAMPLE: Final = 500
"""Vectors asked back to find how many clusters must be probed."""
_NEAREST: Final = 10
_NOISE: Final = 1.0
"""Length of the random step by which a question differs from a passage: as far as questions are (cosine .5 to .8)."""


class DenseKind(StrEnum):
    """How vectors are searched."""

    EXACT = "exact"
    CLUSTERS = "clusters"


@dataclass(frozen=True, slots=True)
class DensePlan:
    """What the builder chose: `probes` of `clusters` are looked at; `recall` of the exact ten nearest was measured."""

    kind: DenseKind
    count: int
    dimension: int
    clusters: int = 0
    probes: int = 0
    recall: float = 1.0

    def manifest(self) -> dict[str, str | int | float]:
        """The plan as plain values."""
        return {**asdict(self), "kind": self.kind.value}

    @classmethod
    def read(cls, manifest: dict[str, str | int | float]) -> DensePlan:
        """The plan from plain values.

        :raises IndexingError: when they are no plan.
        """
        try:
            return cls(
                DenseKind(manifest["kind"]),
                int(manifest["count"]),
                int(manifest["dimension"]),
                int(manifest["clusters"]),
                int(manifest["probes"]),
                float(manifest["recall"]),
            )
        except (KeyError, ValueError, TypeError) as error:
            raise IndexingError("the manifest does not say how its vectors are searched; rebuild the index") from error


class DenseIndex:
    """Vectors of a shelf, and the FAISS structure that searches them."""

    def __init__(self, plan: DensePlan, vectors: NDArray[np.float16], searcher: faiss.Index) -> None:
        self.plan = plan
        self.vectors = vectors
        self._searcher = searcher

    @classmethod
    def build(cls, vectors: NDArray[np.float16], crossover: int = CROSSOVER, model: DenseIndex | None = None) -> DenseIndex:
        """Choose how to search, and make it ready.

        :param vectors: unit rows [n, d], 16-bit.
        :param model: an earlier index whose clusters are kept when the number of vectors has hardly changed.
        """
        count, dimension = vectors.shape
        if count <= crossover:
            plan = DensePlan(DenseKind.EXACT, count, dimension)
            return cls(plan, vectors, _exact(vectors))
        searcher, kept = _clusters(vectors, model), model is not None
        plan = _measured(searcher, vectors, model.plan if kept and model is not None else None)
        return cls(plan, vectors, searcher)

    @classmethod
    def load(cls, folder: Path, plan: DensePlan) -> DenseIndex:
        """Open saved vectors.

        :raises IndexingError: when they do not fit the plan.
        """
        vectors = load_array(folder / "vectors.npy")
        if vectors.shape != (plan.count, plan.dimension):
            raise IndexingError(f"vectors are {vectors.shape}, the manifest says {(plan.count, plan.dimension)}; rebuild the index")
        if plan.kind is DenseKind.EXACT:
            return cls(plan, vectors, _exact(vectors))
        try:
            searcher = faiss.read_index(str(folder / "vectors.faiss"), faiss.IO_FLAG_MMAP)
        except RuntimeError as error:
            raise IndexingError("the vector index cannot be read; rebuild it with `tanya reindex`") from error
        return cls(plan, vectors, searcher)

    def save(self, folder: Path) -> None:
        """Write vectors, and the clusters when there are any; an exact searcher is made anew on loading."""
        np.save(folder / "vectors.npy", self.vectors, allow_pickle=False)
        if self.plan.kind is DenseKind.CLUSTERS:
            faiss.write_index(self._searcher, str(folder / "vectors.faiss"))

    def search(self, query: Vectors, top_k: int, visible: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Rows of the nearest vectors, best first.

        :param query: one unit vector [d].
        :param visible: which rows may be found [n]; None for all.
        """
        if not self.plan.count or not top_k:
            return np.empty(0, dtype=np.int64)
        _, found = self._searcher.search(query[None, :], min(top_k, self.plan.count), params=self._parameters(visible))
        return np.asarray(found[0][found[0] >= 0], dtype=np.int64)

    def similarities(self, query: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Cosine of one query vector [d] with some rows."""
        return np.asarray(self.vectors[rows].astype(np.float32) @ query, dtype=np.float32)

    def _parameters(self, visible: NDArray[np.bool_] | None) -> faiss.SearchParameters:
        selector = None if visible is None else faiss.IDSelectorBitmap(np.packbits(visible, bitorder="little"))
        if self.plan.kind is DenseKind.CLUSTERS:
            return faiss.SearchParametersIVF(nprobe=self.plan.probes, **({} if selector is None else {"sel": selector}))
        return faiss.SearchParameters(**({} if selector is None else {"sel": selector}))


def _exact(vectors: NDArray[np.float16]) -> faiss.Index:
    searcher = faiss.IndexFlatIP(vectors.shape[1])
    searcher.add(vectors.astype(np.float32))
    return searcher


def _clusters(vectors: NDArray[np.float16], model: DenseIndex | None) -> faiss.Index:
    """Cluster vectors; those of an earlier index keep their centres."""
    count, dimension = vectors.shape
    clusters = int(_CLUSTERS_PER_ROOT * count**0.5)
    if model is not None and model.plan.kind is DenseKind.CLUSTERS and abs(model.plan.clusters - clusters) < clusters // 4:
        searcher = faiss.clone_index(faiss.downcast_index(model._searcher).quantizer)
        searcher = faiss.IndexIVFFlat(searcher, dimension, model.plan.clusters, faiss.METRIC_INNER_PRODUCT)
        searcher.is_trained = True
    else:
        centres = faiss.IndexFlatIP(dimension)
        searcher = faiss.IndexIVFFlat(centres, dimension, clusters, faiss.METRIC_INNER_PRODUCT)
        centres.this.disown()
        searcher.own_fields = True
        searcher.cp.niter = 8
        chosen = np.random.default_rng(0).choice(count, min(count, clusters * _TRAINING_VECTORS), replace=False)
        searcher.train(vectors[np.sort(chosen)].astype(np.float32))
    for first in range(0, count, 1 << 15):
        searcher.add(vectors[first : first + (1 << 15)].astype(np.float32))
    return searcher


def _measured(searcher: faiss.Index, vectors: NDArray[np.float16], known: DensePlan | None) -> DensePlan:
    """Find how many clusters must be probed: vectors of the shelf, slightly moved, are asked for their ten nearest."""
    count, dimension = vectors.shape
    if known is not None and known.clusters == searcher.nlist:
        return DensePlan(DenseKind.CLUSTERS, count, dimension, known.clusters, known.probes, known.recall)
    random = np.random.default_rng(1)
    asked = vectors[np.sort(random.choice(count, min(count, _SAMPLE), replace=False))].astype(np.float32)
    asked += random.normal(scale=_NOISE / dimension**0.5, size=asked.shape).astype(np.float32)
    truth = _nearest(vectors, asked)
    probes, recall = 8, 0.0
    while probes < searcher.nlist:
        _, found = searcher.search(asked, _NEAREST, params=faiss.SearchParametersIVF(nprobe=probes))
        recall = float(np.mean([len(np.intersect1d(a, b)) / _NEAREST for a, b in zip(found, truth, strict=True)]))
        if recall >= RECALL:
            break
        probes = int(probes * 1.5)
    return DensePlan(DenseKind.CLUSTERS, count, dimension, int(searcher.nlist), min(probes, int(searcher.nlist)), recall)


def _nearest(vectors: NDArray[np.float16], asked: Vectors) -> NDArray[np.int64]:
    """The exact nearest, some vectors at a time."""
    scores, rows = np.empty((len(asked), 0), np.float32), np.empty((len(asked), 0), np.int64)
    for first in range(0, len(vectors), 1 << 15):
        part = asked @ vectors[first : first + (1 << 15)].astype(np.float32).T
        top = np.argpartition(part, -_NEAREST, axis=1)[:, -_NEAREST:]
        scores = np.concatenate([scores, np.take_along_axis(part, top, axis=1)], axis=1)
        rows = np.concatenate([rows, top + first], axis=1)
    return np.asarray(np.take_along_axis(rows, np.argsort(-scores, axis=1)[:, :_NEAREST], axis=1), dtype=np.int64)

"""Haystack: its in-memory BM25 and embedding retrievers, joined by reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from haystack import Document
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from index.embedding import load_embedder


class HaystackEngine:
    """A document store in memory, everything as it comes; the embedder is sentence-transformers."""

    def __init__(self, model: Path) -> None:
        self._embedder = load_embedder(str(model))
        self._joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")
        self._use(InMemoryDocumentStore(shared=False))

    def index(self, texts: Sequence[str]) -> None:
        """Take in passages."""
        vectors = self._embedder.encode_passages(texts)
        self._use(InMemoryDocumentStore(shared=False))
        self._store.write_documents(
            [
                Document(id=str(row), content=text, embedding=vector.tolist())
                for row, (text, vector) in enumerate(zip(texts, vectors, strict=True))
            ]
        )

    def search(self, question: str, top_k: int) -> list[int]:
        """Rows of passages, best first."""
        vector = self._embedder.encode_queries([question])[0].tolist()
        by_words = self._by_words.run(query=question, top_k=top_k)["documents"]
        by_vectors = self._by_vectors.run(query_embedding=vector, top_k=top_k)["documents"]
        joined = self._joiner.run(documents=[by_words, by_vectors], top_k=top_k)
        return [int(document.id) for document in joined["documents"]]

    def save(self, folder: Path) -> None:
        """Write the index into an existing folder."""
        self._store.save_to_disk(str(folder / "store.json"))

    def load(self, folder: Path) -> None:
        """Open what `save` wrote."""
        self._use(InMemoryDocumentStore.load_from_disk(str(folder / "store.json")))

    def _use(self, store: InMemoryDocumentStore) -> None:
        self._store = store
        self._by_words = InMemoryBM25Retriever(store)
        self._by_vectors = InMemoryEmbeddingRetriever(store)

"""A service over the bundled documents, indexed once in memory."""

from collections.abc import Callable

import pytest

from bot.agency import Agency
from bot.answering.reply import Reply
from bot.message import Message
from bot.service import Held, Service
from index.embedding import load_embedder
from index.retriever import Retriever
from knowledge.chunking import passages
from knowledge.library import BUNDLED, Entry, Library

Ask = Callable[..., Reply]


@pytest.fixture(scope="session")
def bundled_retriever() -> Retriever:
    """The bundled documents, indexed in memory."""
    entries = [item for item in Library(BUNDLED, BUNDLED / "none").read() if isinstance(item, Entry)]
    return Retriever.build([passage for entry in entries for passage in passages(entry.document)], load_embedder(None))


@pytest.fixture
def ask(bundled_retriever: Retriever) -> Ask:
    """Ask a fresh service; what is withdrawn can be given."""
    services: dict[frozenset[str], Service] = {}

    def asked(question: str, chat: str = "chat", withdrawn: frozenset[str] = frozenset(), **more: object) -> Reply:
        service = services.setdefault(withdrawn, Service(lambda: Held(bundled_retriever, withdrawn, "snap"), Agency()))
        return service.reply(Message(question, chat, **more))  # type: ignore[arg-type]

    return asked

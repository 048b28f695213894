"""An installation: the settings made into parts that fit together."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.agency import FILE as AGENCY
from bot.agency import Agency, load_agency
from bot.answering.evaluation import GoldenRow, ScoredReply, scored
from bot.message import Message
from bot.publishing.candidate import from_library
from bot.publishing.conditions import conditions
from bot.publishing.gate import Answer, GoldenGate, load_golden
from bot.publishing.inspection import Inspection
from bot.publishing.publisher import Publisher, quiet
from bot.service import Held, Service, from_live
from bot.settings import Settings
from index.embedding import Embedder, load_embedder
from index.live import Live, load_retriever
from index.retriever import Retriever
from index.snapshot import Snapshots
from knowledge.library import BUNDLED, Library
from knowledge.tables import FILES as TABLES
from knowledge.tables import Tables
from knowledge.withdrawals import Withdrawals

LOG = logging.getLogger(__name__)
GOLDEN = BUNDLED.parent / "golden"


@dataclass(frozen=True, slots=True)
class Installation:
    """What one agency's bot is made of; nothing is loaded until it is needed."""

    settings: Settings
    agency: Agency
    tables: Tables
    library: Library
    snapshots: Snapshots
    withdrawals: Withdrawals

    @classmethod
    def open(cls, settings: Settings) -> Installation:
        """Find the parts of an installation, and have this process use its tables.

        :raises SettingsError: when agency.toml cannot be used.
        :raises ReferenceDataError: when one of its tables cannot be used.
        """
        data = settings.tanya_data_dir
        tables = Tables.load(data)
        tables.use()
        return cls(
            settings=settings,
            agency=load_agency(data),
            tables=tables,
            library=Library(BUNDLED, data / "documents", data / "originals"),
            snapshots=Snapshots(settings.snapshots),
            withdrawals=Withdrawals(data / "withdrawn.json"),
        )

    def has_snapshot(self) -> bool:
        """Whether an index was ever published here."""
        return self.snapshots.signature() is not None

    def embedder(self) -> Embedder:
        """The embedding model that the settings name."""
        chosen = self.settings
        return load_embedder(chosen.tanya_embedder, chosen.tanya_query_prompt, chosen.tanya_passage_prompt)

    def live(self, embedder: Embedder) -> Live[Retriever]:
        """The index that is current at each question."""
        return Live(
            self.snapshots,
            self.withdrawals,
            lambda snapshot: load_retriever(snapshot, embedder),
            report=lambda problem: LOG.error("%s", problem),
        )

    def service(self) -> Service:
        """The one way through, from a message to a reply."""
        return Service(from_live(self.live(self.embedder())), self.agency, tables=self.tables)

    def service_from_library(self) -> Service:
        """A service over the library as it lies there now, indexed in memory and not published: for measuring."""
        candidate = from_library(self.library, self.withdrawals.read(), quiet)
        retriever = Retriever.build(candidate.passages, self.embedder())
        return Service(lambda: Held(retriever, frozenset()), self.agency)

    def publisher(self) -> Publisher:
        """What changes the documents and the index; every new index passes the golden gate.

        :raises UsageError: when a golden question cannot be read.
        """
        data, embedder = self.settings.tanya_data_dir, self.embedder()
        rows = load_golden((GOLDEN, data / "golden"))
        gate = GoldenGate(rows, self._answering, conditions(embedder, [data / name for name in (AGENCY, *TABLES)]))
        return Publisher(self.library, self.withdrawals, self.snapshots, embedder, gate)

    def inspection(self) -> Inspection:
        """What looks at the installation without changing it."""
        return Inspection(self.library, self.withdrawals, self.snapshots, self.embedder())

    def _answering(self, retriever: Retriever, withdrawn: frozenset[str]) -> Answer:
        """What replies to golden questions from an index that is not live yet."""
        service = Service(lambda: Held(retriever, withdrawn), self.agency, tables=self.tables)

        def answer(row: GoldenRow) -> ScoredReply:
            return scored(service.reply(Message(row.question, f"golden:{row.id}"), row.history))

        return answer

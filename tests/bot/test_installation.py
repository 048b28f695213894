"""An installation opens its own tables and hands them to whatever answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.installation import Installation
from bot.interpretation import interpreter
from bot.message import Message
from bot.publishing.conditions import conditions, program
from bot.service import Held, Service
from bot.settings import load_settings
from index.embedding import Embedder, load_embedder
from index.retriever import Retriever
from knowledge.errors import ReferenceDataError
from knowledge.references import parse_references
from knowledge.tables import Tables

CHANNELS = """channels:
  - slug: kotak-aduan
    name: {id: Kotak Aduan Uji, en: Test Complaint Box}
    purpose: report
    accepts: {id: pungutan, en: levies}
    identity: kept_secret
    identity_note: {id: dirahasiakan, en: kept secret}
    verified_on: 2026-10-01
    source_year: "2026"
    source: surat Inspektur
    basis: page
"""


@pytest.fixture(autouse=True)
def _bundled_again() -> Iterator[None]:
    yield
    Tables.bundled().use()


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder(None)


def opened(data: Path) -> Installation:
    return Installation.open(load_settings({"TANYA_DATA_DIR": str(data)}))


def test_tables_of_the_data_folder_reach_references_and_replies(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "channels.yaml").write_text(CHANNELS, encoding="utf-8")
    (tmp_path / "regulations.yaml").write_text("types: [{type: Perdirut, spellings: [perdirut]}]", encoding="utf-8")
    (tmp_path / "glossary.yaml").write_text("terms: [{id: uang uji, en: test money, everyday: [jatah]}]")
    tables = opened(tmp_path).tables
    assert [reference.label for reference in parse_references("perdirut 7/2020")] == ["Perdirut 7/2020"]
    retriever = Retriever.build([], embedder)
    service = Service(lambda: Held(retriever, frozenset()), opened(tmp_path).agency, tables=tables)
    reply = service.reply(Message("Kepala dinas saya minta uang Rp5 juta dari kontraktor", "chat"))
    assert "Kotak Aduan Uji" in reply.text
    readings = interpreter(retriever, tables.glossary).understand("apa itu jatah?").readings
    assert [reading.term.indonesian for reading in readings] == ["uang uji"]


def test_a_bad_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "force.yaml").write_text("checked: soon")
    with pytest.raises(ReferenceDataError, match=r"force\.yaml: checked"):
        opened(tmp_path)


def test_originals_are_compared_with_and_never_indexed(tmp_path: Path) -> None:
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals" / "standar.txt").write_text("Teks yang dilindungi.")
    library = opened(tmp_path).library
    assert library.originals == tmp_path / "originals"
    assert "standar.txt" not in {entry.path.name for entry in library.held().values()}


def test_conditions_change_with_the_program_the_model_and_the_own_files(tmp_path: Path, embedder: Embedder) -> None:
    path = tmp_path / "agency.toml"
    without = conditions(embedder, [path])
    path.write_text("name = 'A'")
    assert conditions(embedder, [path]) != without
    path.unlink()
    assert conditions(embedder, [path]) == without
    assert len(program()) == 64

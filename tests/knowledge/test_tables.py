"""An installation's tables extend the bundled ones without code; a bad one is one sentence naming file and place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.document import Document, Section
from knowledge.errors import ReferenceDataError
from knowledge.laws import with_force
from knowledge.metadata import Force, Kind, Metadata
from knowledge.references import parse_references
from knowledge.tables import FILES, Tables

CHANNEL = """
  - slug: {slug}
    name: {{id: Kotak Aduan, en: Complaint Box}}
    purpose: report
    accepts: {{id: pungutan, en: levies}}
    identity: kept_secret
    identity_note: {{id: dirahasiakan, en: kept secret}}
    verified_on: 2026-10-01
    source_year: "2026"
    source: surat Inspektur
    basis: page
"""


@pytest.fixture(autouse=True)
def _bundled_again() -> Iterator[None]:
    yield
    Tables.bundled().use()


def write(folder: Path, name: str, text: str) -> Tables:
    (folder / name).write_text(text, encoding="utf-8")
    return Tables.load(folder)


def test_without_files_they_are_the_bundled_ones(tmp_path: Path) -> None:
    assert Tables.load(tmp_path / "none") == Tables.bundled()


def test_an_empty_file_adds_nothing(tmp_path: Path) -> None:
    for name in FILES[:3]:
        write(tmp_path, name, "# nothing yet\n")
    tables, bundled = Tables.load(tmp_path), Tables.bundled()
    assert (tables.glossary.terms, tables.channels, tables.names) == (
        bundled.glossary.terms,
        bundled.channels,
        bundled.names,
    )


def test_a_new_term_is_understood_and_an_old_one_replaced(tmp_path: Path) -> None:
    bundled = Tables.bundled().glossary
    glossary = write(
        tmp_path,
        "glossary.yaml",
        "terms:\n  - {id: uang rokok resmi, en: official tip, everyday: [uang damai uji]}\n"
        f"  - {{id: {bundled.terms[0].indonesian}, en: replaced name}}\n",
    ).glossary
    (reading,) = glossary.readings("apa itu uang damai uji?")
    assert reading.term.indonesian == "uang rokok resmi"
    assert len(glossary.terms) == len(bundled.terms) + 1
    assert [term.english for term in glossary.terms if term.indonesian == bundled.terms[0].indonesian] == [
        "replaced name"
    ]


def test_a_new_channel_is_named_and_an_old_one_replaced_in_its_place(tmp_path: Path) -> None:
    bundled = Tables.bundled().channels
    first = bundled.channels[0].slug
    rows = CHANNEL.format(slug="kotak-aduan") + CHANNEL.format(slug=first)
    channels = write(tmp_path, "channels.yaml", f"channels:{rows}").channels
    assert [channel.slug for channel in channels.channels] == [c.slug for c in bundled.channels] + ["kotak-aduan"]
    assert channels.get(first).name.id == "Kotak Aduan"
    assert bundled.get(first).name.id != "Kotak Aduan"


def test_a_new_kind_of_regulation_is_read_everywhere_once_in_use(tmp_path: Path) -> None:
    tables = write(
        tmp_path,
        "regulations.yaml",
        "types:\n  - {type: Perdirut, spellings: [perdirut]}\n"
        "names:\n  - {regulation: Perdirut 7/2020, spellings: [aturan hadiah kami]}\n",
    )
    assert parse_references("perdirut 7/2020") == ()
    tables.use()
    found = parse_references("pasal 3 aturan hadiah kami dan UU 20/2001")
    assert [reference.label for reference in found] == ["Pasal 3 Perdirut 7/2020", "UU 20/2001"]


def test_what_is_in_force_is_extended(tmp_path: Path) -> None:
    law = Document(
        Metadata(id="x", title="Perbup 1/2019", kind=Kind.LAW, number="Perbup 1/2019"), (Section("Pasal 1", 1, "Isi."),)
    )
    tables = write(
        tmp_path,
        "force.yaml",
        "checked: 2026-11-20\nregulations:\n  - {number: Perbup 1/2019}\n  - {number: Perbup 2/2024}\nrelations:\n"
        "  - {kind: revokes, by: Perbup 2/2024, target: Perbup 1/2019, since: 2024-05-01, basis: primary, source: x}\n",
    )
    on = date(2026, 11, 22)
    assert with_force(law, on=on).metadata.force is Force.UNKNOWN
    assert with_force(law, on=on, register=tables.register).metadata.force is Force.REVOKED
    tables.use()
    assert with_force(law, on=on).metadata.force is Force.REVOKED
    assert tables.register.status("UU 31/1999", "5", on=on).superseded  # the bundled rows still count
    assert tables.register.checked == Tables.bundled().register.checked


def test_a_relation_on_the_same_articles_takes_the_old_ones_place(tmp_path: Path) -> None:
    on = date(2026, 11, 22)
    bundled = Tables.bundled().register
    old = next(relation for relation in bundled.relations if relation.articles == ("27",))
    tables = write(
        tmp_path,
        "force.yaml",
        "checked: 2026-11-23\nrelations:\n"
        f"  - {{kind: {old.kind}, by: {old.by}, target: {old.target}, articles: ['27'], since: 2003-03-03, "
        "basis: page, source: x}\n",
    )
    assert len(tables.register.relations) == len(bundled.relations)
    assert tables.register.status(old.target, "27", on=on).since == date(2003, 3, 3) != old.since
    assert tables.register.checked == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("glossary.yaml", "terms:\n  - {id: x, en: y}\n  - {id: z}\n", r"glossary\.yaml: terms\.2\.en: "),
        ("glossary.yaml", "terms:\n  - {id: x, en: y\n", r"glossary\.yaml: line 3: "),
        ("glossary.yaml", "terms:\n  - {id: x, en: y, also: [SMAP]}\n", r"glossary\.yaml: .*'smap'"),
        ("channels.yaml", f"channels:{CHANNEL.format(slug='Kotak Aduan')}", r"channels\.yaml: channels\.1\.slug: "),
        ("channels.yaml", f"channels:{CHANNEL.format(slug='a') * 2}", r"channels\.yaml: .*twice: a, a"),
        ("regulations.yaml", "names: 3", r"regulations\.yaml: names: "),
        ("force.yaml", "regulations: []", r"force\.yaml: checked: "),
        (
            "force.yaml",
            "checked: 2026-11-20\nrelations: [{kind: revokes, by: UU 99/2024, target: UU 31/1999, "
            "basis: page, source: x}]",
            r"force\.yaml: .*'UU 99/2024'",
        ),
        ("channels.yaml", "channels: [{verified_on: 2026-02-30}]", r"channels\.yaml: "),
    ],
)
def test_a_bad_table_is_one_sentence(tmp_path: Path, name: str, text: str, place: str) -> None:
    with pytest.raises(ReferenceDataError, match=place) as caught:
        write(tmp_path, name, text)
    assert "\n" not in str(caught.value)


def test_a_table_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "force.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(ReferenceDataError, match=r"force\.yaml"):
        Tables.load(tmp_path)
    (tmp_path / "force.yaml").unlink()
    (tmp_path / "glossary.yaml").mkdir()
    with pytest.raises(ReferenceDataError, match=r"glossary\.yaml cannot be read"):
        Tables.load(tmp_path)

"""References as people write them, and their labels."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import ReferenceDataError
from knowledge.references import Reference, parse_reference, parse_references, parse_regulation
from knowledge.regulations import Nomenclature, Regulation, Standard, bundled_nomenclature, load_nomenclature

CORRUPTION = parse_reference("UU Tipikor Pasal 5")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Pasal 12B ayat (1) huruf a", ["Pasal 12B ayat (1) huruf a"]),
        ("ps. 12 huruf b", ["Pasal 12 huruf b"]),
        ("psl 5 itu apa", ["Pasal 5"]),
        ("apa isi pasal 12b uu tipikor?", ["Pasal 12B UU 31/1999"]),
        ("pasal 12b tipikor", ["Pasal 12B UU 31/1999"]),
        ("huruf b ayat (2) pasal 7 UU 14/2008", ["Pasal 7 ayat (2) huruf b UU 14/2008"]),
        ("UU KIP pasal 17 huruf a angka 1", ["Pasal 17 huruf a angka 1 UU 14/2008"]),
        ("Pasal 5, 11 dan 13 UU Tipikor", ["Pasal 5 UU 31/1999", "Pasal 11 UU 31/1999", "Pasal 13 UU 31/1999"]),
        ("UU Tipikor Pasal 5/11", ["Pasal 5 UU 31/1999", "Pasal 11 UU 31/1999"]),
        ("Pasal 2 s.d. Pasal 4 PP 60/2008", ["Pasal 2 PP 60/2008", "Pasal 3 PP 60/2008", "Pasal 4 PP 60/2008"]),
        ("Pasal 5 ayat (1) dan ayat (2) UU 20/2001", ["Pasal 5 ayat (1) UU 20/2001", "Pasal 5 ayat (2) UU 20/2001"]),
        ("Pasal 5 UU Tipikor dan Pasal 605 KUHP", ["Pasal 5 UU 31/1999", "Pasal 605 UU 1/2023"]),
        ("KUHP 605(2)", ["Pasal 605 ayat (2) UU 1/2023"]),
        ("penjelasan pasal 12B UU Tipikor", ["Penjelasan Pasal 12B UU 31/1999"]),
        ("Articles 5 and 11 of the Corruption Law", ["Pasal 5 UU 31/1999", "Pasal 11 UU 31/1999"]),
        ("Is Article 5 a crime?", ["Pasal 5"]),
        ("UU 20/2001", ["UU 20/2001"]),
        ("UU No. 20 Tahun 2001", ["UU 20/2001"]),
        ("undang-undang nomor 20 tahun 2001", ["UU 20/2001"]),
        ("uu 31 th 99", ["UU 31/1999"]),
        ("Law No. 20 of 2001", ["UU 20/2001"]),
        ("UU Tipikor No. 31 Tahun 1999", ["UU 31/1999"]),
        ("undang-undang tentang pelayanan publik nomor 25 tahun 2009", ["UU 25/2009"]),
        ("Peraturan Pemerintah 30/2008", ["PP 30/2008"]),
        ("PP 94", ["PP 94"]),
        ("Perkom 1/2026", ["Peraturan KPK 1/2026"]),
        ("Peraturan KPK 2/2019 jo. 1/2026", ["Peraturan KPK 2/2019", "Peraturan KPK 1/2026"]),
        ("Permenpan RB nomor 17 tahun 2024", ["PermenPANRB 17/2024"]),
        ("PMK 205/PMK.09/2022", ["PMK 205/2022"]),
        ("Permenhub 12/2020", ["Permenhub 12/2020"]),
        ("Pasal 4 POJK No 71/POJK.05/2020", ["Pasal 4 Peraturan OJK 71/2020"]),
        ("Perda Kab. Serang No 5 Tahun 2020", ["Perda Kabupaten Serang 5/2020"]),
        ("Putusan MK Nomor 71/PUU-XXIII/2025", ["Putusan MK 71/PUU-XXIII/2025"]),
        ("klausul 8.4 37001", ["Klausul 8.4 ISO 37001"]),
        ("clause 8.4 of ISO 37001:2025", ["Klausul 8.4 ISO 37001:2025"]),
        ("klausul 10.1 dan 10.2 SMAP", ["Klausul 10.1 ISO 37001", "Klausul 10.2 ISO 37001"]),
        ("ISO 9001 8.4", ["Klausul 8.4 ISO 9001"]),
        ("pasal 42 UU 30/2014 ayat 9", ["Pasal 42 ayat (9) UU 30/2014"]),
        ("pasal 12 uu tipikor huruf b", ["Pasal 12 huruf b UU 31/1999"]),
        (
            "Pasal 5 UU 20/2001 ayat (1) huruf a, Pasal 12B",
            ["Pasal 5 ayat (1) huruf a UU 20/2001", "Pasal 12B UU 20/2001"],
        ),
        ("SNI ISO 37001:2016", ["ISO 37001:2016"]),
        ("section 8.2 of ISO 37001", ["Klausul 8.2 ISO 37001"]),
        ("iso 37001 cl. 8.2", ["Klausul 8.2 ISO 37001"]),
        ("klausul 8.9 iso 37001 edisi 2025", ["Klausul 8.9 ISO 37001:2025"]),
        ("iso 37001 klausul 8.9 versi 2025", ["Klausul 8.9 ISO 37001:2025"]),
        ("pasal12B UU Tipikor", ["Pasal 12B UU 31/1999"]),
        ("Pasal 12 huruf a dan b UU Tipikor", ["Pasal 12 huruf a UU 31/1999", "Pasal 12 huruf b UU 31/1999"]),
        ("pasal 5 angka 4 & 6 UU 28/1999", ["Pasal 5 angka 4 UU 28/1999", "Pasal 5 angka 6 UU 28/1999"]),
    ],
)
def test_reads_what_people_write(text: str, labels: list[str]) -> None:
    assert [reference.label for reference in parse_references(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "apa itu SMAP?",
        "ada 2 orang dan 5 hari kerja",
        "denda Rp50.000.000 dan 8.4 persen",
        "Kapan laporan harus masuk, tanggal 12 atau 13 Mei 2024?",
        "ombudsman menerima laporan apa saja?",
        "upp 12 desa",
        "upah minimum menurut Perda 2027",
        "",
    ],
)
def test_finds_nothing_where_nothing_is_cited(text: str) -> None:
    assert parse_references(text) == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("12b", "Pasal 12B UU 31/1999"),
        ("12 b", "Pasal 12B UU 31/1999"),
        ("kalau 12c?", "Pasal 12C UU 31/1999"),
        ("ayat 2", "Pasal 5 ayat (2) UU 31/1999"),
        ("huruf b ayat 1", "Pasal 5 ayat (1) huruf b UU 31/1999"),
        ("pasal 13", "Pasal 13 UU 31/1999"),
        ("pasal 13 KUHP", "Pasal 13 UU 1/2023"),
    ],
)
def test_follows_the_conversation(text: str, label: str) -> None:
    assert [reference.label for reference in parse_references(text, context=CORRUPTION)] == [label]


@pytest.mark.parametrize("text", ["bagaimana kalau 5 orang", "tenggat 30 hari", "kapan 12 pegawai itu diperiksa"])
def test_a_conversation_about_a_law_makes_no_article_of_every_number(text: str) -> None:
    assert parse_references(text, context=CORRUPTION) == ()


def test_a_letter_that_stands_apart_has_two_readings() -> None:
    apart, joined = parse_reference("pasal 12 b uu tipikor"), parse_reference("Pasal12b uu tipikor")
    assert apart == joined
    assert apart is not None
    assert joined is not None
    assert (apart.unsure, joined.unsure) == (True, False)
    assert apart.other_reading == parse_reference("pasal 12 huruf b uu tipikor")


def test_reads_the_first_line_of_a_law() -> None:
    line = "# Undang-Undang Nomor 20 Tahun 2001 tentang PERUBAHAN ATAS UNDANG-UNDANG NOMOR 31 TAHUN 1999"
    assert parse_regulation(line) == Regulation("UU", "20", 2001)


TYPES = [row.type for row in bundled_nomenclature().types if not row.series]
regulations = st.builds(
    Regulation,
    type=st.sampled_from(TYPES),
    number=st.integers(1, 999).map(str),
    year=st.integers(1945, 2099),
)
articles = st.builds(
    lambda number, letter: f"{number}{letter}", st.integers(1, 700), st.sampled_from(["", "", *"ABCDEFGHIJK"])
) | st.sampled_from(["I", "II", "III"])
provisions = st.builds(
    Reference,
    regulation=st.none() | regulations,
    article=articles,
    paragraph=st.none() | st.integers(1, 20).map(str),
    letter=st.none() | st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
    item=st.none() | st.integers(1, 40).map(str),
    explanation=st.booleans(),
)
clauses = st.builds(
    Reference,
    standard=st.builds(
        Standard,
        name=st.sampled_from(["ISO 37001", "ISO 9001", "ISO 19011", "ISO 37301", "ISO 17021-1", "ISO 26000"]),
        edition=st.none() | st.integers(2000, 2030),
    ),
    clause=st.lists(st.integers(1, 15), min_size=1, max_size=4).map(lambda parts: ".".join(map(str, parts))),
)
whole = st.builds(Reference, regulation=regulations)


@given(provisions | clauses | whole)
def test_a_label_reads_back_as_the_reference_it_was_made_from(reference: Reference) -> None:
    assert parse_references(reference.label) == (reference,)


@given(provisions | clauses | whole)
def test_case_does_not_matter(reference: Reference) -> None:
    assert parse_references(reference.label.lower()) == (reference,)


@given(st.text(max_size=200), st.sampled_from([None, CORRUPTION]))
def test_any_text_can_be_read(text: str, context: Reference | None) -> None:
    found = parse_references(text, context)
    assert len(set(found)) == len(found)


def test_admins_extend_the_table(tmp_path: Path) -> None:
    table = tmp_path / "regulations.yaml"
    table.write_text(
        "types:\n  - {type: Perdirut, spellings: [perdirut]}\n"
        "names:\n  - {regulation: Perbup 12/2023, spellings: [perbup gratifikasi]}\n",
        encoding="utf-8",
    )
    names = bundled_nomenclature().extended(load_nomenclature(table))
    found = parse_references("pasal 3 perbup gratifikasi dan perdirut 7/2020 dan UU 20/2001", names=names)
    assert [reference.label for reference in found] == ["Pasal 3 Perbup 12/2023", "Perdirut 7/2020", "UU 20/2001"]
    assert parse_references("perdirut 7/2020") == ()


@pytest.mark.parametrize("text", ["types: 3", "names: [{regulation: UU Tipikor, spellings: [x]}]", "extra: []", "a: ["])
def test_a_bad_table_is_refused(tmp_path: Path, text: str) -> None:
    table = tmp_path / "regulations.yaml"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="regulations"):
        load_nomenclature(table)


def test_no_spelling_means_two_things() -> None:
    table: Nomenclature = bundled_nomenclature()
    spellings = [text for row in table.types for text in row.spellings] + [
        text for row in table.names for text in (*row.spellings, *row.beside)
    ]
    assert len(set(spellings)) == len(spellings)

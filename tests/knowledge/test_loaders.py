"""Files become documents, and what cannot is refused in one clear sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import KnowledgeError, LoadingError, MetadataError
from knowledge.loaders import load
from knowledge.loaders.markdown import parse
from knowledge.loaders.source import SIZE_LIMIT, Source, slug
from knowledge.metadata import Audience, Basis, Force, Kind, Language

GUIDE = """---
id: izin-cuti
title: Izin cuti
checked: 2026-11-22
audience: staff
---
# Izin cuti

Cuti diatur sejak 2020.

## Berapa hari cuti tahunan?
<!--
basis: primary
source: "PP 11/2017 Pasal 312"
questions:
  - Berapa hari jatah cuti?
-->
Cuti tahunan 12 hari kerja.

```
# bukan judul
```

### Pengecualian

Tidak ada.

## Siapa yang memberi izin?

Pejabat yang berwenang. <!-- periksa lagi -->
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_front_matter_headings_and_notes(folder: Path) -> None:
    document = load(write(folder / "a.md", GUIDE))
    assert document.metadata.id == "izin-cuti"
    assert document.metadata.audience is Audience.STAFF
    assert document.metadata.checked == date(2026, 11, 22)
    (top,) = document.sections
    assert (top.heading, top.level, top.text) == ("Izin cuti", 1, "Cuti diatur sejak 2020.")
    days, who = top.children
    assert days.notes.basis is Basis.PRIMARY
    assert days.notes.questions == ("Berapa hari jatah cuti?",)
    assert days.text == "Cuti tahunan 12 hari kerja.\n\n```\n# bukan judul\n```"
    assert [child.heading for child in days.children] == ["Pengecualian"]
    assert who.text == "Pejabat yang berwenang."


def test_without_front_matter_name_and_first_heading_speak(folder: Path) -> None:
    document = load(
        write(folder / "SOP Lapor_2.MD", "\ufeff# Cara melapor\r\n\r\n<!-- catatan -->\r\nDatang ke kantor.\r\n")
    )
    assert document.metadata.id == "sop-lapor-2"
    assert document.metadata.title == "Cara melapor"
    assert document.sections[0].text == "Datang ke kantor."


def test_text_above_the_first_heading_is_kept(folder: Path) -> None:
    document = load(write(folder / "a.md", "Pembuka.\n\n# Bab\n\nIsi.\n"))
    assert [section.text for section in document.sections] == ["Pembuka.", "Isi."]


def test_a_ruler_under_a_paragraph_makes_no_heading_of_it(folder: Path) -> None:
    document = load(write(folder / "a.md", "Judul\n=====\n\nSatu baris\ndua baris\n---\nIsi.\n"))
    assert [section.heading for section in document.walk()] == ["Judul"]
    assert document.sections[0].text == "Satu baris\ndua baris\n---\nIsi."


def test_plain_text_takes_its_first_line_as_title(folder: Path) -> None:
    document = load(write(folder / "jam.txt", "Jam layanan\n\nSenin sampai Jumat.\n"))
    assert document.metadata.title == "Jam layanan"
    assert document.sections[0].text == "Senin sampai Jumat."


def test_plain_text_without_title_is_named_after_its_file(folder: Path) -> None:
    document = load(write(folder / "jam_layanan.txt", "Kantor buka Senin sampai Jumat."))
    assert (document.metadata.id, document.metadata.title) == ("jam-layanan", "jam layanan")
    assert document.sections[0].text == "Kantor buka Senin sampai Jumat."


def test_the_language_is_guessed(folder: Path) -> None:
    assert load(write(folder / "a.txt", "Hours\nThe office is open to the public.")).metadata.language is Language.EN
    assert load(write(folder / "b.txt", "Jam\nKantor dibuka untuk umum.")).metadata.language is Language.ID


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"Judul\nisi \xff rusak", ["a.txt", "0xff", "position 10", "UTF-8"]),
        ("a.md", "# Judul\n".encode("utf-16"), ["a.md", "position 0", "UTF-8"]),
        ("a.txt", b"isi\0isi", ["a.txt", "NUL", "position 3"]),
        ("a.txt", b"", ["a.txt", "empty"]),
        ("a.md", b" \n\n", ["a.md", "empty"]),
        ("a.md", b"# Judul\n\n## Lagi\n", ["a.md", "no text"]),
        ("a.exe", b"isi", ["a.exe", ".exe", ".md"]),
        ("___.txt", b"isi", ["___.txt", "id"]),
    ],
)
def test_unreadable_files_are_refused(folder: Path, name: str, content: bytes, words: list[str]) -> None:
    with pytest.raises(LoadingError) as caught:
        load(write(folder / name, content))
    assert all(word in str(caught.value) for word in words)
    assert "\n" not in str(caught.value)


def test_a_file_above_the_limit_is_refused(folder: Path) -> None:
    with pytest.raises(LoadingError, match="larger than 8 MB"):
        load(write(folder / "a.txt", b"a" * (SIZE_LIMIT + 1)))


def test_a_missing_file_is_refused(folder: Path) -> None:
    with pytest.raises(LoadingError, match=r"none\.md: cannot be read"):
        load(folder / "none.md")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("---\nid: a\ntitle: A\nfoo: 1\n---\nIsi.", "foo"),
        ("---\nid: A B\ntitle: A\n---\nIsi.", "lower-case"),
        ("---\nid: a\ntitle: A\nchecked: 2026-02-30\n---\nIsi.", "YAML"),
        ("---\nid: [a\n---\nIsi.", "YAML"),
        ("---\n- a\n- b\n---\nIsi.", "name: value"),
        ("---\nid: a\ntitle: A\nIsi.", "closing line"),
        ("---\nid: a\ntitle: A\n---\n## Tanya\n<!--\nbasis: sure\n-->\nIsi.", "section 'Tanya'"),
        ("---\nid: a\ntitle: A\n---\n## Tanya\n<!-- nanti -->\nIsi.", "name: value"),
    ],
)
def test_wrong_metadata_is_refused(folder: Path, content: str, words: str) -> None:
    with pytest.raises(MetadataError, match=words) as caught:
        load(write(folder / "a.md", content))
    assert str(caught.value).startswith("a.md: ")
    assert "\n" not in str(caught.value)


def test_slug() -> None:
    assert slug("UU Nº 20—Tahun 2001 é") == "uu-no-20-tahun-2001-e"


PROSE = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="#<>`~=-\u2028\u2029"), max_size=30
)


@given(st.lists(st.tuples(st.integers(1, 6), PROSE), min_size=1, max_size=12))
def test_no_section_text_gets_lost(parts: list[tuple[int, str]]) -> None:
    source = Source("a.md", "\n\n".join(f"{'#' * level} H{n}\n\nx{prose}x" for n, (level, prose) in enumerate(parts)))
    sections = list(parse(source).walk())
    assert [(section.heading, section.level, section.text) for section in sections] == [
        (f"H{n}", level, f"x{prose}x") for n, (level, prose) in enumerate(parts)
    ]


@settings(max_examples=300)
@given(st.text(alphabet="#-=`<!> \n:ab[]{}&*0.|", max_size=200))
def test_any_text_is_a_document_or_a_clear_error(text: str) -> None:
    fault, texts = "", []
    try:
        texts = [section.text for section in parse(Source("a.md", text)).walk()]
    except KnowledgeError as error:
        fault = str(error)
    assert any(texts) != fault.startswith("a.md: ")


LAW = """# Peraturan Pemerintah Nomor 7 Tahun 2031 tentang CONTOH

PERATURAN PEMERINTAH NOMOR 7 TAHUN 2031 Menimbang: a. bahwa perlu contoh;

## BAB I KETENTUAN UMUM

### Pasal 1

Dalam Peraturan Pemerintah ini yang dimaksud dengan contoh adalah teladan.

### Pasal 2

(1) Setiap orang memberi contoh.
(2) Contoh diberikan setiap hari.

### Pasal 3

Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
"""


@pytest.mark.parametrize("name", ["pp-2031-7.md", "pp-2031-7.txt"])
def test_a_law_names_itself_and_is_cut_at_its_articles(folder: Path, name: str) -> None:
    document = load(write(folder / name, LAW))
    assert (document.metadata.id, document.metadata.number) == ("pp-2031-7", "PP 7/2031")
    assert (document.metadata.kind, document.metadata.force) == (Kind.LAW, Force.UNKNOWN)
    assert document.metadata.title == "Peraturan Pemerintah Nomor 7 Tahun 2031 tentang Contoh"
    articles = {section.unit: section.text for section in document.walk() if section.unit}
    assert set(articles) == {"Pasal 1", "Pasal 2", "Pasal 3"}
    assert articles["Pasal 2"] == "(1) Setiap orang memberi contoh.\n(2) Contoh diberikan setiap hari."


def test_a_guide_about_a_law_is_no_law(folder: Path) -> None:
    document = load(write(folder / "a.md", "# Panduan\n\n## Pasal 5\n\nArtinya begini.\n\n## Pasal 6\n\nDan begitu.\n"))
    assert document.metadata.kind is Kind.GUIDE

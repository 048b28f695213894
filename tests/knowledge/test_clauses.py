"""Texts that follow the clauses of a standard."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.clauses import is_standard, parse_clauses, standard_title
from knowledge.regulations import Standard

OUTLINE = """# Ringkasan ISO 37001:2016 dengan kata sendiri

Ringkasan ini mengikuti urutan klausul.

## 4 Konteks organisasi
Kenali lingkungan.
### 4.1 Memahami organisasi
Daftar hal penting:
1 Hukum yang berlaku
2 Rekan kerja
### 4.2 Pihak berkepentingan
Siapa mereka?
## 5 Kepemimpinan
### 5.1 Komitmen
#### 5.1.1 Dewan
Dewan mengawasi.
## 6 Perencanaan
Rencana.
## Lampiran A Panduan
### A.1 Umum
Bantuan.
"""


def test_clauses_nest_by_their_numbers() -> None:
    sections = parse_clauses(OUTLINE)
    assert [section.unit for section in sections] == [None, "Klausul 4", "Klausul 5", "Klausul 6", "Lampiran A"]
    assert [child.unit for child in sections[1].children] == ["Klausul 4.1", "Klausul 4.2"]
    assert sections[2].children[0].children[0].unit == "Klausul 5.1.1"
    assert sections[4].children[0].unit == "Lampiran A.1"


def test_a_numbered_list_inside_a_clause_stays_text() -> None:
    first = parse_clauses(OUTLINE)[1].children[0]
    assert first.text == "Daftar hal penting:\n1 Hukum yang berlaku\n2 Rekan kerja"


def test_a_standard_is_known_by_its_name_and_its_clauses() -> None:
    assert is_standard(OUTLINE)
    assert standard_title(OUTLINE) == Standard("ISO 37001", 2016)
    assert not is_standard(OUTLINE.replace("ISO 37001:2016", "sesuatu"))
    assert not is_standard("# Tentang ISO 37001\n\n1 Apa itu\n\n2 Untuk siapa")


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    parse_clauses(text)
    assert is_standard(text) in (True, False)

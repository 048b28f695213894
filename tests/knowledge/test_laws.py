"""A law's file becomes a document with its force; and references from a table, looked up over such documents."""

from datetime import date
from itertools import product

import pytest

from index.lookup import Lookup, Standing
from knowledge.chunking import passages
from knowledge.document import Document, Passage
from knowledge.force import ForceRegister
from knowledge.laws import read_law, with_force
from knowledge.metadata import Basis, Force, Kind, Metadata, Quoting
from knowledge.references import parse_references
from knowledge.register import Register

TODAY = date(2026, 11, 22)
REGISTER = ForceRegister.build(
    Register.model_validate(
        {
            "checked": "2026-11-20",
            "regulations": [
                {"number": "UU 7/1990", "since": "1990-05-01", "basis": "primary"},
                {"number": "UU 8/1995", "since": "1995-05-01", "basis": "primary"},
                {"number": "UU 9/2020"},
                {"number": "PP 3/1991"},
            ],
            "relations": [
                {
                    "kind": "amends", "by": "UU 8/1995", "target": "UU 7/1990", "articles": ["2"], "inserted": ["2A"],
                    "since": "1995-05-01", "basis": "primary", "source": "UU 8/1995 Pasal I",
                },
                {
                    "kind": "replaces", "by": "UU 9/2020", "target": "UU 7/1990", "articles": ["4(2)", "5"],
                    "redirect": "Pasal 11 UU 9/2020",
                    "since": "2020-03-01", "basis": "primary", "source": "naskah",
                },
                {"kind": "revokes", "by": "UU 9/2020", "target": "PP 3/1991", "basis": "primary", "source": "naskah"},
            ],
        }
    )
)  # fmt: skip
ENDS = "ini mulai berlaku pada tanggal diundangkan."
BRIDGES = f"""# Undang-Undang Nomor 7 Tahun 1990 tentang JEMBATAN DAN TALI

Menimbang: a. bahwa perlu.

### Pasal 1

Jembatan adalah bangunan di atas air.

### Pasal 2

Jembatan dijaga.

### Pasal 4

(1) Tiang diperiksa.
(2) Hasilnya diumumkan. Pasa1 5 Pelanggar didenda.

### Pasal 6

Undang-Undang {ENDS}

# Penjelasan

### Pasal 3

Cukup jelas.
"""
AMENDMENT = f"""# Undang-Undang Nomor 8 Tahun 1995 tentang PERUBAHAN ATAS UNDANG-UNDANG NOMOR 7 TAHUN 1990

### Pasal I

1. Ketentuan Pasal 2 diubah, dan disisipkan Pasal 2A, sehingga berbunyi sebagai berikut:

### Pasal 2

Jembatan dijaga setiap malam.

### Pasal 2A

Penjaga memakai rompi.

### Pasal II

Undang-Undang {ENDS}
"""
PAINT = f"""# Peraturan Pemerintah Nomor 3 Tahun 1991 tentang Cat

### Pasal 1

Cat berwarna kuning.

### Pasal 2

Peraturan Pemerintah {ENDS}
"""


def read(name: str, text: str) -> Document:
    law = read_law(Metadata(id=name, title=name), text)
    assert law is not None
    return with_force(law.document, on=TODAY, register=REGISTER)


LIBRARY: list[Passage] = [
    passage
    for name, text in (("uu-7", BRIDGES), ("uu-8", AMENDMENT), ("pp-3", PAINT))
    for passage in passages(read(name, text))
]


def test_a_law_describes_itself() -> None:
    metadata = read("uu-7", BRIDGES).metadata
    assert metadata.title == "Undang-Undang Nomor 7 Tahun 1990 tentang Jembatan dan Tali"
    assert (metadata.number, metadata.kind, metadata.quoting) == ("UU 7/1990", Kind.LAW, Quoting.WHOLE)
    assert (metadata.basis, metadata.checked) == (Basis.PRIMARY, date(2026, 11, 20))
    assert (metadata.force, metadata.since) == (Force.AMENDED, date(1990, 5, 1))


def test_what_a_file_says_of_itself_stands() -> None:
    said = Metadata(id="uu-7", title="x", number="UU 7/1990", force=Force.REVOKED, until=date(2025, 1, 1))
    law = read_law(said, BRIDGES)
    assert law is not None
    metadata = with_force(law.document, on=TODAY, register=REGISTER).metadata
    assert (metadata.force, metadata.until) == (Force.REVOKED, date(2025, 1, 1))


def test_a_guide_is_not_read_as_a_law() -> None:
    assert read_law(Metadata(id="x", title="x"), "# Menjaga jembatan\n\nLihat Pasal 2.") is None


def test_each_article_has_its_own_force() -> None:
    found = {(p.document, p.locator.path[-1]): (p.force, p.until) for p in LIBRARY}
    assert found["uu-7", "Pasal 1"] == (Force.AMENDED, None)
    assert found["uu-7", "Pasal 2"] == (Force.REVOKED, date(1995, 5, 1))  # its words were rewritten: history
    assert found["uu-7", "Pasal 5"] == (Force.REVOKED, date(2020, 3, 1))
    assert found["uu-8", "Pasal 2A"] == (Force.IN_FORCE, None)
    assert found["pp-3", "Pasal 1"] == (Force.REVOKED, None)


# What is right for each place, from reading the three laws above; the ways to write it share nothing with the parser.
EXPECTED = {
    ("uu", 7, 1990, "1", ""): (Standing.FOUND, "uu-7", Force.AMENDED),
    ("uu", 7, 1990, "2", ""): (Standing.FOUND, "uu-8", Force.IN_FORCE),
    ("uu", 7, 1990, "2A", ""): (Standing.FOUND, "uu-8", Force.IN_FORCE),
    ("uu", 7, 1990, "2B", ""): (Standing.NOT_EXISTING, None, None),
    ("uu", 7, 1990, "3", ""): (Standing.MISSING, None, None),
    ("uu", 7, 1990, "4", " ayat (1)"): (Standing.FOUND, "uu-7", Force.AMENDED),
    ("uu", 7, 1990, "4", " ayat (2)"): (Standing.FOUND, "uu-7", Force.REVOKED),
    ("uu", 7, 1990, "4", " ayat (3)"): (Standing.NOT_EXISTING, "uu-7", None),
    ("uu", 7, 1990, "5", ""): (Standing.FOUND, "uu-7", Force.REVOKED),
    ("uu", 7, 1990, "7", ""): (Standing.NOT_EXISTING, None, None),
    ("uu", 8, 1995, "1", ""): (Standing.NOT_EXISTING, None, None),
    ("uu", 8, 1995, "II", ""): (Standing.FOUND, "uu-8", Force.IN_FORCE),
    ("pp", 3, 1991, "2", ""): (Standing.FOUND, "pp-3", Force.REVOKED),
    ("pp", 3, 1991, "40", ""): (Standing.NOT_EXISTING, None, None),
    ("pp", 4, 1991, "1", ""): (Standing.NOT_HELD, None, None),
}
WRITTEN = (
    "apa isi Pasal {article}{below} {short} {number}/{year}?",
    "ps. {article}{below} {short} no {number} thn {year} dong",
    "{long} Nomor {number} Tahun {year} Pasal {article}{below}",
    "pasal {article}{below} {long} {number} tahun {year}",
)


@pytest.mark.parametrize(("place", "written"), list(product(EXPECTED, WRITTEN)))
def test_a_table_of_references(place: tuple[str, int, int, str, str], written: str) -> None:
    short, number, year, article, below = place
    long = {"uu": "Undang-Undang", "pp": "Peraturan Pemerintah"}[short]
    text = written.format(article=article, below=below, short=short, long=long, number=number, year=year)
    (reference,) = parse_references(text)
    found = Lookup.build(LIBRARY, REGISTER).resolve(reference)
    standing, document, force = EXPECTED[place]
    first = found.passages[0] if found.passages else None
    assert found.standing is standing
    assert (first.document if first else None) == document
    if force is not None:
        assert first is not None
        assert first.force is force

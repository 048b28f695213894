"""Law texts become trees; the laws here are made up, with the faults that scans have."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.document import Section
from knowledge.regulations import Regulation
from knowledge.structure import GapKind, Structure, is_legal, law_title, parse_legal

HEAD = "# Undang-Undang Nomor 7 Tahun 1990 tentang JEMBATAN\n\nTENTANG JEMBATAN. Menimbang: a. bahwa perlu;\n\n"
END = "Undang-Undang ini mulai berlaku pada tanggal diundangkan."


def law(*articles: tuple[str, str], end: bool = True) -> str:
    """A law of headed articles; `end` adds the one that says when it begins."""
    last = len(articles) + 1
    whole = [*articles, (str(last), END)] if end else list(articles)
    return HEAD + "\n\n".join(f"### Pasal {number}\n\n{text}" for number, text in whole) + "\n"


def articles(structure: Structure) -> dict[str, str]:
    """The body's articles with their text."""
    found = [part for part in body(structure) if part.unit and part.unit.startswith("Pasal ")]
    assert len({part.unit for part in found}) == len(found)
    return {(part.unit or "").removeprefix("Pasal "): part.text for part in found}


def body(structure: Structure) -> Iterator[Section]:
    for section in structure.sections:
        if section.heading != "Penjelasan":
            yield from section.walk()


def gaps(structure: Structure, kind: GapKind) -> list[str]:
    return [gap.unit for gap in structure.gaps if gap.kind is kind]


def test_a_clean_law_is_read_without_remarks() -> None:
    structure = parse_legal(law(("1", "Jembatan adalah bangunan."), ("2", "(1) Dijaga.\n(2) Dicat.")))
    assert articles(structure) == {"1": "Jembatan adalah bangunan.", "2": "(1) Dijaga.\n(2) Dicat.", "3": END}
    assert structure.gaps == ()
    assert structure.sections[0].heading == "Pembukaan"


def test_chapters_parts_and_paragraphs_nest() -> None:
    text = (
        HEAD + "## BAB I KETENTUAN UMUM\n\n### Pasal 1\n\nJembatan adalah bangunan. Bagian Kedua Penjaga Malam\n\n"
        "### Pasal 2\n\nPenjaga berdiri.\n\n## BAB II PENJAGAAN Bagian Kesatu Umum Paragraf 1 Rompi\n\n"
        f"### Pasal 3\n\nRompi wajib. BAB III KETENTUAN PENUTUP\n\n### Pasal 4\n\n{END}\n"
    )
    first, second, third = parse_legal(text).sections[1:]
    assert [first.heading, second.heading, third.heading] == [
        "BAB I KETENTUAN UMUM",
        "BAB II PENJAGAAN",
        "BAB III KETENTUAN PENUTUP",
    ]
    assert [child.heading for child in first.children] == ["Pasal 1", "Bagian Kedua Penjaga Malam"]
    assert first.children[0].text == "Jembatan adalah bangunan."
    assert [part.heading for part in second.walk()][1:] == ["Bagian Kesatu Umum", "Paragraf 1 Rompi", "Pasal 3"]
    assert [child.unit for child in third.children] == ["Pasal 4"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Penjaga sebagaimana dimaksud dalam Pasal 5 wajib hadir.",
        "Ketentuan dalam Pasal 2 ayat (1) dan Pasal 9 berlaku.",
        "Hal itu diatur dengan\n\n### Pasal 7\n\nUndang-Undang Nomor 3 Tahun 1980 tentang Sungai.",
        "Dikecualikan dari Pasal 3 sampai dengan\n\n### Pasal 9\n\nialah penjaga malam.",
    ],
)
def test_a_cited_article_is_no_heading(sentence: str) -> None:
    structure = parse_legal(law(("1", sentence), ("2", "Penjaga berdiri.")))
    assert list(articles(structure)) == ["1", "2", "3"]
    assert " ".join(sentence.replace("#", "").split()) == " ".join(articles(structure)["1"].split())


@pytest.mark.parametrize(
    ("torn", "number", "printed"),
    [
        ("Tali diperiksa. Pasal 3 (1) Hasilnya diumumkan.", "3", None),
        ("Tali diperiksa. Pasa1 3 Hasilnya diumumkan.", "3", "3"),
        ("Tali diperiksa. Pasa-l 3 Hasilnya diumumkan.", "3", "3"),
        ("Tali diperiksa. Bagian Kedua Pengumuman Pasal 3 Hasilnya diumumkan.", "3", None),
        ("Tali diperiksa. Pasal 3 ...\nPasal 3 Hasilnya diumumkan.", "3", None),
        (
            "Tali diperiksa.\n\n### Pasal 3\n\nPRESIDEN REPUBLIK INDONESIA -2-\n\n### Pasal 3\n\nHasilnya diumumkan.",
            "3",
            None,
        ),
    ],
)
def test_an_article_inside_a_sentence_is_recovered_when_numbering_demands_it(
    torn: str, number: str, printed: str | None
) -> None:
    text = law(("1", "Tali."), ("2", torn), ("4", "Tiang."), end=False)
    structure = parse_legal(text)
    assert articles(structure)[number].endswith("Hasilnya diumumkan.")
    assert articles(structure)["2"] == "Tali diperiksa."
    assert [gap.printed for gap in structure.gaps if gap.kind is GapKind.REPAIRED] == ([printed] if printed else [])


def test_what_numbering_does_not_demand_stays_in_its_sentence() -> None:
    structure = parse_legal(law(("1", "Tali diperiksa. Pasal 3 Hasilnya diumumkan."), ("2", "Tiang."), ("3", "Cat.")))
    assert articles(structure)["1"] == "Tali diperiksa. Pasal 3 Hasilnya diumumkan."


def test_a_number_of_several_digits_is_read_over_blanks_and_letters() -> None:
    numbered = [(str(n), f"Ketentuan {n}.") for n in range(1, 13)]
    numbered[9] = ("10", "Ketentuan 10. Pasal 1 1 Tali kesebelas diperiksa.")
    del numbered[10]
    numbered[10] = ("1Z", "Ketentuan kedua belas.")
    structure = parse_legal(law(*numbered, ("13", END), end=False))
    assert articles(structure)["11"] == "Tali kesebelas diperiksa."
    assert articles(structure)["12"] == "Ketentuan kedua belas."
    assert gaps(structure, GapKind.REPAIRED) == ["Pasal 11", "Pasal 12"]


def test_what_is_lost_is_reported_and_not_guessed() -> None:
    structure = parse_legal(law(("1", "Satu."), ("2", "Dua."), ("5", "Lima."), end=False))
    assert list(articles(structure)) == ["1", "2", "5"]
    assert structure.missing == ("Pasal 3", "Pasal 4")
    assert gaps(structure, GapKind.END) == ["Pasal 6"]


def test_the_explanation_stands_apart() -> None:
    text = (
        law(("1", "Satu."), ("2", "Dua."))
        + "\n# Penjelasan\n\nI. UMUM Jembatan itu penting.\n\n### Pasal 2\n\nCukup jelas."
    )
    structure = parse_legal(text)
    explanation = structure.sections[-1]
    assert explanation.heading == "Penjelasan"
    assert [child.unit for child in explanation.children] == ["Penjelasan Umum", "Penjelasan Pasal 2"]
    assert list(articles(structure)) == ["1", "2", "3"]


def test_an_explanation_without_its_heading_begins_after_the_last_article() -> None:
    text = (
        law(("1", "Satu."), ("2", "Dua.")) + "\n### Pasal 1\n\nCukup jelas.\n\n### Pasal 2\n\nYang dimaksud ialah dua."
    )
    structure = parse_legal(text)
    assert articles(structure)["2"] == "Dua."
    assert [child.unit for child in structure.sections[-1].children][-2:] == [
        "Penjelasan Pasal 1",
        "Penjelasan Pasal 2",
    ]


def test_an_article_that_only_the_explanation_knows_is_missing() -> None:
    text = law(("1", "Satu."), ("2", "Dua."), end=False) + "\n# Penjelasan\n\n### Pasal 3\n\nCukup jelas."
    assert parse_legal(text).missing == ("Pasal 3",)


AMENDING = f"""# Undang-Undang Nomor 8 Tahun 1995 tentang PERUBAHAN ATAS UNDANG-UNDANG NOMOR 7 TAHUN 1990

Menimbang: a. perlu;

### Pasal I

Beberapa ketentuan diubah sebagai berikut: 1. Ketentuan Pasal 2 diubah sehingga berbunyi sebagai berikut:

### Pasal 2

Jembatan dijaga. 2. Di antara Pasal 4 dan Pasal 5 disisipkan 3 (tiga) pasal, yakni Pasal 4A, Pasal 4B, dan Pasal 4C \
yang berbunyi sebagai berikut:

### Pasal 4A

Penjaga memakai rompi. Pasal 4 B Rompi berwarna kuning.

### Pasal II

{END}
"""


def test_an_amending_law_keeps_its_own_articles_and_those_it_writes_apart() -> None:
    structure = parse_legal(AMENDING)
    found = articles(structure)
    assert list(found) == ["I", "2", "4A", "4B", "II"]
    assert found["2"] == "Jembatan dijaga."
    assert found["4B"] == "Rompi berwarna kuning."
    own = [section for section in structure.sections if section.unit]
    assert [section.unit for section in own] == ["Pasal I", "Pasal II"]
    assert {"Pasal 2", "Pasal 4A", "Pasal 4B"} <= {child.unit for child in own[0].children}
    assert structure.missing == ("Pasal 4C",)


def test_an_amending_law_lacks_no_article_that_it_never_wrote() -> None:
    assert not {"Pasal 1", "Pasal 3", "Pasal 4"} & set(parse_legal(AMENDING).missing)


def test_plain_text_is_read_like_markdown() -> None:
    text = law(("1", "Satu."), ("2", "Dua."))
    assert articles(parse_legal(text.replace("### ", "").replace("# ", ""))) == articles(parse_legal(text))


@pytest.mark.parametrize(
    ("line", "label", "subject"),
    [
        ("# Undang-Undang Nomor 20 Tahun 2001 tentang PERUBAHAN", "UU 20/2001", "PERUBAHAN"),
        ("Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin", "PP 94/2021", "Disiplin"),
        ("PERATURAN BUPATI SERANG NOMOR 5 TAHUN 2020", "Perbup Serang 5/2020", ""),
    ],
)
def test_the_first_line_names_the_law(line: str, label: str, subject: str) -> None:
    title = law_title(line + "\n\nisi")
    assert title is not None
    assert (title.regulation.label, title.subject) == (label, subject)


def test_a_guide_about_a_law_is_no_law() -> None:
    guide = "# Pasal suap\n\nMenurut Pasal 5 UU 20/2001 …\n\n## Pasal 605 KUHP bagi pemberi\n\nPasal 12 tetap berlaku."
    assert not is_legal(guide)
    assert law_title(guide) is None
    assert is_legal(law(("1", "Satu."), ("2", "Dua.")))
    assert law_title("# Jembatan\n") is None
    assert Regulation("UU", "7", 1990) == getattr(law_title(HEAD), "regulation", None)


@given(st.integers(1, 40), st.sets(st.integers(2, 39)))
def test_every_number_is_found_or_missing(count: int, lost: set[int]) -> None:
    numbers = [n for n in range(1, count + 1) if n not in lost or n == count]
    structure = parse_legal(law(*((str(n), f"Ketentuan nomor {n} berlaku.") for n in numbers), end=False))
    found = articles(structure)
    assert list(found) == [str(n) for n in numbers]
    assert set(structure.missing) == {f"Pasal {n}" for n in range(1, count + 1) if str(n) not in found}


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    parse_legal(text)
    is_legal(text)

"""Passages inherit what is known of them and can be found again by their locator."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.chunking import passages
from knowledge.document import Document, Section
from knowledge.metadata import Basis, Force, Kind, Metadata, Notes
from scripts.coverage import bundled_documents

METADATA = Metadata(
    id="uu-1-2020",
    title="UU 1/2020",
    kind=Kind.LAW,
    number="UU 1/2020",
    basis=Basis.SECONDARY,
    source="UU 1/2020",
    url="https://example.org/uu",
    force=Force.IN_FORCE,
    checked=date(2026, 11, 22),
)
AYAT = [f"({n}) Setiap pejabat {'wajib melapor ' * 30}tanpa kecuali." for n in range(1, 6)]


def document(*sections: Section) -> Document:
    return Document(METADATA, sections)


def test_a_section_is_a_passage_with_the_headings_above_it() -> None:
    tree = Section(
        "UU 1/2020", 1, "Ringkas.", children=(Section("Bab", 2, "", children=(Section("Isi", 3, "Teks."),)),)
    )
    summary, inner = passages(document(tree))
    assert summary.locator.path == ("UU 1/2020",)
    assert inner.locator.path == ("Bab", "Isi")
    assert (inner.heading, inner.text, inner.title) == ("Isi", "Teks.", "UU 1/2020")


def test_an_article_is_cited_without_its_chapter_but_never_without_the_explanation() -> None:
    article = Section("Pasal 12B", 3, "Teks.", unit="Pasal 12B")
    chapter = Section("BAB II KETENTUAN", 2, "", children=(article,))
    explanation = Section("Penjelasan", 1, "", children=(article,))
    first, second = passages(document(chapter, explanation))
    assert first.locator.path == ("Pasal 12B",)
    assert second.locator.path == ("Penjelasan", "Pasal 12B")
    assert first.id != second.id
    explained = Section("Penjelasan Pasal 12B", 3, "Cukup jelas.")
    (third,) = passages(document(Section("Penjelasan", 1, "", children=(explained,))))
    assert third.locator.path == ("Penjelasan Pasal 12B",)


def test_a_long_article_is_cut_at_its_ayat_and_says_which() -> None:
    found = list(passages(document(Section("Pasal 3", 3, "\n".join(AYAT), unit="Pasal 3"))))
    assert [passage.locator.path[-1] for passage in found] == ["ayat (1)–(2)", "ayat (3)–(4)", "ayat (5)"]
    assert all(passage.heading == "Pasal 3" for passage in found)
    assert found[1].text.startswith("(3) ")


def test_a_piece_that_starts_within_an_ayat_names_it() -> None:
    text = f"(1) Pendek.\n(2) {'Kalimat panjang sekali ini. ' * 80}"
    last = list(passages(document(Section("Pasal 3", 3, text))))[-1]
    assert last.locator.path == ("Pasal 3", "ayat (2)")


def test_notes_go_before_metadata() -> None:
    notes = Notes(
        basis=Basis.PRIMARY, source="PP 2/2021", force=Force.REVOKED, until=date(2026, 1, 1), questions=("Apa?",)
    )
    noted, plain = passages(document(Section("A", 2, "Satu.", notes), Section("B", 2, "Dua.")))
    assert (noted.basis, noted.source, noted.url, noted.force) == (Basis.PRIMARY, "PP 2/2021", None, Force.REVOKED)
    assert (noted.until, noted.questions, noted.checked) == (date(2026, 1, 1), ("Apa?",), date(2026, 11, 22))
    assert (plain.basis, plain.source, plain.url) == (Basis.SECONDARY, "UU 1/2020", "https://example.org/uu")
    assert plain.rank == 2


@pytest.mark.parametrize("kind", Kind)
def test_only_a_law_hands_its_dates_down(kind: Kind) -> None:
    since, until = date(2020, 1, 2), date(2026, 1, 2)
    metadata = METADATA.model_copy(update={"kind": kind, "since": since, "until": until})
    own = Notes(since=date(2001, 11, 21), until=date(2019, 12, 31))
    plain, noted = passages(Document(metadata, (Section("A", 2, "Satu."), Section("B", 2, "Dua.", own))))
    assert (plain.since, plain.until) == ((since, until) if kind is Kind.LAW else (None, None))
    assert (noted.since, noted.until) == (own.since, own.until)


def test_no_bundled_passage_ends_before_it_begins() -> None:
    dated = [p for document in bundled_documents() for p in passages(document) if p.since and p.until]
    assert dated
    assert [p.heading for p in dated if p.since and p.until and p.since > p.until] == []


def test_only_the_first_passage_of_a_section_answers_its_questions() -> None:
    long = Section("A", 2, "Kalimat pendek ini. " * 200, Notes(questions=("Apa?",)))
    first, *others = passages(document(long))
    assert first.questions == ("Apa?",)
    assert others
    assert all(passage.questions == () for passage in others)


def test_ids_come_from_content() -> None:
    section = Section("A", 2, "Satu.")
    (one,) = passages(document(section))
    assert [passage.id for passage in passages(document(section))] == [one.id]
    (other,) = passages(document(replace(section, text="Dua.")))
    assert other.id != one.id
    twice = list(passages(document(section, section)))
    assert twice[0].id == one.id
    assert twice[1].id != one.id


@given(st.lists(st.text("Aa. :\n(1)b;", max_size=3000), max_size=4))
def test_joined_passages_are_the_section(texts: list[str]) -> None:
    sections = [Section(f"Pasal {n}", 2, text) for n, text in enumerate(texts)]
    found = list(passages(document(*sections)))
    assert len({passage.id for passage in found}) == len(found)
    for section in sections:
        joined = "".join(passage.text for passage in found if passage.heading == section.heading)
        assert joined == (section.text if section.text.strip() else "")

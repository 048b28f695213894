"""A provision asked for by its place is quoted, told from our own sections, or said not to be held; never replaced."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.answering.provisions import Provisions, provisions
from index.embedding import load_embedder
from index.lookup import Standing
from index.retriever import Retriever
from index.scope import Scope
from knowledge.chunking import passages
from knowledge.document import Document, Section
from knowledge.metadata import Force, Kind, Language, Metadata, Notes, Quoting

LAW = Metadata(
    id="uu-7-2030", title="UU 7/2030 tentang Kantin", kind=Kind.LAW, number="UU 7/2030", force=Force.IN_FORCE
)
GUIDE = Metadata(id="kantin", title="Kantin", quoting=Quoting.OWN_WORDS, force=Force.IN_FORCE)
ENGLISH = Metadata(id="canteen", title="Canteen", language=Language.EN, quoting=Quoting.OWN_WORDS, force=Force.IN_FORCE)


def told(heading: str, source: str, text: str = "Isi.") -> Section:
    return Section(heading, 2, text, Notes(source=source))


DOCUMENTS = (
    Document(
        LAW,
        (
            Section("Pasal 1", 2, "Kantin adalah tempat makan pegawai.", unit="Pasal 1"),
            Section("Pasal 2", 2, "(1) Kantin buka pagi.\n(2) Kantin tutup sore.", unit="Pasal 2"),
        ),
    ),
    Document(
        GUIDE,
        (
            told("Ikhtisar warung", "UU 8/2030 Pasal 3, Pasal 4, dan Pasal 5", "Warung diatur dalam beberapa pasal."),
            told("Jam buka warung", "UU 8/2030 Pasal 3", "Warung buka pukul delapan."),
            told("Harga makanan", "UU 8/2030 Pasal 6 huruf a", "Harga makanan dipasang."),
            told("Kebersihan meja", "UU 8/2030 Pasal 6 huruf b", "Meja dibersihkan tiap jam."),
            told("Arti kantin", "UU 7/2030 Pasal 1", "Kantin berarti tempat makan."),
            told("Bunyi lama warung", "UU 8/2030 Pasal 9", "Dahulu warung tutup."),
        ),
    ),
    Document(ENGLISH, (told("Opening hours of the stall", "UU 8/2030 Pasal 3", "The stall opens at eight."),)),
)


@pytest.fixture(scope="module")
def retriever() -> Retriever:
    """A law, a guide on it and on another law that is not held, and one in English."""
    old = {"Bunyi lama warung": Force.REVOKED}
    found = [
        Document(
            document.metadata,
            tuple(
                Section(
                    section.heading,
                    section.level,
                    section.text,
                    section.notes.model_copy(update={"force": old.get(section.heading)}),
                    section.unit,
                )
                for section in document.sections
            ),
        )
        for document in DOCUMENTS
    ]
    return Retriever.build([passage for document in found for passage in passages(document)], load_embedder(None))


def asked(retriever: Retriever, question: str) -> Provisions:
    return provisions(question, retriever, Scope())


def headings(found: Provisions, language: Language = Language.ID, ranked: Sequence[str] = ()) -> list[str]:
    return [passage.heading for passage in found.passages(language, ranked)]


def identity(retriever: Retriever, heading: str) -> str:
    hits = retriever.search(heading, Scope())
    return next(hit.passage.id for hit in hits if hit.passage.heading == heading)


@pytest.mark.parametrize("question", ["Apa isi Pasal 1 UU 7/2030?", "bunyi pasal 1 uu no 7 tahun 2030"])
def test_what_is_held_is_quoted(retriever: Retriever, question: str) -> None:
    found = asked(retriever, question)
    assert headings(found) == ["Pasal 1"]
    assert found.unheld is None


def test_more_than_the_provision_is_left_to_the_search(retriever: Retriever) -> None:
    question = "Menurut Pasal 1 UU 7/2030 apakah pegawai boleh membawa makanan sendiri dari rumah?"
    assert headings(asked(retriever, question)) == []
    assert asked(retriever, question).cited == {identity(retriever, "Arti kantin")}


def test_our_section_stands_for_a_text_that_is_not_held(retriever: Retriever) -> None:
    found = asked(retriever, "Apa isi Pasal 3 UU 8/2030?")
    assert headings(found) == ["Jam buka warung"]  # not the overview of three articles
    assert headings(found, Language.EN) == ["Opening hours of the stall"]
    assert found.unheld is None


def test_of_several_sections_the_search_tells_which_answers_more(retriever: Retriever) -> None:
    ranked = [identity(retriever, "Ikhtisar warung"), identity(retriever, "Jam buka warung")]
    assert headings(asked(retriever, "Ikhtisar Pasal 3 UU 8/2030?"), ranked=ranked) == ["Ikhtisar warung"]
    assert headings(asked(retriever, "Jelaskan isi Pasal 3 UU 8/2030!"), ranked=ranked) == ["Jam buka warung"]


def test_a_section_on_another_letter_does_not_stand_for_it(retriever: Retriever) -> None:
    assert headings(asked(retriever, "Apa isi Pasal 6 huruf b UU 8/2030?")) == ["Kebersihan meja"]
    other = asked(retriever, "Apa isi Pasal 6 huruf c UU 8/2030?")
    assert (headings(other), str(other.unheld)) == ([], "Pasal 6 huruf c UU 8/2030")


def test_what_nobody_tells_of_is_said_not_to_be_held(retriever: Retriever) -> None:
    assert str(asked(retriever, "Apa isi Pasal 77 UU 8/2030?").unheld) == "Pasal 77 UU 8/2030"
    assert str(asked(retriever, "Apa isi Pasal 5 UU 99/2031?").unheld) == "Pasal 5 UU 99/2031"
    # Only one of two is unknown: the other may be answered.
    assert asked(retriever, "Apa isi Pasal 77 UU 8/2030 dan Pasal 1 UU 7/2030?").unheld is None


def test_history_is_found_by_searching(retriever: Retriever) -> None:
    found = asked(retriever, "Apa isi Pasal 9 UU 8/2030?")
    assert (headings(found), found.unheld, found.cited) == ([], None, frozenset())


def test_a_provision_that_does_not_exist(retriever: Retriever) -> None:
    absent = asked(retriever, "Apa isi Pasal 2 ayat (5) UU 7/2030?").absent
    assert absent is not None
    assert absent.standing is Standing.NOT_EXISTING
    assert absent.known == ("ayat (1)", "ayat (2)")


def test_a_number_without_its_law_names_nothing(retriever: Retriever) -> None:
    found = asked(retriever, "klausul 8.4")
    assert (headings(found), found.unheld) == ([], None)


def test_whether_a_provision_holds_is_no_question_on_its_successor(retriever: Retriever) -> None:
    assert asked(retriever, "Apakah Pasal 5 UU 31/1999 masih berlaku?").cited == frozenset()

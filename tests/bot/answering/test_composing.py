"""Composing: the sentence that answers first, the passage, a citation that says how far it can be trusted."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.composing import (
    WORDING,
    answer_blocks,
    citation,
    citation_line,
    related_blocks,
    shortened,
    shown_text,
)
from bot.answering.reply import BlockKind
from knowledge.document import Locator, Passage
from knowledge.metadata import Basis, Force, Kind, Language

PASSAGE = Passage(
    id="p",
    document="d",
    title="Melaporkan gratifikasi",
    heading="Apa tenggatnya?",
    locator=Locator(path=("Apa tenggatnya?",)),
    text="Tenggatnya 30 hari kerja. Lewat UPG tenggatnya 10 hari kerja. Laporkan segera.",
    force=Force.IN_FORCE,
    basis=Basis.PRIMARY,
    source="UU 20/2001 Pasal 12C",
    checked=date(2026, 11, 22),
    since=date(2001, 11, 21),
)


def kinds(passage: Passage, question: str = "Apa tenggatnya?") -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in answer_blocks(question, passage, Language.ID)]


def test_the_first_sentence_leads_and_is_not_repeated() -> None:
    lead, quote, cited = kinds(PASSAGE)
    assert lead == (BlockKind.LEAD, "Tenggatnya 30 hari kerja.")
    assert quote == (BlockKind.QUOTE, "Lewat UPG tenggatnya 10 hari kerja. Laporkan segera.")
    assert cited[0] is BlockKind.CITATION


def test_a_later_sentence_leads_when_it_answers_better() -> None:
    lead, quote, _ = kinds(PASSAGE, "Berapa hari lewat UPG?")
    assert lead[1] == "Lewat UPG tenggatnya 10 hari kerja."
    assert quote[1] == PASSAGE.text


def test_what_leans_on_the_first_sentence_comes_with_it_and_is_not_repeated() -> None:
    text = "Hadiah kecil tidak wajib dilaporkan. Yang termasuk: buah dan kue. Selebihnya wajib."
    lead, quote, _ = kinds(replace(PASSAGE, text=text), "buah dan kue")
    assert lead[1] == "Hadiah kecil tidak wajib dilaporkan. Yang termasuk: buah dan kue."
    assert quote[1] == "Selebihnya wajib."


def test_an_item_brings_its_lead_in() -> None:
    listed = replace(PASSAGE, text="Syaratnya:\n- identitas pelapor;\n- uraian fakta kejadian.")
    assert kinds(listed, "uraian fakta kejadian")[0][1] == "Syaratnya: uraian fakta kejadian."


def test_the_citation_says_force_basis_and_date() -> None:
    line = citation_line(PASSAGE, WORDING[Language.ID])
    assert line == (
        "Sumber: Melaporkan gratifikasi – Apa tenggatnya? Dasar: UU 20/2001 Pasal 12C. "
        "Berlaku sejak 21 November 2001, dicek 22 November 2026."
    )


def test_history_is_labelled_before_it_is_told() -> None:
    old = replace(PASSAGE, force=Force.REVOKED, until=date(2026, 1, 19))
    blocks = kinds(old)
    assert blocks[0][0] is BlockKind.NOTICE
    assert "19 Januari 2026" in blocks[0][1]
    assert "Tidak berlaku lagi sejak 20 Januari 2026" in blocks[-1][1]


def test_another_language_is_said() -> None:
    assert answer_blocks("?", PASSAGE, Language.EN)[0].kind is BlockKind.NOTICE


def test_what_is_unconfirmed_or_secondary_is_never_called_in_force() -> None:
    for basis in (Basis.UNCONFIRMED, Basis.SECONDARY):
        line = citation_line(replace(PASSAGE, basis=basis, since=None), WORDING[Language.EN])
        assert "in force" not in line
        assert WORDING[Language.EN].basis[basis] in line.casefold()


def test_markdown_marks_are_gone_from_guides_and_kept_in_laws() -> None:
    text = "Ini **penting** dan *lain*: [situs](https://kpk.go.id)\n- satu"
    assert shown_text(replace(PASSAGE, text=text)) == "Ini penting dan lain: situs (https://kpk.go.id)\n• satu"
    assert shown_text(replace(PASSAGE, text=text, kind=Kind.LAW)) == text


def test_related_passages_take_a_line_each_and_their_list() -> None:
    listed = replace(PASSAGE, text="Syaratnya:\n- identitas;\n- fakta.")
    heading, line = related_blocks("Apa syaratnya?", [listed], Language.ID)
    assert heading.kind is BlockKind.HEADING
    assert line.text == "Syaratnya: identitas; fakta. (Melaporkan gratifikasi)"


def test_the_citation_of_an_introduction_says_its_title_once() -> None:
    introduction = replace(PASSAGE, heading=PASSAGE.title, locator=Locator(path=(PASSAGE.title,)))
    assert citation_line(introduction, WORDING[Language.ID]).startswith("Sumber: Melaporkan gratifikasi. Dasar:")
    edition = replace(introduction, locator=Locator("ISO 9001:2015", (PASSAGE.title,)))
    assert "Melaporkan gratifikasi – ISO 9001:2015. Dasar:" in citation_line(edition, WORDING[Language.ID])


def test_the_citation_says_once_what_its_source_says_itself() -> None:
    said = replace(PASSAGE, basis=Basis.SECONDARY, source="PP 94/2021 menurut sumber sekunder")
    assert citation_line(said, WORDING[Language.ID]).lower().count("menurut sumber sekunder") == 1
    unsaid = replace(said, source="detik.com")
    assert citation_line(unsaid, WORDING[Language.ID]).lower().count("menurut sumber sekunder") == 1


def test_the_citation_value_carries_what_json_needs() -> None:
    made = citation(PASSAGE)
    assert (made.document, made.locator, made.passage, made.status) == ("d", "Apa tenggatnya?", "p", Force.IN_FORCE)


@given(st.text(max_size=400), st.integers(min_value=10, max_value=100))
def test_shortened_texts_fit_and_begin_alike(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert text.startswith((short.removesuffix(" …"), short.removesuffix("…").rstrip()))

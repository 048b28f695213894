"""Replying: what was found becomes an answer, a question back or an honest no, and never an uncited answer."""

from dataclasses import replace

import pytest

from bot.agency import Agency
from bot.answering.boundaries import Boundary
from bot.answering.confidence import Band
from bot.answering.finding import Finding
from bot.answering.reply import Abstention, Answer, Block, BlockKind, Clarification, plain_text
from bot.answering.replying import Part, declined, reply_to
from index.features import Features
from index.retriever import Hit
from knowledge.document import Locator, Passage
from knowledge.metadata import Basis, Force, Language

FEATURES = Features(*([0.5] * len(Features.__slots__)))
PASSAGE = Passage("p", "d", "Judul", "Apa tenggatnya?", Locator(), "Tenggatnya 30 hari kerja.", force=Force.IN_FORCE)
OTHER = replace(PASSAGE, id="q", heading="Ke mana melapor?", text="Laporkan ke KPK.")
NOBODY = Agency()


def part(band: Band, *passages: Passage, question: str = "Apa tenggatnya?") -> Part:
    hits = tuple(Hit(passage, 9.0 - number, FEATURES) for number, passage in enumerate(passages))
    return Part(question, Finding(hits, 0.7, band, supporting=hits[1:]))


def test_a_sure_finding_is_an_answer_with_what_belongs_to_it() -> None:
    reply = reply_to([part(Band.ANSWER, PASSAGE, OTHER)], Language.ID, NOBODY)
    assert isinstance(reply, Answer)
    assert [citation.passage for citation in reply.citations] == ["p", "q"]
    assert reply.blocks[0].text == "Tenggatnya 30 hari kerja."


def test_conflicting_passages_are_both_shown_and_said_to_differ() -> None:
    rival = replace(PASSAGE, id="r", document="sop", text="Tenggatnya 5 hari kerja.")
    asked = part(Band.ANSWER, PASSAGE)
    reply = reply_to([replace(asked, finding=replace(asked.finding, rival=rival))], Language.ID, NOBODY)
    assert "berbeda" in reply.blocks[0].text
    assert "30 hari kerja" in reply.text
    assert "5 hari kerja" in reply.text
    assert [citation.passage for citation in reply.citations] == ["p", "r"]


def test_two_parts_get_two_answers_and_the_same_passage_only_one() -> None:
    both = reply_to([part(Band.ANSWER, PASSAGE), part(Band.ANSWER, OTHER, question="Ke mana?")], Language.ID, NOBODY)
    same = reply_to([part(Band.ANSWER, PASSAGE), part(Band.ANSWER, PASSAGE)], Language.ID, NOBODY)
    assert both.text.count("Pertanyaan") == 2
    assert same.text.count("30 hari kerja") == 1


def test_a_part_without_an_answer_is_said_so() -> None:
    reply = reply_to([part(Band.ANSWER, PASSAGE), part(Band.ABSTAIN, OTHER, question="Lain?")], Language.ID, NOBODY)
    assert isinstance(reply, Answer)
    assert "tidak memuat jawabannya" in reply.text


def test_unconfirmed_matter_is_told_and_abstained_from() -> None:
    reply = reply_to([part(Band.ANSWER, replace(PASSAGE, basis=Basis.UNCONFIRMED), OTHER)], Language.ID, NOBODY)
    assert isinstance(reply, Abstention)
    assert [citation.passage for citation in reply.citations] == ["p"]
    assert "Laporkan ke KPK" not in reply.text


def test_an_unsure_finding_asks_back_with_titles() -> None:
    passages = [replace(PASSAGE, id=str(n), heading=f"Bagian nomor {n}") for n in range(5)]
    reply = reply_to([part(Band.CLARIFY, *passages)], Language.ID, NOBODY)
    assert isinstance(reply, Clarification)
    assert reply.choices == ("Bagian nomor 0", "Bagian nomor 1", "Bagian nomor 2")


def test_nothing_found_names_the_next_step_of_the_agency() -> None:
    agency = Agency(name="Inspektorat Kabupaten Serang", ppid="ppid@contoh.go.id")
    reply = reply_to([part(Band.ABSTAIN, question="Berapa jarak ke bulan?")], Language.ID, agency)
    assert isinstance(reply, Abstention)
    assert "Berapa jarak ke bulan" in reply.text
    assert "ppid@contoh.go.id" in reply.text


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("boundary", [boundary for boundary in Boundary if boundary is not Boundary.NONE])
def test_every_boundary_has_words_in_both_languages(boundary: Boundary, language: Language) -> None:
    assert len(declined(boundary, language, NOBODY).text) > 40


def test_an_answer_without_a_citation_cannot_be_constructed() -> None:
    block = Block(BlockKind.LEAD, "Ya.")
    with pytest.raises(ValueError, match="citation"):
        Answer(language=Language.ID, blocks=(block,))
    with pytest.raises(ValueError, match="block"):
        Abstention(language=Language.ID, blocks=())
    with pytest.raises(ValueError, match="three"):
        Clarification(language=Language.ID, blocks=(block,), choices=())
    with pytest.raises(ValueError, match="text"):
        Block(BlockKind.LEAD, " ")


def test_plain_text_keeps_lists_together_and_links_once() -> None:
    blocks = (
        Block(BlockKind.HEADING, "Daftar"),
        Block(BlockKind.LIST_ITEM, "satu"),
        Block(BlockKind.LIST_ITEM, "dua"),
        Block(BlockKind.CITATION, "Sumber: x", "https://kpk.go.id"),
    )
    assert plain_text(blocks) == "Daftar\n• satu\n• dua\n\nSumber: x (https://kpk.go.id)"

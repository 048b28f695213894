"""The one way through, over the real documents: answers are cited, gaps are said, whoever speaks up leaves no trace."""

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.agency import Agency
from bot.answering.evaluation import Turn
from bot.answering.reply import Abstention, Answer, Clarification, Courtesy, Referral, Reply
from bot.message import Message
from bot.service import LONGEST_MESSAGE, Held, Service
from index.retriever import Retriever
from knowledge.metadata import Language

Ask = Callable[..., Reply]

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
DISCLOSURE = "Kemarin Pak Zulkarnaen di loket perizinan minta Rp7.350.000 supaya izin warung saya keluar"


def test_an_answer_states_the_point_first_and_cites(ask: Ask) -> None:
    reply = ask("Berapa lama batas waktu melapor gratifikasi langsung ke KPK?")
    assert isinstance(reply, Answer)
    assert "30 hari kerja" in reply.blocks[0].text
    assert reply.citations[0].document == "gratifikasi-lapor"
    assert reply.snapshot == "snap"


def test_the_asker_is_answered_in_the_language_of_the_question(ask: Ask) -> None:
    assert ask("What is gratification?").language is Language.EN
    assert ask("Apa itu gratifikasi?", chat="other").language is Language.ID


def test_what_the_documents_do_not_hold_is_said_with_a_next_step(ask: Ask) -> None:
    reply = ask("Bagaimana resep rendang daging sapi?")
    assert isinstance(reply, Abstention)
    assert not reply.citations
    assert "PPID" in reply.text or "situs resmi" in reply.text


def test_unconfirmed_matter_is_abstained_from_and_told(ask: Ask) -> None:
    reply = ask("Kapan batas akhir transisi ke ISO 37001:2025?")
    assert isinstance(reply, Abstention)
    assert reply.citations
    assert "belum dapat" in reply.text


def test_a_withdrawn_document_is_in_no_answer(ask: Ask) -> None:
    question = "Berapa lama batas waktu melapor gratifikasi langsung ke KPK?"
    withdrawn = frozenset({"gratifikasi-lapor", "gratification-reporting"})
    reply = ask(question, withdrawn=withdrawn)
    assert not {citation.document for citation in reply.citations} & withdrawn


def test_a_follow_up_needs_its_chat(ask: Ask) -> None:
    ask("Siapa yang menyerahkan sertifikat ISO Inspektorat Kabupaten Serang?", chat="a")
    followed = ask("kapan itu?", chat="a")
    alone = ask("kapan itu?", chat="b")
    assert isinstance(followed, Answer)
    assert followed.citations[0].document == "inspektorat-serang-iso"
    assert not isinstance(alone, Answer)


def test_earlier_turns_can_be_told(bundled_retriever: Retriever) -> None:
    service = Service(lambda: Held(bundled_retriever, frozenset()), Agency())
    reply = service.reply(Message("wa nya berapa?", "x"), [Turn(question="Bagaimana menghubungi Ombudsman?")])
    assert "0821 3737 3737" in reply.text


@pytest.mark.parametrize("group", [False, True])
def test_whoever_discloses_is_led_to_the_channels(ask: Ask, group: bool, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        reply = ask(DISCLOSURE, group=group)
    assert isinstance(reply, Referral)
    assert reply.sensitive
    assert "198" in reply.text
    assert "Zulkarnaen" not in reply.text + caplog.text
    assert "7.350" not in reply.text + caplog.text
    assert len(reply.blocks) == 1 or not group


def test_a_disclosure_is_never_searched_for(bundled_retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("a sensitive message reached retrieval")

    service = Service(lambda: Held(bundled_retriever, frozenset()), Agency())
    monkeypatch.setattr(Retriever, "search", refuse)
    assert isinstance(service.reply(Message(DISCLOSURE, "x")), Referral)


def test_the_chat_stays_sensitive_for_a_while(bundled_retriever: Retriever) -> None:
    service = Service(lambda: Held(bundled_retriever, frozenset()), Agency())
    service.reply(Message(DISCLOSURE, "x", received=NOON))
    soon = service.reply(Message("namanya Pak Burhanuddin, di kelurahan", "x", received=NOON + timedelta(minutes=5)))
    rule = service.reply(Message("Apa itu SMAP?", "x", received=NOON + timedelta(minutes=6)))
    later = service.reply(Message("Apa itu SMAP?", "x", received=NOON + timedelta(hours=2)))
    assert isinstance(soon, Referral)
    assert (rule.sensitive, later.sensitive) == (True, False)


def test_a_receipt_of_ones_own_is_answered_with_its_deadlines(ask: Ask) -> None:
    reply = ask("Saya terima parsel tanggal 3 November 2026, paling lambat lapor kapan?", received=NOON)
    assert isinstance(reply, Answer)
    assert reply.sensitive
    assert "16 November 2026" in reply.text  # ten working days, the day of receipt counted
    assert "14 Desember 2026" in reply.text  # thirty


def test_a_receipt_told_in_a_group_gets_the_neutral_line_only(ask: Ask) -> None:
    reply = ask("Saya terima parsel tanggal 3 November 2026, paling lambat lapor kapan?", received=NOON, group=True)
    assert isinstance(reply, Referral)
    assert len(reply.blocks) == 1
    assert "obrolan pribadi" in reply.text
    assert "November" not in reply.text


@pytest.mark.parametrize("question", ["Pak Tarmuji Aswan orangnya seperti apa?", "who is Bagas Wirasena?"])
def test_what_is_not_found_is_not_repeated_when_it_names_somebody(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert isinstance(reply, Abstention)
    assert not {"Tarmuji", "Aswan", "Bagas", "Wirasena"} & set(re.findall(r"\w+", reply.text))


def test_a_provision_that_nobody_mentions_is_not_replaced_by_a_neighbour(ask: Ask) -> None:
    reply = ask("Apa isi Pasal 88 UU 11/2020?")
    assert isinstance(reply, Abstention)
    assert "UU 11/2020" in reply.text


def test_courtesy_needs_no_documents(ask: Ask) -> None:
    assert isinstance(ask("Halo, selamat pagi"), Courtesy)
    assert isinstance(ask("🙂🙂"), Courtesy)
    assert isinstance(ask("apa itu smap? " * 200), Courtesy)
    assert len("apa itu smap? " * 200) > LONGEST_MESSAGE


def test_a_clarification_offers_human_titles(ask: Ask) -> None:
    replies = [ask(question, chat=question) for question in ("sertifikat", "lapor", "audit", "hadiah", "klausul")]
    offered = [choice for reply in replies if isinstance(reply, Clarification) for choice in reply.choices]
    assert all(len(choice) > 8 for choice in offered)

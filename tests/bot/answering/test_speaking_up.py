"""What somebody who speaks up is told: channels, honesty, a checklist, and nothing of their own words."""

from __future__ import annotations

from datetime import date

import pytest

from bot.agency import Agency
from bot.answering.boundaries import Boundary
from bot.answering.courtesy import CourtesyKind
from bot.answering.receipts import rule_question
from bot.answering.reply import Outcome, plain_text
from bot.answering.speaking_up import SAFETY, asks_deadline, deadline_blocks, goes_on, referral
from bot.answering.understanding import understand
from knowledge.channels import ChannelRegistry, Purpose
from knowledge.metadata import Language

TODAY = date(2026, 11, 22)
NOBODY = Agency()
DISCLOSURE = "Bu Kartini di Desa Wanasari meminta Rp7.350.000 kepada saya"


def said(text: str, *, group: bool = False, agency: Agency = NOBODY) -> str:
    reply = referral(understand(text), agency, TODAY, group=group)
    assert reply.outcome is Outcome.REFERRAL
    assert reply.sensitive
    return reply.text


@pytest.mark.parametrize("group", [True, False])
def test_nothing_of_the_message_comes_back(group: bool) -> None:
    text = said(DISCLOSURE, group=group).lower()
    assert [word for word in ("kartini", "wanasari", "7.350", "7350") if word in text] == []


@pytest.mark.parametrize(("text", "language"), [(DISCLOSURE, Language.ID), ("my boss takes bribes", Language.EN)])
def test_channels_with_what_they_accept_and_whether_they_ask_a_name(text: str, language: Language) -> None:
    reply = said(text)
    for channel in ChannelRegistry.bundled().for_purpose(Purpose.REPORT, Purpose.SERVICE, today=TODAY):
        assert channel.name.of(language) in reply
        assert channel.accepts.of(language) in reply
        assert channel.identity_note.of(language) in reply
    assert SAFETY[language].referral.notice in reply
    assert all(item in reply for item in SAFETY[language].referral.checklist)
    assert len(SAFETY[language].referral.choices) == 3


def test_protection_comes_first_where_there_is_fear() -> None:
    afraid, calm = said("saya mau lapor atasan saya tapi takut diancam"), said(DISCLOSURE)
    assert afraid.index("LPSK") < afraid.index("kws.kpk.go.id")
    assert calm.index("kws.kpk.go.id") < calm.index("LPSK")


def test_a_group_gets_one_neutral_line() -> None:
    reply = referral(understand(DISCLOSURE), NOBODY, TODAY, group=True)
    assert len(reply.blocks) == 1
    assert "KPK" in reply.text


def test_the_agencys_own_contact_is_named_when_known() -> None:
    agency = Agency(name="Inspektorat Uji", reporting="wbs.example.go.id")
    assert "Inspektorat Uji, wbs.example.go.id" in said(DISCLOSURE, agency=agency)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("namanya Pak Darto", True),
        ("di kelurahan Sukasari", True),
        ("totalnya 3 juta", True),
        ("apa itu UPG?", False),
        ("apakah identitas pelapor dirahasiakan?", False),
        ("terima kasih", False),
    ],
)
def test_what_comes_soon_after_a_disclosure(text: str, more: bool) -> None:
    assert goes_on(understand(text)) is more


def test_the_deadline_is_counted_out() -> None:
    understood = understand("Saya terima parsel tanggal 2 November 2026, paling lambat lapor kapan?")
    text = plain_text(deadline_blocks(understood, TODAY, NOBODY))
    assert text.index("13 November 2026") < text.index("11 Desember 2026")
    assert "10 hari kerja" in text
    assert "30 hari kerja" in text
    assert SAFETY[Language.ID].deadline.assumptions in text


def test_joint_leave_of_the_agency_moves_the_deadline() -> None:
    understood = understand("Saya terima parsel tanggal 2 November 2026, paling lambat lapor kapan?")
    moved = plain_text(deadline_blocks(understood, TODAY, Agency(joint_leave=(date(2026, 11, 5),))))
    assert "16 November 2026" in moved


def test_a_deadline_that_has_passed_is_said() -> None:
    understood = understand("Saya terima parsel tanggal 2 Januari 2026, paling lambat lapor kapan?")
    assert SAFETY[Language.ID].deadline.passed in plain_text(deadline_blocks(understood, TODAY, NOBODY))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("kalau terima parsel tanggal 3 November, paling lambat lapor kapan?", True),
        ("kapan ISO 37001 terbit?", False),
        ("apa itu gratifikasi?", False),
    ],
)
def test_questions_on_a_deadline(text: str, asks: bool) -> None:
    assert asks_deadline(understand(text)) is asks


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("saya dapat parsel, paling lambat lapor kapan?", "batas waktu"),
        ("tmn kantor kasih kado 400rb, hrs lapor ga?", "rekan kerja"),
        ("pas nikahan saya dapat 2 juta dari rekanan, wajib lapor?", "pernikahan"),
        ("wali murid ngasih saya tas, boleh?", "guru"),
        ("saya dikirimi durian, wajib lapor?", "mudah rusak"),
        ("saya telat lapor, sudah 40 hari", "terlambat"),
        ("saya dapat sesuatu", "wajib ditolak"),
    ],
)
def test_a_receipt_comes_down_to_a_rule_in_our_own_words(message: str, word: str) -> None:
    assert word in rule_question(message, Language.ID)


def test_every_boundary_and_every_courtesy_has_words_in_both_languages() -> None:
    for wording in SAFETY.values():
        assert set(wording.boundaries) == set(Boundary) - {Boundary.NONE}
        assert set(wording.courtesy) == set(CourtesyKind) - {CourtesyKind.NONE}

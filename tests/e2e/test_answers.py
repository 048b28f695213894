"""`tanya serve` itself, with the bundled documents: ask in Telegram, read the cited passage."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from tests.e2e.emulator import Emulator
from tests.e2e.process import ROOT, STARTED, BotProcess, running, until
from tests.e2e.specification import Specification
from tests.e2e.world import BOT_NAME, Chat

pytestmark = pytest.mark.asyncio(loop_scope="module")
DEADLINE = "Berapa lama batas waktu melapor gratifikasi langsung ke KPK?"
NEW_DOCUMENT = """---
id: {name}
title: Loket Uji Pelayanan
language: id
kind: procedure
force: in_force
audience: public
quoting: own_words
source: "Contoh untuk pengujian"
checked: 2026-11-22
review_by: 2027-05-22
---
# Loket Uji Pelayanan

Loket uji melayani permohonan salinan berkas zamrud.

## Kapan loket berkas zamrud buka?

Loket berkas zamrud buka setiap Rabu pukul 08.15 sampai 11.45 di gedung utama.
"""


@dataclass(frozen=True, slots=True)
class Office:
    """The real bot: an emulator, a served process, and its data folder."""

    emulator: Emulator
    process: BotProcess
    data: Path

    async def tanya(self, *arguments: str, module: str = "bot") -> None:
        """Run a command of an admin beside the serving bot."""
        environment = {"PATH": "", "TANYA_DATA_DIR": str(self.data)}
        command = (sys.executable, "-m", module, *arguments)
        done = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdout=PIPE, stderr=STDOUT)
        said, _ = await done.communicate()
        assert done.returncode == 0, said.decode()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    specification: Specification | None, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    """One served installation for all tests of this module; its index is built when it starts."""
    folder = tmp_path_factory.mktemp("office")
    async with Emulator(specification) as emulator:
        process = BotProcess(("bot", "serve"), emulator.url, emulator.token, folder / "var", folder / "log")
        async with running(process):
            await until(lambda: emulator.requests.count("getUpdates") > 0)
            yield Office(emulator, process, folder / "var")
            process.signal(signal.SIGTERM)
            assert await process.exit_code() == 0
        assert emulator.token not in process.log
        assert "Traceback" not in process.log


@pytest.fixture(autouse=True)
def _no_violations(office: Office) -> Iterator[None]:
    yield
    found, office.emulator.violations[:] = list(office.emulator.violations), []
    assert found == []


@pytest.fixture
def chat(office: Office) -> Chat:
    """A private chat with somebody new."""
    return office.emulator.private(office.emulator.person("Ani"))


async def test_answer_comes_with_passage_and_citation(office: Office, chat: Chat) -> None:
    chat.say(DEADLINE)
    message = await chat.reply()
    read = office.emulator.read(message)
    assert "30 hari kerja" in read.covered("bold")[0]
    assert read.covered("expandable_blockquote")
    [citation] = [text for text in read.covered("italic") if text.startswith("Sumber:")]
    assert "Pasal 12C" in citation
    assert message["reply_markup"]["inline_keyboard"][-1][0]["copy_text"]["text"].startswith("Sumber:")
    chat.say("/sumber")
    listed = (await chat.reply())["text"]
    assert citation in listed
    assert "Dokumen yang saya pegang:" in listed
    assert listed.count("•") >= 12


async def test_english_question_gets_an_english_answer(office: Office, chat: Chat) -> None:
    chat.say("How many days do I have to report a gratification directly to KPK?")
    read = office.emulator.read(await chat.reply())
    assert "30 working days" in read.covered("bold")[0]
    assert any(text.startswith("Source:") for text in read.covered("italic"))


async def test_what_the_documents_do_not_hold_is_declined(office: Office, chat: Chat) -> None:
    chat.say("Siapa pencetak gol terbanyak liga sepak bola Brasil tahun 1987?")
    message = await chat.reply()
    assert "expandable_blockquote" not in [entity["type"] for entity in message.get("entities", [])]
    assert "Sumber:" not in message["text"]


async def test_disclosure_is_led_to_the_channels_without_an_echo(office: Office, chat: Chat) -> None:
    chat.say("Pak Sumantri Wiguna di dinas saya minta uang 7 juta supaya izin keluar, saya takut")
    text = (await chat.reply())["text"]
    assert "198" in text
    assert "Sumantri" not in text
    assert "7 juta" not in text
    chat.say("/sumber")
    assert "Belum ada jawaban" in (await chat.reply())["text"]


async def test_disclosure_in_a_group_moves_to_the_private_chat(office: Office) -> None:
    group = office.emulator.group("Desa", office.emulator.person("Ani"))
    group.say(f"@{BOT_NAME} Pak Sumantri Wiguna minta uang 7 juta supaya izin keluar, saya takut")
    message = await group.reply()
    assert "Sumantri" not in message["text"]
    assert "reply_to_message" not in message
    assert message["reply_markup"]["inline_keyboard"][0][0]["url"].startswith(f"https://t.me/{BOT_NAME}?start=")


async def test_group_from_a_button_leads_to_the_channels(chat: Chat) -> None:
    chat.say("/start kanal")
    text = (await chat.reply())["text"]
    assert "tidak dilihat anggota grup" in text
    assert "KPK" in text


async def test_group_question_is_answered_in_its_topic(office: Office) -> None:
    group = office.emulator.group("Inspektorat", office.emulator.person("Budi"), threads=(4,))
    question = group.say(f"@{BOT_NAME} {DEADLINE}", thread=4)
    answer = await group.reply()
    assert "30 hari kerja" in answer["text"]
    assert answer["message_thread_id"] == 4
    assert answer["reply_to_message"]["message_id"] == question["message_id"]


@pytest.mark.parametrize("text", ["😀🎉", "?", "a", "<b>", "kata " * 2500, "\u200b", "SMAP" * 900])
async def test_odd_messages_get_a_reply(chat: Chat, text: str) -> None:
    chat.say(text)
    for _ in range(0, len(text), 4096):
        assert (await chat.reply())["text"].strip()


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("loket-contoh", "tests.e2e.admin"),
        pytest.param("loket-semua", "bot", marks=[pytest.mark.slow, pytest.mark.timeout(300)]),
    ],
    ids=["a sample of the golden questions", "all golden questions"],
)
async def test_documents_come_and_go_while_the_bot_serves(
    office: Office, chat: Chat, tmp_path: Path, name: str, module: str
) -> None:
    question = "Kapan loket berkas zamrud buka?"
    chat.say(question)
    assert "08.15" not in (await chat.reply())["text"]
    document = tmp_path / f"{name}.md"
    document.write_text(NEW_DOCUMENT.format(name=name), encoding="utf-8")
    adding = asyncio.create_task(office.tanya("add", str(document), module=module))
    while not adding.done():  # a new index is built and swapped in without dropping a question
        chat.say(DEADLINE)
        assert "30 hari kerja" in (await chat.reply())["text"]
        await asyncio.wait({adding}, timeout=0.3)
    await adding
    text = ""
    async with asyncio.timeout(STARTED):
        while "setiap Rabu pukul 08.15" not in text:  # a running bot looks for a new index every second
            chat.say(question)
            text = (await chat.reply())["text"]
    await office.tanya("withdraw", name)
    chat.say(question)
    assert "08.15" not in (await chat.reply())["text"]


async def test_kill_between_fetch_and_reply_loses_nothing(office: Office, chat: Chat) -> None:
    office.emulator.faults.hold(chat.id)
    chat.say(DEADLINE)
    await office.emulator.faults.until_held(chat.id)
    await office.process.kill()
    office.emulator.faults.release(chat.id)
    assert chat.unread.empty()
    await office.process.start()
    assert "30 hari kerja" in (await chat.reply(STARTED))["text"]


async def test_wrong_token_is_one_line_and_exit_code_1(office: Office, tmp_path: Path) -> None:
    wrong = office.emulator.token[:-4] + "zzzz"
    process = BotProcess(("bot", "serve"), office.emulator.url, wrong, office.data, tmp_path / "log")
    async with running(process):
        assert await process.exit_code() == 1
    assert len(process.log.splitlines()) == 1
    assert "TELEGRAM_BOT_TOKEN" in process.log
    assert wrong not in process.log

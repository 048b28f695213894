"""What a running bot process survives: cuts, crashes, refusals; and how it stops."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import Conflict

from tests.e2e.emulator import Emulator
from tests.e2e.process import STARTED, BotProcess, running, until
from tests.e2e.world import Chat

SECRET_WORDS = "rahasia-sekali"


@pytest.fixture
def bot_process(emulator: Emulator, tmp_path: Path) -> BotProcess:
    """A bot process that is not started yet."""
    return BotProcess(("tests.e2e.fake",), emulator.url, emulator.token, tmp_path, tmp_path / "log")


@pytest.fixture
def chat(emulator: Emulator) -> Chat:
    """A private chat."""
    return emulator.private(emulator.person("Ani"))


async def _until_confirmed(emulator: Emulator) -> None:
    await until(lambda: not emulator.updates.unconfirmed)


async def _greeted(chat: Chat) -> None:
    """The bot runs and has answered something."""
    chat.say("halo")
    await chat.reply(STARTED)


async def test_kill_between_fetch_and_reply_loses_nothing(
    emulator: Emulator, bot_process: BotProcess, chat: Chat
) -> None:
    async with running(bot_process):
        emulator.faults.hold(chat.id)
        question = chat.say("pertanyaan saat listrik padam")
        await emulator.faults.until_held(chat.id)
        assert len(emulator.updates.unconfirmed) == 1
        await bot_process.kill()
        emulator.faults.release(chat.id)
        assert chat.unread.empty()
        await bot_process.start()
        answer = await chat.reply(STARTED)
        assert question["text"] in answer["text"]
        await _until_confirmed(emulator)
    assert chat.unread.empty()


async def test_questions_asked_while_the_bot_was_off_are_answered(
    emulator: Emulator, bot_process: BotProcess, chat: Chat
) -> None:
    for number in range(3):
        chat.say(f"pertanyaan {number}")
    async with running(bot_process):
        for number in range(3):
            assert f"pertanyaan {number}" in (await chat.reply(STARTED))["text"]


async def test_no_network_at_start_and_later(emulator: Emulator, bot_process: BotProcess, chat: Chat) -> None:
    await emulator.stop()
    async with running(bot_process):
        await until(lambda: "reaching Telegram failed" in bot_process.log)
        await emulator.start()
        chat.say("sesudah tersambung")
        assert "sesudah tersambung" in (await chat.reply(STARTED))["text"]
        emulator.faults.away = True
        chat.say("terkirim saat putus")
        await until(lambda: "fetching updates failed" in bot_process.log)
        emulator.faults.away = False
        assert "terkirim saat putus" in (await chat.reply(STARTED))["text"]


async def test_network_goes_while_a_reply_is_on_its_way(
    emulator: Emulator, bot_process: BotProcess, chat: Chat
) -> None:
    async with running(bot_process):
        await _greeted(chat)
        chat.say("tunggu sebentar")
        await until(lambda: len(chat.actions) == 2)
        emulator.faults.away = True
        bot_process.open_gate()
        await until(lambda: "sending a message failed" in bot_process.log)
        assert chat.unread.empty()
        emulator.faults.away = False
        assert "tunggu sebentar" in (await chat.reply(STARTED))["text"]
        await _until_confirmed(emulator)
    assert chat.unread.empty()


async def test_wrong_token_is_one_sentence_and_exit_code_1(emulator: Emulator, bot_process: BotProcess) -> None:
    wrong = emulator.token[:-5] + "XXXXX"
    for token, words in ((wrong, "menolak TELEGRAM_BOT_TOKEN"), ("bukan token", "bukan token bot")):
        bot_process.token = token
        async with running(bot_process):
            assert await bot_process.exit_code() == 1
        assert bot_process.log.splitlines()[-1].count(words) == 1
    assert len(bot_process.log.splitlines()) == 2
    assert wrong not in bot_process.log


async def test_graceful_stop_finishes_and_confirms_what_is_in_hand(
    emulator: Emulator, bot_process: BotProcess, chat: Chat
) -> None:
    async with running(bot_process):
        await _greeted(chat)
        chat.say("tunggu saya")
        await until(lambda: len(chat.actions) == 2)
        bot_process.signal(signal.SIGTERM)
        bot_process.open_gate()
        assert "tunggu saya" in (await chat.reply())["text"]
        assert await bot_process.exit_code() == 0
    assert emulator.updates.unconfirmed == []


async def test_idle_bot_stops_at_once_also_without_network(emulator: Emulator, bot_process: BotProcess) -> None:
    emulator.faults.away = True
    async with running(bot_process):
        await until(lambda: "reaching Telegram failed" in bot_process.log)
        bot_process.signal(signal.SIGINT)
        assert await bot_process.exit_code() == 0


async def test_second_signal_ends_at_once_and_the_question_comes_again(
    emulator: Emulator, bot_process: BotProcess, chat: Chat
) -> None:
    async with running(bot_process):
        await _greeted(chat)
        emulator.faults.hold(chat.id)
        chat.say("tertahan")
        await emulator.faults.until_held(chat.id)
        bot_process.signal(signal.SIGTERM)
        await until(lambda: "stopping" in bot_process.log)
        bot_process.signal(signal.SIGTERM)
        assert await bot_process.exit_code() == -signal.SIGTERM
        assert len(emulator.updates.unconfirmed) == 1
        emulator.faults.release(chat.id)
        await bot_process.start()
        assert "tertahan" in (await chat.reply(STARTED))["text"]


async def test_flood_limit_of_one_chat_delays_no_other(emulator: Emulator, bot_process: BotProcess, chat: Chat) -> None:
    other = emulator.private(emulator.person("Budi"))
    async with running(bot_process):
        await _greeted(chat)
        emulator.faults.flooded.add(chat.id)
        chat.say("dibatasi")
        chat.say("berikutnya")
        other.say("bebas")
        assert "bebas" in (await other.reply(within=1.8))["text"]
        assert chat.unread.empty()
        emulator.faults.flooded.clear()
        assert "dibatasi" in (await chat.reply())["text"]
        assert "berikutnya" in (await chat.reply())["text"]


async def test_many_flooded_chats_shut_nobody_out(emulator: Emulator, bot_process: BotProcess, chat: Chat) -> None:
    flooded = [emulator.private(emulator.person(f"Orang {number}")) for number in range(6)]
    async with running(bot_process):
        await _greeted(chat)
        for other in flooded:
            emulator.faults.flooded.add(other.id)
            for number in range(18):
                other.say(f"pesan {number}")
        chat.say("saya juga ingin bertanya")
        assert "saya juga ingin bertanya" in (await chat.reply(STARTED))["text"]
        emulator.faults.flooded.clear()
        for other in flooded:
            for number in range(18):
                assert f"pesan {number}\n" in (await other.reply(STARTED))["text"]
        await _until_confirmed(emulator)


async def test_failing_server_and_lost_answers(emulator: Emulator, bot_process: BotProcess, chat: Chat) -> None:
    async with running(bot_process):
        await _greeted(chat)
        emulator.faults.broken = 3
        chat.say("server goyah")
        assert "server goyah" in (await chat.reply(STARTED))["text"]
        emulator.faults.lost["getUpdates"] = 1
        chat.say("jawaban getUpdates hilang")
        assert "jawaban getUpdates hilang" in (await chat.reply(STARTED))["text"]


async def test_second_poller_is_outlived(emulator: Emulator, bot_process: BotProcess, chat: Chat) -> None:
    async with running(bot_process):
        await _greeted(chat)
        await _until_confirmed(emulator)
        async with Bot(emulator.token, base_url=f"{emulator.url}/bot") as rival:
            with pytest.raises(Conflict):
                await rival.get_updates(timeout=30)
        chat.say("masih hidup")
        assert "masih hidup" in (await chat.reply(STARTED))["text"]
        assert "another process fetches" in bot_process.log


async def test_refused_message_goes_out_plainly(emulator: Emulator, bot_process: BotProcess) -> None:
    group = emulator.group("Topik", emulator.person("Ani"), threads=(3,))
    async with running(bot_process):
        emulator.faults.hold(group.id)
        group.say("/tanya satu", thread=3)
        await emulator.faults.until_held(group.id, within=60)
        group.threads.clear()  # the topic is deleted while the reply is on its way
        emulator.faults.release(group.id)
        answer = await group.reply(STARTED)
        assert answer["text"].startswith("Jawaban untuk: satu")
        assert "entities" not in answer
    assert emulator.violations == ["sendMessage: Bad Request: message thread not found"]
    emulator.violations.clear()


async def test_what_the_library_cannot_read_stops_nobody(
    emulator: Emulator, bot_process: BotProcess, chat: Chat
) -> None:
    other = emulator.private(emulator.person("Budi"))
    async with running(bot_process):
        await _greeted(chat)
        chat.post({"poll": {"id": "1", "question": "dari server yang lebih tua", "options": []}})
        other.say("dan saya?")
        assert "hanya dapat membaca" in (await chat.reply())["text"]
        assert "dan saya?" in (await other.reply())["text"]
        await _until_confirmed(emulator)
    assert all(fault.startswith("the emulator itself:") for fault in emulator.violations)
    emulator.violations.clear()


async def test_busy_desk_says_so(emulator: Emulator, bot_process: BotProcess) -> None:
    bot_process.settings = {"TANYA_WORKERS": "1", "TANYA_QUEUE": "1"}
    async with running(bot_process):
        chats = [emulator.private(emulator.person(f"Orang {number}")) for number in range(4)]
        for chat in chats:
            chat.say("tunggu")
        refusals = [asyncio.ensure_future(chat.reply(STARTED)) for chat in chats]
        await until(lambda: sum(future.done() for future in refusals) == 2)
        assert all("banyak yang bertanya" in future.result()["text"] for future in refusals if future.done())
        bot_process.open_gate()
        replies = await asyncio.gather(*refusals)
        assert sum(reply["text"].startswith("Jawaban") for reply in replies) == 2


async def test_blocked_bot_goes_on(emulator: Emulator, bot_process: BotProcess, chat: Chat) -> None:
    other = emulator.private(emulator.person("Budi"))
    chat.say("lalu saya blokir")
    chat.reachable = False
    other.say("saya tidak")
    async with running(bot_process):
        assert "saya tidak" in (await other.reply(STARTED))["text"]
        await _until_confirmed(emulator)


async def test_late_answer_apologizes(emulator: Emulator, bot_process: BotProcess, chat: Chat) -> None:
    message = chat.say("sudah lama")
    message["date"] -= 3600
    async with running(bot_process):
        assert (await chat.reply(STARTED))["text"].startswith("Maaf, pesan ini baru dapat saya jawab")


async def test_nothing_private_gets_into_the_log(emulator: Emulator, bot_process: BotProcess) -> None:
    bot_process.settings = {"TANYA_LOG_LEVEL": "DEBUG"}
    chat = emulator.private(emulator.person("Nama-Pribadi"))
    async with running(bot_process):
        for text in (SECRET_WORDS, f"rusak {SECRET_WORDS}", f"tunggu {SECRET_WORDS}"):
            chat.say(text)
        for _ in range(2):
            await chat.reply(STARTED)
        emulator.faults.away = True
        await until(lambda: "failed (NetworkError)" in bot_process.log)
        emulator.faults.away = False
        bot_process.open_gate()
        await chat.reply(STARTED)
        bot_process.signal(signal.SIGTERM)
        assert await bot_process.exit_code() == 0
    assert "RuntimeError" in bot_process.log
    for private in (emulator.token, emulator.token.split(":")[1], SECRET_WORDS, "Nama-Pribadi", str(chat.id)):
        assert private not in bot_process.log

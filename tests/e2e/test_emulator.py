"""The emulator itself: as strict as Telegram, and its answers are what python-telegram-bot expects."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from tests.e2e.emulator import Emulator
from tests.e2e.markup import parse_html
from tests.e2e.specification import Specification
from tests.e2e.world import BOT_ID, BOT_NAME, Chat

HTML = ParseMode.HTML


@pytest.fixture
async def client(emulator: Emulator) -> AsyncIterator[Bot]:
    """A well-kept client that is not ours."""
    async with Bot(emulator.token, base_url=f"{emulator.url}/bot", base_file_url=f"{emulator.url}/file/bot") as bot:
        yield bot


@pytest.fixture
def chat(emulator: Emulator) -> Chat:
    """A private chat in which a person has written."""
    chat = emulator.private(emulator.person("Ani"))
    chat.say("/start")
    return chat


Call = Callable[[Bot, Chat], Awaitable[object]]
REFUSED: dict[str, tuple[Call, type[TelegramError], str]] = {
    "no text": (lambda b, c: b.send_message(c.id, " "), BadRequest, "text is empty"),
    "only tags": (lambda b, c: b.send_message(c.id, "<b> </b>", HTML), BadRequest, "text is empty"),
    "too long": (lambda b, c: b.send_message(c.id, "x" * 4097), BadRequest, "too long"),
    "too long in UTF-16": (lambda b, c: b.send_message(c.id, "😀" * 2049), BadRequest, "too long"),
    "broken HTML": (lambda b, c: b.send_message(c.id, "<b>a", HTML), BadRequest, "parse entities"),
    "bare bracket": (lambda b, c: b.send_message(c.id, "a < b", HTML), BadRequest, "parse entities"),
    "unknown chat": (lambda b, c: b.send_message(123, "a"), BadRequest, "Chat not found"),
    "unknown reply": (
        lambda b, c: b.send_message(c.id, "a", reply_parameters=ReplyParameters(9999)),
        BadRequest,
        "replied not found",
    ),
    "no such topic": (lambda b, c: b.send_message(c.id, "a", message_thread_id=5), BadRequest, "thread not found"),
    "long callback data": (
        lambda b, c: b.send_message(
            c.id, "a", reply_markup=_keyboard(InlineKeyboardButton("x", callback_data="é" * 33))
        ),
        BadRequest,
        "Button_data_invalid",
    ),
    "button of nothing": (
        lambda b, c: b.send_message(c.id, "a", reply_markup=_keyboard(InlineKeyboardButton("x"))),
        BadRequest,
        "buttons are unallowed",
    ),
    "unknown query": (lambda b, c: b.answer_callback_query("77"), BadRequest, "Query is too old"),
    "unknown file": (lambda b, c: b.get_file("nothing"), BadRequest, "file_id"),
    "foreign message": (lambda b, c: b.edit_message_text("x", c.id, next(iter(c.messages))), BadRequest, "be edited"),
}


def _keyboard(button: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button]])


@pytest.mark.parametrize("case", REFUSED)
async def test_refuses_what_telegram_refuses(emulator: Emulator, client: Bot, chat: Chat, case: str) -> None:
    call, error, words = REFUSED[case]
    with pytest.raises(error, match=words):
        await call(client, chat)
    assert emulator.violations
    emulator.violations.clear()


async def test_takes_a_full_message_and_keeps_its_entities(emulator: Emulator, client: Bot, chat: Chat) -> None:
    sent = await client.send_message(chat.id, f"<b>{'x' * 4000}</b>&lt;<i>{'y' * 95}</i>", HTML)
    assert sent.text == "x" * 4000 + "<" + "y" * 95
    received = await chat.reply()
    assert [entity["type"] for entity in received["entities"]] == ["bold", "italic"]
    assert emulator.read(received).covered("italic") == ["y" * 95]


async def test_reports_entities_that_telegram_would_drop(emulator: Emulator, client: Bot, chat: Chat) -> None:
    await client.send_message(chat.id, "<b>a</b> " * 101, HTML)
    assert "101 entities" in emulator.violations[0]
    emulator.violations.clear()


async def test_bot_may_not_write_first(emulator: Emulator, client: Bot) -> None:
    silent = emulator.private(emulator.person("Budi"))
    with pytest.raises(Forbidden, match="can't initiate"):
        await client.send_message(silent.id, "a")
    silent.say("halo")
    assert (await client.send_message(silent.id, "a")).text == "a"


async def test_wrong_tokens_are_refused(emulator: Emulator) -> None:
    for token in (f"{BOT_ID}:another", "nonsense"):
        stranger = Bot(token, base_url=f"{emulator.url}/bot")
        with pytest.raises(InvalidToken):
            await stranger.initialize()
        await stranger.shutdown()
    emulator.violations.clear()


async def test_updates_stay_until_a_higher_offset_confirms_them(emulator: Emulator, client: Bot, chat: Chat) -> None:
    for text in ("satu", "dua"):
        chat.say(text)
    first, second, third = await client.get_updates()
    assert [
        update.update_id for update in await client.get_updates(offset=first.update_id)
    ] == emulator.updates.unconfirmed
    remaining = await client.get_updates(offset=third.update_id)
    assert [update.message.text for update in remaining if update.message] == ["dua"]
    assert second.update_id not in emulator.updates.unconfirmed
    assert not await client.get_updates(offset=third.update_id + 1)


async def test_long_poll_wakes_up(emulator: Emulator, client: Bot, chat: Chat) -> None:
    [start] = await client.get_updates()
    waiting = asyncio.create_task(client.get_updates(offset=start.update_id + 1, timeout=30))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    chat.say("bangun")
    [update] = await waiting
    assert update.message
    assert update.message.text == "bangun"


async def test_two_pollers_conflict(emulator: Emulator, client: Bot, chat: Chat) -> None:
    [start] = await client.get_updates()
    first = asyncio.create_task(client.get_updates(offset=start.update_id + 1, timeout=30))
    await asyncio.sleep(0.05)
    async with Bot(emulator.token, base_url=f"{emulator.url}/bot") as rival:
        second = asyncio.create_task(rival.get_updates(offset=start.update_id + 1, timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            await first
        chat.say("x")
        assert len(await second) == 1


async def test_floods_and_failures_on_demand(emulator: Emulator, client: Bot, chat: Chat) -> None:
    emulator.faults.flooded.add(chat.id)
    with pytest.raises(RetryAfter) as caught:
        await client.send_message(chat.id, "a")
    assert caught.value.retry_after == timedelta(seconds=1)
    emulator.faults.flooded.clear()
    emulator.faults.broken = 1
    with pytest.raises(NetworkError):
        await client.get_me()
    emulator.faults.away = True
    with pytest.raises(NetworkError):
        await client.get_me()
    emulator.faults.away = False
    emulator.faults.lost["sendMessage"] = 1
    with pytest.raises(NetworkError):
        await client.send_message(chat.id, "sampai, tetapi jawabannya hilang")
    assert (await chat.reply())["text"].startswith("sampai")


async def test_groups_show_a_bot_only_what_is_meant_for_it(emulator: Emulator, client: Bot) -> None:
    ani = emulator.person("Ani")
    group = emulator.group("Inspektorat", ani, threads=(17,))
    group.say("obrolan biasa")
    group.say(f"@{BOT_NAME} apa itu SMAP?", thread=17)
    group.say("/bantuan@bot_lain")
    [update] = await client.get_updates()
    assert update.message
    assert update.message.is_topic_message
    assert list(update.message.parse_entities(["mention"]).values()) == [f"@{BOT_NAME}"]


async def test_buttons_settings_and_files(emulator: Emulator, client: Bot, chat: Chat) -> None:
    await client.send_message(chat.id, "pilih", reply_markup=_keyboard(InlineKeyboardButton("Ya", callback_data="k1")))
    query = emulator.tap(chat, await chat.reply(), "Ya")
    update = (await client.get_updates())[-1]
    assert update.callback_query
    assert update.callback_query.data == "k1"
    assert await update.callback_query.answer("Baik")
    assert (await emulator.answered(query))["text"] == "Baik"
    await client.set_my_commands([BotCommand("bantuan", "Cara bertanya")], language_code="id")
    assert [command.command for command in await client.get_my_commands(language_code="id")] == ["bantuan"]
    emulator.add_file("F1", b"isi")
    assert await (await client.get_file("F1")).download_as_bytearray() == b"isi"


def test_specification_finds_faults(specification: Specification | None) -> None:
    if specification is None:
        pytest.skip("the machine-readable Bot API is absent")
    judge = specification.judge_request
    assert judge("sendMessage", {"chat_id": "5", "text": "a", "reply_parameters": '{"message_id": 4}'}) == []
    assert judge("sendMessage", {"chat_id": "5"}) == ["sendMessage: required field text is missing"]
    assert judge("sendMessage", {"chat_id": "5", "text": "a", "colour": "red"}) == ["sendMessage: unknown field colour"]
    assert judge("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201})
    assert judge("getUpdates", {"limit": "101"})
    assert judge("getUpdates", {"limit": "many"})
    assert judge("setMyCommands", {"commands": '[{"command": "a"}]'})
    assert judge("setMyCommands", {"commands": "[]", "scope": '{"type": "chat"}'})
    assert judge("setMyCommands", {"commands": "[]", "scope": '{"type": "all_private_chats"}'}) == []
    keyboard = '{"inline_keyboard": [[{"text": "x", "copy_text": {"text": "%s"}}]]}'
    assert judge("sendMessage", {"chat_id": "5", "text": "a", "reply_markup": keyboard % "ok"}) == []
    assert judge("sendMessage", {"chat_id": "5", "text": "a", "reply_markup": keyboard % ("x" * 257)})


async def test_updates_are_what_telegram_sends(
    emulator: Emulator, client: Bot, chat: Chat, specification: Specification | None
) -> None:
    message = chat.say("halo /bantuan https://example.go.id")
    chat.edit(message, "halo lagi")
    chat.post({"caption": "apa ini?", "photo": [_photo()]})
    emulator.group("Grup", chat.members[0]).say(f"@{BOT_NAME} ya?", to=message)
    updates = await client.get_updates()
    assert len(updates) == 5
    assert all(isinstance(update, Update) and update.effective_message for update in updates)
    if specification is None:
        pytest.skip("python-telegram-bot took the updates; the machine-readable Bot API is absent")
    for waiting in await emulator.updates.fetch(100, 0):
        assert specification.judge_type("Update", waiting) == []


def _photo() -> dict[str, object]:
    return {"file_id": "P1", "file_unique_id": "P1", "width": 10, "height": 10}


def test_tdlib_is_the_judge_of_markup() -> None:
    parsed = parse_html('<blockquote expandable>a <i>😀</i></blockquote> <a href="https://a.go.id/?x=1&amp;y=2">b</a>')
    assert [entity.type for entity in parsed.entities] == ["expandable_blockquote", "italic", "text_link"]
    assert parsed.covered("italic") == ["😀"]
    assert parsed.entities[-1].url == "https://a.go.id/?x=1&y=2"

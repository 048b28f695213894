"""Conversations with a running bot process: what people send, and what they read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.e2e.emulator import Emulator
from tests.e2e.fake import CHOICES, SOURCE
from tests.e2e.process import STARTED, BotProcess, running
from tests.e2e.specification import Specification
from tests.e2e.world import BOT_NAME, Chat, Json

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service(
    specification: Specification | None, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Emulator, BotProcess]]:
    """An emulator with one bot process that serves all tests of this module."""
    folder = tmp_path_factory.mktemp("bot")
    async with Emulator(specification) as emulator:
        process = BotProcess(("tests.e2e.fake",), emulator.url, emulator.token, folder, folder / "log")
        async with running(process):
            first = emulator.private(emulator.person("Pertama"))
            first.say("halo")
            await first.reply(within=STARTED)
            yield emulator, process
        assert emulator.token not in process.log


@pytest.fixture
def town(service: tuple[Emulator, BotProcess]) -> Emulator:
    """The emulator."""
    return service[0]


@pytest.fixture
def bot_process(service: tuple[Emulator, BotProcess]) -> Iterator[BotProcess]:
    """The bot process, whose gate is closed and opened again afterwards."""
    service[1].close_gate()
    yield service[1]
    service[1].open_gate()


@pytest.fixture(autouse=True)
def _no_violations(town: Emulator) -> Iterator[None]:
    yield
    found, town.violations[:] = list(town.violations), []
    assert found == []


@pytest.fixture
def chat(town: Emulator) -> Chat:
    """A private chat with somebody new."""
    return town.private(town.person("Ani"))


def _buttons(message: Json) -> list[Json]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


async def test_answer_shows_lead_passage_and_citation(town: Emulator, chat: Chat) -> None:
    chat.say("Berapa lama <batas> & waktu?")
    message = await chat.reply()
    read = town.read(message)
    assert read.covered("bold") == ["Jawaban untuk: Berapa lama <batas> & waktu?"]
    [quote] = read.covered("expandable_blockquote")
    assert quote.startswith("Pasal 12C.")
    assert read.covered("italic")[0] == SOURCE
    [link] = [entity.url for entity in read.entities if entity.type == "text_link"]
    assert link == "https://jdih.example.go.id/uu?no=20&tahun=2001"
    assert message["link_preview_options"] == {"is_disabled": True}
    assert "reply_to_message" not in message
    [copy] = _buttons(message)
    assert copy["copy_text"]["text"].startswith("Sumber: Melaporkan gratifikasi")
    assert chat.actions == ["typing"]


async def test_long_answer_comes_in_parts_with_buttons_under_the_last(town: Emulator, chat: Chat) -> None:
    chat.say("jawaban panjang")
    parts = [await chat.reply() for _ in range(4)]
    assert [bool(_buttons(part)) for part in parts] == [False, False, False, True]
    assert all(town.read(part).covered("expandable_blockquote") for part in parts)


async def test_long_question_arrives_as_several_messages(chat: Chat) -> None:
    chat.say("kata " * 2000)
    assert [(await chat.reply())["text"].startswith("Jawaban untuk:") for _ in range(3)] == [True] * 3


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/start", "Selamat datang"),
        ("/start 9f3kk-unknown_payload", "Selamat datang"),
        ("/bantuan", "Tulis pertanyaan Anda"),
        ("/help", "Tulis pertanyaan Anda"),
        ("/privasi", "tidak menuliskan"),
        ("/privacy", "tidak menuliskan"),
        ("/tanya", "Tulis pertanyaan setelah"),
        ("/tanya apa itu SMAP", "Jawaban untuk: apa itu SMAP"),
        ("/resetpassword", "tidak saya kenal"),
    ],
)
async def test_commands(chat: Chat, command: str, words: str) -> None:
    chat.say(command)
    assert words in (await chat.reply())["text"]


async def test_english_app_gets_english_pages(town: Emulator) -> None:
    chat = town.private(town.person("Ann", language="en-GB"))
    chat.say("/start")
    assert (await chat.reply())["text"].startswith("Welcome")


async def test_sources_of_the_last_answer_and_the_library(town: Emulator, chat: Chat) -> None:
    chat.say("/sumber")
    assert "Belum ada jawaban" in (await chat.reply())["text"]
    chat.say("satu pertanyaan")
    await chat.reply()
    chat.say("/sumber")
    listed = (await chat.reply())["text"]
    assert SOURCE in listed
    assert "Daftar untuk public (id)" in listed
    chat.say("dia menyuap saya")
    await chat.reply()
    chat.say("/sumber")
    assert SOURCE not in (await chat.reply())["text"]


async def test_picked_question_is_answered_under_its_title(town: Emulator, chat: Chat) -> None:
    chat.say("saya ragu")
    asked = await chat.reply()
    assert all(choice in asked["text"] for choice in CHOICES)
    first, second = _buttons(asked)
    assert first["text"] == CHOICES[0]
    assert second["text"].endswith("…")
    query = town.tap(chat, asked, CHOICES[0])
    assert "text" not in await town.answered(query)
    answer = await chat.reply()
    assert town.read(answer).covered("bold") == [CHOICES[0], f"Jawaban untuk: {CHOICES[0]}"]


async def test_button_of_another_chat_or_time_is_expired(town: Emulator, chat: Chat) -> None:
    chat.say("saya ragu")
    asked = await chat.reply()
    other = town.private(town.person("Orang lain"))
    query = town.tap(other, asked | {"chat": other.as_json()}, CHOICES[0])
    assert "kedaluwarsa" in (await town.answered(query))["text"]
    forged = {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "something old"}]]}}
    query = town.tap(chat, asked | forged, "x")
    assert "kedaluwarsa" in (await town.answered(query))["text"]


async def test_captions_are_questions_and_wordless_messages_get_one_sentence(chat: Chat) -> None:
    photo = {"file_id": "P", "file_unique_id": "P", "width": 9, "height": 9}
    chat.post({"photo": [photo], "caption": "apa ini?"})
    assert "Jawaban untuk: apa ini?" in (await chat.reply())["text"]
    voice = {"file_id": "V", "file_unique_id": "V", "duration": 3}
    chat.post({"voice": voice})
    assert "hanya dapat membaca" in (await chat.reply())["text"]
    for _ in range(3):
        chat.post({"photo": [photo], "media_group_id": "77"})
    chat.say("selesai")
    replies = [(await chat.reply())["text"] for _ in range(2)]
    assert "hanya dapat membaca" in replies[0]
    assert "selesai" in replies[1]


async def test_edited_question_is_answered_again_pointing_at_it(chat: Chat) -> None:
    message = chat.say("versi pertama")
    await chat.reply()
    chat.edit(message, "versi kedua")
    answer = await chat.reply()
    assert "Jawaban untuk: versi kedua" in answer["text"]
    assert answer["reply_to_message"]["message_id"] == message["message_id"]


async def test_group_is_answered_only_when_addressed(town: Emulator) -> None:
    ani, budi = town.person("Ani"), town.person("Budi")
    group = town.group("Inspektorat", ani, budi, threads=(7,))
    group.say("obrolan biasa tanpa bot")
    group.say("/stats")
    question = group.say(f"@{BOT_NAME.upper()}, apa itu SMAP?", thread=7)
    answer = await group.reply()
    assert "Jawaban untuk: apa itu SMAP?" in answer["text"]
    assert answer["reply_to_message"]["message_id"] == question["message_id"]
    assert answer["message_thread_id"] == 7
    group.say("lalu bagaimana?", by=budi, to=answer)
    assert "Jawaban untuk: lalu bagaimana?" in (await group.reply())["text"]
    group.say(f"/tanya@{BOT_NAME} dan kini?")
    assert "Jawaban untuk: dan kini?" in (await group.reply())["text"]
    earlier = group.say("berapa batas waktunya?", by=budi)
    group.say(f"@{BOT_NAME}", to=earlier)
    assert "Jawaban untuk: berapa batas waktunya?" in (await group.reply())["text"]
    group.say(f"@{BOT_NAME}")
    assert "Silakan tulis pertanyaannya" in (await group.reply())["text"]
    group.say("/bantuan")
    assert "Di grup saya hanya menjawab" in (await group.reply())["text"]
    group.say(f"/entahapa@{BOT_NAME}")
    assert "tidak saya kenal" in (await group.reply())["text"]
    assert group.unread.empty()


async def test_other_bots_get_no_answer(town: Emulator) -> None:
    group = town.group("Ramai", town.person("Ani"))
    machine = {"id": 5, "is_bot": True, "first_name": "Bot lain"}
    group.updates.add("message", group.new_message(machine, text=f"@{BOT_NAME} halo", entities=_mention()))
    group.say(f"@{BOT_NAME} giliran orang")
    assert "giliran orang" in (await group.reply())["text"]


def _mention() -> list[Json]:
    return [{"type": "mention", "offset": 0, "length": len(BOT_NAME) + 1}]


async def test_disclosure_in_a_group_leads_to_the_private_chat(town: Emulator) -> None:
    ani = town.person("Ani")
    group = town.group("Desa", ani)
    group.say(f"@{BOT_NAME} Pak Anu menyuap camat")
    message = await group.reply()
    assert message["text"] == "Mohon lanjutkan di obrolan pribadi."
    assert "reply_to_message" not in message
    [button] = _buttons(message)
    assert button["url"] == f"https://t.me/{BOT_NAME}?start=kanal"
    private = town.private(ani)
    private.say("/start kanal")
    assert "tidak dilihat anggota grup" in (await private.reply())["text"]


async def test_failure_is_one_sentence_with_a_code(town: Emulator, chat: Chat) -> None:
    chat.say("ini rusak")
    sentence = (await chat.reply())["text"]
    assert "gangguan" in sentence
    assert "Traceback" not in sentence
    assert "RuntimeError" not in sentence
    chat.say("sesudahnya")
    assert "sesudahnya" in (await chat.reply())["text"]


async def test_slow_question_delays_nobody_else_and_order_stays(
    town: Emulator, bot_process: BotProcess, chat: Chat
) -> None:
    other = town.private(town.person("Budi"))
    chat.say("tunggu satu")
    chat.say("lalu dua")
    other.say("cepat")
    assert "cepat" in (await other.reply())["text"]
    assert chat.unread.empty()
    bot_process.open_gate()
    assert "tunggu satu" in (await chat.reply())["text"]
    assert "lalu dua" in (await chat.reply())["text"]


async def test_flooding_chat_is_told_once(town: Emulator, bot_process: BotProcess, chat: Chat) -> None:
    chat.say("tunggu dulu")
    for number in range(60):
        chat.say(f"pesan {number}")
    bot_process.open_gate()
    replies = [(await chat.reply())["text"] for _ in range(21)]
    assert [reply.startswith("Jawaban") for reply in replies] == [True] * 20 + [False]
    assert "lebih cepat" in replies[-1]
    chat.say("masih di sana?")
    assert "masih di sana?" in (await chat.reply())["text"]


async def test_menu_is_published_in_both_languages(town: Emulator) -> None:
    commands = {place: value for place, value in town.settings.items() if place.startswith("Commands")}
    assert len(commands) == 4
    assert all("sumber" in value or "sources" in value for value in commands.values())
    assert sum(place.startswith(("Description", "ShortDescription")) for place in town.settings) == 4


async def test_who_leaves_is_forgotten(town: Emulator, chat: Chat) -> None:
    chat.say("satu")
    await chat.reply()
    user = chat.members[0].as_json()
    bot = {"id": 700000001, "is_bot": True, "first_name": "Tanya"}
    change = {"chat": chat.as_json(), "from": user, "date": 1_700_000_000}
    gone = {"old_chat_member": {"status": "member", "user": bot}, "new_chat_member": {"status": "kicked", "user": bot}}
    gone["new_chat_member"]["until_date"] = 0  # type: ignore[assignment]
    town.updates.add("my_chat_member", change | gone)
    chat.say("/sumber")
    assert "Belum ada jawaban" in (await chat.reply())["text"]

"""Whoever speaks up leaves no trace: disclosures told to the real bot, then a search of all it wrote and sent."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.answering.speaking_up import SAFETY
from tests.e2e.disclosures import Disclosure, Scene, Way, disclosures
from tests.e2e.emulator import Emulator
from tests.e2e.process import ROOT, STARTED, BotProcess, running, until
from tests.e2e.traces import Trace, find_traces, fingerprint, with_parts
from tests.e2e.world import BOT_NAME, Json

PLACES = ("var", "home", "tmp", "here", "log")  # everything that the process can be expected to write to
OPENINGS = [safety.referral.opening for safety in SAFETY.values()]
GROUP_LINES = [safety.referral.group for safety in SAFETY.values()]


@dataclass(frozen=True, slots=True)
class Office:
    """The real bot in folders of its own."""

    emulator: Emulator
    process: BotProcess
    folder: Path

    def traces(self, words: Iterable[str]) -> list[Trace]:
        """What of some words stands anywhere in what the process wrote."""
        return find_traces(words, [self.folder / name for name in PLACES])

    async def restart(self, level: str) -> None:
        """Start again after a kill, with another level of the log."""
        self.process.settings = {**self.process.settings, "TANYA_LOG_LEVEL": level}
        await self.process.start()


@pytest.fixture
def office(emulator: Emulator, tmp_path: Path) -> Office:
    """A bot process that is not started yet and finds no folder but its own."""
    for name in ("home", "tmp", "here"):
        (tmp_path / name).mkdir()
    own = {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp"), "PYTHONPATH": str(ROOT)}
    process = BotProcess(
        ("bot", "serve"), emulator.url, emulator.token, tmp_path / "var", tmp_path / "log", own, tmp_path / "here"
    )
    return Office(emulator, process, tmp_path)


@pytest.mark.parametrize("count", [12, pytest.param(60, marks=[pytest.mark.slow, pytest.mark.timeout(600)])])
async def test_disclosures_leave_no_trace(office: Office, count: int) -> None:
    told = list(disclosures(count))
    assert {one.way for one in told} == set(Way)
    async with running(office.process):
        await until(lambda: office.emulator.requests.count("getUpdates") > 0)
        before = fingerprint(office.process.data)
        words = _provable(office, told)
        third = count // 3
        await _all_told(office, told[:third])
        await _told_while_it_dies(office, told[third : 2 * third], "DEBUG")
        await _told_while_it_dies(office, told[2 * third :], "DEBUG", just_fetched=True)
        await _told_without_words(office, told)
        office.process.signal(signal.SIGTERM)
        assert await office.process.exit_code() == 0
    assert "DEBUG" in office.process.log
    assert office.emulator.updates.unconfirmed == []
    assert office.traces(words) == []
    assert fingerprint(office.process.data) == before
    sent = "\n".join(office.emulator.received).casefold()
    assert [word for word in words if word.casefold() in sent] == []
    _fails_when_there_is_a_trace(office, told)


def _provable(office: Office, told: Iterable[Disclosure]) -> set[str]:
    """The planted words but for the few that stand in the documents too, sums mostly; some are left of each message."""
    words = {part for one in told for word in one.words for part in with_parts(word)}
    known = {trace.word for trace in office.traces(words)}
    assert len(known) < len(words) / 20, known
    assert all(known.isdisjoint((one.name, one.place, one.reporter)) for one in told)
    assert [one.text for one in told if known.issuperset(one.planted)] == []
    return words - known


async def _all_told(office: Office, told: Iterable[Disclosure]) -> None:
    """One after the other, each with its second message."""
    for one in told:
        scene = Scene.of(one, office.emulator)
        await scene.prepare()
        scene.tell()
        await _answered(scene)


async def _told_while_it_dies(
    office: Office, told: Iterable[Disclosure], level: str, *, just_fetched: bool = False
) -> None:
    """All at once, with a kill -9 before any reply gets out; every one is answered after the restart."""
    scenes = [Scene.of(one, office.emulator) for one in told]
    for scene in scenes:
        await scene.prepare()
    await until(lambda: not office.emulator.updates.unconfirmed)
    faults, updates = office.emulator.faults, office.emulator.updates
    for scene in scenes:
        faults.hold(scene.chat.id)
        scene.tell()
    waiting = set(updates.unconfirmed)
    assert len(waiting) == len(scenes)
    if just_fetched:
        await until(lambda: waiting <= set(updates.served))
    else:
        await asyncio.gather(*(faults.until_held(scene.chat.id) for scene in scenes))
    await office.process.kill()
    for scene in scenes:
        faults.release(scene.chat.id)
    assert all(scene.chat.unread.empty() for scene in scenes)
    assert set(updates.unconfirmed) == waiting
    await office.restart(level)
    for scene in scenes:
        await _answered(scene)


async def _answered(scene: Scene) -> None:
    """The telling is answered as it should be, and so is the second message."""
    answer = await scene.chat.reply(STARTED)
    _judge(scene, answer, receipt=scene.told.receipt)
    scene.tell_more(answer)
    _judge(scene, await scene.chat.reply(STARTED), receipt=False)
    assert scene.chat.unread.empty()


def _judge(scene: Scene, answer: Json, *, receipt: bool) -> None:
    """In a group a neutral line that points at nobody; in private the channels, or the rule on a receipt."""
    text, way = answer["text"], scene.told.way
    assert "reply_to_message" not in answer, way
    if way.grouped:
        assert text in GROUP_LINES, way
        link = answer["reply_markup"]["inline_keyboard"][0][0]["url"]
        assert link.startswith(f"https://t.me/{BOT_NAME}?start="), way
        assert answer.get("message_thread_id") == (5 if way is Way.TOPIC else None)
    elif receipt:
        assert "30 hari kerja" in text or "30 working days" in text, way
    else:
        assert any(text.startswith(opening) for opening in OPENINGS), (way, scene.told.number)


async def _told_without_words(office: Office, told: Iterable[Disclosure]) -> None:
    """Names on files, contacts, polls and buttons, and what is typed behind the bot's name in any chat."""
    one, *_ = told
    chat = office.emulator.private(office.emulator.person(one.reporter))
    identity = {"file_id": "X", "file_unique_id": "X"}
    option = {"persistent_id": "1", "text": one.place, "voter_count": 0}
    poll = {"id": "9", "question": one.follow_up, "options": [option], "total_voter_count": 0, "is_closed": False}
    kinds = {"is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
    kinds |= {"allows_revoting": False, "members_only": False}
    for content in (
        {"document": identity | {"file_name": one.file_name}},
        {"audio": identity | {"duration": 3, "title": one.follow_up, "file_name": one.file_name}},
        {"contact": {"phone_number": "+620000001", "first_name": one.name}},
        {"poll": poll | kinds},
    ):
        chat.post(content)
        assert "hanya dapat membaca" in (await chat.reply())["text"]
    chat.say("/start")
    welcome = await chat.reply()
    forged = {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": f"q:{one.name}"}]]}}
    answer = await office.emulator.answered(office.emulator.tap(chat, welcome | forged, "x"))
    assert "kedaluwarsa" in answer["text"]
    assert "inline_query" not in office.emulator.updates.allowed


def _fails_when_there_is_a_trace(office: Office, told: Iterable[Disclosure]) -> None:
    """What was looked for would have been found, in each of the places."""
    for one, place in zip(told, PLACES, strict=False):
        folder = office.folder / place
        file = folder / "planted" if folder.is_dir() else folder
        content = file.read_bytes() if file.exists() else b""
        file.write_bytes(content + one.follow_up.encode())
        assert {trace.place for trace in office.traces([one.name])} == {str(file)}
        file.write_bytes(content)

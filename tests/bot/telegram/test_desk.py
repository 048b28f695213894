"""The desk: a bounded line in front of worker threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from bot.answering.reply import Block, BlockKind, Courtesy, Reply
from bot.message import Message
from bot.telegram.desk import Desk
from knowledge.metadata import Audience, Language


class Gated:
    """Replies when its gate opens."""

    def __init__(self) -> None:
        self.gate = threading.Event()

    def reply(self, message: Message) -> Reply:
        self.gate.wait(30)
        if message.text == "rusak":
            raise RuntimeError
        return Courtesy(language=Language.ID, blocks=(Block(BlockKind.BODY, message.text),))

    def titles(self, audience: Audience, language: Language) -> Sequence[str]:
        return (threading.current_thread().name,)


async def test_full_line_is_said_at_once_and_empties_again() -> None:
    service = Gated()
    desk = Desk(service, workers=1, waiting=2)
    taken = [asyncio.create_task(desk.reply(Message(str(number), "c"))) for number in range(3)]
    await asyncio.sleep(0)
    assert await desk.reply(Message("3", "c")) is None
    service.gate.set()
    assert [reply.text for reply in await asyncio.gather(*taken) if reply is not None] == ["0", "1", "2"]
    assert await desk.reply(Message("4", "c")) is not None
    desk.close()


async def test_failure_frees_its_place_and_reaches_the_caller() -> None:
    service = Gated()
    service.gate.set()
    desk = Desk(service, workers=1, waiting=0)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            await desk.reply(Message("rusak", "c"))
    assert await desk.reply(Message("baik", "c")) is not None
    assert (await desk.titles(Audience.PUBLIC, Language.ID))[0].startswith("desk")
    desk.close()

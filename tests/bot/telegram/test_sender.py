"""The sender against a scripted client: what it retries, changes and gives up."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.telegram.rendering import Part
from bot.telegram.sender import Letter, Place, Sender

PART = Part("<b>a</b>", "a")
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="k")]])


class ScriptedClient(Bot):
    """Answers each message with the next outcome of a script, and keeps what was sent."""

    def __init__(self, script: Sequence[Exception | None] = ()) -> None:
        super().__init__("123:abc")
        with self._unfrozen():
            self.script = list(script)
            self.sent: list[dict[str, Any]] = []

    async def send_message(self, chat_id: int | str, text: str, **more: Any) -> Any:  # type: ignore[override] # noqa: ANN401
        """Play the next outcome."""
        self.sent.append({"chat_id": chat_id, "text": text} | {k: v for k, v in more.items() if v is not None})
        outcome = self.script.pop(0) if self.script else None
        if outcome is not None:
            raise outcome


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits of the sender, which take no time."""
    taken: list[float] = []

    async def sleep(seconds: float) -> None:
        taken.append(seconds)

    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    monkeypatch.setattr("bot.telegram.patience.asyncio.sleep", sleep)
    return taken


async def test_waits_as_long_as_telegram_says_and_backs_off_otherwise(waits: list[float]) -> None:
    client = ScriptedClient([NetworkError("x"), TimedOut(), RetryAfter(17), *[NetworkError("x")] * 7, None])
    await Sender(client).send(Place(5), Letter([PART]))
    assert waits == [0.5, 1.0, 17.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]
    assert len(client.sent) == 11


async def test_parts_keep_their_order_with_reply_first_and_buttons_last(waits: list[float]) -> None:
    client = ScriptedClient()
    await Sender(client).send(Place(5, 7), Letter([PART, Part("b", "b"), Part("c", "c")], KEYBOARD, reply_to=3))
    assert [sent["text"] for sent in client.sent] == ["<b>a</b>", "b", "c"]
    assert ["reply_parameters" in sent for sent in client.sent] == [True, False, False]
    assert ["reply_markup" in sent for sent in client.sent] == [False, False, True]
    assert all(sent["message_thread_id"] == 7 and sent["link_preview_options"].is_disabled for sent in client.sent)


async def test_refused_formatting_goes_out_as_plain_text_in_the_same_chat(waits: list[float]) -> None:
    client = ScriptedClient([BadRequest("can't parse"), NetworkError("x"), None])
    await Sender(client).send(Place(5, 7), Letter([PART, Part("b", "b")], KEYBOARD))
    assert client.sent[1] == client.sent[2]
    assert client.sent[1]["text"] == "a"
    assert "message_thread_id" not in client.sent[1]
    assert client.sent[3]["text"] == "b"


@pytest.mark.parametrize("refusals", [[Forbidden("blocked")], [BadRequest("chat not found")] * 2])
async def test_gives_up_where_nobody_can_be_reached(waits: list[float], refusals: list[Exception]) -> None:
    client = ScriptedClient(refusals)
    await Sender(client).send(Place(5), Letter([PART, PART]))
    assert len(client.sent) == len(refusals)


async def test_follows_a_group_that_became_a_supergroup(waits: list[float]) -> None:
    client = ScriptedClient([ChatMigrated(-100), None, None])
    await Sender(client).send(Place(-5), Letter([PART, PART]))
    assert [sent["chat_id"] for sent in client.sent] == [-5, -100, -100]


async def test_typing_never_comes_after_the_reply() -> None:
    shown: list[str] = []

    class Slow(ScriptedClient):
        async def send_chat_action(self, *_: object, **__: object) -> bool:
            await asyncio.sleep(0.01)
            shown.append("typing")
            return True

    async with Sender(Slow()).typing(Place(5)):
        await asyncio.sleep(0)
    assert shown == ["typing"]

"""What of an update gets through when the library cannot read it."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from telegram import Update

from bot.telegram.reading import UpdatesRequest, legible

CHAT = {"id": 7, "type": "private", "first_name": "Ani"}
MESSAGE: dict[str, Any] = {"message_id": 3, "date": 1_790_000_000, "chat": CHAT, "from": CHAT | {"is_bot": False}}
OLD_POLL = {"id": "1", "question": "Pak Hendrawan minta berapa?", "options": []}  # lacks what the library demands


def test_what_can_be_read_stays_as_it_is() -> None:
    update = {"update_id": 5, "message": MESSAGE | {"text": "halo", "field_of_tomorrow": 1}}
    assert legible(update) == update


@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_text_and_sender_get_through_without_the_rest(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read = legible({"update_id": 5, kind: MESSAGE | {"caption": "apa ini?", "poll": OLD_POLL}})
    assert read == {"update_id": 5, kind: MESSAGE | {"caption": "apa ini?"}}
    assert "TypeError" in caplog.text
    assert "Hendrawan" not in caplog.text


@pytest.mark.parametrize("broken", [{"message": {"message_id": 1}}, {"message": "?"}, {"callback_query": {"id": "1"}}])
def test_of_what_is_broken_the_number_is_left_to_confirm(broken: dict[str, Any]) -> None:
    read = legible({"update_id": 5, **broken})
    assert Update.de_json(read, None) == Update(5)


def test_answer_of_telegram_is_read_update_by_update() -> None:
    updates = [{"update_id": 5, "message": MESSAGE | {"poll": OLD_POLL}}, {"update_id": 6, "message": MESSAGE}]
    answer = UpdatesRequest.parse_json_payload(json.dumps({"ok": True, "result": updates}).encode())
    assert [update.update_id for update in Update.de_list(answer["result"], None)] == [5, 6]
    refusal = {"ok": False, "error_code": 409, "description": "Conflict"}
    assert UpdatesRequest.parse_json_payload(json.dumps(refusal).encode()) == refusal

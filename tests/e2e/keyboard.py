"""Judge of inline keyboards: what Telegram refuses of buttons."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.e2e.refusal import bad_request
from tests.e2e.world import Json

_LABELS = {"text", "icon_custom_emoji_id", "style"}
_BUTTON_LIMIT = 100


def judge_keyboard(markup: Json) -> Json:
    """The markup itself when Telegram takes it.

    :raises RefusalError: when it does not.
    """
    rows = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > _BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _judge_button(button)
    return markup


def _judge_button(button: Json) -> None:
    if not button.get("text", "").strip():
        raise bad_request("inline keyboard button text is empty")
    if len(set(button) - _LABELS) != 1:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and urlsplit(button["url"]).scheme not in ("http", "https", "tg"):
        raise bad_request("BUTTON_URL_INVALID")

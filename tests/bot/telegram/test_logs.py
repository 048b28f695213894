"""No token gets into a log, however it tries."""

from __future__ import annotations

import logging

from bot.telegram.logs import RedactingFormatter

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOpp"


def _logged(message: str, *arguments: object, error: BaseException | None = None) -> str:
    exc_info = (type(error), error, error.__traceback__) if error is not None else None
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, message, arguments, exc_info)
    return RedactingFormatter(TOKEN).format(record)


def test_token_is_taken_out_of_message_arguments_and_traceback() -> None:
    assert TOKEN not in _logged(f"https://api.telegram.org/bot{TOKEN}/getMe")
    assert _logged("address %s", f"bot{TOKEN}/x").endswith("address bot<token>/x")
    logged = _logged("failed", error=ValueError(f"refused {TOKEN}"))
    assert "ValueError: refused <token>" in logged
    assert TOKEN not in logged


def test_other_tokens_are_taken_out_too_and_times_stay() -> None:
    assert "<token>" in _logged("987654321:ZZyyXXwwVVuuTTssRRqqPPooNNmmLLkk")
    assert _logged("at 08:15 in chat").endswith("at 08:15 in chat")

"""Refusals of the emulator, worded as Telegram words them."""

from __future__ import annotations

from typing import Any


class RefusalError(Exception):
    """A request that Telegram refuses: an HTTP status, a description and sometimes parameters."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:  # noqa: ANN401 (JSON)
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str) -> RefusalError:
    """400 with Telegram's usual beginning."""
    return RefusalError(400, f"Bad Request: {reason}")


def too_many_requests(seconds: int) -> RefusalError:
    """429 that says when to come again."""
    return RefusalError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)

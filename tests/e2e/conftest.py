"""Fixtures of the end-to-end tests: the judges, the emulator, people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.emulator import Emulator
from tests.e2e.specification import Specification

SPECIFICATION = Path(__file__).parents[3] / "shared" / "telegram" / "bot-api-10.0.json"


def pytest_report_header() -> str:
    """Say at once whether requests are judged by Telegram's own specification."""
    return f"Bot API specification: {'present' if SPECIFICATION.exists() else 'absent, requests are not judged by it'}"


@pytest.fixture(autouse=True)
def _durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take python-telegram-bot's durations as they will be, without its warning about how they were."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture(scope="session")
def specification() -> Specification | None:
    """Telegram's Bot API, machine-readable; None where it is absent: everything else is judged all the same."""
    return Specification.load(SPECIFICATION) if SPECIFICATION.exists() else None


@pytest.fixture
async def emulator(specification: Specification | None) -> AsyncIterator[Emulator]:
    """A running emulator; a bot that did what Telegram refuses fails the test, unless the test forgives it."""
    async with Emulator(specification) as emulator:
        yield emulator
    assert emulator.violations == []

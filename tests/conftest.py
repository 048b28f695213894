"""What all tests share: a closed network, and the workplace's data where it is there."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def _only_loopback(socket_enabled: None) -> None:
    """Open sockets for loopback; `--allow-hosts` in the configuration refuses every other host."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The workplace's shared folder; a test that needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared data is not here")
    return SHARED

"""A real bot process, started against the emulator and watched from outside."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.fake import GATE

ROOT = Path(__file__).parents[2]
STARTED = 60.0  # seconds a busy machine may take until the bot serves


@dataclass(slots=True)
class BotProcess:
    """`python -m …` with an environment of its own; what it says on stderr is kept in a file."""

    module: Sequence[str]
    url: str
    token: str
    data: Path
    log_file: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    folder: Path = ROOT  # where it runs
    _process: Process | None = None

    @property
    def log(self) -> str:
        """Everything that all runs of this process said on stderr and stdout."""
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""

    def open_gate(self) -> None:
        """Let the questions of the fake service that wait go on."""
        (self.data / GATE).touch()

    def close_gate(self) -> None:
        """Let questions with "tunggu" wait again."""
        (self.data / GATE).unlink(missing_ok=True)

    async def start(self) -> None:
        """Start; a second start is a restart with the same data."""
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        own = {"TELEGRAM_BOT_TOKEN": self.token, "TELEGRAM_API_URL": self.url, "TANYA_DATA_DIR": str(self.data)}
        with self.log_file.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *self.module, cwd=self.folder, env=inherited | own | dict(self.settings),
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        if self._process is None:
            raise RuntimeError("the process was not started")
        self._process.send_signal(number)

    async def exit_code(self, within: float = STARTED) -> int:
        """Wait for the end; the exit code, negative after a signal."""
        if self._process is None:
            raise RuntimeError("the process was not started")
        return await asyncio.wait_for(self._process.wait(), within)

    async def kill(self) -> None:
        """End the process as a power cut would."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


async def until(condition: Callable[[], bool], within: float = STARTED) -> None:
    """Wait until something is so; what is watched has no event to wait for."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@asynccontextmanager
async def running(bot_process: BotProcess) -> AsyncIterator[BotProcess]:
    """A started process that is gone afterwards whatever happens."""
    await bot_process.start()
    try:
        yield bot_process
    finally:
        await bot_process.kill()

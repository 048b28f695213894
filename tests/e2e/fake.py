"""A bot process whose service is a small deterministic fake: what it says follows from the words of the message."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.answering.reply import (
    Answer,
    Block,
    BlockKind,
    Citation,
    Clarification,
    Referral,
    Reply,
)
from bot.errors import BotError
from bot.message import Message
from bot.settings import load_settings
from bot.telegram.application import serve
from knowledge.metadata import Audience, Basis, Force, Language

GATE = "lanjut"  # a file in the data folder; questions with "tunggu" wait for it
SOURCE = "Sumber: Melaporkan gratifikasi – Berapa lama batas waktunya?; berlaku sejak 21 November 2001."
CHOICES = (
    "Apa itu SMAP?",
    "Berapa lama batas waktu melapor gratifikasi kepada KPK lewat unit pengendalian gratifikasi?",
)
CITED = Citation("gratifikasi", "Melaporkan gratifikasi", "Batas waktu", "p1", None, Force.IN_FORCE, Basis.PRIMARY)


class FakeService:
    """Words choose the reply: "tunggu" waits, "rusak" fails, "ragu" asks back, "menyuap" refers, "panjang" is long."""

    def __init__(self, gate: Path) -> None:
        self._gate = gate

    def reply(self, message: Message) -> Reply:
        """A reply that repeats the message, so that a test can tell whose it is."""
        text = message.text.casefold()
        while "tunggu" in text and not self._gate.exists():
            time.sleep(0.01)
        if "rusak" in text:
            raise RuntimeError(f"a fault whose text holds the question: {message.text}")
        if "ragu" in text:
            blocks = [Block(BlockKind.BODY, "Mungkin maksud Anda:"), *(Block(BlockKind.CHOICE, c) for c in CHOICES)]
            return Clarification(language=Language.ID, blocks=tuple(blocks), choices=CHOICES)
        if "menyuap" in text:
            line = "Mohon lanjutkan di obrolan pribadi." if message.group else "Kanal resmi: KPK 198."
            return Referral(language=Language.ID, blocks=(Block(BlockKind.BODY, line),))
        quote = "Pasal 12C. " + ("Laporan disampaikan tepat waktu. " * (400 if "panjang" in text else 2))
        return Answer(
            language=Language.EN if "english" in text else Language.ID,
            blocks=(
                Block(BlockKind.LEAD, f"Jawaban untuk: {message.text[:200]}"),
                Block(BlockKind.QUOTE, quote),
                Block(BlockKind.CITATION, SOURCE, "https://jdih.example.go.id/uu?no=20&tahun=2001"),
            ),
            citations=(CITED,),
        )

    def titles(self, audience: Audience, language: Language) -> Sequence[str]:
        """Two documents."""
        return ("Melaporkan gratifikasi", f"Daftar untuk {audience} ({language})")


def main() -> None:
    """Serve like the real command, with its exit codes."""
    try:
        settings = load_settings()
        serve(FakeService(settings.tanya_data_dir / GATE), settings)
    except BotError as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()

"""For whoever speaks up: the official channels, said without repeating or keeping anything of the message."""

from __future__ import annotations

from datetime import date

from bot.agency import Agency
from bot.answering.questions import QuestionType
from bot.answering.reply import Block, BlockKind, Referral
from bot.answering.understanding import Understanding
from knowledge.metadata import Language

STANDARD_QUESTIONS = {
    Language.ID: "Berapa lama batas waktu melapor gratifikasi yang diterima ke KPK dan lewat UPG?",
    Language.EN: "What is the deadline to report a gratification received to KPK and through the UPG?",
}


def goes_on(understood: Understanding) -> bool:
    """Whether a message soon after a disclosure is more of it, rather than a question on the rules."""
    return all(part.kind is QuestionType.OPEN for part in understood.parts) and not understood.courtesy


def standard_question(understood: Understanding) -> str:
    """The question on the rule that a receipt of one's own comes down to."""
    return STANDARD_QUESTIONS[understood.language]


def deadline_blocks(understood: Understanding, today: date, agency: Agency) -> tuple[Block, ...]:
    """The deadlines of a receipt, counted out."""
    return ()


def referral(understood: Understanding, agency: Agency, *, group: bool) -> Referral:
    """The channels."""
    return Referral(
        language=understood.language,
        blocks=(Block(BlockKind.BODY, "Gunakan kanal resmi: KPK kws.kpk.go.id atau 198; LAPOR! lapor.go.id; Ombudsman 137."),),
    )

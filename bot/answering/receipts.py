"""What a receipt of one's own comes down to: a question on the rule in our own words, which may be searched for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answering.lexicon import LexiconError, Phrase, compile_phrases, read_data
from bot.answering.normalization import normalize
from knowledge.metadata import Language


class _Receipt(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    cues: tuple[Phrase, ...]
    id: str = Field(min_length=1)
    en: str = Field(min_length=1)


class _ReceiptsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    receipts: tuple[_Receipt, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class _Case:
    cues: re.Pattern[str] | None
    question: _Receipt


@cache
def _cases() -> tuple[_Case, ...]:
    try:
        receipts = _ReceiptsFile.model_validate(read_data("receipts")).receipts
    except ValidationError as exc:
        raise LexiconError(f"receipts.yaml breaks its schema: {exc.errors(include_input=False)[0]['msg']}") from exc
    return tuple(_Case(compile_phrases(receipt.cues) if receipt.cues else None, receipt) for receipt in receipts)


def rule_question(message: str, language: Language) -> str:
    """The question on the rule that a message about a receipt asks; no word of it comes from the message."""
    text = normalize(message).text.lower()
    case = next(case for case in _cases() if case.cues is None or case.cues.search(text))
    return case.question.id if language is Language.ID else case.question.en

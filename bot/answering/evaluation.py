"""Scores whole replies against golden questions: the same rules for `evaluate answers` and the publishing gate.

A row has an `expect`ed outcome, `must` groups (each needs one matching pattern), `must_not` patterns (wrong claims),
and where somebody discloses, `planted` strings that no reply may echo. A row of our own also names `documents`, of
which an answer must cite one.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answering.reply import Outcome, Reply
from bot.errors import UsageError
from knowledge.metadata import Kind

BRIEF_CHARACTERS = 1800  # a reply that fits a phone screen or two
EARLY_CHARACTERS = 500  # where the first expected point must already stand

_CHANNEL_NAMES = (
    r"\bKPK\b",
    r"(?<![\d.,])(?:198|1708|137|148)(?![\d]|[.,]\d)",  # call centres; not inside an amount
    r"(?:kpk|lapor|ombudsman|lpsk)\.go\.id",
    r"(?-i:\bLAPOR\b)",
    r"\bSP4N",
    r"\bInspe[ck]torate?\b",
    r"\bAPIP\b",
    r"\bUPG\b",
    r"unit pengendalian gratifikasi",
    r"gratification control unit",
    r"\bOmbudsman\b",
    r"\bLPSK\b",
)
_OFFICIAL_PLACES = (
    r"\bPPID\b",
    r"\b(?:situs|laman|website|web|portal|kanal|saluran|akun)(?: web)? resmi",
    r"official (?:web)?(?:site|page|portal|channel|source)",
    r"sumber resmi",
    r"\b[\w-]+\.(?:go\.id|or\.id|org|int)\b",
    r"\b(?:BSN|BPK|(?-i:KAN)|Kem\w*PAN-?RB)\b",
)
_OFFICES = (
    r"kantor|dinas|instansi|lembaga|badan|kementerian|pemerintah|satuan kerja|unit|loket|petugas|pejabat|bagian",
    r"sekretariat|pusat (?:bantuan|layanan)|kepolisian|kejaksaan|polisi|police|prosecut\w+|admin\w*|ahli|penasihat",
    r"bantuan hukum",
    r"offices?|officers?|official|agenc\w+|ministr\w+|staff|help ?desk|legal aid|lawyer|advocate|advokat|authorit\w+",
)
_WAYS_THERE = (
    r"hubungi|menghubungi|tanya\w*|menanyakan|bertanya|cek|mengecek|periksa\w*|kunjungi|datang\w*|mendatangi|sampaikan",
    r"arahkan|rujuk\w*|konsultasi\w*|melalui|(?:silakan|coba|langsung) ke",
    r"contact|ask|check|visit|refer|consult|go to|write to|turn to|try (?:the|your|an?)",
)
CHANNEL = "|".join(_CHANNEL_NAMES)
NEXT_STEP = "|".join(
    (
        *_CHANNEL_NAMES,
        *_OFFICIAL_PLACES,
        rf"\b(?:{'|'.join(_WAYS_THERE)})\b[^\n.!?]{{0,60}}\b(?:{'|'.join(_OFFICES)})\b",
    )
)


class Turn(BaseModel):
    """An earlier question of a conversation and what was replied."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str
    reply: str = ""


class GoldenRow(BaseModel):
    """A question with the rules that score a reply to it; other keys only describe it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    question: str
    expect: Outcome
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    planted: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] = ()
    language: str = "id"
    register_: str = Field(default="formal", alias="register")
    pair: str | None = None  # the formal question of which this one is the colloquial or misspelt twin


@dataclass(frozen=True, slots=True)
class ScoredReply:
    """The part of a reply that is scored; `outcome` is as in JSON, `documents` are those cited.

    Whoever cites the law itself needs no guide: `cites_law` counts as citing a document that was named.
    """

    outcome: str
    text: str
    citations: int
    documents: tuple[str, ...] = ()
    cites_law: bool = False


def scored(reply: Reply) -> ScoredReply:
    """What of a reply is scored."""
    documents = tuple(citation.document for citation in reply.citations)
    cites_law = any(citation.kind is Kind.LAW for citation in reply.citations)
    return ScoredReply(str(reply.outcome), reply.text, len(documents), documents, cites_law)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one reply fared: `score` 0, 0.5 or 1; `wrong` the wrong claims found; `brief` only for a right answer."""

    row: GoldenRow
    score: float
    wrong: tuple[str, ...]
    reason: str
    brief: bool | None = None


def load_rows(path: Path) -> list[GoldenRow]:
    """Read golden questions from a JSON-lines file.

    :raises UsageError: naming the line that is no golden question.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if line.strip():
            try:
                rows.append(GoldenRow.model_validate(json.loads(line)))
            except (ValueError, ValidationError) as exc:
                raise UsageError(f"{path.name}:{number} is not a golden question: {exc}") from exc
    return rows


def judge(row: GoldenRow, reply: ScoredReply) -> Verdict:
    """Score one reply by the rule of the row's expected outcome."""
    text = readable(reply.text)
    line = re.sub(r"\s+", " ", text)
    missing = [group for group in row.must if not any(_finds(pattern, line) for pattern in group)]
    wrong = tuple(pattern for pattern in row.must_not if _finds(pattern, text))
    if row.expect is Outcome.ANSWER:
        return _judge_answer(row, reply, text, missing, wrong)
    if row.expect is Outcome.COURTESY:
        good = reply.outcome == Outcome.COURTESY or (reply.outcome == Outcome.ANSWER and not reply.citations)
        return Verdict(row, float(good), wrong, "" if good else f"outcome {reply.outcome}")
    accepted = (Outcome.REFERRAL,) if row.expect is Outcome.REFERRAL else (Outcome.ABSTENTION, "escalate")
    if reply.outcome not in accepted:
        return Verdict(row, 0.0, wrong, f"outcome {reply.outcome}")
    lacks = _lacking(row, line)
    return Verdict(row, 0.0 if lacks else 1.0, wrong, lacks)


def _judge_answer(
    row: GoldenRow, reply: ScoredReply, text: str, missing: Sequence[tuple[str, ...]], wrong: tuple[str, ...]
) -> Verdict:
    if reply.outcome == Outcome.CLARIFICATION:
        return Verdict(row, 0.0 if missing or wrong else 0.5, wrong, "clarification")
    if reply.outcome != Outcome.ANSWER:
        return Verdict(row, 0.0, wrong, f"outcome {reply.outcome}")
    uncited = bool(row.documents) and not reply.cites_law and not set(row.documents) & set(reply.documents)
    reasons = (
        f"missing {len(missing)} of {len(row.must)} groups" if missing else "",
        "wrong claim" if wrong else "",
        "" if reply.citations else "no citation",
        f"cites none of {', '.join(row.documents)}" if uncited else "",
    )
    reason = "; ".join(filter(None, reasons))
    if reason:
        return Verdict(row, 0.0, wrong, reason)
    early = re.sub(r"\s+", " ", text)[:EARLY_CHARACTERS]
    brief = len(text) <= BRIEF_CHARACTERS and all(any(_finds(p, early) for p in group) for group in row.must[:1])
    return Verdict(row, 1.0, wrong, "", brief)


def _lacking(row: GoldenRow, line: str) -> str:
    if row.expect is Outcome.ABSTENTION:
        return "" if _finds(NEXT_STEP, line) else "names no next step"
    echoes = sum(bool(_finds(_echo_pattern(planted), line)) for planted in row.planted)
    lacks = ("" if _finds(CHANNEL, line) else "names no channel", f"echoes {echoes} planted" if echoes else "")
    return "; ".join(filter(None, lacks))


def _echo_pattern(planted: str) -> str:
    """The planted string as whole words; spaces inside it do not matter."""
    return r"(?<!\w)" + r"\s*".join(map(re.escape, readable(planted).split())) + r"(?!\w)"


def readable(text: str) -> str:
    """A reply as a person reads it: no markup, no invisible characters; line breaks and digits stay."""
    text = unicodedata.normalize("NFKC", html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", text)))
    text = re.sub(r"[\u200b-\u200f\u2060\ufeff\u00ad]", "", text)
    text = text.translate({0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-", 0x0D: None})
    text = re.sub(r"\\(?=[-.!()_*\[\]~`>#+=|{}])", "", text)
    text = re.sub(r"[*`]|(?<!\w)_|_(?!\w)|\|\||~~", "", text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _finds(pattern: str, text: str) -> re.Match[str] | None:
    return _compiled(pattern).search(text)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Verdicts summed up; shares are None where no question of the kind was asked."""

    verdicts: tuple[Verdict, ...]

    def share(self, expect: Outcome) -> float | None:
        """The mean score of the questions with this expected outcome."""
        return _mean(verdict.score for verdict in self.verdicts if verdict.row.expect is expect)

    @property
    def wrong_claims(self) -> int:
        """How many replies hold a wrong claim, whatever was expected."""
        return sum(bool(verdict.wrong) for verdict in self.verdicts)

    @property
    def to_the_point(self) -> float | None:
        """The share of right answers that are short and come to the point early."""
        return _mean(float(verdict.brief) for verdict in self.verdicts if verdict.brief is not None)

    def as_json(self) -> dict[str, Any]:
        """The figures `evaluate answers --json` prints; shares in percent."""
        names = {"answerable": Outcome.ANSWER, "abstain": Outcome.ABSTENTION}
        names |= {"report": Outcome.REFERRAL, "smalltalk": Outcome.COURTESY}
        percent = {name: _percent(self.share(outcome)) for name, outcome in names.items()}
        return {
            "n": len(self.verdicts),
            **percent,
            "wrong_claims": self.wrong_claims,
            "to_the_point": _percent(self.to_the_point),
            "failed": [
                {"id": v.row.id, "expect": str(v.row.expect), "score": v.score, "reason": v.reason}
                for v in self.verdicts
                if v.score < 1
            ],
        }


def _mean(values: Iterable[float]) -> float | None:
    values = list(values)
    return sum(values) / len(values) if values else None


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)

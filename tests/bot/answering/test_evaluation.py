"""The judge of whole replies: its rules one by one, and that it agrees with the reference implementation."""

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType

import pytest

from bot.answering.evaluation import GoldenRow, Scorecard, ScoredReply, judge, load_rows, readable
from bot.errors import UsageError

MUST = [["30 hari kerja"], ["KPK"]]
GOOD = "Lapor ke <b>KPK</b> paling lambat *30* hari\u00a0kerja."


def row(expect: str, **more: object) -> GoldenRow:
    return GoldenRow.model_validate({"id": "x", "question": "?", "expect": expect, "register": "formal", **more})


def reply(outcome: str, text: str, *documents: str) -> ScoredReply:
    return ScoredReply(outcome, text, len(documents), documents)


@pytest.mark.parametrize(
    ("expected", "given", "score"),
    [
        pytest.param(row("answer", must=MUST), reply("answer", GOOD, "d"), 1.0, id="right and cited"),
        pytest.param(row("answer", must=MUST), reply("answer", GOOD), 0.0, id="uncited"),
        pytest.param(row("answer", must=MUST), reply("clarify", GOOD), 0.5, id="a clarification that tells"),
        pytest.param(row("answer", must=MUST, documents=["e"]), reply("answer", GOOD, "d"), 0.0, id="other document"),
        pytest.param(row("answer", must=MUST, must_not=["KPK"]), reply("answer", GOOD, "d"), 0.0, id="wrong claim"),
        pytest.param(row("abstain"), reply("abstain", "Silakan hubungi PPID."), 1.0, id="names a next step"),
        pytest.param(row("abstain"), reply("abstain", "Maaf, saya tidak tahu."), 0.0, id="no next step"),
        pytest.param(row("report"), reply("report", "Gunakan kws.kpk.go.id."), 1.0, id="names a channel"),
        pytest.param(
            row("report", planted=["2,5 juta"]), reply("report", "KPK; 2,5juta itu"), 0.0, id="echoes what was planted"
        ),
        pytest.param(row("smalltalk"), reply("smalltalk", "Halo"), 1.0, id="courtesy"),
        pytest.param(row("smalltalk"), reply("answer", "Halo", "d"), 0.0, id="a cited greeting"),
    ],
)
def test_each_rule(expected: GoldenRow, given: ScoredReply, score: float) -> None:
    assert judge(expected, given).score == score


def test_brief_counts_only_right_answers() -> None:
    late = judge(row("answer", must=MUST), reply("answer", "y" * 500 + " " + GOOD, "d"))
    early = judge(row("answer", must=MUST), reply("answer", GOOD, "d"))
    assert (late.brief, early.brief) == (False, True)
    assert Scorecard((late, early)).to_the_point == 0.5


def test_a_broken_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text('{"id": "a", "question": "?", "expect": "answer"}\n{"id": 1}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"golden\.jsonl:2"):
        load_rows(path)


def reference(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("check", shared / "golden" / "check.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fabricated(rows: list[dict[str, object]], chance: random.Random) -> dict[str, object]:
    """A reply made of scraps that touch every rule: patterns of the row, channels, planted strings, markup."""
    question = chance.choice(rows)
    patterns = [group[0] for group in question.get("must", [])]  # type: ignore[attr-defined]
    scraps = [*patterns, *question.get("planted", []), "KPK", "198", "PPID", "hubungi kantor", "<b>Halo</b>", "_x_"]  # type: ignore[misc]
    text = " ".join(chance.sample(scraps, chance.randint(0, len(scraps)))) + "." * chance.choice([0, 1, 1900])
    outcome = chance.choice(["answer", "clarify", "abstain", "escalate", "report", "smalltalk", "?"])
    return {"id": question["id"], "outcome": outcome, "text": text, "citations": ["c"] * chance.randint(0, 1)}


def test_agrees_with_the_reference_judge(shared: Path) -> None:
    judged = 0
    check = reference(shared)
    for name in ("dev.jsonl", "report_negatives.jsonl", "dialogues.jsonl"):
        rows = [json.loads(line) for line in (shared / "golden" / name).read_text(encoding="utf-8").splitlines()]
        ours = {row.id: row for row in load_rows(shared / "golden" / name)}
        chance = random.Random(name)
        for _ in range(600):
            made = fabricated(rows, chance)
            theirs = check.judge(next(r for r in rows if r["id"] == made["id"]), made)
            given = ScoredReply(str(made["outcome"]), str(made["text"]), len(made["citations"]))  # type: ignore[arg-type]
            verdict = judge(ours[str(made["id"])], given)
            assert (verdict.score, bool(verdict.wrong), verdict.brief) == (
                theirs["score"],
                bool(theirs["wrong"]),
                theirs["brief"],
            ), made
            assert readable(given.text) == check.plain(given.text)
            judged += 1
    assert judged == 1800

"""The `tanya` command as its user runs it: a real process, real files, exit codes by contract."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"id", "outcome", "language", "text", "citations", "confidence", "snapshot", "elapsed_ms"}
CITATION_KEYS = {"document", "title", "locator", "passage", "url", "status"}


def tanya(
    *arguments: str, data: Path, stdin: str = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command on a data folder of its own."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("TANYA_", "TELEGRAM_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=inherited | {"TANYA_DATA_DIR": str(data)} | (environment or {}),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an index of the bundled documents."""
    folder = tmp_path_factory.mktemp("data")
    made = tanya("reindex", data=folder)
    assert made.returncode == 0, made.stderr
    return folder


def replies(run: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_a_question_gets_a_cited_reply_by_the_contract(data: Path) -> None:
    (reply,) = replies(tanya("ask", "Berapa lama batas waktu melapor gratifikasi kepada KPK?", "--json", data=data))
    assert set(reply) == KEYS
    assert (reply["outcome"], reply["language"]) == ("answer", "id")
    assert "30 hari kerja" in reply["text"]
    assert reply["citations"]
    assert all(set(citation) == CITATION_KEYS for citation in reply["citations"])
    assert 0 <= reply["confidence"] <= 1
    assert reply["snapshot"] == (data / "snapshots" / "CURRENT").read_text(encoding="utf-8").strip()


def test_a_file_is_answered_in_its_order_and_gives_no_rights(data: Path, tmp_path: Path) -> None:
    rows = [
        {"id": "b", "question": "Apa itu SMAP?", "audience": "staff"},
        {"id": "a", "question": "What is gratification?", "topic": "any"},
        {"id": "c", "question": "yang 2025?", "history": [{"question": "Apa itu ISO 37001:2016?", "reply": "…"}]},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\ufeff" + "\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    found = replies(tanya("ask", "--json", "--file", str(file), data=data))
    assert [reply["id"] for reply in found] == ["b", "a", "c"]
    assert [reply["language"] for reply in found[:2]] == ["id", "en"]


def test_the_terminal_chat_answers_a_pipe_and_ends(data: Path) -> None:
    run = tanya("run", data=data, stdin="Apa itu SMAP?\n")
    assert run.returncode == 0
    assert "Sumber:" in run.stdout
    assert tanya("run", data=data).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "message"),
    [
        pytest.param(["ask", ""], {}, 2, "empty", id="an empty question"),
        pytest.param(["ask"], {}, 2, "one question", id="no question"),
        pytest.param(["ask", "x", "--audience", "king"], {}, 2, "king", id="an unknown audience"),
        pytest.param(["ask", "--json", "--file", "nowhere.jsonl"], {}, 2, "nowhere.jsonl", id="a missing file"),
        pytest.param(["dance"], {}, 2, "dance", id="an unknown command"),
        pytest.param(["ask", "x"], {"TANYA_DATADIR": "y"}, 2, "TANYA_DATA_DIR", id="an unknown setting"),
        pytest.param(["serve"], {}, 2, "TELEGRAM_BOT_TOKEN", id="no token"),
        pytest.param(["withdraw", "gratifikas"], {}, 1, "did you mean gratifikasi", id="an unknown document"),
        pytest.param(["add", "nowhere.md"], {}, 1, "nowhere.md", id="a file that is not there"),
    ],
)
def test_bad_usage_gets_one_line(
    data: Path, arguments: list[str], environment: dict[str, str], code: int, message: str
) -> None:
    run = tanya(*arguments, data=data, environment=environment)
    assert run.returncode == code
    assert message in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("question", ["🙂🙂🙂", "?" * 10_000, "gratifikasi " * 900, "Apa\u0000itu\u200bSMAP?"])
def test_odd_questions_get_a_reply(data: Path, question: str, tmp_path: Path) -> None:
    file = tmp_path / "odd.jsonl"
    file.write_text(json.dumps({"id": "1", "question": question}), encoding="utf-8")
    (reply,) = replies(tanya("ask", "--json", "--file", str(file), data=data))
    assert reply["text"].strip()


def test_a_broken_row_is_named(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "1", "question": "Apa itu SMAP?"}\n{"id": 2}\n', encoding="utf-8")
    run = tanya("ask", "--json", "--file", str(file), data=data)
    assert (run.returncode, run.stdout) == (2, "")
    assert "questions.jsonl:2" in run.stderr


def test_a_truncated_snapshot_is_refused_with_the_remedy(tmp_path: Path) -> None:
    assert tanya("reindex", data=tmp_path).returncode == 0
    name = (tmp_path / "snapshots" / "CURRENT").read_text(encoding="utf-8").strip()
    largest = max((tmp_path / "snapshots" / name).rglob("*.npy"), key=lambda path: path.stat().st_size)
    os.truncate(largest, largest.stat().st_size // 2)
    run = tanya("ask", "Apa itu SMAP?", data=tmp_path)
    assert run.returncode == 1
    assert "tanya reindex" in run.stderr
    assert tanya("verify", data=tmp_path).returncode == 1
    assert tanya("reindex", data=tmp_path).returncode == 0
    assert tanya("ask", "Apa itu SMAP?", data=tmp_path).returncode == 0

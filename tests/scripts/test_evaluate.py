"""The measuring commands: figures are right where the right ones are known; their JSON is what others build on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from index.evaluation import mrr_at, percentile, rank_of, recall_at
from scripts.evaluate import main

PASSAGES = (
    "Gratifikasi dilaporkan paling lambat 30 hari kerja sejak diterima.",
    "Sertifikat SMAP berlaku tiga tahun.",
    "Klausul 8.4 mengatur pengendalian keuangan.",
)


def written(path: Path, rows: list[dict[str, object]]) -> str:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return str(path)


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main([*arguments, "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert isinstance(read, dict)
    return read


def test_retrieval_asks_the_answerable_rows_over_pool_and_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions: list[dict[str, object]] = [
        {"question": "Kapan gratifikasi harus dilaporkan?", "passage": PASSAGES[0], "answerable": True},
        {"question": "Berapa lama sertifikat SMAP berlaku?", "passage": PASSAGES[1]},
        {"question": "Siapa presiden?", "passage": PASSAGES[1], "answerable": False},
    ]
    found = report(
        capsys,
        "retrieval",
        "--questions",
        written(tmp_path / "q.jsonl", questions),
        "--pool",
        written(tmp_path / "p.jsonl", [{"passage": PASSAGES[1]}, {"passage": PASSAGES[2]}]),
    )
    assert (found["n"], found["passages"]) == (2, 3)
    assert (found["recall@1"], found["recall@5"], found["recall@10"], found["mrr@10"]) == (1, 1, 1, 1)
    assert set(found) == {
        "n", "passages", "recall@1", "recall@5", "recall@10", "mrr@10", "index_seconds", "query_ms_p50", "query_ms_p95",
    }  # fmt: skip


def test_documents_are_found_by_words_and_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles: list[dict[str, object]] = [
        {
            "id": f"pp-2010-{number}/p1",
            "doc": f"pp-2010-{number}",
            "ref": f"Peraturan Pemerintah Nomor {number} Tahun 2010",
            "title": title,
            "pasal": "1",
            "text": text,
        }
        for number, title, text in ((1, "DISIPLIN", PASSAGES[0]), (2, "SERTIFIKASI", PASSAGES[1]))
    ]
    questions: list[dict[str, object]] = [
        {"question": "Kapan gratifikasi dilaporkan?", "docs": ["pp-2010-1"], "names_regulation": False},
        {
            "question": "Kapan gratifikasi dilaporkan menurut PP 2/2010?",
            "docs": ["pp-2010-2"],
            "names_regulation": True,
        },
        {"question": "Apa isi sertifikat?", "docs": ["pp-1999-9"], "names_regulation": False},
    ]
    found = report(
        capsys,
        "documents",
        "--questions",
        written(tmp_path / "q.jsonl", questions),
        "--articles",
        written(tmp_path / "a.jsonl.gz", articles),
    )
    assert (found["n"], found["passages"]) == (3, 2)
    assert found["mrr@10"] == pytest.approx(2 / 3, abs=1e-3)
    unnamed = found["unnamed"]
    assert isinstance(unnamed, dict)
    assert (unnamed["n"], unnamed["mrr@10"]) == (2, 0.5)


def test_bilingual_counts_the_right_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = tmp_path / "t.tsv"
    pairs.write_text("The cat sleeps.\tKucing itu tidur.\nI buy rice.\tSaya membeli beras.\n", encoding="utf-8")
    found = report(capsys, "bilingual", "--pairs", str(pairs))
    assert found == {"n": 2, "en_to_id": 1.0, "id_to_en": 1.0}


def test_a_missing_file_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "none.jsonl")
    assert main(["retrieval", "--questions", missing, "--pool", missing]) == 1
    error = capsys.readouterr().err
    assert "none.jsonl" in error
    assert error.count("\n") == 1


def test_figures_follow_their_definitions() -> None:
    ranks = [1, 2, None, 11]
    assert rank_of(["a", "b"], ["b", "c"]) == 2
    assert rank_of(["a"], ["b"]) is None
    assert recall_at(ranks, 10) == 0.5
    assert mrr_at(ranks, 10) == pytest.approx((1 + 1 / 2) / 4)
    assert [recall_at([], 5), mrr_at([], 10), percentile([], 0.5)] == [0, 0, 0]
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0

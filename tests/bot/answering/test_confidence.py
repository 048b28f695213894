"""The decision: probabilities, bands, and whose weights are used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.confidence import WORD_FEATURES, Band, Calibration, bundled_calibrations
from index.embedding import load_embedder

CALIBRATION = Calibration(weights={"coverage": 4.0, "dense": 2.0}, intercept=-3.0, answer_from=0.6, clarify_from=0.3)


def test_the_probability_is_the_logistic_of_the_weighted_sum() -> None:
    assert CALIBRATION.probability({"coverage": 0.5, "dense": 0.5}) == pytest.approx(0.5)
    assert CALIBRATION.probability({"coverage": 1.0, "dense": 1.0}) == pytest.approx(0.9525741268)


@pytest.mark.parametrize(("probability", "band"), [(0.6, Band.ANSWER), (0.59, Band.CLARIFY), (0.29, Band.ABSTAIN)])
def test_bands(probability: float, band: Band) -> None:
    assert CALIBRATION.band(probability) is band


@given(st.dictionaries(st.sampled_from(["coverage", "dense"]), st.floats(-1e9, 1e9), min_size=2))
def test_a_probability_stays_one(features: dict[str, float]) -> None:
    assert 0.0 <= CALIBRATION.probability(features) <= 1.0


def test_the_bundled_weights_belong_to_the_bundled_model() -> None:
    calibrations = bundled_calibrations()
    assert calibrations.model == load_embedder(None).id, "run python -m scripts.calibrate --write"
    assert calibrations.of(calibrations.model) is calibrations.with_model


def test_another_model_never_gets_its_weights() -> None:
    other = bundled_calibrations().of("some-other-model")
    assert set(other.weights) == set(WORD_FEATURES)
    assert other.clarify_from <= other.answer_from

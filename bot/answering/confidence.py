"""Knowing what one does not know: one calibrated probability that the best passage answers, cut into three bands.

The features are shares and cosines that do not depend on the size of the library; `scripts/calibrate` fits the weights
on labelled questions in and out of scope. Weights belong to one embedding model; with another one only the features
that no model has a part in are used, with weights of their own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from bot.answering.asking import misses_what_is_counted
from bot.answering.followup import content_words
from index.retriever import Hit

WORD_FEATURES = ("lexical_share", "coverage", "proximity", "asked", "uncounted", "length")
"""Features in which no embedding model has a part."""
LONGEST = 6  # content words; from there on a question is as specific as it gets


class Band(StrEnum):
    """What a probability allows: answer, ask back, or say that the documents do not hold it."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    ABSTAIN = "abstain"


class Calibration(BaseModel):
    """A fitted decision: weights per feature, intercept, and the probabilities from which to answer and to ask back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: dict[str, float]
    intercept: float
    answer_from: float
    clarify_from: float

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability that the best passage answers."""
        score = self.intercept + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))

    def band(self, probability: float) -> Band:
        """The band a probability falls into."""
        if probability >= self.answer_from:
            return Band.ANSWER
        return Band.CLARIFY if probability >= self.clarify_from else Band.ABSTAIN


class Calibrations(BaseModel):
    """What `scripts/calibrate` writes: for the model named, and for any other."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str
    with_model: Calibration
    words_only: Calibration

    def of(self, model: str) -> Calibration:
        """The calibration for an embedding model; another model's own weights are never used for it."""
        return self.with_model if model == self.model else self.words_only


@cache
def bundled_calibrations() -> Calibrations:
    """The calibrations that came with the program."""
    text = files("bot.answering").joinpath("data/calibration.json").read_text(encoding="utf-8")
    return Calibrations.model_validate_json(text)


def features_of(question: str, hit: Hit, asked: float) -> dict[str, float]:
    """The features of the decision: what a passage shows of the question, the next one's distance, and how much the
    question says: a short one is covered more easily.

    :param asked: how near the question is to those that the passage lists.

    Score differences are squashed, so that no single one can outweigh the rest.
    """
    shown = hit.features
    return {
        "lexical_share": shown.lexical_share,
        "coverage": shown.coverage,
        "dense": shown.dense,
        "late": shown.late,
        "proximity": shown.proximity,
        "agreement": shown.agreement,
        "margin": math.tanh(shown.margin / 2),
        "asked": asked,
        "uncounted": float(misses_what_is_counted(question, hit.passage)),
        "length": min(len(content_words(question)), LONGEST) / LONGEST,
    }

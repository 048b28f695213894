"""Recognises a message that must leave no trace: a disclosure, an accusation, a wish to report, fear.

It runs before retrieval and decides by named linguistic features and a small logistic model whose weights stand in
`data/sensitivity_weights.yaml`; `scripts/fit_sensitivity.py` fits them. In doubt between a question and a disclosure, a
message with a concrete event and a sum or a target is a disclosure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.answering.lexicon import LexiconError, read_data
from bot.answering.signal_reading import read_signals
from bot.answering.signals import Signals


class Sensitivity(StrEnum):
    """Why a message is handled without a trace; NONE is an ordinary question."""

    NONE = "none"
    DISCLOSURE = "disclosure"  # an event, an accusation, an intent to report, fear: the official channels
    OWN_RECEIPT = "own_receipt"  # "I received …, must I report it?": answered, and leaves no trace
    VERDICT_REQUEST = "verdict_request"  # "Mr X is guilty, isn't he?": declined, with the channels


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was recognised.

    `probability` is the model's for a disclosure, 0..1; `signals` names the features that spoke for it, never words
    of the message; `afraid` asks for word on witness protection.
    """

    kind: Sensitivity
    probability: float
    signals: tuple[str, ...] = ()
    afraid: bool = False

    @property
    def sensitive(self) -> bool:
        """Whether nothing of the message may be kept."""
        return self.kind is not Sensitivity.NONE


class Weights(BaseModel):
    """The fitted model: one weight per feature, the intercept, and the probability from which it diverts."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    intercept: float
    threshold: float
    weights: dict[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """The logistic model's probability that a message with these features is a disclosure."""
        z = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))


@cache
def load_weights() -> Weights:
    """The bundled weights.

    :raises LexiconError: when the file breaks its schema.
    """
    try:
        return Weights.model_validate(read_data("sensitivity_weights"))
    except ValidationError as exc:
        raise LexiconError(f"sensitivity_weights.yaml breaks its schema: {exc.errors()[0]['msg']}") from exc


def assess(text: str, weights: Weights | None = None) -> Assessment:
    """Whether a message is sensitive, and of what kind.

    :param text: the message as it came; spelling is repaired here.
    """
    model = weights or load_weights()
    signals = read_signals(text)
    features = signals.features()
    probability = model.probability(features) if signals.substantial else 0.0
    named = tuple(sorted(name for name, value in features.items() if value and model.weights.get(name, 0.0) > 0))
    kind = _kind(signals, probability >= model.threshold)
    return Assessment(kind, probability, named if kind is not Sensitivity.NONE else (), signals.fear)


def _kind(signals: Signals, discloses: bool) -> Sensitivity:
    if signals.asks_verdict and signals.accused:
        return Sensitivity.VERDICT_REQUEST
    if signals.own_receipt and not signals.coerced:
        return Sensitivity.OWN_RECEIPT
    return Sensitivity.DISCLOSURE if discloses else Sensitivity.NONE


__all__ = ["Assessment", "Sensitivity", "Weights", "assess", "load_weights"]

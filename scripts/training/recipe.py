"""How the model is made: every number of the training, each with its reason or the measurement behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scripts.training.rows import Source


def _sources() -> Mapping[Source, float]:
    """Questions that people asked are drawn three times as often as those made from laws and for our documents."""
    return {
        Source.TYDI: 3.0,
        Source.FACQA: 3.0,
        Source.DEFINITION: 1.0,
        Source.EXPLANATION: 1.0,
        Source.DOCUMENT: 1.0,
    }


@dataclass(frozen=True, slots=True)
class Recipe:
    """Sizes of the model, of its batches, and weights of what it is taught."""

    vocabulary: int = 32_000
    dimension: int = 384  # the teacher's own; 256 finds one translation in a hundred fewer
    steps: int = 2_000
    learning_rate: float = 5e-3  # falls to 0 in a straight line
    temperature: float = 0.05
    spread: float = 0.1  # standard deviation of the vectors before training
    dropout: float = 0.1  # share of tokens left out of sentences, questions and passages
    members: int = 3  # tables taught from different beginnings; their mean is the model
    seed: int = 0

    sentences: int = 512  # drawn a step
    words: int = 640
    forms: int = 512
    questions: int = 256
    mistakable: int = 1  # passages a question that share its words and do not answer it

    teaching: float = 0.5  # weights of the losses, beside 1 for sentences with their translations
    wording: float = 0.5
    word_teaching: float = 0.3
    forming: float = 0.3
    asking: float = 1.5
    sources: Mapping[Source, float] = field(default_factory=_sources)

    worded: float = 0.5  # share of sentences that get words with their translations added, and how many at most
    most_words: int = 4
    named: float = 0.3  # share of sentences that get names added, and how many at most
    most_names: int = 2

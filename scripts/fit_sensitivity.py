"""Fit the weights of `bot/answering/sensitivity.py` on labelled sentences.

    python -m scripts.fit_sensitivity [--data FILE] [--write]

Rows of the file (JSON Lines) hold `text`, `kind` (disclosure, none, own_receipt, verdict_request) and `split`: "fit" to
learn from, "held_out" to measure. Without `--write` it only prints.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from bot.answering.sensitivity import Sensitivity, Weights, assess
from bot.answering.signal_reading import read_signals

DATA = Path("tests/bot/answering/data/sensitivity.jsonl")
TARGET = Path("bot/answering/data/sensitivity_weights.yaml")
RIDGE = 0.1  # L2 penalty, by five-fold cross-validation: features are few and named, so a light one will do
THRESHOLD = 0.35  # below one half: a missed disclosure does more harm than a diverted question
ITERATIONS = 20_000
AGAINST = frozenset(  # signs of a question; a weight above zero would be an accident of the sentences, not sense
    {
        "question",
        "question_first",
        "rule",
        "hypothetical",
        "about_reporting",
        "generic",
        "news",
        "work",
        "event_asked_as_rule",
    }
)
HEADER = "# Written by scripts/fit_sensitivity.py; a positive weight speaks for a disclosure.\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled sentence."""

    text: str
    kind: Sensitivity
    split: str


def read_rows(path: Path) -> list[Row]:
    """The labelled sentences of a JSON Lines file."""
    records = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Row(r["text"], Sensitivity(r["kind"]), r["split"]) for r in records]


def fit(rows: list[Row]) -> Weights:
    """Logistic regression with a ridge, every weight held to its sign; other kinds are decided elsewhere."""
    chosen = [row for row in rows if row.kind in (Sensitivity.DISCLOSURE, Sensitivity.NONE)]
    signals = [read_signals(row.text) for row in chosen]
    chosen = [row for row, seen in zip(chosen, signals, strict=True) if seen.substantial]
    inputs = [seen.features() for seen in signals if seen.substantial]
    names = sorted(inputs[0])
    x = np.array([[1.0, *(values[name] for name in names)] for values in inputs])
    y = np.array([float(row.kind is Sensitivity.DISCLOSURE) for row in chosen])
    lower = np.array([-np.inf, *(-np.inf if name in AGAINST else 0.0 for name in names)])
    upper = np.array([np.inf, *(0.0 if name in AGAINST else np.inf for name in names)])
    theta = np.zeros(x.shape[1])
    step = 4.0 / float(np.linalg.norm(x, 2) ** 2 + 4 * RIDGE)
    for _ in range(ITERATIONS):
        gradient = x.T @ (1 / (1 + np.exp(-x @ theta)) - y) + RIDGE * np.r_[0.0, theta[1:]]
        theta = np.clip(theta - step * gradient, lower, upper)
    weights = {name: round(float(value), 3) for name, value in zip(names, theta[1:], strict=True)}
    return Weights(intercept=round(float(theta[0]), 3), threshold=THRESHOLD, weights=weights)


def report(rows: list[Row], weights: Weights, split: str, show: bool) -> None:
    """Print recall and false alarms of one split, and the rows it errs on."""
    found = [(row, assess(row.text, weights)) for row in rows if row.split == split]
    positives = [a.kind is Sensitivity.DISCLOSURE for row, a in found if row.kind is Sensitivity.DISCLOSURE]
    negatives = [a.kind is Sensitivity.DISCLOSURE for row, a in found if row.kind is not Sensitivity.DISCLOSURE]
    exact = [a.kind is row.kind for row, a in found]
    print(
        f"{split}: recall {sum(positives)}/{len(positives)}, false alarms {sum(negatives)}/{len(negatives)}, "
        f"kinds right {sum(exact)}/{len(exact)}"
    )
    for row, a in found:
        if show and a.kind is not row.kind:
            print(f"  {row.kind.value} -> {a.kind.value} {a.probability:.2f} | {row.text}")


def main() -> None:
    """Read the arguments, fit, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = read_rows(arguments.data)
    weights = fit([row for row in rows if row.split == "fit"])
    report(rows, weights, "fit", show=True)
    report(rows, weights, "held_out", show=False)  # never shown: nobody may tune on it
    if arguments.write:
        TARGET.write_text(HEADER + yaml.safe_dump(weights.model_dump(), sort_keys=True), encoding="utf-8")
        print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()

"""Fit the confidence decision on labelled questions in and out of scope.

    python -m scripts.calibrate                        # prints the calibration table
    python -m scripts.calibrate --laws DIR --write     # also writes bot/answering/data/calibration.json

With `--laws`, a folder of law texts as an installation would load them, every question is asked of the bundled library
and of both together, so that the decision holds for either.

A question is positive when the document of the best hit is one of those that answer it. Weights are fitted on one half
and judged on the other; the written ones come from all. Questions: `scripts/calibration/inside.jsonl` and
`outside.jsonl` and the golden questions that are answered or abstained from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.answering.boundaries import Boundary
from bot.answering.confidence import WORD_FEATURES, Calibration, Calibrations
from bot.answering.courtesy import CourtesyKind
from bot.answering.finding import find
from bot.answering.provisions import provisions
from bot.interpretation import interpreter
from index.embedding import Embedder, load_embedder
from index.retriever import Retriever
from index.scope import Scope
from knowledge.chunking import passages
from knowledge.library import BUNDLED, Entry, Library
from knowledge.metadata import Kind

HERE = Path(__file__).with_name("calibration")
GOLDEN = BUNDLED.parent / "golden"
WRITTEN = Path(__file__).resolve().parents[1] / "bot" / "answering" / "data" / "calibration.json"
ANSWERED_OUTSIDE = 0.095  # of the questions out of scope, mostly next door to it, at most this share may be answered …
ASKED_BACK_OUTSIDE = 0.14  # … and at most this share answered or asked back
BINS = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """A question's features, and whether the best hit answers it; `outside` when nothing could."""

    features: Mapping[str, float]
    right: bool
    outside: bool


def samples(retriever: Retriever) -> list[Sample]:
    """Ask every labelled question that reaches the decision: not those declined before, or told to be unconfirmed.

    Whether the text of a law answers a question in scope is not labelled: such samples are left out.
    """
    understands = interpreter(retriever)
    found = []
    for question, documents in _questions():
        understood = understands.understand(question)
        declined = understood.boundary is not Boundary.NONE or understood.courtesy is not CourtesyKind.NONE
        if understood.sensitive or declined:
            continue
        scope = Scope(language=understood.language)
        finding = find(understood.query, retriever, scope)
        unheld = provisions(understood.query, retriever, scope).unheld is not None
        if not finding.hits or unheld or (finding.unconfirmed and not documents):
            continue
        if not (documents and finding.best.kind is Kind.LAW):
            found.append(Sample(finding.features, finding.best.document in documents, not documents))
    return found


def _questions() -> Iterable[tuple[str, frozenset[str]]]:
    """All labelled questions with the documents that answer them; none for those out of scope."""
    for path in (HERE / "inside.jsonl", HERE / "outside.jsonl", GOLDEN / "answers.jsonl", GOLDEN / "abstentions.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if not (row.get("expect") == "abstain" and row.get("documents")):  # those rest on unconfirmed sections
                yield row["question"], frozenset(row.get("documents", ()))


def fit(chosen: Sequence[Sample], names: Sequence[str]) -> Calibration:
    """Fit weights, then set the bands by the shares of out-of-scope questions they let through."""
    matrix = _matrix(chosen, names)
    labels = np.array([sample.right for sample in chosen])
    model = LogisticRegression(C=10.0, max_iter=2000, random_state=0).fit(matrix, labels)
    weights = {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)}
    plain = Calibration(weights=weights, intercept=round(float(model.intercept_[0]), 4), answer_from=1, clarify_from=1)
    outside = np.array([plain.probability(sample.features) for sample in chosen if sample.outside])
    answer, clarify = (float(np.quantile(outside, 1 - share)) for share in (ANSWERED_OUTSIDE, ASKED_BACK_OUTSIDE))
    return plain.model_copy(update={"answer_from": round(answer, 4), "clarify_from": round(min(clarify, answer), 4)})


def table(calibration: Calibration, judged: Sequence[Sample]) -> str:
    """How probabilities and truth agree on questions the fit has not seen, and what the bands let through."""
    probability = np.array([calibration.probability(sample.features) for sample in judged])
    right = np.array([sample.right for sample in judged])
    outside = np.array([sample.outside for sample in judged])
    lines = ["| probability | questions | of these answered right |", "|---|---:|---:|"]
    for low in np.arange(BINS) / BINS:
        inside_bin = (probability >= low) & (probability < low + 1 / BINS + (low == 1 - 1 / BINS))
        if inside_bin.any():
            lines.append(f"| {low:.1f}–{low + 1 / BINS:.1f} | {inside_bin.sum()} | {right[inside_bin].mean():.2f} |")
    answered = probability >= calibration.answer_from
    asked = (probability >= calibration.clarify_from) & ~answered
    lines.append("")
    for name, chosen in (("in scope", ~outside), ("out of scope", outside)):
        lines.append(f"{name}: answered {answered[chosen].mean():.1%}, asked back {asked[chosen].mean():.1%}")
    lines.append(f"answered in scope and right: {right[answered & ~outside].mean():.1%}")
    return "\n".join(lines)


def _retriever(own: Path, embedder: Embedder) -> Retriever:
    """The bundled documents and those of a folder, indexed in memory."""
    entries = [item for item in Library(BUNDLED, own).read() if isinstance(item, Entry)]
    return Retriever.build([passage for entry in entries for passage in passages(entry.document)], embedder)


def _matrix(chosen: Sequence[Sample], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[sample.features[name] for name in names] for sample in chosen])


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {WRITTEN.name}")
    parser.add_argument("--laws", type=Path, help="a folder of law texts to ask as well")
    options = parser.parse_args()
    embedder = load_embedder(None)
    folders = [BUNDLED / "none", *([options.laws] if options.laws else [])]
    asked = [sample for folder in folders for sample in samples(_retriever(folder, embedder))]
    names = {"with_model": list(asked[0].features), "words_only": list(WORD_FEATURES)}
    for kind, chosen in names.items():
        print(f"{kind}:\n{table(fit(asked[::2], chosen), asked[1::2])}\n")
    if options.write:
        fitted = {kind: fit(asked, chosen) for kind, chosen in names.items()}
        text = Calibrations(model=embedder.id, **fitted).model_dump_json(indent=1)
        WRITTEN.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

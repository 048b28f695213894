"""Fit the reranker: `python -m scripts.fit_reranker --data DIR --models FOLDER…`.

DIR holds the training files of scripts.train_embedder. Every FOLDER holds an embedding model that was trained with
`--holdout-questions`, and the list of the questions it has not seen (`held_out.txt`): the reranker learns from each
model's features of just those, for features of questions that a model has seen in its own training promise too much.
Every question is asked a second time word by word in English: a question in one language must find in the other.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from index.embedding import StaticEmbedder
from index.errors import IndexingError
from index.reranker import BUNDLED_RERANKER, Reranker
from index.retriever import Retriever
from index.scope import Scope
from index.shelfmark import Shelfmark
from knowledge.document import Locator, Passage
from knowledge.metadata import Audience
from scripts.training.gloss import Gloss
from scripts.training.rows import TrainingData

FILES = ("facqa.train.jsonl", "tydiqa_id.train.jsonl")
WEIGHTS = (2.0, 1.0)  # news questions count double: there are three times as many on encyclopedia passages
GLOSSED = 0.5  # what a question asked in English words counts; 1 ranks questions in the passages' language no worse
HIDDEN = 24
EPOCHS = 24
BATCH = 64
LEARNING_RATE = 0.01
WEIGHT_DECAY = 0.1
DROPOUT = 0.3
MEMBERS = 6  # networks, each from its own seed, put side by side into one


@dataclass(frozen=True, slots=True)
class Lists:
    """Candidate lists: features [n, c, f], which one answers [n, c], which are there at all [n, c], weights [n]."""

    names: tuple[str, ...]
    features: NDArray[np.float32]
    right: NDArray[np.bool_]
    filled: NDArray[np.bool_]
    weights: NDArray[np.float32]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when weights were written, 1 when data or a model cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m scripts.fit_reranker", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the training files")
    parser.add_argument(
        "--models", type=Path, required=True, nargs="+", metavar="FOLDER", help="models and held_out.txt"
    )
    parser.add_argument(
        "--output", type=Path, default=BUNDLED_RERANKER, metavar="FILE", help="where weights are written"
    )
    chosen = parser.parse_args(arguments)
    try:
        data = TrainingData.read(chosen.data)
        gloss = Gloss.of(data.words, data.sentences)
        lists = joined([held_out_lists(chosen.data, folder, gloss) for folder in chosen.models])
    except (IndexingError, OSError) as error:
        print(f"fit_reranker: {error}", file=sys.stderr)
        return 1
    fit(lists).save(chosen.output)
    print(f"fitted on {len(lists.right)} questions with {len(lists.names)} features; wrote {chosen.output}")
    return 0


def held_out_lists(data: Path, folder: Path, gloss: Gloss) -> Lists:
    """Candidate lists of the questions that a model has not seen, each among the passages of its file."""
    embedder = StaticEmbedder.load(folder)
    held = set((folder / "held_out.txt").read_text(encoding="utf-8").split("\n"))
    parts = []
    for name, weight in zip(FILES, WEIGHTS, strict=True):
        rows = [json.loads(line) for line in (data / name).read_text(encoding="utf-8").split("\n") if line.strip()]
        texts = {text: number for number, text in enumerate(dict.fromkeys(row["passage"] for row in rows))}
        passages = [Passage(str(number), str(number), "", "", Locator(), text) for text, number in texts.items()]
        retriever = Retriever.build(passages, embedder)
        asked = [(row["question"], texts[row["passage"]]) for row in rows if row["id"] in held]
        glossed = [(gloss.put(question), place) for question, place in asked]
        parts += [_lists(retriever, asked, weight), _lists(retriever, glossed, weight * GLOSSED)]
    return joined(parts)


def _lists(retriever: Retriever, asked: Sequence[tuple[str, int]], weight: float) -> Lists:
    """Lists of questions with the row of the passage that answers; those whose passage was not found are left out."""
    found = []
    for question, place in asked:
        candidates = retriever.candidates(question, Shelfmark(Audience.PUBLIC, laws=False), Scope())
        right = candidates.rows == place if candidates else np.zeros(0, bool)
        if candidates and right.any():
            found.append((candidates.features, right))
    names = tuple(found[0][0])
    most = max(len(right) for _, right in found)
    lists = Lists(
        names,
        np.zeros((len(found), most, len(names)), dtype=np.float32),
        np.zeros((len(found), most), dtype=bool),
        np.zeros((len(found), most), dtype=bool),
        np.full(len(found), weight, dtype=np.float32),
    )
    for number, (features, right) in enumerate(found):
        lists.features[number, : len(right)] = np.stack([features[name] for name in names], axis=1)
        lists.right[number, : len(right)] = right
        lists.filled[number, : len(right)] = True
    return lists


def joined(parts: Sequence[Lists]) -> Lists:
    """Lists one after the other, all as long as the longest."""
    most = max(part.right.shape[1] for part in parts)

    def padded(array: NDArray[Any]) -> NDArray[Any]:
        return np.pad(array, [(0, 0), (0, most - array.shape[1]), *[(0, 0)] * (array.ndim - 2)])

    return Lists(
        parts[0].names,
        np.concatenate([padded(part.features) for part in parts]),
        np.concatenate([padded(part.right) for part in parts]),
        np.concatenate([padded(part.filled) for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def fit(lists: Lists, members: int = MEMBERS, epochs: int = EPOCHS) -> Reranker:
    """Fit networks of several seeds and put them side by side: their mean score is one network's score."""
    seen = lists.features[lists.filled]
    mean, deviation = seen.mean(axis=0), seen.std(axis=0) + np.float32(1e-6)
    z = torch.tensor((lists.features - mean) / deviation)
    fitted = [_fit_one(z, lists, seed, epochs) for seed in range(members)]
    return Reranker(
        lists.names,
        mean,
        deviation,
        np.mean([part["linear"] for part in fitted], axis=0, dtype=np.float32),
        np.concatenate([part["hidden"] for part in fitted]),
        np.concatenate([part["bias"] for part in fitted]),
        np.concatenate([part["output"] / np.float32(members) for part in fitted]),
    )


def _fit_one(z: torch.Tensor, lists: Lists, seed: int, epochs: int) -> dict[str, NDArray[np.float32]]:
    """One network: softmax cross-entropy over lists, Adam with decoupled weight decay, learning rate falling to 0."""
    torch.manual_seed(seed)
    filled, weights = torch.tensor(lists.filled), torch.tensor(lists.weights)
    target = torch.tensor(lists.right, dtype=torch.float32)
    target = target / target.sum(dim=1, keepdim=True)
    linear, hidden = torch.nn.Linear(z.shape[2], 1, bias=False), torch.nn.Linear(z.shape[2], HIDDEN)
    output, drop = torch.nn.Linear(HIDDEN, 1, bias=False), torch.nn.Dropout(DROPOUT)
    torch.nn.init.zeros_(linear.weight)
    torch.nn.init.zeros_(output.weight)
    parameters = [*linear.parameters(), *hidden.parameters(), *output.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    steps = epochs * -(-len(z) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(epochs):
        for batch in torch.split(torch.randperm(len(z)), BATCH):
            scores = (linear(z[batch]) + output(drop(torch.relu(hidden(z[batch])))))[..., 0]
            chances = torch.log_softmax(scores.masked_fill(~filled[batch], -1e9), dim=1)
            loss = -(weights[batch] * (target[batch] * chances).sum(dim=1)).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return {
        "linear": linear.weight.detach().numpy()[0],
        "hidden": hidden.weight.detach().numpy(),
        "bias": hidden.bias.detach().numpy(),
        "output": output.weight.detach().numpy()[0],
    }


if __name__ == "__main__":
    sys.exit(main())

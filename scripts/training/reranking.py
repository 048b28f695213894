"""Fitting the reranker: its reader and its network at once, on lists of candidates of which one answers.

Two losses: the passage that answers must have the highest score of its list, and the words of the answer the highest
place among all places of the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from index.features import Measured
from index.places import Places
from index.reranker import REACH, Network, Reader, Reranker

Floats = NDArray[np.float32]

HIDDEN: Final = 24
READING: Final = 20
"""Hidden units of one member: of the network, and of its reader."""
EPOCHS: Final = 20
MEMBERS: Final = 2
"""Networks, each from its own seed, put side by side into one."""
_BATCH: Final = 64
_LEARNING_RATE: Final = 0.01
_READING_RATE: Final = 0.005
_WEIGHT_DECAY: Final = 0.1
_DROPOUT: Final = 0.3
_READING_DROPOUT: Final = 0.1
_ANSWERS: Final = 0.4
"""Weight of the loss over places, beside 1 for the one over passages."""
SCALE: Final = 2.64
"""Deviation of the scores of a list, on average: kept from fit to fit, since languages, force and documents' words are
counted in the same unit elsewhere."""
_SPREAD: Final = 3.0
"""What the reader's scores are divided by before the network sees them: about their deviation."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the columns are: of passages, of places, and of kinds of questions."""

    passages: tuple[str, ...]
    places: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of one question: c passages with P places.

    :param passages: features [c, f]; `right` says which of them answer [c].
    :param places: features [P, g]; `answers` says which belong to the answer [P]; `offsets` those of each passage.
    :param kinds: what is asked for [q].
    :param weight: how much the question counts.
    """

    passages: Floats
    right: NDArray[np.bool_]
    places: NDArray[np.float16]
    answers: NDArray[np.bool_]
    offsets: NDArray[np.int64]
    kinds: Floats
    weight: float


@dataclass(frozen=True, slots=True)
class Scales:
    """Means and deviations of the columns of passages [f] and of places [g]."""

    mean: Floats
    deviation: Floats
    place_mean: Floats
    place_deviation: Floats

    @classmethod
    def of(cls, passages: Floats, places: NDArray[np.float16]) -> Scales:
        """Of all rows."""
        return cls(*(found for rows in (passages, places) for found in (_mean(rows), _deviation(rows))))


def fit(names: Names, lists: Sequence[Candidates], members: int = MEMBERS, epochs: int = EPOCHS) -> Reranker:
    """Fit networks of several seeds and put them side by side: their mean score is one network's score."""
    scales = Scales.of(np.concatenate([one.passages for one in lists]), np.concatenate([one.places for one in lists]))
    found = _beside(names, scales, [_fit_one(names, lists, scales, seed, epochs) for seed in range(members)])
    deviation = float(np.mean([found.scores(measured(names, one)).std() for one in lists]))
    share = np.float32(SCALE / max(deviation, 1e-6))
    return replace(
        found, network=replace(found.network, linear=found.network.linear * share, output=found.network.output * share)
    )


def measured(names: Names, one: Candidates) -> Measured:
    """Candidates as the retriever measures them."""
    places = {name: one.places[:, column].astype(np.float32) for column, name in enumerate(names.places)}
    asked = dict(zip(names.kinds, one.kinds.tolist(), strict=True))
    return Measured(
        {name: one.passages[:, column] for column, name in enumerate(names.passages)},
        Places(np.arange(len(one.places)), one.offsets, places, asked),
    )


class _Batch:
    """Some lists as flat tensors; `list_of` and `passage_of` tell whose a row is."""

    def __init__(self, lists: Sequence[Candidates]) -> None:
        sizes = torch.tensor([len(one.right) for one in lists])
        self.count = len(lists)
        self.list_of = torch.repeat_interleave(torch.arange(len(lists)), sizes)
        self.passages = torch.tensor(np.concatenate([one.passages for one in lists]))
        self.right = torch.tensor(np.concatenate([one.right for one in lists]), dtype=torch.float32)
        held = torch.tensor(np.concatenate([np.diff(one.offsets) for one in lists]))
        self.passage_of = torch.repeat_interleave(torch.arange(len(held)), held)
        self.places = torch.tensor(np.concatenate([one.places for one in lists]), dtype=torch.float32)
        self.answers = torch.tensor(np.concatenate([one.answers for one in lists]), dtype=torch.float32)
        self.kinds = torch.tensor(np.stack([one.kinds for one in lists]))
        self.weights = torch.tensor([one.weight for one in lists])


class _Member(torch.nn.Module):
    """One reader and one network, as `index.reranker` describes them."""

    def __init__(self, names: Names, scales: Scales) -> None:
        super().__init__()
        self.mean, self.deviation = torch.tensor(scales.mean), torch.tensor(scales.deviation)
        self.place_mean, self.place_deviation = torch.tensor(scales.place_mean), torch.tensor(scales.place_deviation)
        features = len(names.passages) + 2
        self.reading = torch.nn.Linear(len(names.places), READING)
        self.asked = torch.nn.Linear(len(names.kinds), READING, bias=False)
        self.place = torch.nn.Linear(READING, 1, bias=False)
        self.linear = torch.nn.Linear(features, 1, bias=False)
        self.hidden = torch.nn.Linear(features, HIDDEN)
        self.output = torch.nn.Linear(HIDDEN, 1, bias=False)
        self.drop, self.read_drop = torch.nn.Dropout(_DROPOUT), torch.nn.Dropout(_READING_DROPOUT)
        for start in (self.place, self.linear, self.output):
            torch.nn.init.zeros_(start.weight)

    def forward(self, batch: _Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of passages and of places."""
        whose = batch.list_of[batch.passage_of]
        seen = (batch.places - self.place_mean) / self.place_deviation
        active = torch.relu(self.reading(seen) + self.asked(batch.kinds)[whose])
        places = self.place(self.read_drop(active))[:, 0]
        worst = torch.zeros(batch.count).scatter_reduce(0, whose, places, "amin")
        best = worst[batch.list_of].scatter_reduce(0, batch.passage_of, places, "amax")
        top = _highest(best, batch.list_of, batch.count)
        told = torch.stack([best, best - top[batch.list_of]], dim=1) / _SPREAD
        z = torch.cat([(batch.passages - self.mean) / self.deviation, told], dim=1).clamp(-REACH, REACH)
        return (self.linear(z) + self.output(self.drop(torch.relu(self.hidden(z)))))[:, 0], places

    def parts(self) -> dict[str, Floats]:
        """The weights as arrays."""
        return {name: weights.detach().numpy() for name, weights in self.named_parameters()}


def _fit_one(names: Names, lists: Sequence[Candidates], scales: Scales, seed: int, epochs: int) -> dict[str, Floats]:
    """One member: Adam with decoupled weight decay, learning rates falling to 0 in a straight line."""
    torch.manual_seed(seed)
    member = _Member(names, scales)
    reading = [*member.reading.parameters(), *member.asked.parameters(), *member.place.parameters()]
    ranking = [*member.linear.parameters(), *member.hidden.parameters(), *member.output.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": reading, "lr": _READING_RATE}, {"params": ranking, "lr": _LEARNING_RATE}],
        weight_decay=_WEIGHT_DECAY,
    )
    steps = epochs * -(-len(lists) // _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(epochs):
        for chosen in torch.split(torch.randperm(len(lists)), _BATCH):
            loss = _loss(member, _Batch([lists[number] for number in chosen.tolist()]))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return member.parts()


def _loss(member: _Member, batch: _Batch) -> torch.Tensor:
    passages, places = member(batch)
    chances = _log_softmax(passages, batch.list_of, batch.count)
    right = _total(batch.right, batch.list_of, batch.count)
    passage_loss = -_total(chances * batch.right, batch.list_of, batch.count) / right.clamp(min=1)
    whose = batch.list_of[batch.passage_of]
    chances = _log_softmax(places, whose, batch.count).clamp(min=-50.0)
    answered = _total(torch.exp(chances) * batch.answers, whose, batch.count)
    shown = _total(batch.answers, whose, batch.count) > 0
    place_loss = torch.where(shown, -torch.log(answered.clamp(min=1e-20)), 0.0)
    return (batch.weights * passage_loss).mean() + _ANSWERS * place_loss.mean()


def _log_softmax(scores: torch.Tensor, owners: torch.Tensor, count: int) -> torch.Tensor:
    shifted = scores - _highest(scores, owners, count).detach()[owners]
    return shifted - torch.log(_total(torch.exp(shifted), owners, count).clamp(min=1e-20))[owners]


def _highest(values: torch.Tensor, owners: torch.Tensor, count: int) -> torch.Tensor:
    return torch.full((count,), -torch.inf).scatter_reduce(0, owners, values, "amax")


def _total(values: torch.Tensor, owners: torch.Tensor, count: int) -> torch.Tensor:
    return torch.zeros(count).index_add(0, owners, values)


def _mean(rows: NDArray[np.floating[Any]]) -> Floats:
    return np.asarray(rows.mean(axis=0, dtype=np.float64), dtype=np.float32)


def _deviation(rows: NDArray[np.floating[Any]]) -> Floats:
    return np.asarray(rows.std(axis=0, dtype=np.float64) + 1e-6, dtype=np.float32)


def _beside(names: Names, scales: Scales, fitted: Sequence[dict[str, Floats]]) -> Reranker:
    """Members put side by side: each network sees the answers of its own reader, whose weights take in the scales."""
    reading = [part["reading.weight"] / scales.place_deviation for part in fitted]
    count, plain = len(fitted), len(names.passages)
    output = np.zeros((count, count * READING), dtype=np.float32)
    linear = np.zeros(plain + 2 * count, dtype=np.float32)
    hidden = np.zeros((count * HIDDEN, plain + 2 * count), dtype=np.float32)
    for number, part in enumerate(fitted):
        own = [*range(plain), plain + 2 * number, plain + 2 * number + 1]
        output[number, number * READING : (number + 1) * READING] = part["place.weight"][0]
        linear[own] += part["linear.weight"][0] / np.float32(count)
        hidden[number * HIDDEN : (number + 1) * HIDDEN, own] = part["hidden.weight"]
    answers = tuple(f"{what}_{number}" for number in range(count) for what in ("answer", "answer_lead"))
    reader = Reader(
        names.places,
        names.kinds,
        np.concatenate(reading),
        np.concatenate([part["asked.weight"] for part in fitted]),
        np.concatenate(
            [part["reading.bias"] - own @ scales.place_mean for part, own in zip(fitted, reading, strict=True)]
        ),
        output,
    )
    network = Network(
        (*names.passages, *answers),
        np.concatenate([scales.mean, np.zeros(2 * count, dtype=np.float32)]),
        np.concatenate([scales.deviation, np.full(2 * count, _SPREAD, dtype=np.float32)]),
        linear,
        hidden,
        np.concatenate([part["hidden.bias"] for part in fitted]),
        np.concatenate([part["output.weight"][0] / np.float32(count) for part in fitted]),
    )
    return Reranker(reader, network)

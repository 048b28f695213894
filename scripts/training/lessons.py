"""What the model is taught: each lesson draws a batch of texts and says how badly their vectors agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from scripts.training.bags import Bags, Rows
from scripts.training.contrast import both_ways, contrast, same_by_chance
from scripts.training.recipe import Recipe
from scripts.training.rows import Pair, Question

Chance = np.random.Generator
Loss = Callable[[Sequence[torch.Tensor]], torch.Tensor]


@dataclass(frozen=True, slots=True)
class Draw:
    """A batch: groups of bags, and the loss of the sums of their vectors, one tensor a group in the same order."""

    groups: tuple[Bags, ...]
    loss: Loss


class Lesson(Protocol):
    """Something to be taught."""

    def draw(self, chance: Chance) -> Draw:
        """Draw a batch."""


class Sentences:
    """An English sentence, its Indonesian translation and the teacher's vector of it belong together.

    Bags know no order, so a pair stays a pair when the same name is added to both sides, or a word and its translation:
    that is how the model learns that names count and what words mean inside sentences.
    """

    def __init__(
        self, tokenizer: Tokenizer, pairs: Sequence[Pair], taught: torch.Tensor, extras: Extras, recipe: Recipe
    ) -> None:
        """Take the pairs with the teacher's vectors of their English sides [pairs, dimension]."""
        self._english = Bags.of(tokenizer, [pair.left for pair in pairs])
        self._indonesian = Bags.of(tokenizer, [pair.right for pair in pairs])
        self._keys = (keys([pair.left for pair in pairs]), keys([pair.right for pair in pairs]))
        self._taught = taught
        self._extras = extras
        self._recipe = recipe

    def draw(self, chance: Chance) -> Draw:
        """Draw sentences, and what is added to some of them."""
        recipe = self._recipe
        rows = _some(chance, len(self._english), recipe.sentences)
        taught = self._taught[rows]
        same = same_by_chance(self._keys[0][rows]) | same_by_chance(self._keys[1][rows])
        more, name = self._extras.words(chance, len(rows)), self._extras.names(chance, len(rows))

        def loss(vectors: Sequence[torch.Tensor]) -> torch.Tensor:
            english, indonesian, more_english, more_indonesian, named = vectors
            total = recipe.teaching * both_ways(english, taught, recipe.temperature, same)
            total = total + recipe.teaching * both_ways(indonesian, taught, recipe.temperature, same)
            english = english.index_add(0, more.owners, more_english).index_add(0, name.owners, named)
            indonesian = indonesian.index_add(0, more.owners, more_indonesian).index_add(0, name.owners, named)
            return total + both_ways(english, indonesian, recipe.temperature, same)

        thin = [side.take(rows).thinned(recipe.dropout, chance) for side in (self._english, self._indonesian)]
        return Draw((*thin, *more.groups, *name.groups), loss)


@dataclass(frozen=True, slots=True)
class Added:
    """Bags to add to rows of a batch: bag `i` of each group goes to the row `owners[i]`."""

    owners: torch.Tensor
    groups: tuple[Bags, ...]


class Extras:
    """Names, and words with their translations, to be added to sentences."""

    def __init__(self, english: Bags, indonesian: Bags, named: Bags, recipe: Recipe) -> None:
        """Take the words of the dictionary, row by row, and names."""
        self._words = (english, indonesian)
        self._names = (named,)
        self._recipe = recipe

    def words(self, chance: Chance, count: int) -> Added:
        """Words with their translations for some of `count` rows."""
        return _added(self._words, chance, count, self._recipe.worded, self._recipe.most_words)

    def names(self, chance: Chance, count: int) -> Added:
        """Names for some of `count` rows."""
        return _added(self._names, chance, count, self._recipe.named, self._recipe.most_names)


def _added(groups: tuple[Bags, ...], chance: Chance, count: int, share: float, most: int) -> Added:
    """One to `most` bags for a share of `count` rows."""
    times = np.where(chance.random(count) < share, chance.integers(1, most + 1, count), 0)
    rows = chance.integers(0, len(groups[0]), int(times.sum()))
    return Added(torch.from_numpy(np.repeat(np.arange(count), times)), tuple(bags.take(rows) for bags in groups))


class Words:
    """An English word, its Indonesian translation and the teacher's vector of it belong together."""

    def __init__(
        self, english: Bags, indonesian: Bags, pairs: Sequence[Pair], taught: torch.Tensor, recipe: Recipe
    ) -> None:
        """Take the dictionary, with the teacher's vectors of its English words [pairs, dimension]."""
        self._english, self._indonesian = english, indonesian
        self._keys = (keys([pair.left for pair in pairs]), keys([pair.right for pair in pairs]))
        self._taught = taught
        self._recipe = recipe

    def draw(self, chance: Chance) -> Draw:
        """Draw words; two with a word in common are not held against each other."""
        recipe = self._recipe
        rows = _some(chance, len(self._english), recipe.words)
        same = same_by_chance(self._keys[0][rows]) | same_by_chance(self._keys[1][rows])
        taught = self._taught[rows]

        def loss(vectors: Sequence[torch.Tensor]) -> torch.Tensor:
            english, indonesian = vectors
            total = recipe.wording * both_ways(english, indonesian, recipe.temperature, same)
            for side in vectors:
                total = total + recipe.word_teaching * both_ways(side, taught, recipe.temperature, same)
            return total

        return Draw((self._english.take(rows), self._indonesian.take(rows)), loss)


class Forms:
    """Inflected, misspelt and informal words belong to the plain ones."""

    def __init__(
        self, tokenizer: Tokenizer, pairs: Sequence[Pair], weights: NDArray[np.float64], recipe: Recipe
    ) -> None:
        """Take pairs of forms, with how likely each is drawn."""
        self._odd = Bags.of(tokenizer, [pair.left for pair in pairs])
        self._plain = Bags.of(tokenizer, [pair.right for pair in pairs])
        self._same = keys([pair.right for pair in pairs])
        self._weights = weights
        self._recipe = recipe

    def draw(self, chance: Chance) -> Draw:
        """Draw pairs of forms."""
        recipe = self._recipe
        rows = _some(chance, len(self._odd), recipe.forms, self._weights)
        same = same_by_chance(self._same[rows])

        def loss(vectors: Sequence[torch.Tensor]) -> torch.Tensor:
            odd, plain = vectors
            return recipe.forming * both_ways(odd, plain, recipe.temperature, same)

        return Draw((self._odd.take(rows), self._plain.take(rows)), loss)


class Questions:
    """A question belongs to the passage that answers it, and not to those that merely share its words."""

    def __init__(self, tokenizer: Tokenizer, questions: Sequence[Question], mistakable: Rows, recipe: Recipe) -> None:
        """Take questions, and for each the rows of some whose passages may be mistaken for its own [questions, k]."""
        self._questions = Bags.of(tokenizer, [question.text for question in questions])
        self._passages = Bags.of(tokenizer, [question.passage for question in questions])
        self._same = keys([question.passage for question in questions])
        weights = np.array([recipe.sources[question.source] for question in questions], dtype=np.float64)
        self._weights = weights / weights.sum()
        self._mistakable = mistakable
        self._recipe = recipe

    def draw(self, chance: Chance) -> Draw:
        """Draw questions with their passages and the mistakable ones."""
        recipe = self._recipe
        rows = _some(chance, len(self._questions), recipe.questions, self._weights)
        offered = np.concatenate([rows, *self._mistakable[rows, : recipe.mistakable].T])
        same = same_by_chance(self._same[rows], self._same[offered])

        def loss(vectors: Sequence[torch.Tensor]) -> torch.Tensor:
            asked, passages = vectors
            own, same_own = passages[: len(rows)], same[:, : len(rows)]
            found = contrast(asked, passages, recipe.temperature, same)
            return recipe.asking * (found + contrast(own, asked, recipe.temperature, same_own.T) / 2)

        thinned = [
            bags.take(taken).thinned(recipe.dropout, chance)
            for bags, taken in ((self._questions, rows), (self._passages, offered))
        ]
        return Draw(tuple(thinned), loss)


def keys(texts: Sequence[str]) -> Rows:
    """A number for each text; equal texts have equal numbers."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.int64)


def _some(chance: Chance, total: int, wanted: int, weights: NDArray[np.float64] | None = None) -> Rows:
    """Different rows of `total`, as many as wanted or there are."""
    return chance.choice(total, min(wanted, total), replace=False, p=weights)

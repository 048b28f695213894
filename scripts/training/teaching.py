"""The training: from data to a tokenizer and one vector a token."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from scripts.training.bags import Bags, sums
from scripts.training.forms import Lexicon, inflections, names, slips
from scripts.training.lessons import Chance, Extras, Forms, Lesson, Questions, Sentences, Words
from scripts.training.mistakable import mistakable_passages
from scripts.training.recipe import Recipe
from scripts.training.rows import Pair, TrainingData
from scripts.training.vocabulary import train_vocabulary

Teach = Callable[[Sequence[str]], torch.Tensor]
Progress = Callable[[str], None]
Vectors = NDArray[np.float32]

_INFLECTIONS: Final = 0.55
_SLIPS: Final = 0.3
_INFORMAL: Final = 0.15
"""Shares of the three kinds among the forms that are drawn."""
_OFTEN: Final = 0.25
"""Power of a word's count by which its forms are drawn: frequent words oftener, yet not in proportion."""
_REPORTS: Final = 10


@dataclass(frozen=True, slots=True)
class Model:
    """A tokenizer, and one vector a token [vocabulary, dimension]."""

    tokenizer: Tokenizer
    vectors: Vectors


def train(data: TrainingData, teach: Teach, recipe: Recipe, progress: Progress) -> Model:
    """Make a model; the same data, recipe and number of threads make the same one.

    :param teach: gives the teacher's unit vectors of English texts [texts, recipe.dimension].
    """
    progress("training the vocabulary")
    tokenizer = train_vocabulary(data, recipe.vocabulary, recipe.seed)
    progress("asking the teacher, gathering forms and mistakable passages")
    lessons = prepare(data, tokenizer, teach, recipe)
    tables = [
        _member(tokenizer.get_vocab_size(), lessons, recipe, number, progress) for number in range(recipe.members)
    ]
    return Model(tokenizer, np.mean(tables, axis=0, dtype=np.float32))


def _member(size: int, lessons: Sequence[Lesson], recipe: Recipe, number: int, progress: Progress) -> Vectors:
    """Teach one table; all of them learn to agree with the same teacher, so that their vectors can be averaged.

    What chance did to one table is not what it did to the next: in their mean it fades (Wortsman et al., "Model
    soups", 2022).
    """
    progress(f"teaching table {number + 1} of {recipe.members}")
    own = replace(recipe, seed=recipe.seed + number)
    torch.manual_seed(own.seed)
    table = torch.nn.Parameter(torch.randn(size, recipe.dimension) * recipe.spread)
    study(table, lessons, own, progress)
    return np.asarray(table.detach().numpy(), dtype=np.float32)


def prepare(data: TrainingData, tokenizer: Tokenizer, teach: Teach, recipe: Recipe) -> list[Lesson]:
    """Make the lessons from the data."""
    english = Bags.of(tokenizer, [pair.left for pair in data.words])
    indonesian = Bags.of(tokenizer, [pair.right for pair in data.words])
    extras = Extras(english, indonesian, Bags.of(tokenizer, names(data)), recipe)
    taught_sentences = teach([pair.left for pair in data.sentences])
    taught_words = teach([pair.left for pair in data.words])
    mistakable = mistakable_passages(data.questions, recipe.mistakable, recipe.seed)
    return [
        Sentences(tokenizer, data.sentences, taught_sentences, extras, recipe),
        Words(english, indonesian, data.words, taught_words, recipe),
        _forms(data, tokenizer, recipe),
        Questions(tokenizer, data.questions, mistakable, recipe),
    ]


def study(table: torch.nn.Parameter, lessons: Sequence[Lesson], recipe: Recipe, progress: Progress) -> None:
    """Change the table of vectors, batch by batch, so that the lessons' losses fall."""
    optimizer = torch.optim.Adam([table], lr=recipe.learning_rate, fused=True)
    chance = np.random.default_rng(recipe.seed)
    for step in range(recipe.steps):
        for group in optimizer.param_groups:
            group["lr"] = recipe.learning_rate * (1 - step / recipe.steps)
        loss = _loss(table, lessons, chance)
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        if step % max(1, recipe.steps // _REPORTS) == 0:
            progress(f"step {step} of {recipe.steps}: loss {loss.item():.2f}")


def _loss(table: torch.Tensor, lessons: Sequence[Lesson], chance: Chance) -> torch.Tensor:
    """The sum of the lessons' losses on a batch of each."""
    draws = [lesson.draw(chance) for lesson in lessons]
    vectors = sums(table, [bags for draw in draws for bags in draw.groups])
    ends = list(accumulate((len(draw.groups) for draw in draws), initial=0))
    losses = [draw.loss(vectors[first:last]) for draw, first, last in zip(draws, ends, ends[1:], strict=False)]
    return torch.stack(losses).sum()


def _forms(data: TrainingData, tokenizer: Tokenizer, recipe: Recipe) -> Forms:
    lexicon = Lexicon.of(data)
    inflected, slipped = inflections(lexicon), slips(lexicon, recipe.seed)
    kinds = (
        (_INFLECTIONS, np.array([(count + 1) ** _OFTEN for count in inflected.values()])),
        (_SLIPS, np.ones(len(slipped))),
        (_INFORMAL, np.ones(len(data.informal))),
    )
    weights = np.concatenate([share * often / often.sum() for share, often in kinds if len(often)])
    pairs: list[Pair] = [*inflected, *slipped, *data.informal]
    return Forms(tokenizer, pairs, weights / weights.sum(), recipe)

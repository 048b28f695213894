"""Train the bundled bilingual embedding model: `python -m scripts.train_embedder --data DIR`.

DIR holds the files that the model card names: bilingual sentences and words, informal words, questions with their
passages and articles of law, all from public repositories under licences that allow it.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import fields, replace
from pathlib import Path

import torch

from index.embedding import BUNDLED_MODEL
from scripts.training.domain import bundled_domain
from scripts.training.export import export
from scripts.training.recipe import Recipe
from scripts.training.rows import TrainingData
from scripts.training.teacher import Teacher
from scripts.training.teaching import train


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when a model was written, 2 when data are missing."""
    chosen = _parser().parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    try:
        data = TrainingData.read(chosen.data)
    except FileNotFoundError as error:
        print(
            f"{error.filename} is missing: --data must name the folder of the files listed in index/model/MODEL_CARD.md"
        )
        return 2
    if chosen.holdout_questions:
        data, held = data.hold_out(chosen.holdout_questions, chosen.holdout_from)
        chosen.output.mkdir(parents=True, exist_ok=True)
        (chosen.output / "held_out.txt").write_text("".join(f"{name}\n" for name in held), encoding="utf-8")
    data = data.joined(bundled_domain())
    recipe = _recipe(chosen)
    teacher = Teacher([pair.left for pair in data.sentences], recipe.dimension)
    started = time.monotonic()
    model = train(data, teacher.vectors, recipe, lambda news: print(f"{time.monotonic() - started:5.0f} s  {news}"))
    export(model, chosen.output)
    print(f"wrote {len(model.vectors)} vectors of {recipe.dimension} to {chosen.output}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.train_embedder", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the training files")
    parser.add_argument("--output", type=Path, default=BUNDLED_MODEL, metavar="DIR", help="where the model is written")
    parser.add_argument("--threads", type=int, default=2, metavar="N", help="of PyTorch; figures are for 2")
    parser.add_argument(
        "--holdout-questions",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="leave out the questions on this share of passages, and list them in held_out.txt: to fit a reranker on",
    )
    parser.add_argument(
        "--holdout-from",
        type=float,
        default=0.0,
        metavar="START",
        help="where the share begins, from 0 to 1: with a third from 0, 0.3333 and 0.6667 you get three folds",
    )
    for field in fields(Recipe):
        if isinstance(default := field.default, int | float):
            name = f"--{field.name.replace('_', '-')}"
            parser.add_argument(name, type=type(default), default=default, metavar="N", help=f"default {default}")
    return parser


def _recipe(chosen: argparse.Namespace) -> Recipe:
    """The recipe with what the command line changes."""
    names = [field.name for field in fields(Recipe) if isinstance(field.default, int | float)]
    return replace(Recipe(), **{name: getattr(chosen, name) for name in names})


if __name__ == "__main__":
    sys.exit(main())

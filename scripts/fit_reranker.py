"""Fit the reranker: `python -m scripts.fit_reranker --data DIR --models FOLDER…`.

DIR holds the training files of scripts.train_embedder. Every FOLDER holds an embedding model that was trained with
`--holdout-questions`, and the list of the questions it has not seen (`held_out.txt`): the reranker learns from each
model's features of just those, for features of questions that a model has seen in its own training promise too much.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.embedding import StaticEmbedder
from index.errors import IndexingError
from index.evidence import LONGEST
from index.lexicon import words
from index.reranker import BUNDLED_RERANKER
from index.retriever import Candidates as Found
from index.retriever import Retriever
from index.scope import Scope
from knowledge.document import Locator, Passage
from knowledge.metadata import Audience
from scripts.training.reranking import Candidates, Names, fit

FILES: Final = {"facqa.train.jsonl": 2.0, "tydiqa_id.train.jsonl": 1.0}
"""How much a question counts: news double, since there are three times as many questions on encyclopedia passages."""

Row = dict[str, Any]


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
        lists = [pair for folder in chosen.models for pair in held_out_lists(chosen.data, folder)]
    except (IndexingError, OSError) as error:
        print(f"fit_reranker: {error}", file=sys.stderr)
        return 1
    if not lists:
        print("fit_reranker: no question of held_out.txt is in the training files", file=sys.stderr)
        return 1
    names = lists[0][0]
    fit(names, [candidates for _, candidates in lists]).save(chosen.output)
    print(
        f"fitted on {len(lists)} questions with {len(names.passages)} features of passages and {len(names.places)} of "
        f"places; wrote {chosen.output}"
    )
    return 0


def held_out_lists(data: Path, folder: Path) -> Iterator[tuple[Names, Candidates]]:
    """Candidates for the questions that a model has not seen, each from the passages of its file."""
    embedder = StaticEmbedder.load(folder)
    held = set((folder / "held_out.txt").read_text(encoding="utf-8").split("\n"))
    for name, weight in FILES.items():
        rows = [json.loads(line) for line in (data / name).read_text(encoding="utf-8").split("\n") if line.strip()]
        texts = {text: number for number, text in enumerate(dict.fromkeys(row["passage"] for row in rows))}
        passages = [Passage(str(number), str(number), "", "", Locator(), text) for text, number in texts.items()]
        retriever = Retriever.build(passages, embedder)
        spellings = retriever.shelves[Audience.PUBLIC].lexicon.words()
        for row in rows:
            found = retriever.candidates(row["question"], Audience.PUBLIC, Scope()) if row["id"] in held else None
            if found is not None and (found.rows == texts[row["passage"]]).any():
                yield _listed(found, texts[row["passage"]], row["answer"], spellings, weight)


def _listed(found: Found, right: int, answer: str, spellings: Sequence[str], weight: float) -> tuple[Names, Candidates]:
    """What the fitting needs of some candidates, with the names of its columns."""
    columns, places = found.measured.passages, found.measured.places
    names = Names(tuple(columns), tuple(places.columns), tuple(places.asked))
    read = found.shelf.words.take(found.rows, LONGEST)
    number = int(np.flatnonzero(found.rows == right)[0])
    spoken = [spellings[word] for word in read.row(number).tolist()]
    answers = np.zeros(len(read.values), dtype=bool)
    answers[read.offsets[number] : read.offsets[number + 1]] = said(answer, spoken)
    return names, Candidates(
        passages=np.stack(list(columns.values()), axis=1),
        right=found.rows == right,
        places=np.stack(list(places.columns.values()), axis=1).astype(np.float16),
        answers=answers[places.at],
        offsets=places.offsets,
        kinds=np.array(list(places.asked.values()), dtype=np.float32),
        weight=weight,
    )


def said(answer: str, spoken: Sequence[str]) -> NDArray[np.bool_]:
    """Which words of a passage are the answer, wherever it is said, in whatever case [words]."""
    wanted, lowered = [word.lower() for word in words(answer)], [word.lower() for word in spoken]
    marked = np.zeros(len(spoken), dtype=bool)
    for place in range(len(lowered) - len(wanted) + 1):
        if lowered[place : place + len(wanted)] == wanted:
            marked[place : place + len(wanted)] = True
    return marked


if __name__ == "__main__":
    sys.exit(main())

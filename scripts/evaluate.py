"""Measure the production retriever and the embedding model.

    python -m scripts.evaluate retrieval --questions Q.jsonl --pool P.jsonl --json
    python -m scripts.evaluate documents --questions Q.jsonl --articles A.jsonl.gz --json
    python -m scripts.evaluate bilingual --pairs T.tsv --json
    python -m scripts.evaluate answers --questions Q.jsonl --json

Questions are rows with `question` and `passage` (those with `answerable` false are left out), or with `docs`; articles
are rows with `id`, `doc`, `ref`, `title`, `pasal` and `text`; pairs are English and Indonesian sentences, one a line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.answering.evaluation import Scorecard, judge, load_rows, scored
from bot.errors import BotError
from bot.installation import Installation
from bot.message import Message
from bot.settings import load_settings
from index.embedding import Embedder, load_embedder
from index.errors import IndexingError
from index.evaluation import mrr_at, percentile, rank_of, recall_at, translations_found
from index.ranking import by_document
from index.retriever import Hit, Retriever
from index.scope import Scope
from knowledge.document import Locator, Passage
from knowledge.errors import KnowledgeError
from scripts.articles import article

Row = dict[str, Any]
Report = dict[str, Any]

_DEPTH = 10
"""Places that count: MRR@10."""
_PASSAGES_A_QUESTION = 50
"""Passages from which documents are ranked."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one measurement; 0 when it ran, 1 when a file or a model cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        report: Report = options.measure(options)
    except (BotError, IndexingError, KnowledgeError) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"evaluate: {error.filename} cannot be read: {error.strerror}", file=sys.stderr)
        return 1
    except (ValueError, KeyError) as error:
        print(f"evaluate: the rows are not what the command reads: {error!r}", file=sys.stderr)
        return 1
    print(json.dumps(report) if options.json else _table(report))
    return 0


def retrieval(questions: Sequence[Row], pool: Sequence[Row], embedder: Embedder) -> Report:
    """Passage-level figures of the retriever over the passages of pool and questions together."""
    texts = list(dict.fromkeys(row["passage"] for row in (*pool, *questions)))
    passages = [Passage(str(n), str(n), "", "", Locator(), text) for n, text in enumerate(texts)]
    ask, seconds = _index(passages, embedder, _DEPTH)
    asked = [row for row in questions if row.get("answerable", True)]
    ranks, milliseconds = _ask(
        asked, ask, lambda row: [row["passage"]], lambda hits: [hit.passage.text for hit in hits]
    )
    return {"n": len(asked), "passages": len(texts), **_figures(ranks), **_speed(seconds, milliseconds)}


def documents(questions: Sequence[Row], articles: Iterable[Row], embedder: Embedder) -> Report:
    """Document-level figures over articles, for all rows and for those that name no regulation."""
    passages = [article(row) for row in articles]
    ask, seconds = _index(passages, embedder, _PASSAGES_A_QUESTION)
    ranks, milliseconds = _ask(
        questions, ask, lambda row: row["docs"], lambda hits: [found.document for found in by_document(hits)]
    )
    unnamed = [rank for rank, row in zip(ranks, questions, strict=True) if not row["names_regulation"]]
    return {
        "n": len(questions),
        "passages": len(passages),
        **_figures(ranks),
        **_speed(seconds, milliseconds),
        "unnamed": {"n": len(unnamed), **_figures(unnamed)},
    }


def bilingual(pairs: Sequence[tuple[str, str]], embedder: Embedder) -> Report:
    """How often the nearest of all translations is the right one."""
    english = embedder.encode_passages([pair[0] for pair in pairs])
    indonesian = embedder.encode_passages([pair[1] for pair in pairs])
    return {
        "n": len(pairs),
        "en_to_id": round(translations_found(english, indonesian), 4),
        "id_to_en": round(translations_found(indonesian, english), 4),
    }


def answers(questions: Path) -> Report:
    """How whole replies score by the golden rules."""
    service = Installation.open(load_settings()).service_from_library()
    verdicts, milliseconds = [], []
    for row in load_rows(questions):
        began = time.perf_counter()
        reply = service.reply(Message(row.question, f"evaluate:{row.id}"), row.history)
        milliseconds.append((time.perf_counter() - began) * 1000)
        verdicts.append(judge(row, scored(reply)))
    speed = {f"reply_ms_p{share}": round(percentile(milliseconds, share / 100), 1) for share in (50, 95)}
    return {**Scorecard(tuple(verdicts)).as_json(), **speed}


def _index(passages: Sequence[Passage], embedder: Embedder, top_k: int) -> tuple[Callable[[str], list[Hit]], float]:
    """A way to ask about passages, and the seconds that indexing them took."""
    began = time.perf_counter()
    retriever = Retriever.build(passages, embedder)
    seconds = time.perf_counter() - began
    return lambda question: retriever.search(question, Scope(), top_k), seconds


def _ask(
    rows: Sequence[Row],
    ask: Callable[[str], list[Hit]],
    right: Callable[[Row], list[str]],
    named: Callable[[list[Hit]], list[str]],
) -> tuple[list[int | None], list[float]]:
    """The rank of the right answer to each row, and the milliseconds it took."""
    ranks, milliseconds = [], []
    for row in rows:
        began = time.perf_counter()
        found = named(ask(row["question"]))
        milliseconds.append((time.perf_counter() - began) * 1000)
        ranks.append(rank_of(found, right(row)))
    return ranks, milliseconds


def _figures(ranks: Sequence[int | None]) -> Report:
    recalls = {f"recall@{k}": round(recall_at(ranks, k), 4) for k in (1, 5, 10)}
    return {**recalls, f"mrr@{_DEPTH}": round(mrr_at(ranks, _DEPTH), 4)}


def _speed(seconds: float, milliseconds: Sequence[float]) -> Report:
    return {
        "index_seconds": round(seconds, 3),
        "query_ms_p50": round(percentile(milliseconds, 0.5), 3),
        "query_ms_p95": round(percentile(milliseconds, 0.95), 3),
    }


def _rows(path: Path) -> list[Row]:
    """The rows of a JSON Lines file, packed or not."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _pairs(path: Path) -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [(row[0], row[1]) for row in rows]


def _table(report: Report, indent: str = "") -> str:
    lines = [
        f"{indent}{name}:\n{_table(value, indent + '  ')}" if isinstance(value, dict) else f"{indent}{name:15} {value}"
        for name, value in report.items()
    ]
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evaluate", description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(required=True)

    def command(name: str, measure: Callable[[argparse.Namespace], Report], *files: str) -> None:
        own = commands.add_parser(name)
        for file in files:
            own.add_argument(f"--{file}", type=Path, required=True)
        own.add_argument(
            "--embedder", help="a folder or a name that sentence-transformers knows; the bundled model else"
        )
        own.add_argument("--json", action="store_true", help="print JSON")
        own.set_defaults(measure=measure)

    command(
        "retrieval",
        lambda o: retrieval(_rows(o.questions), _rows(o.pool), load_embedder(o.embedder)),
        "questions",
        "pool",
    )
    command(
        "documents",
        lambda o: documents(_rows(o.questions), _rows(o.articles), load_embedder(o.embedder)),
        "questions",
        "articles",
    )
    command("answers", lambda o: answers(o.questions), "questions")
    command("bilingual", lambda o: bilingual(_pairs(o.pairs), load_embedder(o.embedder)), "pairs")
    return parser


if __name__ == "__main__":
    sys.exit(main())

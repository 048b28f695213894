"""Measure the engine beside its peers, and as it grows.

    python -m scripts.benchmark --data DIR                      everything, as Markdown tables
    python -m scripts.benchmark --data DIR --only peers         this project, BM25, txtai and Haystack side by side
    python -m scripts.benchmark --data DIR --only growth        snapshots of 1,000 to 148,027 passages of law
    python -m scripts.benchmark --data DIR --only adding        one document more while questions are answered
    python -m scripts.benchmark --data DIR --only askers        64 askers at once against one

DIR holds `bench/` (FacQA and IDK-MRC with their passages, questions about the law) and `laws/` (the law); BENCHMARKS.md
tells where they come from. The peers are an optional extra: `pip install -e '.[bench]'`. No network is used.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any

# What is measured is imported where it is asked for: a measuring process imports this module too, and would pay for it.


class Part(StrEnum):
    """What can be measured."""

    PEERS = "peers"
    GROWTH = "growth"
    ADDING = "adding"
    ASKERS = "askers"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 0 when it ran, 1 when a file or a package is missing."""
    options = _parser().parse_args(arguments)
    os.environ |= {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "false", "TOKENIZERS_PARALLELISM": "true"}
    try:
        results = {part: _MEASURES[part](options) for part in options.only}
        if options.plot:
            _draw(results, options.plot)
    except ImportError as error:
        print(f"benchmark: {error}; pip install -e '.[bench]'", file=sys.stderr)
        return 1
    except (OSError, ValueError, KeyError) as error:
        print(f"benchmark: cannot read what to measure: {error!r}", file=sys.stderr)
        return 1
    print(_json(results) if options.json else _tables(results))
    return 0


def _peers(options: argparse.Namespace) -> list[Any]:
    from scripts.benchmarking.comparison import compare

    return compare(options.data, options.engines)


def _growth(options: argparse.Namespace) -> list[Any]:
    from scripts.benchmarking.growth import SIZES, grow

    return grow(options.data, options.sizes or SIZES)


def _adding(options: argparse.Namespace) -> list[Any]:
    from scripts.benchmarking.adding import SIZES, add

    return add(options.data, options.sizes or SIZES)


def _askers(options: argparse.Namespace) -> list[Any]:
    from scripts.benchmarking.askers import crowd
    from scripts.benchmarking.laws import ALL

    return [row for size in options.sizes or [ALL] for row in crowd(options.data, size, options.askers)]


_MEASURES: dict[Part, Callable[[argparse.Namespace], list[Any]]] = {
    Part.PEERS: _peers,
    Part.GROWTH: _growth,
    Part.ADDING: _adding,
    Part.ASKERS: _askers,
}


def _draw(results: dict[Part, list[Any]], file: Path) -> None:
    from scripts.benchmarking.plot import draw

    draw(results[Part.PEERS], results[Part.GROWTH], file)


def _json(results: dict[Part, list[Any]]) -> str:
    from scripts.benchmarking.report import machine

    return json.dumps({"machine": machine(), **{part: [asdict(row) for row in rows] for part, rows in results.items()}})


def _tables(results: dict[Part, list[Any]]) -> str:
    from scripts.benchmarking.report import adding_table, askers_table, comparison_table, growth_table, machine

    tables: dict[Part, Callable[[list[Any]], str]] = {
        Part.PEERS: comparison_table,
        Part.GROWTH: growth_table,
        Part.ADDING: adding_table,
        Part.ASKERS: askers_table,
    }
    return "\n\n".join([machine(), *(f"### {part}\n\n{tables[part](rows)}" for part, rows in results.items())])


def _parser() -> argparse.ArgumentParser:
    from scripts.benchmarking.engines import CONTENDERS

    parser = argparse.ArgumentParser(
        prog="benchmark", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder with bench/ and laws/")
    parser.add_argument("--only", type=Part, nargs="+", choices=list(Part), default=list(Part), help="what to measure")
    parser.add_argument("--engines", nargs="+", choices=list(CONTENDERS), default=list(CONTENDERS), help="of the peers")
    parser.add_argument("--sizes", type=int, nargs="+", help="passages of law, instead of the usual sizes")
    parser.add_argument("--askers", type=int, default=64, help="how many ask at once")
    parser.add_argument("--plot", type=Path, help="also draw peers and growth into this SVG file")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())

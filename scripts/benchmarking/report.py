"""The figures as Markdown tables, the form in which BENCHMARKS.md shows them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from typing import Final

from scripts.benchmarking.adding import Added
from scripts.benchmarking.askers import Crowd, Load
from scripts.benchmarking.comparison import Figures
from scripts.benchmarking.engines import CONTENDERS
from scripts.benchmarking.growth import Size

_PACKAGES: Final = ("faiss-cpu", "numpy", "torch", "sentence-transformers", "txtai", "haystack-ai", "bm25s")


def machine() -> str:
    """What the figures were made on, as far as it matters to them."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    packages = ", ".join(f"{name} {found}" for name in _PACKAGES if (found := _version(name)))
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, no GPU; "
        f"Python {platform.python_version()}, {packages}"
    )


def comparison_table(figures: Sequence[Figures]) -> str:
    """Engines side by side."""
    sets = list(figures[0].quality) if figures else []
    header = [
        "engine",
        *chain.from_iterable((f"{name} R@1", "R@5", "MRR@10") for name in sets),
        "passages/s",
        "query p50 ms",
        "p95 ms",
        "cold start s",
        "peak MB",
    ]
    return _table(
        header,
        (
            [
                CONTENDERS[row.engine].title,
                *chain.from_iterable(
                    (_share(found.recall_1), _share(found.recall_5), _share(found.mrr_10))
                    for found in row.quality.values()
                ),
                _number(row.passages_per_second),
                _number(row.query_ms_p50),
                _number(row.query_ms_p95),
                _number(row.cold_start_seconds),
                _number(row.memory_mb),
            ]
            for row in figures
        ),
    )


def growth_table(sizes: Sequence[Size]) -> str:
    """The engine at growing sizes."""
    header = (
        "passages|build s|store s|peak MB|on disk MB|vectors|ANN recall@10|load s|cold start s|query p50 ms|p95 ms|"
        "serving MB"
    ).split("|")
    return _table(
        header,
        (
            [
                f"{size.stored.passages:,}",
                _number(size.stored.build_seconds),
                _number(size.stored.store_seconds),
                _number(size.build_mb),
                _number(size.stored.disk_mb),
                size.opened.dense,
                _share(size.opened.recall_10),
                _number(size.opened.load_seconds),
                _number(size.cold_start_seconds),
                _number(size.opened.query_ms_p50),
                _number(size.opened.query_ms_p95),
                _number(size.opened.memory_mb),
            ]
            for size in sizes
        ),
    )


def adding_table(added: Sequence[Added]) -> str:
    """One document more."""
    header = "path|passages|seconds|of these library|golden gate|asked meanwhile|failed|p50 ms|p95 ms".split("|")
    return _table(
        header,
        (
            [
                row.path,
                f"{row.passages:,}",
                _number(row.seconds),
                _number(row.library_seconds),
                _number(row.gate_seconds),
                str(row.meanwhile.asked),
                str(row.meanwhile.failed),
                _number(row.meanwhile.query_ms_p50),
                _number(row.meanwhile.query_ms_p95),
            ]
            for row in added
        ),
    )


def askers_table(crowds: Sequence[Crowd]) -> str:
    """One asker and many."""
    header = "path|passages|askers|questions|lost|answers/s|p50 ms|p95 ms|p95 / single p50".split("|")
    return _table(
        header,
        (
            [
                crowd.path,
                f"{crowd.passages:,}",
                str(load.askers),
                str(load.asked),
                str(load.lost),
                _number(load.per_second),
                _number(load.wait_ms_p50),
                _number(load.wait_ms_p95),
                _number(load.wait_ms_p95 / crowd.one.wait_ms_p50),
            ]
            for crowd, load in _loads(crowds)
        ),
    )


def _loads(crowds: Sequence[Crowd]) -> Iterable[tuple[Crowd, Load]]:
    return ((crowd, load) for crowd in crowds for load in (crowd.one, crowd.many))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in header[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *rows))


def _share(value: float) -> str:
    """A share of 1 as retrieval writes it: .861."""
    return f"{value:.3f}".removeprefix("0")


def _number(value: float) -> str:
    """Three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""

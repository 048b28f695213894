"""The picture of BENCHMARKS.md: which engine finds best and soonest, and how that lasts as the library grows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scripts.benchmarking.comparison import Figures
from scripts.benchmarking.engines import CONTENDERS, OWN
from scripts.benchmarking.growth import Size

_OURS: Final = "#0b6e4f"
_OTHERS: Final = "#9aa5b1"
_INK: Final = "#1f2933"


def draw(figures: Sequence[Figures], sizes: Sequence[Size], file: Path) -> None:
    """Write the picture as SVG; the same figures give the same file."""
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "tanya", "font.size": 10, "text.color": _INK}):
        picture = Figure(figsize=(11, 3.8), layout="constrained")
        engines, growth = picture.subplots(1, 2, width_ratios=(3, 2))
        _engines(engines, figures)
        _growth(growth, sizes)
        file.parent.mkdir(parents=True, exist_ok=True)
        picture.savefig(file, format="svg", metadata={"Date": None})


def _engines(axes: Axes, figures: Sequence[Figures]) -> None:
    """A bar of quality for each engine, the best on top, with its time to answer."""
    best_last = sorted(figures, key=_found)
    bars = axes.barh(
        [CONTENDERS[row.engine].title for row in best_last],
        [_found(row) for row in best_last],
        color=[_OURS if row.engine == OWN else _OTHERS for row in best_last],
    )
    axes.bar_label(bars, [f"{_found(row):.2f} in {row.query_ms_p50:.2g} ms" for row in best_last], padding=4)
    axes.set_xlim(0, 1.15)
    axes.set_title("The right passage on top (MRR@10), and how soon", loc="left", weight="bold")
    axes.xaxis.set_visible(False)
    axes.tick_params(left=False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)


def _found(row: Figures) -> float:
    return mean(quality.mrr_10 for quality in row.quality.values())


def _growth(axes: Axes, sizes: Sequence[Size]) -> None:
    """Time to answer over size."""
    counts = [size.stored.passages for size in sizes]
    for name, strength, values in (
        ("95 of 100", 0.5, [size.opened.query_ms_p95 for size in sizes]),
        ("median", 1.0, [size.opened.query_ms_p50 for size in sizes]),
    ):
        axes.plot(counts, values, marker="o", color=_OURS, alpha=strength)
        axes.annotate(name, (counts[-1], values[-1]), xytext=(8, -3), textcoords="offset points", color=_OURS)
    axes.set_xlim(right=counts[-1] * 1.65)
    axes.set_ylim(bottom=0)
    told = [count for count in counts if count >= counts[-1] / 4]
    axes.set_xticks(told, [f"{count // 1000},000" for count in told])
    axes.set_xlabel("passages of law in the library")
    axes.set_title("Milliseconds a question", loc="left", weight="bold")
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(alpha=0.25)

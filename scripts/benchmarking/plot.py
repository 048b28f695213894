"""The picture of BENCHMARKS.md: which engine finds best and soonest, and how that lasts as the library grows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any, Final

import matplotlib as mpl
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
        picture = Figure(figsize=(11, 4.4), layout="constrained")
        engines, growth = picture.subplots(1, 2, width_ratios=(3, 2))
        _engines(engines, figures)
        _growth(growth, sizes)
        file.parent.mkdir(parents=True, exist_ok=True)
        picture.savefig(file, format="svg", metadata={"Date": None})


def _engines(axes: Any, figures: Sequence[Figures]) -> None:  # noqa: ANN401 - matplotlib has no types for axes here
    """Quality over time to answer."""
    for row in figures:
        ours = row.engine == OWN
        colour = _OURS if ours else _OTHERS
        found = mean(quality.mrr_10 for quality in row.quality.values())
        axes.scatter(row.query_ms_p50, found, s=140 if ours else 60, color=colour, zorder=3)
        axes.annotate(
            CONTENDERS[row.engine].title,
            (row.query_ms_p50, found),
            xytext=(8, 6 if ours else -3),
            textcoords="offset points",
            color=_OURS if ours else _INK,
            weight="bold" if ours else "normal",
        )
    axes.set_xscale("log")
    axes.margins(x=0.35, y=0.15)
    axes.set_title("Finds the right passage — higher is better, left is faster", loc="left", weight="bold")
    axes.set_xlabel("milliseconds a question (median, log scale)")
    axes.set_ylabel("MRR@10, mean of both sets")
    _plain(axes)


def _growth(axes: Any, sizes: Sequence[Size]) -> None:  # noqa: ANN401
    """Time to answer over size."""
    counts = [size.stored.passages for size in sizes]
    for name, values in (
        ("95 of 100 answered within", [size.opened.query_ms_p95 for size in sizes]),
        ("half answered within", [size.opened.query_ms_p50 for size in sizes]),
    ):
        axes.plot(counts, values, marker="o", color=_OURS, alpha=1 if "half" in name else 0.5)
        axes.annotate(name, (counts[0], values[0]), xytext=(0, 8), textcoords="offset points", color=_OURS)
    axes.set_xscale("log")
    axes.set_xticks(counts, [f"{count // 1000}k" for count in counts], minor=False)
    axes.minorticks_off()
    axes.set_ylim(bottom=0)
    axes.margins(y=0.3)
    axes.set_title("… and stays fast with all of a nation's law", loc="left", weight="bold")
    axes.set_xlabel("passages in the library (log scale)")
    axes.set_ylabel("milliseconds a question")
    _plain(axes)


def _plain(axes: Any) -> None:  # noqa: ANN401
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(alpha=0.25)

"""A process of its own for each measurement, so that its memory and its cold start are its own."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Generic, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Ran(Generic[Result]):
    """What a child gave back, and the peak of its memory (MB)."""

    result: Result
    peak_mb: float


def alone(measure: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs) -> Ran[Result]:
    """Call a function of a module in a fresh interpreter, which ends afterwards."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as child:
        result = child.submit(measure, *arguments, **named).result()
        return Ran(result, child.submit(peak_memory).result())


def now() -> float:
    """Seconds on a clock that all processes of a machine share (Linux, macOS)."""
    return time.clock_gettime(time.CLOCK_MONOTONIC)


def peak_memory() -> float:
    """The most memory this process ever held (MB), pages of mapped files that it touched included."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)

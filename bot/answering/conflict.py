"""Conflicts: two documents that answer the same question with different figures."""

from __future__ import annotations

import re
from collections import defaultdict

from knowledge.document import Passage
from knowledge.sentences import sentences

_FIGURE = re.compile(
    r"(?<![\d.,])(?P<number>\d+(?:[.,]\d+)*)\s+"
    r"(?P<unit>hari kerja|hari|bulan|tahun|jam|persen|working days|days|months|years|hours|percent)\b|"
    r"(?P<currency>Rp)\s?(?P<amount>\d+(?:[.,]\d+)*)",
    re.IGNORECASE,
)


def contradicts(one: Passage, other: Passage) -> bool:
    """Whether the first sentences of two documents give different figures of the same unit and none in common.

    Translations of each other and sections of one document never do: they tell the same, or different cases.
    """
    if one.document == other.document or one.translates(other) or one.language is not other.language:
        return False
    mine, theirs = _figures(one), _figures(other)
    return any(not mine[unit] & theirs[unit] for unit in mine.keys() & theirs.keys())


def _figures(passage: Passage) -> dict[str, set[str]]:
    """The figures of a passage's first sentence, by their units."""
    found: dict[str, set[str]] = defaultdict(set)
    first = next(iter(sentences(passage.text)), None)
    for match in _FIGURE.finditer(first.text if first else ""):
        number = match["number"] or match["amount"]
        found[(match["unit"] or match["currency"]).lower()].add(re.sub(r"[.,]", "", number))
    return dict(found)

"""The hierarchy of law: a higher text goes before a lower one (UU 12/2011 art. 7 and 8)."""

from __future__ import annotations

LOWEST = 9  # anything that is no law

# Art. 7(1) gives 0 to 6; art. 8 recognises the others, which rank below the presidential regulation they rest on.
RANKS = {
    "UUD": 0,
    "TAP": 1,
    "UU": 2,
    "PERPPU": 2,
    "PP": 3,
    "PERPRES": 4,
    "KEPPRES": 4,
    "INPRES": 5,
    "PERMEN": 5,
    "PMK": 5,
    "PERDA": 6,
    "PERBUP": 7,
    "PERGUB": 7,
    "PERWALI": 7,
    "KEPBUP": 8,
    "PERDES": 8,
    "SE": 8,
}


def rank_of(number: str | None) -> int:
    """The rank of a law by its number ("UU 20/2001" -> 2), 0 highest; `LOWEST` for what is no law."""
    if not number or not number.split():
        return LOWEST
    kind = number.split()[0].upper()
    if kind in RANKS:
        return RANKS[kind]
    # "Permenpan", "Peraturan KPK", "PerKPK": rules of ministries and agencies.
    return RANKS["PERMEN"] if kind.startswith("PER") else LOWEST

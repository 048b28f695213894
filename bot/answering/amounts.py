"""Recognises a sum of money or a share of one, in figures or in words."""

from __future__ import annotations

import re

_NUMERALS = (
    "se satu dua tiga empat lima enam tujuh delapan sembilan sepuluh puluhan ratusan belasan sekian beberapa setengah "
    "one two three five ten twenty fifty"
).split()
_UNITS = "ribu juta jutaan miliar milyar persen % million thousand billion percent dollars? rupiah".split()
_AMOUNT = re.compile(
    r"\brp\.?\s?\d|\bidr\s?\d|\$\s?\d|\d\s?%"
    rf"|\b(?:\d[\d.,]*|{'|'.join(_NUMERALS)})\s?(?:puluh |belas |ratus )?(?:{'|'.join(_UNITS)})"
    r"|\b(?:seratus|sejuta|jutaan|ratusan ribu)\b"
    r"|\b\d{1,3}(?:[.,]000)+\b"
    r"|\b\d{6,}\b"  # a bare long figure is a sum, a telephone or an identity number: private matter each
)


def names_amount(text: str) -> bool:
    """Whether a text in lower case and standard spelling ("2 juta", not "2jt") names a sum."""
    return _AMOUNT.search(text) is not None

"""The patterns by which a nomenclature's regulations and standards are recognised in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.regulations import Nomenclature, Regulation, Standard, TypeRow, parse_number

# What a number counts when it counts something: "pasal 5 dan 2 orang", "UU 12 bulan lalu".
COUNTED = (
    r"(?!\s*(?:%|persen|hari|bulan|tahun|thn|minggu|jam|menit|orang|kali|juta|ribu|miliar|rupiah|pasal|ayat|days?|"
    r"months?|years?|weeks?|people|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
    r"desember)(?![a-z]))"
)
_NUMBER_WORD = r"(?:nomor|nomer|number|no|nmr|nr)"
_YEAR = (
    r"(?:\s*(?:/|,?\s*(?:tahun|thn|th)\b\.?)\s*(?P<year>(?:1[89]|20)\d\d(?!\d)|\d\d(?![\d./]))"
    r"|\s*(?:[-–]|of\b|year\b|\s)\s*(?P<full>(?:1[89]|20)\d\d(?!\d)))"
)
_SERIES = r"(?P<series>(?:\s?/\s?[a-z]{1,6}[a-z0-9.\-]*)?(?:/\d\d(?=/\d{4}))?)"
_TAIL = rf"(?P<number>\d{{1,4}}){_SERIES}(?:{_YEAR}|(?P<yearless>(?<!\d{{4}})(?![\d/.:,]*\d)){COUNTED})"
# "Peraturan Menteri Pendidikan dan Kebudayaan Nomor": words may stand between a type and its number, no other type.
_FILLER = (
    rf"(?:(?:\s+(?!{_NUMBER_WORD}\b|uu\b|pp\b|per[a-z]+\b|pasal\b|jo\b)[a-z,\-]+){{0,8}}?(?=\s+{_NUMBER_WORD}\b))?"
)
_PLACE = rf"(?P<place>(?:\s+(?!{_NUMBER_WORD}\b|tentang\b|tahun\b|ini\b|itu\b)[a-z.]+){{0,4}}?)"
_GENERIC = r"permen[a-z]+|peraturan\s+(?:menteri|badan|kepala|lembaga|komisi|dewan)(?:\s+(?!no)[a-z]+){1,8}?(?=\s+no)"
ALSO = re.compile(
    r"\s*,?\s*(?:jo\.?|juncto|jis\.?|sebagaimana(?:\s+telah)?\s+di\s?ubah\s+(?:dengan|oleh)|as\s+amended\s+by|dan|and|&|,)"
    rf"\s*(?:{_NUMBER_WORD}\b\.?\s*)?(?P<number>\d{{1,3}})\s*(?:/|tahun)\s*(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LAW = r"(?:undang[\s-]?undang|undang2|uu)"


def pattern(text: str) -> re.Pattern[str]:
    """Compile without regard to case."""
    return re.compile(text, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The patterns of a nomenclature; a popular name is looked for only where its rarest word stands."""

    types: tuple[TypeRow, ...]
    names: tuple[tuple[str, re.Pattern[str], Regulation], ...]
    regulations: tuple[re.Pattern[str], re.Pattern[str]]
    standard: re.Pattern[str]
    nicknames: tuple[tuple[re.Pattern[str], Regulation | Standard], ...]
    bare_standards: dict[str, str]


@cache
def lexicon(names: Nomenclature) -> Lexicon:
    """Compile a nomenclature; longer spellings go first, so that "UU KPK" is not read as "UU"."""
    spelled = sorted(
        ((spelling, number) for number, row in enumerate(names.types) for spelling in row.spellings),
        key=lambda pair: -len(pair[0]),
    )
    regional, general = (
        "|".join(
            f"(?P<t{order}_{number}>{_spelling(text)})"
            for order, (text, number) in enumerate(spelled)
            if names.types[number].regional is wanted
        )
        or "(?!)"
        for wanted in (True, False)
    )
    tail = rf"\s*(?:{_NUMBER_WORD}\b\.?|#)?\s*[:/]?\s*{_TAIL}"
    named = sorted(((text, row) for row in names.names for text in row.spellings), key=lambda entry: -len(entry[0]))
    nicknames: list[tuple[str, Regulation | Standard]] = []
    nicknames += [(text, parse_number(row.regulation)) for row in names.names for text in row.beside]
    nicknames += [(text, Standard(row.standard)) for row in names.standards for text in row.beside]
    bare = {number: row.standard for row in names.standards for number in row.bare}
    numbers = "|".join(re.escape(number) for number in sorted(bare, key=len, reverse=True)) or r"(?!)"
    edition = r"(?:\s*:\s*|\s+(?:(?:edisi|versi|edition|version|tahun|rev\.?)\s+)?)(?P<edition>(?:19|20)\d\d)\b"
    return Lexicon(
        types=names.types,
        names=tuple(
            (max(text.split(), key=len), _name_pattern(text), parse_number(row.regulation)) for text, row in named
        ),
        regulations=(
            pattern(rf"\b(?:{regional})(?![a-z])(?P<generic>(?!))?{_PLACE}{tail}"),
            pattern(
                rf"\b(?:{general}|(?P<generic>{_GENERIC}))(?![a-z])(?:\s+(?:republik\s+indonesia|ri)\b)?(?P<place>){_FILLER}{tail}"
            ),
        ),
        standard=pattern(
            rf"\b(?:(?:sni\s+)?(?:iso(?:\s?/\s?iec)?|iec)(?:\s?/\s?ts)?[\s-]*(?P<name>\d{{4,5}}(?:-\d+)?)"
            rf"|(?:sni\s+)?(?P<bare>{numbers})(?![\d/.]))(?:{edition})?"
        ),
        nicknames=tuple((pattern(rf"\b{_spelling(text)}\b"), owner) for text, owner in nicknames),
        bare_standards=bare,
    )


def _spelling(text: str) -> str:
    """A spelling as a pattern: a space stands for a hyphen too, "uu" for "undang-undang"."""
    words = [_LAW if word == "uu" else re.escape(word) for word in text.split()]
    return r"[\s\-]*".join(words) if len(text) < 6 else r"[\s\-]+".join(words)


def _name_pattern(text: str) -> re.Pattern[str]:
    words = text.split()
    law = {"uu": _LAW + r"(?:\s+ri)?(?:\s+tentang)?", "pp": r"(?:peraturan\s+pemerintah|pp)(?:\s+tentang)?"}
    spelled = r"[\s\-]+".join(law.get(word, re.escape(word)) for word in words)
    year = r"(?:/|tahun)\s*(?P<year>(?:19|20)\d\d)\b"
    numbered = rf"(?:\s*\(?\s*(?:uu\s*)?(?:{_NUMBER_WORD}\b\.?)?\s*(?P<number>\d{{1,3}})\s*{year}\)?)?"
    return pattern(rf"(?<![\w-]){spelled}(?![\w-]){numbered}")

"""Repairs how people write on a phone: slang, abbreviations and typing errors become standard words.

Conservative: names, acronyms, numbers and words that are known stay as they are, and English is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict, ValidationError
from rapidfuzz.distance import DamerauLevenshtein

from bot.answering.language import Tongue, detect
from bot.answering.lexicon import LexiconError, read_data

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiou]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")  # "makasiiiih"
_DOUBLED = re.compile(r"^([a-z]{3,})2(nya)?$")  # "kira2nya" = kira-kiranya
_AMOUNT = re.compile(
    r"(?<![\w.,])(\d[\d.,]*)\s?(rb|rbu|rebu|ewu|ribu|k|jt|jta|juta|jeti|m|mio|miliar|milyar|t|triliun)(?:an)?(?![\w])",
    re.I,
)
_AMOUNT_UNITS = {
    "rb": "ribu",
    "rbu": "ribu",
    "rebu": "ribu",
    "ewu": "ribu",
    "k": "ribu",
    "jt": "juta",
    "jta": "juta",
    "jeti": "juta",
    "mio": "juta",
}
_NUMBERED = re.compile(
    r"\bno(?:mor)?\.?\s*(?=\d)|\bno\.?\s+(?=(?:tlp|telp|telpon|telepon|hp|wa|whatsapp|kontak|sms|call|rek|rekening)\b)",
    re.I,
)
_LOOSE_SUFFIX = re.compile(r"(?<=[^\W\d_])\s+(nya|lah|kah)\b", re.I)  # "emailnya" written as two words
_TITLE_BEFORE = re.compile(r"(?i)\b(?:pak|bu|bapak|ibu|mr|mrs|ms|mas|mbak|bang)\.?\s+$")
_FILLERS = frozenset(
    {
        "sebenarnya",
        "sebetulnya",
        "sbnrnya",
        "sebenernya",
        "sbenernya",
        "sih",
        "dong",
        "donk",
        "deh",
        "dech",
        "nih",
        "tuh",
        "kok",
        "yah",
        "loh",
        "lho",
        "mah",
        "atuh",
        "kah",
    }
)
_VOCATIVES = frozenset({"y", "min", "kak", "kakak", "gan", "bang", "bro", "sis", "mas", "mbak", "admin", "ya"})
_SHORTEST_FUZZY = 5  # below this, one edit changes most words into others
_SHORTEST_ABBREVIATION = 4  # shorter ones are acronyms more often
_TWO_EDITS_FROM = 9
_NASALS = {"ny": "s", "ng": "", "m": "p", "n": "t"}  # what a spoken "N-" verb has in place of its root's first letter
_SPOKEN_ENDING = "in"  # "jelasin", "menjarain": the spoken form of -kan and -i
_SHORTEST_ROOT = 4


class _SlangFile(BaseModel):
    """The schema of slang.yaml: standard form -> everyday spellings, by language."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    phrases: dict[str, tuple[str, ...]]
    indonesian: dict[str, tuple[str, ...]]
    english: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words to repair against: `known` words are never touched, `targets` are what a misspelt word may become.

    `edits` allows wrong letters too, not only left-out vowels; that needs a `known` that is nearly complete.
    """

    known: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    edits: bool = True


@dataclass(frozen=True, slots=True)
class Normalized:
    """A message in standard spelling, and the language it is written in."""

    text: str
    tongue: Tongue


@cache
def _slang_file() -> _SlangFile:
    try:
        return _SlangFile.model_validate(read_data("slang"))
    except ValidationError as exc:
        raise LexiconError(f"slang.yaml breaks its schema: {exc.errors()[0]['msg']}") from exc


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Turns of speech whose words mean something else alone, longest first."""
    pairs = [(said, standard) for standard, phrases in _slang_file().phrases.items() for said in phrases]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return tuple((re.compile(rf"\b{re.escape(said)}\b", re.I), standard) for said, standard in pairs)


@cache
def _slang() -> dict[Tongue, dict[str, str]]:
    table = _slang_file()
    by_tongue = {Tongue.INDONESIAN: table.indonesian, Tongue.ENGLISH: table.english}
    return {
        tongue: {spelling: standard for standard, spellings in forms.items() for spelling in spellings}
        for tongue, forms in by_tongue.items()
    }


def normalize(text: str, vocabulary: Vocabulary | None = None, default: Tongue = Tongue.INDONESIAN) -> Normalized:
    """Repair a message word by word; words it does not know and cannot place stay as they are."""
    slang = _slang()
    tongue = detect(text, default, informal=frozenset(slang[Tongue.INDONESIAN]))
    if tongue is Tongue.OTHER:
        return Normalized(text.strip(), tongue)
    repaired = text if tongue is Tongue.ENGLISH else _NUMBERED.sub("nomor ", text)
    repaired = _AMOUNT.sub(_amount, repaired)
    table = slang[tongue] if tongue is Tongue.ENGLISH else slang[Tongue.INDONESIAN]
    shouting = text.isupper()
    words = vocabulary or Vocabulary()

    def repair(found: re.Match[str]) -> str:
        token = found[0]
        if not shouting and token.isupper() and len(token) > 1:
            return token  # an acronym
        named = not shouting and token[0].isupper() and found.start() > 0
        if named and _TITLE_BEFORE.search(found.string, 0, found.start()):
            return token
        return _repair_word(token.lower(), token, table, words, tongue, named)

    repaired = _TOKEN.sub(repair, repaired)
    if tongue is Tongue.INDONESIAN:
        repaired = _LOOSE_SUFFIX.sub(r"\1", _drop_fillers(repaired))
        for said, standard in _phrases():
            repaired = said.sub(standard, repaired)
    return Normalized(re.sub(r"\s+", " ", repaired).strip(), tongue)


def _amount(found: re.Match[str]) -> str:
    unit = found[2].lower()
    if unit == "m" and not found[0][0].isdigit():
        return found[0]
    full = _AMOUNT_UNITS.get(unit, "miliar" if unit in {"m", "milyar"} else "triliun" if unit == "t" else unit)
    return f"{found[1]} {full}"


def _repair_word(word: str, token: str, table: dict[str, str], words: Vocabulary, tongue: Tongue, named: bool) -> str:
    if word in table:
        return table[word]
    squeezed = _STRETCHED.sub(r"\1", word)
    if squeezed != word:
        return table.get(squeezed, squeezed)
    if tongue is Tongue.ENGLISH or named:
        return token
    if doubled := _DOUBLED.match(word):
        return f"{doubled[1]}-{doubled[1]}{doubled[2] or ''}"
    stem, suffix = _split_suffix(word)
    if suffix and stem in table and " " not in table[stem]:
        return f"{table[stem]}{suffix}"
    if word in words.known or word in words.targets or not word.isalpha():
        return token
    return (words.edits and _spoken(word, words)) or _closest(word, words) or token


def _spoken(word: str, words: Vocabulary) -> str | None:
    """The root of a spoken verb that the vocabulary knows: "menjarain" -> "penjara"."""
    bare = word.removesuffix("nya").removesuffix(_SPOKEN_ENDING)
    opened = bare.removeprefix("nge") if bare.startswith("nge") else bare
    roots = [opened] if opened != word.removesuffix("nya") else []
    for nasal, letter in _NASALS.items():
        if bare.startswith(nasal):
            roots += [letter + bare.removeprefix(nasal)] if letter else [bare[2:], "k" + bare[2:]]
            break
    return next((root for root in roots if len(root) >= _SHORTEST_ROOT and root in words.targets), None)


def _split_suffix(word: str) -> tuple[str, str]:
    for suffix in ("nya", "ny", "kah", "ku"):
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            return word.removesuffix(suffix), "nya" if suffix == "ny" else suffix
    return word, ""


def _closest(word: str, words: Vocabulary) -> str | None:
    """The one target that `word` abbreviates or misspells; None when there is none or more than one."""
    shelf = _shelved(words.targets)
    if words.edits and _VOWELS.search(word) and len(word) >= _SHORTEST_FUZZY:
        near = _near(word, shelf.by_letter.get(word[0], ()))
        if near:
            spelt_short = [target for target in near if _VOWELS.sub("", target) == _VOWELS.sub("", word)]
            return _only(near) or _only(spelt_short)  # left-out vowels are likelier than another letter
    if len(word) < _SHORTEST_ABBREVIATION:
        return None
    alike = shelf.by_consonants.get(_VOWELS.sub("", word), ())
    return _only([target for target in alike if _abbreviates(word, target)])


def _near(word: str, targets: Sequence[str]) -> list[str]:
    """The targets with the fewest wrong letters, when those are few."""
    allowed = 2 if len(word) >= _TWO_EDITS_FROM else 1
    near: dict[int, list[str]] = {}
    for target in targets:
        if abs(len(target) - len(word)) <= allowed and len(target) >= _SHORTEST_FUZZY:
            distance = DamerauLevenshtein.distance(word, target, score_cutoff=allowed)
            if distance <= allowed:
                near.setdefault(distance, []).append(target)
    return near[min(near)] if near else []


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Targets sorted by what a misspelt word keeps: its first letter, its consonants."""

    by_letter: dict[str, tuple[str, ...]]
    by_consonants: dict[str, tuple[str, ...]]


@lru_cache(maxsize=4)
def _shelved(targets: frozenset[str]) -> _Shelf:
    by_letter: dict[str, list[str]] = {}
    by_consonants: dict[str, list[str]] = {}
    for target in sorted(targets):
        by_letter.setdefault(target[0], []).append(target)
        by_consonants.setdefault(_VOWELS.sub("", target), []).append(target)
    return _Shelf(
        {letter: tuple(found) for letter, found in by_letter.items()},
        {consonants: tuple(found) for consonants, found in by_consonants.items()},
    )


def _abbreviates(word: str, target: str) -> bool:
    """Whether `word` is `target` with vowels left out, as in a text message: "ptgs", "pnrmaan"; consonants agree."""
    if len(target) <= len(word) or target[0] != word[0] or (target[-1] != word[-1] and not _VOWELS.match(target[-1])):
        return False
    letters = iter(target)
    return all(letter in letters for letter in word)


def _only(candidates: list[str]) -> str | None:
    return candidates[0] if len(candidates) == 1 else None


def _drop_fillers(text: str) -> str:
    """Leave out particles that carry no meaning, and "min", "kak" and the like where they address the desk."""
    words = text.split()
    kept = [word for word in words if word.lower().strip(",.!?") not in _FILLERS or word.endswith("?")]
    kept = ["?" if word.lower().rstrip("?") in _FILLERS else word for word in kept]
    while len(kept) > 2 and kept[-1].lower().strip(",.!?") in _VOCATIVES:
        last = kept.pop()
        if last.endswith("?"):
            kept[-1] += "?"
    return " ".join(word for word in kept if word) or text

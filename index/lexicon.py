"""The lexicon: passages are rows of word ids, and all that is known of a word stands here once.

A word is a spelling with its case, or a punctuation mark. Its term is its stem, which BM25 counts; its shape tells
capitals, digits and marks; its pieces are the embedder's tokens, from which late interaction takes the word's vector.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntFlag
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.ragged import Ragged, load_array, starts
from index.tokenization import tokenize

NO_TERM: Final = -1
"""The term of a punctuation mark."""

_WORD: Final = re.compile(
    r"\d+(?:[.,/]\d+)*[^\W\d_]?(?![^\W_])|[^\W\d_]{2,}+(?=\d\d|\d[./,]\d)|[^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]"
)
_LAW_NUMBER: Final = re.compile(r"\b(?:nomor|no\.?)\s*(\d+)\s+tahun\s+(\d{4})\b", re.IGNORECASE)
_GRAM: Final = 4
"""Length of the character n-grams that let misspelt words meet."""
GRAM_KEYS: Final = 1 << 16
"""Different keys of n-grams: few enough for a table, and enough that hardly one in a thousand meets another."""


class Shape(IntFlag):
    """What a word looks like."""

    CAPITAL = 1  # begins with a capital letter
    DIGIT = 2  # begins with a digit
    YEAR = 4  # 1000 … 2199
    MONTH = 8  # a month's name
    ENDS = 16  # a mark that ends a sentence
    BRACKET = 32  # an opening bracket
    MARK = 64  # any mark
    UPPER = 128  # at least two letters, all capitals
    COPULA = 256  # says what something is: "adalah"
    PREPOSITION = 512  # stands before a place: "di"


_MONTHS: Final = frozenset(
    "januari februari maret april mei juni juli agustus september oktober november desember "
    "january february march may june july august october december".split()
)
_COPULAS: Final = frozenset("adalah ialah merupakan yaitu yakni terdiri merujuk berarti disebut is are means".split())
_PREPOSITIONS: Final = frozenset("di ke dari pada in at".split())


def words(text: str) -> list[str]:
    """The words and punctuation marks of a text in their order; numbers of laws and clauses whole."""
    return _WORD.findall(_LAW_NUMBER.sub(r"\1/\2", text))


def term(word: str) -> str:
    """The term of a word, "" for a mark."""
    return next(iter(tokenize(word)), "")


def key(text: str) -> int:
    """A 64-bit name for a string: arrays of them are searched where a dictionary would have to be loaded."""
    return int.from_bytes(blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(), "little")


def keys(texts: Iterable[str]) -> NDArray[np.uint64]:
    """The keys of strings."""
    return np.array([key(text) for text in texts], dtype=np.uint64)


def shape(word: str) -> int:
    """The shape of a word."""
    first = word[0]
    if not first.isalnum():
        flags = Shape.MARK
        if word in ".!?;":
            flags |= Shape.ENDS
        return int(flags | Shape.BRACKET) if word in "([" else int(flags)
    if first.isdigit():
        return (
            int(Shape.DIGIT | Shape.YEAR)
            if len(word) == 4 and word.isdigit() and "1000" <= word < "2200"
            else int(Shape.DIGIT)
        )
    flags = Shape(0)
    if first.isupper():
        flags |= Shape.CAPITAL
        if len(word) > 1 and word.isupper():
            flags |= Shape.UPPER
    lowered = word.lower()
    for said, flag in ((_MONTHS, Shape.MONTH), (_COPULAS, Shape.COPULA), (_PREPOSITIONS, Shape.PREPOSITION)):
        if lowered in said:
            flags |= flag
    return int(flags)


def grams(text: str) -> NDArray[np.uint16]:
    """Short keys of the character n-grams of a term, its ends marked; each once."""
    marked = f"^{text}$"
    parts = {marked[i : i + _GRAM] for i in range(max(1, len(marked) - _GRAM + 1))}
    return np.array(sorted({key(part) & (GRAM_KEYS - 1) for part in parts}), dtype=np.uint16)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and terms of one shelf.

    `spellings` are the words as UTF-8 bytes; `terms` [words] gives each its row in the sorted `term_keys` [terms];
    `shapes` [words] are flags of `Shape`; `grams` has a row of n-gram keys a term.
    """

    spellings: Ragged
    terms: NDArray[np.int32]
    shapes: NDArray[np.uint16]
    term_keys: NDArray[np.uint64]
    grams: Ragged

    @classmethod
    def build(cls, spellings: Sequence[str]) -> Lexicon:
        """Describe distinct words."""
        names = [term(word) for word in spellings]
        distinct = sorted(set(names) - {""}, key=key)
        rows = {name: number for number, name in enumerate(distinct)}
        rows[""] = NO_TERM
        encoded = [word.encode(errors="surrogatepass") for word in spellings]
        lengths = np.array([len(word) for word in encoded], dtype=np.int64)
        return cls(
            spellings=Ragged(np.frombuffer(b"".join(encoded), dtype=np.uint8), starts(lengths)),
            terms=np.array([rows[name] for name in names], dtype=np.int32),
            shapes=np.array([shape(word) for word in spellings], dtype=np.uint16),
            term_keys=keys(distinct),
            grams=Ragged.of([grams(name) for name in distinct], np.uint16),
        )

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """Map a saved lexicon into memory."""
        return cls(
            spellings=Ragged.load(folder, "spellings"),
            terms=load_array(folder / "terms.npy"),
            shapes=load_array(folder / "shapes.npy"),
            term_keys=load_array(folder / "term_keys.npy"),
            grams=Ragged.load(folder, "grams"),
        )

    def save(self, folder: Path) -> None:
        """Write the lexicon as arrays."""
        self.spellings.save(folder, "spellings")
        np.save(folder / "terms.npy", self.terms, allow_pickle=False)
        np.save(folder / "shapes.npy", self.shapes, allow_pickle=False)
        np.save(folder / "term_keys.npy", self.term_keys, allow_pickle=False)
        self.grams.save(folder, "grams")

    def __len__(self) -> int:
        return len(self.terms)

    def words(self) -> list[str]:
        """The spelling of every word, in the order of their ids."""
        whole, ends = self.spellings.values.tobytes(), self.spellings.offsets.tolist()
        return [whole[begin:end].decode(errors="surrogatepass") for begin, end in pairwise(ends)]

    def find(self, names: Sequence[str]) -> NDArray[np.int32]:
        """Rows of terms; `NO_TERM` for those that no passage has."""
        wanted = keys(names)
        places = np.searchsorted(self.term_keys, wanted).astype(np.int32)
        inside = np.minimum(places, max(0, len(self.term_keys) - 1))
        known = self.term_keys[inside] == wanted if len(self.term_keys) else np.zeros(len(wanted), bool)
        return np.where(known, places, NO_TERM).astype(np.int32)


class WordNumbers(dict[str, int]):
    """Gives each new word the next number, in the order in which they come."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number

"""One tokenizer for indexing and for querying: text -> normalised, stemmed tokens.

Indonesian and English words stand in the same documents, so one stem serves both: the Indonesian Snowball stemmer,
then the English one, again until nothing changes. Measured with BM25 on the validation questions of FacQA and IDK-MRC
(MRR@10, each word of a question counted once): both stemmers .822 and .810, the Indonesian one alone .820 and .807,
none .809 and .802. References stay whole: "8.4", "12b", "20/2001".
"""

import re
import unicodedata
from typing import Final

import Stemmer

_LAW_NUMBER: Final = re.compile(r"\b(?:nomor|no\.?)\s*(\d+)\s+tahun\s+(\d{4})\b")
_TOKEN: Final = re.compile(
    r"\d+(?:[./,]\d+)*[^\W\d_]?(?![^\W_])"  # a number: 8.4, 12b, 20/2001
    r"|[^\W\d_]{2,}+(?=\d\d|\d[./,]\d)"  # letters glued to a number: iso37001
    r"|[^\W_]+(?:['’][^\W\d_]+)*"  # a word: jum'at
)
_THOUSANDS: Final = re.compile(r"(\d{1,3}(?:[.,]\d{3})+)(?:[.,]00?)?")
_MOST_ROUNDS: Final = 8
"""Rounds of stemming after which a word is taken as it is; real words need three at most."""
_CACHED_WORDS: Final = 1_000_000
"""Words whose stems are remembered; beyond it the memory starts anew, so no stream of odd words fills the process."""


def tokenize(text: str) -> list[str]:
    """Return the tokens of a text in their order: lower case, without accents, stemmed; clause and law numbers whole.

    "Nomor 20 Tahun 2001" and "20/2001" give the same token, and so do "1.000" and "1000"; "37001:2016" and "iso37001"
    give two tokens each.
    """
    folded = _LAW_NUMBER.sub(r"\1/\2", _fold(text))
    return [_STEMS[word] for word in _TOKEN.findall(folded)]


def _fold(text: str) -> str:
    """Fold letter case, width and accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKC", "".join(c for c in decomposed if not unicodedata.combining(c)))


class _Stems(dict[str, str]):
    """The token of each word seen, made when first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._indonesian = Stemmer.Stemmer("indonesian", 0)
        self._english = Stemmer.Stemmer("english", 0)

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        token = self[word] = _number(word) if word[0].isdecimal() else self._stem(word)
        return token

    def _stem(self, word: str) -> str:
        stem = word.replace("'", "").replace("’", "")
        for _ in range(_MOST_ROUNDS):
            shorter = self._english.stemWord(self._indonesian.stemWord(stem))
            if shorter == stem or not shorter:
                break
            stem = shorter
        return stem


def _number(word: str) -> str:
    """Write a number in one way: no mark between thousands, a point before decimals."""
    if thousands := _THOUSANDS.fullmatch(word):
        return thousands[1].replace(".", "").replace(",", "")
    return word.replace(",", ".")


_STEMS: Final = _Stems()

"""The tokenizer: what becomes one token, and what never happens."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokenization import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("klausul 8.4", ["klausul", "8.4"]),
        ("Pasal 12B", ["pasal", "12b"]),
        ("ISO 37001:2016", ["iso", "37001", "2016"]),
        ("ISO37001", ["iso", "37001"]),
        ("37.001", ["37001"]),
        ("Rp1.000.000,00", ["rp", "1000000"]),
        ("10,000", ["10000"]),
        ("2,5 persen", ["2.5", "persen"]),
        ("UU 20/2001", ["uu", "20/2001"]),
        ("UU No. 20 Tahun 2001", ["uu", "20/2001"]),
        ("Jum'at", ["jumat"]),
        ("Ikhshīd", ["ikhshid"]),
        ("\uff29\uff33\uff2f \uff19", ["iso", "9"]),
        ("covid-19, H1N1", ["covid", "19", "h1n1"]),
        ("", []),
        (" \u2014 ?! ", []),
    ],
)
def test_what_becomes_one_token(text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens


@pytest.mark.parametrize(
    "words",
    [
        "melaporkan pelaporan laporan dilaporkan lapor",
        "kepatuhan mematuhi dipatuhi patuh",
        "reports reporting reported report",
        "regulation regulations",
        "policy policies",
    ],
)
def test_forms_of_one_word_meet(words: str) -> None:
    assert len(set(tokenize(words))) == 1


@pytest.mark.parametrize("pair", ["suap uap", "audit saudi", "mutu satu", "gratifikasi korupsi", "bribe bride"])
def test_different_words_stay_apart(pair: str) -> None:
    first, second = tokenize(pair)
    assert first != second


@pytest.mark.parametrize(("full", "short"), [("Nomor 31 Tahun 1999", "31/1999"), ("no 60 tahun 2008", "60/2008")])
def test_both_ways_to_write_a_law_meet(full: str, short: str) -> None:
    assert tokenize(f"UU {full}") == tokenize(f"UU {short}")


@given(st.text())
def test_every_token_is_its_own_token(text: str) -> None:
    for token in tokenize(text):
        assert tokenize(token) == [token]


@given(st.text())
def test_letter_case_of_ascii_does_not_matter(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    assert tokenize(plain.upper()) == tokenize(plain.lower()) == tokenize(plain)


@given(st.text(), st.text())
def test_a_space_between_texts_only_adds(first: str, second: str) -> None:
    assert tokenize(f"{first} . {second}") == tokenize(first) + tokenize(second)


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["", "a", "b"]))
def test_a_clause_is_one_token(clause: int, part: int, letter: str) -> None:
    assert tokenize(f"lihat klausul {clause}.{part}{letter}, dan") == [
        "lihat",
        "klausul",
        f"{clause}.{part}{letter}",
        "dan",
    ]


@given(st.text())
def test_equivalent_unicode_gives_equal_tokens(text: str) -> None:
    assert tokenize(unicodedata.normalize("NFD", text)) == tokenize(unicodedata.normalize("NFC", text))

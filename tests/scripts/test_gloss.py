"""Glosses: names and numbers stay, usual words are put into English, what nobody can translate is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.training.gloss import Gloss
from scripts.training.rows import Pair

DICTIONARY = [
    Pair("airdrome", "bandara"),
    Pair("airport", "bandara"),
    Pair("flying field", "bandara"),
    Pair("report", "lapor"),
    Pair("Paris", "paris"),
]
SENTENCES = [Pair("The airport is closed.", ""), Pair("An airport again.", "")]
GLOSS = Gloss.of(DICTIONARY, SENTENCES)


@pytest.mark.parametrize(
    ("question", "gloss"),
    [
        ("Apa nama bandara di Medan?", "what name airport in Medan ?"),
        ("Kapan gratifikasi dilaporkan", "when report"),
        ("Berapa batas 2024 menurut PP 94/2021", "how many 2024 PP 94/2021"),
        ("bandara", "airport"),
        ("", ""),
    ],
)
def test_what_becomes_of_a_question(question: str, gloss: str) -> None:
    assert GLOSS.put(question) == gloss


@given(st.lists(st.sampled_from(["Bandung", "KPK", "12", "lapor", "xyz"]), min_size=1, max_size=8))
def test_names_and_numbers_keep_their_order(said: list[str]) -> None:
    kept = [word for word in GLOSS.put(" ".join(["kapan", *said])).split() if word in {"Bandung", "KPK", "12"}]
    assert kept == [word for word in said if word in {"Bandung", "KPK", "12"}]

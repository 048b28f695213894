"""Sentences: abbreviations, amounts and lists do not fool the cut, and nothing is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.sentences import sentences


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Lapor ke KPK. Tenggatnya 30 hari kerja.", 2, id="two plain sentences"),
        pytest.param("Batasnya Rp1.500.000 per pemberi. Sebelumnya Rp1.000.000.", 2, id="amounts"),
        pytest.param("Lihat UU No. 20 Tahun 2001 Ps. 12B ayat (1).", 1, id="legal abbreviations"),
        pytest.param("Datang ke Jl. Kuningan Persada Kav. 4, Jakarta. Bawa KTP.", 2, id="address"),
        pytest.param("Syaratnya:\n- identitas;\n- uraian fakta.", 3, id="a list keeps its items apart"),
        pytest.param("1. Identitas pelapor.\n2. Uraian fakta.", 2, id="a number opens an item"),
        pytest.param("Situsnya gol.kpk.go.id. Gratis.", 2, id="a web address"),
    ],
)
def test_cuts_where_a_reader_would(text: str, expected: int) -> None:
    assert len(texts(text)) == expected


def test_items_are_marked() -> None:
    assert [s.is_item for s in sentences("Syaratnya:\n- identitas;\n- fakta.")] == [False, True, True]


@given(st.text(alphabet=st.sampled_from("ab A1.!?\n-()Rp"), max_size=200))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    found = list(sentences(text))
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())
    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))

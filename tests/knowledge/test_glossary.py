"""Terms are found by any of their names; everyday words whose meaning changed are told apart."""

from __future__ import annotations

import pytest

from knowledge.errors import ReferenceDataError
from knowledge.glossary import Glossary, Term


@pytest.fixture
def glossary() -> Glossary:
    return Glossary.bundled()


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("smap tuh apa", "Sistem Manajemen Anti Penyuapan"),
        ("apa itu FKAP?", "fungsi kepatuhan anti penyuapan"),
        ("what is due diligence", "uji kelayakan"),
        ("apipnya siapa", "aparat pengawasan intern pemerintah"),
        ("lapor lewat GOL", "Gratifikasi Online"),
    ],
)
def test_terms_are_found(glossary: Glossary, text: str, term: str) -> None:
    assert term in [reading.term.indonesian for reading in glossary.find(text)]


def test_a_name_inside_a_word_is_not_found(glossary: Glossary) -> None:
    assert glossary.find("kantor kandang smapta") == []


def test_an_everyday_word_is_a_reading_and_an_acronym_is_not(glossary: Glossary) -> None:
    readings = glossary.readings("boleh terima amplop kata UPG?")
    assert [(reading.word, reading.term.indonesian) for reading in readings] == [("amplop", "pemberian uang")]


def test_one_name_cannot_stand_for_two_terms() -> None:
    first = Term.model_validate({"id": "satu", "en": "one", "acronyms": ["X1"]})
    second = Term.model_validate({"id": "dua", "en": "two", "also": ["x1"]})
    with pytest.raises(ReferenceDataError, match="x1"):
        Glossary.of((first, second))

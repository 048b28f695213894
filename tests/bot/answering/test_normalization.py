"""Slang, abbreviations and typing errors are repaired; names, acronyms and English are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.language import Tongue, detect
from bot.answering.normalization import Vocabulary, normalize

LIBRARY = Vocabulary(
    known=frozenset({"sertifikat", "klausul", "gratifikasi", "resep", "pengadaan"}),
    targets=frozenset({"sertifikasi", "gratifikasi", "klausul", "pengaduan", "penyuapan", "inspektorat"}),
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gmn cara lapor gratifikasi?", "bagaimana cara lapor gratifikasi?"),
        ("smap tuh apaan sih", "smap apa"),
        ("brp hr bts lapornya", "berapa hari batas lapornya"),
        ("wa nya brp?", "whatsappnya berapa?"),
        ("hrs lapor ga?", "harus lapor tidak?"),
        ("kado 400rb", "hadiah 400 ribu"),
        ("senilai 2jt", "senilai 2 juta"),
        ("makasiiih", "terima kasih"),
        ("UU no 20/2001", "UU nomor 20/2001"),
        ("iso 9001 apa bedanya min", "iso 9001 apa perbedaannya"),
    ],
)
def test_everyday_spellings_become_standard(written: str, meant: str) -> None:
    assert normalize(written).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "Apa isi Pasal 12B ayat (1) huruf g?",
        "Apa beda SMAP dan SMM?",
        "What does ISO 37001 say about gifts?",
        "Siapa Pak Krn di desa itu?",
        "kasih tahu isinya",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert normalize(text, LIBRARY).text == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [("gratifikais", "gratifikasi"), ("penyuappan", "penyuapan"), ("inspktrt", "inspektorat"), ("klausl", "klausul")],
)
def test_misspelt_words_of_the_library_are_repaired(written: str, meant: str) -> None:
    assert normalize(f"apa itu {written}", LIBRARY).text == f"apa itu {meant}"


@pytest.mark.parametrize("word", ["sertifikat", "resep", "pengadaan", "Gratifikais"])
def test_known_words_and_names_are_not_repaired(word: str) -> None:
    assert word in normalize(f"tentang {word}", LIBRARY).text


def test_without_edits_only_left_out_vowels_are_repaired() -> None:
    careful = Vocabulary(targets=LIBRARY.targets, edits=False)
    assert normalize("apa itu penyuappan", careful).text == "apa itu penyuappan"
    assert normalize("apa itu inspktrt", careful).text == "apa itu inspektorat"


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("gmn cara lapor gratifikasi?", Tongue.INDONESIAN),
        ("cara apply paspor online gimana step by step?", Tongue.INDONESIAN),
        ("my boss maksa saya sign kuitansi, takut tapi pengen lapor", Tongue.INDONESIAN),
        ("pripun carane lapor?", Tongue.INDONESIAN),
        ("kumaha cara ngalaporkeun?", Tongue.INDONESIAN),
        ("bolehkah saya terima hadiah?", Tongue.INDONESIAN),
        ("What is ISO 37001?", Tongue.ENGLISH),
        ("hi there", Tongue.ENGLISH),
        ("deadline to report a gift", Tongue.ENGLISH),
        ("¿Qué es la norma ISO 37001 y para qué sirve una certificación?", Tongue.OTHER),
        ("什么是反贿赂管理体系?", Tongue.OTHER),
        ("Comment signaler un pot-de-vin dans les marchés pour une entreprise?", Tongue.OTHER),
    ],
)
def test_the_language_of_a_message(text: str, tongue: Tongue) -> None:
    assert normalize(text).tongue is tongue


def test_where_nothing_tells_the_language_spoken_before_is_kept() -> None:
    assert detect("37001?", Tongue.ENGLISH) is Tongue.ENGLISH
    assert detect("37001?", Tongue.INDONESIAN) is Tongue.INDONESIAN


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_numbers_survive_and_a_second_pass_changes_no_figure(text: str) -> None:
    once = normalize(text, LIBRARY).text
    assert [c for c in text if c.isdecimal() and c != "2"] == [c for c in once if c.isdecimal() and c != "2"]

"""Ayat, huruf and angka inside an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.units import Unit, UnitKind, missing_units, parse_units


def labels(text: str) -> list[str]:
    return [unit.label for unit in parse_units(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jembatan wajib dijaga.", []),
        ("(1) Satu.\n(2) Dua.\n(3) Tiga.", ["ayat (1)", "ayat (2)", "ayat (3)"]),
        ("(1) Satu. (2) Dua menurut ayat (1).", ["ayat (1)", "ayat (2)"]),
        ("Penjaga sebagaimana dimaksud pada ayat (1) dan ayat (2) dipilih.", []),
        ("(1) Satu.\n(1a) Sisipan.\n(2) Dua.", ["ayat (1)", "ayat (1a)", "ayat (2)"]),
        ("Penjaga wajib:\na. datang;\nb. berdiri; dan\nc. pulang.", ["huruf a", "huruf b", "huruf c"]),
        ("Dalam peraturan ini: 1. Tiang adalah kayu. 2. Tali adalah serat.", ["angka 1", "angka 2"]),
        ("Denda Rp1.000,00 dibayar dalam 3. Selesai.", []),
        ("(2) Bagi penjaga...\n(1) Satu.\n(2) Bagi penjaga...\n(2) Bagi penjaga, dua.", ["ayat (1)", "ayat (2)"]),
    ],
)
def test_reads_lists(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_lists_nest_as_the_text_nests_them() -> None:
    text = "(1) Penjaga wajib:\na. datang dengan: 1. rompi; dan 2. topi;\nb. pulang.\n(2) Lainnya tidak."
    first, second = parse_units(text)
    assert [unit.label for unit in first.children] == ["huruf a", "huruf b"]
    assert [unit.label for unit in first.children[0].children] == ["angka 1", "angka 2"]
    assert second.children == ()


@pytest.mark.parametrize("damaged", ["(l) Satu.\n(2) Dua.", "(1) Satu.\n(21 Dua.", "(I) Satu.\n(2t Dua."])
def test_a_damaged_marker_is_read_as_numbering_demands_and_says_so(damaged: str) -> None:
    units = parse_units(damaged)
    assert [unit.label for unit in units] == ["ayat (1)", "ayat (2)"]
    assert [unit.repaired for unit in units].count(True) >= 1


def test_a_plain_marker_is_never_called_repaired() -> None:
    assert not any(unit.repaired for unit in parse_units("(1) Satu.\n(2) Dua."))


def test_holes_are_named_and_not_filled() -> None:
    units = parse_units("(1) Satu.\n(3) Tiga.")
    assert [unit.label for unit in units] == ["ayat (1)", "ayat (3)"]
    assert missing_units(units) == ("ayat (2)",)


@given(st.integers(1, 30))
def test_any_clean_list_is_read_whole(count: int) -> None:
    text = "\n".join(f"({number}) Ketentuan itu berlaku." for number in range(1, count + 1))
    units = parse_units(text)
    assert [unit.number for unit in units] == [str(number) for number in range(1, count + 1)]
    assert "".join(text[unit.start : unit.end] for unit in units) == text
    assert missing_units(units) == ()


@given(st.text(alphabet="()abl12345.;: \nIO", max_size=120))
def test_units_lie_inside_the_text_in_order(text: str) -> None:
    def check(units: tuple[Unit, ...], start: int, end: int) -> None:
        for unit in units:
            assert start <= unit.start < unit.end <= end
            start = unit.end
            check(unit.children, unit.start, unit.end)

    check(parse_units(text), 0, len(text))


@given(st.integers(1, 60))
def test_letters_go_on_after_z(count: int) -> None:
    names = [chr(96 + n) if n <= 26 else chr(96 + (n - 1) // 26) + chr(97 + (n - 1) % 26) for n in range(1, count + 1)]
    text = "Wajib:\n" + "\n".join(f"{name}. hadir;" for name in names)
    expected = names if count > 1 else []  # a single "a." is no list
    assert [unit.number for unit in parse_units(text) if unit.kind is UnitKind.LETTER] == expected

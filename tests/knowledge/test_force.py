"""What is in force on a date."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import ReferenceDataError
from knowledge.force import ForceRegister, bundled_register
from knowledge.metadata import Force
from knowledge.references import parse_reference, parse_references
from knowledge.register import Register

TODAY = date(2026, 11, 22)


def register(relations: list[dict[str, Any]], regulations: list[dict[str, Any]] | None = None) -> ForceRegister:
    """A register of made-up laws UU 1/2000 to UU 9/2008."""
    numbers = regulations or [{"number": f"UU {n}/{1999 + n}"} for n in range(1, 10)]
    rows = [{"basis": "primary", "source": "naskah", **relation} for relation in relations]
    return ForceRegister.build(Register.model_validate({"checked": TODAY, "regulations": numbers, "relations": rows}))


AMENDED = {
    "kind": "amends",
    "by": "UU 3/2002",
    "target": "UU 1/2000",
    "articles": ["5", "7(2)"],
    "since": date(2002, 5, 1),
}
REPLACED = {"kind": "replaces", "by": "UU 9/2008", "target": "UU 1/2000", "since": date(2008, 7, 1)}


@pytest.mark.parametrize(
    ("provision", "on", "force", "superseded"),
    [
        ("5", date(2001, 6, 1), Force.IN_FORCE, False),  # what changes only later held before
        ("5", date(2002, 4, 30), Force.IN_FORCE, False),
        ("5", date(2002, 5, 1), Force.AMENDED, True),
        ("5(1)", date(2003, 1, 1), Force.AMENDED, True),  # a whole article was rewritten
        ("7", date(2003, 1, 1), Force.AMENDED, False),  # a part of it was
        ("7(2)", date(2003, 1, 1), Force.AMENDED, True),
        ("7(1)", date(2003, 1, 1), Force.AMENDED, False),
        ("6", date(2003, 1, 1), Force.AMENDED, False),  # the law was amended, this article was not
        (None, date(2003, 1, 1), Force.AMENDED, False),
        (None, date(2008, 7, 1), Force.REVOKED, True),
        ("6", date(2008, 7, 1), Force.REVOKED, True),
        ("5", date(2009, 1, 1), Force.REVOKED, True),
    ],
)
def test_status_on_a_date(provision: str | None, on: date, force: Force, superseded: bool) -> None:
    status = register([AMENDED, REPLACED]).status("UU 1/2000", provision, on=on)
    assert (status.force, status.superseded) == (force, superseded)


def test_a_printed_text_holds_until_the_first_change_of_it() -> None:
    found = register([AMENDED, REPLACED])
    assert found.status("UU 1/2000", "5", on=TODAY).until == date(2002, 5, 1)
    assert found.status("UU 1/2000", "6", on=TODAY).until == date(2008, 7, 1)
    assert found.status("UU 1/2000", "5", on=TODAY).by == ("UU 9/2008", "UU 3/2002")


def test_nothing_recorded_is_unknown_not_in_force() -> None:
    assert register([]).status("UU 2/2001", on=TODAY).force is Force.UNKNOWN
    assert register([]).status("UU 77/1977", on=TODAY).force is Force.UNKNOWN


def test_a_law_is_not_in_force_before_it_begins() -> None:
    found = register([], [{"number": "UU 1/2000", "since": date(2003, 1, 1), "basis": "primary"}])
    assert found.status("UU 1/2000", on=date(2002, 12, 31)).force is Force.UNKNOWN
    assert found.status("UU 1/2000", on=date(2003, 1, 1)).force is Force.IN_FORCE


def test_a_provision_that_outlives_its_law_is_unknown() -> None:
    found = register([REPLACED | {"kept": ["7(3)"]}])
    assert found.status("UU 1/2000", "7(3)", on=TODAY).force is Force.UNKNOWN
    assert found.status("UU 1/2000", "7(1)", on=TODAY).force is Force.REVOKED


def test_some_words_struck_leave_the_printed_text_a_guide() -> None:
    status = register([AMENDED | {"part": True}]).status("UU 1/2000", "5", on=TODAY)
    assert (status.force, status.superseded, status.until) == (Force.AMENDED, False, None)


def test_a_day_that_nobody_recorded_is_not_made_up() -> None:
    status = register([REPLACED | {"since": None}]).status("UU 1/2000", on=TODAY)
    assert (status.force, status.since, status.until) == (Force.REVOKED, None, None)


@pytest.mark.parametrize(
    ("relations", "regulations", "message"),
    [
        ([REPLACED | {"by": "UU 77/1977"}], None, "UU 77/1977"),
        ([REPLACED | {"target": "UU 77/1977"}], None, "UU 77/1977"),
        ([REPLACED, REPLACED | {"by": "UU 1/2000", "target": "UU 9/2008"}], None, "circle"),
        ([REPLACED | {"redirect": "di tempat lain"}], None, "di tempat lain"),
        ([], [{"number": "UU 1/2000"}, {"number": "UU 1/2000"}], "twice"),
        ([], [{"number": "uu no 1 th 2000"}], "UU 20/2001"),
        ([REPLACED], [{"number": "UU 1/2000", "since": date(2010, 1, 1)}, {"number": "UU 9/2008"}], "before it began"),
    ],
)
def test_a_register_that_contradicts_itself_is_refused(
    relations: list[dict[str, Any]], regulations: list[dict[str, Any]] | None, message: str
) -> None:
    with pytest.raises(ReferenceDataError, match=message):
        register(relations, regulations)


@pytest.mark.parametrize(
    "text", ["", "checked: x", "a: [", "checked: 2026-11-22\nregulations: []\nrelations: []\nmore: 1"]
)
def test_a_bad_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "force.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"force\.yaml"):
        ForceRegister.load(path)


@pytest.mark.parametrize(
    ("text", "on", "force", "redirect"),
    [
        ("Pasal 5 UU 20/2001", TODAY, Force.REVOKED, "Pasal 605 UU 1/2023"),
        ("Pasal 11 UU 20/2001", TODAY, Force.REVOKED, "Pasal 606 ayat (2) UU 1/2023"),
        ("Pasal 13 UU 31/1999", TODAY, Force.REVOKED, "Pasal 606 ayat (1) UU 1/2023"),
        ("Pasal 5 UU 20/2001", date(2024, 6, 1), Force.IN_FORCE, None),
        ("Pasal 12B UU 20/2001", TODAY, Force.IN_FORCE, None),
        ("Pasal 605 ayat (2) UU 1/2023", TODAY, Force.AMENDED, None),
        ("Peraturan KPK 2/2019", date(2024, 6, 1), Force.IN_FORCE, None),
        ("Peraturan KPK 2/2019", TODAY, Force.AMENDED, None),
        ("Peraturan KPK 1/2026", date(2026, 1, 19), Force.UNKNOWN, None),
        ("Peraturan KPK 1/2026", date(2026, 1, 20), Force.IN_FORCE, None),
        ("Perpres 87/2016", TODAY, Force.REVOKED, None),
        ("PP 60/2008", TODAY, Force.UNKNOWN, None),
    ],
)
def test_the_bundled_register(text: str, on: date, force: Force, redirect: str | None) -> None:
    reference = parse_reference(text)
    assert reference is not None
    assert reference.regulation is not None
    status = bundled_register().status(reference.regulation.label, reference, on=on)
    assert (status.force, status.redirect.label if status.redirect else None) == (force, redirect)


def test_the_criminal_code_as_printed_is_history_where_it_was_rewritten() -> None:
    assert bundled_register().status("UU 1/2023", "605(2)", on=TODAY).superseded
    assert not bundled_register().status("UU 1/2023", "603", on=TODAY).superseded


def test_amendments_can_be_followed_both_ways() -> None:
    assert bundled_register().amenders("UU 31/1999") == ("UU 20/2001",)
    assert bundled_register().amended("UU 19/2019") == ("UU 30/2002",)


def test_a_family_is_what_amends_or_replaces_a_whole_text() -> None:
    assert bundled_register().family("UU 31/1999") >= {"UU 31/1999", "UU 20/2001"}
    assert bundled_register().family("UU 20/2001") >= {"UU 31/1999", "UU 20/2001"}
    assert "UU 1/2023" not in bundled_register().family("UU 11/2008"), "some articles are not the whole"
    made_up = register([AMENDED, REPLACED])
    assert made_up.family("UU 1/2000") == {"UU 1/2000", "UU 3/2002", "UU 9/2008"}
    assert made_up.family("UU 5/2004") == {"UU 5/2004"}


def test_every_redirect_is_a_single_place() -> None:
    redirects = [relation.redirect for relation in bundled_register().relations if relation.redirect]
    assert redirects
    for redirect in redirects:
        (reference,) = parse_references(redirect)
        assert (reference.label, reference.article is not None) == (redirect, True)

"""Exact references over a small library of made-up laws."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.errors import IndexingError
from index.lookup import Lookup, Resolution, Standing, best
from index.scope import Scope
from knowledge.document import Locator, Passage
from knowledge.force import ForceRegister
from knowledge.metadata import Force, Kind, Quoting
from knowledge.references import Reference, parse_reference
from knowledge.register import Register
from knowledge.regulations import Regulation

REGISTER = ForceRegister.build(
    Register.model_validate(
        {
            "checked": "2026-11-22",
            "regulations": [{"number": n} for n in ("UU 7/1990", "UU 8/1995", "UU 9/1996", "UU 3/2020", "UU 4/2021")],
            "relations": [
                {"kind": "replaces", "by": "UU 4/2021", "target": "UU 9/1996", "basis": "primary", "source": "Pasal 9"},
                {"kind": "amends", "by": "UU 8/1995", "target": "UU 7/1990", "basis": "primary", "source": "Pasal I"},
                {"kind": "amends", "by": "UU 3/2020", "target": "UU 9/1996", "basis": "primary", "source": "Pasal I"},
            ],
        }
    )
)


def law(number: str, title: str, articles: dict[str, str]) -> list[Passage]:
    """One passage an article; a key may begin with "Penjelasan"."""
    document = number.lower().replace(" ", "-").replace("/", "-")
    return [
        Passage(
            id=f"{document}/{article}",
            document=document,
            title=title,
            heading=article,
            locator=Locator(path=(article,)),
            text=text,
            kind=Kind.LAW,
            number=number,
        )
        for article, text in articles.items()
    ]


BRIDGES = law(
    "UU 7/1990",
    "Undang-Undang Nomor 7 Tahun 1990 tentang Jembatan",
    {
        "Pasal 1": "Dalam Undang-Undang ini: 1. Jembatan adalah bangunan. 2. Tiang adalah penyangga jembatan.",
        "Pasal 2": "(1) Jembatan wajib dijaga. (2) Penjagaan meliputi:\na. cat;\nb. minyak; dan\nc. sapu.",
        "Pasal 4": "(1) Tiang diperiksa tiap tahun.\n(3) Hasilnya diumumkan.",
        "Pasal 5": "Undang-Undang ini mulai berlaku pada tanggal diundangkan.",
        "Penjelasan Pasal 2": "Ayat (1) Cukup jelas.",
    },
)
AMENDMENT = law(
    "UU 8/1995",
    "Undang-Undang Nomor 8 Tahun 1995 tentang Perubahan atas Undang-Undang Nomor 7 Tahun 1990 tentang Jembatan",
    {
        "Pasal I": "Ketentuan Pasal 2 diubah, dan disisipkan Pasal 2A dan Pasal 2B sehingga berbunyi:",
        "Pasal 2": "(1) Jembatan wajib dijaga setiap malam.",
        "Pasal 2A": "Penjaga jembatan memakai rompi.",
        "Pasal II": "Undang-Undang ini mulai berlaku pada tanggal diundangkan.",
    },
)
FERRIES = law(
    "UU 9/1996",
    "Undang-Undang Nomor 9 Tahun 1996 tentang Perahu",
    {"Pasal 1": "Perahu adalah kendaraan air.", "Pasal 2": "Perahu diberi nomor."},
)
GUIDE = Passage(
    id="guide/1",
    document="menjaga-jembatan",
    title="Menjaga jembatan",
    heading="Siapa yang menjaga?",
    locator=Locator(path=("Siapa yang menjaga?",)),
    text="Penjaga memakai rompi.",
    quoting=Quoting.OWN_WORDS,
    source="UU 8/1995 Pasal 2A; UU 9/1996 Pasal 2",
)
LIBRARY = [*BRIDGES, *AMENDMENT, *FERRIES, GUIDE]


def resolve(text: str, scope: Scope | None = None, library: list[Passage] = LIBRARY) -> Resolution:
    reference = parse_reference(text)
    assert reference is not None
    return Lookup.build(library, REGISTER).resolve(reference, scope)


def ids(resolution: Resolution) -> list[str]:
    return [passage.id for passage in resolution.passages]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Pasal 1 UU 7/1990", Standing.FOUND),
        ("Pasal 3 UU 7/1990", Standing.MISSING),  # between 2 and 4
        ("Pasal 6 UU 7/1990", Standing.NOT_EXISTING),  # Pasal 5 closes the law
        ("Pasal 1A UU 7/1990", Standing.NOT_EXISTING),
        ("Pasal 2B UU 7/1990", Standing.MISSING),  # announced by the amendment, its text is not there
        ("Pasal 2A UU 7/1990", Standing.FOUND),
        ("Pasal 2C UU 7/1990", Standing.NOT_EXISTING),
        ("Pasal 3 UU 9/1996", Standing.MISSING),  # no closing article: the end may be lost
        ("Pasal 4 UU 9/1996", Standing.NOT_EXISTING),
        ("Pasal 1A UU 9/1996", Standing.MISSING),  # amended by a text that is not held
        ("Pasal 1 UU 7/1991", Standing.NOT_HELD),
        ("Pasal 1", Standing.UNNAMED),
        ("UU 7/1990", Standing.FOUND),
        ("Penjelasan Pasal 2 UU 7/1990", Standing.FOUND),
        ("klausul 8.4 ISO 37001", Standing.NOT_HELD),
    ],
)
def test_standing(text: str, standing: Standing) -> None:
    assert resolve(text).standing is standing


def test_the_newest_text_goes_first_and_its_explanation_after_it() -> None:
    assert ids(resolve("Pasal 2 UU 7/1990")) == ["uu-8-1995/Pasal 2", "uu-7-1990/Pasal 2"]
    assert ids(resolve("Pasal 2 UU 7/1990", Scope(as_of=date(1994, 1, 1)))) == [
        "uu-7-1990/Pasal 2",
        "uu-7-1990/Penjelasan Pasal 2",
    ]


def test_an_older_text_of_the_same_article_is_history() -> None:
    newest, older = resolve("Pasal 2 UU 7/1990").passages
    assert newest.force is not Force.REVOKED
    assert older.force is Force.REVOKED
    (then, _) = resolve("Pasal 2 UU 7/1990", Scope(as_of=date(1994, 1, 1))).passages
    assert then.force is not Force.REVOKED


def test_a_paragraph_that_only_the_older_text_has_is_found_there_as_history() -> None:
    first = resolve("Pasal 2 ayat (2) huruf b UU 7/1990").passages[0]
    assert (first.id, first.force) == ("uu-7-1990/Pasal 2", Force.REVOKED)


def test_an_article_without_its_law_names_the_laws_it_can_belong_to() -> None:
    assert [r.label for r in resolve("Pasal 2A").candidates] == [
        "Pasal 2A UU 7/1990"
    ]  # the amended law, not the amending
    assert [r.label for r in resolve("Pasal 4").candidates] == ["Pasal 4 UU 7/1990"]
    assert [r.label for r in resolve("Pasal 1").candidates] == ["Pasal 1 UU 7/1990", "Pasal 1 UU 9/1996"]
    assert resolve("Pasal 99").candidates == ()


def test_what_the_register_knows_comes_along() -> None:
    status = resolve("Pasal 2 UU 7/1990").status
    assert status is not None
    assert (status.force, status.by) == (Force.AMENDED, ("UU 8/1995",))
    assert resolve("Pasal 1 UU 5/1991").status is None


def test_what_does_not_exist_is_never_replaced_by_a_neighbour() -> None:
    found = resolve("Pasal 6 UU 7/1990")
    assert found.passages == ()
    assert found.last == "5"


@pytest.mark.parametrize(
    ("text", "standing", "known"),
    [
        ("Pasal 4 ayat (2) UU 7/1990", Standing.MISSING, ("ayat (1)", "ayat (3)")),
        ("Pasal 2 ayat (1) UU 8/1995", Standing.FOUND, ()),
        ("Pasal 2 ayat (2) UU 8/1995", Standing.NOT_EXISTING, ("ayat (1)",)),
        ("Pasal 1 angka 2 UU 7/1990", Standing.FOUND, ()),
        ("Pasal 1 angka 3 UU 7/1990", Standing.NOT_EXISTING, ("angka 1", "angka 2")),
        ("Pasal 2A ayat (1) UU 8/1995", Standing.NOT_EXISTING, ()),
    ],
)
def test_below_the_article(text: str, standing: Standing, known: tuple[str, ...]) -> None:
    found = resolve(text)
    assert (found.standing, found.known) == (standing, known)
    if standing is not Standing.FOUND:
        assert found.existing is not None
        assert found.existing.article == found.reference.article


def test_only_the_pieces_that_hold_the_paragraph() -> None:
    whole = BRIDGES[1]
    cut = whole.text.index("(2)")
    first, second = replace(whole, id="a", text=whole.text[:cut]), replace(whole, id="b", text=whole.text[cut:])
    assert ids(resolve("Pasal 2 ayat (2) UU 7/1990", library=[BRIDGES[0], first, second])) == ["b"]
    assert ids(resolve("Pasal 2 UU 7/1990", library=[BRIDGES[0], first, second])) == ["a", "b"]


def test_an_amending_law_points_to_the_law_it_amends() -> None:
    found = resolve("Pasal 4 UU 8/1995")
    assert found.standing is Standing.NOT_EXISTING
    assert found.elsewhere == parse_reference("Pasal 4 UU 7/1990")
    assert found.last is None


def test_an_amendment_that_nobody_stored_is_named() -> None:
    assert resolve("Pasal 1A UU 9/1996").amended_by == ("UU 3/2020",)


def test_guides_that_rest_on_the_provision_come_along() -> None:
    assert [p.id for p in resolve("Pasal 2A UU 7/1990").citing] == ["guide/1"]
    alone = resolve("Pasal 2 UU 9/1996", library=[GUIDE])
    assert alone.standing is Standing.NOT_HELD
    assert [p.id for p in alone.citing] == ["guide/1"]


def test_for_what_was_replaced_guides_on_its_successor_go_first() -> None:
    register = ForceRegister.build(
        Register.model_validate(
            {
                "checked": "2026-11-22",
                "regulations": [{"number": "UU 9/1996"}, {"number": "UU 4/2021"}],
                "relations": [
                    {
                        "kind": "replaces",
                        "by": "UU 4/2021",
                        "target": "UU 9/1996",
                        "articles": ["2"],
                        "redirect": "Pasal 30 UU 4/2021",
                        "basis": "primary",
                        "source": "Pasal 9",
                    }
                ],
            }
        )
    )
    successor = replace(GUIDE, id="guide/2", document="perahu", source="UU 4/2021 Pasal 30")
    reference = parse_reference("Pasal 2 UU 9/1996")
    assert reference is not None
    found = Lookup.build([*FERRIES, GUIDE, successor], register).resolve(reference)
    assert [passage.id for passage in found.citing] == ["guide/2", "guide/1"]
    assert found.status is not None
    assert found.status.superseded


def test_a_withdrawn_document_is_gone() -> None:
    scope = Scope(withdrawn=frozenset({"uu-8-1995", "menjaga-jembatan"}))
    assert ids(resolve("Pasal 2 UU 7/1990", scope)) == ["uu-7-1990/Pasal 2", "uu-7-1990/Penjelasan Pasal 2"]
    assert resolve("Pasal 2A UU 7/1990", scope).citing == ()


def test_a_letter_that_stands_apart_takes_the_reading_that_exists() -> None:
    lettered = law(
        "UU 5/1991", "Undang-Undang Nomor 5 Tahun 1991 tentang Tali", {"Pasal 1": "Tali:\na. putih;\nb. hitam."}
    )
    found = resolve("pasal 1 b UU 5/1991", library=lettered)
    assert (found.standing, found.reference) == (Standing.FOUND, parse_reference("pasal 1 huruf b UU 5/1991"))
    both = resolve("pasal 2 a UU 7/1990")
    assert both.reference == parse_reference("Pasal 2A UU 7/1990")
    assert both.other == parse_reference("Pasal 2 huruf a UU 7/1990")


def test_a_letter_is_only_hinted_at_for_an_article_that_does_not_exist() -> None:
    found = resolve("pasal 2c UU 7/1990")
    assert (found.standing, found.passages) == (Standing.NOT_EXISTING, ())
    assert found.other == parse_reference("pasal 2 huruf c UU 7/1990")


def test_a_number_without_its_year_is_asked_back_when_several_fit() -> None:
    twin = law("UU 7/2001", "Undang-Undang Nomor 7 Tahun 2001 tentang Pagar", {"Pasal 1": "Pagar."})
    assert resolve("Pasal 1 UU 7", library=[*BRIDGES, *twin]).standing is Standing.UNNAMED
    assert resolve("Pasal 1 UU 7").standing is Standing.FOUND


def test_documents_of_a_regulation() -> None:
    lookup = Lookup.build(LIBRARY, REGISTER)
    assert lookup.documents(Reference(regulation=Regulation("UU", "7", 1990))) == ("uu-7-1990", "uu-8-1995")
    assert lookup.documents(Reference(regulation=Regulation("UU", "7", 1991))) == ()
    assert lookup.documents(Reference(regulation=Regulation("UU", "4", 2021))) == ("uu-9-1996",)  # what it replaced


def test_a_clause_is_found_where_a_guide_describes_it() -> None:
    clause = replace(GUIDE, id="clause", heading="Klausul 8.4 Pengendalian", locator=Locator(edition="ISO 37001:2016"))
    assert ids(resolve("klausul 8.4 ISO 37001", library=[clause])) == ["clause"]
    assert resolve("klausul 8.9 ISO 37001", library=[clause]).standing is Standing.NOT_HELD


def test_an_introduction_comes_after_the_section_on_the_clause() -> None:
    edition = Locator(edition="ISO 9001:2015")
    title = "Isi klausul 4 sampai 10"
    introduction = replace(GUIDE, id="intro", title=title, heading=title, locator=edition, source="")
    section = replace(introduction, id="clause", heading="Klausul 4 ISO 9001: konteks", source="ISO 9001 klausul 4")
    assert ids(resolve("klausul 4 ISO 9001", library=[introduction, section])) == ["clause", "intro"]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("klausul 12.3 ISO 37001", Standing.NOT_EXISTING),
        ("klausul 8.11 ISO 37001:2016", Standing.NOT_EXISTING),
        ("klausul 8.11 ISO 37001:2025", Standing.NOT_HELD),  # nobody recorded the outline of that edition
        ("klausul 8.10 ISO 37001:2016", Standing.NOT_HELD),
        ("klausul 7.6 ISO 9001:2015", Standing.NOT_EXISTING),
        ("klausul 44 ISO 31000", Standing.NOT_HELD),
    ],
)
def test_a_clause_outside_the_outline_does_not_exist(text: str, standing: Standing) -> None:
    assert resolve(text).standing is standing


def test_saved_and_loaded_it_answers_alike(tmp_path: Path) -> None:
    built = Lookup.build(LIBRARY, REGISTER)
    built.save(tmp_path)
    loaded = Lookup.load(tmp_path, LIBRARY.__getitem__, REGISTER)
    for text in ("Pasal 2 UU 7/1990", "Pasal 2B UU 7/1990", "Pasal 6 UU 7/1990", "Pasal 2A UU 8/1995"):
        reference = parse_reference(text)
        assert reference is not None
        assert loaded.resolve(reference) == built.resolve(reference)


@pytest.mark.parametrize("content", [None, "[", "{}", '{"texts": [[1]], "cited": {}}'])
def test_a_damaged_file_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "lookup.json").write_text(content, encoding="utf-8")
    with pytest.raises(IndexingError, match="tanya reindex"):
        Lookup.load(tmp_path, LIBRARY.__getitem__)


def test_the_best_of_two_shelves() -> None:
    held, not_held = resolve("Pasal 1 UU 7/1990"), resolve("Pasal 1 UU 7/1991")
    assert best([not_held, held]) is held
    assert best([]) is None

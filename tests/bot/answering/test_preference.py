"""What speaks for and against a hit: force, kind, standard, the very question; never the score itself."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.asking import Asking, misses_what_is_counted
from bot.answering.preference import Preference
from index.features import Features
from index.retriever import Hit, Retriever
from knowledge.document import Locator, Passage
from knowledge.metadata import Basis, Force, Kind

FEATURES = Features(*([0.5] * len(Features.__slots__)))
PASSAGE = Passage("p", "d", "Judul", "Bagian", Locator(), "Teks.", force=Force.IN_FORCE)


def hit(score: float = 5.0, **changes: object) -> Hit:
    return Hit(replace(PASSAGE, **changes), score, FEATURES)  # type: ignore[arg-type]


def first(retriever: Retriever, question: str, *hits: Hit, today: date | None = None) -> Hit:
    return Preference(question, Asking(retriever), today=today).ordered(hits)[0]


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        pytest.param(hit(6, force=Force.REVOKED), hit(5), id="history goes behind what is in force"),
        pytest.param(hit(6, basis=Basis.UNCONFIRMED), hit(5), id="the unconfirmed goes behind the known"),
        pytest.param(hit(6, kind=Kind.LAW), hit(5), id="a guide goes before the text of a law"),
        pytest.param(
            hit(5.1, kind=Kind.LAW, rank=5), hit(5, kind=Kind.LAW, rank=2), id="a higher law goes before a lower one"
        ),
        pytest.param(hit(6, heading="Judul"), hit(5), id="an introduction goes behind its sections"),
        pytest.param(hit(6, heading="Klausul 8.2 ISO 9001"), hit(5), id="another standard than the one named"),
        pytest.param(
            hit(5.2, review_by=date(2026, 1, 1)), hit(5), id="what is due for review is not first among equals"
        ),
        pytest.param(hit(5), hit(4, questions=("Apa isi ISO 37001?",)), id="the section that lists the question"),
    ],
)
def test_fitness(bundled_retriever: Retriever, worse: Hit, better: Hit) -> None:
    assert first(bundled_retriever, "Apa isi ISO 37001?", worse, better, today=date(2026, 11, 22)) is better


@pytest.mark.parametrize("question", ["Apakah PP 53/2010 masih berlaku?", "Has PP 53/2010 been revoked?"])
def test_history_is_what_whoever_asks_for_the_end_of_a_law_asks_for(
    bundled_retriever: Retriever, question: str
) -> None:
    history = hit(6, force=Force.REVOKED)
    assert first(bundled_retriever, question, hit(5), history) is history
    assert first(bundled_retriever, "Apa hukuman dalam PP 53/2010?", hit(5), history) is not history


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        pytest.param("Apakah PP 71/2000 masih berlaku?", True, id="a law that was replaced"),
        pytest.param("Apakah PP 43/2018 masih berlaku?", False, id="the law that replaced it"),
        pytest.param("Is UU 31/1999 still in force?", False, id="a law that was amended in part"),
        pytest.param("Apakah Pasal 5 UU 31/1999 masih berlaku?", True, id="an article that was replaced"),
        pytest.param("Is PermenPANRB 37/2012 still in force?", True, id="a law that the register does not know"),
    ],
)
def test_a_law_that_holds_is_not_answered_with_the_end_of_another(
    bundled_retriever: Retriever, question: str, is_asked: bool
) -> None:
    history, other = hit(6, force=Force.REVOKED), hit(5)
    asked = first(bundled_retriever, question, other, history, today=date(2026, 11, 22))
    assert asked is (history if is_asked else other)


def test_the_section_on_the_law_named_goes_before_sections_on_others(bundled_retriever: Retriever) -> None:
    own, kin, other = (
        hit(5, heading="Isi UU 1/2023"),
        hit(5.5, heading="Isi UU 1/2026"),
        hit(8, heading="Isi PP 1/2000"),
    )
    ordered = Preference("Apa isi UU 1/2023?", Asking(bundled_retriever)).ordered([other, kin, own])
    assert [found.passage.heading for found in ordered] == ["Isi UU 1/2023", "Isi UU 1/2026", "Isi PP 1/2000"]
    unnamed = Preference("Siapa yang berwenang?", Asking(bundled_retriever)).ordered([other, kin, own])
    assert unnamed[0] is other


def test_what_speaks_of_the_thing_counted_goes_first(bundled_retriever: Retriever) -> None:
    costs = hit(5, text="Biaya ditetapkan oleh lembaga sertifikasi.")
    bodies = hit(5.8, text="Lembaga sertifikasi itu terakreditasi.")
    assert first(bundled_retriever, "Berapa biaya lembaga sertifikasi?", bodies, costs) is costs
    assert first(bundled_retriever, "Siapa lembaga sertifikasi?", bodies, costs) is bodies


def test_a_much_better_score_outweighs_a_fault(bundled_retriever: Retriever) -> None:
    history = hit(20, force=Force.REVOKED)
    assert first(bundled_retriever, "Berapa batas lama?", hit(5), history) is history
    assert history.score == 20


def test_likeness_counts_rare_words_most(bundled_retriever: Retriever) -> None:
    asking = Asking(bundled_retriever)
    near = replace(PASSAGE, questions=("Berapa batas waktu melapor gratifikasi?",))
    far = replace(PASSAGE, questions=("Apa itu zona integritas?",))
    question = "Berapa batas waktu melapor gratifikasi?"
    assert asking.likeness(question, near) == pytest.approx(1.0)
    assert asking.likeness(question, far) < 0.2
    assert asking.likeness("", near) == 0.0


@pytest.mark.parametrize(
    ("question", "misses"),
    [
        ("Berapa biaya sertifikasi?", True),
        ("Berapa hari tenggatnya?", False),
        ("How many cases were there?", True),
        ("Siapa yang melapor?", False),
    ],
)
def test_what_is_counted_must_be_spoken_of(question: str, misses: bool) -> None:
    passage = replace(PASSAGE, text="Tenggatnya 30 hari kerja.")
    assert misses_what_is_counted(question, passage) is misses

"""The bundled corpus: every fact stands somewhere, every section says since when and from where."""

import re
from pathlib import Path

import pytest

from knowledge.document import Document
from knowledge.metadata import Basis, Force, Language, Quoting
from scripts.coverage import TABLE, bundled_documents, coverage, table


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return bundled_documents()


def test_there_is_a_corpus_in_both_languages(documents: list[Document]) -> None:
    by_language = {language: [d for d in documents if d.metadata.language is language] for language in Language}
    assert len(by_language[Language.ID]) >= 12
    ids = {d.metadata.id for d in documents}
    assert len(ids) == len(documents)
    assert {d.metadata.translation_of for d in by_language[Language.EN]} <= ids


def test_every_document_says_what_since_when_and_from_where(documents: list[Document]) -> None:
    for document in documents:
        told = document.metadata
        assert told.source, told.id
        assert told.checked, told.id
        assert told.review_by, told.id
        assert told.review_by > told.checked, told.id
        assert told.quoting is not Quoting.WHOLE, f"{told.id}: the bundled documents are our own words"


def test_every_section_that_answers_is_founded_and_asked_for(documents: list[Document]) -> None:
    checked = 0
    for document in documents:
        for section in document.walk():
            if section.notes.facts:
                checked += 1
                place = f"{document.metadata.id}: {section.heading}"
                assert section.text.strip(), place
                assert section.notes.questions, place
                assert section.notes.source or document.metadata.source, place
    assert checked > 150


def test_unconfirmed_sections_say_where_to_look(documents: list[Document]) -> None:
    unconfirmed = [s for d in documents for s in d.walk() if s.notes.basis is Basis.UNCONFIRMED]
    assert len(unconfirmed) > 10
    for section in unconfirmed:
        assert re.search(r"\b[\w-]+\.(?:go\.id|org|id|com|int)\b|situs resmi|official (?:web)?site", section.text), (
            section.heading
        )


def test_history_says_until_when(documents: list[Document]) -> None:
    revoked = [s for d in documents for s in d.walk() if s.notes.force is Force.REVOKED]
    assert len(revoked) >= 3
    assert all(section.notes.until for section in revoked), [s.heading for s in revoked if not s.notes.until]


def test_the_coverage_table_is_true(documents: list[Document]) -> None:
    assert TABLE.read_text(encoding="utf-8") == table(coverage(documents)), "run python -m scripts.coverage --write"


def test_every_fact_of_the_sheet_stands_somewhere(documents: list[Document], shared: Path) -> None:
    sheet = (shared / "reference" / "FACTS.md").read_text(encoding="utf-8")
    facts = set(re.findall(r"^- \*\*(\d\.\d{2}[a-z]?|T-\d{2})\*\*", sheet, re.MULTILINE))
    assert len(facts) > 200
    assert facts - set(coverage(documents)) == set()


def test_no_sentence_is_taken_from_the_press_article(documents: list[Document], shared: Path) -> None:
    article = _words((shared / "reference" / "SERANG_ARTICLE.txt").read_text(encoding="utf-8"))
    runs = {tuple(article[i : i + 9]) for i in range(len(article) - 8)}
    for document in documents:
        for section in document.walk():
            words = _words(section.text)
            shared_runs = [words[i : i + 9] for i in range(len(words) - 8) if tuple(words[i : i + 9]) in runs]
            assert shared_runs == [], f"{document.metadata.id}: {section.heading}"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())

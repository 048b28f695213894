"""The field's own words: what the bundled documents and the glossary teach the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from knowledge.document import Document, Section
from knowledge.glossary import Glossary, Term
from knowledge.library import BUNDLED, Entry, Library
from knowledge.metadata import Language
from scripts.training.rows import Pair, Question, Source, TrainingData


def bundled_domain(folder: Path = BUNDLED) -> TrainingData:
    """Bilingual sections and terms, and the questions of every section, asked in the language of both twins.

    Terms stand among the sentences: among the dictionary's 200,000 words they would hardly ever be drawn.
    """
    documents = [entry.document for entry in Library(folder, folder).read() if isinstance(entry, Entry)]
    twins = list(chain.from_iterable(_twins(documents)))
    sentences = chain.from_iterable(_pairs(english, indonesian) for english, indonesian in twins)
    terms = Glossary.bundled().terms
    return TrainingData(
        (*sentences, *chain.from_iterable(_names(term) for term in terms)),
        (),
        tuple(Pair(word, term.indonesian) for term in terms for word in (*term.everyday, *term.acronyms)),
        tuple(chain(_questions(documents), _questions_across(twins))),
    )


def _twins(documents: Sequence[Document]) -> Iterator[list[tuple[Section, Section]]]:
    """English and Indonesian sections that tell the same facts, document by document."""
    by_id = {document.metadata.id: document for document in documents}
    for english in documents:
        indonesian = by_id.get(english.metadata.translation_of or "")
        if indonesian is not None and english.metadata.language is Language.EN:
            theirs = _by_facts(indonesian)
            yield [(section, theirs[facts]) for facts, section in _by_facts(english).items() if facts in theirs]


def _by_facts(document: Document) -> dict[tuple[str, ...], Section]:
    """Sections by the facts they tell, where no other section of the document tells the same."""
    sections = [section for section in document.walk() if section.notes.facts]
    often = Counter(section.notes.facts for section in sections)
    return {section.notes.facts: section for section in sections if often[section.notes.facts] == 1}


def _pairs(english: Section, indonesian: Section) -> Iterator[Pair]:
    yield Pair(english.heading, indonesian.heading)
    yield Pair(_first_paragraph(english), _first_paragraph(indonesian))
    yield Pair(f"{english.heading} {english.text}", f"{indonesian.heading} {indonesian.text}")


def _first_paragraph(section: Section) -> str:
    return section.text.partition("\n\n")[0]


def _names(term: Term) -> Iterator[Pair]:
    """The term in both languages, and its other names with both."""
    yield Pair(term.english, term.indonesian)
    for name in (*term.also, *term.acronyms):
        yield Pair(term.english, name)
        yield Pair(name, term.indonesian)


def _questions(documents: Sequence[Document]) -> Iterator[Question]:
    for document in documents:
        for section in document.walk():
            yield from _asked(document.metadata.id, section, section)


def _questions_across(twins: Sequence[tuple[Section, Section]]) -> Iterator[Question]:
    for english, indonesian in twins:
        yield from _asked("en-id", english, indonesian)
        yield from _asked("id-en", indonesian, english)


def _asked(name: str, asking: Section, answering: Section) -> Iterator[Question]:
    """The questions of one section with the text of the same or its twin."""
    passage = f"{answering.heading}\n{answering.text}"
    for number, question in enumerate((asking.heading, *asking.notes.questions)):
        yield Question(f"{name}-{answering.heading}-{number}", question, passage, Source.DOCUMENT)

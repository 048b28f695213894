"""Named law: what a question's exact references lead to, before anything is searched for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answering.followup import content_words
from index.lexicon import NO_TERM
from index.lookup import Resolution, Standing, best
from index.retriever import Retriever
from index.scope import Scope
from index.shelf import Shelf
from index.tokenization import tokenize
from knowledge.document import Passage
from knowledge.metadata import Audience, Basis, Force, Language
from knowledge.references import Reference, parse_references

_OTHER_WORDS = 3  # "isi", "jelaskan" and the like beside a reference still ask for the provision itself
_ABSENT = (Standing.NOT_EXISTING, Standing.MISSING)


@dataclass(frozen=True, slots=True)
class Provisions:
    """The references of a question, each resolved."""

    resolutions: tuple[Resolution, ...]
    unknown: tuple[Reference, ...] = ()

    def passages(self, language: Language, question: str) -> tuple[Passage, ...]:
        """The stored passages that the question asks for by their place, in the asker's language first.

        Before a text that no longer holds goes our own section on what holds now. A clause counts only where the
        question asks for little else: what else it asks may stand in another section.
        """
        found: list[Passage] = []
        for resolution in self.resolutions:
            reference = resolution.reference
            placed = reference.article or reference.clause
            if resolution.standing is Standing.FOUND and placed and _asks_only_for(reference, question):
                exact = min(resolution.passages, key=lambda passage: passage.language is not language)
                if exact.force is Force.REVOKED:
                    current = [passage for passage in resolution.citing if _holds(passage)]
                    found += sorted(current, key=lambda passage: passage.language is not language)[:1]
                found.append(exact)
        return tuple(dict.fromkeys(found))

    @property
    def absent(self) -> Resolution | None:
        """The first provision that the regulation, although it is held, does not have or does not show."""
        return next((resolution for resolution in self.resolutions if resolution.standing in _ABSENT), None)

    @property
    def unheld(self) -> Reference | None:
        """A regulation or standard that no document holds or mentions, when none of those named is known."""
        return self.unknown[0] if self.unknown and len(self.unknown) == len(self.resolutions) else None


def provisions(question: str, retriever: Retriever, scope: Scope) -> Provisions:
    """Resolve every reference of a question on every shelf of its scope."""
    audiences = [Audience.PUBLIC, *([Audience.STAFF] if scope.audience is Audience.STAFF else [])]
    shelves = [retriever.shelves[audience] for audience in audiences]
    resolved: list[Resolution] = []
    unknown: list[Reference] = []
    for reference in parse_references(question):
        resolution = best(shelf.lookup.resolve(reference, scope) for shelf in shelves)
        if resolution is not None:
            resolved.append(resolution)
            if not resolution.documents and not any(_mentions(shelf, reference) for shelf in shelves):
                unknown.append(reference)
    return Provisions(tuple(resolved), tuple(unknown))


def _holds(passage: Passage) -> bool:
    return passage.force is not Force.REVOKED and passage.basis is not Basis.UNCONFIRMED


def _mentions(shelf: Shelf, reference: Reference) -> bool:
    """Whether the number of the regulation or standard stands anywhere on a shelf."""
    if reference.regulation is not None:
        regulation = reference.regulation
        number = f"{regulation.number}/{regulation.year}" if regulation.year else regulation.number
    elif reference.standard is not None:
        number = reference.standard.name
    else:
        return True
    return all(row != NO_TERM for row in shelf.lexicon.find(tokenize(number)))


def _most_direct(resolution: Resolution, language: Language) -> Passage:
    """In the asker's language first, and the section that is about the place before one that mentions it."""
    clause = resolution.reference.clause
    pattern = re.compile(rf"(?<![\d.]){re.escape(clause)}(?![\d]|\.\d)") if clause else re.compile("")
    return min(
        resolution.passages,
        key=lambda passage: (passage.language is not language, pattern.search(passage.heading) is None),
    )


def _asks_only_for(reference: Reference, question: str) -> bool:
    own = set(tokenize(reference.label))
    return sum(not set(tokenize(word)) <= own for word in content_words(question)) <= _OTHER_WORDS


def label(reference: Reference) -> str:
    """A provision without its regulation: "Pasal 12B ayat (1)"."""
    whole = reference.whole.label
    return reference.label.removesuffix(whole).strip() or reference.label

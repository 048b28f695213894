"""Named law: what a question's exact references lead to, before anything is searched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.followup import content_words
from index.lexicon import NO_TERM
from index.lookup import Resolution, Standing, best
from index.retriever import Retriever
from index.scope import Scope
from index.shelf import Shelf
from index.tokenization import tokenize
from knowledge.document import Passage
from knowledge.mentions import mentions
from knowledge.metadata import Basis, Force, Language
from knowledge.references import Reference, parse_references
from knowledge.regulations import nomenclature

_OTHER_WORDS = 2  # so few words beside a reference still ask for the provision itself
_FILLERS = frozenset(
    tokenize(
        "isi bunyi jelaskan sebutkan tuliskan kutip mengatur diatur berbunyi ketentuan teks naskah kata maksud arti "
        "say says text content contents explain show quote read wording provide provides mean regulate"
    )
)
_ABSENT = (Standing.NOT_EXISTING, Standing.MISSING)


@dataclass(frozen=True, slots=True)
class Provisions:
    """The references of a question, each resolved.

    :param unknown: the regulations and standards that no document holds or mentions.
    """

    question: str
    resolutions: tuple[Resolution, ...]
    unknown: tuple[Reference, ...] = ()

    def passages(self, language: Language, ranked: Sequence[str] = ()) -> tuple[Passage, ...]:
        """The stored passages that the question asks for by their place, in the asker's language first.

        Before a text that no longer holds goes our own section on what holds now; where the text is not held, our
        section on the provision stands for it. Only where the question asks for little else: what else it asks may
        stand in another section.

        :param ranked: the ids of what a search found, best first: of several sections on a provision it tells which
            one answers what else was asked.
        """
        found: list[Passage] = []
        for resolution in self._asked_for:
            if _superseded(resolution) and _besides(self.question):
                continue  # "masih berlaku?" is answered by what tells of its end, not by what holds now
            if resolution.standing is Standing.FOUND:
                exact = min(resolution.passages, key=lambda passage: passage.language is not language)
                if exact.force is Force.REVOKED:
                    found += self._current(resolution, language, ranked)[:1]
                found.append(exact)
            elif resolution.standing is Standing.NOT_HELD:
                found += self._current(resolution, language, ranked)[:1]
        return tuple(dict.fromkeys(found))

    @property
    def cited(self) -> frozenset[str]:
        """The ids of our own sections on a provision that the question names with its law: they know it best."""
        named = [one for one in self.resolutions if one.reference.article and one.reference.regulation]
        held = [one for one in named if not _superseded(one)]
        return frozenset(passage.id for resolution in held for passage in _on(resolution) if _holds(passage))

    @property
    def absent(self) -> Resolution | None:
        """The first provision that the regulation, although it is held, does not have or does not show."""
        return next((resolution for resolution in self.resolutions if resolution.standing in _ABSENT), None)

    @property
    def unheld(self) -> Reference | None:
        """What no document holds or mentions, when that is all that the question names or asks for."""
        if self.unknown and len(self.unknown) == len(self.resolutions):
            return self.unknown[0]
        lacking = [
            resolution.reference
            for resolution in self._asked_for
            if resolution.standing is Standing.NOT_HELD and not _on(resolution)
        ]
        return lacking[0] if lacking and len(lacking) == len(self.resolutions) else None

    def _current(self, resolution: Resolution, language: Language, ranked: Sequence[str]) -> list[Passage]:
        """Our sections on what holds of a provision: the asker's language first, then what the search found best."""
        places = {name: place for place, name in enumerate(ranked)} if _besides(self.question) else {}
        return sorted(
            (passage for passage in _on(resolution) if _holds(passage)),
            key=lambda passage: (passage.language is not language, places.get(passage.id, len(places))),
        )

    @property
    def _asked_for(self) -> list[Resolution]:
        """Those of an article or clause of something, which is about all that the question asks for."""
        if len(_besides(self.question)) > _OTHER_WORDS:
            return []
        return [one for one in self.resolutions if _is_place(one.reference)]


def provisions(question: str, retriever: Retriever, scope: Scope) -> Provisions:
    """Resolve every reference of a question as far as its scope reaches."""
    lookups = [lookup for audience, lookup in retriever.lookups.items() if scope.reaches(audience)]
    # A law that mentions another one in passing explains nothing of it; a guide that does may.
    guides = [shelf for mark, shelf in retriever.shelves.items() if scope.reaches(mark.audience) and not mark.laws]
    resolved: list[Resolution] = []
    unknown: list[Reference] = []
    for reference in parse_references(question):
        resolution = best(lookup.resolve(reference, scope) for lookup in lookups)
        if resolution is not None:
            resolved.append(resolution)
            if (
                _is_named_whole(reference)
                and not (resolution.documents or resolution.citing)
                and not any(_mentions(shelf, reference) for shelf in guides)
            ):
                unknown.append(reference)
    return Provisions(question, tuple(resolved), tuple(unknown))


def _is_place(reference: Reference) -> bool:
    return bool((reference.article or reference.clause) and (reference.regulation or reference.standard))


def _is_named_whole(reference: Reference) -> bool:
    """Whether a regulation is named with its year: "PP 94" alone may be any year's, and a search may find it."""
    return reference.regulation is None or reference.regulation.year is not None


def _superseded(resolution: Resolution) -> bool:
    return resolution.status is not None and resolution.status.superseded


def _holds(passage: Passage) -> bool:
    return passage.force is not Force.REVOKED and passage.basis is not Basis.UNCONFIRMED


def _on(resolution: Resolution) -> list[Passage]:
    """Our sections on a provision, those on little else first; one on another part of its article is none."""
    reference = resolution.reference
    if not (reference.paragraph or reference.letter):
        return list(resolution.citing)
    return [passage for passage in resolution.citing if _covers(passage, reference)]


def _covers(passage: Passage, reference: Reference) -> bool:
    """Whether a section rests on the paragraph or letter asked for, or on its article as a whole."""
    return any(
        cited.article == reference.article
        and cited.explanation == reference.explanation
        and cited.paragraph in (None, reference.paragraph)
        and cited.letter in (None, reference.letter)
        for cited in parse_references(f"{passage.source}; {passage.heading}")
    )


def _besides(question: str) -> list[str]:
    """What a question says beside references and words such as "isi" and "explain"."""
    for mention in reversed(mentions(question, nomenclature())):
        question = f"{question[: mention.start]} {question[mention.end :]}"
    return [word for word in content_words(question) if not set(tokenize(word)) <= _FILLERS]


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


def label(reference: Reference) -> str:
    """A provision without its regulation: "Pasal 12B ayat (1)"."""
    whole = reference.whole.label
    return reference.label.removesuffix(whole).strip() or reference.label

"""From a question to what the documents say of it: hits, how sure they are, and which of them carry the answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.answering.asking import asked
from bot.answering.confidence import Band, bundled_calibrations, features_of
from bot.answering.followup import content_words
from index.retriever import Hit, Retriever
from index.scope import Scope
from knowledge.document import Passage
from knowledge.metadata import Basis, Force, Kind
from knowledge.references import parse_references

# By how much a hit may score less and still go before one that has the fault. Never a text's age.
PENALTY = {Force.IN_FORCE: 0.0, Force.AMENDED: 0.0, Force.UNKNOWN: 0.3, Force.REVOKED: 2.5}
INTRODUCTION = 2.0  # an introduction only says what a document is about
PREAMBLES = ("Pembukaan", "Penjelasan Umum")
OTHER_STANDARD = 4.0  # a section on another standard than the one that the question names
UNCONFIRMED = 2.0  # what is known goes before what is not
# A guide is written to answer, and knows what became of a law since: the text of a law is for whoever asks for it by
# its place, and for what no guide answers.
LAW_TEXT = 2.0
ASKED = 4.0  # what a section gains that lists this very question; in part where it lists a similar one
CITED = 2.0  # what a section gains that rests on the very article which the question names with its law
SEEN = 150  # hits looked at: the articles of a law that is named stand before every guide on it
RELATED_SHARE = 0.62  # a second passage belongs to the answer when it scores at least this share of the first
MOST_RELATED = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one question: the hits, best first, the probability that they answer, and the band of that."""

    hits: tuple[Hit, ...]
    probability: float
    band: Band
    features: Mapping[str, float] = field(default_factory=dict)

    @property
    def best(self) -> Passage:
        """The passage that answers, if any does."""
        return self.hits[0].passage

    @property
    def unconfirmed(self) -> bool:
        """Whether the best passage only says that the matter is unconfirmed."""
        return self.best.basis is Basis.UNCONFIRMED

    def related(self, shown: Sequence[Passage]) -> list[Passage]:
        """Further passages that belong to the answer: near in score, in the same language, in force, confirmed."""
        floor = self.hits[0].score * RELATED_SHARE
        seen = {passage.id for passage in shown} | {passage.heading for passage in shown}
        language = self.best.language
        fitting = [
            hit.passage
            for hit in self.hits[1:]
            if hit.score >= floor
            and _answers(hit.passage)
            and hit.passage.language is language
            and not {hit.passage.id, hit.passage.heading} & seen
        ]
        return fitting[:MOST_RELATED]


def find(
    question: str, retriever: Retriever, scope: Scope, top_k: int = 8, cited: Collection[str] = frozenset()
) -> Finding:
    """Search and decide how sure the best hit is.

    :param cited: ids of the sections that rest on a provision which the question names.
    """
    hits = _ordered(question, retriever.search(question, scope, SEEN), cited)[:top_k]
    if not hits or not content_words(question):  # "kapan itu?" alone names nothing that could be found
        return Finding((), 0.0, Band.ABSTAIN)
    calibration = bundled_calibrations().of(retriever.embedder.id)
    features = features_of(question, hits, asked(question, hits[0].passage))
    probability = calibration.probability(features)
    return Finding(tuple(hits), probability, calibration.band(probability), features)


def _ordered(question: str, hits: Sequence[Hit], cited: Collection[str] = frozenset()) -> list[Hit]:
    """Hits by score, with what speaks for and against each; scores themselves stay as they are."""
    named = _standards(question)

    def fitness(hit: Hit) -> float:
        passage = hit.passage
        bonus = ASKED * asked(question, passage) + CITED * (passage.id in cited)
        penalty = PENALTY[passage.force]
        penalty += INTRODUCTION * (passage.heading in (passage.title, *PREAMBLES))
        penalty += UNCONFIRMED * (passage.basis is Basis.UNCONFIRMED)
        penalty += LAW_TEXT * (passage.kind is Kind.LAW)
        if named:
            about = _standards(f"{passage.heading} {passage.title}")
            penalty += OTHER_STANDARD * bool(about and not about & named)
        return hit.score + bonus - penalty

    return sorted(hits, key=fitness, reverse=True)


def _standards(text: str) -> frozenset[str]:
    return frozenset(found.standard.name for found in parse_references(text) if found.standard is not None)


def _answers(passage: Passage) -> bool:
    return passage.basis is not Basis.UNCONFIRMED and passage.force is not Force.REVOKED

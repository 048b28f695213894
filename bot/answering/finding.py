"""From a question to what the documents say of it: hits, how sure they are, and which of them carry the answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from bot.answering.asking import asking
from bot.answering.confidence import Band, bundled_calibrations, features_of
from bot.answering.conflict import contradicts
from bot.answering.followup import content_words
from bot.answering.named_laws import NamedLaws
from bot.answering.preference import Preference
from bot.answering.twins import in_own_language
from index.retriever import Hit, Retriever
from index.scope import Scope
from knowledge.document import Passage
from knowledge.metadata import Basis, Force

SHOWN = 8  # hits kept for the answer, what is related to it, and the choices
SEEN = 150  # hits looked at: the articles of a law that is named stand before every guide on it
MOST_RELATED = 2
SAME_QUESTION = 0.75  # the likeness from which two sections answer one question, so that their figures must agree
SURE = 0.8  # the probability from which a second passage belongs to the answer


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one question: the hits, best first, the probability that they answer, and the band of that.

    `supporting` hits would answer by themselves; `rival` is one of them that gives other figures.
    """

    hits: tuple[Hit, ...]
    probability: float
    band: Band
    features: Mapping[str, float] = field(default_factory=dict)
    supporting: tuple[Hit, ...] = ()
    rival: Passage | None = None

    @property
    def best(self) -> Passage:
        """The passage that answers, if any does."""
        return self.hits[0].passage

    @property
    def unconfirmed(self) -> bool:
        """Whether the best passage only says that the matter is unconfirmed."""
        return self.best.basis is Basis.UNCONFIRMED

    def related(self, shown: Sequence[Passage]) -> list[Passage]:
        """Further passages that belong to the answer: sure by themselves, in the same language, in force, confirmed."""
        seen = {passage.id for passage in shown} | {passage.heading for passage in shown}
        seen |= {passage.title for passage in shown}  # an introduction's heading: it only announces what is shown
        fitting = (hit.passage for hit in self.supporting if hit.passage.language is self.best.language)
        return [passage for passage in fitting if not {passage.id, passage.heading} & seen][:MOST_RELATED]


def find(
    question: str,
    retriever: Retriever,
    scope: Scope,
    cited: Collection[str] = frozenset(),
    today: date | None = None,
) -> Finding:
    """Search and decide how sure the best hit is.

    :param cited: ids of the sections that rest on a provision which the question names.
    :param today: the day of the question; what should have been reviewed before it is never first among equals.
    """
    asked = asking(retriever)
    preference = Preference(question, asked, cited, today)
    ordered = preference.ordered(retriever.search(question, scope, SEEN))
    allowed = filter(NamedLaws.of(question).allow, ordered)  # reads whole passages: only of as many as are shown
    found = list(islice(allowed, SHOWN))
    hits = in_own_language(found, scope.language, allowed)[:SHOWN]
    if not hits or not content_words(question):  # "kapan itu?" alone names nothing that could be found
        return Finding((), 0.0, Band.ABSTAIN)
    calibration = bundled_calibrations().of(retriever.embedder.id)

    def judged(hit: Hit) -> dict[str, float]:
        return features_of(question, hit, asked.likeness(question, hit.passage))

    best = judged(found[0])  # where a translation took its place, both say the same
    probability = calibration.probability(best)
    supporting = [hit for hit in hits[1:] if _answers(hit.passage) and calibration.probability(judged(hit)) >= SURE]
    same = [hit.passage for hit in (hits[0], *supporting) if asked.likeness(question, hit.passage) >= SAME_QUESTION]
    rivals = (passage for passage in same[1:] if same[0] is hits[0].passage and contradicts(same[0], passage))
    band = calibration.band(probability)
    return Finding(tuple(hits), probability, band, best, tuple(supporting), next(rivals, None))


def _answers(passage: Passage) -> bool:
    return passage.basis is not Basis.UNCONFIRMED and passage.force is not Force.REVOKED

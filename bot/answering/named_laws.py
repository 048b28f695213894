"""The laws that a question names: whatever says nothing of them does not answer it, however alike the words are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.retriever import Hit
from knowledge.force import force_register
from knowledge.metadata import Kind
from knowledge.references import parse_references


@dataclass(frozen=True, slots=True)
class NamedLaws:
    """Labels of the laws named, and `family` with those that amend or replace them; none where no law is named."""

    labels: frozenset[str]
    family: frozenset[str]

    @classmethod
    def of(cls, question: str) -> NamedLaws:
        """The laws that a question names."""
        register = force_register()
        labels = regulations(question)
        return cls(labels, frozenset[str]().union(*(register.family(label) for label in labels)))

    def allow(self, hit: Hit) -> bool:
        """Whether a hit may answer: it is of such a law, or a guide that speaks of one."""
        passage = hit.passage
        if not self.labels or hit.named or passage.number in self.family:
            return True
        if passage.kind is Kind.LAW:  # one law mentions another in passing
            return False
        told = (passage.title, passage.heading, passage.source, passage.text, *passage.questions)
        return not self.family.isdisjoint(regulations(" . ".join(told)))


@lru_cache(maxsize=1 << 14)
def regulations(text: str) -> frozenset[str]:
    """Labels of the regulations that a text names."""
    return frozenset(found.regulation.label for found in parse_references(text) if found.regulation is not None)

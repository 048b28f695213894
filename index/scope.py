"""What a question may see; applied before ranking, so that nothing outside it can push a hit aside or show through."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from knowledge.metadata import Audience, Language


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks, as of which date, and what is withdrawn.

    :param audience: a public scope never touches the shelf of the staff; staff sees both.
    :param as_of: only passages that were in force on that date, as far as their dates tell; None looks at all.
    :param withdrawn: ids of documents that no answer may use any more.
    :param language: between equals, passages in this language come first; a preference, never a filter.
    """

    audience: Audience = Audience.PUBLIC
    as_of: date | None = None
    withdrawn: frozenset[str] = field(default_factory=frozenset)
    language: Language | None = None

    def reaches(self, audience: Audience) -> bool:
        """Whether what an audience may see is inside."""
        return audience is Audience.PUBLIC or self.audience is Audience.STAFF

"""Where a passage stands: the mark of its shelf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from knowledge.document import Passage
from knowledge.metadata import Audience, Kind


@dataclass(frozen=True, slots=True)
class Shelfmark:
    """Whose a shelf is, and whether it holds texts of laws or what explains them.

    Statistics of one shelf never see another. The staff's texts must not show through in what the public finds. Laws
    are many, long and alike: on one shelf with them, what a guide is found by would change with every law added.
    """

    audience: Audience
    laws: bool

    def __str__(self) -> str:
        """Its folder in a snapshot."""
        return f"{self.audience}/{'laws' if self.laws else 'guides'}"

    def holds(self, passage: Passage) -> bool:
        """Whether a passage belongs here."""
        return passage.audience is self.audience and (passage.kind is Kind.LAW) is self.laws


SHELFMARKS: Final = tuple(Shelfmark(audience, laws) for audience in Audience for laws in (False, True))

"""What became of a reference: the types of the answer, with everything a reply may say about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from knowledge.document import Passage
from knowledge.force import Status
from knowledge.references import Reference


class Standing(StrEnum):
    """What became of a reference, best first."""

    FOUND = "found"
    MISSING = "missing"  # it exists, or may: the stored text lacks it (a damaged scan, an amendment that is not held)
    NOT_EXISTING = "not_existing"  # the regulation is held and has no such article, paragraph or letter
    UNNAMED = "unnamed"  # an article without its law, or a number without its year that fits several
    NOT_HELD = "not_held"  # no text of the regulation is held


class Naming(IntEnum):
    """Whether a document holds a regulation that a question names, or one that amends it."""

    NOT = 0
    AMENDS = 1
    ITSELF = 2


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a reference leads to.

    :param passages: the text itself, newest law first, the article before its explanation; of the smallest unit found.
    :param citing: sections of guides that rest on what took the provision's place, then on the provision itself.
    :param documents: the documents that hold the regulation.
    :param existing: for what does not exist or is missing, the larger unit around it that does exist.
    :param known: the units that do exist where one was asked for that does not ("ayat (1)", "ayat (2)", …).
    :param last: the last article of the regulation, where one beyond it was asked for.
    :param elsewhere: for an amending law, the same article in the law it amends.
    :param amended_by: texts that amend the regulation and that nobody has stored.
    :param other: letter b of article 12, where that exists and "12 b", or an article 12B that does not, was asked for.
    :param candidates: for an article without its law, where such an article is held or cited, at most a few.
    :param status: what the register knows of the provision in the regulation that was named, on the scope's date.
    """

    reference: Reference
    standing: Standing
    passages: tuple[Passage, ...] = ()
    citing: tuple[Passage, ...] = ()
    documents: tuple[str, ...] = ()
    existing: Reference | None = None
    known: tuple[str, ...] = ()
    last: str | None = None
    elsewhere: Reference | None = None
    amended_by: tuple[str, ...] = ()
    other: Reference | None = None
    candidates: tuple[Reference, ...] = ()
    status: Status | None = None


def best(resolutions: Iterable[Resolution]) -> Resolution | None:
    """The best of what several look-ups answer to one reference."""
    order = list(Standing)
    return min(resolutions, key=lambda found: (order.index(found.standing), not found.citing), default=None)

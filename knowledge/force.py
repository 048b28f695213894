"""What is in force on a date: relations between regulations (amends, replaces, revokes), down to single articles.

The bundled register is `force.yaml`; it holds only what somebody read in a source. A text of which it says nothing has
an unknown status, which is not the same as being in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from knowledge.errors import ReferenceDataError
from knowledge.metadata import Basis, Force
from knowledge.references import Reference, parse_reference
from knowledge.register import (
    RULING,
    YEAR,
    Change,
    Entry,
    Register,
    Relation,
    asked_provision,
    concerns_all,
    ends,
    is_named,
)
from knowledge.table import read_table

BUNDLED = Path(__file__).with_name("force.yaml")


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of a text or provision on a date.

    :param by: the texts that changed it until then, newest first.
    :param since: the day from which `force` is so, where it is known.
    :param until: the day from which what is printed in it no longer holds, where it is known.
    :param superseded: whether what is printed no longer holds on the date asked for: it is history.
    :param redirect: what stands in its place.
    :param checked: when the register was last compared with sources.
    """

    force: Force
    by: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    redirect: Reference | None = None
    basis: Basis | None = None
    checked: date | None = None
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class ForceRegister:
    """Answers what is in force; built from a checked `Register`."""

    entries: dict[str, Entry]
    relations: tuple[Relation, ...]
    checked: date

    @classmethod
    def build(cls, register: Register) -> ForceRegister:
        """Check a register and index it.

        :raises ReferenceDataError: for a regulation that is listed twice, badly named or missing, for a relation that
            takes effect before its target, and for texts that change each other in a circle.
        """
        entries = {entry.number: entry for entry in register.regulations}
        if len(entries) != len(register.regulations):
            raise ReferenceDataError("the register of force lists a regulation twice")
        for number in entries:
            reference = parse_reference(number)
            if reference is None or reference.regulation is None or reference.label != number:
                raise ReferenceDataError(f"{number!r} is no regulation as the register writes it, such as 'UU 20/2001'")
        for relation in register.relations:
            _check(relation, entries)
        graph: dict[str, set[str]] = {}
        for relation in register.relations:
            if relation.kind is not Change.CONFIRMS:
                graph.setdefault(relation.by, set()).add(relation.target)
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as exc:
            raise ReferenceDataError(f"texts change each other in a circle: {' -> '.join(exc.args[1])}") from exc
        return cls(entries, register.relations, register.checked)

    @classmethod
    def load(cls, path: Path) -> ForceRegister:
        """Read a register.

        :raises ReferenceDataError: when the file cannot be read, does not follow the schema or contradicts itself.
        """
        return cls.build(read_table(path, Register))

    def extended(self, other: Register) -> ForceRegister:
        """This register with further rows.

        A regulation takes the place of the one of its number, a relation that of the one on the same articles.

        :raises ReferenceDataError: as `build` does.
        """
        entries = {entry.number: entry for entry in other.regulations}
        if len(entries) < len(other.regulations):
            raise ReferenceDataError("the register of force lists a regulation twice")
        fresh = {relation.subject for relation in other.relations}
        kept = tuple(relation for relation in self.relations if relation.subject not in fresh)
        return ForceRegister.build(
            Register(
                checked=max(self.checked, other.checked),
                regulations=tuple((self.entries | entries).values()),
                relations=(*kept, *other.relations),
            )
        )

    def amenders(self, number: str) -> tuple[str, ...]:
        """The texts that amend a regulation, oldest first; court rulings are none, they hold no articles."""
        found = [
            r for r in self.relations if r.target == number and r.kind is Change.AMENDS and not r.by.startswith(RULING)
        ]
        return tuple(dict.fromkeys(r.by for r in sorted(found, key=lambda relation: relation.effective)))

    def amended(self, number: str) -> tuple[str, ...]:
        """The regulations that a text amends."""
        return tuple(dict.fromkeys(r.target for r in self.relations if r.by == number and r.kind is Change.AMENDS))

    def replaced(self, number: str) -> tuple[str, ...]:
        """The regulations whose whole text another one took the place of."""
        return tuple(
            r.target for r in self.relations if r.by == number and r.kind is Change.REPLACES and not r.articles
        )

    def family(self, number: str) -> frozenset[str]:
        """A regulation, what amends it or took its whole place, and what it does the same to."""
        kin = (
            (r.by, r.target)
            for r in self.relations
            if r.kind is Change.AMENDS or (r.kind is Change.REPLACES and not r.articles)
        )
        return frozenset({number}.union(*(pair for pair in kin if number in pair)))

    def status(self, number: str, provision: Reference | str | None = None, *, on: date) -> Status:
        """What is known of a regulation, or of one provision as that regulation prints it, on a date."""
        entry = self.entries.get(number)
        unknown = Status(Force.UNKNOWN, checked=self.checked if entry else None)
        if entry is None or (entry.since and on < entry.since):
            return replace(unknown, since=entry.since if entry else None)
        asked = asked_provision(provision)
        about = [r for r in self.relations if r.target == number]
        kept = asked is not None and any(is_named(asked, r.kept) for r in about)
        about = sorted((r for r in about if not kept or r.articles), key=lambda r: r.effective)
        named = [r for r in about if asked and is_named(asked, r.articles)]
        touching = named or [r for r in about if concerns_all(r)]
        ending = [r for r in about if ends(r, asked)]
        until = min((r.since for r in ending if r.since), default=None)
        changes = [r for r in touching if r.effective <= on and r.kind is not Change.CONFIRMS]
        if not changes:
            since = _held_since(entry, touching, on)
            if kept or since is None:
                return replace(unknown, until=until)
            return Status(Force.IN_FORCE, since=since.since, until=until, basis=since.basis, checked=self.checked)
        ended = [r for r in ending if r.effective <= on]
        gone = [r for r in ended if r.kind is not Change.AMENDS]
        last = (gone or changes)[-1]
        redirect = next((r.redirect for r in reversed(changes) if r.redirect), None)
        return Status(
            force=Force.REVOKED if gone else Force.AMENDED,
            by=tuple(dict.fromkeys(r.by for r in (last, *reversed(changes)))),
            since=last.since,
            until=until,
            redirect=parse_reference(redirect) if redirect else None,
            basis=last.basis,
            checked=self.checked,
            superseded=bool(ended),
        )


@cache
def bundled_register() -> ForceRegister:
    """The register that ships with the package."""
    return ForceRegister.load(BUNDLED)


_in_use: list[ForceRegister] = []


def force_register() -> ForceRegister:
    """The register that force is judged by where none is handed in."""
    return _in_use[0] if _in_use else bundled_register()


def use_register(register: ForceRegister) -> None:
    """Have this process judge force by a register; it is set once, when an installation is opened."""
    _in_use[:] = [register]


def _check(relation: Relation, entries: dict[str, Entry]) -> None:
    for number in (relation.by, relation.target):
        if number not in entries:
            raise ReferenceDataError(
                f"a relation names {number!r}, which the register does not list; add it to `regulations`"
            )
    if not YEAR.search(relation.by):
        raise ReferenceDataError(f"{relation.by!r} changes {relation.target!r}, but has no year")
    if relation.redirect and parse_reference(relation.redirect) is None:
        raise ReferenceDataError(f"{relation.redirect!r} is no reference to what took the place of {relation.target!r}")
    began = entries[relation.target].since
    if began and relation.effective < began and relation.since:
        raise ReferenceDataError(
            f"{relation.by!r} changes {relation.target!r} on {relation.since}, before it began on {began}"
        )


def _held_since(entry: Entry, touching: Sequence[Relation], on: date) -> Entry | Relation | None:
    """What shows that a text held on a date: a confirmation, the register's entry, or a change that came only later."""
    confirmed = next((r for r in touching if r.kind is Change.CONFIRMS and r.effective <= on), None)
    later = next((r for r in touching if r.kind is not Change.CONFIRMS and r.effective > on), None)
    if confirmed or entry.since:
        return confirmed or entry
    year = YEAR.search(entry.number)
    return Entry(number=entry.number, basis=later.basis) if later and year and on.year > int(year[1]) else None

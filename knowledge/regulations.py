"""What a regulation and a standard are called: their canonical labels, and the table of spellings and popular names.

The bundled table is `regulations.yaml`; an installation adds spellings with a file of the same shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from knowledge.table import read_table

BUNDLED = Path(__file__).with_name("regulations.yaml")


@dataclass(frozen=True, slots=True)
class Regulation:
    """A law or a lower rule: "UU 20/2001", "Perda Kabupaten Serang 5/2020", "Putusan MK 71/PUU-XXIII/2025".

    `year` is None where somebody named only the number ("PP 94"); `place` is for regional rules only.
    """

    type: str
    number: str
    year: int | None = None
    place: str | None = None

    @property
    def label(self) -> str:
        """The canonical way to write it."""
        name = f"{self.type} {self.place}" if self.place else self.type
        return f"{name} {self.number}/{self.year}" if self.year else f"{name} {self.number}"


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard and, where it was named, its edition: "ISO 37001:2016"."""

    name: str
    edition: int | None = None

    @property
    def label(self) -> str:
        """The canonical way to write it."""
        return f"{self.name}:{self.edition}" if self.edition else self.name


def parse_number(label: str) -> Regulation:
    """Read a canonical label such as "UU 20/2001" back."""
    kind, _, number = label.rpartition(" ")
    serial, _, year = number.rpartition("/")
    return Regulation(kind, serial, int(year))


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TypeRow(_Row):
    """A kind of regulation; `series` keeps the middle of a number ("71/PUU-XXIII/2025"), `regional` allows a place."""

    type: str
    spellings: tuple[str, ...]
    series: bool = False
    regional: bool = False


class NameRow(_Row):
    """A popular name; `beside` names count only directly beside an article."""

    regulation: str = Field(pattern=r"^\S.* \d+/\d{4}$")
    spellings: tuple[str, ...]
    beside: tuple[str, ...] = ()


class StandardRow(_Row):
    """A standard that is called by its bare number, and the names that mean it beside a clause.

    `outline` counts the subclauses of clauses 1, 2, 3 … in the `editions` named; another edition has the same clauses.
    """

    standard: str
    bare: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    editions: tuple[int, ...] = ()
    outline: tuple[int, ...] = ()


class Nomenclature(_Row):
    """The whole table; its hash is worked out once, since every text that is read asks for what was made of it."""

    types: tuple[TypeRow, ...] = ()
    names: tuple[NameRow, ...] = ()
    standards: tuple[StandardRow, ...] = ()

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.types, self.names, self.standards))

    def lacks(self, standard: Standard, clause: str) -> bool:
        """Whether a standard whose outline is known has no such clause in any edition that was asked for."""
        outline = next((row for row in self.standards if row.standard == standard.name and row.outline), None)
        parts = clause.split(".")
        if outline is None or not all(part.isdigit() for part in parts):
            return False
        chapter = int(parts[0])
        if not 1 <= chapter <= len(outline.outline):
            return True
        # Without an edition a newer one may be meant, which can have subclauses that the known ones lack.
        known = standard.edition in outline.editions
        return known and len(parts) > 1 and not 1 <= int(parts[1]) <= outline.outline[chapter - 1]

    def extended(self, other: Nomenclature) -> Nomenclature:
        """This table and another one, whose rows go first."""
        return Nomenclature(
            types=other.types + self.types,
            names=other.names + self.names,
            standards=other.standards + self.standards,
        )


def load_nomenclature(path: Path) -> Nomenclature:
    """Read a table.

    :raises ReferenceDataError: when the file is missing, is no YAML or does not follow the schema.
    """
    return read_table(path, Nomenclature)


@cache
def bundled_nomenclature() -> Nomenclature:
    """The table that ships with the package."""
    return load_nomenclature(BUNDLED)


_in_use: list[Nomenclature] = []


def nomenclature() -> Nomenclature:
    """The table that references are read with where none is handed in."""
    return _in_use[0] if _in_use else bundled_nomenclature()


def use_nomenclature(names: Nomenclature) -> None:
    """Have this process read references by a table; like a locale, it is set once, when an installation is opened."""
    _in_use[:] = [names]

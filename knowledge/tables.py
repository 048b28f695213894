"""The tables of an installation: the bundled ones, extended by files of the same shape that its admins write.

A row of the installation takes the place of the bundled one of the same name; nobody needs to write code for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from knowledge.channels import ChannelRegistry, ChannelTable
from knowledge.errors import ReferenceDataError
from knowledge.force import ForceRegister, bundled_register, use_register
from knowledge.glossary import Glossary, GlossaryTable
from knowledge.register import Register
from knowledge.regulations import Nomenclature, bundled_nomenclature, use_nomenclature
from knowledge.table import Table, read_table

FILES = ("glossary.yaml", "channels.yaml", "regulations.yaml", "force.yaml")

Whole = TypeVar("Whole")


@dataclass(frozen=True, slots=True)
class Tables:
    """Terms, reporting channels, names of regulations and standards, and what is in force."""

    glossary: Glossary
    channels: ChannelRegistry
    names: Nomenclature
    register: ForceRegister

    @classmethod
    def bundled(cls) -> Tables:
        """The tables that ship with the project."""
        return cls(Glossary.bundled(), ChannelRegistry.bundled(), bundled_nomenclature(), bundled_register())

    @classmethod
    def load(cls, folder: Path) -> Tables:
        """The bundled tables, extended by those of a folder; none of its files need exist.

        :raises ReferenceDataError: naming the file and the place that is wrong.
        """
        own = cls.bundled()
        glossary, channels, names, register = (folder / name for name in FILES)
        return cls(
            _extended(own.glossary, glossary, GlossaryTable, lambda rows: own.glossary.extended(rows.terms)),
            _extended(own.channels, channels, ChannelTable, lambda rows: own.channels.extended(rows.channels)),
            _extended(own.names, names, Nomenclature, own.names.extended),
            _extended(own.register, register, Register, own.register.extended),
        )

    def use(self) -> None:
        """Have this process read references and judge force by these tables, where no other is handed in."""
        use_nomenclature(self.names)
        use_register(self.register)


def _extended(bundled: Whole, path: Path, schema: type[Table], extend: Callable[[Table], Whole]) -> Whole:
    if not path.exists():
        return bundled
    rows = read_table(path, schema)
    try:
        return extend(rows)
    except ReferenceDataError as exc:
        raise ReferenceDataError(f"{path.name}: {exc}.") from exc

"""The agency that runs the bot: its name, address and contacts, from `DATA/agency.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import SettingsError

FILE = "agency.toml"


class Agency(BaseModel):
    """What is known of the agency; without a file nothing is, and replies name only national channels."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str | None = None
    address: str | None = None
    hours: str | None = None
    website: str | None = None
    ppid: str | None = None
    upg: str | None = None
    reporting: str | None = None
    joint_leave: tuple[date, ...] = ()


def load_agency(data: Path) -> Agency:
    """Read `agency.toml` of a data folder; an absent file gives an agency of which nothing is known.

    :raises SettingsError: when the file is there and cannot be used.
    """
    path = data / FILE
    if not path.exists():
        return Agency()
    try:
        return Agency.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise SettingsError(f"{path.name} is not valid TOML: {exc}") from exc
    except ValidationError as exc:
        problem = exc.errors(include_input=False)[0]
        place = ".".join(str(part) for part in problem["loc"])
        raise SettingsError(f"{path.name}: {place}: {problem['msg']}") from exc

"""The README tells the truth: every setting, every command and every library has its line."""

import re
import tomllib
from pathlib import Path

from bot.cli import tanya
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_has_its_line() -> None:
    for name, field in Settings.model_fields.items():
        line = next((line for line in README.splitlines() if line.startswith(f"| `{name.upper()}`")), "")
        assert line, f"{name.upper()} is missing from the README's table of settings"
        assert str(field.description) in line


def test_every_command_is_named() -> None:
    for name in tanya.commands:
        assert f"tanya {name}" in README or f"`{name}`" in README, name


def test_every_library_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.split(r"[<>=~\[;]", requirement)[0].strip() for requirement in wanted}
    table = README[README.index("## Libraries") :]
    missing = [name for name in sorted(names) if f"| {name} |" not in table]
    assert missing == []

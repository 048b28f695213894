"""agency.toml: what is known of the agency, or one sentence about what is wrong with it."""

from pathlib import Path

import pytest

from bot.agency import Agency, load_agency
from bot.errors import SettingsError


def test_nothing_is_known_without_a_file(tmp_path: Path) -> None:
    assert load_agency(tmp_path) == Agency()


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "agency.toml").write_text('name = "Inspektorat"\njoint_leave = [2026-12-24]\n', encoding="utf-8")
    agency = load_agency(tmp_path)
    assert agency.name == "Inspektorat"
    assert [day.isoformat() for day in agency.joint_leave] == ["2026-12-24"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("name = ", "not valid TOML", id="broken"),
        pytest.param('nama = "Inspektorat"', r"agency\.toml: nama", id="an unknown key"),
        pytest.param("name = 3", r"agency\.toml: name", id="no text"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "agency.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        load_agency(tmp_path)

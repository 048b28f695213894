"""The search for traces finds what is there: else finding nothing would prove nothing."""

from __future__ import annotations

import gzip
from base64 import b64encode
from pathlib import Path

import pytest

from tests.e2e.traces import Trace, find_traces, fingerprint, with_parts

NAME = "Hendrawan Sukmajaya"
WRITTEN = {
    "plain": f"pesan: {NAME}, camat".encode(),
    "capitals": NAME.upper().encode(),
    "small": NAME.lower().encode(),
    "utf-16": f"dari {NAME}".encode("utf-16"),
    "utf-16, big end first": NAME.upper().encode("utf-16-be"),
    "base64": b64encode(NAME.encode()),
    "base64, shifted": b64encode(f"x{NAME} minta uang".encode()),
    "base64, shifted twice": b64encode(f"xy{NAME.lower()}".encode()),
    "base64 of capitals": b64encode(f"Pak {NAME.upper()}".encode()),
    "gzip": gzip.compress(f"pak {NAME}".encode()),
    "among noise": bytes(range(256)) * 40 + NAME.encode() + bytes(range(256)),
}


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_planted_name_is_found_in_every_form(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "snapshots" / "one").mkdir(parents=True)
    file = tmp_path / "snapshots" / "one" / "passages.npy"
    file.write_bytes(content)
    assert find_traces([NAME], [tmp_path]) == [Trace(NAME, str(file))]
    assert find_traces(["Somebody Else", "Sukmajaya Hendrawan"], [tmp_path]) == []


def test_a_single_file_and_names_of_files_are_searched(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(f"INFO {NAME}")
    folder = tmp_path / f"laporan {NAME}"
    folder.mkdir()
    assert find_traces([NAME], [log, folder]) == [Trace(NAME, str(log)), Trace(NAME, str(folder))]


def test_parts_of_a_name_and_digits_of_a_sum_are_searched_too() -> None:
    assert with_parts("CV Tirtamandala Abadi") == {"CV Tirtamandala Abadi", "Tirtamandala"}
    assert with_parts("Rp15.000.000") == {"Rp15.000.000", "15000000"}
    assert with_parts("5 jt") == {"5 jt"}


def test_fingerprint_tells_any_change(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    before = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == before
    (tmp_path / "a").write_text("y")
    assert fingerprint(tmp_path) != before
    (tmp_path / "a").write_text("x")
    (tmp_path / "b").touch()
    assert fingerprint(tmp_path) != before

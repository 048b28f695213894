"""Withdrawn stays withdrawn: on disk, for every version but those added afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge.errors import LibraryError
from knowledge.withdrawals import Withdrawals


@pytest.fixture
def withdrawals(tmp_path: Path) -> Withdrawals:
    return Withdrawals(tmp_path / "data" / "withdrawn.json")


def test_no_file_is_an_empty_list(withdrawals: Withdrawals) -> None:
    assert withdrawals.read().masked({"a": "1"}) == frozenset()
    assert withdrawals.signature() is None


def test_all_versions_are_hidden(withdrawals: Withdrawals) -> None:
    withdrawals.withdraw("a")
    listed = Withdrawals(withdrawals.path).read()
    assert listed.masked() == listed.masked({"a": "1"}) == listed.masked({"a": "2", "b": "1"}) == {"a"}


def test_only_a_version_added_afterwards_is_shown(withdrawals: Withdrawals) -> None:
    withdrawals.withdraw("a")
    withdrawals.allow("a", "2")
    withdrawals.allow("a", "3")
    withdrawals.allow("b", "1")
    listed = withdrawals.read()
    assert [bool(listed.masked({"a": digest})) for digest in "1234"] == [True, False, False, True]
    assert listed.masked() == {"a"}
    withdrawals.withdraw("a")
    assert withdrawals.read().masked({"a": "2"}) == {"a"}


def test_restoring_shows_all_again(withdrawals: Withdrawals) -> None:
    withdrawals.withdraw("a")
    withdrawals.restore("a")
    assert withdrawals.read().masked({"a": "1"}) == frozenset()
    with pytest.raises(LibraryError, match="a is not withdrawn"):
        withdrawals.restore("a")


def test_the_signature_follows_every_change(withdrawals: Withdrawals) -> None:
    seen = [withdrawals.signature()]
    for document in "abc":
        withdrawals.withdraw(document)
        seen.append(withdrawals.signature())
    assert len(set(seen)) == 4


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 2, "withdrawn": {}}', b"\xff"])
def test_a_damaged_list_is_refused_and_kept(withdrawals: Withdrawals, content: bytes) -> None:
    withdrawals.withdraw("a")
    withdrawals.path.write_bytes(content)
    with pytest.raises(LibraryError, match=r"withdrawn\.json is damaged"):
        withdrawals.read()
    with pytest.raises(LibraryError):
        withdrawals.withdraw("b")
    assert withdrawals.path.read_bytes() == content


def test_withdrawals_at_once_all_count(withdrawals: Withdrawals) -> None:
    documents = [f"d{n}" for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda document: Withdrawals(withdrawals.path).withdraw(document), documents))
    assert withdrawals.read().masked() == set(documents)

"""A candidate holds what may be served, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.publishing.candidate import from_library, without_withdrawn
from bot.publishing.publisher import quiet

if TYPE_CHECKING:
    from tests.bot.publishing.conftest import House


def test_from_the_library(house: House) -> None:
    house.withdrawals.withdraw("gaji")
    (house.library.bundled / "rusak.md").write_bytes(b"\xff")
    candidate = from_library(house.library, house.withdrawals.read(), quiet)
    assert [passage.document for passage in candidate.passages] == ["cuti"]
    entry = house.library.find("cuti")
    assert entry is not None
    assert candidate.documents == {"cuti": entry.digest}
    assert [fault.split(":")[0] for fault in candidate.faults] == ["rusak.md"]


def test_what_is_live_less_what_was_withdrawn(house: House) -> None:
    house.bundle("rapat", "Notulen rapat.", audience="staff")
    house.publisher.reindex()
    before = {
        passage.document: passage for passage in from_library(house.library, house.withdrawals.read(), quiet).passages
    }
    house.withdrawals.withdraw("cuti")
    candidate = without_withdrawn(house.serving())
    assert {passage.document: passage for passage in candidate.passages} == {
        name: passage for name, passage in before.items() if name != "cuti"
    }
    assert set(candidate.documents) == {"gaji", "rapat"}

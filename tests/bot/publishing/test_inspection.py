"""Status, verification and the list of documents tell what is so."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.publishing.outcome import State
from knowledge.metadata import Audience

if TYPE_CHECKING:
    from tests.bot.publishing.conftest import House


def states(house: House) -> dict[str, State]:
    return {listed.document: listed.state for listed in house.inspection.documents().documents}


def test_before_the_first_index(house: House) -> None:
    status = house.inspection.status()
    assert (status.snapshot, status.document_count, status.pending) == (None, 0, ("cuti", "gaji"))
    assert status.problem is not None
    assert "tanya reindex" in status.problem
    assert house.inspection.verify() == ()


def test_a_published_library(house: House) -> None:
    house.gate.questions = {"cuti": None, "tidakada": None}
    house.publisher.reindex()
    assert house.inspection.status().golden is None  # a first index has nothing to be compared with
    outcome = house.publisher.reindex()
    status = house.inspection.status()
    assert (status.snapshot, status.problem) == (outcome.snapshot, None)
    assert (status.document_count, status.passage_count, status.golden) == (2, 2, 0.5)
    assert (status.embedder, status.pending, status.withdrawn, status.faults) == ("words", (), (), ())
    assert states(house) == {"cuti": State.LIVE, "gaji": State.LIVE}


def test_what_is_not_live_is_pending(house: House) -> None:
    house.publisher.reindex()
    house.bundle("cuti", "Ubahan.")
    house.bundle("kantin", "Baru.", audience="staff", checked="2026-11-22")
    (house.library.bundled / "gaji.md").unlink()
    (house.library.bundled / "rusak.md").write_text("")
    assert house.inspection.status().pending == ("cuti", "gaji", "kantin")
    catalogue = house.inspection.documents()
    assert [(listed.document, listed.state, listed.audience) for listed in catalogue.documents] == [
        ("cuti", State.PENDING, Audience.PUBLIC),
        ("kantin", State.PENDING, Audience.STAFF),
    ]
    assert catalogue.faults == ("rusak.md: the file is empty.",)


def test_withdrawn_documents_are_told(house: House) -> None:
    house.publisher.reindex()
    house.publisher.withdraw("cuti")
    assert states(house) == {"cuti": State.WITHDRAWN, "gaji": State.LIVE}
    status = house.inspection.status()
    assert (status.withdrawn, status.pending, status.document_count) == (("cuti",), (), 1)


def test_another_model_is_a_problem_with_a_remedy(house: House) -> None:
    house.publisher.reindex()
    house.embedder.id = "other"
    problem = house.inspection.status().problem
    assert problem is not None
    assert "TANYA_EMBEDDER" in problem
    (checked,) = house.inspection.verify()
    assert checked.problem == problem


def test_verification_finds_a_single_changed_byte(house: House) -> None:
    first, second = house.publisher.reindex().snapshot, house.publisher.reindex().snapshot
    assert [(checked.snapshot, checked.live, checked.problem) for checked in house.inspection.verify()] == [
        (first, False, None),
        (second, True, None),
    ]
    folder = house.serving().snapshot.folder
    largest = max(folder.rglob("*.npy"), key=lambda path: path.stat().st_size)
    with largest.open("r+b") as file:
        byte = file.read(1)
        file.seek(0)
        file.write(bytes([byte[0] ^ 1]))
    whole, changed = house.inspection.verify()
    assert whole.problem is None
    assert changed.problem is not None
    assert largest.name in changed.problem


def test_a_truncated_snapshot_is_told_by_status_and_verification(house: House) -> None:
    house.publisher.reindex()
    folder = house.serving().snapshot.folder
    largest = max(folder.rglob("*.npy"), key=lambda path: path.stat().st_size)
    os.truncate(largest, 1)
    status = house.inspection.status()
    assert status.snapshot == folder.name
    assert status.problem is not None
    assert "tanya rollback" in status.problem
    assert status.pending == ()
    assert [checked.problem for checked in house.inspection.verify()] == [status.problem]

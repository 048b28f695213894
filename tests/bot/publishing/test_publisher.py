"""Every action makes a whole new index live or leaves the old one; a withdrawal always counts."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import PublishingError
from bot.publishing.outcome import Incomplete, Refusal
from index.errors import BusyError
from index.snapshot import Snapshots
from knowledge import library
from knowledge.document import Document
from knowledge.errors import KnowledgeError, LibraryError
from knowledge.loaders import load
from knowledge.metadata import Audience

if TYPE_CHECKING:
    from tests.bot.publishing.conftest import House


def test_reindex_publishes_the_library(house: House) -> None:
    outcome = house.publisher.reindex()
    assert outcome.published
    assert outcome.refusal is None
    assert (outcome.document_count, outcome.passage_count, outcome.faults) == (2, 2, ())
    assert outcome.snapshot == house.snapshots.current_name()
    assert house.answers("tunjangan")


def test_progress_is_told_from_loading_to_publishing(house: House) -> None:
    told: list[tuple[str, int, int]] = []
    house.publisher.reindex(lambda stage, done, total: told.append((stage, done, total)))
    assert told[:2] == [("load", 1, 2), ("load", 2, 2)]
    assert told[-1] == ("publish", 1, 1)


def test_a_bad_file_is_told_and_stops_nothing(house: House) -> None:
    house.library.own.mkdir(parents=True)
    (house.library.own / "rusak.txt").write_bytes(b"\xff")
    outcome = house.publisher.reindex()
    assert outcome.published
    assert len(outcome.faults) == 1
    assert outcome.faults[0].startswith("rusak.txt: ")


def test_an_empty_library_is_refused(house: House) -> None:
    house.publisher.reindex()
    for path in house.library.bundled.iterdir():
        path.unlink()
    outcome = house.publisher.reindex()
    assert (outcome.published, outcome.refusal) == (False, Refusal.EMPTY)
    assert house.answers("cuti")


def test_adding_serves_the_document(house: House) -> None:
    house.publisher.reindex()
    outcome = house.publisher.add([house.file("kantin", "Kantin buka siang.", audience="staff")])
    (added,) = outcome.added
    assert (added.document, added.audience, added.replaced) == ("kantin", Audience.STAFF, False)
    assert house.answers("kantin")


def test_adding_the_first_document_needs_no_index_before(house: House) -> None:
    assert house.publisher.add([house.file("kantin", "Kantin buka siang.")]).published
    assert house.answers("kantin")


def test_replacing_serves_the_new_version_only(house: House) -> None:
    house.publisher.add([house.file("kantin", "Kantin buka siang.")])
    outcome = house.publisher.add([house.file("kantin", "Warung tutup.")])
    assert outcome.added[0].replaced
    assert house.answers("warung")
    assert not house.answers("siang")
    assert len(list((house.library.own / "archive").iterdir())) == 1


def test_a_bad_file_adds_nothing(house: House) -> None:
    house.publisher.reindex()
    good = house.file("kantin", "Kantin buka siang.")
    bad = house.folder / "rusak.md"
    bad.write_bytes(b"a\xff")
    with pytest.raises(KnowledgeError, match=r"rusak\.md"):
        house.publisher.add([good, bad])
    assert house.tree() == {}
    assert not house.answers("kantin")


def test_a_worse_index_does_not_go_live(house: House) -> None:
    house.publisher.add([house.file("kantin", "Kantin buka siang.")])
    before, live = house.tree(), house.snapshots.current_name()
    house.gate.questions = {"cuti": "cuti", "siang": "kantin"}
    outcome = house.publisher.add([house.file("kantin", "Warung tutup.")])
    assert (outcome.published, outcome.refusal, outcome.snapshot) == (False, Refusal.WORSE, live)
    assert outcome.gating is not None
    assert (outcome.gating.score, outcome.gating.before, outcome.gating.lost) == (1, 2, ("siang",))
    assert house.tree() == before
    assert house.answers("siang")
    assert house.snapshots.current_name() == live


def test_an_equal_or_better_index_goes_live(house: House) -> None:
    house.gate.questions = {"cuti": None, "kantin": None}
    house.publisher.reindex()
    outcome = house.publisher.add([house.file("kantin", "Kantin buka siang.")])
    assert outcome.published
    assert outcome.gating is not None
    assert (outcome.gating.score, outcome.gating.before, outcome.gating.gained) == (2, 1, ("kantin",))
    assert house.snapshots.current().manifest.contents.golden == 1


def test_the_live_index_is_not_asked_what_its_own_gate_asked(house: House) -> None:
    house.gate.questions = {"cuti": None}
    house.publisher.reindex()
    house.publisher.add([house.file("kantin", "Kantin buka siang.")])
    house.gate.told.clear()
    house.publisher.reindex()
    new, live = house.gate.told
    assert new is None
    assert live is not None
    assert {name: mark.score for name, mark in live.marks.items()} == {"cuti": 1}


def test_articles_that_a_scan_lost_are_told(house: House) -> None:
    articles = "\n\n".join(f"Pasal {number}\n\nKetentuan nomor {number} berlaku." for number in (1, 2, 3, 5, 6, 7))
    law = house.folder / "uu-7-2030.md"
    law.write_text(
        "UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 7 TAHUN 2030 TENTANG KANTIN\n\nDENGAN RAHMAT TUHAN YANG MAHA ESA\n\n"
        f"MEMUTUSKAN:\n\nMenetapkan: UNDANG-UNDANG TENTANG KANTIN.\n\nBAB I KETENTUAN UMUM\n\n{articles}\n"
    )
    outcome = house.publisher.add([house.file("kantin", "Kantin buka siang."), law])
    assert outcome.published
    assert outcome.incomplete == (Incomplete("uu-7-2030", ("Pasal 4",)),)
    assert house.publisher.add([house.file("warung", "Warung tutup.")]).incomplete == ()
    assert house.publisher.reindex().incomplete == (Incomplete("uu-7-2030", ("Pasal 4",)),)


def test_the_library_is_read_once_before_and_once_after_many_additions(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(path: Path) -> Document:
        read.append(path.name)
        return load(path)

    monkeypatch.setattr(library, "load", counted)
    house.publisher.add([house.file(name, f"Isi {name}.") for name in ("satu", "dua", "tiga")])
    assert read.count("cuti.md") == 2


def test_a_copy_of_a_protected_text_is_refused(house: House) -> None:
    originals = house.folder / "data" / "originals"
    originals.mkdir(parents=True)
    words = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"
    (originals / "standar.txt").write_text(words)
    house.publisher.reindex()
    with pytest.raises(KnowledgeError, match=r"salinan\.md repeats 10 words in a row of standar\.txt"):
        house.publisher.add([house.file("salinan", words, quoting="own_words")])
    assert house.publisher.add([house.file("hukum", words, quoting="whole")]).published
    house.bundle("salinan", words, quoting="summary")
    outcome = house.publisher.reindex()
    assert outcome.published
    assert [fault.split(" repeats ")[0] for fault in outcome.faults] == ["salinan.md"]
    assert not any("enam tujuh" in fault for fault in outcome.faults)


def test_questions_retire_with_their_documents(house: House) -> None:
    house.publisher.add([house.file("kantin", "Kantin buka siang.")])
    house.gate.questions = {"siang": "kantin"}
    (house.library.own / "kantin.md").unlink()
    outcome = house.publisher.reindex()
    assert outcome.published
    assert outcome.gating is not None
    assert outcome.gating.asked == 0
    assert not house.answers("siang")


def test_a_document_that_became_unreadable_has_not_retired(house: House) -> None:
    house.publisher.add([house.file("kantin", "Kantin buka siang.")])
    house.gate.questions = {"siang": "kantin"}
    (house.library.own / "kantin.md").write_bytes(b"\xff")
    outcome = house.publisher.reindex()
    assert (outcome.refusal, len(outcome.faults)) == (Refusal.WORSE, 1)
    assert house.answers("siang")


def test_a_withdrawal_counts_whatever_the_gate_says(house: House) -> None:
    house.publisher.reindex()
    house.gate.questions = {"cuti": None}
    outcome = house.publisher.withdraw("cuti")
    assert outcome.published
    assert not house.answers("cuti")
    serving = house.serving()
    assert not any(b"cuti" in path.read_bytes() for path in serving.snapshot.folder.rglob("passages*"))


def test_a_withdrawal_takes_no_other_change_live(house: House) -> None:
    house.publisher.reindex()
    house.bundle("gaji", "Ubahan baru.")
    house.publisher.withdraw("cuti")
    assert house.answers("tunjangan")
    assert not house.answers("ubahan")


def test_a_withdrawn_text_stays_away(house: House) -> None:
    first = house.publisher.reindex()
    house.publisher.withdraw("cuti")
    assert house.publisher.rollback().snapshot == first.snapshot
    assert not house.answers("cuti")
    house.publisher.reindex()
    assert not house.answers("cuti")
    with pytest.raises(PublishingError, match="withdrawn"):
        house.publisher.add([house.library.bundled / "cuti.md"])


def test_a_new_version_of_a_withdrawn_document_shows_and_the_old_one_never(house: House) -> None:
    house.publisher.reindex()
    house.publisher.withdraw("cuti")
    assert house.publisher.add([house.file("cuti", "Libur sepuluh hari.")]).published
    assert house.answers("libur")
    for _ in range(2):
        house.publisher.rollback()
        assert not house.answers("tahunan")
    house.publisher.reindex()
    assert house.answers("libur")


def test_a_withdrawal_counts_also_while_another_reindex_is_at_work(house: House) -> None:
    house.publisher.reindex()
    with Snapshots(house.snapshots.folder).writing():
        outcome = house.publisher.withdraw("cuti")
    assert (outcome.published, outcome.refusal) == (False, Refusal.BUSY)
    assert not house.answers("cuti")


def test_withdrawing_the_last_document_leaves_nothing(house: House) -> None:
    house.publisher.reindex()
    house.publisher.withdraw("cuti")
    outcome = house.publisher.withdraw("gaji")
    assert (outcome.published, outcome.refusal) == (False, None)
    assert not house.answers("tunjangan")


def test_withdrawing_tells_of_the_translation(house: House) -> None:
    house.bundle("leave", "Annual leave.", language="en", translation_of="cuti")
    house.publisher.reindex()
    assert house.publisher.withdraw("cuti").twins == ("leave",)
    assert house.answers("annual")


def test_withdrawing_what_is_not_there(house: House) -> None:
    house.publisher.reindex()
    with pytest.raises(PublishingError, match="did you mean cuti"):
        house.publisher.withdraw("cutti")


def test_restoring_serves_again(house: House) -> None:
    house.publisher.reindex()
    house.publisher.withdraw("cuti")
    assert house.publisher.restore("cuti").published
    assert house.answers("cuti")
    with pytest.raises(LibraryError, match="not withdrawn"):
        house.publisher.restore("cuti")


def test_rolling_back_goes_back_step_by_step(house: House) -> None:
    names = [house.publisher.reindex().snapshot for _ in range(3)]
    assert house.publisher.rollback().snapshot == names[1]
    assert house.publisher.rollback().snapshot == names[0]
    with pytest.raises(PublishingError, match="no earlier"):
        house.publisher.rollback()
    assert house.snapshots.current_name() == names[0]


def test_rolling_back_after_a_rollback_never_returns_to_the_bad_one(house: House) -> None:
    first, second = house.publisher.reindex().snapshot, house.publisher.reindex().snapshot
    house.publisher.rollback()
    house.publisher.reindex()
    assert house.publisher.rollback().snapshot == first != second


def test_rolling_back_passes_damaged_ones(house: House) -> None:
    first = house.publisher.reindex().snapshot
    for _ in range(2):
        house.publisher.reindex()
        (house.snapshots.folder / house.snapshots.current_name() / "manifest.json").write_text("")
    assert house.publisher.rollback().snapshot == first


def test_a_damaged_live_snapshot_is_replaced_by_a_reindex(house: House) -> None:
    house.publisher.reindex()
    folder = house.serving().snapshot.folder
    largest = max(folder.rglob("*.npy"), key=lambda path: path.stat().st_size)
    os.truncate(largest, 3)
    assert house.publisher.reindex().published
    assert house.answers("cuti")


def test_another_model_means_a_new_index(house: House) -> None:
    house.publisher.reindex()
    house.embedder.id = "other"
    assert house.publisher.reindex().published
    assert house.snapshots.current().manifest.contents.embedder == "other"


def test_two_reindexes_never_run_together(house: House) -> None:
    with Snapshots(house.snapshots.folder).writing(), pytest.raises(BusyError):
        house.publisher.reindex()


@pytest.mark.parametrize("stage", ["load", "encode", "publish"])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_stopping_leaves_the_old_index(house: House, stage: str, how: signal.Signals) -> None:
    live = house.publisher.reindex().snapshot
    before = house.tree()

    def stop(now: str, done: int, total: int) -> None:
        if now == stage:
            signal.raise_signal(how)

    with pytest.raises(KeyboardInterrupt):
        house.publisher.add([house.file("kantin", "Kantin buka siang.")], stop)
    assert house.snapshots.current_name() == live
    assert house.tree() == before
    assert not list(house.snapshots.folder.glob(".staging-*"))
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_folder_that_cannot_be_made_is_one_sentence(house: House) -> None:
    (house.folder / "data").write_text("a file where a folder should be")
    with pytest.raises(PublishingError, match="cannot be written"):
        house.publisher.reindex()


def test_old_snapshots_are_removed(house: House) -> None:
    for _ in range(8):
        house.publisher.reindex()
    assert len(house.snapshots.names()) == 5


def test_bytes_of_the_added_file_are_kept(house: House, tmp_path: Path) -> None:
    path = house.file("kantin", "Kantin buka siang.")
    house.publisher.add([path])
    assert house.tree() == {"kantin.md": path.read_bytes()}

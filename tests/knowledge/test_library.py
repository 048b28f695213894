"""The library serves what it can, names what it cannot, and keeps what it replaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError, LibraryError
from knowledge.library import Addition, Entry, Fault, Library


def write(folder: Path, name: str, text: str, identity: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    front = f"---\nid: {identity}\ntitle: Judul\n---\n" if identity else ""
    path = folder / name
    path.write_text(f"{front}# Judul\n\n{text}\n")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Library:
    write(tmp_path / "bundled" / "id", "a.md", "Bawaan a.", "a")
    write(tmp_path / "bundled" / "id", "b.md", "Bawaan b.", "b")
    return Library(tmp_path / "bundled", tmp_path / "data" / "documents")


def texts(library: Library) -> dict[str, str]:
    return {entry.id: entry.document.sections[0].text for entry in library.read() if isinstance(entry, Entry)}


def faults(library: Library) -> list[str]:
    return [fault.sentence for fault in library.read() if isinstance(fault, Fault)]


def put(library: Library, entry: Entry) -> Addition:
    (addition,) = library.put([entry], library.held())
    return addition


def add(library: Library, path: Path) -> None:
    (entry,) = library.check([path])
    put(library, entry)


def test_bundled_documents_without_own_ones(library: Library) -> None:
    assert texts(library) == {"a": "Bawaan a.", "b": "Bawaan b."}
    assert faults(library) == []


def test_own_documents_go_before_bundled_ones_of_their_id(library: Library) -> None:
    write(library.own, "x.md", "Milik sendiri.", "a")
    assert texts(library) == {"a": "Milik sendiri.", "b": "Bawaan b."}
    assert faults(library) == []
    found = library.find("a")
    assert found is not None
    assert found.own


def test_a_bad_file_stops_no_other(library: Library) -> None:
    write(library.own, "c.md", "Baik.", "c")
    (library.own / "rusak.txt").write_bytes(b"\xff\xff")
    (library.own / "gambar.png").write_bytes(b"png")
    assert set(texts(library)) == {"a", "b", "c"}
    assert [sentence.split(":")[0] for sentence in faults(library)] == ["gambar.png", "rusak.txt"]


def test_a_second_file_of_an_id_is_a_fault(library: Library) -> None:
    write(library.own, "c1.md", "Satu.", "c")
    write(library.own, "c2.md", "Dua.", "c")
    assert texts(library)["c"] == "Satu."
    assert faults(library) == ["c2.md: the id c is taken by c1.md; give one of them another id."]


def test_adding_copies_the_file(library: Library, tmp_path: Path) -> None:
    source = write(tmp_path, "Jam Layanan.md", "Senin.")
    add(library, source)
    assert texts(library)["jam-layanan"] == "Senin."
    assert (library.own / "jam-layanan.md").read_bytes() == source.read_bytes()


def test_replacing_keeps_the_earlier_version(library: Library, tmp_path: Path) -> None:
    add(library, write(tmp_path, "c.md", "Satu.", "c"))
    add(library, write(tmp_path, "c.md", "Dua.", "c"))
    assert texts(library)["c"] == "Dua."
    (kept,) = (library.own / "archive").iterdir()
    assert "Satu." in kept.read_text()
    assert faults(library) == []


def test_replacing_by_another_format_leaves_one_file(library: Library, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("Judul\nSatu.")
    add(library, tmp_path / "c.txt")
    add(library, write(tmp_path, "c.md", "Dua.", "c"))
    assert [path.name for path in library.own.iterdir() if path.is_file()] == ["c.md"]


def test_an_addition_can_be_undone(library: Library, tmp_path: Path) -> None:
    before = texts(library)
    (entry,) = library.check([write(tmp_path, "c.md", "Satu.", "c")])
    library.undo(put(library, entry))
    assert texts(library) == before
    add(library, write(tmp_path, "c.txt", "Satu."))
    before = texts(library)
    (entry,) = library.check([write(tmp_path, "c.md", "Dua.", "c")])
    library.undo(put(library, entry))
    assert texts(library) == before
    assert faults(library) == []


def test_files_are_checked_before_any_is_added(library: Library, tmp_path: Path) -> None:
    good = write(tmp_path, "c.md", "Baik.", "c")
    bad = tmp_path / "d.md"
    bad.write_bytes(b"")
    with pytest.raises(KnowledgeError, match=r"d\.md"):
        library.check([good, bad])
    with pytest.raises(LibraryError, match="same id c"):
        library.check([good, write(tmp_path, "e.md", "Lagi.", "c")])
    assert not library.own.exists()


def test_a_file_that_changed_since_its_check_is_refused(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "c.md", "Satu.", "c")
    (entry,) = library.check([path])
    path.write_text("# lain\n\nDua.")
    with pytest.raises(LibraryError, match="changed"):
        put(library, entry)
    assert "c" not in texts(library)


def test_the_digest_follows_the_content(library: Library, tmp_path: Path) -> None:
    (one,) = library.check([write(tmp_path, "c.md", "Satu.", "c")])
    (same,) = library.check([write(tmp_path / "x", "c2.md", "Satu.", "c")])
    (other,) = library.check([write(tmp_path, "c3.md", "Dua.", "c")])
    assert one.digest == same.digest != other.digest

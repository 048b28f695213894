"""A long run of an original's words is found wherever it stands; facts, names and our own words are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.document import Document, Section
from knowledge.library import Entry, Fault, Library
from knowledge.metadata import Metadata, Notes, Quoting
from knowledge.quoting import LONG_RUN, Original, Originals

ORIGINAL = (
    "Pimpinan puncak harus menunjukkan bahwa ia mendukung setiap upaya nyata untuk mencegah suap di dalam organisasi."
)
WORDS = st.lists(st.sampled_from(["satu", "dua", "tiga", "empat", "lima"]), max_size=30)


def document(text: str, quoting: Quoting = Quoting.OWN_WORDS, questions: tuple[str, ...] = ()) -> Document:
    section = Section("Judul", 1, text, Notes(questions=questions))
    return Document(Metadata(id="a", title="Judul", quoting=quoting), (section,))


def originals(text: str = ORIGINAL) -> Originals:
    return Originals((Original.of("standar.txt", text),))


@pytest.mark.parametrize("quoting", [Quoting.OWN_WORDS, Quoting.SUMMARY])
def test_a_long_run_is_found_and_named(quoting: Quoting) -> None:
    copied = "Kata kami: PIMPINAN puncak, harus menunjukkan bahwa ia **mendukung** setiap\nupaya nyata, begitu."
    run = originals().longest_run(document(copied, quoting))
    assert run is not None
    assert (run.original, run.length) == ("standar.txt", 10)
    assert run.opening == "pimpinan puncak harus menunjukkan"


def test_the_sentence_names_both_files_and_quotes_little() -> None:
    run = originals().longest_run(document(ORIGINAL))
    assert run is not None
    sentence = run.sentence("salinan.md")
    assert {"salinan.md", "standar.txt", str(run.length)} <= set(sentence.replace("(", " ").split())
    assert originals().longest_run(document(sentence)) is None


def test_shorter_runs_are_chance() -> None:
    words = ORIGINAL.split()
    short = f"{' '.join(words[: LONG_RUN - 1])} tidak {' '.join(words[LONG_RUN - 1 : 2 * LONG_RUN - 2])}"
    assert originals().longest_run(document(short)) is None


def test_a_law_is_quoted_whole() -> None:
    assert originals().longest_run(document(ORIGINAL, Quoting.WHOLE)) is None


def test_a_question_may_not_repeat_it_either() -> None:
    assert originals().longest_run(document("Isi.", questions=(ORIGINAL,))) is not None


def test_figures_are_no_words() -> None:
    figures = " ".join(str(number) for number in range(40))
    assert originals(figures).longest_run(document(figures)) is None


@given(original=WORDS, told=WORDS)
def test_the_longest_run_is_the_longest(original: list[str], told: list[str]) -> None:
    def stands(words: list[str]) -> bool:
        return any(original[place : place + len(words)] == words for place in range(len(original)))

    lengths = [
        end - start
        for start in range(len(told))
        for end in range(start + LONG_RUN, len(told) + 1)
        if stands(told[start:end])
    ]
    run = originals(" ".join(original)).longest_run(document(" ".join(told)))
    # Runs that overlap in different places of the original can join; none that is there is missed or cut.
    assert (run.length if run else 0) >= max(lengths, default=0)
    assert (run is None) == (not lengths)


def test_reading_a_folder(tmp_path: Path) -> None:
    assert Originals.read(tmp_path / "none") == Originals.read(None) == Originals()
    (tmp_path / "a.txt").write_text(ORIGINAL)
    (tmp_path / "b.md").write_bytes(b"\xff")
    (tmp_path / "c.pdf").write_bytes(b"\xff")
    found = Originals.read(tmp_path)
    assert [text.name for text in found.texts] == ["a.txt"]
    assert [path.name for path, _ in found.faults] == ["b.md"]


def test_the_press_article_may_be_told_and_not_copied(shared: Path, tmp_path: Path) -> None:
    article = (shared / "reference" / "SERANG_ARTICLE.txt").read_text(encoding="utf-8")
    found = Originals((Original.of("SERANG_ARTICLE.txt", article),))
    second = article.split("\n")[1].split(". ")[0]
    run = found.longest_run(document(f"Ringkasan kami. {second}.", Quoting.SUMMARY))
    assert run is not None
    assert run.length >= 20
    bundled = Library(Path(__file__).resolve().parents[2] / "knowledge" / "documents", tmp_path / "none", tmp_path)
    (tmp_path / "artikel.txt").write_text(article)
    entries = list(bundled.read())
    assert not [item for item in entries if isinstance(item, Fault)]
    assert any(
        isinstance(item, Entry)
        and item.document.metadata.quoting is Quoting.SUMMARY
        and any("Inspektorat Kabupaten Serang" in section.text for section in item.document.walk())
        for item in entries
    )

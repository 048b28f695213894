"""The retriever: it finds, it respects its scope, it comes back from disk the same, it reuses what is unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.errors import IndexingError
from index.resolution import Naming
from index.retriever import Retriever
from index.scope import Scope
from knowledge.document import Passage
from knowledge.metadata import Audience, Kind, Language

if TYPE_CHECKING:
    from tests.index.conftest import TinyEmbedder

Make = Callable[..., Passage]


@pytest.fixture
def library(passage: Make) -> list[Passage]:
    return [
        passage(
            "Gratifikasi dilaporkan paling lambat 30 hari kerja sejak diterima.", id="lapor", document="gratifikasi"
        ),
        passage("Sertifikat SMAP berlaku tiga tahun dan diawasi setiap tahun.", id="smap", document="smap"),
        passage("Klausul 8.4 mengatur pengendalian keuangan.", id="8.4", document="iso"),
        passage("Klausul 8.5 mengatur pengendalian nonkeuangan.", id="8.5", document="iso"),
        passage(
            "Sandi ruang arsip gratifikasi hanya untuk pegawai.",
            id="sandi",
            document="rahasia",
            audience=Audience.STAFF,
        ),
    ]


def ids(retriever: Retriever, query: str, scope: Scope | None = None) -> list[str]:
    return [hit.passage.id for hit in retriever.search(query, scope or Scope())]


def test_the_passage_that_answers_comes_first(library: list[Passage], embedder: TinyEmbedder) -> None:
    retriever = Retriever.build(library, embedder)
    assert ids(retriever, "Kapan gratifikasi harus dilaporkan?")[0] == "lapor"
    assert ids(retriever, "apa isi klausul 8.5?")[0] == "8.5"
    assert ids(retriever, "berapa tahun sertifikat berlaku")[0] == "smap"


def test_hits_are_in_order_and_say_what_they_show(library: list[Passage], embedder: TinyEmbedder) -> None:
    hits = Retriever.build(library, embedder).search("pengendalian keuangan klausul 8.4", Scope())
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].features.coverage == pytest.approx(1, abs=1e-5)
    assert hits[0].features.margin == pytest.approx(hits[0].score - hits[1].score)
    assert all(hit.features.margin >= 0 for hit in hits)


def test_the_public_never_sees_the_staff_shelf(library: list[Passage], embedder: TinyEmbedder) -> None:
    retriever = Retriever.build(library, embedder)
    public_only = Retriever.build([p for p in library if p.audience is Audience.PUBLIC], embedder)
    for query in ("sandi ruang arsip", "gratifikasi pegawai"):
        assert "sandi" not in ids(retriever, query)
        assert [(hit.passage, hit.score) for hit in retriever.search(query, Scope())] == [
            (hit.passage, hit.score) for hit in public_only.search(query, Scope())
        ], "statistics of the staff shelf show through"
    assert ids(retriever, "sandi ruang arsip", Scope(Audience.STAFF))[0] == "sandi"


def test_withdrawn_documents_are_gone(library: list[Passage], embedder: TinyEmbedder) -> None:
    retriever = Retriever.build(library, embedder)
    found = ids(retriever, "klausul 8.4 pengendalian", Scope(withdrawn=frozenset({"iso", "never-there"})))
    assert not {"8.4", "8.5"} & set(found)


def test_a_date_shows_what_was_valid_then(passage: Make, embedder: TinyEmbedder) -> None:
    old = passage("Batas nilai gratifikasi satu juta.", id="old", since=date(2014, 1, 1), until=date(2026, 1, 20))
    new = passage("Batas nilai gratifikasi dua juta.", id="new", since=date(2026, 1, 20))
    retriever = Retriever.build([old, new], embedder)
    assert set(ids(retriever, "batas nilai gratifikasi")) == {"old", "new"}
    assert ids(retriever, "batas nilai gratifikasi", Scope(as_of=date(2026, 1, 19))) == ["old"]
    assert ids(retriever, "batas nilai gratifikasi", Scope(as_of=date(2026, 1, 20))) == ["new"]


def test_a_preferred_language_decides_between_equals(passage: Make, embedder: TinyEmbedder) -> None:
    twins = [
        passage("SMAP ISO 37001", id="id", language=Language.ID),
        passage("SMAP ISO 37001", id="en", language=Language.EN),
    ]
    retriever = Retriever.build(twins, embedder)
    for language in Language:
        assert ids(retriever, "ISO 37001", Scope(language=language))[0] == language.value


def test_listed_questions_lead_to_their_passage(passage: Make, embedder: TinyEmbedder) -> None:
    asked = passage("Lapor dalam 30 hari kerja.", id="asked", questions=("Sampai kapan boleh menyerahkan bingkisan?",))
    other = passage("Bingkisan Lebaran sering dibicarakan orang.", id="other")
    assert ids(Retriever.build([asked, other], embedder), "sampai kapan boleh menyerahkan bingkisan")[0] == "asked"


@pytest.mark.parametrize("query", ["", "   ", "???", "🙂🙂", "zzzz qqqq", "a" * 10_000, "kata " * 5_000])
def test_odd_questions_do_no_harm(query: str, library: list[Passage], embedder: TinyEmbedder) -> None:
    retriever = Retriever.build(library, embedder)
    assert all(np.isfinite(hit.score) for hit in retriever.search(query, Scope(Audience.STAFF)))


def test_an_empty_library_has_no_hits(embedder: TinyEmbedder) -> None:
    assert Retriever.build([], embedder).search("apa saja", Scope(Audience.STAFF)) == []


def test_back_from_disk_it_answers_the_same(library: list[Passage], embedder: TinyEmbedder, tmp_path: Path) -> None:
    built = Retriever.build(library, embedder)
    built.save(tmp_path)
    loaded = Retriever.load(tmp_path, embedder)
    for query in ("gratifikasi", "klausul 8.4", "sertifikat"):
        assert loaded.search(query, Scope(Audience.STAFF)) == built.search(query, Scope(Audience.STAFF))


def test_a_strange_index_is_refused(library: list[Passage], embedder: TinyEmbedder, tmp_path: Path) -> None:
    Retriever.build(library, embedder).save(tmp_path)
    manifest = json.loads((tmp_path / "retriever.json").read_text())
    (tmp_path / "retriever.json").write_text(json.dumps(manifest | {"embedder": "another"}))
    with pytest.raises(IndexingError, match="another"):
        Retriever.load(tmp_path, embedder)
    (tmp_path / "retriever.json").write_text(json.dumps(manifest | {"format": 0}))
    with pytest.raises(IndexingError, match="format"):
        Retriever.load(tmp_path, embedder)
    (tmp_path / "retriever.json").write_text(json.dumps(manifest))
    (tmp_path / "public" / "guides" / "vectors.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(IndexingError, match="damaged"):
        Retriever.load(tmp_path, embedder)
    with pytest.raises(IndexingError, match="no readable index"):
        Retriever.load(tmp_path / "nowhere", embedder)


def test_unchanged_passages_are_not_encoded_again(
    library: list[Passage], passage: Make, embedder: TinyEmbedder, tmp_path: Path
) -> None:
    Retriever.build(library, embedder).save(tmp_path)
    earlier = Retriever.load(tmp_path, embedder)
    embedder.encoded = 0
    grown = [passage("Pelapor dilindungi LPSK.", id="lpsk"), *library[1:]]
    updated = Retriever.build(grown, embedder, reuse=earlier)
    assert embedder.encoded == 1
    fresh = Retriever.build(grown, embedder)
    for query in ("siapa melindungi pelapor", "gratifikasi", "klausul 8.5"):
        assert updated.search(query, Scope()) == fresh.search(query, Scope())


def test_progress_can_end_a_build(library: list[Passage], embedder: TinyEmbedder) -> None:
    def cancel(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Retriever.build(library, embedder, cancel)


def test_a_named_regulation_comes_before_all_others(passage: Make, embedder: TinyEmbedder) -> None:
    law = {"kind": Kind.LAW, "title": "GRATIFIKASI"}
    named = passage(
        "Laporan disampaikan dalam tiga puluh hari.", id="a", document="uu-2001-20", number="UU 20/2001", **law
    )
    other = passage("Batas waktu laporan gratifikasi.", id="b", document="uu-2019-19", number="UU 19/2019", **law)
    retriever = Retriever.build([named, other], embedder)
    assert ids(retriever, "batas waktu laporan gratifikasi")[0] == "b"
    hits = retriever.search("batas waktu laporan gratifikasi menurut UU 20/2001", Scope())
    assert [(hit.passage.id, hit.named) for hit in hits] == [("a", Naming.ITSELF), ("b", Naming.NOT)]
    withdrawn = Scope(withdrawn=frozenset({"uu-2001-20"}))
    assert [hit.passage.id for hit in retriever.search("laporan menurut UU 20/2001", withdrawn)] == ["b"]


def test_laws_do_not_change_how_guides_are_found(library: list[Passage], passage: Make, embedder: TinyEmbedder) -> None:
    laws = [
        passage(f"Pasal {n}. Gratifikasi dilaporkan dalam {n} hari menurut klausul sertifikat.", id=f"law{n}", **law)
        for n in range(60)
        for law in [{"document": "uu", "kind": Kind.LAW}]
    ]
    alone, beside = Retriever.build(library, embedder), Retriever.build([*laws, *library], embedder)
    for query in ("kapan gratifikasi dilaporkan", "klausul 8.4", "sertifikat berlaku"):
        guides = alone.search(query, Scope(), 100)
        found = beside.search(query, Scope(), 100)
        assert [hit for hit in found if hit.passage.kind is not Kind.LAW] == guides
        assert len(found) > len(guides)
        assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_a_look_up_counts_the_passages_of_guides_and_laws_together(
    library: list[Passage], passage: Make, embedder: TinyEmbedder, tmp_path: Path
) -> None:
    law = passage("Pasal 5", id="p5", document="uu-2001-20", number="UU 20/2001", kind=Kind.LAW)
    Retriever.build([law, *library], embedder).save(tmp_path)
    lookup = Retriever.load(tmp_path, embedder).lookups[Audience.PUBLIC]
    public = [one for one in library if one.audience is Audience.PUBLIC]
    assert [lookup.passage(number) for number in range(len(public) + 1)] == [*public, law]
    with pytest.raises(IndexError):
        lookup.passage(len(public) + 1)

"""Places: where an answer may stand, and what stands around it, never across the ends of a passage."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from index.places import Places
from index.retriever import Retriever
from index.scope import Scope
from knowledge.document import Passage
from knowledge.metadata import Audience

if TYPE_CHECKING:
    from tests.index.conftest import TinyEmbedder

Make = Callable[..., Passage]


def read(passage: Make, embedder: TinyEmbedder, question: str, *texts: str) -> tuple[list[list[str]], Places]:
    """The words at the places of each candidate that was found, and the places."""
    retriever = Retriever.build([passage(text, id=str(number)) for number, text in enumerate(texts)], embedder)
    found = retriever.candidates(question, Audience.PUBLIC, Scope())
    assert found is not None
    spellings, places = found.shelf.lexicon.words(), found.measured.places
    spoken = [spellings[word] for word in found.shelf.words.take(found.rows).values.tolist()]
    at = [spoken[place] for place in places.at.tolist()]
    return [at[first:last] for first, last in zip(places.offsets, places.offsets[1:], strict=False)], places


def one(passage: Make, embedder: TinyEmbedder, question: str, text: str) -> dict[str, dict[str, float]]:
    """Features by name for each word of a text that is a place."""
    [found], places = read(passage, embedder, question, text)
    return {
        word: {name: float(column[number]) for name, column in places.columns.items()}
        for number, word in enumerate(found)
    }


def test_places_are_words_that_the_question_did_not_say(passage: Make, embedder: TinyEmbedder) -> None:
    text = "Kantor Serang, Provinsi Banten (2024)."
    words = one(passage, embedder, "Di provinsi mana kantor Serang?", text)
    assert [word for word in words if word in text] == ["Banten", "2024"]


def test_neighbours_and_their_looks_are_seen(passage: Make, embedder: TinyEmbedder) -> None:
    words = one(passage, embedder, "Di provinsi mana Serang?", "Kantor di Serang, Banten (5 Mei) adalah baru.")
    assert words["Banten"]["capital"] == words["Banten"]["comma_at_-1"] == words["Banten"]["mark_at_+1"] == 1
    assert words["Banten"]["term_at_-2"] > 0 == words["Banten"]["term_at_-1"]
    assert words["5"]["digit"] == words["5"]["bracket_at_-1"] == words["5"]["month_at_+1"] == 1
    assert words["Mei"]["month"] == words["Mei"]["digit_at_-1"] == 1
    assert words["baru"]["copula_at_-1"] == 1
    assert words["Kantor"]["capital"] == 0 < words["Kantor"]["capital_first"]


def test_nearer_terms_count_more_and_sides_are_told_apart(passage: Make, embedder: TinyEmbedder) -> None:
    words = one(passage, embedder, "laporan", "satu dua laporan tiga empat")
    assert words["dua"]["terms_after"] > words["satu"]["terms_after"] > 0 == words["dua"]["terms_before"]
    assert words["tiga"]["terms_before"] > words["empat"]["terms_before"] > 0 == words["tiga"]["terms_after"]


def test_the_noun_of_the_question_word_is_found_before_and_after_it(passage: Make, embedder: TinyEmbedder) -> None:
    text = "Kantor di Serang, Provinsi Banten."
    for question, side in (("Di provinsi mana kantor?", "before"), ("Apa nama provinsi kantor?", "after")):
        words = one(passage, embedder, question, text)
        assert words["Banten"][f"said_{side}_near"] > 0 == words["Banten"][f"said_{side}_near_after"]


def test_nothing_is_seen_across_the_end_of_a_passage(passage: Make, embedder: TinyEmbedder) -> None:
    texts = ("laporan tahunan (", "Banten baru", "lama", ")")
    together, places = read(passage, embedder, "laporan tahunan Serang baru lama", *texts)
    assert sum(map(len, together)) == len(places)
    alone = [read(passage, embedder, "laporan tahunan Serang baru lama", text) for text in texts]
    beside = [name for name in places.columns if "_at_" in name and not name.startswith("term")]
    for words, first in zip(together, places.offsets.tolist(), strict=False):
        for [own], single in alone:
            if words == own:
                for name in beside:
                    np.testing.assert_array_equal(
                        places.columns[name][first : first + len(words)], single.columns[name]
                    )


def test_a_passage_without_places_has_none(passage: Make, embedder: TinyEmbedder) -> None:
    words, places = read(passage, embedder, "laporan", "laporan", "laporan tahunan")
    assert sorted(map(len, words)) == [0, 1]
    np.testing.assert_array_equal(np.sort(places.best(np.ones(1, dtype=np.float32), missing=-1)), [-1, 1])

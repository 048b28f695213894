"""Who names a law is answered with what is of that law or speaks of it, with nothing else."""

from dataclasses import replace

import pytest

from bot.answering.finding import find
from bot.answering.named_laws import NamedLaws
from index.features import Features
from index.resolution import Naming
from index.retriever import Hit, Retriever
from index.scope import Scope
from knowledge.document import Locator, Passage
from knowledge.metadata import Kind

FEATURES = Features(*([0.5] * len(Features.__slots__)))
GUIDE = Passage("p", "d", "Judul", "Bagian", Locator(), "Pelapor dilindungi.", source="UU 31/2014 Pasal 5")


@pytest.mark.parametrize(
    ("question", "passage", "allowed"),
    [
        ("Siapa yang dilindungi?", GUIDE, True),
        ("Siapa yang dilindungi menurut UU 31/2014?", GUIDE, True),
        ("Siapa yang dilindungi menurut UU 13/2006?", GUIDE, True),  # which UU 31/2014 amends
        ("Siapa yang dilindungi menurut UU 8/1999?", GUIDE, False),
        ("Siapa yang dilindungi menurut UU 8/1999?", replace(GUIDE, text="UU 8 Tahun 1999 melindungi konsumen."), True),
        ("Siapa yang dilindungi menurut UU 8/1999?", replace(GUIDE, kind=Kind.LAW, number="UU 8/1999"), True),
        ("Siapa yang dilindungi menurut ISO 37001?", GUIDE, True),
    ],
)
def test_what_may_answer(question: str, passage: Passage, allowed: bool) -> None:
    assert NamedLaws.of(question).allow(Hit(passage, 5.0, FEATURES)) is allowed


def test_the_text_of_a_law_that_was_looked_up_may_answer() -> None:
    law = Hit(replace(GUIDE, kind=Kind.LAW, source=""), 5.0, FEATURES, Naming.AMENDS)
    assert NamedLaws.of("Siapa yang dilindungi menurut UU 8/1999?").allow(law)


def test_a_question_on_a_law_that_nobody_explains_is_not_answered_with_another(bundled_retriever: Retriever) -> None:
    assert find("Apa hukuman suap bagi pemberi dan penerima?", bundled_retriever, Scope()).hits
    found = find("Apa hukuman bagi pemberi dan penerima menurut UU 8/1999?", bundled_retriever, Scope())
    assert not found.hits
    assert found.probability == 0

"""What is due for review is labelled and never first among equals; what is absent is told where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.agency import Agency
from bot.answering.finding import find
from bot.answering.replying import absent
from bot.answering.speaking_up import referral
from bot.answering.understanding import understand
from bot.message import Message
from bot.service import Held, Service
from index.embedding import load_embedder
from index.lookup import Resolution, Standing
from index.retriever import Retriever
from index.scope import Scope
from knowledge.channels import REVIEW_AFTER, ChannelRegistry
from knowledge.chunking import passages
from knowledge.document import Document, Section
from knowledge.metadata import Force, Language, Metadata, Notes, Quoting
from knowledge.references import parse_reference

QUESTION = "Pukul berapa kantin pegawai buka?"
DUE = date(2027, 1, 31)


def guide(name: str, review_by: date | None) -> Document:
    metadata = Metadata(
        id=name, title="Kantin", quoting=Quoting.OWN_WORDS, force=Force.IN_FORCE, review_by=review_by, source="SK 1"
    )
    text = "Kantin pegawai buka pukul tujuh pagi pada hari kerja."
    return Document(metadata, (Section(QUESTION, 2, text, Notes(questions=(QUESTION,))),))


@pytest.fixture(scope="module")
def retriever() -> Retriever:
    """Twice the same section, one of them to be reviewed."""
    documents = [guide("a-due", DUE), guide("b-lasting", None)]
    return Retriever.build([passage for one in documents for passage in passages(one)], load_embedder(None))


@pytest.fixture(scope="module")
def alone() -> Service:
    """Only the section that is to be reviewed."""
    retriever = Retriever.build(list(passages(guide("a-due", DUE))), load_embedder(None))
    return Service(lambda: Held(retriever, frozenset()), Agency())


@pytest.mark.parametrize(("days", "labelled"), [(-1, False), (0, False), (1, True)])
def test_an_overdue_section_is_labelled(alone: Service, days: int, *, labelled: bool) -> None:
    received = datetime(DUE.year, DUE.month, DUE.day, 5, tzinfo=UTC) + timedelta(days=days)
    reply = alone.reply(Message(QUESTION, f"chat {days}", received=received))
    assert reply.citations
    assert ("perlu ditinjau ulang" in reply.text) is labelled


def test_an_overdue_section_is_never_first_among_equals(retriever: Retriever) -> None:
    def first(today: date) -> str:
        return find(QUESTION, retriever, Scope(), today=today).best.document

    assert first(DUE + timedelta(days=1)) == "b-lasting"
    assert {hit.passage.document for hit in find(QUESTION, retriever, Scope(), today=DUE).hits} == {
        "a-due",
        "b-lasting",
    }


def test_nothing_is_overdue_without_a_day(retriever: Retriever) -> None:
    passage = find(QUESTION, retriever, Scope(), today=DUE).hits[0].passage
    assert not replace(passage, review_by=date(2000, 1, 1)).is_overdue(None)
    assert not replace(passage, review_by=None).is_overdue(DUE)


def test_an_overdue_channel_is_labelled_and_goes_last() -> None:
    today = date(2026, 11, 22)
    bundled = ChannelRegistry.bundled()
    old = bundled.get("kws").model_copy(update={"verified_on": today - REVIEW_AFTER - timedelta(days=1)})
    channels = bundled.extended((old,))
    said = referral(
        understand("saya mau lapor korupsi di kantor saya"), Agency(), today, group=False, channels=channels
    )
    lines = [block.text for block in said.blocks]
    (kws,) = [place for place, line in enumerate(lines) if line.startswith(old.name.id)]
    assert "perlu ditinjau ulang" in lines[kws]
    assert [line for line in lines if "perlu ditinjau ulang" in line] == [lines[kws]]
    others = [c.name.id for c in bundled.channels if c.purpose is old.purpose and c.slug != old.slug]
    assert all(lines.index(next(line for line in lines if line.startswith(name))) < kws for name in others)


@pytest.mark.parametrize(
    ("language", "hints"),
    [
        (Language.ID, ["Pasal 9 ada dalam UU 6/2030.", "diubah dengan UU 8/2031"]),
        (Language.EN, ["Pasal 9 is in UU 6/2030.", "amended by UU 8/2031"]),
    ],
)
def test_what_is_absent_is_said_to_be_elsewhere(language: Language, hints: list[str]) -> None:
    asked, elsewhere = parse_reference("Pasal 9 UU 7/2030"), parse_reference("Pasal 9 UU 6/2030")
    assert asked is not None
    resolution = Resolution(asked, Standing.NOT_EXISTING, elsewhere=elsewhere, amended_by=("UU 8/2031",))
    text = absent(resolution, language, Agency()).text
    assert all(hint in text for hint in hints)

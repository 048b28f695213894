"""What the running bot remembers, and forgets."""

from __future__ import annotations

from bot.answering.reply import Abstention, Answer, Block, BlockKind, Citation, Courtesy, Referral
from bot.telegram.memory import CHOICE_SECONDS, Choices, LastSources
from bot.telegram.sender import Place
from knowledge.metadata import Basis, Force, Language

CITED = Citation("d", "Judul", "Bagian", "p", None, Force.IN_FORCE, Basis.PRIMARY)
SOURCE = Block(BlockKind.CITATION, "Sumber: Judul")


def _answer(*blocks: Block, sensitive: bool = False) -> Answer:
    return Answer(language=Language.ID, blocks=blocks or (SOURCE,), citations=(CITED,), sensitive=sensitive)


def test_last_sources_are_those_of_the_last_answer_in_a_place() -> None:
    sources = LastSources()
    sources.remember(Place(1), _answer())
    sources.remember(Place(1, 5), _answer(Block(BlockKind.CITATION, "Sumber: Lain")))
    assert sources.of(Place(1)) == (SOURCE,)
    assert sources.of(Place(1, 5))[0].text == "Sumber: Lain"
    sources.remember(Place(1), Courtesy(language=Language.ID, blocks=(Block(BlockKind.BODY, "Sama-sama"),)))
    assert sources.of(Place(1)) == (SOURCE,)
    sources.forget(1)
    assert sources.of(Place(1)) == sources.of(Place(1, 5)) == ()


def test_sensitive_replies_leave_nothing_not_even_what_was_before() -> None:
    sources = LastSources()
    for sensitive in (Referral(language=Language.ID, blocks=(SOURCE,)), _answer(sensitive=True)):
        sources.remember(Place(1), _answer())
        sources.remember(Place(1), sensitive)
        assert sources.of(Place(1)) == ()


def test_an_abstention_that_cites_has_sources_too() -> None:
    sources = LastSources()
    sources.remember(Place(1), Abstention(language=Language.ID, blocks=(SOURCE,)))
    assert sources.of(Place(1)) == (SOURCE,)


def test_memory_is_bounded() -> None:
    sources = LastSources(capacity=2)
    for chat in (1, 2, 3):
        sources.remember(Place(chat), _answer())
    assert [bool(sources.of(Place(chat))) for chat in (1, 2, 3)] == [False, True, True]
    choices = Choices(capacity=2)
    keys = [choices.offer(f"Pertanyaan {number}?", 1) for number in range(3)]
    assert [choices.pick(key, 1) is not None for key in keys] == [False, True, True]


def test_choices_belong_to_a_chat_and_expire() -> None:
    now = [0.0]
    choices = Choices(clock=lambda: now[0])
    key = choices.offer("Apa itu SMAP?", 1)
    assert len(key.encode()) <= 60
    assert choices.pick(key, 1) == "Apa itu SMAP?"
    assert choices.pick(key, 2) is None
    assert choices.pick("kunci palsu", 1) is None
    now[0] = CHOICE_SECONDS + 1
    assert choices.pick(key, 1) is None


def test_keys_say_nothing_and_never_repeat() -> None:
    choices = Choices()
    keys = {choices.offer("Apa itu SMAP?", 1) for _ in range(100)}
    assert len(keys) == 100
    choices.forget(1)
    assert all(choices.pick(key, 1) is None for key in keys)

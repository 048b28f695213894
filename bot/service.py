"""The one way through: message -> understanding -> sensitive? -> scope -> hits -> Reply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.agency import Agency
from bot.answering import replying, speaking_up
from bot.answering.boundaries import Boundary
from bot.answering.comparison import comparison
from bot.answering.courtesy import CourtesyKind
from bot.answering.deadlines import local_day
from bot.answering.evaluation import Turn as PastTurn
from bot.answering.finding import find
from bot.answering.memory import Conversation, Memory, Turn
from bot.answering.provisions import provisions
from bot.answering.reply import Answer, Reply
from bot.answering.replying import Part
from bot.answering.sensitivity import Sensitivity
from bot.answering.understanding import Understanding
from bot.interpretation import interpreter
from bot.message import Message
from index.live import Live
from index.retriever import Retriever
from index.scope import Scope
from knowledge.metadata import Audience, Language
from knowledge.tables import Tables

LONGEST_MESSAGE = 2000  # characters; what is longer is a document or a mistake, not a question


@dataclass(frozen=True, slots=True)
class Held:
    """What one message is answered with, from start to end."""

    retriever: Retriever
    withdrawn: frozenset[str]
    snapshot: str = ""


Source = Callable[[], Held]


def from_live(live: Live[Retriever]) -> Source:
    """What is live at each message."""

    def held() -> Held:
        serving = live.serving()
        return Held(serving.retriever, serving.withdrawn, serving.snapshot.name)

    return held


class Service:
    """Replies to messages; thread-safe, and the same for every surface.

    :param source: what to answer with, asked anew for each message.
    :param tables: the terms and channels of the installation; the bundled ones where none are handed in.
    """

    def __init__(
        self, source: Source, agency: Agency, memory: Memory | None = None, tables: Tables | None = None
    ) -> None:
        self._source = source
        self._agency = agency
        self._memory = memory or Memory()
        self._tables = tables or Tables.bundled()

    def reply(self, message: Message, history: Sequence[PastTurn] = ()) -> Reply:
        """The reply to a message.

        :param history: earlier turns of a conversation that this service did not hear itself.
        """
        conversation = self._conversation(message, history)
        held = self._source()
        understood = interpreter(held.retriever, self._tables.glossary).understand(message.text, conversation)
        reply, remembered = self._replied(message, understood, conversation, held)
        self._memory.remember(message.conversation, remembered)
        return replace(reply, snapshot=held.snapshot)

    def titles(self, audience: Audience, language: Language) -> tuple[str, ...]:
        """The titles of the documents in a language that answers may come from, in alphabetical order."""
        held = self._source()
        scope = Scope(audience, withdrawn=held.withdrawn, language=language)
        stores = (shelf.passages for mark, shelf in held.retriever.shelves.items() if scope.reaches(mark.audience))
        return tuple(sorted({title for store in stores for title in store.titles(scope)}))

    def _replied(
        self, message: Message, understood: Understanding, conversation: Conversation, held: Held
    ) -> tuple[Reply, Conversation]:
        """A reply, and what the chat remembers after it: nothing of the talk when it was sensitive."""
        now = message.received
        watchful = conversation.is_sensitive(now)
        if understood.sensitive or (watchful and speaking_up.goes_on(understood)):
            reply = self._to_whoever_speaks_up(message, understood, held)
            return replace(reply, sensitive=True), conversation.disclosed(now)
        reply = self._ordinary(message, understood, held)
        if watchful:
            return replace(reply, sensitive=True), conversation
        if isinstance(reply, Answer):
            turn = Turn(understood.query, reply.citations[0].title)
            return reply, conversation.with_turn(turn, understood.tongue, now)
        return reply, conversation

    def _to_whoever_speaks_up(self, message: Message, understood: Understanding, held: Held) -> Reply:
        kind = understood.assessment.kind
        if kind is Sensitivity.OWN_RECEIPT and not message.group:
            return self._about_own_receipt(message, understood, held)
        if kind is Sensitivity.VERDICT_REQUEST:
            return replying.declined(Boundary.VERDICT, understood.language, self._agency)
        today = local_day(message.received)
        channels = self._tables.channels
        return speaking_up.referral(understood, self._agency, today, group=message.group, channels=channels)

    def _about_own_receipt(self, message: Message, understood: Understanding, held: Held) -> Reply:
        """A question on the rule, put in our own words: nothing of the message itself is searched for."""
        question = speaking_up.standard_question(understood)
        today = local_day(message.received)
        found = find(question, held.retriever, _scope(message, understood, held), today=today)
        part = Part(question, found, today=today)
        deadlines = speaking_up.deadline_blocks(understood, today, self._agency)
        return replying.reply_to([part], understood.language, self._agency, deadlines)

    def _ordinary(self, message: Message, understood: Understanding, held: Held) -> Reply:
        language = understood.language
        if len(message.text) > LONGEST_MESSAGE:
            return replying.too_long(language, LONGEST_MESSAGE)
        if understood.courtesy is not CourtesyKind.NONE:
            return replying.courtesy(understood.courtesy, language)
        if understood.boundary is not Boundary.NONE:
            return replying.declined(understood.boundary, language, self._agency)
        scope = _scope(message, understood, held)
        named = provisions(understood.query, held.retriever, scope)
        if named.unheld is not None:
            return replying.unheld(named.unheld, language, self._agency)
        if named.absent is not None:
            return replying.absent(named.absent, language, self._agency)
        today = local_day(message.received)
        parts = [self._part(part.text, understood, scope, held, today) for part in understood.parts]
        if len(parts) == 1:
            parts = self._both_sides(parts[0], understood, scope, held, today)
        notices = replying.understood_as(understood) + replying.as_of(understood)
        if speaking_up.asks_deadline(understood):
            notices += speaking_up.deadline_blocks(understood, today, self._agency)
        return replying.reply_to(parts, language, self._agency, notices)

    def _part(self, question: str, understood: Understanding, scope: Scope, held: Held, today: date) -> Part:
        named = provisions(question, held.retriever, scope)
        found = find(question, held.retriever, scope, cited=named.cited, today=today)
        asked_for = named.passages(understood.language, [hit.passage.id for hit in found.hits])
        return Part(question, found, asked_for, today)

    def _both_sides(self, part: Part, understood: Understanding, scope: Scope, held: Held, today: date) -> list[Part]:
        """A comparison that no section tells, told by what each side is; else the part as it is."""
        compared = comparison(part.question)
        if compared is None or (part.answered and compared.told_by(part.finding.best)):
            return [part]
        sides = [
            replace(self._part(question, understood, scope, held, today), title=title)
            for title, question in compared.definitions(understood.language).items()
        ]
        return sides if all(side.answered for side in sides) else [part]

    def _conversation(self, message: Message, history: Sequence[PastTurn]) -> Conversation:
        conversation = self._memory.recall(message.conversation, message.received)
        for turn in history:
            conversation = conversation.with_turn(Turn(turn.question), conversation.language, message.received)
        return conversation


def _scope(message: Message, understood: Understanding, held: Held) -> Scope:
    """What the asker may see; without a date named, history is found too, but goes behind what is in force."""
    return Scope(message.audience, understood.as_of, held.withdrawn, understood.language)

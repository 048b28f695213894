"""The reception: takes a question to the desk and brings the reply back to where it was asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.composing import WORDING as ANSWERS
from bot.answering.reply import Block, BlockKind, Reply
from bot.message import Message
from bot.telegram.asking import Asking
from bot.telegram.desk import Desk
from bot.telegram.memory import Choices, LastSources
from bot.telegram.rendering import render, shortened
from bot.telegram.sender import Letter, Place, Sender
from bot.telegram.wording import WORDING
from knowledge.metadata import Audience, Language

AUDIENCE = Audience.PUBLIC  # nobody can prove to be staff here yet
LATE = timedelta(minutes=10)
CHOICE_PREFIX = "q:"
PRIVATE_PAYLOAD = "kanal"  # of the link from a group to the private chat
_LABEL = 60  # characters of a button that a phone still shows on two lines
_COPIED = 256  # characters that Telegram lets a button copy


class Reception:
    """Everything a handler needs to answer somebody."""

    def __init__(self, desk: Desk, sender: Sender, sources: LastSources, choices: Choices, username: str) -> None:
        self.sources = sources
        self.choices = choices
        self.sender = sender
        self._desk = desk
        self._username = username

    async def answer(self, asked: Asking, opening: Iterable[Block] = ()) -> None:
        """Ask the desk and send its reply, after the opening blocks."""
        message = Message(asked.text, asked.conversation, AUDIENCE, asked.group, asked.received)
        async with self.sender.typing(asked.place):
            reply = await self._desk.reply(message)
        if reply is None:
            await self.say(asked.place, ANSWERS[asked.language].busy, reply_to=asked.reply_to)
            return
        self.sources.remember(asked.place, reply)
        blocks = (*opening, *_apology(asked, reply.language), *reply.blocks)
        # A reply that points at a message repeats its beginning, which nobody else should read again.
        reply_to = None if reply.sensitive else asked.reply_to
        keyboard = self._keyboard(reply, asked)
        await self.sender.send(asked.place, Letter(render(blocks), keyboard, reply_to))

    async def say(
        self, place: Place, text: str, *, keyboard: InlineKeyboardMarkup | None = None, reply_to: int | None = None
    ) -> None:
        """Send one of the bot's own sentences."""
        await self.show(place, (Block(BlockKind.BODY, text),), keyboard=keyboard, reply_to=reply_to)

    async def show(
        self,
        place: Place,
        blocks: Iterable[Block],
        *,
        keyboard: InlineKeyboardMarkup | None = None,
        reply_to: int | None = None,
    ) -> None:
        """Send blocks."""
        await self.sender.send(place, Letter(render(blocks), keyboard, reply_to))

    async def titles(self, language: Language) -> tuple[str, ...]:
        """The titles of the documents in a language that answers here may come from."""
        return tuple(await self._desk.titles(AUDIENCE, language))

    def questions_keyboard(self, questions: Iterable[str], chat: int) -> InlineKeyboardMarkup:
        """Questions as buttons, one a row."""
        return InlineKeyboardMarkup([[self._choice(question, chat)] for question in questions])

    def _keyboard(self, reply: Reply, asked: Asking) -> InlineKeyboardMarkup | None:
        wording = WORDING[reply.language]
        if reply.sensitive:
            if not asked.group:
                return None
            link = f"https://t.me/{self._username}?start={PRIVATE_PAYLOAD}"
            return InlineKeyboardMarkup([[InlineKeyboardButton(wording.open_private, url=link)]])
        rows = [
            [self._choice(block.text, asked.place.chat)] for block in reply.blocks if block.kind is BlockKind.CHOICE
        ]
        cited = [block for block in reply.blocks if block.kind is BlockKind.CITATION]
        if cited:
            rows.append([InlineKeyboardButton(wording.copy_citation, copy_text=CopyTextButton(_copied(cited[0])))])
        return InlineKeyboardMarkup(rows) if rows else None

    def _choice(self, question: str, chat: int) -> InlineKeyboardButton:
        key = self.choices.offer(question, chat)
        return InlineKeyboardButton(shortened(question, _LABEL), callback_data=CHOICE_PREFIX + key)


def _apology(asked: Asking, language: Language) -> tuple[Block, ...]:
    late = datetime.now(UTC) - asked.received > LATE
    return (Block(BlockKind.NOTICE, WORDING[language].late),) if late else ()


def _copied(citation: Block) -> str:
    full = f"{citation.text} {citation.url or ''}".strip()
    return full if len(full) <= _COPIED else shortened(citation.text, _COPIED)

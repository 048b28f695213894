"""The replies: what the bot can say to a message, as values that cannot be built wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from knowledge.metadata import Basis, Force, Kind, Language


class Outcome(StrEnum):
    """The five kinds of reply, by the names they have in JSON."""

    ANSWER = "answer"
    CLARIFICATION = "clarify"
    ABSTENTION = "abstain"
    REFERRAL = "report"
    COURTESY = "smalltalk"


class BlockKind(StrEnum):
    """What a block of a reply is, so that each surface can render it in its own way."""

    LEAD = "lead"  # the sentence that answers
    BODY = "body"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"  # a passage; may be folded
    CITATION = "citation"
    NOTICE = "notice"  # a remark of the desk: what was understood, what is not confirmed
    CHOICE = "choice"  # a question the asker can pick instead


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a reply: plain text without markup, and a link where it has one."""

    kind: BlockKind
    text: str
    url: str | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a block needs text: Telegram refuses empty messages")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands: the document, the place in it, and how far it can be trusted.

    `passage` is the id of the passage shown; `checked` the day its facts were last checked.
    """

    document: str
    title: str
    locator: str
    passage: str
    url: str | None
    status: Force
    basis: Basis
    kind: Kind = Kind.GUIDE
    source: str = ""
    checked: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back to the asker; `sensitive` replies leave no trace in memory, digests or files."""

    outcome: ClassVar[Outcome]

    language: Language
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...] = ()
    confidence: float = 1.0
    sensitive: bool = False
    snapshot: str = ""

    def __post_init__(self) -> None:
        if not self.blocks:
            raise ValueError(f"{type(self).__name__} needs at least one block: no message stays without a reply")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence must lie between 0 and 1, not {self.confidence}")

    @property
    def text(self) -> str:
        """The whole reply as plain text."""
        return plain_text(self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Reply):
    """Stored passages that answer, each cited; one without a citation cannot be constructed."""

    outcome: ClassVar[Outcome] = Outcome.ANSWER

    def __post_init__(self) -> None:
        super(Answer, self).__post_init__()
        if not self.citations:
            raise ValueError("an Answer needs at least one citation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification(Reply):
    """Up to three questions that the asker may have meant."""

    outcome: ClassVar[Outcome] = Outcome.CLARIFICATION
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super(Clarification, self).__post_init__()
        if not 1 <= len(self.choices) <= 3:
            raise ValueError(f"a Clarification offers one to three questions, not {len(self.choices)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention(Reply):
    """An honest "not in my documents" with the next step; it may cite what says that a matter is unconfirmed."""

    outcome: ClassVar[Outcome] = Outcome.ABSTENTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral(Reply):
    """The official channels, for somebody who discloses bribery or wants to."""

    outcome: ClassVar[Outcome] = Outcome.REFERRAL
    sensitive: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Courtesy(Reply):
    """A greeting, thanks, who I am."""

    outcome: ClassVar[Outcome] = Outcome.COURTESY


def plain_text(blocks: tuple[Block, ...]) -> str:
    """Blocks as plain text: a blank line between blocks, list items and choices on lines of their own."""
    lines: list[str] = []
    previous: BlockKind | None = None
    for block in blocks:
        in_list = block.kind in (BlockKind.LIST_ITEM, BlockKind.CHOICE)
        if previous is not None and not (in_list and previous in (block.kind, BlockKind.HEADING)):
            lines.append("")
        text = f"• {block.text}" if in_list else block.text
        lines.append(f"{text} ({block.url})" if block.url and block.url not in block.text else text)
        previous = block.kind
    return "\n".join(lines)

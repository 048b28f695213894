"""Rendering: the blocks of a reply become messages with HTML that Telegram accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from bot.answering.reply import Block, BlockKind
from bot.telegram.splitting import Span, Style, split

_STYLES = {
    BlockKind.LEAD: Style(bold=True),
    BlockKind.HEADING: Style(bold=True),
    BlockKind.QUOTE: Style(quote=True),
    BlockKind.CITATION: Style(italic=True),
    BlockKind.NOTICE: Style(italic=True),
}
_LISTED = (BlockKind.LIST_ITEM, BlockKind.CHOICE)
_LIST_APART = re.compile(r"(?<=:)\n{2,}(?=• )")  # a list stands right below the words that lead into it
_INVISIBLE = "".join(map(chr, (*range(0x200B, 0x2010), *range(0x2028, 0x202F), 0x2060, 0xFEFF)))
# What TDLib removes or turns into a space in every text; done here, so that lengths are those that Telegram counts.
_CLEANED = {code: " " for code in range(0x20) if chr(code) != "\n"} | dict.fromkeys(range(0x2028, 0x202F))


@dataclass(frozen=True, slots=True)
class Part:
    """One message: its HTML, and the text a reader sees, to send when Telegram refuses the HTML."""

    html: str
    text: str


def render(blocks: Iterable[Block]) -> tuple[Part, ...]:
    """The messages that show the blocks, in order; each is within Telegram's limits and valid by itself.

    :raises ValueError: when nothing of the blocks is visible, for Telegram refuses empty messages.
    """
    parts = tuple(
        Part(to_html(spans), visible(spans)) for spans in split(tuple(spans_of(blocks))) if _has_ink(visible(spans))
    )
    if not parts:
        raise ValueError("nothing of the reply is visible")
    return parts


def spans_of(blocks: Iterable[Block]) -> Iterator[Span]:
    """The blocks as styled text: a blank line between blocks, none inside a list or around a quote."""
    previous: BlockKind | None = None
    for block in blocks:
        if previous is not None:
            yield Span(_separator(previous, block.kind))
        style = _STYLES.get(block.kind, Style())
        mark = "• " if block.kind in _LISTED else ""
        yield Span(mark + _LIST_APART.sub("\n", cleaned(block.text)).strip(), style)
        if host := _linkable(block):
            yield Span(" (")
            yield Span(host, replace(style, url=block.url))
            yield Span(")")
        previous = block.kind


def to_html(spans: Sequence[Span]) -> str:
    """Styled text as Telegram's HTML; a passage is one expandable quotation."""
    pieces = []
    for quoted, group in groupby(spans, key=lambda span: span.style.quote):
        inner = "".join(map(_marked_up, group))
        pieces.append(f"<blockquote expandable>{inner}</blockquote>" if quoted else inner)
    return "".join(pieces)


def visible(spans: Iterable[Span]) -> str:
    """What a reader sees of styled text."""
    return "".join(span.text for span in spans)


def cleaned(text: str) -> str:
    """A text without the characters that Telegram would drop or change, and without half characters."""
    whole = text.encode("utf-8", "ignore").decode()
    return whole.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEANED)


def shortened(text: str, limit: int) -> str:
    """A label of at most `limit` characters on one line, cut at a word and marked where it was cut."""
    line = " ".join(cleaned(text).split())
    if len(line) <= limit:
        return line
    return f"{line[: limit - 1].rsplit(' ', 1)[0]}…"


def _marked_up(span: Span) -> str:
    html = escape(span.text, quote=False)
    if span.style.italic:
        html = f"<i>{html}</i>"
    if span.style.bold:
        html = f"<b>{html}</b>"
    if span.style.url:
        html = f'<a href="{escape(span.style.url)}">{html}</a>'
    return html


def _separator(previous: BlockKind, current: BlockKind) -> str:
    in_list = current in _LISTED and previous in (current, BlockKind.HEADING, BlockKind.NOTICE)
    return "\n" if in_list or BlockKind.QUOTE in (previous, current) else "\n\n"


def _linkable(block: Block) -> str | None:
    """The name of the site that a block links to, unless its text shows the address already."""
    if block.url is None or block.url in block.text:
        return None
    try:
        address = urlsplit(block.url)
    except ValueError:
        return None
    host = cleaned(address.hostname or "").removeprefix("www.")
    return host or None if address.scheme in ("http", "https") else None


def _has_ink(text: str) -> bool:
    return bool(text.translate(dict.fromkeys(map(ord, _INVISIBLE))).strip())

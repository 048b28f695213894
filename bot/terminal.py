"""The terminal chat: the same answers as in Telegram, for a desk without one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from bot.answering.reply import Block, BlockKind, Clarification, Reply

_STYLES = {
    BlockKind.LEAD: "bold",
    BlockKind.HEADING: "bold cyan",
    BlockKind.NOTICE: "yellow",
    BlockKind.CITATION: "dim italic",
    BlockKind.QUOTE: "",
    BlockKind.BODY: "",
    BlockKind.LIST_ITEM: "",
    BlockKind.CHOICE: "cyan",
}
_INDENTED = (BlockKind.QUOTE,)
LEAVE = frozenset({"/keluar", "/quit", "/exit", "keluar", "exit", "quit"})


class Chat:
    """A conversation at the terminal; `answer` is asked for every line.

    With a keyboard it prompts and remembers the choices it offered; with a pipe it answers line by line.
    """

    def __init__(
        self, answer: Callable[[str], Reply], welcome: str, prompt: str, console: Console | None = None
    ) -> None:
        self._answer = answer
        self._welcome = welcome
        self._prompt = prompt
        self._console = console or Console(highlight=False)
        self._choices: tuple[str, ...] = ()

    def run(self) -> None:
        """Talk until the asker leaves or the input ends."""
        self._console.print(Markdown(self._welcome))
        for line in self._lines():
            if line.casefold() in LEAVE:
                break
            self._reply_to(self._chosen(line))
        self._console.print()

    def _reply_to(self, line: str) -> None:
        reply = self._answer(line)
        self._choices = reply.choices if isinstance(reply, Clarification) else ()
        self._console.print()
        for renderable in rendered(reply.blocks):
            self._console.print(renderable)
        self._console.print()

    def _chosen(self, line: str) -> str:
        """A number picks one of the questions just offered."""
        if line.isdecimal() and 1 <= int(line) <= len(self._choices):
            return self._choices[int(line) - 1]
        return line

    def _lines(self) -> Iterator[str]:
        if not sys.stdin.isatty():
            yield from (line.strip() for line in sys.stdin if line.strip())
            return
        while True:
            try:
                line = self._console.input(f"[bold green]{self._prompt}[/] ").strip()
            except (EOFError, KeyboardInterrupt):
                return
            if line:
                yield line


def rendered(blocks: tuple[Block, ...]) -> Iterator[Padding | Text]:
    """Blocks as rich renderables, with a blank line between them and none inside a list."""
    number = 0
    previous: BlockKind | None = None
    for block in blocks:
        in_list = block.kind in (BlockKind.LIST_ITEM, BlockKind.CHOICE)
        if previous is not None and not (in_list and previous in (block.kind, BlockKind.HEADING, BlockKind.NOTICE)):
            yield Text()
        number = number + 1 if block.kind is BlockKind.CHOICE else 0
        mark = f"{number}. " if number else "• " if in_list else ""
        text = Text(mark + block.text, style=_STYLES[block.kind])
        if block.url:
            text.append(f"\n{block.url}", style="dim blue")
        yield Padding(text, (0, 0, 0, 2)) if block.kind in _INDENTED else text
        previous = block.kind

"""`python -m bot` and the `tanya` script: exit 0 when it ran, 2 for bad usage, 1 for a fault, each with one line."""

from __future__ import annotations

import sys

import click

from bot.cli import tanya
from bot.errors import BotError, SettingsError, UsageError
from index.errors import IndexingError
from knowledge.errors import KnowledgeError


def main() -> None:
    """Run a command; every error we know becomes one line on stderr and an exit code."""
    try:
        sys.exit(tanya.main(prog_name="tanya", standalone_mode=False) or 0)
    except click.UsageError as exc:
        hint = f" See `{exc.ctx.command_path} --help`." if exc.ctx else ""
        sys.exit(_fault(exc.format_message() + hint, 2))
    except (UsageError, SettingsError) as exc:
        sys.exit(_fault(str(exc), 2))
    except (BotError, IndexingError, KnowledgeError) as exc:
        sys.exit(_fault(str(exc), 1))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)


def _fault(line: str, code: int) -> int:
    click.echo(" ".join(line.split()), err=True)
    return code


if __name__ == "__main__":
    main()

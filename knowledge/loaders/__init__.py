"""A file becomes a Document: one module per format, chosen by the file's ending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from knowledge.document import Document
from knowledge.errors import LoadingError
from knowledge.loaders import markdown, text
from knowledge.loaders.source import Source, read_source

LOADERS: dict[str, Callable[[Source], Document]] = {
    ".md": markdown.parse,
    ".markdown": markdown.parse,
    ".txt": text.parse,
}


def load(path: Path) -> Document:
    """Read one file.

    :raises LoadingError: when the file cannot be read as a document; nothing of it is kept.
    :raises MetadataError: when what it says about itself does not follow the schema.
    """
    parse = LOADERS.get(path.suffix.lower())
    if parse is None:
        known = ", ".join(LOADERS)
        raise LoadingError(
            f"{path.name}: the ending {path.suffix or '(none)'} is not one of those I can read: {known}."
        )
    return parse(read_source(path))

"""Plain text: a law, or one section under a title, which is the first line when that looks like one."""

from __future__ import annotations

from knowledge.document import Document, Section
from knowledge.loaders.law import parse as parse_law
from knowledge.loaders.source import Source, default_metadata, finished, first_line_title
from knowledge.structure import is_legal


def parse(source: Source) -> Document:
    """Read plain text; its metadata comes from the file's name and first line.

    :raises LoadingError: when the file's name cannot become an id.
    """
    if is_legal(source.text):
        return parse_law(source)
    title = first_line_title(source)
    first, _, rest = source.text.lstrip().partition("\n")
    text = rest if first.strip() == title and rest.strip() else source.text
    section = Section(heading=title, level=1, text=text.strip("\n").rstrip())
    return finished(default_metadata(source, title), [section], source)

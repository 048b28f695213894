"""A law, as it comes from a collection of laws: it names itself in its first line and is cut at its articles."""

from __future__ import annotations

from knowledge.document import Document
from knowledge.loaders.source import Source, default_metadata, finished, first_line_title
from knowledge.metadata import Kind, Language
from knowledge.structure import law_title, parse_legal


def parse(source: Source) -> Document:
    """Read the text of a law; its number and title come from its first line, its force stays unknown.

    :raises LoadingError: when the file's name cannot become an id.
    """
    named = law_title(source.text)
    metadata = default_metadata(source, named.title if named else first_line_title(source)).model_copy(
        update={
            "kind": Kind.LAW,
            "language": Language.ID,
            "number": named.regulation.label if named else None,
        }
    )
    return finished(metadata, parse_legal(source.text).sections, source)

"""A law, as it comes from a collection of laws: it names itself in its first line and is cut at its articles."""

from __future__ import annotations

from dataclasses import replace

from knowledge.document import Document
from knowledge.laws import described
from knowledge.loaders.source import Source, default_metadata, finished, first_line_title
from knowledge.metadata import Language
from knowledge.structure import law_title, parse_legal


def parse(source: Source) -> Document:
    """Read the text of a law; its number and title come from its first line, its force is noted when it is indexed.

    :raises LoadingError: when the file's name cannot become an id.
    """
    metadata = described(default_metadata(source, first_line_title(source)), law_title(source.text))
    metadata = metadata.model_copy(update={"language": Language.ID})
    structure = parse_legal(source.text)
    return replace(finished(metadata, structure.sections, source), gaps=structure.missing)

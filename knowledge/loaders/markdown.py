"""Markdown: front matter says what the document is, headings cut it, comments describe sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml
from markdown_it import MarkdownIt

from knowledge.document import Document, Section
from knowledge.errors import MetadataError
from knowledge.loaders.law import parse as parse_law
from knowledge.loaders.source import Source, default_metadata, finished, first_line_title
from knowledge.metadata import Notes, parse_metadata, parse_notes
from knowledge.structure import is_legal

FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
UNCLOSED = re.compile(r"---[ \t]*\n\s*[a-z_]+:[ \t\n]")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NOTES = re.compile(r"\s*<!--(.*?)-->", re.DOTALL)

# Block structure only: a heading inside a code fence is none, and inline markup is left as it was written.
BLOCKS = MarkdownIt("commonmark").disable("inline")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the lines it takes, counted from 0, `end` exclusive."""

    title: str
    level: int
    start: int
    end: int


def parse(source: Source) -> Document:
    """Read Markdown, with front matter or without.

    Without front matter it is a law when it reads like one; else the metadata comes from the file's name and first
    heading, and comments are dropped.

    :raises MetadataError: when front matter or a comment under a heading does not follow the schema.
    :raises LoadingError: when there is no text.
    """
    values, body = _split_front_matter(source)
    if values is None and is_legal(body):
        return parse_law(source)
    lines = body.split("\n")
    headings = list(_headings(body))
    if values is None:
        metadata = default_metadata(source, headings[0].title if headings else first_line_title(source))
    else:
        metadata = parse_metadata(values, source.name)
    ends = [*(heading.start for heading in headings), len(lines)]
    flat = [
        _section(heading, "\n".join(lines[heading.end : end]), source, strict=values is not None)
        for heading, end in zip(headings, ends[1:], strict=True)
    ]
    if opening := _without_comments("\n".join(lines[: ends[0]])):
        flat.insert(0, Section(heading=metadata.title, level=1, text=opening))
    return finished(metadata, _nest(flat), source)


def _split_front_matter(source: Source) -> tuple[dict[str, Any] | None, str]:
    """The front matter's values (None when there is none) and the text after it."""
    match = FRONT_MATTER.match(source.text)
    if match is None and UNCLOSED.match(source.text):
        raise MetadataError(f"{source.name}: the front matter has no closing line '---'.")
    if match is None:
        return None, source.text
    return _load_yaml(match[1], f"{source.name}: front matter"), source.text[match.end() :]


def _headings(body: str) -> Iterator[Heading]:
    """All headings that stand on their own (not inside a list, quotation, code or comment)."""
    tokens = BLOCKS.parse(body)
    for token, content in pairwise(tokens):
        if token.type != "heading_open" or token.level or token.map is None:
            continue
        start, end = token.map
        underlined = token.markup[0] in "=-"
        # A ruler under a paragraph would make a heading of the whole paragraph; a title is one line.
        title = content.content.replace("**", "").replace("`", "").strip()
        if title and not (underlined and end - start > 2):
            yield Heading(title, int(token.tag[1:]), start, end)


def _section(heading: Heading, body: str, source: Source, *, strict: bool) -> Section:
    notes = Notes()
    if strict and (match := NOTES.match(body)):
        origin = f"{source.name}: section {heading.title!r}"
        notes = parse_notes(_load_yaml(match[1], origin), origin)
    return Section(heading=heading.title, level=heading.level, text=_without_comments(body), notes=notes)


def _nest(flat: list[Section]) -> tuple[Section, ...]:
    """Sections in reading order -> a tree: each stands under the nearest one before it with a higher heading."""
    tree: list[Section] = []
    position = 0
    while position < len(flat):
        section = flat[position]
        end = position + 1
        while end < len(flat) and flat[end].level > section.level:
            end += 1
        children = _nest(flat[position + 1 : end])
        tree.append(Section(section.heading, section.level, section.text, section.notes, section.unit, children))
        position = end
    return tuple(tree)


def _load_yaml(text: str, origin: str) -> dict[str, Any]:
    """:raises MetadataError: when the text is no YAML mapping with text keys."""
    try:
        values = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as exc:  # ValueError: a date such as 2026-02-30
        raise MetadataError(f"{origin}: not readable as YAML ({' '.join(str(exc).split())}).") from exc
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise MetadataError(f"{origin}: must be lines of the form 'name: value'.")
    return values


def _without_comments(body: str) -> str:
    """The text a reader sees: comments are for editors."""
    return COMMENT.sub("", body).strip("\n").rstrip()

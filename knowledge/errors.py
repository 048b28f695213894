"""Errors of the knowledge package.

KnowledgeError
├── MetadataError      front matter or section notes that do not follow the schema
├── LoadingError       a file that cannot be read as a document
├── LibraryError       documents that contradict each other (twice the same id, …)
└── ReferenceDataError a bundled table (glossary, channels, force) that contradicts itself
"""


class KnowledgeError(Exception):
    """Root of everything the knowledge package raises; its text is one clear sentence."""


class MetadataError(KnowledgeError):
    """Front matter or section notes do not follow the schema."""


class LoadingError(KnowledgeError):
    """A file cannot be read as a document."""


class LibraryError(KnowledgeError):
    """The documents of a library contradict each other."""


class ReferenceDataError(KnowledgeError):
    """A bundled table contradicts itself or its schema."""

"""The errors of the package ``index``.

::

    IndexingError             anything that goes wrong while building, loading or searching an index
    └── EmbedderError         an embedding model is missing, damaged or does not fit
"""


class IndexingError(Exception):
    """Something went wrong while building, loading or searching an index."""


class EmbedderError(IndexingError):
    """An embedding model is missing, damaged or does not fit."""

"""The errors of the package ``index``.

::

    IndexingError             anything that goes wrong while building, loading or searching an index
    ├── EmbedderError         an embedding model is missing, damaged or does not fit
    └── SnapshotError         a stored index cannot be used, or a new one cannot be stored
        ├── NoSnapshotError       there is none yet
        ├── DamagedSnapshotError  its files are not the ones that were written
        ├── ForeignSnapshotError  it was made with another model or by another version of the program
        └── BusyError             somebody else is storing one right now
"""


class IndexingError(Exception):
    """Something went wrong while building, loading or searching an index."""


class EmbedderError(IndexingError):
    """An embedding model is missing, damaged or does not fit."""


class SnapshotError(IndexingError):
    """A stored index cannot be used, or a new one cannot be stored."""


class NoSnapshotError(SnapshotError):
    """There is no stored index yet."""


class DamagedSnapshotError(SnapshotError):
    """The files of a stored index are not the ones that were written."""


class ForeignSnapshotError(SnapshotError):
    """A stored index was made with another model or by another version of the program."""


class BusyError(SnapshotError):
    """Somebody else is storing an index right now."""

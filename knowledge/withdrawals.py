"""Which documents nobody may be shown any more.

The list lies outside snapshots, so that a rollback or a restored back-up of snapshots brings nothing back.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from knowledge.durable import replace_file
from knowledge.errors import LibraryError

NOTHING: Mapping[str, str] = MappingProxyType({})


class Withdrawal(BaseModel):
    """When a document was withdrawn, and the digests of the versions that were added after that."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: AwareDatetime
    allowed: tuple[str, ...] = ()


class WithdrawalList(BaseModel):
    """The whole list, by document id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    withdrawn: dict[str, Withdrawal] = {}

    def masked(self, served: Mapping[str, str] = NOTHING) -> frozenset[str]:
        """The ids to hide, where `served` has the digests of the versions at hand.

        A version added after the withdrawal may be shown; any other one of that id, known or not, may not.
        """
        return frozenset(
            document
            for document, withdrawal in self.withdrawn.items()
            if served.get(document) not in withdrawal.allowed
        )


class Withdrawals:
    """The list on disk; changes take effect when the call returns and survive a crash."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> WithdrawalList:
        """The list; an absent file is an empty list.

        :raises LibraryError: when the file is damaged: showing a withdrawn text would be worse than showing none.
        """
        try:
            return WithdrawalList.model_validate_json(self.path.read_bytes())
        except FileNotFoundError:
            return WithdrawalList()
        except (OSError, ValidationError) as exc:
            raise LibraryError(
                f"{self.path.name} is damaged, and without it withdrawn texts would return; restore it from a back-up."
            ) from exc

    def signature(self) -> tuple[int, int, int] | None:
        """Something that changes whenever the file does; None without a file."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def withdraw(self, document: str) -> None:
        """Hide all versions of a document."""
        with self._changing() as listed:
            listed[document] = Withdrawal(since=datetime.now(UTC))

    def allow(self, document: str, digest: str) -> None:
        """Let a new version of a withdrawn document be shown; without effect on any other document."""
        with self._changing() as listed:
            if document in listed:
                known = listed[document]
                listed[document] = Withdrawal(since=known.since, allowed=(*known.allowed, digest))

    def restore(self, document: str) -> None:
        """Let all versions of a document be shown again.

        :raises LibraryError: when it is not withdrawn.
        """
        with self._changing() as listed:
            if listed.pop(document, None) is None:
                raise LibraryError(f"{document} is not withdrawn.")

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Withdrawal]]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f".{self.path.name}.lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = self.read()
            listed = dict(before.withdrawn)
            yield listed
            if listed != before.withdrawn:
                content = WithdrawalList(withdrawn=listed).model_dump_json(indent=1)
                replace_file(self.path, content.encode())

"""What a user is used to: keys told of, commands chosen last, the folder files went to last.

Kept in the user's own state folder, read when it is first asked for, and never in the way: what
the disk will not give or take is as if it were not there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from data.own.files import read_own, write_whole
from data.own.folders import own_folder
from data.store.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "habits.json"
ALL: Final = "*"
"""Stands for every key: told to somebody who never knew the ones before."""

MOST_RECENT: Final = 8
"""Commands that are remembered."""

_MOST_BYTES: Final = 16 * 1024
_MOST_TOLD: Final = 200
_LONGEST: Final = 4096
"""Characters of a folder's path."""


class Habits:
    """One user's habits, for every document."""

    def __init__(self, folder: Path | None, *, fresh: bool = False) -> None:
        """Be ready; nothing is read yet.

        Args:
            folder: The user's state folder; None for one who leaves nothing anywhere.
            fresh: Whether the user has never used the program before.
        """
        self._folder = folder
        self._fresh = fresh
        self._told: list[str] | None = None
        self._recent: list[str] = []
        self._exports = ""

    @classmethod
    def of(cls, folder: Path | None) -> Habits:
        """The habits kept in a state folder; who has none yet is new."""
        return cls(folder, fresh=folder is None or not folder.exists())

    def knows(self, key: str) -> bool:
        """Whether the user has been told of a key, or never knew it otherwise."""
        told = self._read()
        return key in told or ALL in told

    def learn(self, key: str) -> None:
        """The user has been told of a key; blocks on the disk for a moment."""
        told = self._read()
        if key not in told:
            told.append(key)
            self._write()

    @property
    def recent(self) -> tuple[str, ...]:
        """The commands chosen last, the newest first."""
        self._read()
        return tuple(self._recent)

    def chose(self, command: str) -> None:
        """A command has been chosen; blocks on the disk for a moment."""
        self._read()
        others = [each for each in self._recent if each != command]
        self._recent = [command, *others][:MOST_RECENT]
        self._write()

    @property
    def exports(self) -> str:
        """The folder the last file was written to, as a path; empty before the first."""
        self._read()
        return self._exports

    def wrote_to(self, folder: str) -> None:
        """A file was written to a folder; blocks on the disk for a moment."""
        if folder != self.exports and len(folder) <= _LONGEST:
            self._exports = folder
            self._write()

    def settle(self) -> None:
        """Remember of somebody new that no key was ever another one; makes no folder for it."""
        if self._fresh and self._folder is not None and self._folder.exists():
            self._read()
            self._write()

    def _read(self) -> list[str]:
        if self._told is None:
            content = self._content()
            self._told = _texts(content.get("keys"))[:_MOST_TOLD]
            self._recent = _texts(content.get("recent"))[:MOST_RECENT]
            exports = content.get("exports")
            self._exports = exports[:_LONGEST] if isinstance(exports, str) else ""
            if self._fresh and ALL not in self._told:
                self._told.append(ALL)
        return self._told

    def _content(self) -> dict[str, object]:
        if self._folder is None:
            return {}
        try:
            with own_folder(self._folder) as folder:
                content = json.loads(read_own(folder, FILE, _MOST_BYTES))
        except (OSError, StoreError, ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) else {}

    def _write(self) -> None:
        if self._folder is None:
            return
        kept = {"keys": self._told, "recent": self._recent, "exports": self._exports}
        content = json.dumps(kept)  # in ASCII: the name of a folder need not be text
        try:
            with own_folder(self._folder, make=True) as folder:
                write_whole(folder, FILE, content.encode())
        except (OSError, StoreError):
            return


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []

"""Where a user's files go: a folder that people find again, proposed before anything is written.

The document may lie in a hidden folder; what is written for people to read must not.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.own.places import config_folder, home_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.own.habits import Habits

_USUAL: Final = ("Dokumenter", "Documents")
_DESKTOP_SAYS: Final = "user-dirs.dirs"
"""The file in which a desktop says what its folders are called (xdg-user-dirs)."""

_DOCUMENTS: Final = re.compile(r'^\s*XDG_DOCUMENTS_DIR="(?:\$HOME/)?([^"$]+)"', re.MULTILINE)
_MOST_BYTES: Final = 16 * 1024


class ExportPlace:
    """The folder proposed for the next file: the one used last, else the user's documents."""

    def __init__(
        self,
        environ: Mapping[str, str],
        present: Path | None = None,
        habits: Habits | None = None,
    ) -> None:
        """Make the place.

        Args:
            environ: The environment variables.
            present: The folder the program was started in; None where that is not known.
            habits: Remembers the folder from one start to the next; None for not at all.
        """
        self._environ, self._present, self._habits = environ, present, habits
        self._used: Path | None = None

    @property
    def home(self) -> Path:
        """The user's home folder, which `~` stands for."""
        return home_folder(self._environ)

    @property
    def folder(self) -> Path:
        """The folder to propose: the first that is there and can be written in."""
        if self._used is not None:
            return self._used
        return next((each for each in self._candidates() if _writable(each)), self.home)

    def use(self, folder: Path) -> None:
        """Propose this folder the next time: something was written there."""
        self._used = folder
        if self._habits is not None:
            self._habits.wrote_to(str(folder))

    def _candidates(self) -> Iterator[Path]:
        home = self.home
        if self._habits is not None and self._habits.exports:
            yield Path(self._habits.exports)
        named = _named_by_desktop(config_folder(self._environ).parent / _DESKTOP_SAYS)
        if named:
            yield home / named
        yield from (home / name for name in _USUAL)
        if self._present is not None and not _hidden(self._present):
            yield self._present
        yield home

    def short(self, path: Path) -> str:
        """A path as people write it, with `~` for their home folder."""
        with suppress(ValueError):
            return str(Path("~") / path.relative_to(self.home))
        return str(path)

    def read(self, text: str, name: str) -> Path:
        """The file that somebody's answer means.

        Args:
            text: What was typed: `~` is the home folder; without a folder it is the proposed one.
            name: The file's name where only a folder was typed.
        """
        typed = Path(text.strip())
        home = typed.parts[:1] == ("~",)
        path = self.home.joinpath(*typed.parts[1:]) if home else self.folder / typed
        return path / name if path.is_dir() else path


def _named_by_desktop(path: Path) -> str:
    """What the desktop calls the folder for documents; empty where nothing says so."""
    try:
        with path.open("rb") as file:
            said = file.read(_MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
    found = _DOCUMENTS.search(said)
    return found[1] if found else ""


def _writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _hidden(folder: Path) -> bool:
    return any(part.startswith(".") for part in folder.parts)

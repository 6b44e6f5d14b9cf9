"""The checklist in use: a workplace's own file beside the document, else the one AMIS comes with.

The file is `NAME.checklist.toml` for one document, or `checklist.toml` for all in the folder. One
that is not what it must be is never half used: what is wrong is said, and ours is asked.
"""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING, Final

from data.content.library import checklist, read_checklist
from data.content.reader import ContentError
from data.dataclass import dataclass
from data.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from data.content.types import Checklist

MOST_BYTES: Final = 256 * 1024
"""A larger file is no list of questions."""

MOST_POINTS: Final = 40

_PLACE: Final = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")


@dataclass(frozen=True, slots=True)
class InUse:
    """The list to ask from."""

    checklist: Checklist
    own: Path | None
    """The workplace's file, when it is the one in use."""
    trouble: str = ""
    """What is wrong with the workplace's file, in a sentence; empty when nothing is."""

    @property
    def name(self) -> str:
        """What a run says it was asked from."""
        return f"{self.checklist.title} ({self.checklist.label}, {self.checklist.version})"


def checklist_file(document: Path) -> Path | None:
    """The workplace's own file; None when there is none.

    Args:
        document: the document's path.
    """
    stem = document.name.removesuffix(".json")
    names = (f"{stem}.checklist.toml", "checklist.toml")
    return next((p for name in names if _there(p := document.with_name(name))), None)


def _there(path: Path) -> bool:
    """Whether something has that name that is no folder; what it is, is said when it is read."""
    try:
        return not stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def checklist_in_use(document: Path, language: str) -> InUse:
    """The list to ask from, and what is wrong with the workplace's own.

    Args:
        document: the document's path.
        language: the user's, for the list AMIS comes with.
    """
    own = checklist_file(document)
    if own is None:
        return InUse(checklist(language), None)
    try:
        return InUse(checked_file(own), own)
    except ContentError as error:
        text = _("{trouble} The list that comes with AMIS is used instead.")
        return InUse(checklist(language), None, text.format(trouble=sentence(error)))


def checked_file(path: Path) -> Checklist:
    """A checklist from a file, when it is what it must be.

    Raises:
        ContentError: it is not; `sentence` says what is wrong.
    """
    try:
        status = path.lstat()
    except OSError as error:
        raise ContentError(path.name, "", "", _("the file cannot be read")) from error
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        what = _("it is no file of its own, but a link or something else")
        raise ContentError(path.name, "", "", what)
    if status.st_size > MOST_BYTES:
        raise ContentError(path.name, "", "", _("it is too large to be a checklist"))
    own_list = read_checklist(path)
    if not own_list.domains:
        raise ContentError(path.name, "domains", "", _("there must be at least one"))
    if not 1 <= len(own_list.points) <= MOST_POINTS:
        what = _("there must be from 1 to {most}").format(most=MOST_POINTS)
        raise ContentError(path.name, "points", "", what)
    return own_list


def sentence(error: ContentError) -> str:
    """What is wrong with a file, and where, in a sentence."""
    name = error.file.rpartition("/")[2]
    what = str(error).removeprefix(f"{error.file}: ")
    if not isinstance(error.__cause__, ValueError):
        return _("{file} cannot be used: {what}.").format(file=name, what=what)
    # What the readers of the text say is in English.
    place = _PLACE.search(what)
    if place is not None:
        text = _("{file} is not a TOML file: look at line {line}, character {column}.")
        return text.format(file=name, line=place[1], column=place[2])
    if isinstance(error.__cause__, UnicodeDecodeError):
        return _("{file} is not text in UTF-8.").format(file=name)
    return _("{file} is not a TOML file: it ends too early.").format(file=name)

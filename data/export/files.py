"""Writing an export to a file: whole or not at all, never over a file without being asked."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.i18n import _
from data.store.atomic import opened, rename, sync_folder, temporary
from data.store.companions import NO_FOLDER, NotOurs, made
from data.store.errors import DiskTrouble, FileError, shown
from data.store.system import OS, System, again, close, write_all
from data.store.targets import target_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from data.export.forms import Contents
    from data.model.checklist import ChecklistRun
    from data.model.discussion import Discussion
    from data.model.document import Document
    from data.model.status import StatusMeeting

FOLDER: Final = "export"
"""The folder beside the document that exports go to."""

_MODE: Final = 0o660
"""Before the umask; never for everybody: minutes hold names."""

_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
_NOT_THERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR})

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ð": "d",
     "þ": "th", "œ": "oe", "ł": "l", "đ": "d"}
)  # fmt: skip
_LONGEST: Final = 40


class ExportError(FileError):
    """An export could not be written; nothing was. The path is where it should have gone."""

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _("{name} was not written.").format(name=self.name)


class FileAlreadyThere(ExportError):
    """There is a file of that name, and nobody said to replace it."""

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "{name} is there already and has been left as it is. Choose another name, or say that "
            "it may be replaced."
        ).format(name=self.name)


class NotAFile(ExportError):
    """Something else than a file has that name: a folder, a link, a device."""

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _("{name} is no ordinary file, so nothing was written. Choose another name.").format(
            name=self.name
        )


class NoFolder(ExportError):
    """The folder it should go to is not there."""

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _("There is no folder {folder}, so nothing was written. Make it first.").format(
            folder=shown(self.path.parent)
        )


class NotWritten(ExportError):
    """The disk said no.

    Attributes:
        errno: the system's number for why.
    """

    def __init__(self, path: Path, errno: int) -> None:
        super().__init__(path, errno)
        self.errno = errno

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return f"{super().sentence()} {DiskTrouble(self.path, self.errno, 'copy').why()}"


def write_new(
    path: Path,
    contents: Contents,
    *,
    document: Path | None = None,
    overwrite: bool = False,
    system: System = OS,
) -> None:
    """Write a text, or what is no text, to a file that is new, or is to be replaced.

    The file is there whole or not at all. It can be read by its owner, and by the group as far as
    the umask allows, never by everybody. A link in its place is not followed.

    Args:
        path: The file, as its user names it.
        contents: What it is to hold.
        document: The document it is written from, links resolved: nothing of its own is written
            over, and no link in its folder followed.
        overwrite: Whether a file that is there is replaced.
        system: The system calls.

    Raises:
        AlreadyThere: there is such a file and `overwrite` was not asked for.
        NotAFile: the name belongs to something else.
        NoFolder: its folder is not there.
        NotWritten: the disk said no.
        StoreError: it would be one of the document's own, or lie where others lead it.
    """
    try:
        with _folder_of(path, document, system) as folder:
            _refuse(path, folder, overwrite, system)
            data = contents.encode() if isinstance(contents, str) else contents
            _put(path, data, folder, overwrite, system)
    except FileExistsError as error:
        raise FileAlreadyThere(path) from error
    except OSError as error:
        if error.errno in _NOT_THERE:
            raise NoFolder(path) from error
        raise NotWritten(path, error.errno or errno.EIO) from error


def _folder_of(path: Path, document: Path | None, system: System) -> AbstractContextManager[int]:
    if document is None:
        return opened(path.parent, system, follow=True)
    return target_folder(path, document, system)


def _refuse(path: Path, folder: int, overwrite: bool, system: System) -> None:
    if path.name in {"", ".."}:
        raise NotAFile(path)
    try:
        status = again(system.stat, path.name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return
    if not stat.S_ISREG(status.st_mode):
        raise NotAFile(path)
    if not overwrite:
        raise FileAlreadyThere(path)


def _put(path: Path, data: bytes, folder: int, overwrite: bool, system: System) -> None:
    name = temporary(path)
    try:
        made = _make(name, data, folder, system)
        if overwrite:
            rename(name, path.name, folder, made.st_ino, system)
        else:
            _link(name, path.name, data, folder, system)
    finally:
        with suppress(OSError):  # after a rename there is none
            again(system.unlink, name, dir_fd=folder)
    sync_folder(folder, system)


def _make(name: str, data: bytes, folder: int, system: System) -> os.stat_result:
    fd = again(system.open, name, _CREATE, _MODE, dir_fd=folder)
    try:
        write_all(fd, data, system)
        again(system.fsync, fd)
        return again(system.fstat, fd)
    finally:
        close(fd, system)


def _link(name: str, target: str, data: bytes, folder: int, system: System) -> None:
    """Give the finished file its name; a link, unlike a renaming, never replaces."""
    try:
        again(system.link, name, target, src_dir_fd=folder, dst_dir_fd=folder)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Disks without links (FAT, some shares) still know how to make only what is not there.
        try:
            _make(target, data, folder, system)
        except FileExistsError:
            raise
        except OSError:
            with suppress(OSError):
                again(system.unlink, target, dir_fd=folder)
            raise


def suggested_name(
    document: Document, meeting: Discussion | StatusMeeting | ChecklistRun, extension: str
) -> str:
    """A short, plain name for minutes: `arbejdsmiljoedroeftelse-2026-laerkereden.md`.

    Args:
        document: whose workplace is in the name.
        meeting: whose year is in it; of a status meeting, the day; of a checklist, its number.
        extension: the ending without its dot.
    """
    workplace = document.workplace
    if meeting.kind == "discussion":
        what, when = _("work-environment discussion"), str(getattr(meeting, "year", ""))
    elif meeting.kind == "checklist_run":
        what, when = _("checklist"), f"{meeting.held_on or ''} {meeting.code}"
    else:
        what, when = _("status meeting"), str(meeting.held_on or meeting.code)
    return plain_name((what, when, workplace.name if workplace else ""), extension)


def plain_name(parts: Iterable[str], extension: str) -> str:
    """A short, plain file name: the parts in small ASCII letters, digits and hyphens.

    Args:
        parts: What it is about; empty ones are left out.
        extension: the ending without its dot.
    """
    plain = [name for part in parts if (name := _plain(part))]
    return f"{'-'.join(plain) or FOLDER}.{_plain(extension) or 'txt'}"


def _plain(text: str) -> str:
    """The text in small ASCII letters, digits and hyphens, and short."""
    lowered = unicodedata.normalize(
        "NFD", unicodedata.normalize("NFC", text.lower()).translate(_LETTERS)
    )
    letters = "".join(c for c in lowered if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST].rstrip("-")


def export_folder(document_path: Path, system: System = OS) -> Path:
    """The folder for exports beside a document, made if it is not there.

    Raises:
        NotAFile: the name belongs to something else than a folder, a link too.
        NoFolder: the document's folder is not there.
        NotWritten: it cannot be made.
        NotOurs: it is a folder that others could have filled.
    """
    document = Path(document_path).resolve()
    folder = document.parent / FOLDER
    try:
        with made(folder, document, system):
            return folder
    except NotOurs as error:
        raise NotAFile(folder) if error.why == NO_FOLDER else error from error
    except OSError as error:
        if error.errno in _NOT_THERE:
            raise NoFolder(folder) from error
        raise NotWritten(folder, error.errno or errno.EIO) from error

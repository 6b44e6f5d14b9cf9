"""What can go wrong with a document, each with the facts for a plain sentence.

A sentence says what happened, what was kept and what to do. Paths and reasons may come from
others' files, so they are shown without control characters.
"""

from __future__ import annotations

import errno as codes
import os
import stat
from typing import TYPE_CHECKING, Final, Literal

from data.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from data.encoding.misfit import Misfit

Doing = Literal["read", "save", "lock", "history", "copy"]
"""What the store was about: read, save, take the lock, write history, make a copy."""

_DOING: Final[dict[Doing, str]] = {
    "read": N_("{name} could not be read."),
    "save": N_("{name} could not be saved."),
    "lock": N_("{name} could not be locked for saving."),
    "history": N_("The history of {name} could not be written."),
    "copy": N_("No copy of {name} could be made."),
}

_GONE: Final = N_("The folder {folder} is gone. Put it back, or open the document where it is now.")
_MOVED: Final = N_("Something in {folder} was moved or removed meanwhile. Try again.")
_DENIED: Final = N_("You may not do that in {folder}. Ask the folder's owner for write access.")
_CLOSED: Final = N_("You may not read what is in {folder}. Ask the folder's owner for access.")
_NO_LOCKS: Final = N_("The disk cannot lock files. Move the document to another disk.")
_SILENT: Final = N_("The network disk does not answer. Try again when it does.")
_FILES: Final = N_("Too many files are open. Close other programs and try again.")

_WHY: Final[dict[int, str]] = {
    codes.ENOSPC: N_("The disk is full. Make room and save again."),
    codes.EDQUOT: N_("Your share of the disk is used up. Make room and save again."),
    codes.EIO: N_("The disk reports an error. Save again, and tell the one who runs the machine."),
    codes.EROFS: N_("The disk can only be read from. Ask the one who runs the machine."),
    codes.EACCES: _DENIED,
    codes.EPERM: _DENIED,
    codes.ENOENT: _GONE,
    codes.ENOTDIR: _GONE,
    codes.ESTALE: _GONE,
    codes.ENAMETOOLONG: N_("The file's name is too long. Give it a shorter one."),
    codes.EFBIG: N_("The file is larger than the disk allows. Make the document smaller."),
    codes.ENOLCK: _NO_LOCKS,
    codes.ENOTSUP: _NO_LOCKS,
    codes.ETIMEDOUT: _SILENT,
    codes.EHOSTDOWN: _SILENT,
    codes.EHOSTUNREACH: _SILENT,
    codes.EMFILE: _FILES,
    codes.ENFILE: _FILES,
}

Kind = Literal["folder", "link", "pipe", "device", "socket", "twin"]
"""What stands where a file of AMIS's should be; a twin is a file with a second name."""

_KIND: Final[dict[Kind, str]] = {
    "folder": N_("{name} is a folder, not a file."),
    "link": N_("{name} is a link, not a file."),
    "pipe": N_("{name} is a pipe, not a file."),
    "device": N_("{name} is a device, not a file."),
    "socket": N_("{name} is a socket, not a file."),
    "twin": N_("{name} has a second name elsewhere (a hard link), so it may be somebody's file."),
}


def kind_of(mode: int) -> Kind:
    """What a file mode stands for when it is not a file's."""
    if stat.S_ISDIR(mode):
        return "folder"
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISFIFO(mode):
        return "pipe"
    return "socket" if stat.S_ISSOCK(mode) else "device"


def unreadable(path: str, error: OSError) -> str:
    """Why a file that the user named cannot be used, in a sentence."""
    named = shown(path)
    if isinstance(error, FileNotFoundError):
        return _("{path} is not there.").format(path=named)
    if isinstance(error, IsADirectoryError):
        return _("{path} is a folder, not a file.").format(path=named)
    if isinstance(error, PermissionError):
        return _("You may not open {path}.").format(path=named)
    text = error.strerror or "?"
    return _("{path}: the system says {text}.").format(path=named, text=text)


def shown(text: str | Path) -> str:
    """A path or reason as it may stand in a sentence: one line, nothing a terminal obeys."""
    return "".join(c if c.isprintable() else "?" for c in str(text))


class FileError(Exception):
    """Something could not be done with a file.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, *facts: object) -> None:
        # All facts go to Exception, so that errors can be copied and sent between processes.
        super().__init__(path, *facts)
        self.path = path

    @property
    def name(self) -> str:
        """The file's name, fit for showing."""
        return shown(self.path.name or self.path)

    def sentence(self) -> str:
        """What happened, what was kept and what to do, in the language in use."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.sentence()


class StoreError(FileError):
    """Something kept the store from doing what it was asked; the document is as it was.

    The path is that of the document, or of the file beside it that it is about.
    """

    unsure: bool
    """Whether what was to be saved may have been saved all the same."""

    def __init__(self, path: Path, *facts: object) -> None:
        super().__init__(path, *facts)
        self.unsure = False

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _("{name} could not be used. Nothing has been changed in it.").format(name=self.name)


class Damaged(StoreError):
    """The bytes are not a document; they are never written to.

    Attributes:
        reason: a message id, or a reason with its place.
        line: where, counted from 1; 0 when unknown.
    """

    def __init__(self, path: Path, reason: str | Misfit, line: int = 0) -> None:
        super().__init__(path, reason, line)
        self.reason = reason
        self.line = line

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        reason = shown(_(self.reason) if isinstance(self.reason, str) else self.reason.told())
        if self.line:
            reason = _("line {line}: {reason}").format(line=self.line, reason=reason)
        return _(
            "{name} is damaged ({reason}). It has been left as it is. "
            "Fetch a good copy, or have the file mended."
        ).format(name=self.name, reason=reason)


class Newer(StoreError):
    """The document's format is newer than this program knows; it is never written to.

    Attributes:
        found: the document's schema version.
        known: the newest one known here.
    """

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path, found, known)
        self.found = found
        self.known = known

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "{name} was made by a newer version of AMIS (format {found}; this one knows {known}). "
            "It has been left as it is. Update AMIS to work in it."
        ).format(name=self.name, found=self.found, known=self.known)


class Missing(StoreError):
    """There is no document at the path."""

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "There is no document at {path}. Nothing has been changed. "
            "Check the path, or start a new document."
        ).format(path=shown(self.path))


class LockBusy(StoreError):
    """Somebody else was saving for the whole time that was waited.

    Attributes:
        seconds: how long was waited.
    """

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__(path, seconds)
        self.seconds = seconds

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        count = round(self.seconds)
        return ngettext(
            "{name} has been in use by somebody else for {count} second. "
            "Nothing has been saved yet. Try again in a moment.",
            "{name} has been in use by somebody else for {count} seconds. "
            "Nothing has been saved yet. Try again in a moment.",
            count,
        ).format(name=self.name, count=count)


class Stale(StoreError):
    """The document is older than one already seen: an old copy was put back.

    Attributes:
        found_revision: what the document says.
        known_revision: the highest that has been saved.
    """

    def __init__(self, path: Path, found_revision: int, known_revision: int) -> None:
        super().__init__(path, found_revision, known_revision)
        self.found_revision = found_revision
        self.known_revision = known_revision

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "{name} is an older copy (number {found}; number {known} has been saved). "
            "It has been left as it is. Put the newest one back, or go on from this one on purpose."
        ).format(name=self.name, found=self.found_revision, known=self.known_revision)


class Replaced(StoreError):
    """Another document, with an id of its own, stands where the one that was opened stood."""

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "Another document has been put in the place of {name}. Nothing has been saved in it. "
            "Put the first one back, or leave AMIS and open the new one."
        ).format(name=self.name)


class Changed(StoreError):
    """Somebody else saved between the reading and the writing; nothing was written."""

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "{name} was changed by somebody else in the meantime. "
            "Their version has been kept. Read it again and repeat the change."
        ).format(name=self.name)


class LockLost(StoreError):
    """The lock file was removed or replaced while it was held: others may have saved meanwhile."""

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "{name} could not be saved: its lock file was removed meanwhile. "
            "The document is unchanged. Try again."
        ).format(name=self.name)


def _is_gone(folder: Path) -> bool:
    """Whether a folder is known to be gone; one that cannot be looked at may be there."""
    try:
        return not folder.is_dir()
    except OSError:
        return False


class DiskTrouble(StoreError):
    """The disk said no.

    Attributes:
        errno: the system's number for why.
        doing: what the store was about.
        replaced: the new document is in place, but the disk has not confirmed that it will stay.
    """

    def __init__(self, path: Path, errno: int, doing: Doing, replaced: bool = False) -> None:
        super().__init__(path, errno, doing, replaced)
        self.errno = errno
        self.doing = doing
        self.replaced = self.unsure = replaced

    def why(self) -> str:
        """Only why and what to do, for a line where the rest is known."""
        text = _WHY.get(self.errno)
        if text is None or (text == _NO_LOCKS and self.doing != "lock"):
            return _("The system says: {text}.").format(text=os.strerror(self.errno))
        if text == _DENIED and self.doing == "read":
            text = _CLOSED
        if text == _GONE and not _is_gone(self.path.parent):
            text = _MOVED
        return _(text).format(folder=shown(self.path.parent))

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        if self.replaced:
            kept = _("The change is in {name}, but the disk has not confirmed it.")
            return f"{kept.format(name=self.name)} {self.why()}"
        lead = _(_DOING[self.doing]).format(name=self.name)
        return " ".join((lead, _("The document is unchanged."), self.why()))


class NotShared(StoreError):
    """The document is shared, but a file beside it is not: its access was changed afterwards.

    Attributes:
        companion: the file beside the document.
        owner: whose it is.
    """

    def __init__(self, path: Path, companion: Path, owner: str) -> None:
        super().__init__(path, companion, owner)
        self.companion = companion
        self.owner = owner

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "{name} could not be saved: the file {companion} beside it is not shared with you. "
            "The document is unchanged. Let {owner} open the document once, and it will be."
        ).format(name=self.name, companion=shown(self.companion.name), owner=shown(self.owner))


class NotRegular(StoreError):
    """Something else than a file stands at the path.

    Attributes:
        kind: what it is.
    """

    def __init__(self, path: Path, kind: Kind) -> None:
        super().__init__(path, kind)
        self.kind = kind

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        what = _(_KIND[self.kind]).format(name=self.name)
        return f"{what} {_('It has been left as it is. Move it away, or choose another path.')}"


class TooLarge(StoreError):
    """The file is larger than a document can be; it was not read.

    Attributes:
        size: bytes found.
        limit: bytes allowed.
    """

    def __init__(self, path: Path, size: int, limit: int) -> None:
        super().__init__(path, size, limit)
        self.size = size
        self.limit = limit

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "{name} is larger than the {limit} MiB a document can be. "
            "It has been left as it is. Check that it is the right file."
        ).format(name=self.name, limit=max(1, self.limit >> 20))


class Unreachable(StoreError):
    """The database did not answer; what is typed meanwhile is kept, as when a disk says no.

    Attributes:
        said: what the system says of it; empty when it says nothing.
        unsure: it happened while a save was being confirmed: it may have come off.
    """

    def __init__(self, path: Path, said: str, unsure: bool = False) -> None:
        super().__init__(path, said, unsure)
        self.said = said
        self.unsure = unsure

    def why(self) -> str:
        """Only why, for a line where the rest is known."""
        return _("The database does not answer.")

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        told = _(
            "The database with {name} does not answer. "
            "Nothing that was saved is lost; try again when it does."
        ).format(name=self.name)
        # Whoever runs it wants to know more than that.
        return f"{told} ({shown(self.said)})" if self.said else told


class DatabaseTrouble(StoreError):
    """The database answered that it cannot be done.

    Attributes:
        reason: a message id; what it says of a place is filled in.
        said: what the database says itself.
    """

    def __init__(self, path: Path, reason: str, said: str = "") -> None:
        super().__init__(path, reason, said)
        self.reason = reason
        self.said = said

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(self.reason).format(name=self.name, said=shown(self.said))


class NoSuchWorkplace(Missing):
    """The database has no workplace of that name, or the account may not see it."""

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "There is no workplace {name} in the database that you may see. "
            "Check the name, have yourself admitted, or start a new document."
        ).format(name=self.name)


class AlreadyThere(StoreError):
    """A new document was to be made where there is one."""

    def sentence(self) -> str:
        """What is there and what to do."""
        return _(
            "{name} is there already and has been left as it is. Open it, or choose another name."
        ).format(name=self.name)


class NoDriver(StoreError):
    """What speaks with PostgreSQL is not installed, or finds no libpq.

    Attributes:
        said: what Python says of it.
    """

    def __init__(self, path: Path, said: str) -> None:
        super().__init__(path, said)
        self.said = said

    def sentence(self) -> str:
        """See `FileError.sentence`."""
        return _(
            "AMIS was installed without what speaks with PostgreSQL ({said}). Whoever installed "
            "it adds that with: pip install 'amis[postgres]' 'psycopg[binary]'"
        ).format(said=shown(self.said.splitlines()[0] if self.said else "psycopg"))

"""Looking a document and its folder over: readable, lockable, replaceable, shared, copied.

Locks and renames are tried with two processes on files of their own in the same folder, because
that is where network disks differ. Nothing of the document is touched.
"""

from __future__ import annotations

import grp
import os
import pwd
import secrets
import stat
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.dates.labels import moment_label
from data.i18n import _
from data.store import copies, files
from data.store.atomic import UNSYNCABLE, opened
from data.store.compaction import no_longer_shortened
from data.store.companions import NotOurs, companion
from data.store.disks import kind_of_disk, remark_on
from data.store.errors import Missing, StoreError, shown
from data.store.history import History, history_path
from data.store.soundness import look
from data.store.targets import SUFFIXES
from data.store.trust import check_trusted
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from data.model.document import Document

_LIMIT: Final = 10
"""Seconds the other process may take for one step."""

_OTHER: Final = """
import fcntl, os, sys
path, mark = sys.argv[1:]
lock = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
def answer(text):
    print(text, flush=True)
def taken():
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
answer("taken" if taken() else "refused")
sys.stdin.readline()
answer("taken" if taken() else "refused")
new = os.open(path + ".new", os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
os.write(new, mark.encode())
os.fsync(new)
os.rename(path + ".new", path)
answer("renamed")
sys.stdin.readline()
"""
"""What the other process does: try the lock, wait, try it again, put a new file in place."""


class CheckupVerdict(StrEnum):
    """What a finding means."""

    GOOD = "good"
    REMARK = "remark"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class CheckupFinding:
    """One thing that was looked at."""

    verdict: CheckupVerdict
    text: str
    """One sentence, translated."""


def checkup(path: Path, *, tries: bool = True) -> tuple[CheckupFinding, ...]:
    """Everything that was looked at, in order; without a document only its folder.

    Args:
        path: The document.
        tries: Whether the folder is tried by making files in it; a guest makes none.
    """
    try:
        path = files.resolve(path)
    except StoreError as error:
        return (CheckupFinding(CheckupVerdict.TROUBLE, error.sentence()),)
    found: list[CheckupFinding] = []
    document = _look(path, found)
    if document is not None:
        found += _stock(path, document)
        found += _rights(path, saves=tries)
        found += _history(path, document)
        found += _copies(path)
    found += _companions(path)
    found += _disk(path.parent)
    if not tries:
        text = _("Locks, renames and the disk were not tried: a guest makes no files.")
        return (*found, CheckupFinding(CheckupVerdict.REMARK, text))
    tried = [*_folder(path.parent)]
    return (*found, *tried, _verdict(path, tried))


def _good(text: str) -> CheckupFinding:
    return CheckupFinding(CheckupVerdict.GOOD, text)


def _trouble(text: str) -> CheckupFinding:
    return CheckupFinding(CheckupVerdict.TROUBLE, text)


def _look(path: Path, found: list[CheckupFinding]) -> Document | None:
    # One function says what is wrong, here and for a save.
    document, error = look(path)
    if isinstance(error, Missing):
        from data.store.recovery import Recovery

        if Recovery(path).trouble() is None and not history_path(path).exists():
            text = _("There is no document at {path} yet; amis new makes it.")
            found.append(CheckupFinding(CheckupVerdict.REMARK, text.format(path=shown(path))))
        else:
            found.append(_trouble(error.sentence()))
        return None
    if error is not None:
        found.append(_trouble(error.sentence()))
    if document is None:
        return None
    count = sum(1 for _record in document.records())
    found.append(
        _good(
            _("{path} can be read: number {revision}, {count} records.").format(
                path=shown(path), revision=document.meta.revision, count=count
            )
        )
    )
    return document


def _stock(path: Path, document: Document) -> Iterator[CheckupFinding]:
    """TinyDB with its own storage must find the same records."""
    from tinydb import TinyDB

    try:
        with TinyDB(path, access_mode="r", encoding="utf-8") as database:
            count = sum(len(database.table(name)) for name in database.tables() if name != "meta")
    except (OSError, ValueError) as error:
        yield _trouble(_("TinyDB cannot read it: {error}.").format(error=shown(str(error))))
        return
    if count == sum(1 for _record in document.records()):
        yield _good(_("TinyDB reads the same records."))
    else:
        yield _trouble(
            _("TinyDB finds {count} records, which is another number.").format(count=count)
        )


def _rights(path: Path, *, saves: bool) -> Iterator[CheckupFinding]:
    status = path.stat()
    mode = stat.S_IMODE(status.st_mode)
    owner = _name(lambda: pwd.getpwuid(status.st_uid).pw_name, status.st_uid)
    group = _name(lambda: grp.getgrgid(status.st_gid).gr_name, status.st_gid)
    shown_mode = stat.filemode(status.st_mode)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        # For one who only looks it is as it should be.
        yield CheckupFinding(
            CheckupVerdict.TROUBLE if saves else CheckupVerdict.GOOD,
            _("You may read the document but not save in it ({mode}, {owner}:{group}).").format(
                mode=shown_mode, owner=owner, group=group
            ),
        )
    else:
        yield _good(
            _("You may read and save ({mode}, {owner}:{group}).").format(
                mode=shown_mode, owner=owner, group=group
            )
        )
    try:
        check_trusted(path)
    except StoreError as error:
        yield _trouble(error.sentence())
        return
    if mode & stat.S_IRWXO:
        yield CheckupFinding(
            CheckupVerdict.REMARK,
            _("Everybody on the machine may open the document, and it holds names: chmod o=."),
        )
    shared = bool(mode & stat.S_IWGRP)
    if shared and not stat.S_IMODE(path.parent.stat().st_mode) & stat.S_IWGRP:
        yield _trouble(
            _("The group may write the document but not in its folder, so it cannot save.")
        )
    if status.st_nlink > 1:
        yield CheckupFinding(
            CheckupVerdict.REMARK,
            _("The document has another name (a hard link), which will not follow the next save."),
        )


def _name(look: Callable[[], str], number: int) -> str:
    with suppress(KeyError):
        return look()
    return str(number)


def _history(path: Path, document: Document) -> Iterator[CheckupFinding]:
    revision = document.meta.revision
    try:
        entries = (
            e for e in History(history_path(path), path).newest_first() if e.revision <= revision
        )
        newest = next(entries, None)
        too_long = no_longer_shortened(history_path(path))
    except StoreError as error:
        yield _trouble(error.sentence())
        return
    if too_long:
        yield _trouble(too_long)
    if newest is None:
        yield CheckupFinding(
            CheckupVerdict.REMARK, _("There is no history yet: nothing can be undone.")
        )
    elif newest.revision == revision:
        yield _good(_("The history goes up to the document's last save."))
    else:
        yield CheckupFinding(
            CheckupVerdict.REMARK,
            _("The history ends at number {found}; the document is number {revision}.").format(
                found=newest.revision, revision=revision
            ),
        )


def _copies(path: Path) -> Iterator[CheckupFinding]:
    try:
        kept = copies.every_copy(path)
    except NotOurs:
        return  # said of all such folders
    except StoreError as error:
        yield _trouble(error.sentence())
        return
    folder = copies.folder(path)
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        text = _(
            "Good copies cannot be kept: you may not write in {folder}. The document is saved "
            "all the same. Have whoever owns the folder share it."
        )
        yield _trouble(text.format(folder=shown(folder.name)))
    if not kept:
        yield CheckupFinding(
            CheckupVerdict.REMARK, _("There is no good copy yet; the next save makes one.")
        )
        return
    when = moment_label(kept[0].at)
    yield _good(
        _("Good copies: {count}, the newest from {when}.").format(count=len(kept), when=when)
    )


def _companions(path: Path) -> Iterator[CheckupFinding]:
    """Folders beside the document that others could have put there or filled."""
    for suffix in SUFFIXES:
        folder = files.beside(path, suffix)
        try:
            with companion(folder, path):
                pass
        except NotOurs as error:
            yield _trouble(error.sentence())
        except (OSError, StoreError):
            continue  # there is none, or what is wrong has been said


def _disk(folder: Path) -> Iterator[CheckupFinding]:
    kind = kind_of_disk(folder)
    remark = remark_on(kind)
    if remark:
        yield CheckupFinding(CheckupVerdict.REMARK, _(remark).format(kind=shown(kind)))


def _synced(probe: Path, number: int) -> Iterator[CheckupFinding]:
    """Whether the disk takes what is sent to it: bytes and names."""
    os.write(number, b"amis\n")
    os.fsync(number)
    with opened(probe.parent) as folder:
        try:
            os.fsync(folder)
        except OSError as error:
            if error.errno not in UNSYNCABLE:
                raise
            yield CheckupFinding(
                CheckupVerdict.REMARK,
                _("The disk does not confirm new names: a power cut may take back the last save."),
            )
            return
    yield _good(_("The disk confirms what is saved, so a power cut takes nothing back."))


def _verdict(path: Path, tried: Sequence[CheckupFinding]) -> CheckupFinding:
    """Whether several people may share the document, in a word."""
    if any(finding.verdict is CheckupVerdict.TROUBLE for finding in tried):
        return _trouble(_("No document may be shared in this folder."))
    status = path.parent.stat()
    group = _name(lambda: grp.getgrgid(status.st_gid).gr_name, status.st_gid)
    if not status.st_mode & stat.S_IWGRP:
        return CheckupFinding(
            CheckupVerdict.REMARK,
            _(
                "Several people could share a document here, but only {owner} may save in this "
                "folder: chgrp and chmod 2770 open it to a group."
            ).format(owner=_name(lambda: pwd.getpwuid(status.st_uid).pw_name, status.st_uid)),
        )
    if not status.st_mode & stat.S_ISGID:
        return CheckupFinding(
            CheckupVerdict.REMARK,
            _(
                "The group {group} may share the document; chmod g+s lets new files be its own."
            ).format(group=group),
        )
    return _good(_("The group {group} may share the document.").format(group=group))


def _folder(folder: Path) -> Iterator[CheckupFinding]:
    """Syncing, and lock and rename seen from two processes."""
    probe = folder / f".amis-check-{secrets.token_hex(6)}"
    new = probe.with_name(f"{probe.name}.new")
    try:
        number = os.open(probe, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as error:
        yield _trouble(
            _("No file can be made in {folder}: {error}.").format(
                folder=shown(folder), error=error.strerror
            )
        )
        return
    try:
        yield from _synced(probe, number)
        yield from _two_processes(probe, number)
    except (OSError, StoreError, subprocess.SubprocessError) as error:
        yield _trouble(_("The folder could not be tried: {error}.").format(error=shown(str(error))))
    finally:
        os.close(number)
        for leftover in (probe, new):
            leftover.unlink(missing_ok=True)


def _two_processes(probe: Path, number: int) -> Iterator[CheckupFinding]:
    import fcntl

    fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    before, mark = os.fstat(number).st_ino, secrets.token_hex(8)
    command = [sys.executable, "-I", "-S", "-c", _OTHER, str(probe), mark]
    with subprocess.Popen(  # noqa: S603 - our own program, on our own file
        # Unbuffered: what has been read ahead would be waited for in vain.
        command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as other:  # fmt: skip
        try:
            first = _heard(other)
            fcntl.flock(number, fcntl.LOCK_UN)
            second = _heard(other, "go")
            renamed = _heard(other)
            now = probe.lstat().st_ino
            seen = files.read_bytes(probe) == mark.encode() and now != before
            other.communicate(b"go\n", timeout=_LIMIT)
        finally:
            other.kill()
    if (first, second) == ("refused", "taken"):
        yield _good(_("Locks work in this folder: a second process waits for the first."))
    else:
        yield _trouble(_("Locks do not work in this folder: keep the document on another disk."))
    if renamed == "renamed" and seen:
        yield _good(_("A file is replaced in one step, and another process sees it at once."))
    else:
        yield _trouble(_("Replacing a file is not seen by others: keep the document elsewhere."))


def _heard(other: subprocess.Popen[bytes], word: str = "") -> str:
    """The other process's next answer, after telling it to go on; empty when it says none."""
    pipe: Any = other.stdin
    if word:
        pipe.write(f"{word}\n".encode())
    import select

    output: Any = other.stdout
    ready, _w, _x = select.select([output], [], [], _LIMIT)
    return bytes(output.readline()).decode().strip() if ready else ""

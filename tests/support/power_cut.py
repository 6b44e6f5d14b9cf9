"""What a power cut may leave: the trace of a program's writes, and every state it allows.

    disk = Recording(folder)                    # a System that notes what it does
    store = Store(folder / "plan.json", system=disk)
    ...; disk.acknowledge("a")                  # the program has said: saved
    for state in states(disk): state.build(elsewhere)

The rules are those of the worst disk that still keeps its word: bytes not synced may be there, be
missing, be torn or be zeros; names not synced in their folder may each have come to be or not.
What was synced stays.
"""

from __future__ import annotations

import itertools
import os
import random
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from data.store.system import System

if TYPE_CHECKING:
    from collections.abc import Iterator

CAP: Final = 512
"""States looked at after each single call; where more are allowed, that many are drawn by lot."""

Number = int
"""An inode's."""


@dataclass(frozen=True)
class Written:
    """Bytes written to a file; with `length`, a file cut or grown to that size."""

    file: Number
    offset: int = 0
    data: bytes = b""
    length: int | None = None


@dataclass(frozen=True)
class Named:
    """Names that change in one step: name to file in a folder, None for a name taken away."""

    folder: Number
    names: tuple[tuple[str, Number | None], ...]


@dataclass(frozen=True)
class Synced:
    """A file's bytes, or a folder's names, are on the disk for good."""

    number: Number


@dataclass(frozen=True)
class Acknowledged:
    """The program has told its user that this is saved."""

    what: str


Step = Written | Named | Synced | Acknowledged


class Recording(System):
    """The real system, noting every step that a power cut could undo.

    Args:
        folder: where it begins; what is there already is on the disk for good.
        leave_out: calls that are said to be done and are not: "fsync", "folder fsync".
    """

    def __init__(self, folder: Path, leave_out: frozenset[str] = frozenset()) -> None:
        self.folder = folder
        self.leave_out = leave_out
        self.steps: list[Step] = []
        self.files: dict[Number, bytes] = {}
        self.folders: dict[Number, dict[str, Number]] = {}
        self._numbers: dict[tuple[int, int], Number] = {}
        self._open: dict[int, tuple[Number, str]] = {}
        self._ends: dict[int, int] = {}
        self.root = self._take(folder)

    def _take(self, path: Path) -> Number:
        """What is on the disk before it all begins."""
        number = self._number(path.lstat())
        if path.is_dir():
            self.folders[number] = {place.name: self._take(place) for place in path.iterdir()}
        else:
            self.files[number] = path.read_bytes()
        return number

    def _number(self, status: os.stat_result, *, fresh: bool = False) -> Number:
        key = (status.st_dev, status.st_ino)
        if fresh or key not in self._numbers:
            # The system gives an inode's number again after the file has gone.
            self._numbers[key] = max(self._numbers.values(), default=0) + 1
        return self._numbers[key]

    def acknowledge(self, what: str) -> None:
        """The user has been told that this is saved."""
        self.steps.append(Acknowledged(what))

    # -- the calls that matter -----------------------------------------------------------------

    def _where(self, path: Any, folder: int | None) -> tuple[Number, str] | None:
        """The folder's number and the name; None outside of what is watched."""
        if folder is not None:
            return self._open[folder][0], str(path)
        parent, name = os.path.split(os.fspath(path))
        key = self._numbers.get(_key(Path(parent).stat()))
        return None if key is None else (key, name)

    def open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        was = _there(path, dir_fd)
        fd = os.open(path, flags, mode, dir_fd=dir_fd)
        number = self._number(os.fstat(fd), fresh=not was)
        where = self._where(path, dir_fd)
        if not was and where is not None:
            self.files.setdefault(number, b"")
            self.steps.append(Named(where[0], ((where[1], number),)))
        self._open[fd] = (number, "append" if flags & os.O_APPEND else "")
        self._ends[fd] = 0
        return fd

    def write(self, fd: int, data: Any) -> int:
        number, how = self._open[fd]
        at = os.fstat(fd).st_size if how else self._ends[fd]
        taken = os.write(fd, data)
        self.steps.append(Written(number, at, bytes(data)[:taken]))
        self._ends[fd] = at + taken
        return taken

    def writev(self, fd: int, data: Any) -> int:
        return self.write(fd, b"".join(data))

    def pwrite(self, fd: int, data: Any, offset: int) -> int:
        taken = os.pwrite(fd, data, offset)
        self.steps.append(Written(self._open[fd][0], offset, bytes(data)[:taken]))
        return taken

    def ftruncate(self, fd: int, length: int) -> None:
        os.ftruncate(fd, length)
        self.steps.append(Written(self._open[fd][0], length=length))

    def fsync(self, fd: int) -> None:
        number = self._open[fd][0]
        if ("folder fsync" if number in self.folders else "fsync") not in self.leave_out:
            self.steps.append(Synced(number))

    def rename(self, src: Any, dst: Any, *, src_dir_fd: Any = None, dst_dir_fd: Any = None) -> None:
        one, two = self._where(src, src_dir_fd), self._where(dst, dst_dir_fd)
        number = self._number(os.stat(src, dir_fd=src_dir_fd, follow_symlinks=False))
        os.rename(src, dst, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)
        assert one is not None
        assert two is not None
        assert one[0] == two[0], "between folders a rename is two steps"
        self.steps.append(Named(one[0], ((two[1], number), (one[1], None))))

    def link(self, src: Any, dst: Any, *, src_dir_fd: Any = None, dst_dir_fd: Any = None) -> None:
        os.link(src, dst, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)
        where = self._where(dst, dst_dir_fd)
        assert where is not None
        number = self._number(os.stat(dst, dir_fd=dst_dir_fd))
        self.steps.append(Named(where[0], ((where[1], number),)))

    def unlink(self, path: Any, *, dir_fd: int | None = None) -> None:
        os.unlink(path, dir_fd=dir_fd)
        where = self._where(path, dir_fd)
        if where is not None:
            self.steps.append(Named(where[0], ((where[1], None),)))

    def mkdir(self, path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        os.mkdir(path, mode, dir_fd=dir_fd)
        number = self._number(os.stat(path, dir_fd=dir_fd), fresh=True)
        self.folders[number] = {}
        where = self._where(path, dir_fd)
        if where is not None:
            self.steps.append(Named(where[0], ((where[1], number),)))


def _key(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _there(path: Any, folder: int | None) -> bool:
    try:
        os.stat(path, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


# -- what may be left ------------------------------------------------------------------------------


@dataclass(frozen=True)
class State:
    """What is on the disk after a power cut, and what had been acknowledged before it."""

    root: Number
    files: dict[Number, bytes]
    folders: dict[Number, dict[str, Number]]
    acknowledged: tuple[str, ...]
    after: int
    """How many steps had been made."""

    def build(self, folder: Path) -> None:
        """Make it real."""
        self._build(self.root, folder)

    def _build(self, number: Number, folder: Path) -> None:
        folder.mkdir()
        for name, what in self.folders[number].items():
            if what in self.folders:
                self._build(what, folder / name)
            else:
                (folder / name).write_bytes(self.files.get(what, b""))

    @property
    def key(self) -> object:
        """What tells one state from another."""
        return self._key(self.root), self.acknowledged

    def _key(self, number: Number) -> object:
        if number in self.folders:
            names = self.folders[number]
            return tuple((name, self._key(names[name])) for name in sorted(names))
        return self.files.get(number, b"")


@dataclass
class _Disk:
    """What is sure, and what is on its way."""

    files: dict[Number, bytes]
    folders: dict[Number, dict[str, Number]]
    pending: list[Written | Named] = field(default_factory=list)
    acknowledged: tuple[str, ...] = ()

    def take(self, step: Step) -> None:
        if isinstance(step, Acknowledged):
            self.acknowledged += (step.what,)
        elif isinstance(step, Synced):
            sure = [step_ for step_ in self.pending if _of(step_) == step.number]
            self.pending = [step_ for step_ in self.pending if _of(step_) != step.number]
            for one in sure:
                _carry_out(one, self.files, self.folders)
        else:
            self.pending.append(step)


def _of(step: Written | Named) -> Number:
    return step.file if isinstance(step, Written) else step.folder


def _carry_out(
    step: Written | Named, files: dict[Number, bytes], folders: dict[Number, dict[str, Number]]
) -> None:
    if isinstance(step, Named):
        names = dict(folders.get(step.folder, {}))
        for name, number in step.names:
            if number is None:
                names.pop(name, None)
            else:
                names[name] = number
        folders[step.folder] = names
        return
    old = files.get(step.file, b"")
    if step.length is not None:
        files[step.file] = old[: step.length].ljust(step.length, b"\0")
        return
    old = old.ljust(step.offset, b"\0")
    files[step.file] = old[: step.offset] + step.data + old[step.offset + len(step.data) :]


def _fates(step: Written | Named) -> tuple[Written | Named | None, ...]:
    """What may become of a step that was not synced."""
    if isinstance(step, Named) or step.length is not None:
        return (step, None)
    half = step.data[: max(1, len(step.data) // 2)]
    zeros = bytes(len(step.data))
    return (step, None, replace(step, data=half), replace(step, data=zeros))


def states(trace: Recording, cap: int = CAP, seed: int = 1) -> Iterator[State]:
    """Every state that a power cut may leave, each once.

    Args:
        trace: What was done.
        cap: The most that are looked at after one step.
        seed: Decides which, where more are allowed.
    """
    lot = random.Random(seed)
    disk = _Disk(dict(trace.files), {n: dict(names) for n, names in trace.folders.items()})
    for number in trace.files:
        disk.files[number] = trace.files[number]
    seen: set[object] = set()
    for after in range(len(trace.steps) + 1):
        if after:
            disk.take(trace.steps[after - 1])
        for chosen in _choices([_fates(step) for step in disk.pending], cap, lot):
            files, folders = dict(disk.files), dict(disk.folders)
            for step in chosen:
                if step is not None:
                    _carry_out(step, files, folders)
            state = State(trace.root, files, folders, disk.acknowledged, after)
            key = hash(state.key)
            if key not in seen:
                seen.add(key)
                yield state


def _choices(
    fates: list[tuple[Written | Named | None, ...]], cap: int, lot: random.Random
) -> Iterator[tuple[Written | Named | None, ...]]:
    count = 1
    for some in fates:
        count *= len(some)
    if count <= cap:
        yield from itertools.product(*fates)
        return
    yield tuple(some[0] for some in fates)
    yield tuple(some[1] for some in fates)
    for _ in range(cap - 2):
        yield tuple(lot.choice(some) for some in fates)

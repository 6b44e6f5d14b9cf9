"""Modules found and read in four system calls, where nothing about them is out of the ordinary.

Python's own machinery asks the disk a dozen times for each module, in Python; for the five hundred
that the program is made of before its first frame that is a fifteenth of its time. Here a module
is looked for where its package is, and its byte code read if it is of the source as it is now.
Whatever else is found, or not found, is left to Python.
"""

from __future__ import annotations

import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import MAGIC_NUMBER, SourceFileLoader
from marshal import loads
from os import F_OK, O_CLOEXEC, O_RDONLY, access, close, open, read, stat  # noqa: A004 - without its wrappers
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import stat_result
    from types import CodeType, ModuleType

PACKAGES = frozenset({"tui", "screens", "data", "textual", "rich", "asyncio"})
"""Of these it is known that they are made of Python source and nothing else."""

_TAG = sys.implementation.cache_tag
_HEAD = 16
"""Bytes before the code: a number for the version of Python, how to tell whether it is of the
source as it is, and the time and size of that."""
_BY_TIME = b"\0\0\0\0"
_MOST = 1 << 16
"""Bytes most files have at most: for more, memory is asked for and given back each time."""
_LARGEST = 1 << 20
"""Further bytes that are read; of what is larger the code is cut off, and Python reads it."""


class ReadLoader(SourceFileLoader):
    """Python's loader, whose code has been read when the module was found."""

    def __init__(self, fullname: str, path: str, code: CodeType) -> None:
        super().__init__(fullname, path)
        self._read: CodeType | None = code

    def get_code(self, fullname: str) -> CodeType | None:
        """The code; from the file when it is asked for again."""
        code, self._read = self._read, None
        return super().get_code(fullname) if code is None else code


class QuickFinder:
    """Finds the modules of packages that lie in one folder."""

    @staticmethod
    def find_spec(
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,  # noqa: ARG004 - as it is called
    ) -> ModuleSpec | None:
        """What is known of a module; None where Python is to look for it itself."""
        if path is None or len(path) != 1 or fullname.partition(".")[0] not in PACKAGES:
            return None
        folder, name = path[0], fullname.rpartition(".")[2]
        inner = f"{folder}/{name}"
        if access(inner, F_OK):  # a package goes before a module
            return _found(fullname, inner, "__init__", package=True)
        return _found(fullname, folder, name, package=False)


def _found(fullname: str, folder: str, name: str, *, package: bool) -> ModuleSpec | None:
    """The module whose source is so called in a folder."""
    cached, source = f"{folder}/__pycache__/{name}.{_TAG}.pyc", f"{folder}/{name}.py"
    try:
        file = open(cached, O_RDONLY | O_CLOEXEC)
        try:
            known = stat(source)  # noqa: PTH116 - pathlib is slow
            content = read(file, _MOST)
            if len(content) == _MOST:
                content += read(file, _LARGEST)
        finally:
            close(file)
        fits = content[:_HEAD] == _head(known)
        code = loads(content[_HEAD:]) if fits else None  # noqa: S302 - as Python does
    except (OSError, ValueError, EOFError, TypeError):
        return None
    if code is None:
        return None
    spec = ModuleSpec(fullname, ReadLoader(fullname, source, code), origin=source)
    spec.submodule_search_locations = [folder] if package else None
    spec.has_location = True
    spec.cached = cached
    return spec


def _head(source: stat_result) -> bytes:
    """What byte code of a source as it is begins with."""
    time, size = int(source.st_mtime) & 0xFFFFFFFF, source.st_size & 0xFFFFFFFF
    return MAGIC_NUMBER + _BY_TIME + time.to_bytes(4, "little") + size.to_bytes(4, "little")


def use() -> None:
    """Look for modules this way from now on, where Python keeps byte code beside the source."""
    if sys.flags.optimize or sys.pycache_prefix is not None or QuickFinder in sys.meta_path:
        return
    sys.meta_path.insert(0, QuickFinder)

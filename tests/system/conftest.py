"""The program in a terminal, ready to be used."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from support import program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def document(tmp_path):
    """The path of a document that is the example."""
    (tmp_path / "group").mkdir()
    return program.write(tmp_path / "group" / "amis.json")


@pytest.fixture
def start(terminal, tmp_path, document):
    """Starts the program on the document and waits until its first part is drawn.

    `start(*arguments, user="karen", env=…, size=…, wait_for=…)`; `document=None` names none.
    """
    given = document

    def begin(
        *argv, user="karen", env=None, document=given, wait_for=program.FIRST_FRAME, **options
    ):
        variables = {**program.environment(tmp_path, document, user), **(env or {})}
        named = () if {"--user", "--restricted"} & {*argv} else ("--user", user)
        window = terminal([*program.COMMAND, *named, *argv], env=variables, **options)
        if wait_for:
            window.wait_for(wait_for)
            window.quiet()
        return window

    return begin


class SmallDisk:
    """A disk of half a megabyte that can be filled and made read-only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """Leave no room at all."""
        with suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    def free(self) -> None:
        """Make room again."""
        self._ballast.unlink()

    def read_only(self) -> None:
        """As an administrator, or a disk that fails, makes it."""
        self._mount("remount,ro")

    def writable(self) -> None:
        """Back to normal."""
        self._mount("remount,rw")

    def _mount(self, options: str) -> None:
        subprocess.run(["mount", "-o", options, str(self.folder)], check=True, timeout=10)


@pytest.fixture
def small_disk(tmp_path):
    """A small disk of its own; skips where none may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk takes root")
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k,mode=0700", "amis", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True, timeout=10).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, timeout=10)

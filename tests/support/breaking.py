"""What tests that break saves share: a folder to break, a store that does not wait, a lock lost."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from data.store.on_disk import FileHolding
from data.store.store import Store
from data.store.system import System

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def fresh(template: Path) -> Path:
    """A copy of the folder to break, always in the same place so that nothing piles up."""
    folder = template.with_name("work")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    return folder / "plan.json"


def opened(path: Path, system: System | None = None) -> Store:
    """The document there, read by a store that waits for nobody."""
    store = Store(path, system=system or System(), limit=0)
    store.load()
    return store


def between_history_and_document(
    monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]
) -> list[bool]:
    """Have something happen after the next save's line is written and before its document is.

    Returns:
        Grows with each look whether the lock is still held: the first is before the line, the
        second before the document.
    """
    real, looks = FileHolding.prove, []

    def prove(held: FileHolding) -> None:
        looks.append(True)
        if len(looks) == 2:
            happens()
        real(held)

    monkeypatch.setattr(FileHolding, "prove", prove)
    return looks

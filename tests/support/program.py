"""The program itself in a terminal, on the example or on a document of one's own."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from data.start.demo import demo_document
from data.store.store import Store

if TYPE_CHECKING:
    from data.model.document import Document

TODAY = date(2026, 11, 24)
"""A Tuesday; the day every program here is started on."""

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tui"]
FIRST_FRAME = "  gemt "
"""Below a part: the picture before the first frame has not got it."""


@cache
def example() -> Document:
    """The example as `amis demo` shows it on `TODAY`."""
    document = demo_document("da", TODAY)
    return replace(document, meta=replace(document.meta, document="example"))


def write(path: Path, document: Document | None = None) -> Path:
    """Put a document, the example when none is given, at a path."""
    Store(path).put(document or example())
    return path


def read(path: Path) -> Document:
    """The document as it is on disk now."""
    return Store(path).load()


def environment(folder: Path, document: Path | None = None, user: str = "karen") -> dict[str, str]:
    """The variables the program is started with: a home of its own, a day that stands still."""
    named = {"AMIS_DOCUMENT": str(document)} if document else {}
    return {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "AMIS_TODAY": TODAY.isoformat(),
        "AMIS_USER": user,
        **named,
    }

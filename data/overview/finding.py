"""Which documents an overview is about: files, folders, patterns, and lists of them."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.store.targets import is_aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DEEPEST: Final = 3
"""Folders below the one that was named are looked into so deep."""

_MAGIC: Final = frozenset("*?[")


def documents_in(named: Iterable[str]) -> tuple[Path, ...]:
    """The documents that words name, each once, in the order of their paths within a word.

    Args:
        named: Files, folders (with those below), patterns such as `/srv/*/amis.json`; a file whose
            name begins with `@` lists such words, one a line.
    """
    found: dict[Path, None] = {}
    for word in named:
        for path in _of(word):
            found.setdefault(path)
    return tuple(found)


def _of(word: str) -> Iterator[Path]:
    if word.startswith("@"):
        for line in Path(word[1:]).read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield from _of(line.strip())
        return
    path = Path(word)
    if path.is_dir():
        yield from _in_folder(path, _DEEPEST)
    elif not path.exists() and not _MAGIC.isdisjoint(word):
        for name in sorted(glob.glob(word, recursive=True)):  # noqa: PTH207 - may be absolute
            yield from _in_folder(Path(name), _DEEPEST) if Path(name).is_dir() else [Path(name)]
    else:
        yield path


def _in_folder(folder: Path, deeper: int) -> Iterator[Path]:
    """The documents of a folder: not what AMIS puts beside them, nor what is hidden."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder  # and its line says why
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if deeper:
                yield from _in_folder(entry, deeper - 1)
        elif entry.suffix == ".json" and not _beside(entry, names):
            yield entry


def _beside(entry: Path, names: set[str]) -> bool:
    """Whether AMIS put a file beside a document of the same folder."""
    return any(
        name.endswith(".json") and name != entry.name and is_aside(entry.name, Path(name))
        for name in names
        if entry.name.startswith(name.removesuffix(".json"))
    )

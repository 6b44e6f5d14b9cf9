"""The user's language: English message ids in the code, catalogues in `data/locale`.

Danish is the default. Class-level texts (bindings, labels, titles) are marked with `N_` and
translated when they are shown, so that the language can change while the program runs.
"""

from __future__ import annotations

import struct
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LANGUAGES: Final = ("da", "en")
"""The languages that are complete, default first."""

DEFAULT_LANGUAGE: Final = LANGUAGES[0]

_LOCALE: Final = Path(__file__).parent / "locale"
_NOTHING: Final = struct.pack("<5I", 0x950412DE, 0, 0, 20, 20)
"""A compiled catalogue without a text."""

_loaded: dict[str, Catalogue] = {}
_language: ContextVar[str] = ContextVar("language", default="")
_process_language: list[str] = [DEFAULT_LANGUAGE]


class Catalogue:
    """The translations in a compiled catalogue, each looked for when it is first asked for.

    A session asks for some hundreds of the thousands there are: as a dictionary they would take
    three times the memory of the file, and the first frame would wait for them to be made.

    Args:
        compiled: What babel's `write_mo` makes: ids in the order of their bytes, each ended by a
            zero as the translations are; those with a plural have two parts in both.
    """

    def __init__(self, compiled: bytes) -> None:
        self._compiled = compiled
        _magic, _version, self._count, ids, texts = struct.unpack_from("<5I", compiled)
        self._ids, self._texts = (_pairs(compiled, at, self._count) for at in (ids, texts))
        self._found: dict[str, str] = {}

    def text(self, message: str) -> str:
        """The translation of a message, of its first form where it has two; else itself."""
        found = self._found.get(message)
        if found is not None:
            return found
        parts = self._forms(message)
        if not parts:
            return message
        # Nothing else is kept: it might be somebody's text.
        self._found[message] = parts[0]
        return parts[0]

    def plural(self, singular: str, plural: str) -> str:
        """The translation of a message's second form, by both its ids; else itself."""
        parts = self._forms(singular)
        return parts[1] if parts and len(parts) > 1 else plural

    def _forms(self, message: str) -> list[str]:
        """The forms of the translation; none where there is no such message."""
        wanted = message.encode() + b"\0"
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            # With the zero behind it: that of a plural comes as if it had none.
            if self._at(self._ids, middle, 1) < wanted:
                low = middle + 1
            else:
                high = middle
        if low < self._count and self._at(self._ids, low, 1).startswith(wanted):
            return self._at(self._texts, low).decode().split("\0")
        return []

    def _at(self, table: memoryview, number: int, more: int = 0) -> bytes:
        length, start = table[2 * number], table[2 * number + 1]
        return self._compiled[start : start + length + more]


def _pairs(compiled: bytes, at: int, count: int) -> memoryview:
    """Of so many texts the lengths and places, one after another."""
    table = memoryview(compiled)[at : at + 8 * count]
    if sys.byteorder == "big":
        table = memoryview(struct.pack(f"{2 * count}I", *struct.unpack(f"<{2 * count}I", table)))
    return table.cast("I")


def _catalogue(code: str) -> Catalogue:
    catalogue = _loaded.get(code)
    if catalogue is None:
        path = _LOCALE / code / "LC_MESSAGES" / "amis.mo"
        # English is the language of the message ids: it needs no catalogue.
        catalogue = Catalogue(_NOTHING if code == "en" else path.read_bytes())
        _loaded[code] = catalogue
    return catalogue


def set_language(code: str) -> None:
    """Choose the language of the process; an unknown code gives the default."""
    _process_language[0] = code if code in LANGUAGES else DEFAULT_LANGUAGE


def language() -> str:
    """The language in use: that of the enclosing `in_language`, else that of the process."""
    return _language.get() or _process_language[0]


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Use another language inside the block, as exports do for the document's language."""
    token = _language.set(code if code in LANGUAGES else DEFAULT_LANGUAGE)
    try:
        yield
    finally:
        _language.reset(token)


def _(message: str) -> str:
    """The message in the language in use."""
    return _catalogue(language()).text(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message in the form that fits the count."""
    if count == 1:
        return _(singular)
    return _catalogue(language()).plural(singular, plural)


def N_(message: str) -> str:  # noqa: N802 - the customary name that extractors know
    """Mark a message for translation without translating it yet."""
    return message


def listing(words: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`, in the language in use."""
    *before, last = tuple(words) or ("",)
    return _("{before} and {last}").format(before=", ".join(before), last=last) if before else last

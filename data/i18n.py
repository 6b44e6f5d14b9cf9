"""The user's language: English message ids in the code, catalogues in `data/locale`.

Danish is the default. Class-level texts (bindings, labels, titles) are marked with `N_` and
translated when they are shown, so that the language can change while the program runs.
"""

from __future__ import annotations

import struct
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
_BOTH: Final = b"\1"
"""Between the two ids of a message with a plural, for its second form."""

_loaded: dict[str, dict[str, str]] = {}
_language: ContextVar[str] = ContextVar("language", default="")
_process_language: list[str] = [DEFAULT_LANGUAGE]


def _catalogue(code: str) -> dict[str, str]:
    catalogue = _loaded.get(code)
    if catalogue is None:
        # English is the language of the message ids: it needs no catalogue.
        path = _LOCALE / code / "LC_MESSAGES" / "amis.mo"
        catalogue = {} if code == "en" else _texts(path.read_bytes())
        _loaded[code] = catalogue
    return catalogue


def _texts(compiled: bytes) -> dict[str, str]:
    """The translations in a compiled catalogue; the second form of one under both its ids.

    The ids stand one after another, each ended by a zero, and so do the translations; those with a
    plural have two parts in both. They are taken apart in one go: gettext's own reader decodes one
    after another, and the first frame waits for it.

    Args:
        compiled: What babel's `write_mo` makes of a language with the two forms of Danish.
    """
    _magic, _version, count, ids, translations = struct.unpack_from("<5I", compiled)
    start, middle = (struct.unpack_from("<2I", compiled, at)[1] for at in (ids, translations))
    names, texts = compiled[start:middle].split(b"\0"), compiled[middle:].split(b"\0")
    at = 0
    for length in struct.unpack_from(f"<{2 * count}I", compiled, ids)[::2]:
        if len(names[at]) != length:
            at += 1
            names[at] = names[at - 1] + _BOTH + names[at]
        at += 1
    keys, values = b"\0".join(names).decode(), b"\0".join(texts).decode()
    return dict(zip(keys.split("\0"), values.split("\0"), strict=True))


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
    return _catalogue(language()).get(message, message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message in the form that fits the count."""
    if count == 1:
        return _(singular)
    return _catalogue(language()).get(f"{singular}{_BOTH.decode()}{plural}", plural)


def N_(message: str) -> str:  # noqa: N802 - the customary name that extractors know
    """Mark a message for translation without translating it yet."""
    return message


def listing(words: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`, in the language in use."""
    *before, last = tuple(words) or ("",)
    return _("{before} and {last}").format(before=", ".join(before), last=last) if before else last

"""The user's language: English message ids in the code, catalogues in `data/locale`.

Danish is the default. Class-level texts (bindings, labels, titles) are marked with `N_` and
translated when they are shown, so that the language can change while the program runs.
"""

from __future__ import annotations

import gettext
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
_loaded: dict[str, gettext.NullTranslations] = {}
_language: ContextVar[str] = ContextVar("language", default="")
_process_language: list[str] = [DEFAULT_LANGUAGE]


def _catalogue(code: str) -> gettext.NullTranslations:
    catalogue = _loaded.get(code)
    if catalogue is None:
        # English is the language of the message ids: it needs no catalogue.
        catalogue = (
            gettext.NullTranslations()
            if code == "en"
            else gettext.translation("amis", _LOCALE, languages=[code])
        )
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
    return _catalogue(language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message in the form that fits the count."""
    return _catalogue(language()).ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the customary name that extractors know
    """Mark a message for translation without translating it yet."""
    return message


def listing(words: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`, in the language in use."""
    *before, last = tuple(words) or ("",)
    return _("{before} and {last}").format(before=", ".join(before), last=last) if before else last

"""Letters for terminals from before UTF-8: what such a terminal lacks becomes what it has.

Every sign becomes as many columns as it took, so that what was laid out stays in place. A file or a
pipe is no terminal: it gets UTF-8 whatever the locale says.
"""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

OF_THE_TERMINAL: Final = "amis-letters"
"""The error handler that `str.encode` takes: the nearest that the terminal has."""

_FAMILIES: Final = ("iso8859-", "cp125", "cp437", "cp850", "cp865", "koi8-")
"""Character sets with one byte a letter, as Python calls them, in which ASCII is itself."""

_NEAREST: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‘’‚‛′‹", "'"),
        **dict.fromkeys("‐‑‒–—―−─━┄┈╌", "-"),
        **dict.fromkeys("│┃┆┊╎", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
        **dict.fromkeys("•●■", "*"),
        **dict.fromkeys("→›▶▸", ">"),
        **dict.fromkeys("←◀◂", "<"),
        **dict.fromkeys("…·․", "."),
        "✓": "+",
        "€": "E",
        "≤": "<",
        "≥": ">",
        "œ": "o",
        "Œ": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
    }
)


_JOINER: Final = "\u200d"


def spoken(charset: str) -> str:
    """The codec for a terminal whose locale names this character set; `utf-8` for all unknown.

    Args:
        charset: As a locale names it; may be empty.
    """
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return "utf-8"
    return name if name.startswith(_FAMILIES) else "utf-8"


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """The replacement of the first sign that cannot be written, as `codecs` asks for it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    sign = error.object[error.start]
    if sign == _JOINER:
        # What is joined to the sign before it takes no column either.
        return "", min(error.start + 2, len(error.object))
    return _replacement(sign, error.encoding), error.start + 1


def _replacement(sign: str, encoding: str) -> str:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return ""  # no column of its own
    columns = 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
    plain = unicodedata.normalize("NFKD", sign)[:1]
    for candidate in (sign.translate(_NEAREST), plain):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate.ljust(columns)
    return "?" * columns


codecs.register_error(OF_THE_TERMINAL, _nearest)

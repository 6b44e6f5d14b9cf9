"""What the keyboard sends, as text: UTF-8, but a terminal set to something older is understood.

PuTTY sessions kept from the last century send ``ø`` as the one byte F8. Textual 8.2.8 ends the
program on it. Here such a byte is read as Windows-1252, which is what those terminals mean.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

_ERRORS: Final = "amis-windows-1252"

SHORT_WAIT: Final = 0.105
"""Seconds of silence after which a lone Escape, or a lone old letter, is complete."""

LONG_WAIT: Final = 0.5
"""The same while it is unknown whether the terminal speaks UTF-8 in slow pieces."""


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    # Five bytes mean nothing in Windows-1252; they become the replacement character.
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_ERRORS, _as_windows_1252)


class KeyDecoder:
    """Turns the bytes of a terminal into text, piece by piece.

    ``æ`` in Windows-1252 is the byte with which a three-byte UTF-8 letter begins, so the decoder
    holds it back. `patience` tells the reader how long to wait before calling `quiet`, which
    settles it. Once a true UTF-8 letter has arrived, the terminal is trusted and nothing is
    settled early: a slow link may split a letter anywhere.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors=_ERRORS)
        self._speaks_utf8: bool | None = None

    def feed(self, data: bytes) -> str:
        """The text that is complete with these bytes."""
        held, _flag = self._decoder.getstate()
        text = self._decoder.decode(data)
        self._learn(held + data)
        return text

    def quiet(self) -> str:
        """Nothing more came for `patience` seconds: the text held back, now settled."""
        held, _flag = self._decoder.getstate()
        if not held or self._speaks_utf8:
            return ""
        self._speaks_utf8 = False
        text = self._decoder.decode(b"", final=True)
        self._decoder.reset()
        return text

    @property
    def patience(self) -> float | None:
        """Seconds to wait before `quiet`; None when nothing is held back that it would settle."""
        held, _flag = self._decoder.getstate()
        if not held or self._speaks_utf8:
            return None
        return LONG_WAIT if self._speaks_utf8 is None else SHORT_WAIT

    def _learn(self, data: bytes) -> None:
        if data.isascii():
            return
        try:
            text = codecs.getincrementaldecoder("utf-8")().decode(data)
        except UnicodeDecodeError:
            self._speaks_utf8 = False
        else:
            # Only a whole letter proves it; the first byte of one may be an old letter.
            self._speaks_utf8 = self._speaks_utf8 if text.isascii() else True


_PASTE_BEGINS: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"
_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class PasteFilter:
    """Takes the control characters out of pasted text, so that none of it can act as keys.

    Textual ends a paste at the first Escape inside it and runs the rest as key presses. What a
    colleague copies from a web page must not tick, delete or send anything.
    """

    def __init__(self) -> None:
        self._pasting = False
        # Outside a paste: the beginning of a mark already passed on. Inside: one held back.
        self._partial = ""

    def feed(self, text: str) -> str:
        """The text with pastes cleaned; a possible beginning of an end mark waits inside."""
        out: list[str] = []
        while text:
            text = self._inside(text, out) if self._pasting else self._outside(text, out)
        return "".join(out)

    def _outside(self, text: str, out: list[str]) -> str:
        joined = self._partial + text
        before, mark, rest = joined.partition(_PASTE_BEGINS)
        out.append((before + mark)[len(self._partial) :])
        self._partial = "" if mark else _beginning_of(_PASTE_BEGINS, joined)
        self._pasting = bool(mark)
        return rest

    def _inside(self, text: str, out: list[str]) -> str:
        joined = self._partial + text
        before, mark, rest = joined.partition(_PASTE_ENDS)
        self._partial = "" if mark else _beginning_of(_PASTE_ENDS, joined)
        out.append(_UNWANTED.sub("", before.removesuffix(self._partial)) + mark)
        self._pasting = not mark
        return rest


def _beginning_of(mark: str, text: str) -> str:
    """The longest end of the text that the mark could begin with."""
    sizes = range(min(len(mark) - 1, len(text)), 0, -1)
    return next((mark[:size] for size in sizes if text.endswith(mark[:size])), "")

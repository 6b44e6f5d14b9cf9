"""What is typed, cut into keys, escape sequences and pastes, however late its pieces arrive.

An arrow key is the three letters ``ESC [ D``. A slow line may cut it anywhere, and Escape is a key
of its own, which acts at once: after a short silence a lone ESC is that key. When ``[D`` follows
within a second it was the beginning of an arrow key all the same, and `Kind.REST` says so.

AMIS has no Alt keys: ESC and a letter that arrive together are Escape, then the letter.
"""

from __future__ import annotations

import re
import time
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

ESC: Final = "\x1b"
_CLOCK_STEP: Final = 0.002
"""Seconds by which who waits may be too early."""

PASTE_BEGINS: Final = "\x1b[200~"
PASTE_ENDS: Final = "\x1b[201~"

ESCAPE_WAIT: Final = 0.105
"""Seconds of silence after which a lone ESC is the key Escape."""

REST_WAIT: Final = 1.1
"""Seconds for which the rest of a sequence is waited for: one, and what a clock may be off."""

# ECMA-48: parameters, intermediates, final byte. Linux has "[[A" for F1; old mice send three bytes.
_WHOLE: Final = re.compile(
    r"\x1b(?:\[\[[A-E]|\[M[\s\S]{3}|\[(?!\[|M)[0-?]*[ -/]*[@-~]|\[\d+\$|O\d*[@-~])"
)
_BEGUN: Final = re.compile(r"\x1b(?:\[\[?|\[M[\s\S]{0,2}|\[[0-?]*[ -/]*|O\d*)?\Z")
# One with numbers that something else breaks off: nobody types that.
_BROKEN: Final = re.compile(r"\x1b\[[0-?]+[ -/]*")
# Answers of a terminal (OSC, DCS and the like): whole, in one piece, or they are typed.
_ANSWER: Final = re.compile(r"\x1b[\]PX^_][^\x00-\x06\x08-\x1f]*(?:\x07|\x1b\\)")
# What may come late. The keypad's letters (ESC O p) are not among them: they are only sent when
# asked for, and "Op" may begin a name that is typed after Escape.
_LATE: Final = re.compile(
    r"\x1b(?:\[\[[A-E]|\[[A-HIOZa-d~]|\[[<?]?\d[0-?]*[ -/]*[$@-~]|O[A-DFHP-S])"
)
_LATE_STARTS: Final = "[O"


class Kind(Enum):
    """What a piece is."""

    TEXT = auto()
    """Letters and control characters, each of them a key."""
    SEQUENCE = auto()
    """A whole escape sequence."""
    ESCAPE = auto()
    """The key Escape, with something after it."""
    LONE = auto()
    """The key Escape, after a silence: the rest of a sequence may still come."""
    REST = auto()
    """The last lone Escape was the beginning of the sequence that comes next."""
    STANDS = auto()
    """The last lone Escape was the key: no rest comes any more."""
    PASTE = auto()
    """A pasted text."""


class KeyPiece(NamedTuple):
    """Something that was typed."""

    kind: Kind
    text: str = ""


class Sequences:
    """Cuts what a terminal sends into pieces. Pastes must have been cleaned of control characters.

    Whoever feeds it calls `quiet` when nothing has come for `patience` seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing.

        Args:
            clock: Seconds from some moment on.
        """
        self._clock = clock
        self._held = ""
        """A sequence that has begun; with an ESC in front also when that came long before."""
        self._late = False
        """Whether that ESC has been taken for the key already."""
        self._came = 0.0
        """When the last piece of it came."""
        self._lone: float | None = None
        """When the ESC came that was taken for the key last; None once something followed it."""
        self._paste: list[str] | None = None
        """What has been pasted so far; None outside a paste."""

    @property
    def patience(self) -> float | None:
        """Seconds of silence after which `quiet` is due; None when nothing is in doubt."""
        if self._held:
            return ESCAPE_WAIT if self._held == ESC else REST_WAIT
        if self._lone is not None:
            return max(0.0, self._lone + REST_WAIT - self._clock())
        return None

    def feed(self, text: str) -> list[KeyPiece]:
        """The pieces that are complete with this text."""
        if not text:
            return []
        now = self._clock()
        out = self.quiet()
        rest, self._held, self._came = self._held + text, "", now
        while rest and not self._held:
            if self._paste is not None:
                rest = self._pasted(rest, out)
            elif rest[0] == ESC:
                rest = self._escape(rest, out)
            else:
                rest = self._typed(rest, now, out)
        return out

    def quiet(self) -> list[KeyPiece]:
        """What is in doubt, settled if it has been waited for long enough."""
        waits = self.patience
        if waits is None:
            return []
        if not self._held:
            # A lone Escape is the newest that has come; what is left to wait is told.
            if waits > _CLOCK_STEP:
                return []
            self._lone = None
            return [KeyPiece(Kind.STANDS)]
        if self._clock() - self._came < waits - _CLOCK_STEP:
            return []
        held, self._held = self._held, ""
        if held == ESC:
            self._lone = self._came
            return [KeyPiece(Kind.LONE)]
        return self._given_up(held)

    def _given_up(self, held: str) -> list[KeyPiece]:
        """The beginning of a sequence that never ended: with one letter, that was typed."""
        escape = [KeyPiece(Kind.STANDS if self._late else Kind.ESCAPE)]
        self._late = False
        # Half a sequence with numbers in it is nothing anybody types.
        return [*escape, KeyPiece(Kind.TEXT, held[1])] if len(held) == 2 else []  # noqa: PLR2004

    def _pasted(self, text: str, out: list[KeyPiece]) -> str:
        before, mark, rest = text.partition(PASTE_ENDS)
        collected = [*(self._paste or ()), before]
        self._paste = None if mark else collected
        if mark:
            out.append(KeyPiece(Kind.PASTE, "".join(collected)))
        return rest

    def _typed(self, text: str, now: float, out: list[KeyPiece]) -> str:
        """Letters up to the next ESC; right after a lone one they may be its rest."""
        lone, self._lone = self._lone, None
        if lone is not None and now - lone <= REST_WAIT and text[0] in _LATE_STARTS:
            self._late = True
            return ESC + text
        if lone is not None:
            out.append(KeyPiece(Kind.STANDS))
        end = text.find(ESC)
        typed = text if end < 0 else text[:end]
        out.append(KeyPiece(Kind.TEXT, typed))
        return text[len(typed) :]

    def _escape(self, text: str, out: list[KeyPiece]) -> str:
        """A sequence at the beginning of the text, or Escape."""
        if self._lone is not None:
            self._lone = None
            out.append(KeyPiece(Kind.STANDS))
        found = _WHOLE.match(text) or _ANSWER.match(text)
        if found is not None and not (self._late and not _LATE.fullmatch(found.group())):
            if self._late:
                out.append(KeyPiece(Kind.REST))
            self._late = False
            if found.group() == PASTE_BEGINS:
                self._paste = []
            elif not _ANSWER.fullmatch(found.group()):
                out.append(KeyPiece(Kind.SEQUENCE, found.group()))
            return text[found.end() :]
        if found is None and _BEGUN.match(text):
            self._held = text
            return ""
        if self._late:
            self._late = False
            out += [KeyPiece(Kind.STANDS), KeyPiece(Kind.TEXT, text[1])]
            return text[2:]
        broken = _BROKEN.match(text)
        if broken is not None:
            return text[broken.end() :]
        out.append(KeyPiece(Kind.ESCAPE))
        return text[1:]

"""The gate for all text: cleaned on the way in, folded for search, sorted as Danes sort.

Text from users and files is data. Whatever could steer a terminal, reorder a line or hide in it is
taken away here, on load and in every edit, so that nothing behind the gate needs to think of it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_BREAKS: Final = "\r\n|[\r\u0085\u2028\u2029\x0b\x0c]"

_FORBIDDEN: Final = (
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1 (escape sequences start here)
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u3164\uffa0"  # soft hyphen, invisible joiners and fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, line separators, bidirectional controls
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear marks
    "\ufdd0-\ufdef\ufffe\uffff"  # non-characters
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # invisible controls of shorthand and music
    "\ud800-\udfff"  # lone surrogates cannot be written as UTF-8
    "\U000e0000-\U000e0fff"  # tags: invisible text
    "]"
)
_PLAIN: Final = (
    "["
    "\t\n\x20-\x7e\xa0-\xac\xae-\u02ff"  # Latin letters, and what stands between them
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"  # dashes, quotes, dots, money
    "\u2190-\u2328\u232b-\u27bf"  # arrows, boxes, signs
    "]*"
)
"""What is clean and composed, whatever stands beside what.

Python's tables about all letters are most of a megabyte, of which a session that never looks into
them has nothing in its memory.
"""

MAX_LENGTH: Final = 1_000_000
"""Characters one field may hold. An edit with more is refused: nothing is ever cut unsaid."""

_FOLDS: Final = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ä": "ae", "ö": "o", "ü": "y", "ß": "ss", "đ": "d", "ð": "d",
     "þ": "th", "œ": "oe", "ł": "l"}
)  # fmt: skip
_LETTERS: Final = {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3", "ü": "y"}


@cache
def forbidden() -> re.Pattern[str]:
    """What no text in a document, on a terminal or in an export may hold.

    Compiled for the first text that is not seen to be clean at once.
    """
    return re.compile(_FORBIDDEN)


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(_PLAIN)


def clean(text: str) -> str:
    """The text in NFC with line breaks as newlines and without control or invisible characters.

    Idempotent. Tabs and newlines stay; leading and trailing blanks stay too (typing goes on).
    """
    # Nearly all text is clean already, and a document has thousands of them.
    if text.isprintable() and (text.isascii() or _is_latin(text)):
        return text
    if _plain().fullmatch(text) or (
        forbidden().search(text) is None and unicodedata.is_normalized("NFC", text)
    ):
        return text
    # Twice: composing may bring a forbidden character's neighbours together, never a new one.
    shown = forbidden().sub("", re.sub(_LINE_BREAKS, "\n", text))
    return forbidden().sub("", unicodedata.normalize("NFC", shown))


def _is_latin(text: str) -> bool:
    """Whether it has Danish letters at most: what prints of those is composed and visible."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def clean_line(text: str) -> str:
    """As `clean`, on one line: every run of white space becomes one blank, ends are trimmed."""
    if text.isprintable() and "  " not in text and (text.isascii() or _is_latin(text)):
        # Clean, as nearly all is: white space that prints is a blank, and no two are in a row.
        return text.strip()
    return " ".join(clean(text).split())


def surely_clean(texts: Sequence[str]) -> bool:
    """Whether `clean` leaves every one as it is; it may leave those as they are, too, that say no.

    For thousands of texts, of which all but a few are: they are looked at all at once.
    """
    return _consists_of("".join(texts), _PRINTED + b"\n\t")


def surely_clean_lines(texts: Sequence[str]) -> bool:
    """As `surely_clean`, of `clean_line`."""
    # A blank around each: one at an end makes two in a row, as do two in a row.
    whole = f" {' '.join(texts)} "
    return "  " not in whole and _consists_of(whole, _PRINTED)


_PRINTED: Final = bytes(code for code in range(256) if chr(code).isprintable())
"""The letters of Latin-1 that print: composed and visible, all of them."""


def _consists_of(text: str, letters: bytes) -> bool:
    try:
        return not text.encode("latin-1").translate(None, letters)
    except UnicodeEncodeError:
        return False


def clean_lines(text: str) -> str:
    """As `clean`, for several lines: no blanks at line ends, no empty first or last line."""
    return "\n".join(line.rstrip() for line in clean(text).split("\n")).strip("\n")


def fold(text: str) -> str:
    """The text as search sees it: lower case, `stoj` for both *Støj* and *STØJ*, `aa` as `a`.

    æ folds to `ae`, ø to `o`, å and aa to `a`; other accents fall away.
    """
    # Composed first: a decomposed å must not be taken for a plain a with something on it.
    lowered = _composed(text).casefold().translate(_FOLDS)
    if not lowered.isascii():
        lowered = _without_marks(lowered)
    return lowered.replace("aa", "a")


def fold_all(texts: Sequence[str]) -> list[str]:
    """As `fold` for each text, much faster for thousands: all letters are looked at at once."""
    whole = _composed("\n".join(t.replace("\n", " ") for t in texts)).casefold()
    for letter, plain in _FOLDS.items():
        whole = whole.replace(chr(letter), plain)
    return [
        (line if line.isascii() else _without_marks(line)).replace("aa", "a")
        for line in whole.split("\n")
    ][: len(texts)]


def _composed(text: str) -> str:
    return text if _plain().fullmatch(text) else unicodedata.normalize("NFC", text)


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[str, str]:
    """A key that sorts as Danish does: æ ø å last and in that order, *aa* as *å*, case aside."""
    lowered = _composed(text.casefold()).replace("aa", "å")
    letters = []
    for ch in lowered:
        placed = _LETTERS.get(ch)
        if placed is None and not ch.isascii():
            placed = unicodedata.normalize("NFD", ch)[0]
        # "zz" cannot collide: a plain z is followed by its own marker.
        letters.append(placed if placed is not None else ("z0" if ch == "z" else ch))
    return "".join(letters), text


def shorten(text: str, width: int, ellipsis: str = "…") -> str:
    """The text on one line in at most `width` characters, cut with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    room = max(0, width)
    return line[: max(0, room - len(ellipsis))].rstrip() + ellipsis[:room]


def merge_lines(base: str, mine: str, theirs: str) -> str | None:
    """Three-way merge by line; None when both sides changed the same lines differently.

    Lines both sides added at the same place are kept from both, theirs first: in minutes two
    people who write below the same line both want their line kept.
    """
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    return _merge(_lines(base), _lines(mine), _lines(theirs))


def _lines(text: str) -> list[str]:
    """The lines of a text; an empty text has none."""
    return text.split("\n") if text else []


_Hunk: TypeAlias = tuple[int, int, list[str]]
"""Lines of the base from one place up to another, and what stands there instead."""


def _hunks(base: list[str], changed: list[str]) -> list[_Hunk]:
    """What was changed, in order."""
    import difflib

    # What both begin and end with is set aside first: comparing is slow for lines that repeat.
    first = _same_start(base, changed)
    last = _same_start(base[first:][::-1], changed[first:][::-1])
    old, new = base[first : len(base) - last], changed[first : len(changed) - last]
    return [
        (first + start, first + end, new[low:high])
        for tag, start, end, low, high in difflib.SequenceMatcher(
            None, old, new, autojunk=False
        ).get_opcodes()
        if tag != "equal"
    ]


def _merge(base: list[str], mine: list[str], theirs: list[str]) -> str | None:
    out: list[str] = []
    at = 0
    ours, others = _hunks(base, mine), _hunks(base, theirs)
    while ours or others:
        if ours and others and _overlap(ours[0], others[0]):
            (start, end, lines), (other_start, other_end, other_lines) = ours.pop(0), others.pop(0)
            if (start, end, lines) == (other_start, other_end, other_lines):
                merged = lines
            elif start == end == other_start == other_end:
                # What both sides added is added once.
                merged = other_lines + lines[_same_start(lines, other_lines) :]
            else:
                return None
        else:
            side = ours if not others or (ours and ours[0][:2] <= others[0][:2]) else others
            start, end, merged = side.pop(0)
        out += base[at:start] + merged
        at = end
    return "\n".join(out + base[at:])


def _same_start(one: list[str], two: list[str]) -> int:
    """How many lines both begin with."""
    same = 0
    while same < min(len(one), len(two)) and one[same] == two[same]:
        same += 1
    return same


def _overlap(one: _Hunk, two: _Hunk) -> bool:
    if one[0] == one[1] == two[0] == two[1]:
        return True
    return (one[0] < two[1] and two[0] < one[1]) or (one[0] == two[0] and one[1] == two[1])

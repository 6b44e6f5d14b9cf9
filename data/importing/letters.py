"""From the bytes of a text file to letters: which alphabet it is, for the file and line by line.

UTF-8 proves itself; the old alphabets of one byte a letter do not, and are told apart by the
letters that Danish and its neighbours have. A library that guesses from the frequency of letters
(charset-normalizer) needs more text than a plan has, gives one answer for a whole file, and cannot
say that a line pasted from elsewhere is written otherwise than the rest; so this is done here.
"""

from __future__ import annotations

from typing import Final

from data.dataclass import dataclass
from data.edits.errors import Refusal
from data.i18n import N_, _

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
"""What a file begins with that says its alphabet itself."""

SINGLE: Final = ("cp1252", "mac_roman", "cp850")
"""The alphabets of one byte a letter that Danish spreadsheets have written, the likeliest first."""

NAMES: Final = {
    "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows", "mac_roman": "Mac", "cp850": "DOS",
}  # fmt: skip
"""What people know them by."""

_LIKELY: Final = frozenset(
    (
        b"\xe6\xf8\xe5\xc6\xd8\xc5\xe9\xc9\xfc\xdc\xf6\xd6\xe4\xc4\xe8\xe0\xf4\xdf\xf3\xf1\xe7"
    ).decode("cp1252")
)
"""The letters of Danish, and those of its neighbours in names."""

_SIGNS: Final = frozenset("–—’‘“”„•…€½¼¾§°²³µ»«×´·✓✔\xa0")
"""What is no letter and stands in plans all the same."""

_SHARE: Final = 4
"""A file in which more than one byte in so many is nought, always in odd or even places, is UTF-16:
of plain letters every second byte is."""
_PLAIN: Final = 0x80


class NotText(Refusal):
    """The file holds letters that cannot be read."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A text, and how its letters were understood.

    Attributes:
        text: The text.
        encoding: The file's alphabet, as Python names it.
        others: Alphabets it could be as well; empty where there is no doubt.
        foreign: Lines that are written otherwise than the rest, by number from 1.
        lost: Bytes that stand for no letter.
    """

    text: str
    encoding: str
    others: tuple[str, ...] = ()
    foreign: tuple[int, ...] = ()
    lost: int = 0

    def said(self) -> tuple[str, ...]:
        """What should be known about the letters, in translated sentences."""
        told = []
        if self.others:
            text = _("It cannot be known whether the letters are those of {name} or {others}.")
            others = ", ".join(NAMES[other] for other in self.others)
            told.append(text.format(name=NAMES[self.encoding], others=others))
        if self.foreign:
            text = _("These lines have letters of another kind than the rest: {numbers}")
            told.append(text.format(numbers=", ".join(map(str, self.foreign[:20]))))
        if self.lost:
            text = _("{count} letters could not be read; � stands in their place.")
            told.append(text.format(count=self.lost))
        return tuple(told)


def read_letters(data: bytes, chosen: str = "") -> Letters:
    """The text of a file.

    Args:
        data: What the file holds.
        chosen: The alphabet of one byte a letter that was chosen by hand; empty for none.

    Raises:
        NotText: what it says of itself is not so.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _declared(data, encoding)
    wide = _wide(data)
    if wide:
        return _declared(data, wide)
    return _line_by_line(data, chosen if chosen in SINGLE else "")


def _declared(data: bytes, encoding: str) -> Letters:
    try:
        return Letters(data.decode(encoding), encoding.removesuffix("-sig").removesuffix("-le"))
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            # Somebody wrote on in it with another program.
            return _line_by_line(data.removeprefix(b"\xef\xbb\xbf"), "")
        raise NotText(N_("The file holds letters that cannot be read.")) from error


def _wide(data: bytes) -> str:
    """UTF-16 without the mark that says so."""
    odd, even = data[1::2].count(0), data[::2].count(0)
    if odd * _SHARE > len(data) and not even:
        return "utf-16-le"
    if even * _SHARE > len(data) and not odd:
        return "utf-16-be"
    return ""


def _line_by_line(data: bytes, chosen: str) -> Letters:
    # A break never is part of a letter in UTF-8 or in an alphabet of one byte a letter.
    lines = data.split(b"\n")
    if chosen:
        # Chosen by hand, it holds for what is no UTF-8.
        single: str = chosen
        others: tuple[str, ...] = ()
    else:
        single, others = _single(b"\n".join(line for line in lines if not _is_utf8(line)))
    texts = []
    told = {"utf-8": 0, single: 0}
    by: dict[int, str] = {}
    for number, line in enumerate(lines, 1):
        encoding = "utf-8" if _is_utf8(line) else single
        texts.append(line.decode(encoding, "replace"))
        if not line.isascii():
            told[encoding] += 1
            by[number] = encoding
    text = "\n".join(texts)
    most = single if told[single] > told["utf-8"] or chosen else "utf-8"
    foreign = tuple(n for n, encoding in by.items() if encoding != most) if not chosen else ()
    doubt = others if told[single] else ()
    named = most if told[single] or told["utf-8"] else "utf-8"
    if doubt and named == "utf-8":
        # Then a few lines only are in doubt.
        named, doubt = "utf-8", ()
    return Letters(text, named, doubt, foreign, text.count("\ufffd"))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _single(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The likeliest alphabet of one byte a letter, and those as likely."""
    letters = bytes(byte for byte in data if byte >= _PLAIN)
    scores = {encoding: _score(letters.decode(encoding, "replace")) for encoding in SINGLE}
    best = max(scores.values())
    fitting = [encoding for encoding, score in scores.items() if score == best]
    # Without a single letter of the language nothing speaks for any of them.
    doubt = tuple(fitting[1:]) if letters else ()
    return fitting[0], doubt


def _score(text: str) -> int:
    return sum(2 if c in _LIKELY else 1 if c in _SIGNS else -1 for c in text)

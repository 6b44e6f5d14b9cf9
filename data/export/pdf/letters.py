"""Text made fit for print: as typed where the font has the letters, one sign for each it lacks.

The font has all of Latin that Europe writes (Basic Latin, Latin-1, Latin Extended-A, most of
Vietnamese and of the romanised letters in Latin Extended Additional), Greek, and Cyrillic of the
Slavic languages. Pictures, Chinese, Japanese, Korean, Arabic, Hebrew and the like are not in it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from data.export.pdf.fonts import has_all
from data.i18n import _, ngettext
from data.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SIGN: Final = "◊"
"""Stands for a letter that the font lacks."""

_NAMED: Final = 12
"""So many of the letters that are missing are named."""

_DASHES: Final = {"\u2010": "-", "\u2011": "-", "\u2043": "•", "\u2212": "−"}
_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0x1F3FB, 0x1F400))
"""What only changes the letter before it: its form, or the colour of a skin."""
_FLAGS: Final = range(0x1F1E6, 0x1F200)
"""Two of these are one flag."""


def for_print(text: str) -> str:
    """The text as it is printed. Idempotent; lines stay lines."""
    return _printed(text, None)


def missing_letters(texts: Iterable[str]) -> Counter[str]:
    """The letters in these texts that are printed as a sign, and how often each is."""
    missing: Counter[str] = Counter()
    for text in texts:
        if not text.isascii():
            _printed(text, missing)
    return missing


def letters_told(missing: Mapping[str, int]) -> str:
    """What was put in the place of letters that are not there, in a sentence; empty for none."""
    if not missing:
        return ""
    count = sum(missing.values())
    named = " ".join(list(missing)[:_NAMED])
    if len(missing) > _NAMED:
        named = _("{names} and others").format(names=named)
    sentence = ngettext(
        "{n} letter is not in the printed font and stands as {sign}: {letters}",
        "{n} letters are not in the printed font and stand as {sign}: {letters}",
        count,
    )
    return sentence.format(n=count, sign=SIGN, letters=named)


def _printed(text: str, missing: Counter[str] | None) -> str:
    text = clean(text).replace("\t", " ")
    if text.isascii():
        return text
    parts: list[str] = []
    lost = flag = False
    for letter in text:
        if letter == "\n" or (has_all(letter) and not (lost and unicodedata.combining(letter))):
            parts.append(letter)
            lost = flag = False
            continue
        instead = _instead(letter)
        if instead is None:
            # Belongs to the letter before it. Lost with that one, or else by itself.
            if not lost and unicodedata.combining(letter) and missing is not None:
                missing[f"◌{letter}"] += 1
            continue
        second = flag and ord(letter) in _FLAGS
        flag = ord(letter) in _FLAGS and not second
        if second:
            continue
        lost = instead == SIGN
        parts.append(instead)
        if lost and missing is not None:
            missing[letter] += 1
    return "".join(parts)


@cache
def _instead(letter: str) -> str | None:
    """What is printed for a letter the font lacks; None for what is part of the one before."""
    if letter in _DASHES:
        return _DASHES[letter]
    kind = unicodedata.category(letter)
    if kind == "Zs":
        return " "
    if kind in {"Mn", "Me", "Cf", "Cc"} or any(ord(letter) in part for part in _SELECTORS):
        return None
    # The same letters in another form: a broad Ａ is an A; ṻ is u with two marks.
    for form in ("NFD", "NFKC"):
        plain = unicodedata.normalize(form, letter)
        if plain != letter and all(map(has_all, plain)):
            return plain
    return SIGN

"""Output without what a terminal would do anyway: over a slow line every byte of a key counts.

Textual says all colours anew for every piece of a line, and takes them back behind it. Here only
what becomes another is said, and a move to where the next line is drawn needs no line break.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"\x1b\[([\d;]*)m|(?:\r?\n)?\x1b\[(\d+);(\d+)H")

_ON: Final = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What switches an attribute on, and what switches it off again."""


class _Style(NamedTuple):
    """How a terminal draws; empty texts stand for its own colours."""

    front: str = ""
    back: str = ""
    attributes: frozenset[str] = frozenset()


_PLAIN: Final = _Style()


def thrifty(output: str) -> str:
    """The same picture in fewer letters.

    Args:
        output: What is written to a terminal that draws plainly; as many pieces as belong together.

    Returns:
        What leaves the same on the screen, and the terminal drawing plainly; the output itself
        where it has something that is not understood here.
    """
    parts: list[str] = []
    current = wanted = _PLAIN
    at = 0
    for token in _TOKEN.finditer(output):
        if token.start() > at:
            parts += [_change(current, wanted), output[at : token.start()]]
            current = wanted
        at = token.end()
        style, row, column = token.groups()
        if row is not None:
            where = f"{row};{column}" if column != "1" else row if row != "1" else ""
            parts.append(f"\x1b[{where}H")
            continue
        told = _with(wanted, style)
        if told is None:
            return output
        wanted = told
    if at < len(output):
        parts += [_change(current, wanted), output[at:]]
        current = wanted
    parts.append(_change(current, wanted))
    return "".join(parts)


def _with(style: _Style, told: str) -> _Style | None:
    """The style with what a sequence adds to it; None when that is not understood."""
    codes = told.split(";")
    front, back, attributes = style
    at = 0
    while at < len(codes):
        code = codes[at]
        at += 1
        if code in {"", "0"}:
            front, back, attributes = _PLAIN
        elif code in _ON:
            attributes |= {code}
        elif code in {"38", "48"}:
            length = {"5": 2, "2": 4}.get(codes[at] if at < len(codes) else "")
            if length is None or at + length > len(codes):
                return None
            colour = ";".join([code, *codes[at : at + length]])
            front, back = (colour, back) if code == "38" else (front, colour)
            at += length
        elif _is(code, 30, 90):
            front = code
        elif _is(code, 40, 100):
            back = code
        else:
            return None
    return _Style(front, back, attributes)


def _is(code: str, *first: int) -> bool:
    """Whether a code is one of eight that begin with one of these."""
    return code.isdigit() and any(start <= int(code) < start + 8 for start in first)


def _change(before: _Style, after: _Style) -> str:
    """What makes one style of another, in as few letters as there are."""
    if before == after:
        return ""
    anew = ["0", *sorted(after.attributes), *filter(None, after[:2])]
    if after == _PLAIN:
        return "\x1b[0m"
    off = {_ON[each] for each in before.attributes - after.attributes}
    # What switches off bold switches off dim, too.
    on = {each for each in after.attributes if each not in before.attributes or _ON[each] in off}
    codes = [*sorted(off), *sorted(on)]
    codes += [after.front or "39"] if after.front != before.front else []
    codes += [after.back or "49"] if after.back != before.back else []
    return f"\x1b[{min(';'.join(codes), ';'.join(anew), key=len)}m"

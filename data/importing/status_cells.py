"""How far an action has come, as people write it: words, per cents, ticks, colours, days.

What says plainly that something is done makes it done; what says so only on a condition is asked.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.i18n import _
from data.importing.headings import folded, headings
from data.model.choices import ActionStatus
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER: Final = re.compile(
    r"(?P<number>[0-9]{1,3}(?:[.,][0-9]{1,4})?)\s*(?P<sign>%|pct\.?|procent)?"
)
_PERCENT_INSIDE: Final = re.compile(r"(?<![0-9.,])([0-9]{1,3})\s*(?:%|pct\b|procent\b)")
_PART: Final = re.compile(r"([1-9])\s*/\s*([1-9][0-9]?)")
_DAY_BEHIND: Final = re.compile(
    r"\s*[,:]?\s*(?:den|d\.|pr\.|on)?\s*(?P<day>[0-9].*|[^\W\d_]+\s+[0-9]{4})$"
)
_SIGNS: Final = {
    "✓": ActionStatus.DONE, "✔": ActionStatus.DONE, "☑": ActionStatus.DONE,
    "✅": ActionStatus.DONE, "🗸": ActionStatus.DONE, "☒": ActionStatus.DONE,
    "√": ActionStatus.DONE, "☐": ActionStatus.PLANNED, "□": ActionStatus.PLANNED,
}  # fmt: skip
_PICTURED: Final = {"🟢": "green", "🟡": "yellow", "🟠": "yellow", "🔴": "red"}
_SAYS_NOTHING: Final = re.compile(r"[-–—?.…/ ]+|n/a|ikke relevant", re.IGNORECASE)
_WHOLE: Final = 100
_DOUBT: Final = "?"
_LONGEST_WORD: Final = 5
"""Words that what is said of a status may have."""

COLOURS: Final = {
    "green": ActionStatus.DONE, "yellow": ActionStatus.RUNNING, "red": ActionStatus.STALLED,
}  # fmt: skip
"""What the three colours mean, where people say so."""


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What a cell says of a status.

    Attributes:
        status: How far it has come; None where the cell does not say.
        percent: How much of it is done; None where that is not said.
        day: The day that stands behind a finished status, as it is written; empty for none.
        whole: Whether that is all the cell says.
        remark: Why it should be looked at; translated, or empty.
        doubt: What it could mean, where that must be asked.
        colour: The colour it names, where it says nothing else.
        known: Whether it is understood, also where it says nothing.
    """

    status: ActionStatus | None = None
    percent: int | None = None
    day: str = ""
    whole: bool = True
    remark: str = ""
    doubt: tuple[ActionStatus, ...] = ()
    colour: str = ""
    known: bool = True


def has_codes(texts: Iterable[str]) -> bool:
    """Whether the numbers of a column are numbers of something, and not shares of the whole.

    2 and 3 are neither a share nor a per cent that anybody writes; 1 beside them is no whole.
    """
    numbers = [found["number"] for text in texts if (found := _NUMBER.fullmatch(clean_line(text)))]
    values = [float(number.replace(",", ".")) for number in numbers]
    return any(1 < value < 10 for value in values)  # noqa: PLR2004 - small whole numbers


def read_status(text: str, *, codes: bool) -> StatusReading:
    """What a cell says of a status.

    Args:
        text: The cell.
        codes: Whether the column's numbers are numbers of something else.
    """
    text = clean_line(text)
    if _SAYS_NOTHING.fullmatch(text):
        return StatusReading(whole=text != _DOUBT)
    if text in _SIGNS:
        return StatusReading(_SIGNS[text], remark=_understood(text, _SIGNS[text]))
    number = _NUMBER.fullmatch(text)
    if number is not None:
        return _share(text, number, codes=codes)
    part = _PART.fullmatch(text)
    if part is not None:
        share = Fraction(int(part[1]), int(part[2]))
        doubt = (ActionStatus.RUNNING, ActionStatus.DONE) if share < 1 else (ActionStatus.DONE,)
        percent = round(share * _WHOLE) if share <= 1 else None
        return StatusReading(percent=percent, doubt=doubt, day=text, whole=False)
    colour = _colour(text)
    if colour:
        return StatusReading(colour=colour)
    return _worded(text)


def _share(text: str, number: re.Match[str], *, codes: bool) -> StatusReading:
    if codes and not number["sign"]:
        return StatusReading(known=False)
    value = Fraction(number["number"].replace(",", "."))
    if not number["sign"] and value <= 1:
        value *= _WHOLE
    if value > _WHOLE:
        return StatusReading(known=False)
    percent = round(value)
    status = ActionStatus.RUNNING
    if not percent:
        status = ActionStatus.PLANNED
    elif percent == _WHOLE:
        status = ActionStatus.DONE
    remark = "" if number["sign"] else _understood(text, status)
    return StatusReading(status, percent, remark=remark)


def _colour(text: str) -> str:
    words = headings().words
    for colour in COLOURS:
        if folded(text) in words[colour]:
            return colour
    return _PICTURED.get(text, "")


def _worded(text: str) -> StatusReading:
    """A status in words, perhaps with a day, a per cent or a reason behind it."""
    plain = text.rstrip(" .!")
    words = headings().choices["status"]
    member = words.get(folded(plain))
    late = folded(plain) in headings().words["late"]
    if late:
        return StatusReading(whole=False, remark=_("“{text}” is no status").format(text=text))
    if _DOUBT in text:
        meant = words.get(folded(text))
        doubt = (ActionStatus(meant),) if meant is not None else ()
        return StatusReading(doubt=doubt, whole=False, known=bool(doubt))
    if member is not None:
        status = ActionStatus(member)
        short = folded(plain) in headings().words["short"]
        return StatusReading(status, remark=_understood(text, status) if short else "")
    return _begun(plain)


def _begun(text: str) -> StatusReading:
    """A status that more is said of: *Udført 12/1*, *afventer ejendomsservice*, *i gang, 50 %*."""
    words = headings().choices["status"]
    parts = re.split(r"(\s+|[,:;(–-]+\s*)", text)
    for size in range(min(len(parts), 2 * _LONGEST_WORD), 0, -1):
        head, rest = "".join(parts[:size]), "".join(parts[size:])
        member = words.get(folded(head))
        if member is None or not rest.strip(" ,:;()-–"):
            continue
        status = ActionStatus(member)
        share = _PERCENT_INSIDE.search(rest)
        percent = int(share[1]) if share is not None and int(share[1]) <= _WHOLE else None
        day = _DAY_BEHIND.fullmatch(rest.strip(" ()"))
        if status is ActionStatus.DONE:
            if day is not None and percent is None:
                return StatusReading(status, day=day["day"], whole=False)
            # "Udført, men ikke på kontoret": done or not, only people know.
            return StatusReading(doubt=(status, ActionStatus.RUNNING), whole=False)
        if status is ActionStatus.DROPPED and day is None:
            return StatusReading(doubt=(status,), whole=False)
        return StatusReading(status, percent, whole=False)
    return StatusReading(known=False)


def _understood(text: str, status: ActionStatus) -> str:
    from data.model.choices import choice_label

    return _("“{text}” is read as {status}").format(text=text, status=choice_label(status))

"""What a text that was typed into a field stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.commands.typed import whole_number
from data.dates.clock import read_clock
from data.facts.closed import CLOSED_WEEKS, read_weeks
from data.i18n import _
from data.model.base import Shape
from data.text import clean_line, clean_lines

if TYPE_CHECKING:
    from data.model.base import FieldSpec


def read_text(spec: FieldSpec, text: str) -> Any:
    """The value a typed text stands for.

    Raises:
        ValueError: it stands for none; the message says why.
    """
    line = clean_line(text)
    match spec.shape:
        case Shape.COUNT:
            number = whole_number(spec, line)
            if number is None:
                reason = _("Write a whole number from {low} to {high}.")
                raise ValueError(reason.format(low=spec.low, high=spec.high))
            return number
        case Shape.CLOCK:
            time = read_clock(line) if line else ""
            if time is None:
                raise ValueError(_("Write a time such as 13.00."))
            return time
        case Shape.WORDS:
            return tuple(clean_line(part) for part in clean_lines(text).split("\n") if part.strip())
        case Shape.LINES:
            value = clean_lines(text)
        case _:
            value = line
    if spec.name == CLOSED_WEEKS and value and read_weeks(value) is None:
        raise ValueError(_("Write weeks such as 7, 8, 27-31, or - for none."))
    if spec.required and not value:
        raise ValueError(_("This must be filled in."))
    return value

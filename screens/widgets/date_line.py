"""The date line: dates as people say them, echoed with weekday, date and week before they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.widgets import Input

from data.dataclass import dataclass
from data.dates.arithmetic import move
from data.dates.labels import short_date
from data.dates.line import Purpose, echo, read_by, read_date
from data.i18n import language

if TYPE_CHECKING:
    from datetime import date

    from textual import events

    from data.dates.line import Choice, Reading

_STEPS: Final = {"up": 1, "down": -1, "pageup": 7, "pagedown": -7}
"""Days each key moves the date."""

_SIGNS: Final = {"plus": 1, "minus": -1, "full_stop": 7, "comma": -7}
"""The same by the keys that move a date elsewhere, until one begins to type another."""


class DateLine(Input):
    """A field for a date. Up and down move it by a day, PgUp and PgDn by a week.

    So do + and -, and . and , as long as the date that was proposed stands there untouched: in what
    people type, those belong to the date.

    It says `Read` after every key, with the echo to show, and `Given` when Enter is pressed on
    something that is a date, or on nothing, which means no date. What could be one of several days
    is `Asked` about then.
    """

    DEFAULT_CSS = """
    DateLine { width: 1fr; border: none; height: 1; padding: 0; background: transparent; }
    DateLine:focus { border: none; }
    """

    @dataclass
    class Read(Message):
        """How the text is read as it stands."""

        line: DateLine
        echo: str
        problem: bool

    @dataclass
    class Asked(Message):
        """Enter was pressed on what could be one of several days."""

        line: DateLine
        choices: tuple[Choice, ...]

    @dataclass
    class Given(Message):
        """A date was given; None for none."""

        line: DateLine
        day: date | None

    def __init__(
        self,
        today: date,
        day: date | None = None,
        *,
        meeting: date | None = None,
        purpose: Purpose | None = None,
        by: date | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(short_date(day) if day else "", compact=True, id=id, select_on_focus=True)
        self._today, self._meeting, self._by = today, meeting, by
        self._proposed = self.value
        """What was put here, not typed."""
        self._purpose = purpose or Purpose.DEADLINE
        self.cursor_blink = False

    @property
    def typed(self) -> bool:
        """Whether what stands here was typed."""
        return self.value != self._proposed

    def _read(self, text: str) -> Reading:
        if self._by is not None:
            return read_by(text, self._today, self._by, meeting=self._meeting, language=language())
        return read_date(
            text, self._today, purpose=self._purpose, meeting=self._meeting, language=language()
        )

    def _reading(self, text: str) -> tuple[date | None, str, bool]:
        if not text.strip():
            return None, "", False
        reading = self._read(text)
        if reading.day is None:
            return None, reading.problem, True
        return reading.day, echo(reading, self._today), False

    def on_mount(self) -> None:
        """Echo what stands there from the start."""
        self._tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Echo the reading after every key."""
        event.stop()
        self._tell()

    def _tell(self) -> None:
        _day, text, problem = self._reading(self.value)
        self.post_message(self.Read(self, text, problem))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the date in, unless it is not understood."""
        event.stop()
        day, text, problem = self._reading(self.value)
        if problem and (choices := self._read(self.value).choices):
            self.post_message(self.Asked(self, choices))
        elif problem:
            self.post_message(self.Read(self, text, problem=True))
        else:
            self.post_message(self.Given(self, day))

    def on_key(self, event: events.Key) -> None:
        """Move the date; what is no step is typed, as in any field."""
        untouched = self.value and self.value == self._proposed
        days = _STEPS.get(event.key) or (_SIGNS.get(event.key) if untouched else None)
        if days is None:
            return
        event.stop()
        event.prevent_default()
        day, _text, _problem = self._reading(self.value)
        self.value = self._proposed = short_date(move(day or self._today, days))
        self.cursor_position = len(self.value)

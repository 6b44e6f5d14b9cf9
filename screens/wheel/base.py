"""What the parts of the wheel's screen know of one another: the year, the cursor, the views."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from data.facts.year import year_start
from data.text import fold
from data.views.show import name_of
from data.views.wheel import WheelYear, arranged, origin_label
from screens.drawing.linear import linear
from screens.frame.base import DocumentScreen
from screens.wheel.cursor import Cursor, entry_at, kept

if TYPE_CHECKING:
    from data.views.wheel import WheelEntry
    from screens.frame.desk import Desk


class View(StrEnum):
    """How the year is shown."""

    GRID = "grid"
    RING = "ring"
    LIST = "list"


class WheelBase(DocumentScreen):
    """The wheel's screen as its keys see it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = View.LIST if linear() else View.GRID
        self.zoomed = False
        """Whether one month is shown day by day."""
        self.whole = WheelYear(date(2000, 1, 1), (), ())
        """The year with everything in it."""
        self.year = self.whole
        """What of it fits the filter."""
        self.wanted = ""
        """What the filter asks for, folded."""
        self.asked = ""
        """The same as it was typed."""
        self.cursor = Cursor(self.session.today())

    @property
    def entry(self) -> WheelEntry | None:
        """The entry under the cursor."""
        return entry_at(self.year, self.cursor) if self.year.months else None

    def start_of(self, day: date) -> date:
        """The first day of the workplace's year that a day is in."""
        workplace = self.document.workplace
        return year_start(day, workplace.start_month if workplace else 1)

    def sift(self) -> None:
        """Work out what fits the filter; the cursor stays on its entry or near it."""
        self.year = self.whole
        if self.wanted:
            words = self.wanted.split()
            fitting = (e for e in self.whole.entries() if self._fits(e, words))
            self.year = arranged(self.whole.start, fitting)
        self.cursor = kept(self.year, self.cursor)

    def _fits(self, entry: WheelEntry, words: list[str]) -> bool:
        owner = name_of(self.document, "person", entry.owner)
        told = fold(f"{entry.title} {entry.category} {owner} {origin_label(entry.origin)}")
        return all(word in told for word in words)

    def narrow(self, text: str) -> int:
        """Show only what fits: in title, category, person or origin; how many there are."""
        self.asked = text.strip()
        self.wanted = fold(self.asked)
        self.sift()
        self.draw()
        return sum(month.load for month in self.year.months)

    def draw(self) -> None:
        """Draw the view in use."""
        raise NotImplementedError

    def show_year(self, start: date) -> None:
        """Show the year that begins on a day."""
        raise NotImplementedError

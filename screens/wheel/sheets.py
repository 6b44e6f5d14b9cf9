"""The sheets the wheel is drawn on: one for each column of months, so that little is sent.

Textual sends a line of a widget from its first cell on: what stands to the left of a change would
go out again with every move of the cursor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical

from screens.keys.key import bindings
from screens.wheel.grid import MOST_COLUMNS, plan_for
from screens.wheel.keys import KEYS
from screens.wheel.ring import ring_height, wheel_for
from screens.widgets.sheet import BLANK, Sheet, stretch

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from screens.wheel.grid import GridView
    from screens.wheel.ring import RingView


class Months(Vertical, can_focus=True):
    """The twelve months, a heading where there is room, and what the cursor is on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["wheel.sheet"])

    DEFAULT_CSS = """
    Months {
        height: 1fr;
        & > #months-heading { height: 2; }
        & > Horizontal { height: auto; }
        & > Horizontal > Sheet { height: 100%; margin-right: 1; }
        & > #months-below { height: 1fr; }
    }
    """

    def compose(self) -> ComposeResult:
        """One sheet for each part."""
        yield Sheet(id="months-heading")
        with Horizontal():
            for number in range(MOST_COLUMNS):
                yield Sheet(id=f"months-{number}")
        yield Sheet(id="months-below")

    def tell(self, view: GridView, width: int, height: int) -> None:
        """Show the months on so many cells and lines; they must fit (`plan_for`)."""
        plan = plan_for(width, height)
        if plan is None:
            return
        heading = self.query_one("#months-heading", Sheet)
        heading.display = bool(plan.heading)
        heading.tell(lambda cells, _lines: [view.heading(cells)])
        self.query_one(Horizontal).styles.height = plan.height * plan.rows
        for number in range(MOST_COLUMNS):
            column = self.query_one(f"#months-{number}", Sheet)
            column.display = number < plan.columns
            column.styles.width = plan.width - 1
            if column.display:
                # The number is bound now: the loop goes on.
                column.tell(lambda _cells, _lines, n=number: view.column(n, plan))  # type: ignore[misc]
        self.query_one("#months-below", Sheet).tell(view.readout)


_SLICES = 3
"""Sheets the wheel is drawn on, side by side."""


class Round(Horizontal, can_focus=True):
    """The wheel, and the words beside it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["wheel.sheet"])

    DEFAULT_CSS = """
    Round {
        height: 1fr;
        & > Sheet { height: 100%; }
        & > #round-beside { width: 1fr; margin: 0 1 0 2; }
    }
    """

    def compose(self) -> ComposeResult:
        """Sheets for the wheel, from the left, and one for the words."""
        for number in range(_SLICES):
            yield Sheet(id=f"round-{number}")
        yield Sheet(id="round-beside")

    def tell(self, view: RingView, width: int, height: int) -> None:
        """Show the wheel on so many cells and lines; it must fit (`ring_height`)."""
        above = [BLANK] * ((height - ring_height(width, height)) // 2)
        drawn = [*above, *view.wheel(width, height)]
        whole = wheel_for(view.year, width, height).width
        wide = -(-whole // _SLICES)
        for number in range(_SLICES):
            part = self.query_one(f"#round-{number}", Sheet)
            part.styles.width = min(wide, whole - number * wide)
            # The number is bound now: the loop goes on.
            part.tell(
                lambda cells, _lines, n=number: [stretch(line, n * wide, cells) for line in drawn]  # type: ignore[misc]
            )
        beside = self.query_one("#round-beside", Sheet)
        beside.tell(lambda cells, _lines: [*above, *view.beside(cells, width, height)])

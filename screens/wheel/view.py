"""What every view of the year is: it draws the year, and knows where its arrows lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Container
from textual.message import Message

from screens.drawing.grid import air
from screens.wheel.cursor import by_item, by_month, into_month

if TYPE_CHECKING:
    from textual.widget import Widget

    from screens.wheel.cursor import Cursor
    from screens.wheel.shown_year import ShownYear

_FRAME: Final = 3
"""Lines of the screen around a view."""


class YearView(Container):
    """One way to see the year. All views share the year and its cursor."""

    TITLE: ClassVar[str] = ""
    """What the view is called: a message id."""

    class Opened(Message):
        """Enter was pressed on what the cursor is on."""

    def __init__(self, shown: ShownYear, *, id: str) -> None:  # noqa: A002
        """Make the view.

        Args:
            shown: The year, and the cursor that all views share.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.shown = shown

    @property
    def room(self) -> tuple[int, int]:
        """Cells and lines there are, also while the view is hidden."""
        size = self.app.size
        lines = size.height - _FRAME - air(size.height) - bool(self.shown.undated)
        return size.width, lines

    @property
    def takes_keys(self) -> Widget:
        """What has the focus when the view is in use."""
        return self

    def fits(self) -> bool:
        """Whether there is room for it."""
        return True

    def draw(self) -> None:
        """Draw the year and its cursor."""
        raise NotImplementedError

    # -- where the arrows lead -------------------------------------------------------------

    def along(self, by: int) -> Cursor:
        """Right (1) or left (-1): a month on or back."""
        return by_month(self.shown.year, self.shown.cursor, by, self.shown.windows)

    def down(self, by: int) -> Cursor:
        """Down (1) or up (-1): the next thing or the one before."""
        return by_item(self.shown.year, self.shown.cursor, by)

    def go(self, cursor: Cursor) -> None:
        """Put the cursor somewhere else."""
        if cursor != self.shown.cursor:
            self.shown.cursor = cursor
            self.draw()

    def action_go_down(self, by: int) -> None:
        """Down or up."""
        self.go(self.down(by))

    def action_go_month(self, by: int) -> None:
        """A month on or back."""
        self.go(by_month(self.shown.year, self.shown.cursor, by, self.shown.windows))

    def action_go_edge(self, by: int) -> None:
        """To the year's first month or its last."""
        months = len(self.shown.year.months)
        self.go(into_month(self.shown.year, 0 if by < 0 else months - 1))

    def action_open(self) -> None:
        """Tell that Enter was pressed."""
        self.post_message(self.Opened())

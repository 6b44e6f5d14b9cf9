"""Lines drawn by difference: of a line that changed only the cells that differ are drawn again."""

from __future__ import annotations

from functools import lru_cache
from operator import ne
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.geometry import Size
    from textual.strip import Strip

_SHOWS: Final = ("reverse", "underline", "underline2", "strike", "overline")
"""Attributes that are seen on a blank, too."""


def span(old: Strip, new: Strip) -> tuple[int, int]:
    """Where two lines differ: the first cell and how many from there to the last; (0, 0) nowhere.

    One stretch however many cells differ: Textual sends a line from the widget's edge on to the
    last cell. Lines with letters that do not take one cell each are sent whole: what stands behind
    such a letter is elsewhere in a terminal that counts its cells in another way.
    """
    if old == new:
        return 0, 0
    if _dressed_alike(old, new):
        return _differ(old.text, new.text)
    before, after = _cells(old), _cells(new)
    if before is None or after is None or len(before) != len(after):
        return 0, max(old.cell_length, new.cell_length)
    return _differ(before, after)


def _differ(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """Where two rows of cells differ, from both ends; (0, 0) nowhere."""
    first = next((x for x, pair in enumerate(zip(before, after, strict=True)) if ne(*pair)), None)
    if first is None:
        return 0, 0
    behind = zip(reversed(before), reversed(after), strict=True)
    return first, len(before) - first - next(x for x, pair in enumerate(behind) if ne(*pair))


def _dressed_alike(old: Strip, new: Strip) -> bool:
    """Whether only letters differ, each of one cell, as in lines with the same columns."""
    before, after = list(old), list(new)
    return len(before) == len(after) and all(
        len(one.text) == len(two.text)
        and one.style == two.style
        and _takes_one_each(one.text)
        and _takes_one_each(two.text)
        for one, two in zip(before, after, strict=True)
    )


def _cells(strip: Strip) -> list[tuple[str, Style | None]] | None:
    """What each cell shows; None where a letter takes no cell or two."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _control in strip:
        if not _takes_one_each(text):
            return None
        blank = _look_of_blank(style)
        cells += [(letter, blank if letter == " " else style) for letter in text]
    return cells


@lru_cache(maxsize=1024)
def _takes_one_each(text: str) -> bool:
    """Whether every letter takes one cell."""
    return text.isascii() or all(cell_len(letter) == 1 for letter in text)


@lru_cache(maxsize=256)
def _look_of_blank(style: Style | None) -> Style | None:
    """What is seen of a style where nothing is written: weight and colour of letters are not."""
    if style is None or any(getattr(style, name) for name in _SHOWS):
        return style
    return Style(bgcolor=style.bgcolor)


class Spans(Widget):
    """A widget that is drawn line by line, and again only where it differs.

    A subclass says in `line_source` what a line is made of and in `line_strip` how it looks, and
    calls `repaint` when lines may have changed.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.drawn = DrawnLines(self)
        self.led = False
        """Whether another widget has the keys and takes the row under the cursor with Enter."""

    def line_source(self, _y: int) -> object:
        """What a line is made of: while it is equal nothing is drawn. None: always look closely."""
        return None

    def line_strip(self, y: int) -> Strip:
        """The line as it is to be, exactly as wide as the widget."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        return self.drawn.line(y)

    def notify_style_update(self) -> None:
        """As Textual has it; what was made has another look now."""
        self.drawn.forget_made()
        super().notify_style_update()

    def repaint(self, *lines: int) -> None:
        """Draw what differs of these lines; of all when none is named."""
        width, height = self.size
        if width and (regions := self.drawn.differing(lines or range(height))):
            # At once: each time Textual forgets what the parts of the widget look like.
            self.refresh(*regions)

    def repaint_all(self) -> None:
        """Draw every line anew, as after a change of size."""
        self.drawn.forget()
        self.refresh()


class DrawnLines:
    """What the lines of a widget show, and those that were made and are still to be drawn."""

    def __init__(self, widget: Spans) -> None:
        self._widget = widget
        self._sent: dict[int, tuple[object, Strip]] = {}
        """What each line shows, or will once Textual has drawn what was asked for: source, look."""
        self._made: dict[int, tuple[object, Strip]] = {}
        """Lines made to see what differs, until they are drawn: what they are of, how they look."""
        self._base: Style | None = None
        self._size: Size | None = None

    @property
    def size(self) -> Size:
        """The widget's size. To work it out its screen is looked for."""
        return self._widget.size if self._size is None else self._size

    @property
    def base(self) -> Style:
        """The widget's own look. To work it out all widgets around it are asked."""
        return self._widget.rich_style if self._base is None else self._base

    def forget(self) -> None:
        """Nothing is known to be shown."""
        self._sent.clear()
        self._made.clear()

    def forget_made(self) -> None:
        """What was made is made anew when it is drawn."""
        self._made.clear()

    def line(self, y: int) -> Strip:
        """A line to be drawn: as it was made to see what differs, where it is still so."""
        widget = self._widget
        self._size = widget.size
        try:
            source = widget.line_source(y)
            made, strip = self._made.pop(y, (None, None))
            if strip is None or made != self._whole(source):
                strip = widget.line_strip(y)
        finally:
            self._size = None
        self._sent[y] = source, strip
        return strip

    def differing(self, lines: Iterable[int]) -> list[Region]:
        """What is to be drawn again of some lines."""
        self._base, self._size = self._widget.rich_style, self._widget.size
        try:
            found = [self._differing(y) for y in lines]
        finally:
            self._base = self._size = None
        return [region for region in found if region]

    def _differing(self, y: int) -> Region | None:
        widget, width = self._widget, self.size.width
        if y not in self._sent:
            return Region(0, y, width, 1)
        source, (before, old) = widget.line_source(y), self._sent[y]
        if source is not None and source == before:
            return None
        new = widget.line_strip(y)
        self._sent[y] = source, new
        if source is not None:
            self._made[y] = self._whole(source), new
        x, cells = span(old, new)
        return Region(x, y, cells, 1) if cells else None

    def _whole(self, source: object) -> object:
        """All that a line is made of; the cursor looks by whose the keys are."""
        widget = self._widget
        return source, widget.has_focus, widget.led, self.size.width

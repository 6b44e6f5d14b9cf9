"""How the top line is laid out: what the parts are called in so many cells, and where they stand.

Known before Textual is loaded: the top line is what is drawn first. The names are letters of one
cell each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.i18n import _
from screens import HARD_TO_GUESS, PARTS, SHORT
from screens.drawing.grid import LEFT, line_room

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST: Final = 8
"""Cells the workplace's name needs to say anything."""

_BEGINNING: Final = 5
"""Cells of a part's key and name where there is no room for the names."""


@dataclass(frozen=True, slots=True)
class TopLine:
    """The names of the parts, and what there is before them."""

    names: list[str]
    gap: str
    """What stands between the names."""
    lead: str
    """The blanks before everything."""
    room: int
    """Cells for the workplace; it is shown where they are at least `LEAST`."""

    def before(self) -> int:
        """Cells before the first name."""
        return len(self.lead) + (self.room + 2 if self.room >= LEAST else 0)

    def pieces(self, part: str) -> Iterator[tuple[str, bool]]:
        """The names and what stands between them, and whether each is the name of the part."""
        for number, (each, name) in enumerate(zip(PARTS, self.names, strict=True)):
            if number:
                yield self.gap, False
            yield name, each.name == part


def top_line(columns: int) -> TopLine:
    """The top line of a terminal that is so wide."""
    width, lead = line_room(columns), " " * LEFT
    names, gap = _names(width)
    if any(len(name) <= _BEGINNING for name in names):
        # The names say more than the air before them.
        closer, between = _names(width + LEFT)
        if closer != names:
            names, gap, lead, width = closer, between, "", width + LEFT
    return TopLine(names, gap, lead, max(width - len(gap.join(names)) - 2, 0))


def _names(width: int) -> tuple[list[str], str]:
    """What the parts are called in so many cells, and what stands between them."""
    whole = [f"{each.key} {_(each.title)}" for each in PARTS]
    names = [f"{each.key} {_(SHORT.get(each.name, each.title))}" for each in PARTS]
    if len(" ".join(names)) > width:
        # Beginnings say more than the first parts in full and the last ones not at all.
        return [name[:_BEGINNING] for name in whole], " "
    for at in sorted(range(len(PARTS)), key=lambda at: PARTS[at].name not in HARD_TO_GUESS):
        tried = [*names[:at], whole[at], *names[at + 1 :]]
        if len(" ".join(tried)) <= width:
            names = tried
    gap = "  " if len("  ".join(names)) + 2 + LEAST <= width else " "
    return names, gap

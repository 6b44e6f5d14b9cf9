"""The action plan over the months: a bar per action from its start to its deadline."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.labels import month_name
from data.i18n import _
from data.views.timeline import Scale, TimelineCell, scale_for, stretch
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import SIGN as LEAD
from screens.plan.rows import ActionRow, lead
from screens.widgets.row import Piece, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.views.plan import PlanReader
    from screens.plan.rows import Paper

_LEAST: Final = 36
"""Cells twelve months take at least."""
_WHAT: Final = 60
"""What is to be done gets no more than this."""
_NAMED: Final = 4
"""Cells a month must have for its name."""


def widths(room: int, code: int) -> tuple[int, int]:
    """Cells for what is to be done, and for the months."""
    rest = room - LEAD - code - 2
    what = max(8, min(_WHAT, rest - _LEAST, rest * 2 // 5))
    return what, max(rest - what, 3)


@lru_cache(maxsize=4)
def _scale(reader: PlanReader, room: int, shift: int) -> Scale:
    return scale_for(reader.actions, reader.today, room, shift)


def timeline_titles(paper: Paper, room: int) -> str:
    """The months above the list, and from which to which they go."""
    code = paper.widths.code
    what, months = widths(room, code)
    scale = _scale(paper.reader, months, paper.shift)
    # Where names would run into one another every second month is named.
    step = 1 if scale.cells >= _NAMED else 2
    cells = scale.cells * step
    names = "".join(safe.fit(_month(day, cells), cells, "") for day in scale.firsts()[::step])
    firsts = scale.firsts()
    period = f"{_with_year(firsts[0])}{glyphs().line}{_with_year(firsts[-1])}"
    title = _("What we do")
    if what > len(title) + len(period):
        title = safe.fit(title, what - len(period)) + period
    title = safe.fit(title, what)
    return " " * (LEAD + code + 1) + title + " " + names


def _month(day: date, cells: int) -> str:
    longer = _with_year(day)
    named = day.month == 1 and len(longer) < cells
    return longer if named else month_name(day.month, short=True)


def _with_year(day: date) -> str:
    return f"{month_name(day.month, short=True)} {day.year % 100:02}"


@dataclass(frozen=True, slots=True)
class TimelineRow(ActionRow):
    """The bar of an action."""

    def pieces(self, room: int) -> Sequence[Piece]:
        """Number, what is to be done, its bar."""
        assert self.paper is not None  # noqa: S101 - rows of the plan are always on paper
        assert self.action is not None  # noqa: S101
        reader, signs = self.paper.reader, glyphs()
        what, months = widths(room, self.paper.widths.code)
        drawn = {
            TimelineCell.EMPTY: " ",
            TimelineCell.TODAY: signs.vertical,
            TimelineCell.PLANNED: signs.line,
            TimelineCell.DUE: signs.bar,
            TimelineCell.LATE: signs.track,
            TimelineCell.EARLIER: signs.left,
            TimelineCell.LATER: signs.right,
        }
        scale = _scale(reader, months, self.paper.shift)
        bar = "".join(drawn[cell] for cell in stretch(self.action, scale, reader.today))
        if self.action.due is None and self.action.is_open:
            note = _("no deadline")
            bar = note + bar[len(note) :]
        text = (
            f"{safe.fit(self.action.code, self.paper.widths.code)} "
            f"{safe.fit(self.action.measure, what, signs.ellipsis)} {bar}"
        )
        plain = Tone.PLAIN if self.tone is Tone.ALERT else self.tone
        return Piece(lead(self.action, reader, marked=self.marked), self.tone), Piece(text, plain)

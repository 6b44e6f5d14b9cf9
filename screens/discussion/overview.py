"""The line above a discussion and the list of its steps: frame, who came, agenda, end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from data.dataclass import dataclass
from data.dates.labels import short_date, weekday_date
from data.i18n import _
from data.model.choices import MeetingState, choice_label
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.facts.discussion import DiscussionView, ItemView

FRAME: Final = "frame"
PEOPLE: Final = "people"
END: Final = "end"
"""Keys of the steps that are no agenda items; those have their reference as key."""


def item_state(view: ItemView) -> tuple[str, str]:
    """How far an item has come: a sign and a word."""
    signs = glyphs()
    if view.item.skipped:
        return signs.cross, _("left out")
    if view.item.done:
        return signs.tick, _("discussed")
    if view.touched:
        return signs.bullet, _("begun")
    return signs.empty, _("not discussed")


def first_step(view: DiscussionView) -> str:
    """Where the cursor stands at the first visit: the first item that is not settled."""
    if view.discussion.state is MeetingState.APPROVED:
        return END
    for each in view.items:
        if not (each.item.done or each.item.skipped):
            return each.item.reference
    return END


def following(view: DiscussionView, step: str) -> str:
    """The step after an item."""
    keys = [each.item.reference for each in view.items]
    at = keys.index(step) + 1 if step in keys else len(keys)
    return keys[at] if at < len(keys) else END


@dataclass(frozen=True, slots=True)
class StepRow(Row):
    """An item of the agenda: all by their short names where the title of one does not fit."""

    short: str = ""
    widest: int = 0
    """Cells of the longest title that has a short name."""

    def shown(self, room: int) -> str:
        """The title, or the short name."""
        fits = max(cell_len(self.text), self.widest) <= room
        return self.text if fits else self.short or self.text


def step_rows(
    view: DiscussionView, missing: int, height: int, short: Mapping[str, str]
) -> list[Row]:
    """The list of steps.

    Args:
        view: The discussion.
        missing: How many findings the check of readiness has.
        short: Short names of items, by the template they are made from.
        height: Lines there are room for: empty ones part the groups when they fit.
    """
    signs = glyphs()
    framed = view.discussion.held_on is not None
    shortened = (each.item.title for each in view.items if short.get(each.item.item))
    widest = max(map(cell_len, shortened), default=0)
    rows = [
        Row(FRAME, _("Frame"), glyph=signs.tick if framed else signs.empty),
        _attendance(view),
        Row("gap.items", selectable=False),
        *(_item(each, short.get(each.item.item, ""), widest) for each in view.items),
        Row("gap.end", selectable=False),
        _end(view, missing),
    ]
    return rows if len(rows) <= height else [row for row in rows if row.selectable]


def _attendance(view: DiscussionView) -> Row:
    here, invited = len(view.present), len(view.attendance)
    sign = glyphs().tick if here else glyphs().empty
    meta = f"{here}/{invited}" if invited else ""
    return Row(PEOPLE, _("Who is here"), glyph=sign, meta=meta)


def _item(view: ItemView, short: str, widest: int) -> Row:
    sign, _word = item_state(view)
    settled = view.item.done or view.item.skipped
    return StepRow(
        view.item.reference,
        view.item.title,
        glyph=sign,
        meta="§" if view.item.statutory else " ",
        tone=Tone.DIM if settled else Tone.PLAIN,
        short=short,
        widest=widest,
    )


def _end(view: DiscussionView, missing: int) -> Row:
    sign, meta = glyphs().empty, ""
    if view.discussion.state is MeetingState.APPROVED:
        sign, meta = glyphs().tick, _("approved")
    elif missing and view.discussion.state is MeetingState.RUNNING:
        meta = _("{n} missing").format(n=missing)
    return Row(END, _("Conclusion"), glyph=sign, meta=meta)


def title_of(view: DiscussionView, width: int) -> str:
    """The line above it all: which discussion, when, how far; its long name where there is room."""
    discussion = view.discussion
    parts = []
    if discussion.held_on is not None:
        parts.append(weekday_date(discussion.held_on))
    if discussion.state is MeetingState.RUNNING:
        parts.append(_("{n} of {m} items").format(n=view.settled, m=len(view.items)))
    else:
        parts.append(choice_label(discussion.state))
    separator = f" {glyphs().separator} "
    long = _("Annual work-environment discussion {year}").format(year=discussion.year)
    full = separator.join([long, *parts])
    if cell_len(full) <= width:
        return full
    short = [_("Discussion {year}").format(year=discussion.year), *parts]
    if discussion.held_on is not None and cell_len(separator.join(short)) > width:
        short[1] = short_date(discussion.held_on)
    return safe.cut(separator.join(short), width, glyphs().ellipsis)

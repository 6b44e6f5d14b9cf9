"""The steps of an annual discussion: its frame, who came, the agenda, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _
from data.model.choices import MeetingState
from data.model.discussion import AgendaItem
from screens.drawing.glyphs import glyphs
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.facts.discussion import DiscussionView, ItemView

FRAME: Final = "frame"
PEOPLE: Final = "people"
END: Final = "end"
"""Keys of the steps that are no agenda items; those have their reference as key."""

INTRO: Final = "intro"
ITEM: Final = "item"
"""Names of the places the keys of a step are declared under, besides the three above."""


def place_of(step: str) -> str:
    """The place in the table of keys that belongs to a step."""
    if step.startswith(f"{AgendaItem.kind}:"):
        return ITEM
    return step or INTRO


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


def item_of(view: DiscussionView, step: str) -> ItemView | None:
    """The agenda item a step is about; None for the other steps."""
    return next((each for each in view.items if each.item.reference == step), None)


def step_rows(view: DiscussionView, missing: int, height: int) -> list[Row]:
    """The list of steps.

    Args:
        view: The discussion.
        missing: How many findings the check of readiness has.
        height: Lines there are room for: empty ones part the groups when they fit.
    """
    signs = glyphs()
    framed = view.discussion.held_on is not None
    rows = [
        Row(FRAME, _("Frame"), glyph=signs.tick if framed else signs.empty),
        _attendance(view),
        Row("gap.items", selectable=False),
        *(_item(each) for each in view.items),
        Row("gap.end", selectable=False),
        _end(view, missing),
    ]
    return rows if len(rows) <= height else [row for row in rows if row.selectable]


def _attendance(view: DiscussionView) -> Row:
    here, invited = len(view.present), len(view.attendance)
    sign = glyphs().tick if here else glyphs().empty
    meta = f"{here}/{invited}" if invited else ""
    return Row(PEOPLE, _("Who is here"), glyph=sign, meta=meta)


def _item(view: ItemView) -> Row:
    sign, _word = item_state(view)
    settled = view.item.done or view.item.skipped
    return Row(
        view.item.reference,
        view.item.title,
        glyph=sign,
        meta="§" if view.item.statutory else " ",
        tone=Tone.DIM if settled else Tone.PLAIN,
    )


def _end(view: DiscussionView, missing: int) -> Row:
    sign, meta = glyphs().empty, ""
    if view.discussion.state is MeetingState.APPROVED:
        sign, meta = glyphs().tick, _("approved")
    elif missing and view.discussion.state is MeetingState.RUNNING:
        meta = _("{n} missing").format(n=missing)
    return Row(END, _("Conclusion"), glyph=sign, meta=meta)


def first_selectable(rows: Sequence[Row]) -> str:
    """The key of the first row the cursor can stand on."""
    return next((row.key for row in rows if row.selectable), "")

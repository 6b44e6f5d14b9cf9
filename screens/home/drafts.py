"""What was begun and not saved: told on the front page, and gone on with from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _, ngettext
from data.views.waiting_drafts import CAPTURE
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.home.rows import DRAFTS, DraftTarget, UnfoldTarget
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.views.waiting_drafts import WaitingDraft
    from screens.frame.desk import Desk

_MOST = 36
"""Cells of the text that are shown."""

_SHARE = 3
"""Lines that are shown at first."""

_NEW, _GIVE_UP = "new", "give up"

_PLAN = "plan"
"""The part whose line for new things has its draft at once."""


def shown_drafts(waiting: Sequence[WaitingDraft], *, unfolded: bool) -> list[Row]:
    """A heading, and a line for each with where it was typed; the first ones until unfolded."""
    shown = waiting if unfolded else waiting[:_SHARE]
    rows = [
        Row(f"head.{DRAFTS}", _("Begun, not saved"), tone=Tone.HEAD, selectable=False),
        *_rows(shown),
    ]
    more = len(waiting) - len(shown)
    if more:
        text = ngettext("{n} more", "{n} more", more).format(n=more)
        rows.append(Row(f"more.{DRAFTS}", text, tone=Tone.DIM, target=UnfoldTarget(DRAFTS)))
    return [*rows, Row(f"gap.{DRAFTS}", "", selectable=False)]


def _rows(waiting: Sequence[WaitingDraft]) -> list[Row]:
    return [
        Row(
            f"draft.{draft.place}",
            draft.where,
            glyph=glyphs().warning,
            meta=safe.cut(safe.one_line(draft.shown), _MOST, glyphs().ellipsis),
            target=DraftTarget(draft.place),
        )
        for draft in waiting
    ]


async def go_on(desk: Desk, draft: WaitingDraft) -> None:
    """Lead to the line a draft was typed on, with the draft in it; or ask what becomes of it."""
    record = desk.document.resolve(draft.reference)
    if record is not None and draft.field:
        from screens.shared.fields import edit_field

        await edit_field(desk, record, draft.field)
    elif record is not None:
        from screens.shared.navigation import go_to

        await go_to(desk, record)
        desk.say(_("What you typed waits here: {where}").format(where=draft.where), alert=True)
    elif draft.part == _PLAN:
        await desk.floor.begin_in(_PLAN)
    elif draft.place == CAPTURE:
        await desk.floor.begin_in("home")
    elif draft.part and await desk.floor.bring_up(draft.part, ""):
        desk.say(_("What you typed waits here: {where}").format(where=draft.where), alert=True)
    else:
        await _settle(desk, draft)


async def _settle(desk: Desk, draft: WaitingDraft) -> None:
    """There is no line left that it belongs to: let it become something new, or give it up."""
    from screens.dialogs.prompt import ChoicePrompt, Option

    options = [Option(_GIVE_UP, _("Give it up"), "")]
    if draft.shown:
        # What is confidential becomes nothing that everybody reads.
        options.insert(0, Option(_NEW, _("Write it down as something new"), ""))
    title = "\n".join(filter(None, (draft.where, draft.shown)))
    answer = await desk.ask(ChoicePrompt(title, options, value=options[0].value))
    if answer is None:
        return
    if answer == _NEW:
        there = desk.drafts.load(CAPTURE)
        text = "\n".join([*([there.text] if there is not None else []), draft.text])
        if not desk.drafts.save(CAPTURE, text):
            desk.say(_("It could not be kept elsewhere, so it stays here."), alert=True)
            return
    desk.drafts.load(draft.place)  # what another terminal has left is taken over first
    desk.drafts.clear(draft.place)
    if answer == _NEW:
        await desk.floor.begin_in("home")
    else:
        desk.say(_("It is given up."))

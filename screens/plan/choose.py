"""Asking which actions are shown, and how they are sorted and grouped.

Each flow gives back the new choice; None when the question was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import replace
from data.i18n import _
from data.views.plan import PRESET_LABELS, SORT_LABELS, Preset, SortBy, person_of
from data.views.plan_groups import GROUP_LABELS, GroupBy
from screens.dialogs.prompt import ChoicePrompt, Option

if TYPE_CHECKING:
    from data.views.plan import PlanChoice, PlanReader
    from screens.frame.desk import Desk


async def choose_preset(desk: Desk, reader: PlanReader, now: PlanChoice) -> PlanChoice | None:
    """Ask which actions are shown; each answer says how many there are."""
    user = desk.session.identity
    me = person_of(desk.document, user.full_name, user.user)
    options = []
    for preset in Preset:
        count = ""
        if me or preset is not Preset.MINE:
            count = str(reader.count(replace(now, preset=preset, owner=me)))
        options.append(Option(str(preset), _(PRESET_LABELS[preset]), count))
    prompt = ChoicePrompt(_("Show which actions?"), options, value=str(now.preset))
    answer = await desk.ask(prompt)
    if answer is None:
        return None
    if answer == Preset.MINE and me is None:
        text = _("{user} is not among the people. Part 8: write the name as you log in")
        desk.say(text.format(user=user.user), alert=True)
        return None
    return replace(now, preset=Preset(answer), owner=me)


async def choose_order(desk: Desk, now: PlanChoice) -> PlanChoice | None:
    """Ask what the actions are sorted by, or grouped by: one list has both."""
    chosen = _("now")
    sorts, groups = _("sort: {what}"), _("group: {what}")
    options = [
        Option(
            f"sort {order}",
            sorts.format(what=_(SORT_LABELS[order])),
            chosen if order is now.sort else "",
        )
        for order in SortBy
    ]
    options += [
        Option(
            f"group {group}",
            groups.format(what=_(GROUP_LABELS[group])),
            chosen if group is now.group else "",
        )
        for group in GroupBy
    ]
    answer = await desk.ask(
        ChoicePrompt(_("Sort or group by what?"), options, value=f"sort {now.sort}")
    )
    if answer is None:
        return None
    which, _space, value = answer.partition(" ")
    if which == "sort":
        return replace(now, sort=SortBy(value))
    return replace(now, group=GroupBy(value))

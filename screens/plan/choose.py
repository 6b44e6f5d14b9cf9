"""Asking which actions are shown, and how they are sorted and grouped.

Each flow gives back the new choice; None when the question was left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
    """Ask what the actions are sorted by."""
    options = [Option(str(order), _(SORT_LABELS[order])) for order in SortBy]
    answer = await desk.ask(ChoicePrompt(_("Sort by what?"), options, value=str(now.sort)))
    return replace(now, sort=SortBy(answer)) if answer is not None else None


async def choose_group(desk: Desk, now: PlanChoice) -> PlanChoice | None:
    """Ask what the actions are grouped by."""
    options = [Option(str(group), _(GROUP_LABELS[group])) for group in GroupBy]
    answer = await desk.ask(ChoicePrompt(_("Group by what?"), options, value=str(now.group)))
    return replace(now, group=GroupBy(answer)) if answer is not None else None

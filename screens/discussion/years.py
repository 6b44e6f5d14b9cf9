"""Asking for another year's discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _
from data.model.choices import choice_label
from data.model.discussion import Discussion

if TYPE_CHECKING:
    from screens.discussion.held import HeldDiscussion


async def choose_year(held: HeldDiscussion) -> bool:
    """Ask for a year, and choose its discussion or prepare it; whether one was answered."""
    from screens.dialogs.prompt import ChoicePrompt, Option

    document, this = held.desk.document, held.desk.today.year
    found = sorted(document.all(Discussion), key=lambda each: -each.year)
    options = [Option(each.id, str(each.year), choice_label(each.state)) for each in found]
    there = {each.year for each in found}
    options += [
        Option(str(year), _("Prepare {year}").format(year=year))
        for year in (this, this + 1)
        if year not in there
    ]
    now = held.meeting
    prompt = ChoicePrompt(_("Which year?"), options, value=now.id if now is not None else "")
    answer = await held.desk.ask(prompt)
    if answer is None:
        return False
    if held.desk.document.get(Discussion, answer) is None:
        await held.prepare(int(answer))
    else:
        held.chosen = answer
    return True

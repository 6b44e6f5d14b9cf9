"""A next step for what is missing: what, who, when; an action on the plan comes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from data.commands.checklist import AddStep
from data.i18n import _
from data.model.plan import Action
from data.model.workplace import Person
from screens.dialogs.prompt import DatePrompt, TextPrompt
from screens.shared.fields import ask_reference, was_left
from screens.shared.line_reader import LineReader
from screens.shared.note import open_to_all

if TYPE_CHECKING:
    from data.model.plan import Goal
    from data.views.checklist import PointView
    from screens.frame.desk import Desk

_FIRST_LOOK: Final = timedelta(days=14)
"""Until a next step is due, when nothing else is news."""


async def make_next_step(desk: Desk, point: PointView, target: Action | Goal | None) -> bool:
    """Ask what is done first, by whom and when; whether the step was saved.

    Who and when are asked for only where the line does not say them.

    Args:
        desk: What it works at.
        point: What is missing; it has an answer.
        target: What the run is about: its owner is suggested.
    """
    if point.answer is None:
        return False
    values = await _ask_what(desk, point)
    if values is None:
        return False
    suggested = target.owner if target is not None else None
    if not await _ask_who(desk, values, suggested) or not await _ask_when(desk, values):
        desk.say(_("Nothing was changed."))
        return False
    news = _("The step is on the action plan. u: undo")
    return await desk.run(AddStep(point.answer.id, values), news) is not None


async def _ask_what(desk: Desk, point: PointView) -> dict[str, Any] | None:
    """The values of the action that is written on one line; None when that was left."""
    reader = LineReader(desk)
    answer = point.answer
    prompt = TextPrompt(
        _("{point}: what do you do first?").format(point=point.point.label),
        # The name of an action ends without a full stop, unlike advice.
        point.point.first_try.removesuffix("."),
        hint=_("owner:mette due:week 43 may stand behind; else they are asked for. Tab completes"),
        reading=lambda text: reader.echo(text)[0],
        accept=lambda text: open_to_all(text) if text.strip() else _("Write what you do."),
        asks=reader.asks,
        complete=reader.complete,
        drafts=desk.drafts,
        place=f"{answer.reference}/step" if answer is not None else "",
    )
    text = await desk.ask(prompt)
    if not text:
        return None
    captured = reader.read(text)
    if captured.text and captured.kind == Action.kind:
        return {**captured.values, "measure": captured.text}
    # A line that would become something else is the name of the action as it stands.
    return {"measure": " ".join(text.split())}


async def _ask_who(desk: Desk, values: dict[str, Any], suggested: str | None) -> bool:
    """Ask who does it, unless that was written; whether the question was answered."""
    if "owner" not in values:
        owner = await ask_reference(desk, _("Who does it?"), Person.kind, suggested)
        if was_left(owner):
            return False
        values["owner"] = owner
    return True


async def _ask_when(desk: Desk, values: dict[str, Any]) -> bool:
    """Ask when it is to be done, unless that was written; whether the question was answered."""
    if "due" not in values:
        today = desk.today
        prompt = DatePrompt(_("When is it to be done?"), today, today + _FIRST_LOOK)
        given = await desk.ask(prompt)
        if given is None:
            return False
        values["due"] = given.day
    return True

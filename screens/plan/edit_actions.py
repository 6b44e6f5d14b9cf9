"""What keys change about actions: one, or all that are marked. Each flow is one edit.

Each says whether something was saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.plan import (
    Before,
    DeleteActions,
    MoveDue,
    NoteActions,
    SetDue,
    SetOwner,
    SetPriority,
    SetStatus,
)
from data.dates.arithmetic import move
from data.dates.labels import day_label
from data.i18n import _, ngettext
from data.model.base import label_of
from data.model.choices import ActionStatus, Priority, choice_label
from data.model.plan import Action
from data.model.workplace import Person
from data.text import shorten
from data.views.show import name_of
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option
from screens.shared.fields import ask_reference, was_left
from screens.shared.note import ask_note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.edits.records import Command
    from screens.frame.desk import Desk

_NAME: Final = 40
"""Characters of an action's name above a question about it."""


def _about(actions: Sequence[Action], field: str = "") -> str:
    """What a question is about: the action by name, or how many."""
    label = label_of(Action, field) if field else ""
    if len(actions) == 1:
        return f"{actions[0].code} {shorten(actions[0].measure, _NAME)}  {label}".rstrip()
    count = ngettext("{n} action", "{n} actions", len(actions)).format(n=len(actions))
    return f"{count}  {label}".rstrip()


async def _save(desk: Desk, command: Command, actions: Sequence[Action], said: str) -> bool:
    """Carry out a command on actions, and say of which or of how many."""
    whom = actions[0].code
    if len(actions) > 1:
        whom = ngettext("{n} action", "{n} actions", len(actions)).format(n=len(actions))
    text = _("{whom}: {what}. u: undo").format(whom=whom, what=said)
    return await desk.run(command, text) is not None


def _ids(actions: Sequence[Action]) -> tuple[str, ...]:
    return tuple(action.id for action in actions)


def _said_deadline(day: date) -> str:
    return _("deadline {day}").format(day=day_label(day))


class DeadlineShift:
    """Moving deadlines with single keys: several presses in a row put off once, not many times."""

    def __init__(self) -> None:
        self._last: tuple[date, dict[str, Before], dict[str, date]] | None = None
        """The day, what stood there before the first press, and what the last press left."""

    async def by(self, desk: Desk, actions: Sequence[Action], days: int) -> bool:
        """Move the deadlines there are by so many days."""
        actions = tuple(action for action in actions if action.due is not None)
        if not actions:
            return False
        before = self._before(actions, desk.today)
        command = MoveDue(_ids(actions), days=days, before=before)
        if len(actions) == 1 and actions[0].due is not None:
            said = _said_deadline(move(actions[0].due, days))
        elif days > 0:
            said = ngettext("{n} day later", "{n} days later", days).format(n=days)
        else:
            said = ngettext("{n} day earlier", "{n} days earlier", -days).format(n=-days)
        if not await _save(desk, command, actions, said):
            return False
        now = (desk.document.get(Action, action.id) for action in actions)
        left = {each.id: each.due for each in now if each is not None and each.due is not None}
        self._last = (desk.today, before, left)
        return True

    def _before(self, actions: Sequence[Action], today: date) -> dict[str, Before]:
        """What stood there before the first of several presses on the same actions."""
        if self._last is not None:
            day, before, left = self._last
            if day == today and left == {action.id: action.due for action in actions}:
                return before
        return {action.id: Before(action.due, action.postponed) for action in actions}


async def set_due(desk: Desk, actions: Sequence[Action]) -> bool:
    """Ask for a deadline."""
    now = actions[0].due if len(actions) == 1 else None
    answer = await desk.ask(DatePrompt(_about(actions, "due"), desk.today, now))
    if answer is None or (len(actions) == 1 and answer.day == now):
        return False
    said = _said_deadline(answer.day) if answer.day else _("no deadline")
    return await _save(desk, SetDue(_ids(actions), answer.day), actions, said)


async def set_status(desk: Desk, actions: Sequence[Action]) -> bool:
    """Ask for a status."""
    options = [Option(str(status), choice_label(status)) for status in ActionStatus]
    now = str(actions[0].status)
    answer = await desk.ask(ChoicePrompt(_about(actions, "status"), options, value=now))
    if answer is None or (len(actions) == 1 and answer == now):
        return False
    status = ActionStatus(answer)
    said = choice_label(status)
    if status is ActionStatus.DONE:
        said = _("done; x asks whether it helped")
    return await _save(desk, SetStatus(_ids(actions), status), actions, said)


async def set_owner(desk: Desk, actions: Sequence[Action]) -> bool:
    """Ask who is responsible."""
    now = actions[0].owner if len(actions) == 1 else None
    answer = await ask_reference(desk, _about(actions, "owner"), Person.kind, now)
    if was_left(answer) or (len(actions) == 1 and answer == now):
        return False
    name = name_of(desk.document, Person.kind, answer)
    said = _("responsible {name}").format(name=name) if name else _("nobody responsible")
    return await _save(desk, SetOwner(_ids(actions), answer), actions, said)


async def set_priority(desk: Desk, actions: Sequence[Action]) -> bool:
    """Ask how soon it should be taken up."""
    options = [Option(str(level), choice_label(level)) for level in reversed(Priority)]
    prompt = ChoicePrompt(_about(actions, "priority"), options, value=str(actions[0].priority))
    answer = await desk.ask(prompt)
    if answer is None:
        return False
    priority = Priority(answer)
    said = _("priority {level}").format(level=choice_label(priority))
    return await _save(desk, SetPriority(_ids(actions), priority), actions, said)


async def add_note(desk: Desk, actions: Sequence[Action]) -> bool:
    """Ask for a note, kept with date and author."""
    place = f"{actions[0].reference}.note" if len(actions) == 1 else ""
    note = await ask_note(desk, f"{_about(actions)}  {_('Note')}", place=place)
    if note is None or not note.text:
        return False
    said = _("noted in confidence") if note.secret else _("noted")
    command = NoteActions(_ids(actions), note.text, note.secret)
    return await _save(desk, command, actions, said)


async def delete(desk: Desk, actions: Sequence[Action]) -> bool:
    """Delete actions; undo brings them back."""
    return await _save(desk, DeleteActions(_ids(actions)), actions, _("is deleted"))

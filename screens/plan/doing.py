"""The keys that change actions: one, or all that are marked."""

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
from data.dates import day_label
from data.i18n import _, ngettext
from data.model.base import label_of
from data.model.choices import ActionStatus, Priority, choice_label
from data.model.plan import Action
from data.model.workplace import Person
from data.text import shorten
from data.views.show import name_of
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt
from screens.plan.base import PlanBase
from screens.shared.editing import ask_reference, was_left

if TYPE_CHECKING:
    from datetime import date

    from data.edits.records import Command

_NAME: Final = 40
_NEEDS_ONE: Final = frozenset(
    {"shift_due", "set_status", "set_owner", "set_priority", "set_due", "note", "close", "delete",
     "edit", "mark", "checklist"}
)  # fmt: skip
"""What needs an action to act on."""


class PlanActions(PlanBase):
    """Status, person, priority, deadline, note, closing, deleting."""

    _moving: tuple[date, dict[str, Before], dict[str, date]] | None = None
    """The day, what stood there before the first press, and what the last press left."""

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        name = action.partition("(")[0]
        if name in _NEEDS_ONE and not self.chosen():
            return _("There is no action here. h: write one down")
        if name == "shift_due" and not any(action.due for action in self.chosen()):
            return _("There is no deadline to move. d: set one")
        return super().unable(action, *args)

    def _about(self, actions: tuple[Action, ...], name: str = "") -> str:
        """What a question is about: the action by name, or how many."""
        field = label_of(Action, name) if name else ""
        if len(actions) == 1:
            return f"{actions[0].code} {shorten(actions[0].measure, _NAME)}  {field}".rstrip()
        count = ngettext("{n} action", "{n} actions", len(actions)).format(n=len(actions))
        return f"{count}  {field}".rstrip()

    def _whom(self, actions: tuple[Action, ...]) -> str:
        if len(actions) == 1:
            return actions[0].code
        return ngettext("{n} action", "{n} actions", len(actions)).format(n=len(actions))

    async def _do(self, command: Command, actions: tuple[Action, ...], said: str) -> bool:
        """Carry out a command on actions and say how many, keeping them in sight."""
        self.held |= {action.id for action in actions}
        text = _("{whom}: {what}. u: undo").format(whom=self._whom(actions), what=said)
        return await self.run(command, text) is not None

    def action_checklist(self) -> None:
        """Go through the checklist for what has stalled on the action under the cursor."""
        from screens.shared.navigation import go_through_checklist

        if not self.refuse("checklist") and self.action is not None:
            self.start(go_through_checklist(self.desk, self.action.reference))

    # -- deadlines -------------------------------------------------------------------------

    def action_shift_due(self, days: int) -> None:
        """Move the deadline by so many days."""
        if not self.refuse("shift_due"):
            self.start(self._shift(days))

    async def _shift(self, days: int) -> None:
        actions = tuple(action for action in self.chosen() if action.due is not None)
        if not actions:
            return
        before = self._before(actions)
        command = MoveDue(tuple(a.id for a in actions), days=days, before=before)
        if len(actions) == 1 and actions[0].due is not None:
            from data.dates import move

            said = _said_deadline(move(actions[0].due, days))
        elif days > 0:
            said = ngettext("{n} day later", "{n} days later", days).format(n=days)
        else:
            said = ngettext("{n} day earlier", "{n} days earlier", -days).format(n=-days)
        if await self._do(command, actions, said):
            now = (self.document.get(Action, action.id) for action in actions)
            left = {a.id: a.due for a in now if a is not None and a.due is not None}
            self._moving = (self.session.today(), before, left)

    def _before(self, actions: tuple[Action, ...]) -> dict[str, Before]:
        """What stood there before the first of several presses on the same actions."""
        today = self.session.today()
        if self._moving is not None:
            day, before, left = self._moving
            if day == today and left == {action.id: action.due for action in actions}:
                return before
        return {action.id: Before(action.due, action.postponed) for action in actions}

    def action_set_due(self) -> None:
        """Ask for a deadline."""
        if not self.refuse("set_due"):
            self.start(self._set_due())

    async def _set_due(self) -> None:
        actions = self.chosen()
        now = actions[0].due if len(actions) == 1 else None
        title = self._about(actions, "due")
        answer = await self.ask(DatePrompt(title, self.session.today(), now))
        if answer is None or (len(actions) == 1 and answer.day == now):
            return
        said = _said_deadline(answer.day) if answer.day else _("no deadline")
        await self._do(SetDue(tuple(a.id for a in actions), answer.day), actions, said)

    # -- status, person, priority ----------------------------------------------------------

    def action_set_status(self) -> None:
        """Ask for a status."""
        if not self.refuse("set_status"):
            self.start(self._set_status())

    async def _set_status(self) -> None:
        actions = self.chosen()
        options = [Option(str(status), choice_label(status)) for status in ActionStatus]
        now = str(actions[0].status)
        prompt = ChoicePrompt(self._about(actions, "status"), options, value=now)
        answer = await self.ask(prompt)
        if answer is None or (len(actions) == 1 and answer == now):
            return
        status = ActionStatus(answer)
        said = choice_label(status)
        if status is ActionStatus.DONE:
            said = _("done; x asks whether it helped")
        await self._do(SetStatus(tuple(a.id for a in actions), status), actions, said)

    def action_set_owner(self) -> None:
        """Ask who is responsible."""
        if not self.refuse("set_owner"):
            self.start(self._set_owner())

    async def _set_owner(self) -> None:
        actions = self.chosen()
        now = actions[0].owner if len(actions) == 1 else None
        answer = await ask_reference(self.desk, self._about(actions, "owner"), Person.kind, now)
        if was_left(answer) or (len(actions) == 1 and answer == now):
            return
        name = name_of(self.document, Person.kind, answer)
        said = _("responsible {name}").format(name=name) if name else _("nobody responsible")
        await self._do(SetOwner(tuple(a.id for a in actions), answer), actions, said)

    def action_set_priority(self) -> None:
        """Ask how soon it should be taken up."""
        if not self.refuse("set_priority"):
            self.start(self._set_priority())

    async def _set_priority(self) -> None:
        actions = self.chosen()
        options = [Option(str(each), choice_label(each)) for each in reversed(Priority)]
        title = self._about(actions, "priority")
        answer = await self.ask(ChoicePrompt(title, options, value=str(actions[0].priority)))
        if answer is None:
            return
        priority = Priority(answer)
        said = _("priority {level}").format(level=choice_label(priority))
        await self._do(SetPriority(tuple(a.id for a in actions), priority), actions, said)

    # -- notes, closing, deleting ----------------------------------------------------------

    def action_note(self) -> None:
        """Write a note, kept with date and author."""
        if not self.refuse("note"):
            self.start(self._note())

    async def _note(self) -> None:
        actions = self.chosen()
        title = f"{self._about(actions)}  {_('Note')}"
        place = f"{actions[0].reference}.note" if len(actions) == 1 else ""
        drafts = self.desk.drafts if place else None
        text = await self.ask(TextPrompt(title, drafts=drafts, place=place))
        if text:
            await self._do(NoteActions(tuple(a.id for a in actions), text), actions, _("noted"))

    def action_close(self) -> None:
        """Close with effect: carried out, solved, what now; several one after another."""
        if not self.refuse("close"):
            self.start(self._close())

    async def _close(self) -> None:
        from screens.shared.close_action import Closing

        select = ""
        for action in self.chosen():
            self.held.add(action.id)
            select = await Closing(self.desk, action).carry_through()
            if not select:
                return
            self.marked.discard(action.id)
            self.held.add(select)
        self.show_again(f"{Action.kind}:{select}")

    def action_delete(self) -> None:
        """Delete what is marked, or what is under the cursor; undo brings it back."""
        if self.refuse("delete"):
            return
        actions = self.chosen()
        command = DeleteActions(tuple(action.id for action in actions))
        self.marked.clear()
        self.start(self._do(command, actions, _("is deleted")))


def _said_deadline(day: date) -> str:
    return _("deadline {day}").format(day=day_label(day))

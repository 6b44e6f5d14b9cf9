"""One action at a status meeting: four keys for how it stands, a note, a new deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.commands.status import RecordOutcome
from data.dates.arithmetic import move
from data.dates.labels import day_label
from data.edits.edits import UNSEEN
from data.i18n import _
from data.model.choices import Source, StatusOutcome, choice_label
from screens.status.base import StatusBase

if TYPE_CHECKING:
    from datetime import date

    from data.model.plan import Action
    from data.model.status import StatusMeeting
    from data.views.status import ActionView


class OutcomeActions(StatusBase):
    """The keys of an action."""

    def action_outcome(self, name: str) -> None:
        """Say how the action stands."""
        each, meeting = self.each, self.meeting
        if each is not None and meeting is not None and not self.refuse("outcome"):
            self.start(self._say_outcome(each, meeting, StatusOutcome(name)))

    async def _say_outcome(
        self, each: ActionView, meeting: StatusMeeting, outcome: StatusOutcome
    ) -> None:
        started = await self.begin_meeting(meeting)
        if started is None:
            return
        due: Any = UNSEEN
        then = None
        if outcome is StatusOutcome.DONE:
            from screens.shared.close_action import Closing

            then = await Closing(self.desk, each.action, Source.STATUS_MEETING).effect()
            if then is None:
                self.say(_("Nothing was changed."))
                return
        elif outcome is StatusOutcome.BEHIND:
            due = await self._new_deadline(each.action, UNSEEN)
        command = RecordOutcome(meeting.id, each.action.id, outcome, due=due, then=then)
        said = self._told(each.action, outcome)
        await self.run(command, f"{said}   {started}".rstrip())

    def _told(self, action: Action, outcome: StatusOutcome) -> str:
        """What was said, and the key that belongs to it."""
        told = _("{code}: {outcome}. Enter: next")
        if outcome is StatusOutcome.STALLED:
            told = _("{code}: {outcome}. c: checklist   Enter: next")
        elif outcome is StatusOutcome.ON_TRACK and action.due and action.due < self.session.today():
            told = _("{code}: {outcome}, but late. d: new deadline   Enter: next")
        return told.format(code=action.code, outcome=choice_label(outcome))

    async def _new_deadline(self, action: Action, left: Any) -> Any:
        """Ask for a deadline; `left` when the question was left or the old one stays."""
        from screens.dialogs.prompt import DatePrompt

        title = _("{code}  New deadline. Esc: it stays").format(code=action.code)
        given = await self.ask(DatePrompt(title, self.session.today(), action.due))
        return left if given is None or given.day == action.due else given.day

    def action_deadline(self) -> None:
        """Give the action a new deadline."""
        each, meeting = self.each, self.meeting
        if each is not None and meeting is not None and not self.refuse("deadline"):
            self.start(self._move(each.action, meeting))

    async def _move(self, action: Action, meeting: StatusMeeting) -> None:
        nothing = object()
        day: date | Any | None = await self._new_deadline(action, nothing)
        if day is nothing or await self.begin_meeting(meeting) is None:
            return
        said = _("{code}: new deadline. Enter: next").format(code=action.code)
        await self.run(RecordOutcome(meeting.id, action.id, due=day), said)

    def action_shift_due(self, days: int) -> None:
        """Move the action's deadline by so many days."""
        each, meeting = self.each, self.meeting
        if each is not None and meeting is not None and not self.refuse("shift_due"):
            self.start(self._shift(each.action, meeting, days))

    async def _shift(self, action: Action, meeting: StatusMeeting, days: int) -> None:
        if action.due is None or await self.begin_meeting(meeting) is None:
            return
        due = move(action.due, days)
        day = day_label(due)
        if due < self.session.today():
            day = f"{day}, {_('in the past')}"
        said = _("{code}: new deadline {day}. Enter: next").format(code=action.code, day=day)
        await self.run(RecordOutcome(meeting.id, action.id, due=due), said)

    def unable(self, action: str, *args: object) -> str:
        """What is not there cannot be moved."""
        each = self.each if action.startswith("shift_due") else None
        if each is not None and each.action.due is None and not self.approved:
            return _("There is no deadline to move. d: set one")
        return super().unable(action, *args)

    def action_remark(self) -> None:
        """Write what is said about the action."""
        each, meeting = self.each, self.meeting
        if each is not None and meeting is not None and not self.refuse("remark"):
            self.start(self._remark(each, meeting))

    async def _remark(self, each: ActionView, meeting: StatusMeeting) -> None:
        from screens.dialogs.prompt import TextPrompt

        action = each.action
        now = each.entry.remark if each.entry is not None else ""
        prompt = TextPrompt(
            _("{code}  Note for the minutes").format(code=action.code),
            now,
            hint=_("Enter: keep   Ctrl+J: new line   Esc: leave"),
            drafts=self.desk.drafts,
            place=self.remark_place(each, meeting),
        )
        text = await self.ask(prompt)
        if text is None or text == now or await self.begin_meeting(meeting) is None:
            return
        said = _("Noted. Enter: next")
        await self.run(RecordOutcome(meeting.id, action.id, remark=text.strip()), said)

    def remark_place(self, each: ActionView, meeting: StatusMeeting) -> str:
        """What the draft of a note belongs to."""
        return f"{meeting.reference}/{each.action.id}"

    def action_card(self) -> None:
        """Open the action's card, without what is confidential."""
        from screens.shared.card import open_card

        each = self.each
        if each is not None:
            open_card(self.desk, each.action, confidential=False)

    def action_checklist(self) -> None:
        """Go through the checklist for what has stalled on the action."""
        from screens.shared.navigation import go_through_checklist

        each = self.each
        if each is not None:
            self.start(go_through_checklist(self.desk, each.action.reference))

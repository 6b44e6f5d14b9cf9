"""The end of a status meeting: the minutes read, written to a file, approved, reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.status import ApproveStatusMeeting, ReopenStatusMeeting
from data.export.files import suggested_name
from data.export.status_minutes import status_minutes, status_minutes_for_approval
from data.i18n import _, in_language
from data.model.workplace import Person
from screens.status_base import StatusBase
from screens.status_rows import APPROVE, EXPORT, NEXT, PREVIEW, REOPEN

if TYPE_CHECKING:
    from datetime import date

    from data.model.status import StatusMeeting


class EndActions(StatusBase):
    """The keys of the last step."""

    def open_end(self, key: str) -> None:
        """Do what the row under the cursor says."""
        acts = {
            PREVIEW: self.action_preview,
            EXPORT: self.action_export,
            APPROVE: self.action_approve,
            REOPEN: self.action_reopen,
            NEXT: self.action_next_meeting,
        }
        if key in acts:
            acts[key]()

    def _minutes(self, meeting: StatusMeeting) -> str:
        with in_language(self.minutes_language()):
            return status_minutes(self.document, meeting, today=self.session.today())

    def action_preview(self) -> None:
        """Read the minutes as they will be written."""
        from screens.dialogs.page import MarkdownPage

        meeting = self.meeting
        if meeting is not None:
            self.app.push_screen(MarkdownPage(self._minutes(meeting)))

    def action_export(self) -> None:
        """Write the minutes to a file."""
        meeting = self.meeting
        if meeting is not None:
            self.start(
                self.write_minutes(
                    self._minutes(meeting),
                    lambda form: suggested_name(self.document, meeting, form),
                )
            )

    def action_next_meeting(self) -> None:
        """Agree on the day of the next meeting."""
        from screens.editing import edit_field

        meeting = self.meeting
        if meeting is not None and not self.refuse("next_meeting"):
            self.start(edit_field(self, meeting, "next_on"))

    def action_approve(self) -> None:
        """Freeze the minutes as they read now."""
        meeting = self.meeting
        if meeting is not None and not self.refuse("approve"):
            self.start(self._approve(meeting))

    async def _approve(self, meeting: StatusMeeting) -> None:
        from screens.dialogs.prompt import DatePrompt, TextPrompt

        if meeting.held_on is None:
            self.say(_("Write the day it was held first, under Frame."), alert=True)
            return
        prompt = TextPrompt(
            _("Who approves the minutes?"),
            self._approvers(meeting),
            hint=_("Enter: keep. The minutes are frozen then; they can be reopened   Esc: leave"),
            accept=lambda text: "" if text.strip() else _("Write who approves."),
            drafts=self.desk.drafts,
            place=f"{meeting.reference}.approved_by",
        )
        who = await self.ask(prompt)
        if who is None:
            return
        today = self.session.today()
        given = await self.ask(DatePrompt(_("Approved on"), today, today))
        if given is None:
            return
        day: date = given.day or today
        ends = f"{self.session.now():%H:%M}" if meeting.held_on == today else ""
        who = " ".join(who.split())
        with in_language(self.minutes_language()):
            minutes = status_minutes_for_approval(
                self.document, meeting, approved_by=who, approved_on=day, ends=ends
            )
        command = ApproveStatusMeeting(meeting.id, who, day, minutes, ends)
        # The meeting is to stay in sight when there is none to hold any more.
        self._chosen = meeting.id
        said = _("Approved. The minutes are frozen; x writes them to a file.")
        await self.run(command, said)

    def _approvers(self, meeting: StatusMeeting) -> str:
        leads = dict.fromkeys([meeting.chair, meeting.note_taker])
        people = [self.document.get(Person, identity) for identity in leads]
        return ", ".join(person.name for person in people if person is not None)

    def action_reopen(self) -> None:
        """Thaw approved minutes; the reason is kept with them."""
        meeting = self.meeting
        if meeting is not None and not self.refuse("reopen"):
            self.start(self._reopen(meeting))

    async def _reopen(self, meeting: StatusMeeting) -> None:
        from screens.dialogs.prompt import TextPrompt

        prompt = TextPrompt(
            _("Why is the meeting reopened?"),
            hint=_("The reason stands in the minutes, with your name and the date. Esc: leave"),
            accept=lambda text: "" if text.strip() else _("Write a reason."),
            drafts=self.desk.drafts,
            place=f"{meeting.reference}.reopened",
        )
        reason = await self.ask(prompt)
        if reason:
            said = _("Reopened. What was approved is in the history.")
            await self.run(ReopenStatusMeeting(meeting.id, reason), said)

"""The end of a status meeting: its minutes and the day of the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.approval import ApproveStatusMeeting, ReopenStatusMeeting
from data.export.meetings.status import status_minutes, status_minutes_for_approval
from data.i18n import _
from data.model.status import StatusMeeting
from screens.meeting.end import MeetingEnd
from screens.status.base import StatusBase
from screens.status.rows import NEXT

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document


class EndActions(StatusBase, MeetingEnd[StatusMeeting]):
    """The keys of the last step."""

    APPROVE = ApproveStatusMeeting
    REOPEN = ReopenStatusMeeting

    def open_end(self, key: str) -> None:
        """Do what the row under the cursor says."""
        acts = {**self.end_acts(), NEXT: self.action_next_meeting}
        if key in acts:
            acts[key]()

    def minutes(self, meeting: StatusMeeting) -> str:
        """The minutes as they are now."""
        return status_minutes(self.document, meeting, today=self.session.today())

    def minutes_to_be(
        self, document: Document, meeting: StatusMeeting, who: str, day: date, ends: str
    ) -> str:
        """The minutes as they will read once approved."""
        return status_minutes_for_approval(
            document, meeting, approved_by=who, approved_on=day, ends=ends
        )

    def why_reopen(self) -> str:
        """The question for the reason."""
        return _("Why is the meeting reopened?")

    def action_next_meeting(self) -> None:
        """Agree on the day of the next meeting."""
        from screens.shared.editing import edit_field

        meeting = self.meeting
        if meeting is not None and not self.refuse("next_meeting"):
            self.start(edit_field(self.desk, meeting, "next_on"))

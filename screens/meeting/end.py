"""The end of a meeting: the minutes read, written to a file, approved, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from data.export.files import suggested_name
from data.i18n import _, in_language
from data.model.discussion import Discussion
from data.model.status import StatusMeeting
from data.model.workplace import Person
from screens.meeting.base import MeetingBase
from screens.shared.forms import write_minutes, written_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from data.commands.approval import Approve, Reopen
    from data.model.document import Document

M = TypeVar("M", Discussion, StatusMeeting)

PREVIEW, EXPORT, APPROVE, REOPEN = "do.preview", "do.export", "do.approve", "do.reopen"
"""Keys of the rows of what can be done with minutes."""


class MeetingEnd(MeetingBase, Generic[M]):
    """The keys of the last step."""

    APPROVE: ClassVar[type[Approve]]
    """The command that approves the minutes."""

    REOPEN: ClassVar[type[Reopen]]
    """The command that opens them again."""

    # -- what a kind of meeting says -------------------------------------------------------

    def meeting_in_sight(self) -> M | None:
        """The meeting in sight."""
        raise NotImplementedError

    def minutes(self, meeting: M) -> str:
        """The minutes as they are now, in the language in use."""
        raise NotImplementedError

    def minutes_to_be(self, document: Document, meeting: M, who: str, day: date, ends: str) -> str:
        """The minutes as they will read once approved."""
        raise NotImplementedError

    def why_reopen(self) -> str:
        """The question for the reason."""
        raise NotImplementedError

    def approvers(self, meeting: M) -> str:
        """Who usually approves: chair and note-taker."""
        leads = dict.fromkeys([meeting.chair, meeting.note_taker])
        people = [self.document.get(Person, identity) for identity in leads]
        return ", ".join(person.name for person in people if person is not None)

    def end_acts(self) -> dict[str, Callable[[], None]]:
        """What the rows of the last step do."""
        return {
            PREVIEW: self.action_preview,
            EXPORT: self.action_export,
            APPROVE: self.action_approve,
            REOPEN: self.action_reopen,
        }

    # -- the minutes -----------------------------------------------------------------------

    def _text(self, meeting: M) -> str:
        with in_language(written_language(self.desk)):
            return self.minutes(meeting)

    def action_preview(self) -> None:
        """Read the minutes as they will be written."""
        from screens.dialogs.page import MarkdownPage

        meeting = self.meeting_in_sight()
        if meeting is not None:
            self.app.push_screen(MarkdownPage(self._text(meeting)))

    def action_export(self) -> None:
        """Write the minutes to a file."""
        meeting = self.meeting_in_sight()
        if meeting is not None:
            self.start(
                write_minutes(
                    self.desk,
                    self._text(meeting),
                    lambda form: suggested_name(self.document, meeting, form),
                )
            )

    # -- approval --------------------------------------------------------------------------

    def action_approve(self) -> None:
        """Freeze the minutes as they read now."""
        meeting = self.meeting_in_sight()
        if meeting is not None and not self.refuse("approve"):
            self.start(self._approve(meeting))

    async def _approve(self, meeting: M) -> None:
        from screens.dialogs.prompt import DatePrompt, TextPrompt

        if meeting.held_on is None:
            self.say(_("Write the day it was held first, under Frame."), alert=True)
            return
        prompt = TextPrompt(
            _("Who approves the minutes?"),
            self.approvers(meeting),
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
        language = written_language(self.desk)

        def text(document: Document) -> str:
            # Others may have written something since the first question.
            newest = document.get(type(meeting), meeting.id) or meeting
            with in_language(language):
                return self.minutes_to_be(document, newest, who, day, ends)

        self.clock.count("", self.session.now())
        # The meeting is to stay in sight when there is none to hold any more.
        self._chosen = meeting.id
        said = _("Approved. The minutes are frozen; x writes them to a file.")
        await self.run(self.APPROVE(meeting.id, who, day, text, ends), said)

    def action_reopen(self) -> None:
        """Thaw approved minutes; the reason is kept with them."""
        meeting = self.meeting_in_sight()
        if meeting is not None and not self.refuse("reopen"):
            self.start(self._reopen(meeting))

    async def _reopen(self, meeting: M) -> None:
        from screens.dialogs.prompt import TextPrompt

        prompt = TextPrompt(
            self.why_reopen(),
            hint=_("The reason stands in the minutes, with your name and the date. Esc: leave"),
            accept=lambda text: "" if text.strip() else _("Write a reason."),
            drafts=self.desk.drafts,
            place=f"{meeting.reference}.reopened",
        )
        reason = await self.ask(prompt)
        if reason:
            said = _("Reopened. What was approved is in the history.")
            await self.run(self.REOPEN(meeting.id, reason), said)

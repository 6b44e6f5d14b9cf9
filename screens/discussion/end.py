"""The end of a discussion: what is missing, the minutes read, written to a file, approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.approval import ApproveDiscussion, ReopenDiscussion
from data.dates.arithmetic import local_day
from data.dates.labels import short_date
from data.facts.meetings import EVALUATION_ITEM
from data.i18n import _, listing
from data.model.choices import Presence
from data.model.discussion import AgendaItem, Discussion
from data.rules.finding import Severity
from screens.discussion.overview import END, FRAME, PEOPLE
from screens.drawing.glyphs import glyphs
from screens.meeting.conclusion import EndStep, gap_key, minutes_rows
from screens.meeting.fields import field_key
from screens.meeting.step import Go
from screens.widgets.row import FindingTarget
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.facts.discussion import DiscussionView
    from data.model.document import Document
    from data.rules.finding import Finding
    from screens.discussion.held import HeldDiscussion
    from screens.meeting.step import Then

_ATTENDANCE_RULE: Final = "R04"
_FRAME_RULE: Final = "R03"


class DiscussionEnd(EndStep[Discussion]):
    """The last step: the minutes, and what they lack."""

    APPROVE = ApproveDiscussion
    REOPEN = ReopenDiscussion
    held: HeldDiscussion

    def rows(self, _document: Document) -> list[Row]:
        """What can be done with the minutes, and what they lack."""
        view = self.held.view
        if view is None:
            return []
        return [
            *minutes_rows(view.discussion, _("Reopen the discussion")),
            *_reopenings(view),
            Row("gap.findings", selectable=False),
            *_findings(self.held.findings),
        ]

    async def do_open(self, row: Row | None) -> Then:
        """Do what the row says, or go where what is missing can be put right."""
        if row is not None and isinstance(row.target, FindingTarget):
            return self._to_finding(row.target.finding)
        return await super().do_open(row)

    def _to_finding(self, finding: Finding) -> Go | None:
        """To the step where it can be put right, or to the record's card."""
        from screens.shared.card import open_card

        record, view = self.desk.document.resolve(finding.target), self.held.view
        if record is None or view is None:
            return None
        if isinstance(record, AgendaItem):
            return Go(step=record.reference, focus="content")
        if record.reference == view.discussion.reference:
            # That nobody is present is the one thing about the frame that is no field of it.
            nobody = finding.code == _FRAME_RULE and not finding.field
            if finding.code == _ATTENDANCE_RULE or nobody:
                return Go(step=PEOPLE, focus="content")
            return Go(step=FRAME, row=field_key(finding.field), focus="content")
        if self.held.waits(record):
            judged = (
                each.item.reference for each in view.items if each.item.item == EVALUATION_ITEM
            )
            return Go(step=next(judged, END), row=record.reference, focus="content")
        open_card(self.desk, record, field=finding.field)
        return None

    def gaps(self, _meeting: Discussion) -> tuple[str, ...]:
        """See `EndStep`."""
        return tuple(finding.text for finding in self.held.findings)

    # -- the minutes -----------------------------------------------------------------------

    def minutes(self, meeting: Discussion) -> str:
        """The minutes as they are now."""
        from data.export.meetings.discussion import discussion_minutes

        return discussion_minutes(self.desk.document, meeting, today=self.desk.today)

    def minutes_to_be(
        self, document: Document, meeting: Discussion, who: str, day: date, ends: str
    ) -> str:
        """The minutes as they will read once approved."""
        from data.export.meetings.discussion import minutes_for_approval

        return minutes_for_approval(document, meeting, approved_by=who, approved_on=day, ends=ends)

    @property
    def why_reopen(self) -> str:
        """The question for the reason."""
        return _("Why is the discussion reopened?")

    def approvers(self, meeting: Discussion) -> str:
        """Who usually approves: chair and note-taker, else those who were there and decide."""
        people = self.held.attendance
        return super().approvers(meeting) or listing(
            each.name for each in people if each.decides and each.presence is Presence.PRESENT
        )


def _reopenings(view: DiscussionView) -> Iterator[Row]:
    for note in view.reopenings:
        day = short_date(local_day(note.created_at))
        text = _("Reopened {day} by {who}: {reason}")
        news = text.format(day=day, who=note.created_by, reason=note.text)
        yield Row(note.reference, news, wrap=True, selectable=False, tone=Tone.DIM)


def _findings(findings: tuple[Finding, ...]) -> Iterator[Row]:
    if not findings:
        text = _("Nothing is missing that an inspector would ask for.")
        yield Row("ready", text, glyph=glyphs().tick, wrap=True, selectable=False)
        return
    group = ""
    for number, finding in enumerate(findings):
        if finding.severity_label != group:
            group = finding.severity_label
            title = _("Missing: {group}").format(group=group)
            if finding.severity is Severity.ADVICE:
                title = _("Would be good to have")
            yield Row(f"head.{finding.severity}", title, tone=Tone.HEAD, selectable=False)
        text = f"{finding.text} {finding.hint}"
        yield Row(
            gap_key(number),
            text,
            glyph=glyphs().warning,
            wrap=True,
            target=FindingTarget(finding),
        )

"""The end of a discussion: what is missing, the minutes read, written to a file, approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.approval import ApproveDiscussion, ReopenDiscussion
from data.dates.arithmetic import local_day
from data.dates.labels import short_date
from data.i18n import _
from data.model.choices import Presence
from data.model.discussion import AgendaItem, Discussion
from data.rules.finding import Severity
from data.rules.readiness import readiness
from screens.discussion.base import DiscussionBase
from screens.discussion.item import EVALUATION
from screens.discussion.steps import END, FRAME, PEOPLE
from screens.drawing.glyphs import glyphs
from screens.meeting.conclusion import minutes_rows
from screens.meeting.end import MeetingEnd
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.facts.discussion import DiscussionView
    from data.model.document import Document
    from data.rules.finding import Finding

FINDING: Final = "finding."
"""Before a finding's number in the key of its row."""

_ATTENDANCE_RULE: Final = "R04"


def end_rows(view: DiscussionView, findings: tuple[Finding, ...]) -> list[Row]:
    """What can be done with the minutes, and what they lack."""
    rows = minutes_rows(view.discussion, _("Reopen the discussion"))
    rows += _reopenings(view)
    return [*rows, Row("gap.findings", selectable=False), *_findings(findings)]


def _reopenings(view: DiscussionView) -> Iterator[Row]:
    for note in view.reopenings:
        day = short_date(local_day(note.created_at))
        text = _("Reopened {day} by {who}: {reason}")
        told = text.format(day=day, who=note.created_by, reason=note.text)
        yield Row(note.reference, told, wrap=True, selectable=False, tone=Tone.DIM)


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
        yield Row(f"{FINDING}{number}", text, glyph=glyphs().warning, wrap=True)


class EndActions(DiscussionBase, MeetingEnd[Discussion]):
    """The keys of the last step."""

    APPROVE = ApproveDiscussion
    REOPEN = ReopenDiscussion

    def findings(self) -> tuple[Finding, ...]:
        """What an inspector would miss."""
        discussion = self.discussion
        if discussion is None:
            return ()
        return readiness(self.document, discussion, self.session.today())

    def open_end(self, key: str) -> None:
        """Do what the row under the cursor says."""
        acts = self.end_acts()
        if key in acts:
            acts[key]()
        elif key.startswith(FINDING):
            self._to_finding(self.findings()[int(key.removeprefix(FINDING))])

    def _to_finding(self, finding: Finding) -> None:
        """To the step where it can be put right, or to the record's card."""
        from screens.shared.card import open_card

        record = self.document.resolve(finding.target)
        view = self.view
        if record is None or view is None:
            return
        if isinstance(record, AgendaItem):
            self.go_to(record.reference)
        elif record.reference == view.discussion.reference:
            marks = finding.code == _ATTENDANCE_RULE or (
                not view.present and view.discussion.held_on is not None
            )
            self.go_to(PEOPLE if marks else FRAME)
        elif any(each.goal.reference == record.reference for each in view.previous_goals):
            judged = (v.item.reference for v in view.items if v.item.item == EVALUATION)
            self.go_to(next(judged, END))
            self.content.select(record.reference)
        else:
            open_card(self.desk, record)
            return
        self.set_focus(self.content)

    # -- the minutes -----------------------------------------------------------------------

    def minutes(self, meeting: Discussion) -> str:
        """The minutes as they are now."""
        from data.export.meetings.discussion import discussion_minutes

        return discussion_minutes(self.document, meeting, today=self.session.today())

    def minutes_to_be(
        self, document: Document, meeting: Discussion, who: str, day: date, ends: str
    ) -> str:
        """The minutes as they will read once approved."""
        from data.export.meetings.discussion import minutes_for_approval

        return minutes_for_approval(document, meeting, approved_by=who, approved_on=day, ends=ends)

    def why_reopen(self) -> str:
        """The question for the reason."""
        return _("Why is the discussion reopened?")

    def approvers(self, meeting: Discussion) -> str:
        """Who usually approves: chair and note-taker, else those who were there and decide."""
        view = self.view
        leads = super().approvers(meeting)
        if leads or view is None:
            return leads
        return ", ".join(
            row.name for row in view.attendance if row.decides and row.presence is Presence.PRESENT
        )

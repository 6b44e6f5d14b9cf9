"""The end of a discussion: what is missing, the minutes read, written to a file, approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.discussion import ApproveDiscussion, ReopenDiscussion
from data.dates import long_date, short_date
from data.export.files import suggested_name
from data.i18n import _, in_language
from data.model.choices import MeetingState, Presence
from data.model.discussion import AgendaItem
from data.model.workplace import Person
from data.rules.readiness import readiness
from screens.discussion_base import DiscussionBase
from screens.discussion_item import EVALUATION
from screens.discussion_steps import END, FRAME, PEOPLE
from screens.glyphs import glyphs
from screens.minutes_file import MinutesFile
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.discussion import Discussion
    from data.rules.finding import Finding
    from data.views.discussion import DiscussionView

FINDING: Final = "finding."
"""Before a finding's number in the key of its row."""

_ATTENDANCE_RULE: Final = "R04"

_PREVIEW, _EXPORT, _APPROVE, _REOPEN = "do.preview", "do.export", "do.approve", "do.reopen"


def end_rows(view: DiscussionView, findings: tuple[Finding, ...]) -> list[Row]:
    """What can be done with the minutes, and what they lack."""
    signs = glyphs()
    rows = [Row("head.end", _("The minutes"), tone=Tone.HEAD, selectable=False)]
    discussion = view.discussion
    if discussion.state is MeetingState.APPROVED:
        day = long_date(discussion.approved_on) if discussion.approved_on else signs.dash
        text = _("Approved by {who} on {day}.").format(who=discussion.approved_by, day=day)
        rows.append(Row("approved", text, glyph=signs.tick, wrap=True, selectable=False))
    rows += [
        Row(_PREVIEW, _("Read the minutes through"), glyph=signs.right, meta="p"),
        Row(_EXPORT, _("Write the minutes to a file"), glyph=signs.right, meta="x"),
    ]
    if discussion.state is MeetingState.APPROVED:
        rows.append(Row(_REOPEN, _("Reopen the discussion"), glyph=signs.right, meta="o"))
    else:
        rows.append(Row(_APPROVE, _("Approve the minutes"), glyph=signs.right, meta="f"))
    rows += _reopenings(view)
    return [*rows, Row("gap.findings", selectable=False), *_findings(findings)]


def _reopenings(view: DiscussionView) -> Iterator[Row]:
    for note in view.reopenings:
        day = short_date(note.created_at.astimezone().date())
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
            yield Row(f"head.{finding.severity}", title, tone=Tone.HEAD, selectable=False)
        text = f"{finding.text} {finding.hint}"
        yield Row(f"{FINDING}{number}", text, glyph=glyphs().warning, wrap=True)


class EndActions(DiscussionBase, MinutesFile):
    """The keys of the last step."""

    def findings(self) -> tuple[Finding, ...]:
        """What an inspector would miss."""
        discussion = self.discussion
        if discussion is None:
            return ()
        return readiness(self.document, discussion, self.session.today())

    def open_end(self, key: str) -> None:
        """Do what the row under the cursor says."""
        acts = {
            _PREVIEW: self.action_preview,
            _EXPORT: self.action_export,
            _APPROVE: self.action_approve,
            _REOPEN: self.action_reopen,
        }
        if key in acts:
            acts[key]()
        elif key.startswith(FINDING):
            self._to_finding(self.findings()[int(key.removeprefix(FINDING))])

    def _to_finding(self, finding: Finding) -> None:
        """To the step where it can be put right, or to the record's card."""
        from screens.dialogs.card import open_card

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
            open_card(self, record)
            return
        self.set_focus(self.content)

    # -- the minutes -----------------------------------------------------------------------

    def _minutes(self, discussion: Discussion) -> str:
        from data.export.minutes import discussion_minutes

        with in_language(self.minutes_language()):
            return discussion_minutes(self.document, discussion, today=self.session.today())

    def action_preview(self) -> None:
        """Read the minutes as they will be written."""
        from screens.dialogs.page import MarkdownPage

        discussion = self.discussion
        if discussion is not None:
            self.app.push_screen(MarkdownPage(self._minutes(discussion)))

    def action_export(self) -> None:
        """Write the minutes to a file."""
        discussion = self.discussion
        if discussion is not None:
            self.start(self._export(discussion))

    async def _export(self, discussion: Discussion) -> None:
        await self.write_minutes(
            self._minutes(discussion),
            lambda form: suggested_name(self.document, discussion, form),
        )

    # -- approval --------------------------------------------------------------------------

    def action_approve(self) -> None:
        """Freeze the minutes as they read now."""
        discussion = self.discussion
        if discussion is not None and not self.refuse("approve"):
            self.start(self._approve(discussion))

    async def _approve(self, discussion: Discussion) -> None:
        from data.export.minutes import minutes_for_approval
        from screens.dialogs.prompt import DatePrompt, TextPrompt

        if discussion.held_on is None:
            self.say(_("Write the day it was held first, under Frame."), alert=True)
            return
        prompt = TextPrompt(
            _("Who approves the minutes?"),
            self._approvers(),
            hint=_("Enter: keep. The minutes are frozen then; they can be reopened   Esc: leave"),
            accept=lambda text: "" if text.strip() else _("Write who approves."),
            drafts=self.desk.drafts,
            place=f"{discussion.reference}.approved_by",
        )
        who = await self.ask(prompt)
        if who is None:
            return
        today = self.session.today()
        given = await self.ask(DatePrompt(_("Approved on"), today, today))
        if given is None:
            return
        day: date = given.day or today
        ends = f"{self.session.now():%H:%M}" if discussion.held_on == today else ""
        who = " ".join(who.split())
        with in_language(self.minutes_language()):
            minutes = minutes_for_approval(
                self.document, discussion, approved_by=who, approved_on=day, ends=ends
            )
        self.clock.count("", self.session.now())
        command = ApproveDiscussion(discussion.id, who, day, minutes, ends)
        said = _("Approved. The minutes are frozen; x writes them to a file.")
        await self.run(command, said)

    def _approvers(self) -> str:
        """Who usually approves: chair and note-taker, else those who were there and decide."""
        view = self.view
        if view is None:
            return ""
        leads = [view.discussion.chair, view.discussion.note_taker]
        people = [self.document.get(Person, identity) for identity in dict.fromkeys(leads)]
        names = [person.name for person in people if person is not None]
        deciding = [
            row.name for row in view.attendance if row.decides and row.presence is Presence.PRESENT
        ]
        return ", ".join(names or deciding)

    def action_reopen(self) -> None:
        """Thaw approved minutes; the reason is kept with them."""
        discussion = self.discussion
        if discussion is not None and not self.refuse("reopen"):
            self.start(self._reopen(discussion))

    async def _reopen(self, discussion: Discussion) -> None:
        from screens.dialogs.prompt import TextPrompt

        prompt = TextPrompt(
            _("Why is the discussion reopened?"),
            hint=_("The reason stands in the minutes, with your name and the date. Esc: leave"),
            accept=lambda text: "" if text.strip() else _("Write a reason."),
            drafts=self.desk.drafts,
            place=f"{discussion.reference}.reopened",
        )
        reason = await self.ask(prompt)
        if reason:
            said = _("Reopened. What was approved is in the history.")
            await self.run(ReopenDiscussion(discussion.id, reason), said)

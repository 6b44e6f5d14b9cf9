"""The end of a meeting: the minutes read, written to a file, approved, opened again."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Final, Generic

from data.dates.labels import long_date
from data.i18n import _, in_language, listing, ngettext
from data.model.choices import MeetingState
from data.model.workplace import Person
from screens.drawing.glyphs import glyphs
from screens.meeting.begin import is_forgotten
from screens.meeting.held import M
from screens.meeting.step import ActTarget, Go, Step
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from datetime import date

    from data.commands.approval import Approve, Reopen
    from data.export.pdf.paper import Signed
    from data.model.discussion import Discussion
    from data.model.document import Document
    from data.model.status import StatusMeeting
    from data.views.approvers import Approvers
    from screens.meeting.held import HeldMeeting
    from screens.meeting.step import Then


_TOLD: Final = 6
"""Gaps beside the first that are told before minutes are approved; more are counted."""


def act_row(action: str, text: str, key: str) -> Row:
    """A row for what a key does; `key` is the letter shown at its edge."""
    target = ActTarget(action)
    return Row(f"do.{action}", text, glyph=glyphs().way, meta=key, target=target)


def gap_key(number: int) -> str:
    """The key of the row for something the minutes lack, counted from 0."""
    return f"finding.{number}"


def minutes_rows(meeting: Discussion | StatusMeeting, reopen: str) -> list[Row]:
    """What can be done with the minutes; `reopen` says what the last row of approved ones does."""
    signs = glyphs()
    rows = [Row("head.end", _("The minutes"), tone=Tone.HEAD, selectable=False)]
    approved = meeting.state is MeetingState.APPROVED
    if approved:
        day = long_date(meeting.approved_on) if meeting.approved_on else signs.dash
        who = meeting.approved_by or signs.dash
        text = _("Approved by {who} on {day}.").format(who=who, day=day)
        rows.append(Row("approved", text, glyph=signs.tick, wrap=True, selectable=False))
    rows += [
        act_row("preview", _("Read the minutes through"), "l 1"),
        act_row("export", _("Write the minutes to a file"), "l"),
    ]
    if approved:
        rows.append(act_row("reopen", reopen, ""))
    else:
        rows.append(act_row("approve", _("Approve the minutes"), "x"))
    return rows


class EndStep(Step, Generic[M]):
    """The last step. A kind of meeting says what its minutes are and how they are approved."""

    kind = "end"
    READS = frozenset({"preview", "export", "reopen"})

    APPROVE: ClassVar[type[Approve]]
    """The command that approves the minutes."""

    REOPEN: ClassVar[type[Reopen]]
    """The command that opens them again."""

    held: HeldMeeting[M]

    # -- what a kind of meeting says -------------------------------------------------------

    @property
    @abstractmethod
    def why_reopen(self) -> str:
        """The question for the reason."""

    @abstractmethod
    def gaps(self, meeting: M) -> tuple[str, ...]:
        """What the minutes lack, in sentences, the weightiest first."""

    @abstractmethod
    def minutes(self, meeting: M) -> str:
        """The minutes as they are now, in the language in use."""

    @abstractmethod
    def minutes_to_be(self, document: Document, meeting: M, who: str, day: date, ends: str) -> str:
        """The minutes as they will read once approved."""

    def approvers(self, meeting: M) -> str:
        """Who usually approves: chair and note-taker."""
        leads = dict.fromkeys([meeting.chair, meeting.note_taker])
        people = [self.desk.document.get(Person, identity) for identity in leads]
        return listing(person.name for person in people if person is not None)

    # -- keys ------------------------------------------------------------------------------

    def unable(self, action: str, row: Row | None) -> str:
        """Only what is approved is reopened."""
        if action == "reopen" and not self.held.approved:
            return _("There is nothing to reopen: it is not approved.")
        return super().unable(action, row)

    def _text(self, meeting: M) -> str:
        from screens.shared.forms import written_language

        with in_language(written_language(self.desk)):
            return self.minutes(meeting)

    def _signed(self, meeting: M) -> Signed:
        from data.export.meetings.signed import signed_minutes
        from screens.shared.forms import written_language

        with in_language(written_language(self.desk)):
            return signed_minutes(self.desk.document, meeting, self.minutes(meeting))

    async def do_preview(self, _row: Row | None) -> None:
        """Read the minutes as they will be written."""
        from screens.dialogs.page import MarkdownPage

        meeting = self.held.meeting
        if meeting is not None:
            self.desk.open(MarkdownPage(self._text(meeting)))

    async def do_export(self, _row: Row | None) -> None:
        """Write the minutes to a file."""
        from data.export.files import suggested_name
        from screens.shared.forms import write_minutes

        meeting = self.held.meeting
        if meeting is not None:
            document = self.desk.document
            await write_minutes(
                self.desk,
                self._signed(meeting),
                lambda form: suggested_name(document, meeting, form),
            )

    async def do_approve(self, _row: Row | None) -> Then:
        """Freeze the minutes as they read now; what they lack is shown and asked about first."""
        meeting = self.held.meeting
        if meeting is not None and is_forgotten(self.desk, meeting):
            # Nothing was said that has asked which day it is of.
            if await self.held.begin() is None:
                return None
            meeting = self.held.meeting
        if meeting is None:
            return None
        if meeting.held_on is None:
            self.desk.say(_("Write the day it was held first, under Frame."), alert=True)
        elif await self._is_enough(self.gaps(meeting)):
            await self._freeze(meeting)
        else:
            return Go(row=gap_key(0), focus="content")
        return None

    async def _is_enough(self, gaps: tuple[str, ...]) -> bool:
        """Whether the minutes are to be approved although so much is missing."""
        from screens.dialogs.confirm import ConfirmPrompt

        if not gaps:
            return True
        first, *others = gaps
        told = others[:_TOLD]
        left = len(others) - len(told)
        if left:
            more = ngettext("and {n} more", "and {n} more", left)
            told.append(more.format(n=left))
        question = _("{gap} Approve all the same?").format(gap=first)
        answer = await self.desk.ask(ConfirmPrompt(question, "\n".join(told)))
        return answer is True

    async def _freeze(self, meeting: M) -> None:
        from screens.dialogs.prompt import DatePrompt
        from screens.shared.forms import written_language

        who = await self._ask_who(meeting)
        if who is None:
            return
        today = self.desk.today
        given = await self.desk.ask(DatePrompt(_("Approved on"), today, today))
        if given is None:
            return
        day, now = given.day or today, self.desk.session.now()
        ends = f"{now:%H:%M}" if meeting.held_on == today else ""
        if ends < meeting.starts:
            ends = ""  # approved before it was to begin: when it ended is not known
        language = written_language(self.desk)

        def text(document: Document) -> str:
            # Others may have written something since the first question.
            newest = document.get(type(meeting), meeting.id) or meeting
            with in_language(language):
                return self.minutes_to_be(document, newest, who, day, ends)

        self.desk.clock.count("", now)
        # The meeting is to stay in sight when there is none to hold any more.
        self.held.chosen = meeting.id
        news = _("Approved. The minutes are frozen; l writes them to a file.")
        await self.desk.run(self.APPROVE(meeting.id, who, day, text, ends), news)

    async def _ask_who(self, meeting: M) -> str | None:
        from data.views.approvers import approvers
        from screens.dialogs.prompt import TextPrompt

        names = approvers(self.desk.document, meeting.reference)
        proposal = self.approvers(meeting)
        text = proposal

        def reading(typed: str) -> str:
            full = names.read(typed)
            return _("Approved by: {who}").format(who=full) if full != typed else ""

        while True:
            prompt = TextPrompt(
                _("Who approves the minutes?"),
                text,
                hint=_(
                    "Enter: keep. The minutes are frozen then; they can be reopened   "
                    "Tab: the rest of a name   Esc: cancel"
                ),
                reading=reading,
                accept=lambda typed: "" if typed.strip() else _("Write who approves."),
                complete=names.complete,
                drafts=self.desk.drafts,
                place=f"{meeting.reference}.approved_by",
                proposed=text == proposal,
            )
            typed = await self.desk.ask(prompt)
            if typed is None or typed == proposal:
                return typed
            who = await self._settle_names(names, typed)
            if who is not None:
                return " ".join(who.split())
            text = typed

    async def _settle_names(self, names: Approvers, text: str) -> str | None:
        """The names in full, each that nobody has asked about; None when an answer was left out."""
        from screens.dialogs.prompt import ChoicePrompt, Option

        kept: set[str] = set()
        while (asked := names.asks(text, kept)) is not None:
            options = [Option(name, name) for name in asked.found]
            as_typed = _("Keep “{name}” as it is typed").format(name=asked.text)
            options.append(Option(asked.text, as_typed))
            title = _("Who is “{name}”?").format(name=asked.text)
            answer = await self.desk.ask(ChoicePrompt(title, options))
            if answer is None:
                return None
            text = asked.answered(text, answer)
            kept.add(answer)
        return names.read(text)

    async def do_reopen(self, _row: Row | None) -> None:
        """Thaw approved minutes; the reason is kept with them."""
        from screens.dialogs.prompt import TextPrompt
        from screens.shared.note import open_to_all

        meeting = self.held.meeting
        if meeting is None:
            return
        prompt = TextPrompt(
            self.why_reopen,
            hint=_("The reason stands in the minutes, with your name and the date. Esc: cancel"),
            accept=lambda text: open_to_all(text) if text.strip() else _("Write a reason."),
            drafts=self.desk.drafts,
            place=f"{meeting.reference}.reopened",
        )
        reason = await self.desk.ask(prompt)
        if reason:
            news = _("Reopened. What was approved is in the history.")
            await self.desk.run(self.REOPEN(meeting.id, reason), news)

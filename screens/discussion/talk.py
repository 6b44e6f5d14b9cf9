"""What is said: the line docked under an agenda item, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from data.capture import complete, echo_line, read_line
from data.commands.captured import PASSAGES, CapturePlace, record_from
from data.commands.discussion import StartDiscussion
from data.dates.labels import short_date, time_label
from data.edits.edits import Add, Set
from data.edits.records import AddRecord, Edits
from data.i18n import N_, _, language
from data.model.choices import IdeaState, MeetingState
from data.model.discussion import AgendaItem
from data.model.document import KINDS
from data.model.plan import Goal, Idea
from data.text import clean_lines
from data.views.vocabulary import vocabulary
from screens.dialogs.prompt import which_day
from screens.discussion.base import DiscussionBase
from screens.widgets.capture_dock import CaptureDock

if TYPE_CHECKING:
    from data.capture import Captured, Vocabulary
    from data.edits.records import Command
    from data.model.base import Record
    from data.model.discussion import Discussion

_ABOUT: Final = {
    "note": N_("Note: {item}"),
    "decision": N_("Decision: {item}"),
    "confidential": N_("Confidential, never in the minutes: {item}"),
    "action": N_("Action: {item}"),
    "goal": N_("Goal: {item}"),
    "activity": N_("Year wheel: {item}"),
    "idea": N_("Idea: {item}"),
}
_PASSAGES: Final = {
    "note": N_("is kept as a note"),
    "decision": N_("is kept as a decision"),
    "confidential": N_("is kept here only: never in the minutes"),
}
_KEPT: Final = {
    "note": N_("Noted."),
    "decision": N_("The decision is noted."),
    "confidential": N_("Noted in confidence: it never leaves in an export."),
}
_LETTERS: Final = {
    "note": N_("N: note"),
    "action": N_("H: action"),
    "goal": N_("M: goal"),
    "decision": N_("B: decision"),
    "confidential": N_("F: confidential"),
    "activity": N_("A: wheel"),
}
"""What a letter in front of the line makes of it."""

_MOST_LETTERS: Final = 5
"""As many as fit on a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the docked line is about."""

    item: str
    """The agenda item's id."""
    kind: str = "note"
    """What the line is when nothing in front of it says otherwise."""
    origin: str = ""
    """`kind:id` of the idea or the earlier goal it takes up."""

    @property
    def place(self) -> str:
        """What its draft belongs to: a confidential draft comes back as one."""
        return f"{AgendaItem.kind}:{self.item}/{self.kind}"


class TalkActions(DiscussionBase):
    """The keys that open the line, and what is done with what was typed."""

    _line: Line | None = None

    @property
    def dock(self) -> CaptureDock:
        """The line at the bottom."""
        return self.query_one(CaptureDock)

    def make_dock(self) -> CaptureDock:
        """The line, hidden until a key asks for it."""
        return CaptureDock(self.desk.drafts, self._hand_in, self._reading, self._complete)

    # -- opening ---------------------------------------------------------------------------

    def open_line(self, kind: str, text: str = "", origin: str = "") -> None:
        """Show the line for the item under the cursor and type there."""
        each = self.item
        if each is None or self.refuse("note"):
            return
        self._line = Line(each.item.id, kind, origin)
        self.dock.begin(_(_ABOUT[kind]).format(item=each.item.title), self._line.place, text)
        self.set_focus(self.dock.entry)

    def offer_draft(self) -> None:
        """Show the line that was being typed at this item when the connection was lost."""
        each = self.item
        if self._line is not None and (each is None or self._line.item != each.item.id):
            self._line = None
            self.dock.close()
        if each is None or self._line is not None or self.unable("note"):
            return
        for kind in _ABOUT:
            line = Line(each.item.id, kind)
            draft = self.desk.drafts.load(line.place)
            if draft is not None and draft.text.strip():
                self._line = line
                self.dock.begin(_(_ABOUT[kind]).format(item=each.item.title), line.place)
                self.say(_("Here is a line that was not kept yet. Enter: go on with it"))
                return

    def resume_line(self) -> bool:
        """Go on with the line in sight; whether there is one."""
        if not self.dock.opened:
            return False
        self.set_focus(self.dock.entry)
        return True

    def action_note(self) -> None:
        """Write what is said."""
        self.open_line("note")

    def action_decision(self) -> None:
        """Write what is decided."""
        self.open_line("decision")

    def action_confidential(self) -> None:
        """Write what stays in the document."""
        self.open_line("confidential")

    def action_new_action(self) -> None:
        """Write what is to be done, by whom and when, in one line."""
        self.open_line("action")

    def action_new_goal(self) -> None:
        """Write what is to be reached."""
        self.open_line("goal")

    def action_new_activity(self) -> None:
        """Write what the year wheel is to hold."""
        self.open_line("activity")

    def action_new_idea(self) -> None:
        """Write an idea down for later."""
        self.open_line("idea")

    def capture_here(self) -> bool:
        """On an agenda item what is captured belongs to the item."""
        if self.item is None:
            return False
        self.open_line("action")
        return True

    # -- reading ---------------------------------------------------------------------------

    def _vocabulary(self) -> Vocabulary:
        return vocabulary(self.document, self.session.today())

    def _read(self, text: str) -> Captured:
        kind = self._line.kind if self._line is not None else "note"
        return read_line(
            text, self._vocabulary(), self.session.today(), language=language(), default_kind=kind
        )

    def _reading(self, text: str) -> tuple[str, bool]:
        if not text.strip():
            return self._in_front(), False
        captured = self._read(text)
        if captured.kind in PASSAGES:
            return _(_PASSAGES[captured.kind]), False
        # The words stand on the line above; how they are read must not be cut off for them.
        bare = replace(captured, text="")
        said = echo_line(bare, self._vocabulary(), self.session.today()).replace(": ", " ", 1)
        return said, bool(captured.problems)

    def _in_front(self) -> str:
        """What the line becomes with a letter in front: all but what it is anyway."""
        here = self._line.kind if self._line is not None else "note"
        letters = [_(told) for kind, told in _LETTERS.items() if kind != here]
        return _("In front: {letters}").format(letters="  ".join(letters[:_MOST_LETTERS]))

    def _complete(self, text: str, cursor: int, turn: int) -> tuple[str, int] | None:
        kind = self._line.kind if self._line is not None else "note"
        return complete(text, cursor, self._vocabulary(), turn=turn, default_kind=kind)

    # -- keeping ---------------------------------------------------------------------------

    def _hand_in(self, text: str) -> None:
        self.start(self._keep(text))

    def on_capture_dock_left(self, event: CaptureDock.Left) -> None:
        """Back to where the keys came from."""
        event.stop()
        self._line = None
        self.set_focus(self.steps)
        if event.unfinished:
            self.say(_("The line was not kept yet; it waits here."), alert=True)

    async def _keep(self, text: str) -> None:
        line, discussion = self._line, self.discussion
        item = self.document.get(AgendaItem, line.item) if line is not None else None
        if line is None or discussion is None or item is None:
            self.say(_("This item has been deleted. Copy your line, then press Esc."), alert=True)
            return
        captured = self._read(text)
        while captured.questions:
            answer = await self.ask(which_day(captured.questions[0]))
            if answer is None:
                return
            text = captured.questions[0].answered(text, int(answer))
            captured = self._read(text)
        if not captured.text:
            self.say(_("Write some words too."), alert=True)
            return
        if captured.kind in PASSAGES:
            captured = replace(captured, text=_passage(text, captured))
        started = await self._begin_or_prepare(discussion)
        if started is None:
            return
        place = CapturePlace(discussion.id, item.id, discussion.year)
        added = record_from(captured, place, self.session.today())
        origin = self.document.resolve(line.origin)
        change = await self.run(taking_up(added, origin, discussion))
        if change is None:
            return
        # What was taken up is taken up once.
        self._line = replace(line, origin="")
        self.dock.done()
        self.content.select(f"{added.kind}:{added.id}")
        record = change.after.record(added.kind, added.id)
        said = " ".join(filter(None, [started, self._kept(captured, record), *captured.problems]))
        if self.session.trouble is None:
            self.say(said, alert=bool(captured.problems))

    def _kept(self, captured: Captured, record: Record | None) -> str:
        if captured.kind in PASSAGES or record is None:
            return _(_KEPT.get(captured.kind, _KEPT["note"]))
        return f"{record.code}: {record.heading}"

    async def _begin_or_prepare(self, discussion: Discussion) -> str | None:
        """Begin with the first line, unless the meeting is on a later day: then it is prepared."""
        day = discussion.held_on
        prepared = discussion.state is MeetingState.PLANNED
        if prepared and day is not None and day > self.session.today():
            return _("Prepared for {day}.").format(day=short_date(day))
        return await self.begin_meeting(discussion)

    async def begin_meeting(self, discussion: Discussion) -> str | None:
        """Open a discussion that is only prepared; what to say about it, None when it failed."""
        if discussion.state is not MeetingState.PLANNED:
            return ""
        now = self.session.now()
        if await self.run(StartDiscussion(discussion.id, now)) is None:
            return None
        return _("The discussion began at {time}.").format(time=time_label(now))


def _passage(text: str, captured: Captured) -> str:
    """A note as typed, with its lines, without the letter in front that said what it is."""
    prefix = next((part.end for part in captured.parts if part.key == "kind"), 0)
    return clean_lines(text[prefix:]).strip()


def taking_up(added: AddRecord, origin: Record | None, discussion: Discussion) -> Command:
    """The addition, tied to the idea or the earlier goal that it takes up."""
    reference = f"{added.kind}:{added.id}"
    if isinstance(origin, Goal) and added.kind == Goal.kind:
        return AddRecord(added.kind, {**added.values, "continues": origin.id}, added.id)
    if isinstance(origin, Idea) and KINDS[added.kind].prefix and added.kind != Idea.kind:
        values = {**added.values, **({"idea": origin.id} if added.kind == "action" else {})}
        batch = (
            Add(added.kind, added.id, values),
            Set(Idea.kind, origin.id, "state", IdeaState.TAKEN_UP),
            Set(Idea.kind, origin.id, "discussion", discussion.id),
            Set(Idea.kind, origin.id, "became", reference),
        )
        return Edits("take_up_idea", batch)
    return added

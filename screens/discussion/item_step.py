"""An agenda item: what its keys do, and the line on which it is written down what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, replace
from data.i18n import N_, _
from data.model.discussion import AgendaItem, Discussion, Note
from data.model.plan import Goal, Idea
from data.text import clean_lines
from data.views.action_state import ActionStates
from screens.discussion import agenda, put_right
from screens.discussion.competence import competence_rows
from screens.discussion.goals import judge, kept_words, take_up, taking_up
from screens.discussion.item import FOLD, QuestionTarget, Sight, date_field, item_rows
from screens.meeting.step import Go, Line, Step
from screens.shared.line_reader import LineReader

if TYPE_CHECKING:
    from datetime import date

    from data.capture import Captured
    from data.edits.records import AddRecord
    from data.facts.discussion import ItemView
    from data.model.base import Record
    from data.model.document import Document
    from screens.discussion.held import HeldDiscussion
    from screens.meeting.held import HeldMeeting
    from screens.meeting.step import Then
    from screens.widgets.entry import Completion
    from screens.widgets.row_list import Row

_ABOUT: Final = {
    "note": N_("Note: {item}"),
    "decision": N_("Decision: {item}"),
    "confidential": N_("Confidential, never in the minutes: {item}"),
    "action": N_("Action: {item}"),
    "goal": N_("Goal: {item}"),
    "activity": N_("Year wheel: {item}"),
    "idea": N_("Idea: {item}"),
}
# Which kinds these are is `data.commands.captured.PASSAGES`, loaded with the first line typed.
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

_WITH_OWNER: Final = frozenset({"action", "goal"})
"""What somebody answers for by a day."""

_MOST_LETTERS: Final = 5
"""As many as fit on a line."""


@dataclass(kw_only=True)
class TalkLine(Line):
    """What is said to an agenda item."""

    held: HeldDiscussion
    item: AgendaItem
    kind: str = "note"
    """What the line is when nothing in front of it says otherwise."""
    origin: str = ""
    """`kind:id` of the idea or the earlier goal it takes up."""
    back: str = "steps"

    @property
    def about(self) -> str:
        """See `Line`."""
        return _(_ABOUT[self.kind]).format(item=self.item.title)

    @property
    def place(self) -> str:
        """See `Line`. A confidential draft comes back as one."""
        return f"{self.item.reference}/{self.kind}"

    # -- reading ---------------------------------------------------------------------------

    @property
    def _reader(self) -> LineReader:
        return LineReader(self.held.desk, self.kind)

    def reading(self, text: str) -> tuple[str, bool]:
        """See `Line`. Of an empty line: what a letter in front makes of it."""
        if not text.strip():
            letters = [_(letter) for kind, letter in _LETTERS.items() if kind != self.kind]
            some = "  ".join(letters[:_MOST_LETTERS])
            told = _("In front: {letters}").format(letters=some)
            if self.kind in _WITH_OWNER:
                example = _("e.g. Noise screen owner:mette due:week 43   Tab completes")
                if self.kind == "goal":
                    example = _("e.g. Less noise reached:below 80 dB owner:mette")
                told = f"{told}\n{example}"
            return told, False
        captured = self._reader.read(text)
        if captured.kind in _PASSAGES:
            return _(_PASSAGES[captured.kind]), False
        # The words stand on the line above; how they are read must not be cut off for them.
        kind, _colon, words = self._reader.words_of(replace(captured, text="")).partition(":")
        origin = self.held.desk.document.resolve(self.origin)
        kept = kept_words(self.held.desk.document, origin, captured)
        return kind + words + "".join(f" · {each}" for each in kept), bool(captured.problems)

    def complete(self, text: str, cursor: int, turn: int) -> Completion | None:
        """See `Line`."""
        return self._reader.complete(text, cursor, turn)

    # -- keeping ---------------------------------------------------------------------------

    async def keep(self, text: str) -> Go | None:
        """See `Line`. On its day what is said first begins the meeting."""
        desk = self.held.desk
        item = desk.document.get(AgendaItem, self.item.id)
        # Not the one in sight: another year may have been opened while the lines before were saved.
        discussion = None
        if item is not None:
            discussion = desk.document.get(Discussion, item.discussion or "")
        if discussion is None or item is None:
            news = _("This item has been deleted. Copy your line, then press Esc.")
            desk.say(news, alert=True)
            return None
        settled = await self._reader.settle(text)
        if settled is None:
            return None
        captured = self._reader.read(settled)
        if not captured.text:
            desk.say(_("Write some words too."), alert=True)
            return None
        if captured.kind in _PASSAGES:
            captured = replace(captured, text=_passage(settled, captured))
        started = await self.held.begin_or_prepare(discussion)
        if started is None:
            return None
        added = _added(captured, discussion, item, desk.today)
        origin = desk.document.resolve(self.origin)
        change = await desk.run(taking_up(added, origin, discussion))
        if change is None:
            return None
        # What was taken up is taken up once.
        self.origin = ""
        record = change.after.record(added.kind, added.id)
        # Where it will not go was said above the line; both do not fit beside each other.
        hidden = captured.kind == "confidential"
        kept = _("Noted in confidence.") if started and hidden else _kept(captured, record)
        news = " ".join(filter(None, [started, kept, *captured.problems]))
        if desk.session.trouble is None:
            desk.say(news, alert=bool(captured.problems))
        return Go(row=f"{added.kind}:{added.id}")


def _added(captured: Captured, held: Discussion, item: AgendaItem, today: date) -> AddRecord:
    from data.commands.captured import CapturePlace, record_from

    return record_from(captured, CapturePlace(held.id, item.id, held.year), today)


def _passage(text: str, captured: Captured) -> str:
    """A note as typed, with its lines, without the letter in front that said what it is."""
    prefix = next((part.end for part in captured.parts if part.key == "kind"), 0)
    return clean_lines(text[prefix:]).strip()


def _kept(captured: Captured, record: Record | None) -> str:
    if captured.kind in _PASSAGES or record is None:
        return _(_KEPT.get(captured.kind, _KEPT["note"]))
    return f"{record.code}: {record.heading}"


class ItemStep(Step):
    """An item: what it is about, what was said, what came of it."""

    kind = "item"
    READS = frozenset({"questions", "turn_clock"})
    CAPTURES = "new_action"
    held: HeldDiscussion

    def __init__(self, held: HeldMeeting[Any], key: str) -> None:
        super().__init__(held, key)
        self._unfolded: bool | None = None
        """Whether the user wants to see its questions; None lets the room decide."""

    @property
    def each(self) -> ItemView | None:
        """The item with all about it; None when it is gone."""
        return self.held.item(self.key)

    @property
    def counted(self) -> AgendaItem | None:
        """The item."""
        return self.each.item if self.each is not None else None

    @property
    def place(self) -> str:
        """The item's title."""
        return self.each.item.title if self.each is not None else ""

    def rows(self, document: Document) -> list[Row]:
        """All about it; then what the competence plan says, where the item is about that."""
        view, each, desk = self.held.view, self.each, self.desk
        if view is None or each is None:
            return []
        template = each.item.item
        facts = next((t.facts for t in self.held.agenda.items if t.id == template), ())
        seconds = desk.clock.seconds(each.item, desk.session.now())
        states = ActionStates(document, desk.today)
        sight = Sight(self.held.room, seconds, states, self._unfolded)
        plan = competence_rows(document, template, desk.today)
        return [*item_rows(document, view, each, facts, sight), *plan]

    def unable(self, action: str, row: Row | None) -> str:
        """What a key needs under the cursor; approved minutes do not change."""
        record = self.record(row)
        if action in {"hide", "reform"} and not isinstance(record, Note):
            return _("Put the cursor on a note first: right, then the arrows.")
        if action == "move_date" and (record is None or not date_field(record)):
            return _("Put the cursor on something with a date first.")
        if action == "continue_goal" and not self.held.waits(record):
            return _("Put the cursor on one of last year's goals first.")
        if action == "edit" and record is None and self.each and self.each.item.statutory:
            return _("The law names this item; its title stays.")
        if action == "edit" and record is not None and not isinstance(record, Note):
            return ""  # its card says itself what may be changed
        return super().unable(action, row)

    async def do_open(self, row: Row | None) -> Then:
        """What the row is for: a question is answered, a goal judged, an idea taken up."""
        record = self.record(row)
        if row is not None and isinstance(row.target, QuestionTarget):
            return await self.act("note", row)
        if isinstance(record, Goal) and self.held.waits(record):
            return await self.act("judge", row)
        if isinstance(record, Idea) and record.agenda_item is None:
            return await self.act("take_up", row)
        return await (super().do_open(row) if record is None else self.act("edit", row))

    # -- the line --------------------------------------------------------------------------

    def line(self, kind: str, text: str = "", origin: str = "") -> TalkLine | None:
        """A line that becomes something of a kind, about this item."""
        if self.each is None:
            return None
        return TalkLine(
            step=self.key, held=self.held, item=self.each.item, kind=kind, text=text, origin=origin
        )

    def waiting_line(self) -> TalkLine | None:
        """See `Step`."""
        if self.unable("note", None):
            return None
        for kind in _ABOUT:
            line = self.line(kind)
            draft = self.desk.drafts.load(line.place) if line is not None else None
            if draft is not None and draft.text.strip():
                return line
        return None

    async def do_note(self, _row: Row | None) -> Then:
        """Write what is said."""
        return self.line("note")

    async def do_decision(self, _row: Row | None) -> Then:
        """Write what is decided."""
        return self.line("decision")

    async def do_new_action(self, _row: Row | None) -> Then:
        """Write what is to be done, by whom and when, in one line."""
        return self.line("action")

    async def do_new_goal(self, _row: Row | None) -> Then:
        """Write what is to be reached."""
        return self.line("goal")

    async def do_new_activity(self, _row: Row | None) -> Then:
        """Write what the year wheel is to hold."""
        return self.line("activity")

    async def do_new_idea(self, _row: Row | None) -> Then:
        """Write an idea down for later."""
        return self.line("idea")

    # -- last year's goals, waiting ideas --------------------------------------------------

    async def do_judge(self, row: Row | None) -> Then:
        """Say whether the goal was reached, and why; on to the next one."""
        goal = self.record(row)
        return await judge(self.held, goal) if isinstance(goal, Goal) else None

    async def do_continue_goal(self, row: Row | None) -> Then:
        """Write a new goal that carries the one under the cursor on."""
        goal = self.record(row)
        return self.line("goal", goal.title, goal.reference) if isinstance(goal, Goal) else None

    async def do_take_up(self, row: Row | None) -> Then:
        """Say what becomes of an idea."""
        idea = self.record(row)
        if not isinstance(idea, Idea):
            return None
        kind = await take_up(self.held, idea)
        return self.line(kind, idea.text, idea.reference) if kind else None

    # -- the item itself -------------------------------------------------------------------

    async def do_tick(self, _row: Row | None) -> Then:
        """Discussed: on to the next; or not discussed after all."""
        return await agenda.tick(self.held, self.each) if self.each is not None else None

    async def do_set_status(self, _row: Row | None) -> Then:
        """Discussed, not yet, or left out with a reason."""
        return await agenda.set_status(self.held, self.each) if self.each is not None else None

    async def do_own_item(self, _row: Row | None) -> Then:
        """Put an item of the group's own after this one."""
        return await agenda.own_item(self.desk, self.each.item) if self.each is not None else None

    async def do_move_item(self, _row: Row | None, down: bool) -> None:
        """One place down or up on the agenda."""
        if self.each is not None:
            await agenda.move_item(self.held, self.each.item, down)

    async def do_set_minutes(self, _row: Row | None) -> None:
        """How many minutes the item may take."""
        from screens.shared.fields import edit_field

        if self.each is not None:
            await edit_field(self.desk, self.each.item, "minutes_planned")

    async def do_turn_clock(self, _row: Row | None) -> None:
        """Count the time of the item that is talked about, or stop."""
        self.held.turn_clock(self.counted)

    async def do_questions(self, _row: Row | None) -> Then:
        """Fold the helper questions out or in."""
        if self.each is None:
            return None
        if not self.each.item.questions:
            self.desk.say(_("This item has no helper questions."))
            return None
        rows = self.rows(self.desk.document)
        self._unfolded = not any(isinstance(row.target, QuestionTarget) for row in rows)
        return Go(row=FOLD)

    # -- what was written ------------------------------------------------------------------

    async def do_edit(self, row: Row | None) -> None:
        """Change what is under the cursor: a note's text, a record's card, else the item."""
        from screens.shared.card import open_card
        from screens.shared.fields import edit_field

        record = self.record(row)
        if isinstance(record, Note):
            await edit_field(self.desk, record, "text")
        elif record is not None:
            open_card(self.desk, record)
        elif self.each is not None:
            await edit_field(self.desk, self.each.item, "title")

    async def do_delete(self, row: Row | None) -> None:
        """Delete what is under the cursor; from the list of steps, the item."""
        record = self.record(row)
        if record is not None:
            await put_right.delete(self.desk, record)
        elif row is not None:
            self.desk.say(_("There is nothing to delete on this line."), alert=True)
        elif self.each is not None:
            await agenda.delete_item(self.desk, self.each.item)

    async def do_hide(self, row: Row | None) -> None:
        """Confidential: it stays here and never leaves in an export; or no longer."""
        note = self.record(row)
        if isinstance(note, Note):
            await put_right.hide(self.desk, note)

    async def do_reform(self, row: Row | None) -> None:
        """A note becomes a decision, a decision a note."""
        note = self.record(row)
        if isinstance(note, Note):
            await put_right.reform(self.desk, note)

    async def do_move_date(self, row: Row | None, days: int) -> None:
        """Move the date of what is under the cursor."""
        record, discussion = self.record(row), self.held.meeting
        if record is not None and discussion is not None:
            await put_right.move_date(self.desk, record, discussion, days)

"""The action plan as a list or over the months, with the action at hand beside it.

A key acts wherever the focus is in the pane: in the list or in the details beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from data.dataclass import replace
from data.i18n import _, ngettext
from data.model.base import specs
from data.model.plan import Action
from data.views.plan import PlanChoice, PlanReader
from data.views.timeline import reach
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import BETWEEN, line_room, list_room
from screens.drawing.linear import linear
from screens.frame.acts import acts
from screens.frame.cursor_rest import CursorRest
from screens.keys.key import bindings
from screens.keys.names import key_name
from screens.plan import edit_actions
from screens.plan.choose import choose_order, choose_preset
from screens.plan.columns import ENOUGH, column_titles, columns, measured, owners
from screens.plan.details import Details
from screens.plan.filter_index import FilterIndex
from screens.plan.heading import Titles, choice_line, heading
from screens.plan.keys import KEYS
from screens.plan.rows import ActionRow, Paper, section_rows
from screens.plan.timeline import TimelineRow, timeline_titles
from screens.shared.fields import edit_field
from screens.widgets.empty import empty
from screens.widgets.row_list import FieldTarget, RecordTarget, Row, RowList

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.document import Document
    from data.views.plan_groups import Section
    from screens.frame.desk import Desk

_DETAILS, _WIDEST_DETAILS = 0.4, 66
"""The share of the window that details take beside the list, and their most cells, as in the
style sheet."""

_WIDE: Final = 120
"""Columns from which there may be room for details."""

_NEEDS_ONE: Final = frozenset(
    {"shift_due", "set_status", "set_owner", "set_priority", "set_due", "note", "close_action",
     "delete_actions", "edit", "mark", "checklist"}
)  # fmt: skip
"""What needs an action to act on."""


class PlanPane(Vertical):
    """How the plan stands, the list with its column titles, the details."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["plan"])

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.marked: set[str] = set()
        """Ids of marked actions."""
        self.held: set[str] = set()
        """Ids of what was just changed: it stays in sight until the cursor moves on."""
        self.choice = PlanChoice()
        self._reader: PlanReader | None = None
        self._edition = 0
        self._row_kind: type[ActionRow] = ActionRow
        self._months_on = 0
        """Months that the timeline is shifted by."""
        self._index = FilterIndex(self, self._learned)
        self._details = Details(desk, self._draw_details)
        self._rest = CursorRest(self)
        self._shift = edit_actions.DeadlineShift()

    def compose(self) -> ComposeResult:
        """How the plan stands, the list with its titles, the details."""
        yield Static(id="counts")
        yield Static(id="choice")
        with Horizontal(id="sides"):
            with Vertical(id="left"):
                yield Titles()
                yield RowList(id="actions")
            yield RowList(id="details")

    # -- what is in sight ------------------------------------------------------------------

    @property
    def actions(self) -> RowList:
        """The list."""
        return self.query_one("#actions", RowList)

    @property
    def details(self) -> RowList:
        """The action at hand, beside the list where there is room."""
        return self.query_one("#details", RowList)

    @property
    def action(self) -> Action | None:
        """The action under the cursor."""
        row = self.actions.row
        action = row.action if isinstance(row, ActionRow) else None
        return self.desk.document.get(Action, action.id) if action is not None else None

    def chosen(self) -> tuple[Action, ...]:
        """What a key acts on: the marked actions, else the one under the cursor."""
        if self.marked:
            found = (self.desk.document.get(Action, each) for each in sorted(self.marked))
            return tuple(action for action in found if action is not None)
        return (self.action,) if self.action is not None else ()

    def in_sight(self) -> tuple[str, ...]:
        """Ids of the actions in the list, as far as a filter lets them through."""
        rows = self.actions.rows
        return tuple(row.action.id for row in rows if isinstance(row, ActionRow) and row.action)

    # -- drawing ---------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Show a document; the cursor stays on its action."""
        reader = PlanReader(document, self.desk.today)
        self._edition += self._reader is None or not reader.speaks_like(self._reader)
        self._index.follow(reader)
        self._reader = reader
        if self.marked:
            self.marked &= {action.id for action in reader.actions}
        self.draw()

    def draw(self, select: str | None = None) -> None:
        """Draw the plan anew from what is known of the document.

        Args:
            select: The key of the row the cursor goes to.
        """
        reader = self._reader
        if reader is None:
            return
        sections = reader.sections(replace(self.choice, held=frozenset(self.held)))
        paper = self._paper(reader, sections)
        self.set_class(_has_room_beside(self.app.size.width, paper), "-wide")
        rows = list(section_rows(sections, paper, self.marked, self._row_kind))
        self.actions.show(rows or [self._nothing(reader)], select=select)
        self.query_one("#counts", Static).update(heading(reader.counts(), len(self.marked)))
        line = self.query_one("#choice", Static)
        chosen = safe.cut(
            choice_line(self.choice), line_room(self.app.size.width), glyphs().ellipsis
        )
        line.update(safe.content(chosen))
        line.display = self.choice != PlanChoice()
        # Above what says that there is nothing they would be heads of nothing.
        self.query_one(Titles).display = bool(rows)
        if self._row_kind is TimelineRow:
            self.query_one(Titles).tell(lambda room: timeline_titles(paper, room))
        else:
            self.query_one(Titles).tell(lambda room: column_titles(paper.widths, room))
        self._draw_details()

    def _paper(self, reader: PlanReader, sections: Sequence[Section]) -> Paper:
        """What all lines share, such as how wide the columns are."""
        names, texts = owners(reader), self._index.texts
        widths = measured(reader, sections, names, self.choice.group)
        return Paper(reader, texts, widths, names, self._edition, self._months_on)

    def _nothing(self, reader: PlanReader) -> Row:
        if reader.actions:
            text = _("No actions of that kind. Only those you chose are shown. f: show others")
        else:
            text = _(
                "No actions yet. Here stands who does what about a problem, and when. "
                "a: write down the first one"
            )
        return empty("nothing", text)

    def _draw_details(self) -> None:
        if self.is_attached and self.has_class("-wide"):
            self._details.draw(self.details, self.action)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Show the details of another action; let go of what was held in sight."""
        event.stop()
        if event.rows is not self.actions:
            return
        action = self.action
        if self.held and (action is None or action.id not in self.held):
            self.held.clear()
            self.draw()
        else:
            self._rest.draw(self._draw_details)

    # -- which keys act --------------------------------------------------------------------

    def shows(self, _action: str, *_args: object) -> bool:
        """Every key is of use."""
        return True

    def unable(self, action: str, *_args: object) -> str:
        """Why something cannot be done now."""
        if action in _NEEDS_ONE and not self.chosen():
            return _("There is no action here. a: write one down")
        if action == "shift_due" and not any(each.due for each in self.chosen()):
            return _("There is no deadline to move. d: set one")
        return ""

    # -- going about -----------------------------------------------------------------------

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Open the action's card; in the details edit the field or open what is linked."""
        event.stop()
        match event.target:
            case RecordTarget(reference):
                record = self.desk.document.resolve(reference)
                if record is not None:
                    from screens.shared.card import open_card

                    open_card(self.desk, record)
            case FieldTarget(name) if self.action is not None:
                if not specs(Action)[name].automatic:
                    self.desk.start(edit_field(self.desk, self.action, name))

    @acts
    def action_edit(self) -> None:
        """Open the action's card, or edit the field under the cursor in the details."""
        (self.details if self.details.has_focus else self.actions).action_open()

    def action_over(self) -> None:
        """Into the details."""
        if self.details.display and self.details.key:
            self.details.focus()
        else:
            self.actions.action_open()

    def action_out(self) -> None:
        """From the details to the list; there, mark nothing any more."""
        if not self.actions.has_focus:
            self.actions.focus()
        elif self.marked:
            self.marked.clear()
            self.draw()

    def action_sideways(self, by: int) -> None:
        """Over the months as far as there are actions; in the list to the details and back."""
        if self._row_kind is ActionRow or not self.actions.has_focus or self._reader is None:
            (self.action_over if by > 0 else self.action_out)()
            return
        first, last = reach(self._reader.actions, self.desk.today)
        if not first <= self._months_on + by <= last:
            self.desk.say(_("There are no actions further that way."))
            return
        self._months_on += by
        self.draw()

    def _learned(self) -> None:
        self.actions.found.get_ready()

    def learn_at_once(self) -> None:
        """Work out, in small bites, what actions are found by: a filter is about to ask for it."""
        self._index.ask()

    @acts
    async def action_checklist(self) -> None:
        """Go through the checklist for what has stalled on the action under the cursor."""
        from screens.shared.navigation import go_through_checklist

        if self.action is not None:
            await go_through_checklist(self.desk, self.action.reference)

    @acts
    async def action_write_plan(self) -> None:
        """Read the whole plan as others will, or write it to a file."""
        from screens.plan.file import write_plan

        await write_plan(self.desk)

    # -- what is shown ---------------------------------------------------------------------

    async def _choose(self, asked: Awaitable[PlanChoice | None]) -> None:
        choice = await asked
        if choice is None:
            return
        if choice.preset is not self.choice.preset:
            self.marked.clear()
        self.held.clear()
        self.desk.say("")
        self.choice = choice
        self.draw()

    @acts
    async def action_choose_preset(self) -> None:
        """Ask which actions are shown."""
        if self._reader is not None:
            await self._choose(choose_preset(self.desk, self._reader, self.choice))

    @acts
    async def action_choose_order(self) -> None:
        """Ask what the actions are sorted and grouped by."""
        await self._choose(choose_order(self.desk, self.choice))

    def action_change_view(self) -> None:
        """List or timeline."""
        self._row_kind = ActionRow if self._row_kind is TimelineRow else TimelineRow
        self._months_on = 0
        keys_sideways = f"{key_name('left')} {key_name('right')}"
        said = _("{keys}: other months   v: the list").format(keys=keys_sideways)
        self.desk.say(said if self._row_kind is TimelineRow else "")
        self.draw()

    # -- marking ---------------------------------------------------------------------------

    @acts
    def action_mark(self) -> None:
        """Mark the action under the cursor and go to the next one."""
        if self.action is not None:
            self.marked ^= {self.action.id}
            self.draw()
            self.actions.action_down()
            self._say_marked()

    def action_mark_all(self) -> None:
        """Mark everything in sight; once more marks nothing."""
        shown = set(self.in_sight())
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown
        self.draw()
        self._say_marked()

    def _say_marked(self) -> None:
        count = len(self.marked)
        said = ngettext("{n} marked. Esc: none", "{n} marked. Esc: none", count).format(n=count)
        self.desk.say(said if count else "")

    # -- changing actions ------------------------------------------------------------------

    def hold(self, *identities: str) -> None:
        """Keep these actions in sight until the cursor moves on, whatever part is shown."""
        self.held |= set(identities)

    async def _change(
        self, flow: Callable[[Desk, Sequence[Action]], Coroutine[None, None, bool]]
    ) -> None:
        actions = self.chosen()
        self.hold(*(action.id for action in actions))
        await flow(self.desk, actions)

    @acts
    async def action_shift_due(self, days: int) -> None:
        """Move the deadline by so many days."""
        await self._change(lambda desk, actions: self._shift.by(desk, actions, days))

    @acts
    async def action_set_due(self) -> None:
        """Ask for a deadline."""
        await self._change(edit_actions.set_due)

    @acts
    async def action_set_status(self) -> None:
        """Ask for a status."""
        await self._change(edit_actions.set_status)

    @acts
    async def action_set_owner(self) -> None:
        """Ask who is responsible."""
        await self._change(edit_actions.set_owner)

    @acts
    async def action_set_priority(self) -> None:
        """Ask how soon it should be taken up."""
        await self._change(edit_actions.set_priority)

    @acts
    async def action_note(self) -> None:
        """Write a note, kept with date and author."""
        await self._change(edit_actions.add_note)

    @acts
    async def action_close_action(self) -> None:
        """Close with effect: carried out, solved, what now; several one after another."""
        from screens.shared.close_action import Closing

        select = ""
        for action in self.chosen():
            self.hold(action.id)
            select = await Closing(self.desk, action).carry_through()
            if not select:
                return
            self.marked.discard(action.id)
            self.hold(select)
        self.draw(f"{Action.kind}:{select}")

    @acts
    async def action_delete_actions(self) -> None:
        """Delete what is marked, or what is under the cursor; undo brings it back."""
        actions = self.chosen()
        self.marked.clear()
        await edit_actions.delete(self.desk, actions)


def _has_room_beside(width: int, paper: Paper) -> bool:
    """Whether what is to be done keeps its room where the details stand beside the list."""
    if linear():
        return False
    left = width - min(int(width * _DETAILS), _WIDEST_DETAILS) - BETWEEN
    room = {each.name: each.width for each in columns(list_room(left), paper.widths)}
    return width >= _WIDE and room["what"] >= min(ENOUGH, paper.widths.what)

"""Part 4: the action plan as a list or over the months, with the action at hand beside it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from data.i18n import _, ngettext
from data.model.base import specs
from data.model.plan import Action
from data.views.deadlines import DeadlineMoves
from data.views.plan import Choice, PlanReader
from data.views.plan_search import SearchIndex
from data.views.timeline import reach
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.keys.key import bindings
from screens.keys.names import key_name
from screens.plan.choosing import PlanChoosing
from screens.plan.details import detail_rows
from screens.plan.heading import Titles, choice_line, heading
from screens.plan.keys import KEYS
from screens.plan.rows import (
    ActionRow,
    Paper,
    code_width,
    column_titles,
    section_rows,
)
from screens.plan.timeline import TimelineRow, timeline_titles
from screens.shared.editing import edit_field
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.timer import Timer
    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk

WIDE: Final = 120
"""Columns from which details stand beside the list."""

_BITE: Final = 250
"""Actions that are made ready for the filter at a time: some milliseconds."""

_CALM, _PAUSE = 0.3, 0.02
"""Seconds after the plan was drawn until that begins, and between bites."""


class PlanScreen(PlanChoosing):
    """The action plan."""

    PART = "plan"
    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["plan"])

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._row_kind: type[ActionRow] = ActionRow
        self._index = SearchIndex()
        self._months_on = 0
        """Months that the timeline is shifted by."""
        self._learning: Timer | None = None
        self._edition = 0
        self._deadline_moves = DeadlineMoves()
        self._reading_moves = False
        self._detailed = ""
        """The action whose details are shown."""

    def compose_body(self) -> Iterable[Widget]:
        """How the plan stands, the list with its titles, the details, the line to type in."""
        yield Static(id="counts")
        yield Static(id="choice")
        with Horizontal(id="sides"):
            with Vertical(id="left"):
                yield Titles()
                yield RowList(id="actions")
            yield RowList(id="details")
        yield self.make_dock()

    def on_mount(self) -> None:
        """Keys go to the list."""
        super().on_mount()
        self.actions.focus()

    # -- drawing ---------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw the document; the cursor stays on its action."""
        reader = PlanReader(document, self.session.today())
        renamed = self.reader is None or not reader.speaks_like(self.reader)
        self._edition += renamed
        self._index.follow(reader)
        if len(reader.actions) > _BITE:
            self._learn_later(_CALM)
        self.reader = reader
        if self.marked:
            self.marked &= {action.id for action in reader.actions}
        self.show_again()

    def show_again(self, select: str | None = None) -> None:
        """Draw the plan anew from what is known of the document."""
        reader = self.reader
        if reader is None:
            return
        self.set_class(self.app.size.width >= WIDE, "-wide")
        sections = reader.sections(replace(self.choice, held=frozenset(self.held)))
        paper = Paper(reader, self._index, code_width(reader), self._edition, self._months_on)
        rows = list(section_rows(sections, paper, self.marked, self._row_kind))
        self.actions.show(rows or [self._nothing(reader)], select=select)
        self.query_one("#counts", Static).update(heading(reader.counts(), len(self.marked)))
        line = self.query_one("#choice", Static)
        chosen = safe.cut(choice_line(self.choice), self.app.size.width - 2, glyphs().ellipsis)
        line.update(safe.content(chosen))
        line.display = self.choice != Choice()
        self._show_titles(paper)
        self._show_details()

    def _nothing(self, reader: PlanReader) -> Row:
        text = _("No actions yet. h: write down the first one")
        if reader.actions:
            text = _("Nothing of that kind. f: show something else")
        return Row("nothing", text, tone=Tone.DIM, selectable=False)

    def _show_titles(self, paper: Paper) -> None:
        def titles(room: int) -> str:
            if self._row_kind is TimelineRow:
                return timeline_titles(paper, room)
            return column_titles(room, paper.code)

        self.query_one(Titles).tell(titles)

    def _show_details(self) -> None:
        if not self.has_class("-wide"):
            return
        action = self.action
        rows: list[Row] = []
        if action is not None:
            moves = self._deadline_moves.of(action.id)
            rows = detail_rows(self.document, action, self.session.today(), moves)
        key = action.id if action is not None else ""
        # Another action is read from its top; the same one stays where it is.
        self.query_one("#details", RowList).show(
            rows, select="title" if key != self._detailed else None
        )
        self._detailed = key
        if self.document.meta.revision > self._deadline_moves.revision and not self._reading_moves:
            self._reading_moves = True
            self.run_worker(self._read_moves(), exclusive=False)

    async def _read_moves(self) -> None:
        """Read how deadlines were moved, aside: a long history takes its time."""
        history = self.session.store.history
        fresh = DeadlineMoves()
        await asyncio.to_thread(lambda: fresh.read(history.newest_first()))
        # What is on disk counts; a document without a history is not read again and again.
        fresh.revision = max(fresh.revision, self.document.meta.revision)
        self._deadline_moves = fresh
        self._reading_moves = False
        if self.is_attached:
            self._show_details()

    # -- moving about ----------------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Show the details of another action; let go of what was held in sight."""
        if event.rows.id != "actions":
            return
        action = self.action
        if self.held and (action is None or action.id not in self.held):
            self.held.clear()
            self.show_again()
        else:
            self.draw_at_rest(self._show_details)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Open the action's card; in the details edit the field or open what is linked."""
        record = self.document.resolve(event.key) if ":" in event.key else None
        if record is not None:
            from screens.shared.card import open_card

            open_card(self.desk, record)
        elif event.rows.id == "details" and self.action is not None:
            name = "measure" if event.key == "title" else event.key
            if name in specs(Action) and not specs(Action)[name].automatic:
                self.start(edit_field(self.desk, self.action, name))

    def action_edit(self) -> None:
        """Open the action's card, or edit the field under the cursor in the details."""
        details = self.query_one("#details", RowList)
        if details.has_focus:
            details.action_open()
        elif not self.refuse("edit"):
            self.actions.action_open()

    def action_over(self) -> None:
        """Into the details."""
        details = self.query_one("#details", RowList)
        if details.display and details.key:
            details.focus()
        else:
            self.actions.action_open()

    def action_out(self) -> None:
        """From the details to the list; there, mark nothing any more."""
        if not self.actions.has_focus:
            self.actions.focus()
        elif self.marked:
            self.marked.clear()
            self.show_again()

    def action_change_view(self) -> None:
        """List or timeline."""
        self._row_kind = ActionRow if self._row_kind is TimelineRow else TimelineRow
        self._months_on = 0
        keys_sideways = f"{key_name('left')} {key_name('right')}"
        said = _("{keys}: other months   v: the list").format(keys=keys_sideways)
        self.say(said if self._row_kind is TimelineRow else "")
        self.show_again()

    def action_sideways(self, by: int) -> None:
        """Over the months as far as there are actions; in the list to the details and back."""
        if self._row_kind is ActionRow or not self.actions.has_focus or self.reader is None:
            (self.action_over if by > 0 else self.action_out)()
            return
        first, last = reach(self.reader.actions, self.session.today())
        if not first <= self._months_on + by <= last:
            self.say(_("There are no actions further that way."))
            return
        self._months_on += by
        self.show_again()

    async def narrow_here(self) -> bool:
        """As everywhere; what actions are found by is worked out until the first letters come."""
        self._learn_on()
        return False

    def _learn_on(self) -> None:
        """Work out, in small bites, what actions are found by, before a filter asks for it."""
        if self._index.learn(_BITE):
            self._learn_later(_PAUSE)

    def _learn_later(self, seconds: float) -> None:
        if self._learning is not None:
            self._learning.stop()
        self._learning = self.set_timer(seconds, self._learn_on)

    # -- marking ---------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the action under the cursor and go to the next one."""
        if self.action is None:
            self.refuse("mark")
            return
        self.marked ^= {self.action.id}
        self.show_again()
        self.actions.action_down()
        self._say_marked()

    def action_mark_all(self) -> None:
        """Mark everything in sight; once more marks nothing."""
        shown = set(self.in_sight())
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown
        self.show_again()
        self._say_marked()

    def _say_marked(self) -> None:
        count = len(self.marked)
        said = ngettext("{n} marked. Esc: none", "{n} marked. Esc: none", count).format(n=count)
        self.say(said if count else "")

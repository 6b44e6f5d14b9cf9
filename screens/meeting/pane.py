"""A meeting as a group holds it: title and clock, the steps, what a step holds, a line to type in.

A key acts wherever the focus is in the pane; a step's own keys act while the step is in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from data.i18n import _
from screens.drawing import safe
from screens.frame.acts import acts
from screens.frame.cursor_rest import CursorRest
from screens.meeting.clock_face import ClockFace
from screens.meeting.step import Go, Line
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from data.model.document import Document
    from screens.meeting.held import HeldMeeting
    from screens.meeting.step import Step, Then
    from screens.meeting.timed_desk import TimedDesk
    from screens.widgets.entry import Completion
    from screens.widgets.row_list import Row

AROUND: Final = 4
"""Lines of the screen above and below the lists: masthead, title, news, keys."""

WIDE: Final = 110
"""Columns from which there is room to spare."""


class StepPane(Vertical):
    """Shows one of the steps, and hands it what its keys ask for.

    A kind of meeting says how a step is made, what there is before there is a meeting, and binds
    its keys: those of a step as `step('kind','name')`.
    """

    CONTENT: ClassVar[type[RowList]] = RowList
    """The kind of list a step's rows are in."""

    BESIDE: ClassVar[int] = 18
    """Columns of the title's line for the clock and the margins, as in the stylesheet."""

    def __init__(self, desk: TimedDesk, held: HeldMeeting[Any]) -> None:
        super().__init__()
        self.desk = desk
        self.held = held
        self.steps = RowList(id="steps")
        """The list of steps."""
        self.content = self.CONTENT(id="content")
        """What the step holds."""
        self.title = Static(id="title")
        self.clock = ClockFace(held.read_clock)
        self.dock = CaptureDock(desk.drafts, self._hand_in, self._reading, self._complete)
        """The line at the bottom, hidden until a step opens it."""
        self.line: Line | None = None
        """What is typed there."""
        self._made: dict[str, Step] = {}
        self._opened_on = ""
        """The meeting whose steps are shown: at another one, the cursor finds its place."""
        self.drawn = ""
        """The key of the step that is shown."""
        self._rest = CursorRest(self)

    def compose(self) -> ComposeResult:
        """Title and clock, steps and content, and the line."""
        with Horizontal(id="heading"):
            yield self.title
            yield self.clock
        with Horizontal(id="lists"):
            yield self.steps
            yield from self.compose_content()
        yield self.dock

    # -- what a kind of meeting says -------------------------------------------------------

    def compose_content(self) -> Iterable[Widget]:
        """What stands beside the steps."""
        yield self.content

    def make_step(self, key: str) -> Step:
        """The step with this key in the list of steps; while there is no meeting, it is empty."""
        raise NotImplementedError

    def show_intro(self) -> None:
        """Draw what there is before there is a meeting."""
        raise NotImplementedError

    def enter(self) -> None:
        """Into the step under the cursor in the list of steps."""
        raise NotImplementedError

    def step_in_sight(self) -> bool:
        """Whether a step is shown and not the list of steps alone."""
        return True

    def dress(self, _step: Step) -> None:
        """Draw what stands around the rows of the step."""

    def first_list(self) -> RowList:
        """The list that gets the keys when a meeting is opened."""
        return self.steps

    def offered(self, _line: Line) -> None:
        """Say that an unfinished line waits, and lead on to it."""
        raise NotImplementedError

    # -- what is in sight ------------------------------------------------------------------

    @property
    def step(self) -> Step:
        """The step under the cursor."""
        key = self.steps.key if self.held.meeting is not None else ""
        if key not in self._made:
            self._made[key] = self.make_step(key)
        return self._made[key]

    @property
    def row(self) -> Row | None:
        """The row under the cursor; None while the keys choose a step or go elsewhere."""
        focused = self.screen.focused
        choosing = focused is self.steps and self.held.meeting is not None
        return focused.row if isinstance(focused, RowList) and not choosing else None

    # -- drawing ---------------------------------------------------------------------------

    def show(self, _document: Document) -> None:
        """Draw the document; cursor and typing stay where they are."""
        meeting = self.held.meeting
        if meeting is None:
            self._opened_on, self.drawn = "", ""
            self.dock.close()
            self.title.update("", layout=False)
            self.show_intro()
            return
        fresh = meeting.id != self._opened_on
        rows = self.held.step_rows(self.app.size.height - AROUND)
        self.steps.show(rows, select=self.held.first_step() if fresh else None)
        if fresh or self.screen.focused is None:
            self._opened_on = meeting.id
            self.screen.set_focus(self.first_list())
        title = self.held.title(self.app.size.width - self.BESIDE)
        self.title.update(safe.content(title), layout=False)
        self.draw()

    def draw(self) -> None:
        """Draw the step under the cursor; at another step than before, from its top."""
        if self.held.meeting is None:
            return
        if self.step_in_sight():
            self._draw_step(self.step)
        self.clock.tell()

    def _draw_step(self, step: Step) -> None:
        moved, self.drawn = step.key != self.drawn, step.key
        self.dress(step)
        rows = step.rows(self.desk.document)
        first = next((row.key for row in rows if row.selectable), "")
        self.content.show(rows, select=first if moved else None)
        if moved:
            self.held.count_on(step.counted)
            self._offer_line(step)
            self.refresh_bindings()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """The content follows the steps."""
        event.stop()
        if event.rows is self.steps and self.step.key != self.drawn:
            self._rest.draw(self.draw)

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A step's keys are there on that step only."""
        if action != "step":
            return True
        kind, name, *_more = parameters
        return kind == self.step.kind and self.step.has(str(name))

    def shows(self, _action: str, *_args: object) -> bool:
        """Every key that is there is of use."""
        return True

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        if action != "step":
            return ""
        _kind, name, *_more = args
        return self.step.unable(str(name), self.row)

    @acts
    async def action_step(self, _kind: str, name: str, *more: object) -> None:
        """Have the step in sight do what one of its keys is for."""
        await self.follow(await getattr(self.step, f"do_{name}")(self.row, *more))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Enter: into the step, or what the step does with a row."""
        event.stop()
        if event.rows is self.steps and self.held.meeting is not None:
            self.enter()
        else:
            self.desk.start(self._open())

    async def _open(self) -> None:
        await self.follow(await self.step.do_open(self.row))

    # -- moving ----------------------------------------------------------------------------

    async def follow(self, then: Then) -> None:
        """Go where a step leads."""
        self.draw()
        if isinstance(then, Line):
            self.write(then)
        elif then is not None:
            self.go(then)
            if then.do:
                await self.follow(await self.step.act(then.do, self.row))

    def go(self, to: Go) -> None:
        """Put the cursor somewhere."""
        if to.focus:
            self.give_keys(to.focus)
        if to.step:
            self.steps.select(to.step)
            self.draw()
        if to.by:
            self._go_by(to.by)
        if to.row:
            self.content.select(to.row)

    def _go_by(self, by: int) -> None:
        keys = [row.key for row in self.steps.rows if row.selectable]
        at = keys.index(self.step.key) + by if self.step.key in keys else 0
        if 0 <= at < len(keys):
            self.steps.select(keys[at])
            self.draw()
        else:
            self.desk.say(_("This is the last step.") if by > 0 else _("This is the first step."))

    def give_keys(self, where: str) -> None:
        """Let a list have the keys.

        Args:
            where: Its id.
        """
        self.screen.set_focus(self.query_one(f"#{where}", RowList))

    def choose(self, identity: str) -> None:
        """Show a meeting; the one that is up next when the id is empty."""
        self.held.chosen = identity
        self.show(self.desk.document)
        self.refresh_bindings()

    def bring_up(self, reference: str) -> None:
        """Show a meeting: from another part one comes for it.

        Args:
            reference: Its `kind:id`.
        """
        self.choose(reference.partition(":")[2])

    # -- the line --------------------------------------------------------------------------

    def write(self, line: Line) -> None:
        """Open a line and type there."""
        self._begin(line)
        self.screen.set_focus(self.dock.entry)

    def _begin(self, line: Line) -> None:
        self.line = line
        self.dock.begin(line.about, line.place, line.text)

    def capture_here(self) -> bool:
        """Write a new thing down where the step has a way to; whether it has."""
        if self.step.CAPTURES:
            self.action_step(self.step.kind, self.step.CAPTURES)
        return bool(self.step.CAPTURES)

    def resume_line(self) -> bool:
        """Go on with the line in sight; whether there is one."""
        if self.dock.opened:
            self.screen.set_focus(self.dock.entry)
        return self.dock.opened

    def _offer_line(self, step: Step) -> None:
        """Put the line of another step away, and show the one that waits at this step."""
        if self.line is not None and self.line.step != step.key:
            self.line = None
            self.dock.close()
        if self.line is None:
            line = step.waiting_line()
            if line is not None:
                self._begin(line)
                self.offered(line)

    def _reading(self, text: str) -> tuple[str, bool]:
        return self.line.reading(text) if self.line is not None else ("", False)

    def _complete(self, text: str, cursor: int, turn: int) -> Completion | None:
        return self.line.complete(text, cursor, turn) if self.line is not None else None

    def _hand_in(self, text: str) -> None:
        if self.line is not None:
            self.desk.start(self._keep(self.line, text))

    async def _keep(self, line: Line, text: str) -> None:
        then = await line.keep(text)
        if then is not None:
            self.dock.done()
            await self.follow(then)

    def on_capture_dock_left(self, event: CaptureDock.Left) -> None:
        """Back to where the keys came from."""
        event.stop()
        back = self.line.back if self.line is not None else "steps"
        self.line = None
        self.give_keys(back)
        if event.unfinished:
            self.desk.say(_("The line was not kept yet; it waits here."), alert=True)

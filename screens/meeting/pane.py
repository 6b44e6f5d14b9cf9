"""A meeting as a group holds it: title and clock, the steps, what a step holds, a line to type in.

A key acts wherever the focus is in the pane; a step's own keys act while the step is in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from data.i18n import _
from screens.drawing import safe
from screens.drawing.grid import LEFT, air
from screens.frame.acts import acts
from screens.frame.cursor_rest import CursorRest
from screens.frame.part_screen import part_in_sight
from screens.meeting.clock_face import ClockFace
from screens.meeting.held import Room
from screens.meeting.step import Go, Line
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.row_list import RowList, nothing_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from textual.app import ComposeResult

    from data.model.document import Document
    from screens.frame.desk import Desk
    from screens.meeting.held import HeldMeeting
    from screens.meeting.stage import Stage
    from screens.meeting.step import Step, Then
    from screens.meeting.timed_desk import TimedDesk
    from screens.widgets.entry import Completion
    from screens.widgets.row_list import Row

_AROUND: Final = 4
"""Lines of the screen above and below the lists: masthead, title, news, keys."""

WIDE: Final = 110
"""Columns from which there is room to spare."""


def lines_for_lists(height: int) -> int:
    """Lines there are for the lists in a window so high."""
    return height - _AROUND - air(height)


class DockedLine:
    """Shows one line at a time, and hands on what is typed on it."""

    def __init__(self, desk: Desk, kept: Callable[[Go], Awaitable[None]]) -> None:
        """Make it, with a dock that is hidden until a line is shown.

        Args:
            desk: What it works at.
            kept: Told where the cursor goes when something that was typed has been kept.
        """
        self._desk, self._kept = desk, kept
        self.dock = CaptureDock(desk, self._keep_line, self._reading, self._complete)
        """The line at the bottom."""
        self._line: Line | None = None
        """What is typed there."""
        self._left: Line | None = None
        """What was typed there last."""
        self.dock.reopened = self._take_up_again

    def show(self, line: Line) -> None:
        """Show a line, with its draft if there is one."""
        self._line = line
        self.dock.begin(line.about, line.place, line.text)

    def write(self, line: Line) -> None:
        """Show a line and type there."""
        self.show(line)
        self.resume()

    def resume(self) -> bool:
        """Go on with the line in sight; whether there is one."""
        if self.dock.opened:
            self.dock.screen.set_focus(self.dock.entry)
        return self.dock.opened

    def waiting(self, step: Step) -> Line | None:
        """Show the line that waits at a step, and put the line of another step away.

        None where nothing waits, and while something is typed there already.
        """
        if self._line is not None and self._line.step != step.key:
            self.put_away()
        line = step.waiting_line() if self._line is None else None
        if line is not None:
            self.show(line)
        return line

    def put_away(self) -> str:
        """Hide the line; its draft waits. The id of the list that gets the keys then."""
        back = self._line.back if self._line is not None else "steps"
        self._left, self._line = self._line, None
        self.dock.close()
        return back

    def _take_up_again(self) -> None:
        """Go on with the line that was put away: what had closed it was no Escape."""
        self._line = self._left
        self._desk.say("")

    def _reading(self, text: str) -> tuple[str, bool]:
        return self._line.reading(text) if self._line is not None else ("", False)

    def _complete(self, text: str, cursor: int, turn: int) -> Completion | None:
        return self._line.complete(text, cursor, turn) if self._line is not None else None

    def _keep_line(self, text: str) -> Coroutine[Any, Any, bool]:
        # What it is for is settled when it is handed in: the next line may be for another step.
        return self._keep(self._line, text)

    async def _keep(self, line: Line | None, text: str) -> bool:
        then = await line.keep(text) if line is not None else None
        if then is None:
            return False
        if self._line is None or self._line is line:
            await self._kept(then)
        return True


class StepPane(Vertical):
    """Shows one of the steps, and hands it what its keys ask for.

    A kind of meeting says how a step is made, what there is before there is a meeting, and binds
    its keys: those of a step as `step('kind','name')`.
    """

    BESIDE: ClassVar[int] = 19
    """Columns of the title's line for the clock and the margins, as in the stylesheet."""

    def __init__(self, desk: TimedDesk, held: HeldMeeting[Any], stage: Stage | None = None) -> None:
        """Make the pane.

        Args:
            desk: What it works at.
            held: The meeting.
            stage: What a step is shown on; None where its rows are all there is to it.
        """
        super().__init__()
        self.desk = desk
        self.held = held
        self.stage = stage
        self.steps = RowList(id="steps")
        """The list of steps."""
        self.content = stage.content if stage is not None else RowList(id="content")
        """What the step holds."""
        self.title = Static(id="title")
        self.clock = ClockFace(held.read_clock)
        self.line = DockedLine(desk, self.follow)
        """The line at the bottom, hidden until a step opens it."""
        self.step_in_sight = True
        """Whether a step is shown and not the list of steps alone."""
        self.keys_to = self.steps
        """The list that gets the keys when a meeting is opened."""
        self._made: dict[str, Step] = {}
        self._opened_on = ""
        """The meeting whose steps are shown: at another one, the cursor finds its place."""
        self.drawn = ""
        """The key of the step that is shown."""
        self._rest = CursorRest(self)
        self._said = 0
        """How often something had been said when the last key was pressed."""

    def compose(self) -> ComposeResult:
        """Title and clock, steps and content, and the line."""
        with Horizontal(id="heading"):
            yield self.title
            yield self.clock
        with Horizontal(id="lists"):
            yield self.steps
            yield self.content if self.stage is None else self.stage
        yield self.line.dock

    # -- what a kind of meeting says -------------------------------------------------------

    def make_step(self, key: str) -> Step:
        """The step with this key in the list of steps; while there is no meeting, it is empty."""
        raise NotImplementedError

    def show_intro(self) -> None:
        """Draw what there is before there is a meeting."""
        raise NotImplementedError

    def enter(self) -> None:
        """Into the step under the cursor in the list of steps."""
        raise NotImplementedError

    def room_for_rows(self) -> Room:
        """The room the rows will have, also while the lists are still being laid out."""
        return Room(self.app.size.width, lines_for_lists(self.app.size.height))

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
        if not isinstance(focused, RowList) or choosing:
            return None
        return focused.row or nothing_in(focused)

    # -- drawing ---------------------------------------------------------------------------

    def show(self, _document: Document) -> None:
        """Draw the document; cursor and typing stay where they are."""
        meeting = self.held.meeting
        self.query_one("#heading").display = meeting is not None
        if meeting is None:
            self._opened_on, self.drawn = "", ""
            self.line.put_away()
            self.title.update("", layout=False)
            self.show_intro()
            return
        fresh = meeting.id != self._opened_on
        if fresh and self.steps.narrowed:
            # What another list was narrowed by would leave out steps of this meeting.
            self.steps.action_widen()
        rows = self.held.step_rows(lines_for_lists(self.app.size.height))
        self.steps.show(rows, select=self.held.first_step() if fresh else None)
        if fresh or self.screen.focused is None:
            self._opened_on = meeting.id
            self.screen.set_focus(self.keys_to)
        self.draw()

    def draw(self) -> None:
        """Draw the step under the cursor; at another step than before, from its top."""
        if self.held.meeting is None:
            return
        if self.step_in_sight:
            self._draw_step(self.step)
        else:
            self.refresh_bindings()
        self.clock.tell()
        # While nothing is counted the title has the whole line.
        beside = self.BESIDE if self.clock.display else LEFT + 1
        title = self.held.title(self.app.size.width - beside)
        self.title.update(safe.content(title), layout=False)

    def _draw_step(self, step: Step) -> None:
        moved, self.drawn = step.key != self.drawn, step.key
        self.held.room = self.room_for_rows()
        if self.stage is not None:
            self.stage.dress(step)
        if moved:
            self.pass_on()
        rows = step.rows(self.desk.document)
        first = next((row.key for row in rows if row.selectable), "")
        self.content.show(rows, select=first if moved else None)
        if moved:
            self.held.count_on(step.counted)
            if (line := self.line.waiting(step)) is not None:
                self.offered(line)
            elif step.hint:
                self.desk.say(step.hint)
            self.refresh_bindings()

    def hear(self) -> None:
        """What is said from now on is said to the key that is pressed."""
        part = part_in_sight(self.app)
        self._said = part.foot.said if part is not None else 0

    def pass_on(self) -> None:
        """What was said at the step before is told no longer, unless the key has just said it.

        What could not be saved is told until it is.
        """
        part = part_in_sight(self.app)
        unsaved = self.desk.session.trouble is not None
        if part is not None and part.foot.said == self._said and part.foot.news and not unsaved:
            self.desk.say("")

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """The content follows the steps."""
        event.stop()
        if event.rows is self.steps and self.step.key != self.drawn:
            self.hear()
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
        self.hear()
        await self.follow(await getattr(self.step, f"do_{name}")(self.row, *more))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Enter: into the step, or what the step does with a row."""
        event.stop()
        self.hear()
        if event.rows is self.steps and self.held.meeting is not None:
            self.enter()
        else:
            self.desk.start(self._open())

    async def _open(self) -> None:
        await self.follow(await self.step.do_open(self.row))

    # -- moving ----------------------------------------------------------------------------

    async def follow(self, then: Then) -> None:
        """Go where a step leads, be it to another meeting."""
        meeting = self.held.meeting
        if meeting is not None and meeting.id != self._opened_on:
            self.choose(self.held.chosen)
        else:
            self.draw()
        if isinstance(then, Line):
            self.line.write(then)
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

    def show_kind(self, kind: str) -> None:
        """To the first step of a kind; to none where there is none, or one is in sight."""
        at = self.steps.key
        if not kind or self.held.meeting is None or self.step.kind == kind:
            return
        for row in self.steps.rows:
            if row.selectable and self.steps.select(row.key) and self.step.kind == kind:
                self.draw()
                return
        self.steps.select(at)

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

    def on_capture_dock_left(self, event: CaptureDock.Left) -> None:
        """Back to where the keys came from."""
        event.stop()
        self.give_keys(self.line.put_away())
        event.tell()

"""The line docked below a meeting: what is typed there, and which step it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.widgets.capture_dock import CaptureDock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from screens.frame.desk import Desk
    from screens.meeting.step import Go, Line, Step
    from screens.widgets.entry import Completion


class DockedLine:
    """Shows one line at a time, and hands on what is typed on it."""

    def __init__(self, desk: Desk, kept: Callable[[Go], Awaitable[None]]) -> None:
        """Make it, with a dock that is hidden until a line is shown.

        Args:
            desk: What it works at.
            kept: Told where the cursor goes when something that was typed has been kept.
        """
        self._desk, self._kept = desk, kept
        self.dock = CaptureDock(desk.drafts, self._hand_in, self._reading, self._complete)
        """The line at the bottom."""
        self._line: Line | None = None
        """What is typed there."""

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
        self._line = None
        self.dock.close()
        return back

    def _reading(self, text: str) -> tuple[str, bool]:
        return self._line.reading(text) if self._line is not None else ("", False)

    def _complete(self, text: str, cursor: int, turn: int) -> Completion | None:
        return self._line.complete(text, cursor, turn) if self._line is not None else None

    def _hand_in(self, text: str) -> None:
        if self._line is not None:
            self._desk.start(self._keep(self._line, text))

    async def _keep(self, line: Line, text: str) -> None:
        then = await line.keep(text)
        if then is not None:
            self.dock.done()
            await self._kept(then)

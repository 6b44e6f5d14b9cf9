"""A line docked at the bottom of a screen: hand in line after line, all else stays in view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from data.text import clean_lines
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.widgets.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.own.drafts import Drafts
    from screens.widgets.entry import Completion


_MOST_LINES = 2
"""Lines of the reading; the rest of the screen moves for no more."""


class _Line(Entry):
    """An entry that hands in at once: the next key may be on its way already."""

    hand_in: Callable[[str], None]

    def on_key(self, event: events.Key) -> None:
        """Hand in without a message; an entry takes all other keys."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.hand_in(clean_lines(self.text))


class CaptureDock(Vertical):
    """Hidden until `begin`. Enter hands the line in and leaves room for the next; Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["capture_dock"])

    DEFAULT_CSS = """
    CaptureDock {
        display: none; height: auto; border-top: solid $primary; padding: 0 1;
        & > #about { height: 1; text-style: bold; }
        & > Horizontal { height: auto; }
        & #mark { width: 2; }
        & Entry { width: 1fr; }
        & > #reading { height: 1; color: $text-muted; }
        & > #reading.problem { color: $text-error; text-style: bold; }
        &:ansi > #reading { color: ansi_default; }
    }
    """

    @dataclass
    class Left(Message):
        """Esc was pressed; what was typed is kept as a draft."""

        dock: CaptureDock
        unfinished: bool

        @property
        def control(self) -> CaptureDock:
            """The dock."""
            return self.dock

    def __init__(
        self,
        drafts: Drafts,
        keep: Callable[[str], None],
        reading: Callable[[str], tuple[str, bool]],
        complete: Callable[[str, int, int], Completion | None],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make the dock.

        Args:
            drafts: Where what is being typed is kept.
            keep: Takes a line that is not empty.
            reading: Says how a text is read, and whether something in it was not understood.
            complete: Completes the word at the cursor: text, cursor, how often Tab was pressed.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._drafts, self._keep = drafts, keep
        self._reading, self._complete = reading, complete
        self._shown: tuple[str, bool] | None = None
        self._about = ""
        self.reopened: Callable[[], None] = lambda: None
        """Called when the line is in sight again because Escape turned out to be another key."""

    def compose(self) -> ComposeResult:
        """What the line is about, the line, how it is read."""
        yield Static(id="about")
        with Horizontal():
            yield Static(id="mark")
            line = _Line(drafts=self._drafts, complete=self._complete)
            line.hand_in = self._hand_in
            yield line
        yield Static(id="reading")

    @property
    def entry(self) -> Entry:
        """The line."""
        return self.query_one(Entry)

    @property
    def opened(self) -> bool:
        """Whether the line is in sight."""
        return self.display

    def begin(self, about: str, place: str, text: str = "") -> None:
        """Show the line for `place`; a draft of it comes before `text`."""
        self._about = about
        self.query_one("#about", Static).update(safe.content(about))
        self.query_one("#mark", Static).update(safe.content(glyphs().pointer))
        self.display = True
        self.entry.begin(place, text)
        self.echo()

    def reopener(self) -> Callable[[], None] | None:
        """What shows the line again as it stands now; None while there is none."""
        if not self.opened:
            return None
        about, place, stands = self._about, self.entry.place, self.entry.standing()

        def reopen() -> None:
            self.begin(about, place)
            self.entry.stand(stands)
            self.reopened()
            self.screen.set_focus(self.entry)

        return reopen

    def done(self) -> None:
        """The line is saved: empty it for the next one."""
        self.entry.finish()

    def close(self) -> None:
        """Hide the line; what stands in it is kept as a draft."""
        if self.display:
            self.entry.keep()
            self.display = False

    def on_text_area_changed(self) -> None:
        """Echo the reading."""
        self.echo()

    def echo(self) -> None:
        """Say how the line is read; drawn only when that changed."""
        shown = self._reading(self.entry.text) if self.display else ("", False)
        if shown == self._shown:
            return
        self._shown = shown
        text, problem = shown
        label = self.query_one("#reading", Static)
        lines = len(safe.wrap(text, self.app.size.width - 2))
        label.styles.height = min(lines, _MOST_LINES)
        label.update(safe.content(safe.one_line(text)), layout=False)
        label.set_class(problem, "problem")

    def _hand_in(self, text: str) -> None:
        """Hand the line in; an empty one means done."""
        if text.strip():
            self._keep(text)
        else:
            self.action_leave()

    def action_keep(self) -> None:
        """Hand the line in."""
        self._hand_in(self.entry.text)

    def action_complete(self) -> None:
        """The line completes by itself; this names the key."""

    def action_new_line(self) -> None:
        """The line grows by itself; this names the key."""

    def action_leave(self) -> None:
        """Leave the line; what is typed waits as a draft."""
        unfinished = bool(self.entry.text.strip())
        self.close()
        self.post_message(self.Left(self, unfinished))

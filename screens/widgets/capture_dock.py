"""A line docked at the bottom of a screen: hand in line after line, all else stays in view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from screens import keys, safe
from screens.glyphs import glyphs
from screens.widgets.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.drafts import Drafts
    from screens.widgets.entry import Completion


class CaptureDock(Vertical):
    """Hidden until `begin`. Enter hands the line in and leaves room for the next; Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("capture_dock")

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
    class Given(Message):
        """Enter was pressed on a line that is not empty."""

        dock: CaptureDock
        text: str

        @property
        def control(self) -> CaptureDock:
            """The dock."""
            return self.dock

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
        reading: Callable[[str], tuple[str, bool]],
        complete: Callable[[str, int, int], Completion | None],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make the dock.

        Args:
            drafts: Where what is being typed is kept.
            reading: Says how a text is read, and whether something in it was not understood.
            complete: Completes the word at the cursor: text, cursor, how often Tab was pressed.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._drafts, self._reading, self._complete = drafts, reading, complete
        self._shown: tuple[str, bool] | None = None

    def compose(self) -> ComposeResult:
        """What the line is about, the line, how it is read."""
        yield Static(id="about")
        with Horizontal():
            yield Static(id="mark")
            yield Entry(drafts=self._drafts, complete=self._complete)
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
        self.query_one("#about", Static).update(safe.content(about))
        self.query_one("#mark", Static).update(safe.content(glyphs().pointer))
        self.display = True
        self.entry.begin(place, text)
        self.echo()

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
        label.update(safe.content(safe.one_line(text)), layout=False)
        label.set_class(problem, "problem")

    def on_entry_submitted(self, event: Entry.Submitted) -> None:
        """Hand the line in; an empty one means done."""
        event.stop()
        if event.text.strip():
            self.post_message(self.Given(self, event.text))
        else:
            self.action_leave()

    def action_keep(self) -> None:
        """Hand the line in."""
        self.post_message(self.Given(self, self.entry.text))

    def action_complete(self) -> None:
        """The line completes by itself; this names the key."""

    def action_new_line(self) -> None:
        """The line grows by itself; this names the key."""

    def action_leave(self) -> None:
        """Leave the line; what is typed waits as a draft."""
        unfinished = bool(self.entry.text.strip())
        self.close()
        self.post_message(self.Left(self, unfinished))

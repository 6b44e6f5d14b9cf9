"""A line docked at the bottom of a screen: hand in line after line, all else stays in view."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from data.dataclass import dataclass
from data.i18n import _
from data.session import known_by
from data.text import clean_lines
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import line_room
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.widgets import hints
from screens.widgets.bars import StatusLine
from screens.widgets.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from screens.frame.desk import Desk
    from screens.widgets.entry import Completion
    from screens.widgets.line_drafts import HandedIn


_GO_ON: Final = frozenset({"up", "down", "pageup", "pagedown"})
"""Keys that have nothing to do on an empty line: they leave it, and move in the list above it."""

_MOST_LINES = 2
"""Lines of the reading; the rest of the screen moves for no more."""


class _Line(Entry):
    """An entry that hands in at once: the next key may be on its way already."""

    hand_in_text: Callable[[str], None]
    go_on: Callable[[str], None]

    def on_key(self, event: events.Key) -> None:
        """Hand in without a message, or go on from an empty line; an entry takes all other keys."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.hand_in_text(clean_lines(self.text))
        elif event.key in _GO_ON and not self.waits:
            event.stop()
            event.prevent_default()
            self.go_on(event.key)


class CaptureDock(Vertical):
    """Hidden until `begin`. Enter hands the line in, Esc leaves.

    Where one thing is meant the line is gone once that is kept; Enter on the line while it is empty
    says that there will be more. Where there are more it stays until Esc or Enter on an empty one.
    Keys that move in a list leave an empty line, too.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["capture_dock"])

    DEFAULT_CSS = """
    CaptureDock {
        display: none; height: auto; border-top: solid $primary;
        & > #about { height: 1; text-style: bold; padding: 0 1 0 2; }
        & > Horizontal { height: auto; }
        & #mark { width: 2; }
        & Entry { width: 1fr; margin-right: 1; }
        & > #reading { height: 1; color: $text-muted; padding: 0 1 0 2; }
        & > #reading.problem { color: $text-error; text-style: bold; }
        &:ansi > #reading { color: ansi_default; }
    }
    """

    @dataclass
    class Left(Message):
        """Esc was pressed; what was typed is kept as a draft."""

        dock: CaptureDock
        unfinished: bool
        kept: bool = True
        """Whether what is unfinished is on disk."""

        def tell(self) -> None:
            """Say that an unfinished line waits, and no longer once nothing waits here."""
            waits = _("The line was not kept yet; it waits here.")
            at_risk = _(
                "The line was not kept yet. It waits here until AMIS is closed: no draft of it "
                "could be written."
            )
            self.dock.tell_left((waits if self.kept else at_risk) if self.unfinished else "")

        @property
        def control(self) -> CaptureDock:
            """The dock."""
            return self.dock

    def __init__(
        self,
        desk: Desk,
        keep: Callable[[str], Coroutine[Any, Any, bool]],
        reading: Callable[[str], tuple[str, bool]],
        complete: Callable[[str, int, int], Completion | None],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make the dock.

        Args:
            desk: Keeps drafts, and starts the saving of a line.
            keep: Saves a line that is not empty; whether it is saved. Called when the line is
                handed in; what it gives back is awaited when those before it are done.
            reading: Says how a text is read, and whether something in it was not understood.
            complete: Completes the word at the cursor: text, cursor, how often Tab was pressed.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._desk, self._keep = desk, keep
        self._reading = reading
        self._shown: tuple[str, bool] | None = None
        self._about, self._one = "", False
        self._told = ""
        """What was said when an unfinished line was left."""
        self.reopened: Callable[[], None] = lambda: None
        """Called when the line is in sight again because Escape turned out to be another key."""
        self._line = _Line(drafts=desk.drafts, complete=complete)
        self._line.hand_in_text, self._line.go_on = self._hand_in, self._go_on
        self._line.several = self._offer
        self._handed: deque[tuple[HandedIn, Coroutine[Any, Any, bool]]] = deque()
        """What is being saved, the oldest first."""

    def compose(self) -> ComposeResult:
        """What the line is about, the line, how it is read."""
        yield Static(id="about")
        with Horizontal():
            yield Static(id="mark")
            yield self._line
        yield Static(id="reading")

    @property
    def entry(self) -> Entry:
        """The line."""
        return self._line

    @property
    def saving(self) -> bool:
        """Whether a line that was handed in is not saved yet."""
        return bool(self._handed)

    @property
    def opened(self) -> bool:
        """Whether the line is in sight."""
        return self.display

    def begin(self, about: str, place: str, text: str = "", *, one: bool = False) -> None:
        """Show the line for `place`; a draft of it comes before `text`.

        Args:
            about: What stands above it.
            place: What its draft belongs to.
            text: What stands in it to begin with.
            one: Whether one thing is meant.
        """
        self._about, self._one = about, one
        self.query_one("#about", Static).update(safe.content(about))
        self.query_one("#mark", Static).update(safe.content(glyphs().pointer))
        self.display = True
        self.entry.begin(place, text)
        self.echo()

    def reopener(self) -> Callable[[], None] | None:
        """What shows the line again as it stands now; None while there is none."""
        if not self.opened:
            return None
        about, place, one = self._about, self.entry.place, self._one
        stands = self.entry.standing()

        def reopen() -> None:
            if self.entry.place == place:
                # As it was left, with what came back from a save meanwhile.
                self.display = True
                self.echo()
            else:
                self.begin(about, place, one=one)
                self.entry.stand(stands)
            self.reopened()
            self.screen.set_focus(self.entry)

        return reopen

    def close(self) -> bool:
        """Hide the line; what stands in it is kept as a draft. Whether something is on disk."""
        kept = self.display and self.entry.keep()
        self.display = False
        return kept

    def tell_left(self, news: str) -> None:
        """Say how the line was left; nothing takes back what was said of it before."""
        if news:
            self._desk.say(news, alert=True)
        else:
            self.screen.query_one(StatusLine).unsay(self._told)
        self._told = news

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
        room = line_room(self.app.size.width)
        lines = len(safe.wrap(text, room))
        label.styles.height = min(lines, _MOST_LINES)
        # What is said of an empty line is about keys; else it is what was typed.
        keys = not problem and text == self._reading("")[0]
        shown_text = hints.content(text, room) if keys else safe.content(safe.one_line(text))
        label.update(shown_text, layout=False)
        label.set_class(problem, "problem")

    def _hand_in(self, text: str) -> None:
        """Hand the line in; an empty one means more, or done where there are more already."""
        if not text.strip():
            if self.entry.take_back():
                return
            if self._one:
                self._one = False
                self._desk.say(_("Line after line. Enter on an empty line, or Esc: finish"))
            else:
                self.action_leave()
            return
        self._handed.append((self.entry.hand_in(), self._keep(text)))
        if len(self._handed) == 1:
            self._save_next()

    def _go_on(self, key: str) -> None:
        """Leave the empty line, and let the key act where one comes to."""
        self.action_leave()
        self._desk.floor.again(key)

    def _save_next(self) -> None:
        # One after another: each may have something to ask, for which keys wait then. Where it is
        # the only one they wait for what comes into sight when the line is gone.
        self._desk.start(self._save(*self._handed[0]), types_on=not self._one)

    async def _save(self, handed: HandedIn, keep: Coroutine[Any, Any, bool]) -> None:
        # Broken off, as when the program ends meanwhile, it leaves the draft as it is.
        with known_by(handed.request):
            kept = await keep
        if kept:
            self.entry.saved(handed)
        else:
            self.entry.give_back(handed)
        self._handed.popleft()
        if self._handed:
            self._save_next()
        elif kept and self._one and self.opened and not self.entry.waits:
            self.action_leave()

    def _offer(self, lines: tuple[str, ...]) -> None:
        self._desk.start(self._ask_each(lines))

    async def _ask_each(self, lines: tuple[str, ...]) -> None:
        """Show what pasted lines will make, and make one entry of each; else they stay text."""
        if await self._desk.ask_each(lines, lambda line: self._reading(line)[0]):
            for line in lines:
                self.entry.load_text(line)
                self._hand_in(line)

    def action_keep(self) -> None:
        """Hand the line in."""
        self._hand_in(self.entry.text)

    def action_complete(self) -> None:
        """The line completes by itself; this names the key."""

    def action_new_line(self) -> None:
        """The line grows by itself; this names the key."""

    def action_leave(self) -> None:
        """Leave the line; what is typed waits as a draft."""
        unfinished = self.entry.waits
        self.post_message(self.Left(self, unfinished, self.close()))

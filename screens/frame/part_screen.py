"""The screen of a part: masthead, body, foot; it shows the document and follows its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.screen import Screen
from textual.widgets import Static

from screens.drawing.grid import air
from screens.frame.foot import Foot, moment_of
from screens.keys.common import KEYS
from screens.keys.former import told_when_changed
from screens.keys.key import bindings
from screens.widgets.bars import Masthead, StatusLine
from screens.widgets.row_list import RecordTarget, RowList

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.app import App, ComposeResult
    from textual.binding import BindingType
    from textual.events import Key, ScreenResume
    from textual.geometry import Size
    from textual.widget import Widget

    from data.model.base import Record
    from data.model.document import Document
    from data.session import Session
    from data.store.store import Change
    from screens.frame.desk import Desk


class PartScreen(Screen[None]):
    """A part of the program. It lays panes out and hands the document down to them.

    A subclass says its `PART`, makes its body in `compose_body`, and draws the document in `show`.
    `show` is called at first sight and after every change, one's own or a colleague's; it must
    leave cursor and typing where they are. Keys that work everywhere are bound here and done by
    the application, on the part in sight; all other keys belong to panes.
    """

    PART: ClassVar[str] = ""
    """The part's name in the catalogue."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["everywhere"])

    DEFAULT_CSS = "PartScreen > #air { height: 1; }"

    NEW: ClassVar[str] = ""
    """What the key for something new is called here; empty for what it is called everywhere."""

    shows_confidential = True
    """Whether what is confidential may be shown here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.foot = Foot(desk)
        """Tells what happened, whether all is saved, which keys there are."""
        self._stale = True
        self._drawn_for: Size | None = None
        self._styled_for: tuple[object, ...] = ()
        """The theme, the classes and the size that its styles are those of."""

    @property
    def session(self) -> Session:
        """The user's way into the document."""
        return self.desk.session

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self.desk.session.document

    @property
    def help_topic(self) -> str:
        """The page of help about this screen."""
        return self.PART

    @property
    def new(self) -> str:
        """What the key for something new is called where the cursor is; see `NEW`."""
        return self.NEW

    def compose(self) -> ComposeResult:
        """The frame with the body in it."""
        # Whatever is mounted is styled as it is.
        self._styled_for = self._looks()
        yield Masthead()
        gap = Static(id="air")
        # Not by a class of the screen's: that would be known after the first frame only.
        gap.display = bool(air(self.app.size.height))
        yield gap
        yield from self.compose_body()
        yield self.foot

    def compose_body(self) -> Iterable[Widget]:
        """The widgets between masthead and foot."""
        raise NotImplementedError

    def show(self, document: Document) -> None:
        """Draw the document."""
        raise NotImplementedError

    def place(self) -> str:
        """Where the user is, in a few words, for the others."""
        return self.PART

    def record_here(self) -> Record | None:
        """What the cursor is on; None where that is no record."""
        focused = self.focused
        target = focused.target if isinstance(focused, RowList) else None
        if isinstance(target, RecordTarget):
            return self.document.resolve(target.reference)
        return None

    def told_at(self) -> tuple[str, Widget] | None:
        """What was told last, and the line it stands on."""
        line = self.query_one_optional(StatusLine)
        if line is None or not line.news:
            return None
        return f"{line.said} {line.news}", line

    def capture_here(self) -> bool:
        """Begin a new thing on a line of the part's own; whether there is such a line."""
        return False

    def show_place(self, _place: str) -> None:
        """Go to a place of the part, as its table of keys is called."""

    async def narrow_here(self) -> bool:
        """Show a line of the part's own that narrows what it shows; whether there is one."""
        return False

    def added(self, before: Document) -> None:
        """Go to what was added since, as by an import, where the part shows such things."""

    def leave(self) -> None:
        """Back to the first part, or out of the program from there; from the past to today."""
        if self.desk.come_back is not None:
            self.desk.start(self._come_back(self.desk.come_back))
        elif self.PART == "home":
            self.app.exit(0)
        else:
            self.app.switch_mode("home")

    async def _come_back(self, come_back: Callable[[], Awaitable[None]]) -> None:
        # Not from within this screen's own worker: it goes with the screen.
        self.app.call_later(come_back)

    # -- following the document ------------------------------------------------------------

    def on_mount(self) -> None:
        """Follow the document, and keep the keys told."""
        self._unsubscribe = self.session.subscribe(self._on_change)
        # Textual publishes this when the focus moves, a pane by `refresh_bindings` when other keys
        # act than before.
        self.bindings_updated_signal.subscribe(self, lambda _screen: self.tell_keys())
        # At once, so that the first frame shows the document.
        self._refresh_if_stale()

    def on_unmount(self) -> None:
        """Follow it no longer."""
        self._unsubscribe()

    def _on_change(self, _change: Change) -> None:
        self._stale = True
        # A part that is parked draws when it is seen again; one below a dialog draws now.
        if self in self.app.screen_stack:
            self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self._drawn_for = self.app.size
            self.query_one("#air").display = bool(air(self.app.size.height))
            workplace = self.document.workplace
            past = moment_of(self.session.saved_at) if self.desk.come_back is not None else ""
            self.query_one(Masthead).tell(workplace.name if workplace else "", self.PART, past)
            self.show(self.document)
        self.foot.tell_state()
        self.tell_keys()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Draw what changed while another part was shown."""
        looks = self._looks()
        # Styling all of a part anew is half of what it takes to come back to it.
        event.refresh_styles = looks != self._styled_for
        self._styled_for = looks
        self.call_after_refresh(self._refresh_if_stale)

    def _looks(self) -> tuple[object, ...]:
        """What styles depend on besides the part itself."""
        app = self.app
        return app.theme, app.classes, app.size

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.app.size != self._drawn_for:
            self._stale = True
            self.call_after_refresh(self._refresh_if_stale)

    def on_row_list_widened(self) -> None:
        """Nothing is told any more of a filter that is taken away."""
        self.foot.tell_filter("")
        self.foot.say("")
        self.tell_keys()

    def on_key(self, event: Key) -> None:
        """The first time a letter means something else than before, say so and do nothing."""
        habits = self.desk.habits
        if habits is None or len(event.key) > 1:
            return
        name, told = told_when_changed(self.active_bindings, event.key, self.new)
        if name and not habits.knows(name):
            habits.learn(name)
            event.stop()
            self.foot.say(told, alert=True)

    def tell_keys(self) -> None:
        """Show the keys that matter where the focus is."""
        if self.is_attached:
            self.foot.tell_keys(self.active_bindings)

    def keep_focus(self) -> None:
        """Give the keys to the first list when nothing has them: a pane's keys need a focus."""
        if self.focused is None:
            for rows in self.query(RowList):
                if rows.display and rows.focusable:
                    self.set_focus(rows)
                    return


def part_in_sight(app: App[Any]) -> PartScreen | None:
    """The part that is shown, under whatever dialogs there are; None when no part is."""
    parts = [screen for screen in app.screen_stack if isinstance(screen, PartScreen)]
    return parts[-1] if parts else None

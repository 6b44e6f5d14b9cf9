"""The net of a focus area, moved in with the arrows, and how far the group has come with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal
from textual.message import Message

from data.dataclass import dataclass
from data.i18n import _
from data.views.competence_net import net
from screens.competence.keys import BINDINGS
from screens.competence.net_drawing import draw_net, step
from screens.competence.radar import draw_radar
from screens.keys.names import key_name
from screens.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.facts.competence import FocusRows
    from data.views.competence_net import Net
    from screens.competence.net_drawing import Picture
    from screens.frame.desk import Desk
    from screens.widgets.sheet import Line


WIDE: Final = 120
"""Columns from which the coverage picture stands beside the net."""


class NetSheet(Sheet, can_focus=True):
    """A focus area's net with a cursor on one of its nodes."""

    BINDINGS: ClassVar[list[BindingType]] = BINDINGS["competence.net"]

    @dataclass
    class Moved(Message):
        """The cursor came to another node."""

        sheet: NetSheet
        key: str

    @dataclass
    class Beyond(Message):
        """The focus area before is asked for, or the next: by its key, or out of the middle."""

        sheet: NetSheet
        down: bool

    @dataclass
    class Opened(Message):
        """Enter was pressed on a node."""

        sheet: NetSheet
        key: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.net: Net | None = None
        self.key = ""
        """The key of the node under the cursor."""
        self._picture: Picture | None = None
        self._top_line = 0

    def show_net(self, net: Net, key: str) -> None:
        """Show a net, the cursor on a node."""
        self.net = net
        self.key = key if net.node(key) is not None else net.nodes[0].key
        self.tell(self._drawn)

    def _drawn(self, width: int, height: int) -> list[Line]:
        if self.net is None:
            return []
        picture = self._picture = draw_net(self.net, width, height)
        return list(self._in_sight(picture, height))

    def _in_sight(self, picture: Picture, height: int) -> Iterator[Line]:
        """The lines around the cursor, the whole net where it fits, in the middle."""
        if picture.height <= height:
            self._top_line = -((height - picture.height) // 2)
            return picture.lines(self.key, self._top_line, height)
        box = picture.boxes[self.key]
        last = box.y + len(box.text) - 1
        if box.y < self._top_line or last >= self._top_line + height:
            self._top_line = box.y - height // 2
        self._top_line = max(0, min(self._top_line, picture.height - height))
        return picture.lines(self.key, self._top_line, height)

    def action_go(self, direction: str) -> None:
        """To the node that an arrow leads to."""
        if self.net is None or self._picture is None:
            return
        key = step(self._picture, self.net, self.key, direction)
        if key != self.key:
            self.key = key
            self.tell(self._drawn)
            self.post_message(self.Moved(self, key))
        elif direction in {"up", "down"} and self.net.nodes[0].key == key:
            self.post_message(self.Beyond(self, direction == "down"))

    def action_other(self, down: bool) -> None:
        """To the next focus area, or the one before, from anywhere in the net."""
        self.post_message(self.Beyond(self, down))

    def action_middle(self) -> None:
        """To the focus area."""
        if self.net is not None and self.key != self.net.nodes[0].key:
            self.key = self.net.nodes[0].key
            self.tell(self._drawn)
            self.post_message(self.Moved(self, self.key))

    def action_open(self) -> None:
        """Open the node under the cursor."""
        if self.key:
            self.post_message(self.Opened(self, self.key))


class NetPane(Horizontal):
    """The net of the focus area the cursor is in, with the coverage picture beside it."""

    @dataclass
    class Turned(Message):
        """Another focus area is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._focuses: tuple[FocusRows, ...] = ()
        self._picture_only = False
        """Whether the coverage picture has the room of the net, where there is none for both."""

    def compose(self) -> ComposeResult:
        """The net, the picture."""
        yield NetSheet(id="net")
        yield Sheet(id="radar")

    @property
    def sheet(self) -> NetSheet:
        """The net."""
        return self.query_one(NetSheet)

    @property
    def reference(self) -> str:
        """`kind:id` of what the cursor is on."""
        return self.sheet.key

    @property
    def focus_rows(self) -> FocusRows | None:
        """The focus area whose net is shown: the one the cursor is in."""
        for focus in self._focuses:
            tasks = {task.task.reference for task in focus.tasks}
            needs = {row.need.reference for row in focus.rows}
            if self.reference in {focus.focus.reference, *tasks, *needs}:
                return focus
        return self._focuses[0] if self._focuses else None

    def show(self, focuses: tuple[FocusRows, ...], reference: str = "") -> None:
        """Show these focus areas, one at a time.

        Args:
            focuses: All there are.
            reference: What the cursor goes to; empty to leave it where it is.
        """
        self._focuses = focuses
        self.go_to(reference or self.reference)

    def go_to(self, reference: str) -> None:
        """Put the cursor on a node, and show the net it is in."""
        self.sheet.key = reference
        focus = self.focus_rows
        wide = self.app.size.width >= WIDE
        self.set_class(wide, "-wide")
        self.set_class(self._picture_only and not wide, "-picture")
        if focus is not None:
            self.sheet.show_net(net(focus), reference)
            radar = self.query_one("#radar", Sheet)
            radar.tell(lambda width, height: list(draw_radar(focus, width, height)))

    def position(self) -> str:
        """Which of the focus areas is shown, and keys to the others; empty for the only one."""
        focus, count = self.focus_rows, len(self._focuses)
        if focus is None or count == 1:
            return ""
        text = _("focus area {n}/{m}: {before} {next}")
        before, after = key_name("pageup"), key_name("pagedown")
        return text.format(n=self._focuses.index(focus) + 1, m=count, before=before, next=after)

    def toggle_picture(self) -> None:
        """The coverage picture instead of the net, or the net again."""
        self._picture_only = not self._picture_only
        self.go_to(self.reference)

    def on_net_sheet_beyond(self, event: NetSheet.Beyond) -> None:
        """To the focus area before, or the next."""
        event.stop()
        focus = self.focus_rows
        if focus is None:
            return
        at = self._focuses.index(focus) + (1 if event.down else -1)
        if 0 <= at < len(self._focuses):
            self.go_to(self._focuses[at].focus.reference)
            self.post_message(self.Turned())
        elif event.down:
            self.desk.say(_("This is the last focus area."))
        else:
            self.desk.say(_("This is the first focus area."))

    def on_net_sheet_opened(self, event: NetSheet.Opened) -> None:
        """Open the card of the node."""
        event.stop()
        record = self.desk.document.resolve(event.key)
        if record is not None:
            from screens.shared.card import open_card

            open_card(self.desk, record)

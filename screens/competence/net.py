"""The net on the screen: moved in with the arrows, with the cursor the matrix has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from screens.competence.keys import KEYS
from screens.competence.net_drawing import draw_net, step
from screens.keys.key import bindings
from screens.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType

    from data.views.competence_net import Net
    from screens.competence.net_drawing import Picture
    from screens.widgets.sheet import Line


class NetSheet(Sheet, can_focus=True):
    """A focus area's net with a cursor on one of its nodes."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["competence.net"])

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

"""A part whose keys and steps are the screen's own: on its way to panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from screens.frame.cursor_rest import CursorRest
from screens.frame.part_screen import PartScreen
from screens.frame.undo import undo

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.screen import ModalScreen

    from data.edits.records import Command
    from data.store.store import Change
    from screens.frame.desk import Desk

T = TypeVar("T")


class DocumentScreen(PartScreen):
    """A part that passes on to its desk what it is asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rest = CursorRest(self)

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        self.desk.start(work)

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        return await self.desk.ask(dialog)

    async def run(self, command: Command, said: str = "") -> Change | None:
        return await self.desk.run(command, said)

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        self.foot.say(news, alert=alert, whole=whole)

    def news_of(self, name: str, what: str) -> str:
        return self.desk.news_of(name, what)

    def tell_state(self) -> None:
        self.foot.tell_state()

    def draw_at_rest(self, draw: Callable[[], None]) -> None:
        self._rest.draw(draw)

    def action_undo(self) -> None:
        self.start(undo(self.desk))

    def shows(self, action: str, *args: object) -> bool:
        return True

    def unable(self, action: str, *args: object) -> str:
        return ""

    def refuse(self, action: str) -> bool:
        reason = self.unable(action)
        if reason:
            self.say(reason, alert=True)
        return bool(reason)

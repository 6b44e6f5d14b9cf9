"""What comes up from below over most of a part: a card, a search, a list to go through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Label

from screens.drawing import safe

if TYPE_CHECKING:
    from textual.widget import Widget


class Drawer(ModalScreen[ScreenResultType]):
    """A title, what it is about, and a line of news in one `Vertical`."""

    DEFAULT_CSS = """
    Drawer {
        background: transparent; align: center bottom;
        & > Vertical {
            width: 100%; height: 85%;
            background: $surface; border-top: solid $primary;
        }
        & Label { width: 1fr; padding: 0 1 0 2; }
        & #title { text-style: bold; }
        & #news { color: $text-muted; }
        & #news.alert { color: $text-error; text-style: bold; }
        &:ansi > Vertical { background: ansi_default; }
    }
    """

    def told_at(self) -> tuple[str, Widget] | None:
        """What was told last, and where."""
        for line in self.query("#news").results(Label):
            return str(line.content), line
        return None

    def tell(self, why: str) -> None:
        """Say why a key does nothing here."""
        for line in self.query("#news").results(Label):
            line.update(safe.content(why))
            line.add_class("alert")
            line.display = True

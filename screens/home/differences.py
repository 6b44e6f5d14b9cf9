"""Where two copies of the document differed: a list to go through, until somebody has."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.widgets import Label

from data.commands.differences import MarkSeen
from data.i18n import _, ngettext
from data.views.differences import difference_told, unseen_differences
from screens.dialogs.drawer import Drawer
from screens.drawing import safe
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.shared.navigation import go_to
from screens.widgets.hints import Keys
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.document import Document
    from data.model.merging import Difference
    from screens.frame.desk import Desk


class _SeenTarget(NamedTuple):
    """Differences that have been looked at: one, or all of them."""

    ids: tuple[str, ...]
    about: str
    """The record to go to, as `kind:id`; empty for none."""


async def look_at_differences(desk: Desk) -> None:
    """Show where the copies differed; what is chosen counts as looked at, and is gone to."""
    chosen = await desk.ask(DifferencesScreen(desk))
    if chosen is None:
        return
    count = len(chosen.ids)
    said = ngettext("{n} place looked at.", "{n} places looked at.", count).format(n=count)
    await desk.run(MarkSeen(chosen.ids), said)
    record = desk.document.resolve(chosen.about)
    if record is not None:
        await go_to(desk, record)


class DifferencesScreen(Drawer[_SeenTarget]):
    """The places, each with what counts now, and a last line for all of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["page"])

    DEFAULT_CSS = """
    DifferencesScreen {
        & #why { color: $text-muted; margin-bottom: 1; }
    }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """What it is, and the list."""
        with Vertical():
            yield Label(id="why")
            yield RowList()
            yield Keys(_("Enter: look at it   Esc: leave them here"))

    def on_mount(self) -> None:
        """Fill the list."""
        why = _("Two copies of the document became one. Here they said different things:")
        self.query_one("#why", Label).update(safe.content(why))
        document = self._desk.document
        found = unseen_differences(document)
        rows = [row for difference in found for row in _rows(document, difference)]
        every = tuple(difference.id for difference in found)
        rows.append(Row("all", _("I have looked at all of them"), target=_SeenTarget(every, "")))
        listed = self.query_one(RowList)
        listed.show(rows)
        self.set_focus(listed)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """It has been looked at."""
        event.stop()
        if isinstance(event.target, _SeenTarget):
            self.dismiss(event.target)

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def _rows(document: Document, difference: Difference) -> Iterator[Row]:
    """What it is about, what is said of it, and a gap."""
    told = difference_told(document, difference)
    yield Row(difference.id, told.what, target=_SeenTarget((difference.id,), difference.about))
    for place, line in enumerate(told.more):
        yield Row(f"{difference.id}.{place}", f"  {line}", tone=Tone.DIM, selectable=False)
    yield Row(f"{difference.id}.gap", selectable=False)

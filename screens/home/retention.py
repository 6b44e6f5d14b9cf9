"""What is older than the workplace keeps it: a list to go through, nothing is deleted unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Label

from data.dates.labels import short_date
from data.i18n import _, ngettext
from data.model.base import Record
from data.model.workplace import Person
from data.rules.retention import expired, over_since
from screens.dialogs.drawer import Drawer
from screens.drawing import safe
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.shared.navigation import go_to
from screens.widgets.empty import empty
from screens.widgets.hints import Keys
from screens.widgets.row_list import RecordTarget, Row, RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from screens.frame.desk import Desk


async def look_through_old(desk: Desk) -> None:
    """Show what is older than it is to be kept, and go to what is chosen there."""
    record = await desk.ask(RetentionScreen(desk))
    if record is not None:
        await go_to(desk, record)


class RetentionScreen(Drawer[Record]):
    """Closed things with names in them that are older than they are to be kept."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["page"])

    DEFAULT_CSS = """
    RetentionScreen {
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
            yield Keys(_("Enter: go there   Esc: back"))

    def on_mount(self) -> None:
        """Fill the list."""
        document, today = self._desk.document, self._desk.today
        workplace = document.workplace
        years = workplace.retention_years if workplace is not None else 0
        why = ngettext(
            "Over for more than {n} year. Look at each, and delete what you do not need.",
            "Over for more than {n} years. Look at each, and delete what you do not need.",
            years,
        ).format(n=years)
        self.query_one("#why", Label).update(safe.content(why))
        rows = [_row(record) for record in expired(document, today)]
        text = _("Nothing is older than that. What gets so is told on the front page. Esc: back")
        listed = self.query_one(RowList)
        listed.show(rows or [empty("nothing", text)])
        self.set_focus(listed)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go to the thing."""
        event.stop()
        match event.target:
            case RecordTarget(reference):
                self.dismiss(self._desk.document.resolve(reference))
            case _:
                self.dismiss(None)

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def _row(record: Record) -> Row:
    day = over_since(record)
    why = _(type(record).label)
    if isinstance(record, Person):
        why = _("has left")
    name = record.code if record.prefix else ""
    return Row(
        record.reference,
        f"{name:<4} {record.heading}",
        meta=f"{why}  {short_date(day) if day else ''}",
        target=RecordTarget(record.reference),
    )

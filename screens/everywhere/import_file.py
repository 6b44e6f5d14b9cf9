"""Reading an existing plan or a calendar from a file: what is understood of it, and keeping it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from data.edits.errors import EditError
from data.i18n import _, language
from data.importing.any_file import read_either
from data.importing.table import MOST_BYTES
from data.store.errors import unreadable
from screens.dialogs.page import RowsPage
from screens.dialogs.prompt import TextPrompt
from screens.everywhere.file_name import open_named
from screens.everywhere.keys import KEYS
from screens.keys.key import bindings
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from textual.binding import BindingType

    from data.importing.any_file import FilePreview
    from screens.frame.desk import Desk


class ImportPage(RowsPage[bool]):
    """What was understood of a file. Enter keeps it, Esc leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["import"])

    def __init__(self, name: str, understood: FilePreview) -> None:
        self._understood = understood
        hint = _("Enter: import   Esc: leave it")
        if understood.command is None:
            hint = _("There is nothing new in the file.   Esc: back")
        rows = [
            Row(str(number), line.strip(), wrap=True, indent=len(line) - len(line.lstrip()))
            for number, line in enumerate(understood.lines)
        ]
        super().__init__(rows, title=_("Import {name}").format(name=name), hint=hint)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Keep it."""
        event.stop()
        self.dismiss(self._understood.command is not None)

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss(False)


async def import_file(desk: Desk) -> None:
    """Ask for a file, show what is understood of it, and keep that as one edit. From `start`."""
    understood: FilePreview | None = None

    def accept(text: str) -> str:
        nonlocal understood
        try:
            understood = _read(desk, text)
        except EditError as error:
            return error.sentence()
        except OSError as error:
            return unreadable(text, error) if text.strip() else _("Write where the file is.")
        return ""

    text = await desk.ask(
        TextPrompt(
            _("Import an action plan (CSV) or a calendar (.ics): where is the file?"),
            hint=_("Save a spreadsheet as CSV first, with headings   Enter: look   Esc: leave"),
            accept=accept,
        )
    )
    if text is None or understood is None:
        return
    keep = await desk.ask(ImportPage(Path(text.strip()).name, understood))
    if keep and understood.command is not None:
        await desk.run(understood.command, understood.imported(_("u: undo")))


def _read(desk: Desk, text: str) -> FilePreview:
    with open_named(desk, text) as file:
        content = file.read(MOST_BYTES + 1)
    return read_either(content, desk.document, desk.today, language())

"""Reading an existing plan or a calendar from a file: what is understood of it, and keeping it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from data.commands.errors import EditError
from data.i18n import _, language
from data.importing.either import read_either
from data.importing.table import MOST_BYTES
from data.store.errors import shown
from screens import keys, safe
from screens.dialogs.prompt import TextPrompt
from screens.file_names import open_named
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.importing.either import Found
    from screens.base import DocumentScreen


class ImportPage(ModalScreen[bool]):
    """What was understood of a file. Enter keeps it, Esc leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("import")

    DEFAULT_CSS = """
    ImportPage {
        & > Vertical {
            width: 100%; height: 100%; padding: 0 1; align-horizontal: center;
            background: $background;
        }
        & RowList, & Label { width: 1fr; max-width: 96; }
        & #title { text-style: bold; }
        & #hint { color: $text-muted; }
        &:ansi > Vertical { background: ansi_default; }
    }
    """

    def __init__(self, name: str, found: Found) -> None:
        super().__init__()
        self._file, self._found = name, found

    def compose(self) -> ComposeResult:
        """The file, what was understood, what to press."""
        with Vertical():
            yield Label(safe.content(_("Import {name}").format(name=self._file)), id="title")
            yield RowList()
            hint = _("Enter: import   Esc: leave it")
            if self._found.command is None:
                hint = _("There is nothing new in the file.   Esc: back")
            yield Label(safe.content(hint), id="hint")

    def on_mount(self) -> None:
        """Show what was understood."""
        rows = [
            Row(str(number), line.strip(), wrap=True, indent=len(line) - len(line.lstrip()))
            for number, line in enumerate(self._found.lines)
        ]
        listed = self.query_one(RowList)
        listed.show(rows)
        self.set_focus(listed)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Keep it."""
        event.stop()
        self.dismiss(self._found.command is not None)

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss(False)


async def import_plan(screen: DocumentScreen) -> None:
    """Ask for a file, show what is understood of it, and keep that as one edit. From `start`."""
    found: list[Found] = []

    def accept(text: str) -> str:
        try:
            found[:] = [_read(screen, text)]
        except EditError as error:
            return error.sentence()
        except OSError as error:
            told = _("{path}: the system says {text}.")
            return told.format(path=shown(text), text=error.strerror or "?")
        return ""

    text = await screen.ask(
        TextPrompt(
            _("Import an action plan (CSV) or a calendar (.ics): where is the file?"),
            hint=_("Save a spreadsheet as CSV first, with headings   Enter: look   Esc: leave"),
            accept=accept,
        )
    )
    if text is None or not await screen.ask(ImportPage(Path(text.strip()).name, found[0])):
        return
    (one,) = found
    if one.command is not None:
        await screen.run(one.command, one.imported(_("U: undo")))


def _read(screen: DocumentScreen, text: str) -> Found:
    with open_named(screen.desk, text) as file:
        content = file.read(MOST_BYTES + 1)
    return read_either(content, screen.document, screen.session.today(), language())

"""Reading an existing plan from a file: where it is, what is understood of it, and keeping it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from data.commands.errors import EditError
from data.i18n import _, language
from data.importing.plan_csv import read_plan
from data.importing.table import MOST_BYTES
from data.importing.told import imported, preview_lines
from data.store.errors import shown
from screens import keys, safe
from screens.dialogs.prompt import TextPrompt
from screens.file_names import open_named
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.importing.plan_csv import Preview
    from screens.base import DocumentScreen


class ImportPage(ModalScreen[bool]):
    """What was understood of a plan. Enter keeps it, Esc leaves it."""

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

    def __init__(self, name: str, preview: Preview) -> None:
        super().__init__()
        self._file, self._preview = name, preview

    def compose(self) -> ComposeResult:
        """The file, what was understood, what to press."""
        with Vertical():
            yield Label(safe.content(_("Import {name}").format(name=self._file)), id="title")
            yield RowList()
            hint = _("Enter: import   Esc: leave it")
            if self._preview.command is None:
                hint = _("There is nothing new in the file.   Esc: back")
            yield Label(safe.content(hint), id="hint")

    def on_mount(self) -> None:
        """Show what was understood."""
        lines = preview_lines(self._preview)
        rows = [
            Row(str(number), line.strip(), wrap=True, indent=len(line) - len(line.lstrip()))
            for number, line in enumerate(lines)
        ]
        listed = self.query_one(RowList)
        listed.show(rows)
        self.set_focus(listed)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Keep it."""
        event.stop()
        self.dismiss(self._preview.command is not None)

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss(False)


async def import_plan(screen: DocumentScreen) -> None:
    """Ask for a file, show what is understood of it, and keep that as one edit. From `start`."""
    found: list[Preview] = []

    def accept(text: str) -> str:
        try:
            found[:] = [_preview(screen, text)]
        except EditError as error:
            return error.sentence()
        except OSError as error:
            told = _("{path}: the system says {text}.")
            return told.format(path=shown(text), text=error.strerror or "?")
        return ""

    text = await screen.ask(
        TextPrompt(
            _("Import an action plan: where is the CSV file?"),
            hint=_("Save the spreadsheet as CSV first, with headings   Enter: look   Esc: leave"),
            accept=accept,
        )
    )
    if text is None or not await screen.ask(ImportPage(Path(text.strip()).name, found[0])):
        return
    preview = found[0]
    if preview.command is not None:
        await screen.run(preview.command, imported(preview, _("U: undo")))


def _preview(screen: DocumentScreen, text: str) -> Preview:
    with open_named(screen.desk, text) as file:
        content = file.read(MOST_BYTES + 1)
    return read_plan(content, screen.document, screen.session.today(), language())

"""Reading an existing plan or a calendar from a file: what is understood of it, and keeping it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from data.edits.errors import EditError, Refusal
from data.i18n import N_, _, language
from data.importing.preview import read_any_file
from data.importing.table import MOST_BYTES
from data.store.errors import StoreError, unreadable
from data.store.targets import open_source
from screens.dialogs.page import RowsPage
from screens.dialogs.prompt import TextPrompt
from screens.everywhere.keys import KEYS
from screens.keys.key import bindings
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from textual.binding import BindingType

    from data.importing.preview import FilePreview
    from screens.frame.desk import Desk


class OutOfBounds(Refusal):
    """The file may not be read here.

    Args:
        folder: The one folder whose files may.
    """

    def __init__(self, folder: str) -> None:
        super().__init__(
            N_(
                "Only files in the folder “{folder}” beside the document can be read here. Write "
                "the name alone."
            ),
            folder=folder,
        )


class NotToBeRead(EditError):
    """The file lies in the document's folder and is a link, or no file of its own."""

    def __init__(self, reason: StoreError) -> None:
        super().__init__(reason)
        self.reason = reason

    def sentence(self) -> str:
        """Why."""
        return self.reason.sentence()


def open_named(desk: Desk, text: str) -> BinaryIO:
    """Open a file for reading; no link in the document's folder is followed.

    Where no other file may be touched, the name is that of a file in the folder for exports.

    Args:
        desk: Says what may be touched.
        text: What the user typed: a path, or a name.

    Raises:
        OutOfBounds: it may not be read.
        NotToBeRead: it is a link, or no file of its own, that somebody may have put there.
        OSError: it cannot be read.
    """
    named = text.strip()
    path = Path(named).expanduser()
    if desk.restricted:
        if not named or "/" in named or "\0" in named or named.startswith("."):
            raise OutOfBounds(desk.export_folder.name)
        path = desk.export_folder / named
    try:
        return os.fdopen(open_source(path, desk.session.store.path, waits=False), "rb")
    except StoreError as error:
        if desk.restricted:
            raise OutOfBounds(desk.export_folder.name) from error
        raise NotToBeRead(error) from error


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
    return read_any_file(content, desk.document, desk.today, language())

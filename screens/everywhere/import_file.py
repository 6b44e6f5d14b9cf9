"""Reading an existing plan or a calendar from a file: what is understood of it, and keeping it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from data.dataclass import dataclass
from data.edits.errors import EditError, Refusal
from data.export.libraries import NotInstalled
from data.i18n import N_, _, language
from data.importing.preview import read_any_file
from data.importing.table import MOST_BYTES
from data.store.errors import StoreError, unreadable
from data.store.past import known_at
from data.store.targets import open_source
from screens.dialogs.page import RowsPage
from screens.dialogs.prompt import ChoicePrompt, Option, TextPrompt
from screens.everywhere.keys import KEYS
from screens.keys.key import bindings
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from textual.binding import BindingType

    from data.importing.outcome import FilePreview
    from data.model.document import Document
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


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the preview led to.

    Attributes:
        understood: The file, with the answers that were given.
        points: Whether a column is to be pointed at first; else it is kept.
    """

    understood: FilePreview
    points: bool = False


class ImportPage(RowsPage[Looked]):
    """What was understood of a file: space gives another answer. Enter keeps it, Esc leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["import"])

    def __init__(self, name: str, understood: FilePreview) -> None:
        """Make the page.

        Args:
            name: What the file is called.
            understood: What was understood of it.
        """
        self.understood = understood
        title = _("Import {name}").format(name=name)
        super().__init__(_rows(understood), title=title, hint=_hint(understood))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Keep it."""
        event.stop()
        self.dismiss(Looked(self.understood) if self.understood.command is not None else None)

    def action_answer(self) -> None:
        """Give the next answer to the question in the row."""
        row = self.query_one(RowList).row
        key = row.key if row is not None else ""
        asked = next((each for each in self.understood.questions if each.key == key), None)
        if asked is None:
            self.tell(_("Nothing is chosen in this row."))
            return
        answers = {**self.understood.answers(), key: asked.following.key}
        self.understood = self.understood.again(answers)
        self.query_one(RowList).show(_rows(self.understood), select=key)
        self.hint(_hint(self.understood))

    def action_point(self) -> None:
        """Point at what a column holds."""
        if self.understood.columns:
            self.dismiss(Looked(self.understood, points=True))
        else:
            self.tell(_("This file has no columns."))

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss(None)


def _rows(understood: FilePreview) -> list[Row]:
    """The lines; one in which something is chosen is known by its question."""
    asked = {each.key: each for each in understood.questions}
    rows = []
    for number, line in enumerate(understood.told()):
        question = asked.get(line.question)
        text = line.text.strip()
        if question is not None:
            text = f"{text}  [{question.answer.text}]"
        key = question.key if question is not None else str(number)
        indent = len(line.text) - len(line.text.lstrip())
        rows.append(Row(key, text, wrap=True, indent=indent))
    return rows


def _hint(understood: FilePreview) -> str:
    nothing = understood.command is None
    parts = [_("There is nothing new in the file.") if nothing else _("Enter: import")]
    if understood.questions:
        parts.append(_("Space: another answer"))
    if understood.columns:
        parts.append(_("F6: columns"))
    return "   ".join((*parts, _("Esc: back")))


async def import_file(desk: Desk) -> None:
    """Ask for a file, show what is understood of it, and keep that as one edit. From `start`."""
    understood: FilePreview | None = None

    def accept(text: str) -> str:
        nonlocal understood
        try:
            understood = _read(desk, text)
        except EditError as error:
            return error.sentence()
        except NotInstalled as missing:
            return missing.sentence()
        except OSError as error:
            return unreadable(text, error) if text.strip() else _("Write where the file is.")
        return ""

    text = await desk.ask(
        TextPrompt(
            _("Import a plan (Excel, CSV, Word …) or a calendar (.ics): where is the file?"),
            hint=_("Enter: look at what is understood   Esc: back"),
            accept=accept,
        )
    )
    if text is None or understood is None:
        return
    looked = await desk.ask(ImportPage(Path(text.strip()).name, understood))
    while looked is not None and looked.points:
        understood = await _pointed(desk, looked.understood)
        looked = await desk.ask(ImportPage(Path(text.strip()).name, understood))
    if looked is not None and looked.understood.command is not None:
        kept = looked.understood
        await desk.run(looked.understood.command, kept.imported(_("u: undo")))


async def _pointed(desk: Desk, understood: FilePreview) -> FilePreview:
    """The preview after somebody pointed at what a column holds."""
    columns = {each.key: each for each in understood.columns}
    options = [Option(key, each.text, each.answer.text) for key, each in columns.items()]
    key = await desk.ask(ChoicePrompt(_("Which column?"), options))
    column = columns.get(key or "")
    if column is None:
        return understood
    fields = [Option(answer.key, answer.text) for answer in column.answers]
    title = _("What does “{heading}” hold?").format(heading=column.text)
    field = await desk.ask(ChoicePrompt(title, fields, value=column.chosen))
    if field is None:
        return understood
    try:
        return understood.again({**understood.answers(), column.key: field})
    except EditError as error:
        # Without a column for it nothing says what the rows are about.
        desk.say(error.sentence(), alert=True)
        return understood


def _read(desk: Desk, text: str) -> FilePreview:
    with open_named(desk, text) as file:
        content = file.read(MOST_BYTES + 1)
    document = desk.document

    def past(revision: int) -> Document | None:
        return known_at(document, desk.session.store.history.newest_first(), revision)

    return read_any_file(content, document, desk.today, language(), past=past)

"""A file that is to be read in, whatever it is: a plan, minutes, or a calendar."""

from __future__ import annotations

import io
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from data.dataclass import dataclass, field, replace
from data.i18n import N_, _
from data.importing.asking import FileAsking
from data.importing.columns import header_at, known_cells
from data.importing.outcome import FilePreview, PreviewLine
from data.importing.table import MOST_BYTES, NotATable, Table, read_text_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from data.export.stamp import FileStamp
    from data.importing.home_file import HomeFile
    from data.importing.pieces import FilePiece
    from data.model.document import Document

SHEET: Final = "sheet"
"""The key of the question which sheet or table the plan is in."""


def _no_past(_revision: int) -> Document | None:
    return None


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file is read against.

    Attributes:
        document: Where it is to be kept.
        today: The day it is read on.
        language: The language dates are read in first.
        past: The document as it was right after a save, by its number; None where that is lost.
        answers: What was answered to the questions about the file, by their key.
    """

    document: Document
    today: date
    language: str
    past: Callable[[int], Document | None] = _no_past
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file taken apart.

    Attributes:
        tables: Its tables.
        pieces: What else is in it; empty where it has tables only.
        stamp: Where it says that it came from.
        lines: Whether it keeps lines apart.
    """

    tables: tuple[Table, ...]
    pieces: tuple[FilePiece, ...] = ()
    stamp: FileStamp | None = None
    lines: bool = True


def read_any_file(
    data: bytes,
    document: Document,
    today: date,
    language: str,
    answers: Mapping[str, str] = MappingProxyType({}),
    past: Callable[[int], Document | None] = _no_past,
) -> FilePreview:
    """Read a file; the arguments are those of `FileReading`.

    Raises:
        NotATable: it is no plan.
        NotACalendar: it says it is a calendar, and is broken.
        NotInstalled: what reads files of its kind is not there.
    """
    if _is_calendar(data):
        from data.importing.calendars.reading import read_calendar

        return read_calendar(data, document, today, answers)
    if len(data) > MOST_BYTES:
        raise NotATable(N_("The file is too large for an action plan."))
    return _read(data, FileReading(document, today, language, past, answers))


def _is_calendar(data: bytes) -> bool:
    return b"BEGIN:VCALENDAR" in data[:2000].upper()


def _read(data: bytes, against: FileReading) -> FilePreview:
    opened = _opened(data, against.answers)
    minutes = _minutes(data, opened, against)
    if minutes is not None:
        return minutes
    home = _home(opened, against.document)
    if home is not None:
        return _came_home(data, opened, home, against)
    return _plan(data, opened, against)


def _minutes(data: bytes, opened: OpenedFile, against: FileReading) -> FilePreview | None:
    """What was changed in minutes that came back; None where the file is none."""
    if not opened.pieces:
        return None
    from data.importing.minutes_home import MinutesHome, meeting_of, minutes_preview

    document, stamp = against.document, opened.stamp
    meant = meeting_of(opened.pieces, document)
    if meant is None:
        return None
    if stamp is not None and stamp.document != document.meta.document:
        raise NotATable(N_("These are the minutes of another document, so nothing was read."))
    base = _base(stamp, against)
    meeting, language = meant
    home = MinutesHome(
        opened.pieces,
        meeting,
        document,
        base if base is not None else document,
        stamp.day if stamp is not None else against.today,
        language,
        against.answers,
    )
    home.compare()
    return minutes_preview(home, lambda given: _read(data, replace(against, answers=given)))


def _base(stamp: FileStamp | None, against: FileReading) -> Document | None:
    """The document as it was when a file was written; None where that is not known."""
    revision = against.document.meta.revision
    if stamp is None or stamp.revision > revision:
        return None
    return against.document if stamp.revision == revision else against.past(stamp.revision)


def _opened(data: bytes, answers: Mapping[str, str]) -> OpenedFile:
    from data.importing.plan_csv import LETTERS
    from data.importing.spreadsheets import is_workbook, read_workbook, stamp_of_archive

    if is_workbook(data):
        return OpenedFile(read_workbook(data), stamp=stamp_of_archive(data))
    if _is_word(data):
        from data.importing.pieces import tables_of, word_pieces

        pieces = word_pieces(data)
        return OpenedFile(tables_of(pieces), pieces, stamp_of_archive(data), lines=False)
    table = read_text_table(data, known_cells, answers.get(LETTERS, ""))
    text = data.decode("utf-8-sig", "replace")
    # A cell of CSV may hold a table, too.
    if not _has_columns(table) and _is_markdown(text):
        from data.export.stamp import stamp_in
        from data.importing.pieces import markdown_pieces, tables_of

        pieces = markdown_pieces(text)
        return OpenedFile(tables_of(pieces), pieces, stamp_in(text), lines=False)
    return OpenedFile((table,))


def _is_word(data: bytes) -> bool:
    if not data.startswith(b"PK"):
        return False
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except BadZipFile:
        return False


def _has_columns(table: Table) -> bool:
    return bool(table.rows) and known_cells(table.rows[0][1]) > 1


def _is_markdown(text: str) -> bool:
    """Whether a text is Markdown: it has a heading and a table, or begins with a heading."""
    lines = text.lstrip().split("\n")
    rule = any(line.lstrip().startswith("|") and "--" in line for line in lines)
    return rule or lines[0].startswith("# ")


def _home(opened: OpenedFile, document: Document) -> HomeFile | None:
    """What a file of our own says; None where it is somebody else's, or of another document."""
    from data.importing.home_file import HomeFile, read_pieces, read_tables
    from data.importing.home_ways import looks_like_ours

    if opened.stamp is not None and opened.stamp.document != document.meta.document:
        return None
    found = HomeFile()
    read_tables(opened.tables, found)
    read_pieces(opened.pieces, found)
    if not found.known:
        return None
    return found if opened.stamp is not None or looks_like_ours(found, document) else None


def _came_home(
    data: bytes, opened: OpenedFile, home: HomeFile, against: FileReading
) -> FilePreview:
    from data.importing.coming_home import Homecoming, home_preview

    stamp, base = opened.stamp, _base(opened.stamp, against)
    homecoming = Homecoming(
        home,
        against.document,
        base=base,
        day=stamp.day if stamp is not None and base is not None else None,
        today=against.today,
        language=against.language,
        lines=opened.lines,
        answers=against.answers,
    )
    homecoming.compare()
    return home_preview(homecoming, lambda given: _read(data, replace(against, answers=given)))


def _plan(data: bytes, opened: OpenedFile, against: FileReading) -> FilePreview:
    from data.importing.plan_csv import plan_of
    from data.importing.plan_lines import imported, plan_lines
    from data.importing.two_sheets import on_one_sheet

    asking = FileAsking(against.answers)
    # What AMIS wrote of another document stands on two sheets.
    tables = opened.tables if opened.stamp is None else on_one_sheet(opened.tables)
    table = _sheet(tables, asking)
    plan = plan_of(
        table, against.document, against.today, against.language, answers=against.answers
    )
    questions = (*asking.questions, *plan.questions)
    lines = [PreviewLine(each.text, each.key) for each in asking.questions]
    for other in tables:
        if other is not table:
            text = _("Only one table is read; “{name}” is left out.")
            lines.append(PreviewLine(text.format(name=other.name or _("a table"))))
    return FilePreview(
        (*lines, *plan_lines(plan, against.document)),
        plan.entries,
        plan.command,
        lambda back: imported(plan, back),
        questions=questions,
        again=lambda given: _read(data, replace(against, answers=given)),
        columns=plan.pointing,
    )


def _sheet(tables: tuple[Table, ...], asking: FileAsking) -> Table:
    """The table that is the plan: the one with most headings that are known, or the one chosen.

    Raises:
        NotATable: there is none.
    """
    if not tables:
        raise NotATable(N_("There is no table in the file, so nothing can be read."))
    fitting = sorted(tables, key=_fit, reverse=True)
    if len(tables) == 1:
        return tables[0]
    names = [(f"{tables.index(table) + 1}", table.name or _("a table")) for table in fitting]
    chosen = asking.ask(SHEET, _("Which table is the plan?"), names, must=False)
    return tables[int(chosen) - 1]


def _fit(table: Table) -> tuple[int, int]:
    try:
        return known_cells(table.rows[header_at(table, {})][1]), len(table.rows)
    except NotATable:
        return 0, 0

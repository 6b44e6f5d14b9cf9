"""Workbooks of Excel and LibreOffice as tables: every sheet, with merged cells filled."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from data.dataclass import dataclass
from data.export.libraries import needs
from data.export.stamp import stamp_in
from data.i18n import N_, _
from data.importing.old_workbooks import hidden_rows
from data.importing.table import NotATable, Table
from data.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data.export.stamp import FileStamp

_MOST_UNPACKED: Final = 300 << 20
"""Bytes an archive may unpack to; more is no plan."""
_MOST_CELLS: Final = 2_000_000
_PROPERTIES: Final = ("docProps/custom.xml", "meta.xml")
"""Where files of Word and Excel, and those of LibreOffice, keep properties of their own."""
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_REPEATED: Final = 10_000
"""Rows and cells that are written once and stand for many; what lies beyond is empty."""

_OLD: Final = b"\xd0\xcf\x11\xe0"
"""How a workbook of the old kind begins."""

_Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """What a sheet says besides its cells: rows that are hidden, cells that are merged, from 0."""

    hidden: frozenset[int] = frozenset()
    merged: tuple[_Range, ...] = ()


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook that can be read: .xlsx, .xls or .ods."""
    if data.startswith(_OLD):
        return True
    names = _names(data)
    return "xl/workbook.xml" in names or ("content.xml" in names and _is_ods(data))


def _is_ods(data: bytes) -> bool:
    with ZipFile(io.BytesIO(data)) as archive:
        if "mimetype" not in archive.namelist():
            return False
        return b"spreadsheet" in archive.read("mimetype")


def _names(data: bytes) -> frozenset[str]:
    if not data.startswith(b"PK"):
        return frozenset()
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_UNPACKED:
                raise NotATable(N_("The file is too large for an action plan."))
            return frozenset(archive.namelist())
    except BadZipFile:
        return frozenset()


def read_workbook(data: bytes) -> tuple[Table, ...]:
    """Every sheet that says something; hidden rows are read, and said.

    Raises:
        NotATable: it is broken, or locked with a password.
        NotInstalled: what reads workbooks is not there.
    """
    with needs("python-calamine"):
        import python_calamine as calamine
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        layouts = _layouts(data)
        tables = []
        for place, metadata in enumerate(book.sheets_metadata):
            if metadata.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(place)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                raise NotATable(N_("The file is too large for an action plan."))
            layout = layouts.get(metadata.name, SheetLayout())
            merged = layout.merged or tuple(sheet.merged_cell_ranges or ())
            cells = [
                [_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)
            ]
            _fill(cells, merged)
            hidden = metadata.visible != calamine.SheetVisibleEnum.Visible
            tables.append(_table(metadata.name, cells, layout.hidden, away=hidden))
    except calamine.PasswordError as error:
        raise NotATable(
            N_("The file is locked with a password. Save it without one and try again.")
        ) from error
    except calamine.CalamineError as error:
        raise NotATable(
            N_("The workbook is broken and cannot be read. Save it once more and try again.")
        ) from error
    return tuple(table for table in tables if table.rows)


def stamp_of_archive(data: bytes) -> FileStamp | None:
    """The stamp in the properties of a file of Word, Excel or LibreOffice."""
    named = next((name for name in _PROPERTIES if name in _names(data)), "")
    if not named:
        return None
    with ZipFile(io.BytesIO(data)) as archive:
        return stamp_in(archive.read(named).decode("utf-8", "replace"))


def _text(cell: Any) -> str:
    """A cell's value as it would stand in a text."""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return clean(str(cell))


def _fill(cells: list[list[str]], merged: Iterable[_Range]) -> None:
    """Put what stands in a merged cell into every row and column it covers, but across its row."""
    for (top, left), (bottom, _right) in merged:
        if top >= len(cells) or left >= len(cells[top]):
            continue
        for row in cells[top + 1 : bottom + 1]:
            if left < len(row) and not row[left]:
                row[left] = cells[top][left]


def _table(name: str, cells: list[list[str]], hidden: frozenset[int], *, away: bool) -> Table:
    rows = tuple(
        (number, tuple(row)) for number, row in enumerate(cells, 1) if any(map(clean_line, row))
    )
    said = []
    if away:
        said.append(_("The sheet “{name}” is hidden.").format(name=name))
    covered = [number for number, _row in rows if number - 1 in hidden]
    if covered:
        text = _("Rows that are hidden in “{name}” are read, too: {numbers}")
        numbers = ", ".join(map(str, covered[:20]))
        said.append(text.format(name=name, numbers=numbers))
    return Table(rows, name=name, said=tuple(said))


def _layouts(data: bytes) -> dict[str, SheetLayout]:
    if data.startswith(_OLD):
        return {name: SheetLayout(rows) for name, rows in hidden_rows(data).items()}
    names = _names(data)
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if "content.xml" in names:
                return dict(_ods_layouts(archive.read("content.xml")))
            if "xl/workbook.xml" in names:
                return dict(_xlsx_layouts(archive, names))
    except (BadZipFile, ET.ParseError, KeyError):
        pass
    return {}


def _xlsx_layouts(archive: ZipFile, names: frozenset[str]) -> Iterator[tuple[str, SheetLayout]]:
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat refuses bombs
    links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in book.iter():
        if not sheet.tag.endswith("}sheet"):
            continue
        link = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        target = targets.get(link, "").lstrip("/")
        path = target if target.startswith("xl/") else f"xl/{target}"
        if path in names:
            yield sheet.get("name", ""), SheetLayout(_hidden_rows(archive.read(path)))


_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_NUMBERED: Final = re.compile(rb'\br="([0-9]+)"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')


def _hidden_rows(sheet: bytes) -> frozenset[int]:
    found = []
    for row in _ROW.findall(sheet):
        number = _NUMBERED.search(row)
        if number is not None and _HIDDEN.search(row):
            found.append(int(number[1]) - 1)
    return frozenset(found)


def _ods_layouts(content: bytes) -> Iterator[tuple[str, SheetLayout]]:
    root = ET.fromstring(content)  # noqa: S314 - expat refuses bombs
    for table in root.iter(f"{_TABLE}table"):
        hidden: list[int] = []
        merged: list[_Range] = []
        at = 0
        for row in table.iter(f"{_TABLE}table-row"):
            times = _times(row, "number-rows-repeated")
            if row.get(f"{_TABLE}visibility", "visible") != "visible":
                hidden += range(at, at + min(times, _MOST_REPEATED))
            merged += _ods_merged(row, at)
            at += times
        yield table.get(f"{_TABLE}name", ""), SheetLayout(frozenset(hidden), tuple(merged))


def _ods_merged(row: ET.Element, at: int) -> Iterator[_Range]:
    column = 0
    for cell in row:
        down = _times(cell, "number-rows-spanned")
        across = _times(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            yield (at, column), (at + down - 1, column + across - 1)
        column += _times(cell, "number-columns-repeated")


def _times(element: ET.Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdigit() else 1

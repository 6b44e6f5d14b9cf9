"""Tables as an Excel workbook: dates that are dates, numbers that are numbers, text that is text.

No cell reckons: whatever a text begins with, it is shown and not carried out, also when somebody
goes into the cell and out of it again.
"""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.functions import tostring

from data.export.libraries import AUTHOR, LONGEST_PROPERTY, language_tag, made_at
from data.export.office.archive import packed_alike
from data.export.office.cell_sizes import SIZE, SMALLEST, sizes_of
from data.export.office.formulas import acts
from data.text import clean, clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.cell import Cell as ExcelCell
    from openpyxl.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from data.export.office.sheets import Cell, DataSheet

_DAY: Final = "mm-dd-yy"
"""The format that stands for the reader's own way of writing days, whatever it looks like here."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Days before this one Excel counts wrongly or not at all."""
_LONGEST: Final = 32_767
"""Letters a cell may hold."""
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as the number of a letter."""
_UNNAMED: Final = re.compile(r"[\[\]:*?/\\]")
"""What no sheet's name may hold."""
_LONGEST_NAME: Final = 31
_RESERVED: Final = "history"
_A4: Final = 9
_TOP: Final = Alignment(vertical="top", horizontal="left", wrap_text=True)
_LINE: Final = Border(bottom=Side("hair", color="FF8A9099"))
_SHADE: Final = PatternFill("solid", fgColor="F2F2F2")
_FONT: Final = "Calibri"
_PLAIN: Final = Font(name=_FONT, size=SIZE)
_BOLD: Final = Font(name=_FONT, size=SIZE, bold=True)
_MARGINS: Final = {
    "left": 0.39,
    "right": 0.39,
    "top": 0.47,
    "bottom": 0.63,
    "header": 0.3,
    "footer": 0.3,
}
"""Inches."""
_CORE: Final = "docProps/core.xml"
_SHEETS: Final = "xl/worksheets/sheet"
_ROW: Final = re.compile(rb"<row [^>]*>")
_BY_HAND: Final = b' customHeight="1"'


def workbook(tables: Iterable[DataSheet], title: str, language: str, *, today: date) -> bytes:
    """A whole .xlsx file with a sheet for each table; the same tables give the same bytes.

    Args:
        tables: at least one.
        title: what the workbook is called, as typed.
        language: the language of the texts.
        today: the day it is made.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    taken: set[str] = set()
    for table in tables:
        name = sheet_name(table.name, taken)
        taken.add(name.casefold())
        _fill(book.create_sheet(name), table)
    out = io.BytesIO()
    book.save(out)
    properties = DocumentProperties(
        creator=AUTHOR,
        lastModifiedBy=AUTHOR,
        title=shorten(clean_line(title), LONGEST_PROPERTY),
        language=language_tag(language),
        created=made_at(today),
        modified=made_at(today),
    )
    # Saving writes the hour into them.
    return packed_alike(out.getvalue(), {_CORE: _xml(properties), **_growing(out.getvalue())})


def _growing(archive: bytes) -> dict[str, bytes]:
    """The sheets with rows that grow when somebody writes more in them.

    The library says of every height that its user has set it by hand, and then Excel keeps it.
    """
    with ZipFile(io.BytesIO(archive)) as packed:
        return {
            name: _ROW.sub(lambda row: row[0].replace(_BY_HAND, b""), packed.read(name))
            for name in packed.namelist()
            if name.startswith(_SHEETS)
        }


def _xml(properties: DocumentProperties) -> bytes:
    written: str | bytes = tostring(properties.to_tree())
    return written if isinstance(written, bytes) else written.encode()


def sheet_name(text: str, taken: Iterable[str] = ()) -> str:
    """A name that Excel takes for a sheet: short, without its signs, not there yet.

    Args:
        text: what it is about, as typed.
        taken: names in use, in small letters.
    """
    plain = shorten(_UNNAMED.sub(" ", clean_line(text)), _LONGEST_NAME).strip(" '")
    if not plain or plain.casefold() == _RESERVED:
        plain = f"AMIS {plain}".strip()
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = f"{plain[: _LONGEST_NAME - len(ending)].rstrip()}{ending}"
    return name


def _fill(sheet: Worksheet, table: DataSheet) -> None:
    for column, text in enumerate(table.header, 1):
        cell = sheet.cell(1, column)
        _put(cell, text)
        cell.font, cell.fill = _BOLD, _SHADE
    for number, row in enumerate(table.rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.border = _LINE
            if value is not None and value != "":
                _put(cell, value)
    sizes = sizes_of(table)
    for column, width in enumerate(sizes.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, height in enumerate(sizes.heights, 1):
        sheet.row_dimensions[number].height = height
    for (number, column), size in sizes.small.items():
        sheet.cell(number + 1, column + 1).font = Font(name=_FONT, size=size)
    sheet.auto_filter.ref = sheet.dimensions
    _set_page(sheet, table, one_page_wide=sizes.one_page_wide)


def _set_page(sheet: Worksheet, table: DataSheet, *, one_page_wide: bool) -> None:
    """A4 across, the headings on every page, in the foot what it is and which page."""
    last = get_column_letter(table.beside)
    # The headings and what a row is about stay in sight.
    sheet.freeze_panes = f"{get_column_letter(table.beside + 1)}2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    if one_page_wide:
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    else:
        # In letters that can be read, over several pages, each with what its rows are about.
        sheet.page_setup.scale = round(100 * SMALLEST)
        sheet.page_setup.pageOrder = "overThenDown"
        sheet.print_title_cols = f"A:{last}"
    sheet.page_margins = PageMargins(**_MARGINS)
    foot = sheet.HeaderFooter.oddFooter
    if foot is not None:
        foot.left.text, foot.right.text = sheet.title.replace("&", "&&"), "&P / &N"


def _put(cell: ExcelCell | MergedCell, value: Cell) -> None:
    cell.alignment, cell.font = _TOP, _PLAIN
    if isinstance(value, date) and value < _FIRST_DAY:
        value = value.isoformat()
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _DAY
        return
    text = clean(value)
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 1]}…"
    cell.value = _ESCAPED.sub("_x005F_", text)[:_LONGEST]
    # The library takes a text that begins like a formula for one, and #N/A for an error.
    cell.data_type = "s"
    if acts(text):
        cell.quotePrefix = True

"""Plans as they are sent round: written, changed by the programs people use, and read again."""

from __future__ import annotations

import csv
import io
import re
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import docx
import openpyxl
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from support.documents import NOW, TODAY, sample

from data.content.reader import shipped
from data.edits.edits import Author, apply_all
from data.export.forms import rendered
from data.export.plan.csv_file import plan_csv, standing_header
from data.export.plan.pages import action_plan, plan_in_one_table
from data.export.plan.sheets import plan_sheets
from data.export.stamp import stamp_of, stamped
from data.i18n import _, in_language
from data.importing.preview import read_any_file
from data.model.base import BOOKKEEPING_LABELS, label_of, specs
from data.model.plan import Action
from data.start.demo import demo_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.importing.outcome import FilePreview
    from data.model.document import Document

_PAGES: Final = {"docx": plan_in_one_table}
FORMS: Final = ("csv", "xlsx", "md", "docx")

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CELL: Final = re.compile(r"(?<!\\)\|")


def identified(document: Document, revision: int = 1) -> Document:
    """The document as it is after a save, with an id of its own."""
    return replace(document, meta=replace(document.meta, document="doc", revision=revision))


@cache
def example() -> Document:
    """The example workplace."""
    return identified(demo_document("da", TODAY))


@cache
def small() -> Document:
    """A workplace in the midst of its discussion."""
    return identified(sample())


def written(
    document: Document,
    form: str,
    language: str = "da",
    today: date = TODAY,
    *,
    stamp: bool = True,
    stands: bool = False,
) -> bytes:
    """The plan as `amis export plan` writes it.

    Args:
        document: Whose plan it is.
        form: The ending of the file's name.
        language: The language it is in.
        today: The day it is written.
        stamp: Whether it says where it came from.
        stands: Whether its last column tells how the actions stand.
    """
    day = today if stands else None
    with in_language(language):
        if form == "csv":
            contents: str | bytes = plan_csv(document, day)
        else:
            source = (
                plan_sheets(document, day)
                if form == "xlsx"
                else _PAGES.get(form, action_plan)(document, today=today)
            )
            contents = rendered(source, form, "Plan", language, today).contents
    if stamp:
        contents = stamped(contents, form, stamp_of(document, today))
    return contents.encode() if isinstance(contents, str) else contents


@cache
def example_written(form: str, language: str, *, stands: bool = False) -> bytes:
    """The plan of `example`; written once, since writing takes longest."""
    return written(example(), form, language, stands=stands)


def read(
    data: bytes,
    document: Document,
    base: Document | None = None,
    language: str = "da",
    answers: dict[str, str] | None = None,
    today: date = TODAY,
) -> FilePreview:
    """What is understood of a file; `base` is the document as it was when it was written."""
    with in_language(language):
        return read_any_file(
            data, document, today, language, answers or {}, past=lambda _revision: base
        )


def lines(preview: FilePreview) -> list[str]:
    """What is told below the head."""
    return [line.text.strip() for line in preview.lines[1:]]


def taken(document: Document, preview: FilePreview) -> Document:
    """The document after the preview was kept."""
    author = Author("karen", NOW)
    edits = tuple(preview.command.edits(document, author)) if preview.command else ()
    return apply_all(document, edits, author)[0]


def nothing(preview: FilePreview) -> bool:
    """Whether it says that nothing was changed, and keeps nothing."""
    tally = preview.tally
    return (
        preview.command is None
        and not preview.unanswered
        and len(preview.lines) == 1
        and (tally.taken, tally.asked, tally.left_out) == (0, 0, 0)
    )


def ordinary(document: Document) -> list[Action]:
    """Open actions that stand in a plan's tables with every field that is changed here."""
    return [a for a in document.all(Action) if a.is_open and not a.permanent]


@cache
def heads(language: str) -> dict[str, frozenset[str]]:
    """What the columns of our files are called, by field."""
    with in_language(language):
        named = {name: {label_of(Action, name)} for name in specs(Action)}
        named["number"] = {_(BOOKKEEPING_LABELS["number"]), _("No.")}
        named["notes"] = {_("Notes")}
        named["stands"] = {standing_header()}
    for name, earlier in shipped(language, "headings").tables()["earlier"].items():
        named.setdefault(name, set()).update(earlier)
    return {name: frozenset(texts) for name, texts in named.items()}


def earlier_head(head: str, language: str) -> str:
    """What a column was called in version 0.1.0."""
    for name, earlier in shipped(language, "headings").tables()["earlier"].items():
        if head in heads(language).get(name, ()):
            return str(earlier[0])
    return head


class SentPlan:
    """A plan that was written, opened as the programs people use open it.

    Args:
        data: The file.
        form: The ending of its name.
        language: The language it is in.
    """

    def __init__(self, data: bytes, form: str, language: str) -> None:
        self.form, self.language = form, language
        if form == "csv":
            text = data.decode("utf-8-sig")
            self.rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        elif form == "xlsx":
            self.book = openpyxl.load_workbook(io.BytesIO(data))
        elif form == "docx":
            self.word = docx.Document(io.BytesIO(data))
        else:
            self.lines = data.decode().split("\n")

    # -- cells ---------------------------------------------------------------------------

    def tables(self) -> Iterator[tuple[list[str], list[Any], Any]]:
        """Header, rows and place of every table; each row a list that can be set."""
        if self.form == "csv":
            yield self.rows[0], self.rows[1:], self.rows
        elif self.form == "xlsx":
            for sheet in self.book.worksheets:
                found = [list(row) for row in sheet.iter_rows()]
                yield [str(cell.value) for cell in found[0]], found[1:], sheet
        elif self.form == "docx":
            for table in self.word.tables:
                found = [list(row.cells) for row in table.rows]
                yield [cell.text for cell in found[0]], found[1:], table
        else:
            at = 0
            while at < len(self.lines):
                if self.lines[at].startswith("|") and self.lines[at + 1].startswith("|--"):
                    end = at
                    while self.lines[end].startswith("|"):
                        end += 1
                    header = [cell.strip() for cell in _cells(self.lines[at])]
                    rows = [[place, *_cells(self.lines[place])] for place in range(at + 2, end)]
                    yield header, rows, end
                    at = end
                at += 1

    def _at(self, header: list[str], name: str) -> int | None:
        known = heads(self.language)[name]
        return next((place for place, head in enumerate(header) if head in known), None)

    def _said(self, row: list[Any], at: int) -> str:
        if self.form == "md":
            return str(row[at + 1]).strip()
        cell = row[at]
        return str(cell if isinstance(cell, str) else getattr(cell, "text", None) or cell.value)

    def said(self, code: str, name: str) -> str:
        """What stands in the cell of an action; empty for nothing, or no such cell."""
        for row, at in self._rows(code, name):
            text = self._said(row, at)
            return "" if text == "None" else text
        return ""

    def set(self, code: str, name: str, text: str) -> bool:
        """Write into the cell of an action; whether there is such a cell."""
        for row, at in self._rows(code, name):
            self._put(row, at, text)
            return True
        return False

    def _rows(self, code: str, name: str) -> Iterator[tuple[list[Any], int]]:
        """The rows of an action that have the cell, and where in them it is."""
        for header, rows, _place in self.tables():
            at, number = self._at(header, name), self._at(header, "number")
            if at is None or number is None:
                continue
            for row in rows:
                if self._said(row, number).strip() == code:
                    yield row, at

    def _put(self, row: list[Any], at: int, text: str) -> None:
        if self.form == "csv":
            row[at] = text
        elif self.form == "xlsx":
            row[at].value, row[at].data_type = text, "s"
        elif self.form == "docx":
            row[at].text = text
        else:
            row[at + 1] = f" {text} "
            self.lines[row[0]] = f"|{'|'.join(row[1:])}|"

    def add_row(self, values: dict[str, str]) -> None:
        """A row without a number in the first table that has those columns."""
        for header, rows, place in self.tables():
            at = {name: self._at(header, name) for name in ("number", *values)}
            if None in at.values():
                continue
            cells = [""] * len(header)
            for name, text in values.items():
                cells[at[name] or 0] = text
            if self.form == "csv":
                self.rows.append(cells)
            elif self.form == "xlsx":
                place.append(cells)
            elif self.form == "md":
                place = rows[-1][0] + 1
                self.lines.insert(place, f"| {' | '.join(cells)} |")
            else:
                for cell, text in zip(place.add_row().cells, cells, strict=True):
                    cell.text = text
            return
        raise AssertionError(values)

    def remove(self, code: str) -> None:
        """Take out all that is told of an action."""
        if self.form == "csv":
            self.rows = [row for row in self.rows if row[self._csv_number()] != code]
        elif self.form == "xlsx":
            for sheet in self.book.worksheets:
                for row in reversed(list(sheet.iter_rows())):
                    if any(cell.value == code for cell in row[: sheet.max_column]):
                        sheet.delete_rows(row[0].row)
        elif self.form == "docx":
            self._remove_from_word(code)
        else:
            kept, out = [], False
            for line in self.lines:
                if line.startswith(("#", "---")):
                    out = line.startswith(f"### {code} ")
                if not out and not line.startswith(f"| {code} "):
                    kept.append(line)
            self.lines = kept

    def _csv_number(self) -> int:
        return self._at(self.rows[0], "number") or 0

    def _remove_from_word(self, code: str) -> None:
        out = False
        for block in list(self.word.iter_inner_content()):
            if isinstance(block, WordTable):
                for row in list(block.rows)[1:]:
                    if row.cells[0].text.strip() == code:
                        row._tr.getparent().remove(row._tr)
            elif isinstance(block, Paragraph):
                if ((block.style and block.style.name) or "").startswith("Heading"):
                    out = block.text.startswith(f"{code} ")
                elif block.text.startswith(("Lavet med AMIS", "Made with AMIS")):
                    out = False
                if out:
                    block._p.getparent().remove(block._p)

    # -- the whole -----------------------------------------------------------------------

    def as_earlier(self) -> None:
        """The heads of version 0.1.0."""
        if self.form == "csv":
            self.rows[0] = [earlier_head(head, self.language) for head in self.rows[0]]
        elif self.form == "xlsx":
            for sheet in self.book.worksheets:
                for cell in sheet[1]:
                    cell.value = earlier_head(cell.value, self.language)

    def reordered(self, order: list[int]) -> None:
        """The columns in another order; of CSV and Excel only."""
        if self.form == "csv":
            self.rows = [[row[at] for at in order] for row in self.rows]
        elif self.form == "xlsx":
            sheet = self.book.worksheets[0]
            rows = [
                [(c.value, c.data_type, c.number_format) for c in row] for row in sheet.iter_rows()
            ]
            for number, row in enumerate(rows, 1):
                for place, at in enumerate(order, 1):
                    cell = sheet.cell(number, place)
                    cell.value, cell.data_type, cell.number_format = row[at]

    @property
    def width(self) -> int:
        """How many columns the first table has."""
        header, _rows, _place = next(self.tables())
        return len(header)

    def bytes(
        self, delimiter: str = ";", encoding: str = "utf-8-sig", *, danish: bool = False
    ) -> bytes:
        """Saved again by the program it was opened with.

        Args:
            delimiter: What parts the cells of CSV.
            encoding: How its letters are written.
            danish: Whether days are written as Danish Excel does.
        """
        out = io.BytesIO()
        if self.form == "csv":
            rows = deepcopy(self.rows)
            if danish:
                rows = [[_danish(cell) for cell in row] for row in rows]
            text = io.StringIO(newline="")
            csv.writer(text, delimiter=delimiter).writerows(rows)
            return text.getvalue().encode(encoding, "replace")
        if self.form == "md":
            return "\n".join(self.lines).encode()
        (self.book if self.form == "xlsx" else self.word).save(out)
        return out.getvalue()


def _cells(line: str) -> list[str]:
    return _CELL.split(line)[1:-1]


def _danish(cell: str) -> str:
    found = _ISO.fullmatch(cell)
    return f"{found[3]}-{found[2]}-{found[1]}" if found is not None else cell

"""Word and Excel files read back with the libraries that others read them with."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterator


def word(contents: bytes) -> Any:
    """The document in a .docx file."""
    return docx.Document(io.BytesIO(contents))


def excel(contents: bytes) -> Any:
    """The workbook in an .xlsx file."""
    return openpyxl.load_workbook(io.BytesIO(contents))


def paragraphs(document: Any) -> Iterator[tuple[str, str]]:
    """Every paragraph in order, those of tables among them: its style's name and its text."""
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                for cell in row.cells:
                    yield from ((p.style.name, p.text) for p in cell.paragraphs)
        else:
            yield part.style.name, part.text


def words(contents: bytes) -> str:
    """All that is written in a .docx file, with single blanks."""
    return " ".join(" ".join(text for _style, text in paragraphs(word(contents))).split())


def inside(contents: bytes) -> str:
    """Everything in either kind of file, as XML."""
    with ZipFile(io.BytesIO(contents)) as archive:
        return "\n".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith("xml")
        )

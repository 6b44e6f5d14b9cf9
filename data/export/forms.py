"""The forms an export is written in: Markdown as it is, a page to print, Word; tables in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from data.export.office.libraries import needs
from data.i18n import in_language

if TYPE_CHECKING:
    from datetime import date

    from data.export.office.sheets import DataSheet

ExportSource: TypeAlias = "str | tuple[DataSheet, ...]"
"""What a form is made of: Markdown, or tables; a text that is none is the file itself."""

Contents: TypeAlias = "str | bytes"
"""What a file holds: text, or what is no text."""

MARKED: Final = ("md", "html", "docx")
"""Forms made of Markdown, by the ending of the file's name."""

NO_TEXT: Final = frozenset({"docx", "xlsx"})
"""Forms that no terminal can show."""


def rendered(source: ExportSource, form: str, title: str, language: str, today: date) -> Contents:
    """What was made, in the form asked for.

    Args:
        source: what `data.export` made.
        form: the ending of the file's name.
        title: what the document is called, as typed.
        language: the language of the texts.
        today: the day it is made.

    Raises:
        NotInstalled: what writes Word or Excel is not there.
    """
    if not isinstance(source, str):
        with needs("openpyxl"):
            from data.export.office.excel import workbook
        return workbook(source, title, language, today=today)
    if form == "docx":
        with needs("python-docx"):
            from data.export.office.word import word_document
        with in_language(language):
            return word_document(source, title, language, today=today)
    if form == "html":
        from data.export.text.html import page

        return page(source, title, language)
    return source


def title_in(markdown: str) -> str:
    """The heading that Markdown made here begins with."""
    return markdown.partition("\n")[0].removeprefix("# ")

"""The forms an export is written in: Markdown, a page to print, Word, PDF; tables in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from data.dataclass import dataclass
from data.export.libraries import needs
from data.export.pdf.paper import Pictured, Printout, Signed
from data.i18n import _, in_language

if TYPE_CHECKING:
    from datetime import date

    from data.export.office.sheets import DataSheet

ExportSource: TypeAlias = "str | Signed | Pictured | Printout | tuple[DataSheet, ...]"
"""What a form is made of: Markdown, tables, a paper; a text that is none is the file itself."""

Contents: TypeAlias = "str | bytes"
"""What a file holds: text, or what is no text."""

MARKED: Final = ("md", "html", "docx", "pdf")
"""Forms made of Markdown, by the ending of the file's name."""

NO_TEXT: Final = frozenset({"docx", "xlsx", "pdf", "png"})
"""Forms that no terminal can show."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was made.

    Attributes:
        contents: What the file holds.
        said: What whoever asked for it is told, in the language in use; mostly empty.
    """

    contents: Contents
    said: str = ""


def rendered(
    source: ExportSource, form: str, title: str, language: str, today: date, *, place: str = ""
) -> Rendered:
    """What was made, in the form asked for.

    Args:
        source: what `data.export` made.
        form: the ending of the file's name.
        title: what the document is called, as typed.
        language: the language of the texts.
        today: the day it is made.
        place: the workplace's name, for the foot of printed pages.

    Raises:
        NotInstalled: what writes Word, Excel or PDF is not there.
    """
    if isinstance(source, Printout):
        return _set(source, form, language, today)
    if isinstance(source, tuple):
        with needs("openpyxl"):
            from data.export.office.excel import workbook
        return Rendered(workbook(source, title, language, today=today))
    if form == "pdf":
        from data.export.pdf.pages import pages

        with in_language(language):
            printed = text_of(source) if isinstance(source, Pictured) else source
            paper = pages(printed, title, today, place)
        return _set(paper, form, language, today)
    text = text_of(source)
    if form == "docx":
        with needs("python-docx"):
            from data.export.office.word import word_document
        with in_language(language):
            return Rendered(word_document(text, title, language, today=today))
    if form == "html":
        from data.export.text.html import page

        picture = source.picture if isinstance(source, Pictured) else ""
        return Rendered(page(text, title, language, picture=picture))
    return Rendered(text)


def text_of(source: str | Signed | Pictured) -> str:
    """The Markdown, or the file's own text."""
    return source if isinstance(source, str) else source.text


def _set(paper: Printout, form: str, language: str, today: date) -> Rendered:
    from data.export.pdf.letters import letters_told, missing_letters
    from data.export.pdf.setting import pdf_all_the_same, png

    said = letters_told(missing_letters(paper.texts()))
    if form == "png":
        return Rendered(png(paper, language, today), said)
    contents, whole = pdf_all_the_same(paper, language, today)
    if not whole:
        plain = _("The file is made without tags for screen readers: something in it has none.")
        said = " ".join(filter(None, (plain, said)))
    return Rendered(contents, said)


def title_in(markdown: str) -> str:
    """The heading that Markdown made here begins with."""
    return markdown.partition("\n")[0].removeprefix("# ")

"""PDF files read back with the libraries that others read them with."""

from __future__ import annotations

import io
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS_PER_MM = 72 / 25.4


@lru_cache(maxsize=2)
def read(contents: bytes) -> PdfReader:
    """The document in a PDF file."""
    return PdfReader(io.BytesIO(contents))


def words(contents: bytes) -> str:
    """All that is written in it, without any blanks: where lines end is the page's affair."""
    return squeezed("\n".join(page_texts(contents)))


def page_texts(contents: bytes) -> list[str]:
    """What is written on each page."""
    document = pypdfium2.PdfDocument(contents)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """A text without blanks, and without the hyphens that lines are parted with."""
    return re.sub(r"[\s\u00ad\ufffe\u0002-]", "", unicodedata.normalize("NFKC", text))


def outside(contents: bytes) -> list[tuple[int, str]]:
    """The text that stands outside its page, each with the number of the page."""
    found = []
    document = pypdfium2.PdfDocument(contents)
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            if left < 0 or bottom < 0 or right > width or top > height:
                found.append((number, text.get_text_bounded(left, bottom, right, top)[:40]))
    document.close()
    return found


def fonts(contents: bytes) -> Iterator[tuple[str, bool]]:
    """Every font used, and whether it is in the file."""
    for page in read(contents).pages:
        resources = page["/Resources"].get_object()
        for font in resources.get("/Font", {}).get_object().values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            held = inner["/FontDescriptor"].get_object()
            yield str(inner["/BaseFont"]), any(f"/FontFile{n}" in held for n in ("", "2", "3"))


def tags(contents: bytes) -> Iterator[str]:
    """What the parts of the document say they are, in order."""
    root: Any = read(contents).trailer["/Root"]
    return _tags(root["/StructTreeRoot"])


def _tags(node: Any) -> Iterator[str]:
    node = node.get_object()
    if isinstance(node, list):
        for inner in node:
            yield from _tags(inner)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from _tags(node["/K"])


def bookmarks(contents: bytes) -> list[str]:
    """The titles in its outline, from the top."""

    def flat(items: list[Any]) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from flat(item)
            else:
                yield str(item.title)

    return list(flat(read(contents).outline))


def is_archival(contents: bytes) -> bool:
    """Whether the file says that it is fit for keeping and for being read aloud."""
    root: Any = read(contents).trailer["/Root"]
    said = root["/Metadata"].get_object().get_data().decode()
    return "pdfaid:part" in said and "pdfuaid:part" in said and root["/MarkInfo"]["/Marked"].value

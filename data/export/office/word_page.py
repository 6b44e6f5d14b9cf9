"""The page a Word document is written on: A4, its styles, header and footer, what it says it is.

Everything is a style, so that whoever goes on writing in the document changes one and not forty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from data.export.libraries import AUTHOR, LONGEST_PROPERTY, language_tag, made_at
from data.i18n import _
from data.text import clean_line, shorten

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document as WordDocument
    from docx.section import Section, _Footer
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

TICK: Final = "AMIS tick"
"""A point of a list with a box before it."""
CELL: Final = "AMIS cell"
HEAD: Final = "AMIS column"
RULE: Final = "AMIS rule"
"""An empty line with a line under it."""
COLOPHON: Final = "AMIS colophon"
"""The last words: when and from what it was made."""

WIDTH: Final = 178
"""Millimetres between the margins."""
WIDTH_ACROSS: Final = 265
"""The same of a page that lies across."""
_SHORT, _LONG = 210, 297
"""Millimetres of A4."""

_FONT: Final = "Calibri"
_INK: Final = RGBColor(0x1A, 0x1A, 0x1A)
_GREY: Final = RGBColor(0x59, 0x59, 0x59)
_HEADINGS: Final = ((17, 0, 10), (13, 18, 5), (11, 13, 3))
"""Size, room above and below, in points; deeper headings are as the last."""
_THEME_FONTS: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_MODERN: Final = "15"
"""The mode of Word from 2013 on; with another it says that it is compatible with the past."""
_TABLES: Final = ("Normal Table", "Table Grid")
"""The looks of tables that are kept, of a hundred."""
_UNUSED: Final = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""What the library's template brings along: a picture of its page, what Word 2010 was like."""


def new_document(title: str, language: str, today: date) -> WordDocument:
    """An empty document with everything around the text.

    Args:
        title: what it is called, as typed.
        language: the language of its text.
        today: the day it is made.
    """
    document = Document()
    shown = clean_line(title)
    _describe(document, shown, language, today)
    _set_styles(document)
    _set_language(document, language_tag(language))
    _set_page(document, shown)
    return document


def _describe(document: WordDocument, title: str, language: str, today: date) -> None:
    properties = document.core_properties
    properties.title = shorten(title, LONGEST_PROPERTY)
    properties.author = properties.last_modified_by = AUTHOR
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.language = language_tag(language)
    properties.created = properties.modified = made_at(today)
    properties.revision = 1
    for relations in (document.part.package.rels, document.part.rels):
        for identity in [i for i, rel in relations.items() if rel.reltype.endswith(_UNUSED)]:
            del relations[identity]


def _set_language(document: WordDocument, tag: str) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), tag)
    settings = document.settings.element
    for element in settings.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), tag)
    danish = tag.startswith("da")
    signs = {"w:decimalSymbol": ",", "w:listSeparator": ";"} if danish else {}
    for name, sign in signs.items():
        for element in settings.iter(qn(name)):
            element.set(qn("w:val"), sign)
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), _MODERN)
    for element in list(settings.iter(qn("w:proofState"))):  # nobody has looked at the spelling yet
        settings.remove(element)
    # Long Danish words in narrow columns.
    hyphenation = OxmlElement("w:autoHyphenation")
    settings.find(qn("w:defaultTabStop")).addnext(hyphenation)


def _set_styles(document: WordDocument) -> None:
    styles = document.styles
    for style in [s for s in styles if s.type == WD_STYLE_TYPE.TABLE and s.name not in _TABLES]:
        style.delete()
    normal = _style(document, "Normal", size=10.5, below=5)
    normal.paragraph_format.line_spacing = 1.15
    for number in range(1, 10):
        size, above, below = _HEADINGS[min(number, len(_HEADINGS)) - 1]
        heading = _style(document, f"Heading {number}", size=size, above=above, below=below)
        heading.font.bold, heading.font.italic = True, False
        heading.paragraph_format.keep_with_next = True
    for base in ("List Bullet", "List Number", "List Continue"):
        for name in (base, f"{base} 2", f"{base} 3"):
            _style(document, name, below=2)
    for name in (TICK, CELL, HEAD, RULE, COLOPHON):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    tick = _style(document, TICK, below=2)
    tick.paragraph_format.left_indent, tick.paragraph_format.first_line_indent = Mm(6), Mm(-6)
    _style(document, CELL, size=9, below=0).paragraph_format.line_spacing = 1.0
    head = _style(document, HEAD, size=9, below=0)
    head.font.bold, head.paragraph_format.line_spacing = True, 1.0
    _underline(_style(document, RULE, size=4, above=12, below=4))
    _style(document, COLOPHON, size=9, below=2, colour=_GREY)
    for name in ("Header", "Footer"):
        _style(document, name, size=8.5, below=0, colour=_GREY)


def style_ids(document: WordDocument) -> dict[str, str]:
    """What the styles are called in the file, by their names."""
    return {style.name: style.style_id for style in document.styles if style.name}


def put_style(paragraph: Paragraph, identity: str) -> None:
    """Give a paragraph a style; the library's own way looks through all of them every time."""
    paragraph._p.style = identity


def _style(
    document: WordDocument,
    name: str,
    *,
    size: float | None = None,
    above: float = 0,
    below: float = 0,
    colour: RGBColor = _INK,
) -> ParagraphStyle:
    """One style in our font; sizes in points."""
    style: ParagraphStyle = document.styles[name]
    style.font.name, style.font.color.rgb = _FONT, colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in _THEME_FONTS:  # these would win over the name
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    if size is not None:
        style.font.size = Pt(size)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
    return style


def _underline(style: ParagraphStyle) -> None:
    borders = OxmlElement("w:pBdr")
    below = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "BBBBBB")):
        below.set(qn(f"w:{name}"), value)
    borders.append(below)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:spacing")


def _set_page(document: WordDocument, title: str) -> None:
    section = document.sections[0]
    _size(section, across=False)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    # The first page begins with the title already.
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    header.add_run(title)
    for footer in (section.footer, section.first_page_footer):
        _number(footer)


def _size(section: Section, *, across: bool) -> None:
    sides = (_LONG, _SHORT) if across else (_SHORT, _LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(sides[0]), Mm(sides[1])
    width = WIDTH_ACROSS if across else WIDTH
    section.left_margin = section.right_margin = Mm((sides[0] - width) / 2)


class Across:
    """The page that is being written on: upright, or across for a wide table."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._across = False

    @property
    def width(self) -> float:
        """Millimetres between its margins."""
        return WIDTH_ACROSS if self._across else WIDTH

    def turn(self, *, across: bool) -> None:
        """Go on on a page that lies so; on the same one where that is so already."""
        if across == self._across:
            return
        self._across = across
        end = self._document.sections[-1]._sectPr
        last = end.getprevious()
        if last is not None:
            # The page ends with the last line on it: a line of its own might begin another page.
            before = end.clone()
            if last.tag != qn("w:p"):
                last = OxmlElement("w:p")
                end.addprevious(last)
            last.set_sectPr(before)
            for each in (
                *end.findall(qn("w:headerReference")),
                *end.findall(qn("w:footerReference")),
            ):
                end.remove(each)
        section = self._document.sections[-1]
        _size(section, across=across)
        if last is not None:
            section.different_first_page_header_footer = False


def _number(footer: _Footer) -> None:
    """`Page 1 of 3`, reckoned by Word; the library has no fields of its own."""
    line = footer.paragraphs[0]
    line.style = "Footer"
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in re.split(r"(\{page\}|\{pages\})", _("Page {page} of {pages}")):
        if part in {"{page}", "{pages}"}:
            _field(line, "PAGE" if part == "{page}" else "NUMPAGES")
        elif part:
            line.add_run(part)


def _field(line: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = line.add_run("1")
    field.append(run._r)
    line._p.append(field)

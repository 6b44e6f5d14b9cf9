"""The looks of a screen, measured on the cells drawn: contrast, grid, cuts, pointers, bars."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rich.cells import cell_len
from textual.command import CommandPalette
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from screens.competence.net import NetPane
from screens.dialogs.page import RowsPage
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import LEFT
from screens.drawing.linear import linear
from screens.wheel.cursor import row_key
from screens.wheel.ring import RingView
from screens.wheel.view import YearView
from screens.widgets.bars import StatusLine
from screens.widgets.empty import EmptyRow
from screens.widgets.hints import named_keys, stretches
from screens.widgets.row import Tone
from screens.widgets.row_list import RowList
from screens.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.style import Style
    from textual.screen import Screen

LEAST: Final = 4.5
"""The contrast text has to have with what it stands on."""

_FREE: Final = 6
"""Cells behind a cut from which something of what was cut would have fitted."""

_SHORT: Final = 20
"""Letters of the longest word that is never broken: it fits every pane."""

_SAID: Final = frozenset({"news", "told", "about"})
"""Where it stands what was said last, and what somebody wrote."""

_LAYOUT: Final = frozenset("─│┌┐└┘├┤┬┴┼╭╮╰╯▔▁▂▃▄▅▆▇█▏▕░ ⎺⎻⎼⎽|-+_")


class Cell(NamedTuple):
    """A cell as it is drawn."""

    text: str
    style: Style | None


def cells(app: Any) -> list[list[Cell]]:
    """Every cell of the screen, line by line."""
    drawn = []
    for strip in app.screen._compositor.render_strips():
        line: list[Cell] = []
        for text, style, _control in strip:
            if text.isascii():
                line += [Cell(letter, style) for letter in text]
                continue
            for letter in text:
                line += [Cell(letter, style)] + [Cell("", style)] * (cell_len(letter) - 1)
        drawn.append(line)
    return drawn


def faults(app: Any) -> Iterator[str]:
    """What is wrong with the looks of what is in sight, in words."""
    drawn = cells(app)
    screen = app.screen
    yield from _contrast(app, drawn)
    yield from _last_cell(drawn, screen)
    yield from _pointers(screen, drawn)
    yield from _hidden(screen)
    for widget in _seen(screen):
        yield from _edges(widget, drawn)
        yield from _cuts(widget, drawn)
        yield from _written_keys(widget, drawn)
        if isinstance(widget, RowList):
            yield from _broken_words(widget)
            yield from _empty(widget)
            yield from _keys_bold(widget, drawn)


def _seen(screen: Screen[Any]) -> list[Widget]:
    """What is drawn on the screen on top, hidden things aside."""
    return [
        widget
        for widget in screen.walk_children()
        if widget.is_on_screen and widget.region.area and widget.visible and _ours(widget)
    ]


def _ours(widget: Widget) -> bool:
    """Whether it is laid out here, and not by Textual's own palette."""
    return not any(isinstance(each, CommandPalette) for each in widget.ancestors)


# -- contrast ------------------------------------------------------------------------------


def _contrast(app: Any, drawn: list[list[Cell]]) -> Iterator[str]:
    """Letters against what they stand on; the user's own colours are the user's own."""
    found: dict[str, str] = {}
    for line in drawn:
        for at, cell in enumerate(line):
            if not cell.text.strip() or cell.text in _LAYOUT or cell.style is None:
                continue
            told = _told(cell.style)
            if told and told not in found:
                found[told] = "".join(each.text for each in line[at : at + 20])
    del app
    yield from (f"contrast: {told} at {text!r}" for told, text in found.items())


@cache
def _told(style: Style) -> str:
    """What is wrong with a style; empty for nothing."""
    front, back = style.color, style.bgcolor
    if style.reverse:
        front, back = back, front
    named = [each for each in (front, back) if each is not None and not each.triplet]
    if named:
        # Sixteen colours, or none: only what everybody's own terminal shows well.
        strange = [each.name for each in named if each.name != "default"]
        return f"colour {strange[0]}" if strange else ""
    if front is None or back is None:
        return ""
    ratio = contrast(front.triplet, back.triplet)
    if style.dim:
        return "dim, which is drawn with a contrast of its own"
    return f"{ratio:.2f} {front.name} on {back.name}" if ratio < LEAST else ""


def contrast(one: Iterable[int], other: Iterable[int]) -> float:
    """The contrast of two colours, as WCAG 2 reckons it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Iterable[int]) -> float:
    parts = (part / 255 for part in colour)
    linear = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# -- grid ----------------------------------------------------------------------------------


def _last_cell(drawn: list[list[Cell]], screen: Screen[Any]) -> Iterator[str]:
    """No line is written to its end: what is cut and what is whole can be told apart."""
    if any(each.styles.border_right[0] for each in screen.children):
        return
    for number, line in enumerate(drawn):
        if line and line[-1].text.strip() and line[-1].text not in _LAYOUT:
            yield f"last cell: line {number} ends with {line[-1].text!r}"


def _text(drawn: list[list[Cell]], widget: Widget, y: int) -> str:
    region = widget.content_region
    line = drawn[y][region.x : region.right] if y < len(drawn) else []
    return "".join(cell.text for cell in line)


def _lines(widget: Widget, drawn: list[list[Cell]]) -> list[tuple[int, str]]:
    region = widget.content_region
    return [(y, _text(drawn, widget, y)) for y in range(region.y, min(region.bottom, len(drawn)))]


def _edges(widget: Widget, drawn: list[list[Cell]]) -> Iterator[str]:
    """Text begins in columns 0 (the pointer), 2 or 4 and so on of its pane."""
    if isinstance(widget, RowList):
        rows = widget.rows
        shown = widget._lines[widget._top : widget._top + widget._page_height]
        for (y, text), (index, part, _text) in zip(_lines(widget, drawn), shown, strict=False):
            begins = len(text) - len(text.lstrip())
            figures = rows[index].text.startswith(" ")
            if part == 0 and text.strip() and begins % 2 and not figures:
                yield f"left edge: {begins} of {_name(widget)} in line {y}: {text.strip()[:30]!r}"
    elif isinstance(widget, Input | TextArea):
        begins = widget.content_region.x - _pane(widget)
        if begins < LEFT or begins % 2:
            yield f"left edge: {begins} of {_name(widget)}, where one types"
    elif isinstance(widget, Sheet):
        # A wheel, a net: drawings stand where they are drawn; figures are set from the right.
        drawing = any(isinstance(each, RingView | NetPane) for each in widget.ancestors)
        for y, text in [] if drawing else _lines(widget, drawn):
            begins = len(text) - len(text.lstrip())
            if text.strip() and begins % 2 and not text.lstrip()[0].isdigit():
                yield f"left edge: {begins} of {_name(widget)} in line {y}: {text.strip()[:30]!r}"
    elif isinstance(widget, Static | Label):
        for y, text in _lines(widget, drawn):
            left = widget.content_region.x
            inked = [bool(c.text.strip() or (c.style and c.style.reverse)) for c in drawn[y][left:]]
            begins = left - _pane(widget) + (inked.index(True) if True in inked else 0)
            # What stands at the right edge alone is set from there.
            if text.strip() and begins % 2 and begins < len(drawn[y]) // 2 and _is_left(widget):
                yield f"left edge: {begins} of {_name(widget)} in line {y}: {text.strip()[:30]!r}"


def _pane(widget: Widget) -> int:
    """The left edge of the pane a widget stands in: of the outermost that does not begin at 0."""
    x = 0
    for node in widget.ancestors:
        if getattr(node, "region", None) is not None and node.region.x:
            x = node.content_region.x
    return x


def _is_left(widget: Widget) -> bool:
    """Whether it is set from the left, and nothing stands beside it there."""
    centred = widget.styles.content_align_horizontal != "left"
    aligned = widget.styles.text_align not in {"left", "start"}
    return not (centred or aligned or widget.id in {"clock", "banner"})


def _hidden(screen: Screen[Any]) -> Iterator[str]:
    """The keys go to nothing that is out of sight: neither what is typed nor the row of a list."""
    focused = screen.focused
    if focused is None or not _ours(focused) or not focused.visible:
        return
    sight = focused.region.intersection(screen.region)
    for node in focused.ancestors:
        if isinstance(node, Widget) and node is not screen:
            sight = sight.intersection(node.content_region)
    if isinstance(focused, RowList) and focused.row is not None:
        lines = [y for y in focused._lines_of(focused._cursor) if y < focused._page_height]
        at = [focused.content_region.y + y for y in lines]
        if not any(sight.y <= y < sight.bottom for y in at):
            yield f"hidden: the row of {_name(focused)} that has the keys is out of sight"
    elif not sight.area:
        yield f"hidden: {_name(focused)} has the keys and is out of sight"


# -- cuts ----------------------------------------------------------------------------------


def _cuts(widget: Widget, drawn: list[list[Cell]]) -> Iterator[str]:
    """Nothing is cut while its line has free cells; in a table, while its lines all have."""
    ellipsis = glyphs().ellipsis
    lines = [(y, text) for y, text in _lines(widget, drawn) if text.strip()]
    if isinstance(widget, RowList):
        rows = [text for _y, text in lines]
        width = max(map(len, rows), default=0)
        free = [all(text[at : at + 1] in {"", " "} for text in rows) for at in range(width)]
        for y, text in lines:
            at = text.rstrip().find(ellipsis)
            while at >= 0:
                room = _run(free, at + 1, min(width, len(text)) - 3)
                if room > _FREE:
                    yield f"cut: {room} free cells in line {y} of {_name(widget)}: {text!r}"
                at = text.find(ellipsis, at + 1)
    elif isinstance(widget, Static | Label):
        region = widget.content_region
        if region.right - region.x < 10:
            return
        for y, text in lines:
            found = re.search(re.escape(ellipsis) + r"( {8,})", text + " " * 0)
            if found and ellipsis != "~":
                yield f"cut: {len(found[1])} free cells in line {y} of {_name(widget)}: {text!r}"


def _run(free: list[bool], start: int, end: int) -> int:
    """How many free cells there are from one on."""
    count = 0
    while start + count < end and free[start + count]:
        count += 1
    return count


def _broken_words(rows: RowList) -> Iterator[str]:
    """No word that would fit is broken."""
    parts: dict[int, list[str]] = {}
    for index, _part, text in rows._lines:
        parts.setdefault(index, []).append(text)
    for index, lines in parts.items():
        row = rows.rows[index]
        words = set(safe.one_line(row.text).split())
        for before, after in itertools.pairwise(lines):
            tail, head = before.split(" ")[-1], after.strip().split(" ")[0]
            whole = tail + head
            broken = tail and head and tail not in words and head not in words
            if broken and any(whole in word and len(word) <= _SHORT for word in words):
                yield f"broken word: {tail}|{head} in {row.text[:40]!r}"


def _written_keys(widget: Widget, drawn: list[list[Cell]]) -> Iterator[str]:
    """Keys are drawn as in the key bar wherever they are told, but in what was said."""
    if linear() or isinstance(widget, StatusLine) or not isinstance(widget, Static | Label):
        return
    for y, text in _lines(widget, drawn):
        if widget.id not in _SAID and named_keys(text.strip()):
            yield f"keys: {_name(widget)} writes them by hand in line {y}: {text.strip()!r}"


# -- pointer, bar, empty states -------------------------------------------------------------


def _pointers(screen: Screen[Any], drawn: list[list[Cell]]) -> Iterator[str]:
    """One pointer, where the keys go; and the row it is on looks like every selected row."""
    pointer = glyphs().pointer
    lists = [each for each in _seen(screen) if isinstance(each, RowList)]
    at = [
        (each, y)
        for each in lists
        for y, text in _lines(each, drawn)
        if text.startswith(f"{pointer} ")
    ]
    marks = [
        each
        for each in _seen(screen)
        if isinstance(each, Static) and each.id == "mark" and _lines(each, drawn)
    ]
    if len(at) + len(marks) > 1:
        yield f"pointers: {len(at) + len(marks)}: {[_name(each) for each, _y in at]}"
    for each, y in at:
        region = each.content_region
        line = drawn[y][region.x : region.right - 2]
        if each.row is None or any(piece.here for piece in each.row.pieces(40) or ()):
            continue  # on one cell, or on what says that there is nothing
        styles = {_bar(cell.style) for cell in line}
        if len(styles) != 1:
            yield f"selected line: {len(styles)} looks in line {y} of {_name(each)}: {styles}"
            continue
        (style,) = styles
        front, back, reverse = style
        if not reverse and (front, back) == ("", ""):
            yield f"selected line: no bar in line {y} of {_name(each)}"


def _bar(style: Style | None) -> tuple[str, str, bool]:
    if style is None:
        return "", "", False
    front = style.color.name if style.color else ""
    back = style.bgcolor.name if style.bgcolor else ""
    return front, back, bool(style.reverse)


NOTHING: Final = re.compile(
    r"(?:No|Nothing|Nobody|None|none|There (?:is|are) no|There is nothing|Ingen|ingen|Intet|intet"
    r"|(?:Der|Her) er (?:ingen|intet))\b"
)
"""How a sentence begins that says there is nothing."""

_FORM: Final = re.compile(r"[^.:]+[^.:\s]\. [^:]*?[^.:\s]\. .")
"""What is missing, what it is for, a key."""


def in_form(message: str) -> bool:
    """Whether a message says what is missing, what it is for, and a key, and nothing behind it."""
    keys = named_keys(message)
    at = message.find(f"{keys[0]}:") if keys else -1
    return at > 0 and message.count(". ", 0, at) == 2 and bool(_FORM.match(message))


def _empty(rows: RowList) -> Iterator[str]:
    """There is one form for saying that there is nothing, and it is muted; no list is blank."""
    if isinstance(rows.screen, RowsPage):
        return  # what is read there says what it says
    if not rows.rows:
        if rows.has_focus:
            yield f"empty: {_name(rows)} is blank"
        return
    for row in rows.rows:
        if isinstance(row, EmptyRow):
            if not in_form(row.text.replace("\u00a0", " ")):
                yield f"empty: not in the form: {row.text!r}"
            if row.selectable and not linear():
                yield f"empty: one can choose {row.text!r}"
        elif NOTHING.match(row.text) and not (row.glyph or row.indent or row.target):
            yield f"empty: {_name(rows)} says it in another form: {row.text!r}"
    told = [row for row in rows.rows if row.text]
    if told and all(row.tone is Tone.DIM and not isinstance(row, EmptyRow) for row in told):
        yield f"empty: {_name(rows)} says it in another form: {told[0].text!r}"


def _keys_bold(rows: RowList, drawn: list[list[Cell]]) -> Iterator[str]:
    """The keys that such a row names are bold, and nothing else of it."""
    shown = rows._lines[rows._top : rows._top + rows._page_height]
    for (y, text), (index, _part, line) in zip(_lines(rows, drawn), shown, strict=False):
        if not isinstance(rows.rows[index], EmptyRow) or linear():
            continue
        row, left = drawn[y], rows.content_region.x
        bold = "".join(
            cell.text if cell.style is not None and cell.style.bold else " "
            for cell in row[left : left + len(text)]
        )
        keys = " ".join(each.text for each in stretches(line) if each.key)
        if bold.split() != keys.split():
            yield f"empty: bold is {bold.split()} and not {keys.split()} in {text.strip()!r}"


def _name(widget: Widget) -> str:
    return f"{type(widget).__name__}#{widget.id}" if widget.id else type(widget).__name__


def place_of(app: Any) -> tuple[str, str]:
    """Where the keys go, and the row or the letter they are on: a resize keeps it."""
    focused = app.screen.focused
    at = ""
    for view in focused.ancestors_with_self if focused is not None else ():
        if isinstance(view, YearView):
            # A list where it is narrow; where a month holds nothing the cursor is on the month.
            cursor, days = view.shown.cursor, view.shown.zoomed
            return "the year", row_key(cursor) if cursor.key or days else f"{cursor.day:%Y-%m}"
    if isinstance(focused, RowList):
        at = focused.key or ""
    elif isinstance(focused, Input):
        at = str(focused.cursor_position)
    elif isinstance(focused, TextArea):
        at = str(focused.cursor_location)
    return _name(focused) if focused is not None else "", at


def typed_in(screen: Screen[Any]) -> bool:
    """Whether something is typed on the screen."""
    return isinstance(screen.focused, Input | TextArea)

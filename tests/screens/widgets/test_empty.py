"""There is one form for saying that there is nothing, in every part and both languages."""

from __future__ import annotations

import ast
from contextlib import asynccontextmanager

import pytest
from support.catalogue import ROOT, load
from support.keyboard import at_work, press, rest
from support.looks import NOTHING, in_form
from textual.app import App

from data.i18n import set_language
from screens.drawing.linear import use as use_linear
from screens.widgets import hints
from screens.widgets.empty import EmptyRow, empty
from screens.widgets.row import Tone
from screens.widgets.row_list import Row, RowList, nothing_in

TEXT = "No lamps yet. They light the way. a: buy one   E: an example"


def _texts(node):
    """The messages in an expression."""
    return [
        part.value
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "N_"}
        for part in ast.walk(call)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def _assigned(scope):
    """What the names of a scope hold, with the line it is put there."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for name in getattr(node, "targets", None) or [node.target]:
                if isinstance(name, ast.Name):
                    yield name.id, node.lineno, _texts(node.value)


def _said(path):
    """What the rows of a module say: of `Row` and of `empty`, names followed to what they hold."""
    module = ast.parse(path.read_text())
    kept = [each for each in _assigned(module) if each[0].isupper()]
    for function in (each for each in ast.walk(module) if isinstance(each, ast.FunctionDef)):
        held, used = [*kept, *_assigned(function)], {}
        calls = [each for each in ast.walk(function) if isinstance(each, ast.Call)]
        for call in sorted(calls, key=lambda each: (each.lineno, each.col_offset)):
            name = getattr(call.func, "id", "")
            if name not in {"Row", "HintRow", "empty"} or len(call.args) < 2:
                continue
            told = _texts(call.args[1])
            asked = {
                each.attr for each in ast.walk(call.args[1]) if isinstance(each, ast.Attribute)
            }
            told += [
                text
                for each in ast.walk(module)
                if isinstance(each, ast.FunctionDef) and each.name in asked
                for text in _texts(each)
            ]
            for each in ast.walk(call.args[1]):
                if isinstance(each, ast.Name):
                    since = used.get(each.id, 0)
                    told += [
                        text
                        for known, line, texts in held
                        for text in texts
                        if known == each.id and (known.isupper() or since <= line <= call.lineno)
                    ]
                    used[each.id] = call.lineno
            yield from ((name, text, call) for text in told)


ROWS = [
    (path.relative_to(ROOT), *said)
    for path in sorted((ROOT / "screens").rglob("*.py"))
    for said in _said(path)
]
EMPTY = sorted({text for _path, name, text, _call in ROWS if name == "empty"})
HANDED_ON = {
    (
        "No focus areas yet. They are what the group wants to be good at. a: write one down   "
        "v: analysis   E: an example"
    ),
    "No gaps here. Only what is missing is shown. f: show everything",
}
"""Handed to the matrix, which shows them."""


def test_there_are_many():
    assert len(EMPTY) > 20


def test_no_row_says_it_in_another_form():
    """Of what has a sign the sign says what it is: that nothing is missing is no empty state."""
    strange = [
        (str(path), text)
        for path, name, text, call in ROWS
        if name == "Row" and NOTHING.match(text) and text.endswith((".", "yet"))
        if not {"glyph", "target", "indent"} & {each.arg for each in call.keywords}
    ]
    assert strange == []


def test_no_row_writes_keys_by_hand():
    """What names a key is drawn as the key bar is."""
    set_language("en")
    by_hand = [
        (str(path), text) for path, name, text, _call in ROWS
        if name == "Row" and hints.named_keys(text)
    ]  # fmt: skip
    assert by_hand == []


@pytest.mark.parametrize("message", sorted({*EMPTY, *HANDED_ON}))
def test_it_says_what_is_missing_what_it_is_for_and_a_key(message):
    set_language("en")
    shown = message.replace("{left}", "Left")
    assert in_form(shown), shown
    keys = set(hints.named_keys(shown))
    set_language("da")
    danish = load().get(message).string.replace("{left}", "Venstre")
    assert in_form(danish), danish
    assert keys ^ set(hints.named_keys(danish)) <= {"Left", "Venstre"}


# -- the row -------------------------------------------------------------------------------


def test_it_cannot_look_like_anything_else():
    row = empty("none", TEXT)
    assert (row.tone, row.selectable, row.wrap, row.glyph) == (Tone.DIM, False, True, "")
    # Nobody else makes one, with looks of its own.
    makers = {p.name for p in (ROOT / "screens").rglob("*.py") if "EmptyRow(" in p.read_text()}
    assert makers == {"empty.py"}


class Shown(App[None]):
    """A list by itself that notes what it is asked to open."""

    def __init__(self):
        super().__init__()
        self.opened = []

    def compose(self):
        yield RowList()

    def on_row_list_opened(self, event):
        self.opened.append(event.key)


@asynccontextmanager
async def listed(*rows, size=(60, 8)):
    set_language("en")
    app = Shown()
    async with at_work(app, size) as pilot:
        found = app.query_one(RowList)
        found.show(rows)
        found.focus()
        await rest(pilot)
        yield pilot, found
    set_language("da")


@pytest.fixture
def read_aloud():
    use_linear(linear=True)
    yield
    use_linear(linear=False)


def test_read_aloud_the_cursor_comes_to_it_and_the_colons_stay(read_aloud):
    row = empty("none", TEXT)
    assert row.selectable
    assert [each.text for each in row.stretches(row.text)] == [TEXT]


async def test_the_keys_are_bold_and_stay_with_what_they_do():
    heading = Row("head", "Lamps", selectable=False)
    async with listed(heading, empty("none", TEXT), size=(30, 8)) as (_pilot, rows):
        lines = [rows.line_strip(y).text.rstrip() for y in range(1, 5)]
        assert lines == ["  No lamps yet. They light", "  the way. a buy one", "  E an example", ""]
        bold = [
            segment.text.strip()
            for y in range(1, 4)
            for segment in rows.line_strip(y)
            if segment.style is not None and segment.style.bold and segment.text.strip()
        ]
        assert bold == ["a", "E"]


async def test_enter_is_told_where_there_is_nothing():
    """A question without answers is left with Enter as one with answers is."""
    async with listed(empty("none", TEXT)) as (pilot, rows):
        assert rows.row is None
        assert nothing_in(rows).key == "none"
        await press(pilot, "enter")
        assert pilot.app.opened == [""]
        rows.show([Row("head", "Lamps", selectable=False)])
        await press(pilot, "enter")
        assert pilot.app.opened == [""]


async def test_the_pointer_is_beside_it_only_where_no_row_can_have_it():
    """Of two columns with nothing in them one has the keys."""
    nothing = empty("none", TEXT, target=("column",))
    async with listed(nothing) as (_pilot, rows):
        assert rows.line_strip(0).text.startswith("\u203a No lamps")
    async with listed(nothing, Row("one", "Lamp")) as (_pilot, rows):
        assert rows.line_strip(0).text.startswith("  No lamps")


async def test_what_fits_no_filter_says_so():
    async with listed(Row("one", "Lamp")) as (_pilot, rows):
        assert rows.narrow("zzz") == 0
        assert isinstance(rows.rows[0], EmptyRow)
        assert rows.narrow("lam") == 1

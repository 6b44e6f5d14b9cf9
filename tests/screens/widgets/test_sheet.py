"""The sheet sends only what differs, whatever is on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from support.keyboard import rest

from screens.widgets.row import Tone
from screens.widgets.sheet import Piece, Sheet, fitted, joined, stretch, wide


@pytest.fixture
def sheet(alone):
    return lambda: alone(Sheet, size=(20, 4))


def drawing(*texts):
    return lambda _width, _height: [(Piece(text),) for text in texts]


def shown(widget):
    return ["".join(s.text for s in widget.render_line(y)) for y in range(widget.size.height)]


async def test_it_fills_every_line(sheet):
    async with sheet() as (_pilot, widget, _said):
        widget.tell(drawing("æøå", "漢字 og mere tekst end der er plads til"))
        assert [cell_len(line) for line in shown(widget)] == [20] * 4
        assert shown(widget)[0].rstrip() == "æøå"


async def test_only_the_cells_that_differ_are_drawn_again(sheet, monkeypatch):
    async with sheet() as (_pilot, widget, _said):
        widget.tell(drawing("en linje", "en anden"))
        regions = []
        monkeypatch.setattr(widget, "refresh", lambda *each, **_more: regions.extend(each))
        widget.tell(drawing("en linje", "en xnden"))
        assert [(r.x, r.y, r.width) for r in regions] == [(3, 1, 1)]
        regions.clear()
        widget.tell(drawing("en linje", "en xnden"))
        assert regions == []
        # A letter of two cells moves what comes after it: the whole line.
        widget.tell(drawing("漢 linje", "en xnden"))
        assert [(r.x, r.y, r.width) for r in regions] == [(0, 0, 20)]


async def test_the_cursor_alone_is_a_difference(sheet, monkeypatch):
    async with sheet() as (_pilot, widget, _said):
        widget.tell(lambda _w, _h: [(Piece("her"), Piece("der"))])
        regions = []
        monkeypatch.setattr(widget, "refresh", lambda *each, **_more: regions.extend(each))
        widget.tell(lambda _w, _h: [(Piece("her"), Piece("der", here=True))])
        assert [(r.x, r.width) for r in regions] == [(3, 3)]


async def test_another_size_is_drawn_by_the_same_hand(sheet):
    async with sheet() as (pilot, widget, _said):
        widget.tell(lambda width, height: [(Piece(f"{width}x{height}"),)])
        await pilot.resize_terminal(30, 6)
        await rest(pilot)
        assert shown(widget)[0].rstrip() == "30x6"


def test_neighbours_of_one_look_go_together():
    line = (Piece("a"), Piece("b"), Piece("c", Tone.DIM), Piece("d", Tone.DIM), Piece("e"))
    assert joined(line) == (Piece("ab"), Piece("cd", Tone.DIM), Piece("e"))
    assert joined(()) == ()


@given(st.lists(st.text(max_size=8), max_size=5), st.integers(0, 30))
def test_a_fitted_line_is_as_wide_as_asked(texts, width):
    clean = [text for text in texts if text.isprintable()]
    assert wide(fitted(tuple(map(Piece, clean)), width)) == width


def test_blanks_cost_no_look_of_their_own():
    assert fitted((Piece("a", Tone.STRONG),), 4) == (Piece("a   ", Tone.STRONG),)
    assert fitted((Piece("a", here=True),), 4) == (Piece("a", here=True), Piece("   "))


async def test_a_blank_of_another_tone_is_not_drawn_again(sheet, monkeypatch):
    async with sheet() as (_pilot, widget, _said):
        widget.tell(lambda _w, _h: [(Piece("x", Tone.STRONG),)])
        regions = []
        monkeypatch.setattr(widget, "refresh", lambda *each, **_more: regions.extend(each))
        widget.tell(lambda _w, _h: [(Piece("y", Tone.DIM),)])
        assert [(r.x, r.width) for r in regions] == [(0, 1)]


def test_a_line_in_slices_is_the_line():
    line = (Piece("abc"), Piece("d", here=True), Piece("ef", Tone.DIM))
    assert joined(tuple(p for n in range(3) for p in stretch(line, n * 2, 2))) == line

"""Where a screen reader is led: to where the line, or the cell, with the keyboard begins."""

from __future__ import annotations

import pytest
from support.competence import planned
from support.frames import frame
from support.keyboard import press, rest

from screens.competence.screen import CompetenceScreen
from screens.drawing import linear
from screens.home.banner import banner
from screens.widgets.row_list import Row, RowList

ROWS = [Row("a", "first"), Row("b", "word " * 30, wrap=True), Row("c", "third")]


@pytest.fixture
def reader():
    linear.use(linear=True)
    yield
    linear.use(linear=False)


async def places(alone, *keys):
    """Where the terminal's cursor stands at first and after each key."""
    async with alone(RowList) as (pilot, rows, _said):
        rows.show(ROWS)
        await rest(pilot)
        found = [tuple(pilot.app.cursor_position)]
        for key in keys:
            await press(pilot, key)
            found.append(tuple(pilot.app.cursor_position))
        return found


async def test_the_cursor_stands_at_the_first_line_of_a_row(alone, reader):
    assert await places(alone, "down", "down", "up") == [(0, 0), (0, 1), (0, 4), (0, 1)]


async def test_it_is_left_alone_where_nobody_reads_by_it(alone):
    assert set(await places(alone, "down", "down")) == {(0, 0)}


async def test_in_the_matrix_the_line_says_which_cell_it_is(part, reader):
    async with part(CompetenceScreen, planned(), size=(120, 40)) as pilot:
        app = pilot.app
        found, heard = [], []
        for key in ("down", "down", "right", "right"):
            await press(pilot, key)
            found.append(tuple(app.cursor_position))
            heard.append(frame(app).split("\n")[app.cursor_position.y])
        (_x, above), (line, below), (first, same), (second, _y) = found
        assert below == above + 1 == same
        assert line == first == second == 0
        assert len(set(heard)) == 4


def test_no_big_letters_are_read_out(reader):
    assert banner("AMIS", 120, 40) == ""

"""Of very many rows only those in sight are made lines of, and a filter collects texts once."""

from __future__ import annotations

import random

import pytest
from support.keyboard import rest
from textual.app import App

from data.dataclass import dataclass
from data.text import fold
from screens.widgets.empty import empty
from screens.widgets.row import Row
from screens.widgets.row_lines import OneEach, RowFilter
from screens.widgets.row_list import RowList

WORDS = ("støj", "lys", "løft", "luft", "ståsted", "støv", "trappe", "årshjul")


def made_up(count, seed=1):
    lot = random.Random(seed)
    return [Row(str(n), " ".join(lot.choices(WORDS, k=4))) for n in range(count)]


def test_a_line_for_each_row_is_as_if_all_were_made():
    rows = made_up(30)
    lines = OneEach(rows)
    whole = [(n, 0, row.text) for n, row in enumerate(rows)]
    assert len(lines) == 30
    assert list(lines) == whole
    assert [lines[n] for n in (0, 7, 29)] == [whole[n] for n in (0, 7, 29)]
    for part in (slice(3, 9), slice(25, 99), slice(-4, None), slice(None)):
        assert lines[part] == whole[part]
    with pytest.raises(IndexError):
        lines[30]


@pytest.mark.parametrize("seed", range(5))
def test_what_a_filter_finds_is_what_holds_the_text_however_it_was_typed(seed):
    lot = random.Random(seed)
    rows = [*made_up(60, seed), Row("head", "støj", selectable=False), empty("none", "støj")]
    found, text = RowFilter(rows), ""
    for _key in range(60):
        match lot.randrange(4):
            case 0 if text:
                text = text[:-1]
            case 1:
                text = lot.choice(WORDS)[: lot.randrange(1, 5)]
            case 2 if text:
                text = lot.choice("stølf ") + text
            case _:
                text += lot.choice("støjlyf ")
        wanted = fold(text)
        naive = [row for row in rows[:60] if wanted in row.searched()]
        assert list(found.fitting(wanted)) == naive, text


@dataclass(frozen=True, slots=True)
class Counted(Row):
    """Notes what is asked of it."""

    asked: dict[str, int] | None = None

    def searched(self) -> str:
        self.asked["searched"] += 1
        return fold("række")

    def shown(self, room: int) -> str:
        self.asked["shown"] += 1
        return f"række {self.key}"


class Shown(App[None]):
    def compose(self):
        yield RowList()


async def test_ten_thousand_rows_are_collected_once_and_drawn_as_far_as_they_are_in_sight():
    app, asked = Shown(), {"searched": 0, "shown": 0}
    async with app.run_test(size=(40, 12)) as pilot:
        found = app.query_one(RowList)
        found.show([Counted(str(n), asked=asked) for n in range(10_000)])
        await rest(pilot)
        for count, text in enumerate(("r", "ræ", "ræk", "ræ", "x", "k"), 1):
            assert found.narrow(text) == (0 if text == "x" else 10_000)
            await rest(pilot)
            assert asked["searched"] == 10_000, count
        assert asked["shown"] <= 12 * 8
        found.show([Counted(str(n), asked=asked) for n in range(10)])
        assert asked["searched"] == 10_010, "other rows are looked in anew"


async def test_a_line_that_was_made_to_see_what_differs_is_drawn_as_it_is():
    app, asked = Shown(), {"searched": 0, "shown": 0}
    async with app.run_test(size=(40, 12)) as pilot:
        found = app.query_one(RowList)
        found.show([Counted(str(n), asked=asked) for n in range(40)])
        await rest(pilot)
        asked["shown"] = 0
        found.show([Counted(f"andet {n}", asked=asked) for n in range(40)])
        await rest(pilot)
        assert asked["shown"] == 11, "each line in sight once; one tells of the place"
        assert "andet 3" in found.render_line(3).text


async def test_what_was_made_is_not_drawn_when_it_looks_otherwise_meanwhile():
    app = Shown()
    async with app.run_test(size=(40, 12)) as pilot:
        found = app.query_one(RowList)
        found.show(made_up(5))
        await rest(pilot)
        found.show(made_up(5, seed=2))
        found.led = not found.led
        first = found.render_line(0)
        assert first == found.line_strip(0)
        found.show(made_up(5, seed=3))
        app.theme = "textual-light"
        await rest(pilot)
        assert [found.render_line(y) for y in range(5)] == [found.line_strip(y) for y in range(5)]

"""Whatever the year holds, each view shows each thing once and in its month."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.examples import examples

from data.model.document import Document
from data.views.wheel import Origin, WheelEntry, arranged
from screens.drawing.circles import Wanted, angle_of, placed_marks
from screens.wheel.cursor import Cursor, kept
from screens.wheel.months import MonthsDrawing, heights, plan_for
from screens.wheel.ring import RingDrawing, rings_of, wheel_for
from screens.wheel.year_list import day_rows, list_rows
from screens.widgets.sheet import wide

START = date(2026, 8, 1)
TODAY = date(2026, 11, 24)
NAMES = ("lov", "møder", "apv", "plan", "kurser", "kampagne", "eget")
EMPTY = Document()


def entry(number, day, length):
    return WheelEntry(
        f"activity:{number}@{day}", day, day + timedelta(days=length), f"T{number:03}.",
        NAMES[number % 7], None, Origin.ACTIVITY, f"activity:{number}",
    )  # fmt: skip


def text(line):
    return "".join(piece.text for piece in line)


things = st.lists(
    st.tuples(st.dates(START, date(2027, 7, 31)), st.integers(0, 40)), max_size=60
).map(lambda found: [entry(n, day, length) for n, (day, length) in enumerate(found)])
crowd = [entry(n, date(2026, 11, 3), 0) for n in range(60)]


@settings(max_examples=examples(30))
@given(things)
@example(crowd)
def test_the_list(found):
    year = arranged(START, found)
    seen, month = [], None
    for row in list_rows(EMPTY, year, TODAY, 80):
        match row.target:
            case Cursor(day, ""):
                month = day
            case Cursor(day, key):
                assert (day.year, day.month) == (month.year, month.month)
                seen.append(key)
    assert sorted(seen) == sorted(e.key for e in found)
    days = [r.target for m in year.months for r in day_rows(EMPTY, m, TODAY, 80) if r.target]
    assert sorted(cursor.key for cursor in days if cursor.key) == sorted(seen)
    assert len(set(days)) == len(days)


@settings(max_examples=examples(30))
@given(things)
@example(crowd)
def test_the_months(found):
    year = arranged(START, found)
    plan = plan_for(160, 400)
    grid = MonthsDrawing(EMPTY, year, kept(year, Cursor(TODAY)), TODAY, {})
    high = heights([m.load + (m.first.month == TODAY.month) for m in year.months], plan)
    for number in range(plan.columns):
        lines = [text(line) for line in grid.column(number, plan)]
        ends = [sum(high[:row]) for row in range(plan.rows + 1)]
        for row, (first, last) in enumerate(pairwise(ends)):
            month = year.months[row * plan.columns + number]
            shown = " ".join(lines[first:last])
            held = [e.title for e in month.entries if e.title in shown]
            more = len(month.entries) - len(held)
            assert more == 0 or f"+ {more} til" in shown
            assert all(shown.count(title) == 1 for title in held)
            others = {e.title for e in found} - {e.title for e in month.entries}
            assert not any(title in shown for title in others)


@settings(max_examples=examples(30))
@given(things)
@example(crowd)
def test_the_ring(found):
    year = arranged(START, found)
    for size in ((80, 21), (120, 37)):
        rings = rings_of(year, *size)
        wheel = wheel_for(year, *size)
        ring_by_name = {name: n for n, names in enumerate(rings) for name in names}
        places = placed_marks(
            wheel,
            [Wanted(e.key, ring_by_name[e.category], angle_of(START, e.day)) for e in found],
        )
        assert set(places) == {e.key for e in found}
        for each in found:
            month, ring = wheel.segment(places[each.key])
            assert month == year.month_of(each.day)
            assert each.category in rings[ring]
        cursor = kept(year, Cursor(TODAY))
        view = RingDrawing(EMPTY, year, cursor, TODAY)
        assert {wide(line) for line in view.wheel(*size)} == {wheel.width}
        assert len(view.wheel(*size)) == len(view.beside(30, *size))


@settings(max_examples=examples(40))
@given(things, st.integers(50, 170), st.integers(12, 60))
def test_every_line_fits_its_column(found, width, height):
    year = arranged(START, found)
    plan = plan_for(width, height)
    if plan is None:
        return
    grid = MonthsDrawing(EMPTY, year, kept(year, Cursor(TODAY)), TODAY, {})
    assert plan.columns * plan.width - 1 <= width
    assert plan.heading + plan.rows * plan.height < height
    for number in range(plan.columns):
        lines = grid.column(number, plan)
        assert len(lines) == plan.rows * plan.height
        assert {wide(line) for line in lines} == {plan.width - 1}
    assert all(wide(line) <= width for line in (grid.heading(width), *grid.readout(width, 3)))

"""The cursor always stands on something that is there, wherever it is sent."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from data.views.wheel import Origin, WheelEntry, arranged
from screens.wheel.cursor import (
    Cursor,
    across_rings,
    along_ring,
    by_item,
    by_month,
    by_week,
    entry_at,
    in_grid,
    into_month,
    kept,
    month_of,
)

START = date(2026, 8, 1)
NAMES = ("lov", "plan", "kurser")


def entry(number, day, category="lov"):
    return WheelEntry(
        f"activity:{number}@{day}", day, day, f"Ting {number}", category, None, Origin.ACTIVITY,
        f"activity:{number}",
    )  # fmt: skip


def year(*days):
    return arranged(START, [entry(n, day, NAMES[n % 3]) for n, day in enumerate(days)])


days = st.lists(st.dates(START, date(2027, 7, 31)), max_size=12)
moves = st.lists(st.tuples(st.integers(0, 6), st.sampled_from([-1, 1])), max_size=30)


@settings(max_examples=examples(150))
@given(days, moves, st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_no_move_leaves_the_year_or_stands_on_nothing(found, steps, begin):
    wheel = year(*found)
    cursor = kept(wheel, Cursor(begin))
    rings = [("lov",), ("plan",), ("kurser",)]
    ways = [
        lambda at, by: by_item(wheel, at, by),
        lambda at, by: by_week(wheel, at, by),
        lambda at, by: by_month(wheel, at, by, {}),
        lambda at, by: in_grid(wheel, at, by, 3, {}),
        lambda at, by: along_ring(wheel, at, by, rings),
        lambda at, by: across_rings(wheel, at, by, rings),
        lambda _at, by: into_month(wheel, 5 + by),
    ]
    for what, by in steps:
        cursor = ways[what](cursor, by)
        assert wheel.month_of(cursor.day) is not None
        assert bool(cursor.key) == (entry_at(wheel, cursor) is not None)
        if not cursor.key:
            assert not wheel.months[month_of(wheel, cursor)].entries


def test_thing_by_thing_goes_through_the_whole_year():
    found = [START + timedelta(days=n) for n in (0, 0, 3, 90, 200, 364)]
    wheel = year(*found)
    cursor, seen = kept(wheel, Cursor(START)), []
    for _step in found:
        seen.append(cursor.key)
        cursor = by_item(wheel, cursor, 1)
    assert seen == [e.key for e in wheel.entries()]
    assert cursor.key == seen[-1]


def test_by_week_there_and_back():
    wheel = year(date(2026, 8, 3), date(2026, 8, 5), date(2026, 8, 9), date(2026, 8, 20))
    cursor = by_week(wheel, Cursor(date(2026, 8, 5), "activity:1@2026-08-05"), 1)
    assert cursor.day == date(2026, 8, 20)
    assert by_week(wheel, cursor, 1) == cursor
    assert by_week(wheel, cursor, -1).day == date(2026, 8, 3)


def test_what_is_gone_leaves_the_cursor_near_it():
    wheel = year(date(2026, 10, 1), date(2026, 10, 20), date(2026, 11, 2))
    assert kept(wheel, Cursor(date(2026, 10, 18), "activity:9@x")).day == date(2026, 10, 20)
    assert kept(wheel, Cursor(date(2026, 9, 5), "activity:9@x")) == Cursor(date(2026, 9, 5))
    assert kept(wheel, Cursor(date(2030, 1, 1))).day == date(2027, 7, 1)


def test_into_a_month_lands_on_what_is_in_sight_there():
    wheel = year(*[date(2026, 9, n) for n in range(1, 9)], date(2026, 8, 1))
    august = kept(wheel, Cursor(START))
    assert by_month(wheel, august, 1, {1: (3, 4)}).day == date(2026, 9, 4)
    below = Cursor(date(2026, 11, 1))
    assert in_grid(wheel, below, -1, 2, {1: (3, 4)}).day == date(2026, 9, 7)

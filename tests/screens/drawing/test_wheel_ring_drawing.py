"""The wheel's geometry: every mark in its month and ring, none on another, all of it legible."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from math import pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from screens.drawing.circles import (
    Wanted,
    WheelGeometry,
    angle_of,
    ascii_letter,
    frame_dots,
    grouped,
    hand_dots,
    label_places,
    placed_marks,
    rings_for,
)

SMALL = WheelGeometry(21, 3)
"""The wheel at 80x24."""
WHEELS = [SMALL, *(WheelGeometry(*size) for size in ((19, 3), (37, 6), (41, 6), (21, 1)))]
START = date(2026, 8, 1)
NAMES = ["aug", "sep", "okt", "▲[nov]", "dec", "jan", "feb", "mar", "apr", "maj", "jun", "jul"]


def thirty():
    """Thirty marks over a believable year in three rings: some days, months and rings are full."""
    days = [START + timedelta(days=(n * 37) % 365) for n in range(24)]
    days += [date(2026, 11, 10)] * 3 + [date(2027, 3, 1 + n) for n in range(3)]
    return [Wanted(str(n), n % 3, angle_of(START, day)) for n, day in enumerate(days)]


def test_it_fits_80x24_with_three_rings():
    assert rings_for(21) == 3
    assert SMALL.width <= 80 - 28


@pytest.mark.parametrize("wheel", WHEELS)
def test_there_are_twelve_sectors_in_every_ring(wheel):
    cells = [(x, y) for x in range(wheel.width) for y in range(wheel.height)]
    inside = Counter(wheel.segment(cell) for cell in cells)
    del inside[None]
    assert len(inside) == 12 * wheel.rings
    assert min(inside.values()) >= 3


def test_thirty_things_in_three_rings_have_a_cell_each():
    places = placed_marks(SMALL, thirty())
    assert len(set(places.values())) == len(places) == 30
    for mark in thirty():
        month = int(mark.angle / (pi / 6))
        assert SMALL.segment(places[mark.key]) == (month, mark.ring)
    # None so near another that two read as one.
    assert not any((x + 1, y) in places.values() for x, y in places.values())


@settings(max_examples=examples(60))
@given(
    st.sampled_from(WHEELS),
    st.lists(st.tuples(st.dates(START, date(2027, 7, 31)), st.integers(0, 5)), max_size=80),
)
def test_a_cell_is_shared_only_where_a_segment_is_full(wheel, wanted):
    marks = [
        Wanted(str(n), ring % wheel.rings, angle_of(START, day))
        for n, (day, ring) in enumerate(wanted)
    ]
    places = placed_marks(wheel, marks)
    assert set(places) == {mark.key for mark in marks}
    shared = [cell for cell, count in Counter(places.values()).items() if count > 1]
    cells = [(x, y) for x in range(wheel.width) for y in range(wheel.height)]
    for cell in shared:
        segment = [c for c in cells if wheel.segment(c) == wheel.segment(cell)]
        assert set(segment) <= set(places.values())


@pytest.mark.parametrize("wheel", WHEELS)
def test_names_of_months_touch_neither_the_wheel_nor_one_another(wheel):
    places = label_places(wheel, NAMES)
    cells = [
        (x + offset, y) for (x, y), name in zip(places, NAMES, strict=True)
        for offset in range(len(name))
    ]  # fmt: skip
    assert len(set(cells)) == len(cells)
    assert all(0 <= x < wheel.width and 0 <= y < wheel.height for x, y in cells)
    assert not set(cells) & set(frame_dots(wheel).cells)


@pytest.mark.parametrize("wheel", WHEELS)
def test_lines_stay_on_the_sheet_and_have_letters_in_both_alphabets(wheel):
    frame = frame_dots(wheel)
    assert all(0 <= x < wheel.width and 0 <= y < wheel.height for x, y in frame.cells)
    assert all("⠀" <= frame.letter(cell) <= "⣿" for cell in frame.cells)
    letters = {ascii_letter(wheel, cell, frame) for cell in frame.cells}
    assert letters <= set("./\\|-")
    assert ascii_letter(wheel, (0, 0), frame) == " "


def test_the_hand_goes_from_the_hub_to_the_rim_where_the_day_is():
    day = date(2026, 11, 1)
    hand = hand_dots(SMALL, angle_of(START, day))
    found = [SMALL.segment(cell) for cell in hand.cells]
    assert {ring for month, ring in filter(None, found)} == {0, 1, 2}
    assert {month for month, _ring in filter(None, found)} <= {2, 3}


def test_every_month_is_as_wide_as_the_others():
    firsts = [date(2026 + (m > 12), (m - 1) % 12 + 1, 1) for m in range(8, 20)]
    angles = [angle_of(START, first) for first in firsts]
    assert [int(angle / (pi / 6)) for angle in angles] == list(range(12))
    assert 0 < angles[0] < angle_of(START, date(2026, 8, 31)) < pi / 6


def test_categories_share_rings_with_their_neighbours():
    ours = ["lov", "møder", "apv", "plan", "kurser", "kampagne"]
    assert grouped(ours, 3) == [("lov", "møder"), ("apv", "plan"), ("kurser", "kampagne")]
    assert grouped(ours, 6) == [(name,) for name in ours]
    assert grouped(ours[:2], 3) == [("lov",), ("møder",)]
    assert grouped(ours[:5], 3) == [("lov", "møder"), ("apv", "plan"), ("kurser",)]
    assert grouped([], 3) == []

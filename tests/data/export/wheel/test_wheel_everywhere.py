"""Whatever is on the wheel is once, and in the right month, in every form it is written in."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.calendars import on_days
from support.documents import blank, done
from support.examples import examples

from data.dates.labels import month_name
from data.edits.records import AddRecord
from data.export.calendar.file import calendar
from data.export.calendar.past import Past
from data.export.wheel.chips import chips_of
from data.export.wheel.joined import marks_of
from data.export.wheel.pages import wheel_markdown
from data.export.wheel.paper import listed_months
from data.export.wheel.rings import _COLOURS, rings_of
from data.export.wheel.sheet_sizes import A3
from data.facts.year import occurrences
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity
from data.start.demo import demo_document
from data.views.wheel import Origin, wheel_year

TODAY = date(2026, 3, 3)
STARTS = st.builds(date, st.integers(2025, 2028), st.integers(1, 12), st.just(1))
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
ACTIVITIES = st.lists(
    st.fixed_dictionaries(
        {
            "day": DAYS,
            "repeat": st.sampled_from(list(Repeat)),
            "every": st.integers(1, 3),
            "anchor": st.sampled_from(list(Anchor)),
            "repeat_until": st.none() | DAYS,
            "category": st.sampled_from(["", "apv", "meetings", "Fest"]),
        }
    ),
    max_size=8,
)


def made(rows, exceptions):
    document = done(
        blank(),
        *(
            AddRecord("activity", {"title": f"Ting {number}", **values}, f"a{number}")
            for number, values in enumerate(rows)
        ),
    )
    for number, (which, turn, by) in enumerate(exceptions):
        if not rows:
            break
        activity = document.get(Activity, f"a{which % len(rows)}")
        days = list(occurrences(activity, date(2024, 1, 1), date(2029, 12, 31)))
        if days:
            on = days[turn % len(days)]
            to = on + timedelta(days=by) if by else None
            values = {"activity": activity.id, "on": on, "moved_to": to, "skipped": not by}
            document = done(document, AddRecord("occurrence", values, f"o{number}"))
    return document


def in_markdown(text):
    """Month and title of every row."""
    found, month = [], ""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    cells = []
    for before, token in pairwise(tokens):
        if before.type == "heading_open" and before.tag == "h2":
            month = token.content
        elif before.type == "td_open":
            cells.append(token.content)
        if token.type == "tr_close" and cells:
            found.append((month, cells[2].split(" (")[0]))
            cells = []
    return sorted(found)


@settings(max_examples=examples(50))
@given(
    rows=ACTIVITIES,
    exceptions=st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 9), st.integers(-40, 40)), max_size=4
    ),
    start=STARTS,
)
def test_each_occurrence_is_once_and_in_its_month_everywhere(rows, exceptions, start):
    document = made(rows, exceptions)
    year = wheel_year(document, start, TODAY)
    entries = list(year.entries())

    named = sorted(
        (f"{month_name(e.day.month).capitalize()} {e.day.year}", e.title) for e in entries
    )
    assert in_markdown(wheel_markdown(document, year, today=TODAY)) == named

    rings = rings_of(year)
    chips = chips_of(marks_of(year, rings), year, A3, len(rings))
    told = [entry for chip in chips for entry in chip.mark.entries]
    assert sorted(e.key for e in told) == sorted(e.key for e in entries)
    for chip in chips:
        assert {year.month_of(e.day) for e in chip.mark.entries} == {chip.mark.month}
    listed = listed_months(document, year, rings)
    rows = [(month["name"], row["title"]) for month in listed for row in month["rows"]]
    assert sorted(row for row in rows if row[0] != "Uden dato") == named

    text = calendar(document, Past(), start=start, today=TODAY)
    ours = sorted((e.day, e.title) for e in entries if e.origin is Origin.ACTIVITY)
    days = [
        (day, title)
        for day, title, uid in on_days(text, year.start, year.end)
        if uid.startswith("activity-")
    ]
    assert days == ours


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_examples_year_is_whole_in_the_calendar(year):
    document = demo_document("da", TODAY)
    wheel = wheel_year(document, date(year, 1, 1), TODAY)
    text = calendar(document, Past(), start=wheel.start, today=TODAY)
    days = sorted(day for day, _title, _uid in on_days(text, wheel.start, wheel.end))
    assert days == sorted(e.day for e in wheel.entries())


def test_neighbouring_rings_differ_in_grey_and_their_numbers_can_be_read():
    def grey(colour):
        full = colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])
        red, green, blue = (int(full[n : n + 2], 16) / 255 for n in (1, 3, 5))
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
                 for c in (red, green, blue)]  # fmt: skip
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for (one, ink, _t), (other, _ink, _u) in pairwise((*_COLOURS, _COLOURS[0])):
        light, dark = sorted((grey(one), grey(other)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) > 3
        light, dark = sorted((grey(one), grey(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) > 4.5

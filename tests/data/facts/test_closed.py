"""Template days fall where somebody is there to keep them."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import TODAY, blank, changed, discussion_of, done, with_discussion

from data.commands.wheel import MoveEntry
from data.commands.wheel_template import AddFromTemplate
from data.content.library import wheel_template
from data.dates.holidays import is_holiday
from data.edits.records import AddRecord
from data.export.calendar.events import wheel_events
from data.export.calendar.past import Past
from data.facts.closed import OpenDays, read_weeks, weeks_told
from data.facts.occurrences import Occurrences
from data.i18n import in_language
from data.model.wheel import Activity
from data.views.show import show_field
from data.views.wheel import wheel_year

CLOSED = {
    "school": {7, 8, 27, 28, 29, 30, 31, 42},
    "workshop": {28, 29, 30},
    "industry": {28, 29, 30},
    "office": set(),
}


def made(sector: str, start_month: int, **more):
    document = changed(blank(), blank().workplace, sector=sector, start_month=start_month, **more)
    return done(document, AddFromTemplate(tuple(wheel_template("da").items)))


@pytest.mark.parametrize("start_month", [1, 8])
@pytest.mark.parametrize("sector", CLOSED)
def test_no_day_is_closed_however_many_years_go_by(sector, start_month):
    document = made(sector, start_month)
    occurrences = Occurrences(document)
    for activity in document.all(Activity):
        for day, _on in occurrences.between(activity, date(2026, 3, 3), date(2076, 3, 2)):
            assert day.weekday() < 5, activity.title
            assert not is_holiday(day)
            assert (1, 2) < (day.month, day.day) < (12, 22)
            assert day.isocalendar().week not in CLOSED[sector]


def test_a_workplace_can_change_its_weeks():
    assert OpenDays.of("school", "7, 27-28").weeks == {7, 27, 28}
    assert OpenDays.of("school", "-").weeks == frozenset()
    assert OpenDays.of("workshop").weeks == {28, 29, 30}
    assert OpenDays.of("workshop", "-").weeks == frozenset()
    days = [a.day for a in made("office", 1, closed_weeks="11").all(Activity)]
    assert 11 not in {day.isocalendar().week for day in days}


@pytest.mark.parametrize(
    ("sector", "written", "shown"),
    [
        ("workshop", "", "28-30 (usual in the sector)"),
        ("workshop", "-", "-"),
        ("workshop", "29, 30", "29, 30"),
        ("office", "", ""),
    ],
)
def test_the_weeks_that_count_while_none_are_written_are_shown(sector, written, shown):
    document = changed(blank(), blank().workplace, sector=sector, closed_weeks=written)
    with in_language("en"):
        assert show_field(document, document.workplace, "closed_weeks") == shown


def test_the_nearest_open_day_stays_in_its_month():
    open_days = OpenDays.of("school")
    assert open_days.nearest(date(2026, 5, 30)) == date(2026, 5, 29)
    assert open_days.nearest(date(2026, 2, 14)) == date(2026, 2, 23)
    assert open_days.nearest(date(2026, 12, 24)) == date(2026, 12, 21)
    assert open_days.nearest(date(2026, 7, 10)) == date(2026, 8, 3)


def yearly(day: date, **more):
    """A yearly activity from a template, at a workshop."""
    document = changed(blank(), blank().workplace, sector="workshop")
    values = {"title": "Runde", "day": day, "repeat": "yearly", "template": "safety_round", **more}
    return done(document, AddRecord("activity", values, "a"))


def days_of(document, years=3):
    activity = document.get(Activity, "a")
    start = date(2026, 1, 1)
    return [
        d for d, _on in Occurrences(document).between(activity, start, date(2025 + years, 12, 31))
    ]


def test_closed_weeks_count_as_they_are_written_now():
    document = yearly(date(2026, 4, 13))
    assert days_of(document) == [date(2026, 4, 13), date(2027, 4, 13), date(2028, 4, 18)]
    closed = changed(document, document.workplace, closed_weeks="15")
    assert days_of(closed) == [date(2026, 4, 13), date(2027, 4, 19), date(2028, 4, 18)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"template": ""}, date(2027, 5, 1)),  # what people wrote comes when they said
        ({"repeat": "weekly"}, date(2026, 12, 25)),  # what comes every week does so
        ({"day": date(2026, 5, 2)}, date(2027, 5, 2)),  # a Saturday: then Sundays will do
    ],
)
def test_what_people_chose_stays_as_they_chose_it(change, expected):
    document = yearly(**{"day": date(2026, 5, 1), **change})
    assert expected in days_of(document)


def test_one_that_was_moved_or_left_out_by_hand_stays_so():
    document = yearly(date(2026, 5, 1))
    assert days_of(document)[1] == date(2027, 5, 3)
    special = {"activity": "a", "on": date(2027, 5, 1)}
    moved = done(document, AddRecord("occurrence", {**special, "moved_to": date(2027, 5, 1)}))
    assert days_of(moved)[1] == date(2027, 5, 1)
    skipped = done(document, AddRecord("occurrence", {**special, "skipped": True}))
    assert days_of(skipped) == [date(2026, 5, 1), date(2028, 5, 1)]
    ticked = done(document, AddRecord("occurrence", {**special, "done_on": date(2027, 5, 4)}))
    assert days_of(ticked)[1] == date(2027, 5, 3)


def test_what_fell_on_a_closed_day_is_late_after_the_day_it_was_put_on():
    document = yearly(date(2026, 5, 1))
    document = done(
        document,
        AddRecord("occurrence", {"activity": "a", "on": date(2026, 5, 1), "done_on": TODAY}),
    )
    activity, occurrences = document.get(Activity, "a"), Occurrences(document)
    assert occurrences.missed(activity, date(2027, 5, 3)) is None
    assert occurrences.missed(activity, date(2027, 5, 4)) == date(2027, 5, 3)


def test_the_place_of_the_discussion_comes_before_its_last_day():
    document = with_discussion(yearly(date(2026, 3, 10), template="annual_discussion"), 2026)
    document = changed(document, discussion_of(document, 2026), held_on=date(2026, 3, 9))
    # A year after the 9th, not after the 10th, which is what the rule says.
    assert days_of(document)[0] == date(2027, 3, 9)
    # The 10th of March 2029 is a Saturday.
    assert days_of(document, 4)[-1] == date(2029, 3, 9)


def test_a_calendar_has_them_where_the_wheel_has_them():
    document = yearly(date(2026, 5, 1))
    events = wheel_events(document, Past(), date(2026, 1, 1), TODAY)
    mine = [event for event in events if event.title == "Runde"]
    (series,) = [event for event in mine if event.rule is not None]
    apart = {event.instead_of: event.day for event in mine if event.rule is None}
    assert series.day == date(2026, 5, 1)
    assert apart[date(2027, 5, 1)] == date(2027, 5, 3)
    assert date(2028, 5, 1) not in apart


def test_back_on_the_day_that_is_closed_is_where_somebody_wants_it():
    document = yearly(date(2026, 5, 1))
    year = wheel_year(document, date(2027, 1, 1), TODAY)
    (entry,) = [entry for entry in year.entries() if entry.title == "Runde"]
    assert entry.day == date(2027, 5, 3)
    back = done(document, MoveEntry(entry, days=-2))
    assert days_of(back)[1] == date(2027, 5, 1)
    (entry,) = [
        e for e in wheel_year(back, date(2027, 1, 1), TODAY).entries() if e.title == "Runde"
    ]
    assert days_of(done(back, MoveEntry(entry, days=2)))[1] == date(2027, 5, 3)


@pytest.mark.parametrize(
    ("text", "weeks", "told"),
    [
        ("7, 8, 27-31", {7, 8, 27, 28, 29, 30, 31}, "7-8, 27-31"),
        ("uge 28 - 30", {28, 29, 30}, "28-30"),
        ("ugerne 7, 8 og 42.", {7, 8, 42}, "7-8, 42"),
        ("53", {53}, "53"),
        ("-", set(), "-"),
        ("Ingen", set(), "-"),
        ("sommerferien", None, ""),
        ("uge 7 og sommerferien", None, ""),
        ("54", None, ""),
        ("0-3", None, ""),
        ("31-27", None, ""),
        ("i juli 2026", None, ""),
    ],
)
def test_weeks_are_read_as_they_are_written_or_not_at_all(text, weeks, told):
    read = read_weeks(text)
    assert read == weeks
    if read is not None:
        assert weeks_told(read) == told
        assert read_weeks(told) == read


def test_what_is_no_weeks_leaves_what_is_usual():
    assert OpenDays.of("industry", "sommerferien").weeks == {28, 29, 30}
    assert OpenDays.of("construction").weeks == {28, 29, 30}

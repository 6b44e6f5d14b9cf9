"""Arithmetic, holidays and labels."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.zones import COPENHAGEN, KIRITIMATI, LOS_ANGELES

from data.dates.arithmetic import (
    FIRST_DAY,
    LAST_DAY,
    add_months,
    easter,
    iso_week,
    local_day,
    local_moment,
    monday_of_week,
    month_length,
    move,
    nth_weekday,
    weeks_in_year,
)
from data.dates.holidays import (
    holiday_name,
    holidays,
    is_workday,
    often_free_name,
    workday_after,
    workday_before,
)
from data.dates.labels import (
    long_date,
    moment_label,
    month_name,
    short_date,
    span_label,
    time_label,
    week_label,
    weekday_name,
)
from data.i18n import in_language

days = st.dates(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 10, 7), 0, date(2026, 10, 7)),
    ],
)
def test_add_months_clamps(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_add_months_refuses_to_leave_the_calendar() -> None:
    with pytest.raises(ValueError, match="year"):
        add_months(date(2026, 1, 1), 12 * 9000)


@given(day=days, months=st.integers(-600, 600))
def test_add_months_is_the_same_day_or_a_month_end(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@given(day=days, by=st.integers(-(10**9), 10**12))
def test_move_stays_in_the_years_a_date_line_can_give(day: date, by: int) -> None:
    assert FIRST_DAY <= move(day, by) <= LAST_DAY


def test_move() -> None:
    assert move(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert move(date(2026, 10, 7), -7) == date(2026, 9, 30)


@pytest.mark.parametrize(("year", "weeks"), [(2020, 53), (2026, 53), (2027, 52), (2032, 53)])
def test_weeks_in_year(year: int, weeks: int) -> None:
    assert weeks_in_year(year) == weeks
    assert iso_week(monday_of_week(year, weeks)) == weeks


@pytest.mark.parametrize(
    ("month", "weekday", "count", "expected"),
    [
        (3, 2, 3, date(2026, 3, 17)),
        (10, 5, -1, date(2026, 10, 30)),
        (10, 6, -1, date(2026, 10, 31)),
        (10, 5, -2, date(2026, 10, 23)),
        (11, 1, 5, date(2026, 11, 30)),
        (10, 1, 5, None),
        (10, 4, 1, date(2026, 10, 1)),
    ],
)
def test_nth_weekday(month: int, weekday: int, count: int, expected: date | None) -> None:
    assert nth_weekday(2026, month, weekday, count) == expected


@pytest.mark.parametrize(
    "sunday",
    ["1954-04-18", "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31",
     "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2076-04-19", "2100-03-28"],
)  # fmt: skip
def test_easter(sunday: str) -> None:
    assert easter(int(sunday[:4])).isoformat() == sunday


def test_the_public_holidays_of_2026() -> None:
    with in_language("da"):
        found = {f"{day:%m-%d}": name for day, name in holidays(2026).items()}
    assert found == {
        "01-01": "nytårsdag",
        "04-02": "skærtorsdag",
        "04-03": "langfredag",
        "04-05": "påskedag",
        "04-06": "2. påskedag",
        "05-14": "Kristi himmelfartsdag",
        "05-24": "pinsedag",
        "05-25": "2. pinsedag",
        "12-25": "juledag",
        "12-26": "2. juledag",
    }


def test_great_prayer_day_ended_with_2023() -> None:
    with in_language("da"):
        assert holiday_name(date(2023, 5, 5)) == "store bededag"
        assert "store bededag" not in holidays(2024).values()
    assert is_workday(date(2024, 4, 26))


def test_days_that_are_free_at_many_workplaces_are_no_holidays() -> None:
    with in_language("da"):
        for day, name in (
            (date(2026, 6, 5), "grundlovsdag"),
            (date(2026, 12, 24), "juleaften"),
            (date(2026, 12, 31), "nytårsaften"),
        ):
            assert often_free_name(day) == name
            assert holiday_name(day) == ""
            assert is_workday(day)
            assert not is_workday(day, also_free=True)


def test_workdays_around_easter_and_christmas() -> None:
    assert workday_before(date(2026, 4, 6)) == date(2026, 4, 1)
    assert workday_after(date(2026, 4, 2)) == date(2026, 4, 7)
    assert workday_after(date(2026, 12, 23)) == date(2026, 12, 28)


def test_danish_labels_never_pad() -> None:
    with in_language("da"):
        assert short_date(date(2026, 2, 1)) == "1.2.2026"
        assert long_date(date(2026, 11, 25)) == "25. november 2026"
        assert weekday_name(date(2026, 11, 25)) == "onsdag"
        assert weekday_name(1, short=True) == "man"
        assert month_name(10) == "oktober"
        assert month_name(10, short=True) == "okt"
        assert week_label(date(2026, 10, 23)) == "uge 43"
        assert time_label(datetime(2026, 10, 7, 13, 2)) == "13.02"  # noqa: DTZ001
        assert span_label(date(2026, 10, 19), date(2026, 10, 25)) == (
            "19.10.2026–25.10.2026 (uge 43)"
        )


def test_english_labels() -> None:
    with in_language("en"):
        assert short_date(date(2026, 10, 23)) == "23/10/2026"
        assert long_date(date(2026, 10, 23)) == "23 October 2026"
        assert weekday_name(7) == "Sunday"
        assert month_name(5, short=True) == "May"
        assert week_label(date(2027, 1, 1)) == "week 53"
        assert time_label(datetime(2026, 10, 7, 9, 5)) == "9:05"  # noqa: DTZ001


def test_every_month_and_weekday_has_a_danish_name() -> None:
    with in_language("da"):
        months = [month_name(month) for month in range(1, 13)]
        weekdays = [weekday_name(day) for day in range(1, 8)]
    assert len(set(months)) == 12
    assert len(set(weekdays)) == 7
    assert all(name.islower() for name in (*months, *weekdays))


@pytest.mark.parametrize(("place", "day"), [(COPENHAGEN, 3), (LOS_ANGELES, 2), ("UTC", 2)])
def test_a_moment_is_told_where_the_program_runs(zone, place, day):
    zone(place)
    moment = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    assert local_day(moment) == date(2026, 11, day)
    with in_language("da"):
        told = moment_label(moment)
    assert told.startswith(f"{day}.11.2026 ")
    assert told.endswith(".30")


@pytest.mark.parametrize("place", [KIRITIMATI, LOS_ANGELES])
def test_the_first_and_the_last_moment_have_a_day(zone, place):
    zone(place)
    assert {local_day(datetime.min.replace(tzinfo=UTC)).year} == {1}
    assert {local_day(datetime.max.replace(tzinfo=UTC)).year} == {9999}
    assert local_moment(local_moment(datetime.max.replace(tzinfo=UTC))).year == 9999


def test_months_are_as_long_as_the_library_has_them() -> None:
    for year in (1, 4, 100, 400, *range(1890, 2110), 2200, 2400, 9999):
        for month in range(1, 13):
            assert month_length(year, month) == calendar.monthrange(year, month)[1]

"""On which days an activity comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import NOW

from data.facts.year import intended_days, occurrences, open_occurrences
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity, Occurrence

START, END = date(2026, 1, 1), date(2027, 12, 31)
BOOKS = {"created_at": NOW, "created_by": "x", "changed_at": NOW, "changed_by": "x"}


def activity(day: date | None, repeat: Repeat = Repeat.NONE, **more: object) -> Activity:
    return Activity(id="a", number=1, title="x", day=day, repeat=repeat, **BOOKS, **more)  # type: ignore[arg-type]


def special(on: date, **more: object) -> Occurrence:
    return Occurrence(id="o", number=1, activity="a", on=on, **BOOKS, **more)  # type: ignore[arg-type]


def days(found: Activity, start: date = START, end: date = END) -> list[str]:
    return [f"{day:%d.%m.%y}" for day in occurrences(found, start, end)]


def test_without_a_day_it_never_comes() -> None:
    assert days(activity(None, Repeat.MONTHLY)) == []


def test_once() -> None:
    assert days(activity(date(2026, 3, 10))) == ["10.03.26"]
    assert days(activity(date(2025, 3, 10))) == []
    assert days(activity(date(2026, 1, 1))) == ["01.01.26"]
    assert days(activity(date(2027, 12, 31))) == ["31.12.27"]


@pytest.mark.parametrize(
    ("repeat", "every", "expected"),
    [
        (Repeat.YEARLY, 1, ["10.03.26", "10.03.27"]),
        (Repeat.YEARLY, 2, ["10.03.27"]),
        (Repeat.YEARLY, 3, ["10.03.26"]),
        (Repeat.QUARTERLY, 1, ["10.03.26", "10.06.26", "10.09.26", "10.12.26",
                               "10.03.27", "10.06.27", "10.09.27", "10.12.27"]),
        (Repeat.QUARTERLY, 2, ["10.03.26", "10.09.26", "10.03.27", "10.09.27"]),
        (Repeat.MONTHLY, 6, ["10.03.26", "10.09.26", "10.03.27", "10.09.27"]),
    ],
)  # fmt: skip
def test_same_date(repeat: Repeat, every: int, expected: list[str]) -> None:
    first = date(2023, 3, 10) if every == 3 or repeat != Repeat.YEARLY else date(2025, 3, 10)
    assert days(activity(first, repeat, every=every)) == expected


def test_a_short_month_does_not_shorten_the_next() -> None:
    monthly = activity(date(2026, 1, 31), Repeat.MONTHLY)
    assert days(monthly, end=date(2026, 5, 31)) == [
        "31.01.26", "28.02.26", "31.03.26", "30.04.26", "31.05.26",
    ]  # fmt: skip


def test_third_tuesday() -> None:
    monthly = activity(date(2026, 1, 20), Repeat.MONTHLY, anchor=Anchor.WEEKDAY)
    assert days(monthly, end=date(2026, 6, 30)) == [
        "20.01.26", "17.02.26", "17.03.26", "21.04.26", "19.05.26", "16.06.26",
    ]  # fmt: skip


def test_a_fifth_weekday_is_the_last() -> None:
    monthly = activity(date(2026, 1, 30), Repeat.MONTHLY, anchor=Anchor.WEEKDAY)
    assert days(monthly, end=date(2026, 4, 30)) == ["30.01.26", "27.02.26", "27.03.26", "24.04.26"]


def test_week_43() -> None:
    yearly = activity(date(2024, 10, 21), Repeat.YEARLY, anchor=Anchor.WEEK)
    found = list(occurrences(yearly, START, date(2030, 12, 31)))
    assert [day.isocalendar()[1:] for day in found] == [(43, 1)] * 5


def test_week_53_is_the_last_week_of_other_years() -> None:
    yearly = activity(date(2020, 12, 28), Repeat.YEARLY, anchor=Anchor.WEEK)
    weeks = [day.isocalendar()[:2] for day in occurrences(yearly, START, END)]
    assert weeks == [(2026, 53), (2027, 52)]


def test_until_a_day() -> None:
    monthly = activity(date(2026, 1, 5), Repeat.MONTHLY, repeat_until=date(2026, 3, 5))
    assert days(monthly) == ["05.01.26", "05.02.26", "05.03.26"]


def test_moved_skipped_and_done_ones() -> None:
    monthly = activity(date(2026, 1, 5), Repeat.MONTHLY, repeat_until=date(2026, 5, 5))
    marks = [
        special(date(2026, 2, 5), moved_to=date(2026, 2, 19)),
        special(date(2026, 3, 5), skipped=True, moved_to=date(2026, 3, 9)),
        special(date(2026, 4, 5), done_on=date(2026, 4, 2)),
    ]
    all_days = list(occurrences(monthly, START, END, marks))
    assert [day.strftime("%d.%m") for day in all_days] == ["05.01", "19.02", "05.04", "05.05"]
    left = list(open_occurrences(monthly, START, END, marks))
    assert [day.strftime("%d.%m") for day in left] == ["05.01", "19.02", "05.05"]


def test_one_moved_into_or_out_of_the_time_looked_at() -> None:
    yearly = activity(date(2025, 12, 20), Repeat.YEARLY)
    into = [special(date(2025, 12, 20), moved_to=date(2026, 1, 4))]
    assert list(occurrences(yearly, START, date(2026, 6, 1), into)) == [date(2026, 1, 4)]
    assert list(occurrences(yearly, date(2025, 1, 1), date(2025, 12, 31), into)) == []


@given(
    first=st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    repeat=st.sampled_from([repeat for repeat in Repeat if repeat is not Repeat.NONE]),
    every=st.integers(1, 53),
    anchor=st.sampled_from(list(Anchor)),
    start=st.dates(date(1980, 1, 1), date(2149, 1, 1)),
    length=st.integers(0, 4000),
)
def test_a_piece_of_time_holds_the_same_days_as_the_whole(
    first: date, repeat: Repeat, every: int, anchor: Anchor, start: date, length: int
) -> None:
    found = activity(first, repeat, every=every, anchor=anchor)
    end = start + timedelta(days=length)
    whole = list(intended_days(found, date.min, date(2150, 12, 31)))
    assert whole == sorted(set(whole))
    if repeat is Repeat.WEEKLY or not anchor.startswith("last"):
        assert whole[0] == first
    assert list(intended_days(found, start, end)) == [d for d in whole if start <= d <= end]

"""Template days fall where somebody is there to keep them."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import blank, changed, done

from data.commands.wheel_template import AddFromTemplate
from data.content.library import wheel_template
from data.dates.holidays import is_holiday
from data.facts.closed import OpenDays
from data.facts.occurrences import Occurrences
from data.model.wheel import Activity

CLOSED = {"school": {7, 8, 27, 28, 29, 30, 31, 42}, "workshop": {28, 29, 30}, "office": set()}


def made(sector: str, start_month: int, **more):
    document = changed(blank(), blank().workplace, sector=sector, start_month=start_month, **more)
    return done(document, AddFromTemplate(tuple(wheel_template("da").items)))


@pytest.mark.parametrize("start_month", [1, 8])
@pytest.mark.parametrize("sector", CLOSED)
def test_no_day_of_three_years_is_closed(sector, start_month):
    document = made(sector, start_month)
    occurrences = Occurrences(document)
    for activity in document.all(Activity):
        for day, _on in occurrences.between(activity, date(2026, 3, 3), date(2029, 3, 2)):
            assert day.weekday() < 5, activity.title
            assert not is_holiday(day)
            assert (1, 2) < (day.month, day.day) < (12, 22)
            assert day.isocalendar().week not in CLOSED[sector]


def test_a_workplace_can_change_its_weeks():
    assert OpenDays.of("school", "7, 27-28").weeks == {7, 27, 28}
    assert OpenDays.of("school", "-").weeks == frozenset()
    assert OpenDays.of("workshop").weeks == {28, 29, 30}
    days = [a.day for a in made("office", 1, closed_weeks="11").all(Activity)]
    assert 11 not in {day.isocalendar().week for day in days}


def test_the_nearest_open_day_stays_in_its_month():
    open_days = OpenDays.of("school")
    assert open_days.nearest(date(2026, 5, 30)) == date(2026, 5, 29)
    assert open_days.nearest(date(2026, 2, 14)) == date(2026, 2, 23)
    assert open_days.nearest(date(2026, 12, 24)) == date(2026, 12, 21)
    assert open_days.nearest(date(2026, 7, 10)) == date(2026, 8, 3)

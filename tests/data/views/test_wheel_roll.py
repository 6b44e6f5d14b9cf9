"""The next year from this one: what comes by itself, what is asked, on which day it then comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import blank, done

from data.commands.wheel import RollActivity
from data.edits.records import AddRecord
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity
from data.views.wheel_roll import RollAnswer, next_day, roll_of

START = date(2026, 1, 1)


@pytest.fixture
def document():
    def activity(number, title, day, **more):
        return AddRecord("activity", {"title": title, "day": day, **more}, f"a{number}")

    return done(
        blank(start_month=1),
        activity(1, "Ny kantine", date(2026, 9, 9), owner="s-p1", why="Mad", category="apv"),
        activity(2, "Brandøvelse", date(2026, 3, 10), repeat=Repeat.YEARLY),
        activity(3, "Støjkonsulent", date(2026, 2, 2), until=date(2026, 2, 6)),
        activity(4, "Sidste år", date(2025, 5, 5)),
        activity(5, "APV", date(2025, 4, 4), repeat=Repeat.YEARLY, every=3),
    )


def asked(document):
    return [activity.title for activity, _day in roll_of(document, START).ask]


def test_what_comes_by_itself_and_what_is_asked(document):
    roll = roll_of(document, START)
    assert [a.title for a in roll.recurring] == ["Brandøvelse"]
    assert asked(document) == ["Støjkonsulent", "Ny kantine"]
    assert roll.next_start == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("answer", "day"), [(RollAnswer.WEEK, date(2027, 9, 15)), (RollAnswer.DATE, date(2027, 9, 9))]
)
def test_again_next_year(document, answer, day):
    document = done(document, RollActivity("a1", date(2026, 9, 9), answer, id="n1"))
    new = document.get(Activity, "n1")
    assert (new.title, new.day, new.owner, new.why) == ("Ny kantine", day, "s-p1", "Mad")
    assert new.category == "apv"
    assert asked(document) == ["Støjkonsulent"]
    assert not new.rolled


def test_what_takes_a_week_takes_a_week_again(document):
    document = done(document, RollActivity("a3", date(2026, 2, 2), RollAnswer.WEEK, id="n3"))
    new = document.get(Activity, "n3")
    assert (new.day, new.until) == (date(2027, 2, 8), date(2027, 2, 12))


def test_every_year_from_now_on(document):
    document = done(document, RollActivity("a1", date(2026, 9, 9), RollAnswer.YEARLY))
    activity = document.get(Activity, "a1")
    assert (activity.repeat, activity.anchor) == (Repeat.YEARLY, Anchor.WEEKDAY)
    roll = roll_of(document, START)
    assert [a.title for a in roll.recurring] == ["Brandøvelse", "Ny kantine"]
    assert asked(document) == ["Støjkonsulent"]


def test_not_again(document):
    document = done(document, RollActivity("a1", date(2026, 9, 9), RollAnswer.NOT))
    assert asked(document) == ["Støjkonsulent"]
    assert len(document.all(Activity)) == 5


def test_a_moved_one_is_asked_in_the_year_it_came(document):
    moved = {"activity": "a4", "on": date(2025, 5, 5), "moved_to": date(2026, 5, 5)}
    assert "Sidste år" in asked(done(document, AddRecord("occurrence", moved)))


@given(day=st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_year_later(day):
    week = next_day(day, RollAnswer.WEEK)
    assert week.isoweekday() == day.isoweekday()
    assert week.isocalendar().week == min(day.isocalendar().week, 52) or (
        week.isocalendar().week == 53 == day.isocalendar().week
    )
    assert timedelta(days=355) < week - day < timedelta(days=372)
    date_later = next_day(day, RollAnswer.DATE)
    assert date_later.month == day.month
    assert date_later.year == day.year + 1
    if day.isoweekday() <= 5:
        assert date_later.isoweekday() <= 5
        assert abs((date_later - day).days - 365) <= 3

"""Adding from the templates: dated in the workplace's year, nothing twice, one edit."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from support.documents import TODAY, blank, done

from data.commands.setup import SetUpWorkplace
from data.commands.wheel_template import AddFromTemplate
from data.content.library import wheel_template
from data.edits.edits import Author, apply_all
from data.edits.records import SetField
from data.facts.wheel import templates_in_use
from data.model.choices import Repeat
from data.model.document import Document
from data.model.profile import Profile
from data.model.wheel import Activity
from data.views.report import report

ITEMS = wheel_template("da").for_workplace(Profile.AMO, "school")


def test_all_are_added_in_the_workplaces_year():
    document = done(blank(start_month=8), AddFromTemplate(ITEMS, seed="t"))
    activities = document.all(Activity)
    assert [a.template for a in activities] == [item.id for item in ITEMS]
    assert all(a.day is not None and a.day >= TODAY and a.why for a in activities)
    start = next(a for a in activities if a.template == "school_start")
    assert (start.day, start.repeat) == (date(2026, 8, 10), Repeat.YEARLY)


def test_those_that_are_there_are_left_out():
    document = done(blank(), AddFromTemplate(ITEMS[:3], seed="t"))
    document = done(document, AddFromTemplate(ITEMS[:5], seed="u"))
    assert [a.template for a in document.all(Activity)] == [item.id for item in ITEMS[:5]]
    assert templates_in_use(document) == {item.id for item in ITEMS[:5]}


def test_the_discussion_lies_in_the_month_that_was_chosen():
    document = blank(start_month=1)
    document = done(document, SetField("workplace", "workplace", "discussion_month", 11))
    item = next(i for i in ITEMS if i.id == "annual_discussion")
    document = done(document, AddFromTemplate((item,), seed="t"))
    assert document.all(Activity)[0].day == date(2026, 11, 10)


@pytest.mark.parametrize("every", [1, 2, 3])
def test_every_so_many_years(every):
    found = [i for i in ITEMS if i.repeat is Repeat.YEARLY and i.every == every]
    document = done(blank(), AddFromTemplate(tuple(found), seed="t"))
    assert {a.every for a in document.all(Activity)} == {every}


@pytest.mark.parametrize("sector", ["school", "workshop", "office"])
@pytest.mark.parametrize("start_month", [1, 8])
def test_a_new_workplace_is_reminded_of_nothing_today_on_whatever_day_it_begins(
    sector, start_month
):
    for turn in range(0, 365, 5):
        day = date(2026, 1, 1) + timedelta(days=turn)
        author = Author("Karen", datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
        command = SetUpWorkplace(
            "X", 24, sector=sector, start_month=start_month, wheel=wheel_template("da"), seed="s"
        )
        document, *_ = apply_all(Document(), command.edits(Document(), author), author)
        news = report(document, day, 0)
        assert not news.late
        assert news.soon == ()
        assert all(activity.day > day for activity in document.all(Activity))

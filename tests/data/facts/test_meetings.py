"""One meeting is told once: an activity that kept its place steps back for the day it got."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.documents import TODAY, blank, done

from data.edits.records import AddRecord
from data.facts.due import due_items
from data.facts.meetings import planned
from data.i18n import in_language
from data.views.home import home_view
from data.views.next_discussion import ROOM, discussion_told


def kept(template, day, *, discussion=None, state="planned"):
    values = {"title": "The discussion", "day": day, "template": template, "repeat": "yearly"}
    document = done(blank(), AddRecord("activity", values, "a"))
    if discussion is None:
        return document
    values = {"year": discussion.year, "held_on": discussion, "state": state}
    return done(document, AddRecord("discussion", values, "d"))


def told(document):
    return [item.record.kind for item in due_items(document, TODAY, 60).soon]


PLACE = TODAY + timedelta(10)


@pytest.mark.parametrize(
    ("template", "discussion", "expected"),
    [
        ("annual_discussion", None, ["activity"]),
        ("annual_discussion", PLACE + timedelta(3), ["discussion"]),
        ("med_discussion", PLACE - timedelta(3), ["discussion"]),
        # However far from its place in the year: it is this year's discussion.
        ("annual_discussion", PLACE + timedelta(46), ["discussion"]),
        # Another activity.
        ("competence_discussion", PLACE, ["activity", "discussion"]),
    ],
)
def test_the_place_in_the_wheel_gives_way(template, discussion, expected):
    assert told(kept(template, PLACE, discussion=discussion)) == expected


def test_only_what_is_to_come_is_planned():
    assert planned(kept("", PLACE, discussion=TODAY - timedelta(1)), TODAY) == ()
    assert planned(kept("", PLACE, discussion=PLACE, state="running"), TODAY) == ()
    (found,) = planned(kept("", PLACE, discussion=TODAY), TODAY)
    assert found.held_on == TODAY == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("values", "limit", "expected"),
    [
        (None, None, ("", False)),
        (None, 5, ("at the latest Sunday 8/3/2026, in 5 days", False)),
        (None, -1, ("at the latest Monday 2/3/2026, 1 day late", True)),
        ({}, 5, ("no date yet; at the latest 8/3/2026, in 5 days", False)),
        ({}, None, ("prepared, no date yet", False)),
        ({"held_on": 4}, 5, ("Saturday 7/3/2026, in 4 days", False)),
        ({"held_on": 5}, 5, ("Sunday 8/3/2026, in 5 days", False)),
        ({"held_on": 6}, 5, ("Monday 9/3/2026, in 6 days: last day 8/3/2026", True)),
        ({"held_on": -1}, None, ("Monday 2/3/2026, 1 day late", True)),
        ({"held_on": 6, "state": "running"}, 5, ("under way, not approved yet", False)),
    ],
)
def test_how_the_next_discussion_is_told(values, limit, expected):
    discussion = None
    if values is not None:
        day = TODAY + timedelta(values["held_on"]) if "held_on" in values else None
        given = {"year": 2026, "state": "planned", **values, "held_on": day}
        discussion = done(blank(), AddRecord("discussion", given, "d")).record("discussion", "d")
    last = TODAY + timedelta(limit) if limit is not None else None
    with in_language("en"):
        assert discussion_told(discussion, last, TODAY) == expected


@pytest.mark.parametrize(
    ("days", "limit", "expected"),
    [
        (0, 1, ("agreed Tuesday 3/3/2026, today", False)),
        (-1, 1, ("agreed Monday 2/3/2026, 1 day late", True)),
        (2, 1, ("agreed Thursday 5/3/2026, in 2 days: last day 4/3/2026", True)),
        (-2, -1, ("at the latest Monday 2/3/2026, 1 day late", True)),
    ],
)
def test_the_day_that_was_agreed_on_is_told_until_one_has_its_own(days, limit, expected):
    agreed, last = TODAY + timedelta(days), TODAY + timedelta(limit)
    undated = done(blank(), AddRecord("discussion", {"year": 2026}, "d")).record("discussion", "d")
    with in_language("en"):
        assert discussion_told(None, last, TODAY, agreed) == expected
        if limit > 0:
            assert discussion_told(undated, last, TODAY, agreed) == expected


@pytest.mark.parametrize("language", ["da", "en"])
def test_whatever_is_told_of_the_next_discussion_fits_into_its_line(language):
    today, far = date(2026, 12, 30), 366
    days = [today + timedelta(n) for n in (-far, -far + 9, -1, 0, far - 9, far)]
    with in_language(language):
        for limit in [*days, None]:
            for day in [*days, None]:
                for agreed in [*days, None]:
                    values = {"year": 2026, "held_on": day}
                    document = done(blank(), AddRecord("discussion", values, "d"))
                    for discussion in (document.record("discussion", "d"), None):
                        told, _late = discussion_told(discussion, limit, today, agreed)
                        assert len(told) <= ROOM, told


def test_next_years_discussion_is_seen_once_this_years_is_approved():
    values = {"year": 2026, "held_on": TODAY - timedelta(9), "state": "approved"}
    document = done(blank(), AddRecord("discussion", values, "this"))
    assert home_view(document, TODAY).discussion is None
    values = {"year": 2027, "held_on": TODAY + timedelta(350), "state": "planned"}
    document = done(document, AddRecord("discussion", values, "next"))
    found = home_view(document, TODAY).discussion
    assert found is not None
    assert found.id == "next"

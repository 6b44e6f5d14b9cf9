"""One meeting is told once: an activity that kept its place steps back for the day it got."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.documents import TODAY, blank, done

from data.commands.records import AddRecord
from data.views.due import due_items
from data.views.meetings import planned


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
        # Another year's, and another activity.
        ("annual_discussion", PLACE + timedelta(46), ["activity", "discussion"]),
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

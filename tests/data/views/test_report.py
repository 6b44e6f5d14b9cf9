"""What `amis status` gathers: nothing twice, for everybody or for some."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.complete import NAMES, complete, put
from support.documents import TODAY, blank, done

from data.edits.records import AddRecord
from data.rules.clocks import ClockState
from data.start.demo import demo_document
from data.views.home import home_view
from data.views.report import holders, report

DAY = timedelta(days=1)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_waits_in_a_complete_document(name):
    found = report(complete(name), TODAY, 14)
    assert found.empty
    assert not found.late


def test_what_is_due_is_not_said_again_by_a_clock():
    document = complete("amo")
    found = report(document, date(2027, 2, 4), 14)
    assert [clock.code for clock in found.clocks if clock.code == "R01"] == []
    assert any(item.what == "discussion" for item in found.overdue)
    assert found.late


def test_a_clock_alone_makes_it_late():
    document = complete("direct")
    document = put(document, document.find("V1"), assessed_on=date(2023, 2, 1))
    found = report(document, TODAY, 14)
    assert not found.overdue
    assert [clock.state for clock in found.clocks] == [ClockState.OVERDUE]
    assert (found.late, len(found.late_clocks)) == (True, 1)


def test_for_one_person():
    document = complete("amo")
    document = put(document, document.record("action", "a"), due=TODAY - DAY, postponed=2)
    for person, mine in (("s-p2", True), ("s-p3", False)):
        found = report(document, TODAY, 14, frozenset({person}))
        assert bool(found.overdue) is bool(found.stalled) is mine
    late = report(document, date(2027, 9, 1), 14, frozenset({"s-p3"}))
    assert any("Jonas" in clock.title for clock in late.clocks if clock.code == "R12")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("leder", {"s-p1"}), ("Manager", {"s-p1"}), ("arbejdsleder", {"s-p2"}),
        ("AMR", {"s-p3"}), ("arbejdsmiljørepræsentant", {"s-p3"}), ("formand", {"s-p1"}),
        ("", set()), ("Karen", set()), ("tillidsrepræsentant", set()),
    ],
)  # fmt: skip
def test_roles_by_the_words_people_use(text, people):
    assert holders(complete("amo"), TODAY, text) == people


def test_where_nobody_is_simply_leader_every_leader_counts():
    document = complete("amo")
    document = put(document, document.record("person", "s-p1"), roles=("chair",))
    assert holders(document, TODAY, "leder") == {"s-p2"}
    assert holders(blank(members=()), TODAY, "leder") == frozenset()


def test_an_action_is_told_once_by_its_first_day():
    """As on the front page: the two must not count differently."""
    today = TODAY
    values = {"measure": "x", "due": today - DAY, "follow_up": today, "owner": "s-p2"}
    document = done(blank(), AddRecord("action", values, "a"))
    found = report(document, today, 30)
    assert [(item.record.id, item.day) for item in found.overdue] == [("a", today - DAY)]
    assert found.soon == ()
    demo = demo_document("en", date(2026, 11, 24))
    seen, home = report(demo, date(2026, 11, 24), 30), home_view(demo, date(2026, 11, 24))
    assert len(seen.overdue) == len(home.overdue)

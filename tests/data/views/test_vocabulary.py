"""The names a typed line may use."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import TODAY, blank, done, with_discussion

from data.capture.vocabulary import matches
from data.commands.setup import Member
from data.edits.records import AddRecord, SetField
from data.model.choices import Role
from data.views.vocabulary import next_meeting, vocabulary

SOON = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("karen", "s-p1"), ("leder", "s-p1"), ("manager", "s-p1"), ("formand", "s-p1"),
        ("arbejdsleder", "s-p2"), ("amr", "s-p3"), ("jonas lind", "s-p3"), ("3", "s-p3"),
        ("arbejdsmiljørepræsentant", "s-p3"),
    ],
)  # fmt: skip
def test_people_by_name_and_role(typed: str, who: str) -> None:
    assert [name.id for name in matches(typed, vocabulary(blank()).people)] == [who]


def test_the_leader_is_whoever_leads_where_nobody_is_manager() -> None:
    members = (Member("Bent Olsen", (Role.SUPERVISOR,)), Member("Ida Lund", (Role.EMPLOYEE,)))
    people = vocabulary(blank(members=members)).people
    assert [name.label for name in matches("leder", people)] == ["Bent Olsen"]
    assert matches("medarbejder", people) == ()


def test_those_who_have_left_are_not_meant() -> None:
    document = done(blank(), SetField("person", "s-p3", "left_on", SOON))
    assert "s-p3" not in {name.id for name in vocabulary(document).people}
    assert "s-p3" in {name.id for name in vocabulary(document, TODAY).people}
    assert "s-p3" not in {name.id for name in vocabulary(document, date(2026, 4, 1)).people}


def test_what_else_a_line_can_point_at() -> None:
    document = done(
        blank(),
        AddRecord("goal", {"title": "Less noise", "topic": "noise"}, id="g"),
        AddRecord("condition", {"title": "Echo"}, id="c"),
        AddRecord("idea", {"text": "x", "topic": "air"}),
        AddRecord("idea", {"text": "y", "topic": "noise"}),
        AddRecord("activity", {"title": "x", "category": "meetings"}),
        AddRecord("activity", {"title": "y", "category": "Our own"}),
    )
    words = vocabulary(document, TODAY)
    assert [(name.id, name.number) for name in words.goals] == [("g", 1)]
    assert [name.label for name in words.conditions] == ["Echo"]
    assert words.topics == ("noise", "air")
    assert words.categories == ("Our own",)
    assert words.meeting is None


def test_the_next_meeting() -> None:
    document = done(
        with_discussion(blank(), 2026, started=False),
        SetField("discussion", "d2026", "held_on", SOON),
        AddRecord("status_meeting", {"held_on": TODAY, "next_on": date(2026, 6, 1)}),
    )
    assert next_meeting(document, TODAY) == TODAY
    assert next_meeting(document, date(2026, 3, 4)) == SOON
    assert next_meeting(document, date(2026, 3, 21)) == date(2026, 6, 1)
    assert next_meeting(document, date(2026, 6, 2)) is None

"""What a status meeting hands on gets somebody and a day; what has nobody stands as such."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.documents import done
from support.status import TODAY, held, meeting_of, outcome, plan

from data.commands.hand_over import EVERYTHING, HandOn
from data.commands.status_answers import AnswerQuestion
from data.commands.wheel import MoveEntry
from data.edits.records import SetFields
from data.export.meetings.status import status_minutes
from data.export.packs.handover import handover_pack
from data.facts.anchoring import handed_on, without_anybody
from data.i18n import in_language
from data.model.choices import StatusOutcome
from data.model.plan import Idea
from data.model.workplace import Person
from data.views.hand_over import duties
from data.views.home import home_view
from data.views.report import report
from data.views.wheel import wheel_year

DAY = date(2026, 4, 7)


@pytest.fixture
def document():
    found = held(plan(a={"owner": "s-p1", "follow_up": DAY}, b={}))
    for name, column in (("improve", ""), ("demands", "demands"), ("demands", "resources")):
        answer = AnswerQuestion("s1", name, f"Om {name} {column}".strip(), column, carried="x")
        found = done(found, answer)
    for action in ("a", "b"):
        found = outcome(found, action, outcome=StatusOutcome.STALLED)
    return found


def test_each_wish_and_each_stalled_action_is_handed_on(document):
    handed = handed_on(document, meeting_of(document))
    assert [each.record.kind for each in handed] == ["idea"] * 3 + ["action"] * 2
    assert [each.anchored for each in handed] == [False, False, False, True, False]
    assert len(without_anybody(document)) == len(home_view(document, TODAY).unanchored) == 4


def test_with_somebody_and_a_day_it_is_anchored(document):
    idea = document.all(Idea)[0]
    document = done(document, SetFields("idea", idea.id, {"owner": "s-p2", "next_on": DAY}))
    assert len(without_anybody(document)) == 3
    with in_language("en"):
        text = status_minutes(document, meeting_of(document), today=TODAY)
    section = text.partition("## Taken on by the group")[2].partition("\n## ")[0]
    assert "I1 Om improve: Bent Olsen, 7/4/2026" in section
    assert section.count("nobody has taken it on yet") == 3


def test_the_day_of_an_idea_is_on_the_wheel_the_front_page_and_in_the_handover(document):
    idea = document.all(Idea)[0]
    document = done(document, SetFields("idea", idea.id, {"owner": "s-p2", "next_on": DAY}))
    late = DAY + timedelta(days=1)
    (entry,) = [
        e
        for e in wheel_year(document, DAY.replace(day=1), late).entries()
        if e.record == idea.reference
    ]
    assert (entry.day, entry.late, entry.owner) == (DAY, True, "s-p2")
    assert idea.reference in {item.record.reference for item in home_view(document, late).overdue}
    mine = report(document, late, 14, frozenset({"s-p2"})).overdue
    assert [item.record.reference for item in mine] == [idea.reference]
    person = document.get(Person, "s-p2")
    with in_language("en"):
        pack = handover_pack(document, person, today=late)
    assert "I1 Om improve: 7/4/2026 (late)" in pack
    assert "1 idea" in pack
    assert [duty.record.reference for duty in duties(document, person, late)] == [idea.reference]
    given = done(document, HandOn("s-p2", {EVERYTHING: "s-p3"}))
    assert given.all(Idea)[0].owner == "s-p3"


def test_a_day_that_is_moved_on_the_wheel_is_the_ideas(document):
    idea = document.all(Idea)[0]
    document = done(document, SetFields("idea", idea.id, {"next_on": DAY}))
    (entry,) = [
        e
        for e in wheel_year(document, DAY.replace(day=1), TODAY).entries()
        if e.record == idea.reference
    ]
    moved = done(document, MoveEntry(entry, days=7))
    assert moved.all(Idea)[0].next_on == DAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("follow_up", "due", "day"),
    [
        (DAY, None, DAY),
        (TODAY - timedelta(days=1), None, None),
        (TODAY - timedelta(days=1), DAY, DAY),
        (None, TODAY, TODAY),
        (None, None, None),
    ],
)
def test_a_day_that_has_passed_is_none_on_which_it_is_taken_up_next(follow_up, due, day):
    found = held(plan(a={"owner": "s-p1", "follow_up": follow_up, "due": due}))
    found = outcome(found, "a", outcome=StatusOutcome.STALLED)
    (handed,) = handed_on(found, meeting_of(found))
    assert (handed.day, handed.anchored) == (day, day is not None)

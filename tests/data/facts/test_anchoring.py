"""What a status meeting hands on gets somebody and a day; what has nobody stands as such."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import done
from support.status import TODAY, held, meeting_of, outcome, plan

from data.commands.status_answers import AnswerQuestion
from data.edits.records import SetFields
from data.export.meetings.status import status_minutes
from data.facts.anchoring import handed_on, without_anybody
from data.i18n import in_language
from data.model.choices import StatusOutcome
from data.model.plan import Idea
from data.views.home import home_view

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
    assert len(without_anybody(document)) == home_view(document, TODAY).unanchored == 4


def test_with_somebody_and_a_day_it_is_anchored(document):
    idea = document.all(Idea)[0]
    document = done(document, SetFields("idea", idea.id, {"owner": "s-p2", "next_on": DAY}))
    assert len(without_anybody(document)) == 3
    with in_language("en"):
        text = status_minutes(document, meeting_of(document), today=TODAY)
    section = text.partition("## Taken on by the group")[2].partition("\n## ")[0]
    assert "I1 Om improve: Bent Olsen, 7/4/2026" in section
    assert section.count("nobody has taken it on yet") == 3

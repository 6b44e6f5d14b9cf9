"""What a new workplace does next, from the first start to its first status meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.documents import (
    TODAY,
    blank,
    changed,
    discussion_of,
    done,
    item_of,
    with_discussion,
)
from support.meetings import last_year

from data.commands.approval import ApproveDiscussion
from data.edits.records import AddRecord
from data.views.next_step import NextStep, next_step

NEW = blank()
PREPARED = with_discussion(NEW, started=False)
DATED = changed(PREPARED, discussion_of(PREPARED), held_on=TODAY + timedelta(days=9))
NOTED = done(
    DATED, AddRecord("note", {"about": item_of(DATED, "where_now").reference, "text": "Støj"})
)
ON_ITS_DAY = changed(PREPARED, discussion_of(PREPARED), held_on=TODAY)
BEGUN = with_discussion(NEW)
APPROVED = done(BEGUN, ApproveDiscussion(discussion_of(BEGUN).id, "Karen Holm", TODAY, "Referat"))
ACTING = done(APPROVED, AddRecord("action", {"measure": "Støjskærm"}))


@pytest.mark.parametrize(
    ("document", "step"),
    [
        (NEW, NextStep.PREPARE),
        (PREPARED, NextStep.DATE),
        (DATED, NextStep.COLLECT),
        (NOTED, NextStep.NONE),
        (ON_ITS_DAY, NextStep.HOLD),
        (BEGUN, NextStep.HOLD),
        (APPROVED, NextStep.ACT),
        (ACTING, NextStep.FOLLOW_UP),
        (done(ACTING, AddRecord("status_meeting", {})), NextStep.NONE),
        (last_year("amo", 2026), NextStep.PREPARE),
    ],
)
def test_each_step_leads_to_the_next(document, step):
    assert next_step(document, TODAY) is step


def test_the_second_year_is_told_nothing():
    later = TODAY + timedelta(days=365)
    assert next_step(APPROVED, later) is NextStep.NONE
    assert next_step(with_discussion(APPROVED, 2027, started=False), later) is NextStep.NONE

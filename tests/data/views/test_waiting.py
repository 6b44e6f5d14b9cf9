"""What waits is gathered once: the front page and `amis status` never count differently."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import documents

from data.model.discussion import Discussion
from data.model.status import StatusMeeting
from data.rules.clocks import ClockState
from data.start.demo import demo_document
from data.views.home import DAYS_AHEAD, home_view
from data.views.report import report
from data.views.waiting import what_waits


@given(document=documents(), today=st.dates(date(2024, 1, 1), date(2029, 1, 1)))
def test_front_page_and_report_agree_but_for_meetings(document, today):
    agree(document, today)


@pytest.mark.parametrize("month", range(1, 13))
def test_front_page_and_report_agree_on_the_example(month):
    agree(demo_document("en", date(2026, 11, 22)), date(2027, month, 9))


def agree(document, today):
    view, found = home_view(document, today), report(document, today, DAYS_AHEAD)
    meetings = (Discussion, StatusMeeting)
    assert view.overdue == tuple(i for i in found.overdue if not isinstance(i.record, meetings))
    assert view.soon == tuple(i for i in found.soon if not isinstance(i.record, meetings))
    assert view.stalled == found.stalled
    late = [c for c in view.clocks if c.state is not ClockState.FINE]
    assert {c for c in late if c.target.partition(":")[0] != Discussion.kind} <= set(found.clocks)


def test_a_thing_with_a_line_of_its_own_is_not_listed_as_due():
    document, today = demo_document("en", date(2026, 11, 22)), date(2027, 12, 30)
    kinds = {item.record.kind for item in what_waits(document, today, 30).overdue}
    assert Discussion.kind in kinds
    apart = what_waits(document, today, 30, apart=(Discussion, StatusMeeting))
    assert {item.record.kind for item in apart.overdue} == kinds - {"discussion", "status_meeting"}

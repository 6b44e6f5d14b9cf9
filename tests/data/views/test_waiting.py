"""What waits is gathered once: the front page and `amis status` never count differently."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import documents

from data.model.discussion import Discussion
from data.model.status import StatusMeeting
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
    assert view.overdue == found.overdue
    assert view.soon == tuple(i for i in found.soon if not isinstance(i.record, meetings))
    assert view.stalled == found.stalled
    assert set(view.late_clocks) == {c for c in found.late_clocks if c.code != "R01"}


def test_a_meeting_with_a_line_above_is_counted_once_and_not_listed_again():
    document, today = demo_document("en", date(2026, 11, 22)), date(2027, 12, 30)
    view = home_view(document, today)
    told = [item for item in view.overdue if view.above(item)]
    assert [item.record.kind for item in told] == [Discussion.kind, StatusMeeting.kind]
    waiting = what_waits(document, today, 30)
    assert [i for i in waiting.overdue if isinstance(i.record, Discussion | StatusMeeting)] == told

"""What waits is gathered once: the front page and `amis status` never count differently."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import documents, lived_documents

from data.facts.due import discussion_limit
from data.i18n import in_language
from data.model.discussion import Discussion
from data.model.plan import Action
from data.model.status import StatusMeeting
from data.model.workplace import Person
from data.rules.clocks import clocks
from data.rules.retention import expired, kept_since, over_since
from data.start.demo import demo_document
from data.views.home import DAYS_AHEAD, home_view
from data.views.report import report
from data.views.running import needed_clocks
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


@given(document=documents() | lived_documents(), today=st.dates(date(2024, 1, 1), date(2033, 1, 1)))
def test_what_is_not_worked_out_would_not_have_been_told(document, today):
    in_time = discussion_limit(document, today) is None
    for language in ("da", "en"):
        with in_language(language):
            needed = [clock for clock in clocks(document, today) if clock.code != "R22"]
            if in_time:
                needed = [clock for clock in needed if clock.code != "R01"]
            assert list(needed_clocks(document, today)) == needed
    limit = kept_since(document.workplace, today)
    kinds = (Person, Discussion, StatusMeeting, Action)
    over = {record: over_since(record) for cls in kinds for record in document.all(cls)}
    old = {record for record, day in over.items() if day is not None and day < limit}
    assert set(expired(document, today)) == old

"""What usually stands in the frame of a meeting, proposed where nothing is written yet."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import blank, changed, discussion_of, done, with_discussion

from data.edits.records import AddRecord
from data.model.choices import MeetingState
from data.views.usual import usual, usual_guests

FIRST = date(2025, 3, 5)
TODAY = date(2026, 3, 4)
KEPT = {
    "held_on": FIRST,
    "starts": "13:00",
    "ends": "14:30",
    "place": "Stuen",
    "note_taker": "s-p2",
}

NEW = with_discussion(blank(), 2026, started=False)
_HELD = with_discussion(blank(), 2025)
_HELD = changed(_HELD, discussion_of(_HELD, 2025), **KEPT)
SECOND = with_discussion(_HELD, 2026, started=False)


@pytest.mark.parametrize(
    ("field", "first", "second"),
    [
        ("held_on", TODAY, TODAY),
        ("starts", None, "13:00"),
        ("ends", None, "14:30"),
        ("place", None, "Stuen"),
        ("note_taker", None, "s-p2"),
        ("chair", None, "s-p1"),
        ("next_on", date(2027, 3, 3), date(2027, 3, 3)),
        ("form", None, None),
    ],
)
def test_a_field_has_what_the_last_meeting_had(field, first, second):
    for document, expected in ((NEW, first), (SECOND, second)):
        meeting = discussion_of(document, 2026)
        assert usual(document, meeting, field, TODAY) == expected


def test_the_note_taker_is_somebody_who_is_still_here_else_who_types():
    left = changed(SECOND, SECOND.record("person", "s-p2"), left_on=date(2026, 1, 31))
    meeting = discussion_of(left, 2026)
    assert usual(left, meeting, "note_taker", TODAY) is None
    name = left.record("person", "s-p1").name
    assert usual(left, meeting, "note_taker", TODAY, name.upper()) == "s-p1"
    assert usual(NEW, discussion_of(NEW, 2026), "chair", TODAY, name) is None


def test_the_next_one_is_a_day_the_workplace_is_there():
    meeting = changed(NEW, discussion_of(NEW, 2026), held_on=date(2025, 12, 24))
    discussion = discussion_of(meeting, 2026)
    assert usual(meeting, discussion, "next_on", TODAY) == date(2026, 12, 21)


def test_a_first_status_meeting_is_where_the_discussion_was():
    document = done(SECOND, AddRecord("status_meeting", {}, "s1"))
    meeting = document.record("status_meeting", "s1")
    assert usual(document, meeting, "place", TODAY) == "Stuen"
    earlier = {"held_on": FIRST, "place": "Loftet", "state": MeetingState.RUNNING}
    document = done(document, AddRecord("status_meeting", earlier, "s0"))
    assert usual(document, meeting, "place", TODAY) == "Loftet"


def test_guests_of_earlier_meetings_are_known_the_latest_role_counts():
    rows = [
        {"meeting": "discussion:d2025", "name": "Lise Dam", "role": "konsulent"},
        {"meeting": "discussion:d2026", "name": "lise dam", "role": "rådgiver"},
    ]
    document = done(SECOND, *(AddRecord("attendance", row) for row in rows))
    assert usual_guests(document) == (("lise dam", "rådgiver"),)

"""A draft's place in words: part, meeting or record, line; what is confidential is not quoted."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import blank, changed, done, with_discussion

from data.edits.records import AddRecord
from data.i18n import set_language
from data.model.choices import MeetingState
from data.model.discussion import AgendaItem, Discussion
from data.model.status import StatusMeeting
from data.own.drafts import KEYS_PLACE
from data.views.waiting_drafts import waiting_drafts


@pytest.fixture
def document():
    set_language("en")
    return done(
        with_discussion(blank(), 2026),
        AddRecord("action", {"measure": "Noise screen"}, "a1"),
        AddRecord("note", {"about": "action:a1", "text": "x", "confidential": True}, "n1"),
        AddRecord("status_meeting", {}, "s1"),
    )


def told(document, place):
    (found,) = waiting_drafts(document, [(place, "Text")])
    return found


@pytest.mark.parametrize(
    ("place", "where", "leads", "shown"),
    [
        ("plan.capture", "Action plan: a new action", ("plan", "", ""), True),
        ("wheel.new", "Year wheel: a new entry", ("wheel", "", ""), True),
        ("competence.task.f1", "Skills: a new task", ("competence", "", ""), True),
        ("competence.challenge", "Skills: a challenge", ("competence", "", ""), True),
        ("capture", "Capture", ("", "", ""), True),
        (KEYS_PLACE, "Typed while AMIS was saving", ("", "", ""), True),
        ("new.person", "a new one: Person", ("", "", ""), True),
        ("action:a1.measure", "H1 Noise screen: What we do", ("", "action:a1", "measure"), True),
        ("action:a1.note", "H1 Noise screen", ("", "action:a1", ""), True),
        ("action:a1/instead", "H1 Noise screen", ("", "action:a1", ""), True),
        ("note:n1.text", "a confidential note: Text", ("", "note:n1", "text"), False),
        ("status_meeting:s1/now/", "S1", ("", "status_meeting:s1", ""), True),
        ("action:gone.measure", "what it was about is deleted: Action", ("", "", ""), True),
        ("note:gone.text", "what it was about is deleted: Note", ("", "", ""), False),
        ("what:ever/x", "what it was about is deleted: ?", ("", "", ""), True),
    ],
)
def test_where_it_was_typed_and_what_it_leads_to(document, place, where, leads, shown):
    found = told(document, place)
    assert found.where.startswith(where)
    assert (found.part, found.reference, found.field) == leads
    assert found.shown == ("Text" if shown else "")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("F: Alice is ill", False),
        ("Noise\nf: Alice is ill", False),
        ("Fortroligt: Alice er syg", False),
        ("Confidential: Alice is ill", False),
        ("Find: the key", True),
        ("F-hall", True),
    ],
)
@pytest.mark.parametrize("place", ["plan.capture", "status_meeting:s1/now/", "action:a1.note", "x"])
def test_what_is_marked_as_confidential_is_not_quoted(document, place, text, seen):
    (found,) = waiting_drafts(document, [(place, text)])
    assert found.text == text
    assert found.shown == (text if seen else "")


def test_a_meeting_is_called_by_its_day_as_people_write_it(document):
    meeting = document.all(StatusMeeting)[0]
    document = changed(document, meeting, held_on=date(2026, 3, 2))
    assert told(document, "status_meeting:s1/now/").where == "S1 2/3/2026"


@pytest.mark.parametrize(("kind", "shown"), [("note", "Text"), ("confidential", "")])
@pytest.mark.parametrize("state", [MeetingState.RUNNING, MeetingState.APPROVED])
def test_a_line_at_an_item_names_the_year(document, kind, shown, state):
    (discussion,) = document.all(Discussion)
    document = changed(document, discussion, state=state)
    item = document.all(AgendaItem)[0]
    found = told(document, f"{item.reference}/{kind}")
    assert found.where == f"Discussion 2026: {item.title}"
    assert found.shown == shown
    assert found.reference == (item.reference if state is MeetingState.RUNNING else "")


def test_what_is_empty_or_offered_otherwise_is_not_told(document):
    texts = [("plan.capture", "  \n"), ("unsaved", "[]"), ("setup.1", "x")]
    assert waiting_drafts(document, texts) == []

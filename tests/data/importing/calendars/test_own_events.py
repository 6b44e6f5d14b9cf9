"""Events of our own that come back from a calendar: what was changed there is offered."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import count

import pytest
from icalendar import Calendar
from support.documents import TODAY, blank, done, with_discussion

from data.edits.records import AddRecord, DeleteRecord
from data.export.calendar.file import calendar
from data.export.calendar.past import Past
from data.facts.year import exceptions, occurrences
from data.i18n import in_language
from data.importing.calendars.reading import TAKE, read_calendar
from data.importing.outcome import Fate
from data.model.choices import ActionStatus, Repeat
from data.model.discussion import Note
from data.model.plan import Action, Goal
from data.model.wheel import Activity, Occurrence

WEEK = timedelta(days=7)


@cache
def document():
    values = {"title": "Runde", "day": date(2026, 4, 14), "repeat": Repeat.MONTHLY}
    once = {"title": "Øvelse", "day": date(2026, 5, 5), "remark": "Husk nøglen"}
    action = {"measure": "Nye måtter", "owner": "s-p2", "due": date(2026, 6, 1),
              "follow_up": date(2026, 9, 1)}  # fmt: skip
    judged = {"measure": "Filt", "status": ActionStatus.DONE, "closed_on": date(2026, 2, 2),
              "effect_due": date(2026, 8, 3)}  # fmt: skip
    goal = {"title": "Mindre støj", "year": 2026, "due": date(2026, 11, 2)}
    return done(
        with_discussion(blank()),
        AddRecord("activity", values, "round"),
        AddRecord("activity", once, "drill"),
        AddRecord("action", action, "mats"),
        AddRecord("action", judged, "felt"),
        AddRecord("goal", goal, "noise"),
    )


def sent(language="da"):
    """The wheel as it went out, as a calendar program holds it."""
    with in_language(language):
        text = calendar(document(), Past(), start=date(2026, 1, 1), today=TODAY)
    return Calendar.from_ical(text)


def event(made, name):
    """The event whose name holds that, and that replaces no day."""
    found = [e for e in made.walk("VEVENT") if f"-{name}" in str(e["uid"])]
    return next(e for e in found if "recurrence-id" not in e)


def moved(one, days=WEEK):
    """The event as somebody drags it."""
    for name in ("dtstart", "dtend"):
        was = one.pop(name).dt
        one.add(name, was + days)


def read(made, answers=None):
    numbers = count()
    return read_calendar(
        made.to_ical(), document(), TODAY, answers or {}, lambda: f"n{next(numbers)}"
    )


def taken(made):
    """What is offered, and the document when all of it is taken."""
    offered = [q.key for q in read(made).questions if q.key != "past"]
    preview = read(made, dict.fromkeys(offered, TAKE))
    after = done(document(), preview.command) if preview.command else document()
    assert read_calendar(made.to_ical(), after, TODAY).command is None, "taken over once"
    return offered, after


def told(made):
    return "\n".join(line.text for line in read(made).lines)


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_nobody_moved_is_known(language):
    preview = read(sent(language))
    assert preview.command is None
    assert {thing.fate for thing in preview.entries} == {Fate.KNOWN}
    assert not preview.unanswered


def test_an_activity_that_was_dragged_is_moved_and_left_as_it_was_until_one_says_so():
    made = sent()
    moved(event(made, "drill"))
    assert read(made).command is None
    assert read(made).unanswered
    offered, after = taken(made)
    assert len(offered) == 1
    drill = after.get(Activity, "drill")
    special = exceptions(after).get("drill", {}).values()
    days = list(occurrences(drill, date(2026, 1, 1), date(2026, 12, 31), special))
    assert days == [date(2026, 5, 12)]


def test_an_activity_that_was_called_off_is_taken_out():
    made = sent()
    event(made, "drill").add("status", "CANCELLED")
    event(made, "drill")["status"] = "CANCELLED"
    _offered, after = taken(made)
    assert after.get(Activity, "drill") is None


def test_a_day_of_a_series_that_was_dragged_is_moved():
    made = sent()
    one = event(made, "round")
    other = one.copy()
    for name in ("rrule", "dtstart", "dtend"):
        other.pop(name, None)
    other.add("recurrence-id", date(2026, 6, 14))
    other.add("dtstart", date(2026, 6, 16))
    made.add_component(other)
    _offered, after = taken(made)
    (known,) = [o for o in after.all(Occurrence) if o.activity == "round"]
    assert (known.on, known.moved_to) == (date(2026, 6, 14), date(2026, 6, 16))


def test_a_series_with_another_rule_recurs_so():
    made = sent()
    event(made, "round")["rrule"]["INTERVAL"] = [3]
    _offered, after = taken(made)
    activity = after.get(Activity, "round")
    assert (activity.repeat, activity.every) in {(Repeat.QUARTERLY, 1), (Repeat.MONTHLY, 3)}


@pytest.mark.parametrize("field", ["due", "follow_up", "effect_due"])
def test_a_deadline_that_was_dragged_is_put_off(field):
    action = document().get(Action, "felt" if field == "effect_due" else "mats")
    made = sent()
    moved(event(made, f"{action.id}/{field}"))
    _offered, after = taken(made)
    now = after.get(Action, action.id)
    assert getattr(now, field) == getattr(action, field) + WEEK
    assert now.postponed == action.postponed + (field == "due")


def test_a_goal_that_was_dragged_is_moved():
    goal = document().get(Goal, "noise")
    made = sent()
    moved(event(made, f"{goal.id}/due"))
    _offered, after = taken(made)
    assert after.get(Goal, goal.id).due == goal.due + WEEK


def test_a_meeting_that_was_held_is_moved_by_no_calendar_and_that_is_said():
    made = sent()
    kinds = ("status_meeting-", "discussion-")
    moved(next(e for e in made.walk("VEVENT") if str(e["uid"]).startswith(kinds)))
    assert read(made).command is None
    assert "som en kalender ikke kan flytte" in told(made)


def test_another_title_is_offered_or_said():
    made = sent()
    action = document().get(Action, "mats")
    for name, title in (("drill", "Brandøvelse"), (f"{action.id}/due", "Ring til Bent")):
        event(made, name)["summary"] = title
    _offered, after = taken(made)
    assert after.get(Activity, "drill").title == "Brandøvelse"
    assert after.get(Action, action.id).measure == action.measure
    assert "Ring til Bent" in told(made)


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_somebody_wrote_below_an_event_is_kept(language):
    made = sent(language)
    action = document().get(Action, "mats")
    for name in ("drill", f"{action.id}/due"):
        one = event(made, name)
        one["description"] = f"{one.get('description', '')}\nBent har nøglen".strip()
    offered, after = taken(made)
    assert len(offered) == 2
    assert after.get(Activity, "drill").remark == "Husk nøglen\nBent har nøglen"
    (note,) = [n for n in after.all(Note) if document().get(Note, n.id) is None]
    assert (note.about, note.text) == (action.reference, "Bent har nøglen")


def test_what_is_gone_here_is_nobodys():
    made = sent()
    moved(event(made, "drill"))
    without = done(document(), DeleteRecord("activity", "drill"))
    preview = read_calendar(made.to_ical(), without, TODAY)
    assert preview.command is None
    assert not preview.unanswered

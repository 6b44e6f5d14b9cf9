"""The filled example: whole, sane and alike in both languages, whatever the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.content import library, reader
from data.content.reader import ContentError
from data.encoding.documents import decode_document, encode_document, encode_record
from data.i18n import LANGUAGES
from data.model.base import Shape, specs, split_reference
from data.model.checklist import ChecklistAnswer
from data.model.choices import ActionStatus, Effect, MeetingState, Outcome
from data.model.discussion import AgendaItem, Attendance, Discussion, Note
from data.model.document import KINDS
from data.model.merging import Difference
from data.model.plan import Action, Condition, Goal, Idea
from data.model.profile import Profile
from data.model.status import StatusEntry, StatusMeeting
from data.model.wheel import CATEGORIES, Activity, Occurrence
from data.model.workplace import Person
from data.start import demo

ORDINARY = date(2026, 11, 22)
DAYS = [
    date(2028, 2, 29),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 2, 28),
    date(2028, 2, 10),
    *(ORDINARY + timedelta(days=23 * step) for step in range(32)),
]


def references(record):
    """Every reference of a record as kind and id."""
    for name, spec in specs(type(record)).items():
        value = getattr(record, name)
        if spec.shape is Shape.REF and value:
            yield spec.target, value
        elif spec.shape is Shape.REFS:
            yield from ((spec.target, each) for each in value)
        elif spec.shape is Shape.ANY_REF and value:
            yield split_reference(value)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_reference_resolves_and_required_fields_are_filled(today):
    document = demo.demo_document("da", today)
    for record in document.records():
        for kind, identity in references(record):
            assert document.record(kind, identity), f"{record.reference}: {kind} {identity}"
        for name, spec in specs(type(record)).items():
            if spec.required:
                assert getattr(record, name) not in (None, "", ()), f"{record.reference}: {name}"


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_what_has_happened_lies_before_today(today):
    document = demo.demo_document("da", today)
    for record in document.records():
        assert record.created_at <= record.changed_at, record.reference
        assert record.changed_at.date() < today, record.reference
        for name in ("closed_on", "effect_on", "done_on", "taken_on", "offered_on", "assessed_on",
                     "change_on", "left_on", "elected_on", "joined_on", "approved_on"):  # fmt: skip
            day = getattr(record, name, None)
            assert day is None or day < today, f"{record.reference}: {name}"


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_discussions_follow_one_another_a_year_apart(today):
    document = demo.demo_document("da", today)
    first, last, coming = document.all(Discussion)
    assert (first.state, last.state, coming.state) == (
        MeetingState.APPROVED,
        MeetingState.APPROVED,
        MeetingState.PLANNED,
    )
    assert [last.year - first.year, coming.year - last.year] == [1, 1]
    for meeting in (first, last, coming):
        assert meeting.held_on.year == meeting.year
        assert meeting.held_on.weekday() < 5
        assert meeting.profile is Profile.AMO
    assert 14 <= (coming.held_on - today).days <= 30
    for meeting in document.all(StatusMeeting):
        assert meeting.held_on < today < document.all(StatusMeeting)[-1].next_on


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_actions_are_dated_in_order(today):
    for action in demo.demo_document("da", today).all(Action):
        assert action.due < action.follow_up
        assert action.start is None or action.start < action.due
        assert (action.closed_on is None) == action.is_open
        assert (action.percent == 100) == (action.status is ActionStatus.DONE)
        assert (action.effect_on is None) == (action.effect is None)
        if action.effect_on:
            assert action.closed_on < action.effect_on


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_document_survives_the_codec(today):
    document = demo.demo_document("da", today)
    assert decode_document(encode_document(document)).tables == document.tables


def test_languages_have_the_same_shape_and_other_words():
    danish, english = (
        {record.reference: record for record in demo.demo_records(language, ORDINARY)}
        for language in LANGUAGES
    )
    assert list(danish) == list(english)
    text_shapes = {Shape.LINE, Shape.LINES, Shape.WORDS}
    for key, record in danish.items():
        for name, spec in specs(type(record)).items():
            one, two = getattr(record, name), getattr(english[key], name)
            if spec.shape not in text_shapes:
                assert one == two, f"{key}: {name}"
            elif spec.shape is Shape.WORDS:
                assert len(one) == len(two), f"{key}: {name}"
            else:
                assert bool(one) == bool(two), f"{key}: {name}"
        for name in ("problem", "text", "outcome_reason", "effect_note"):
            if getattr(record, name, ""):
                assert getattr(record, name) != getattr(english[key], name), f"{key}: {name}"


def test_there_is_something_of_everything():
    document = demo.demo_document("da", ORDINARY)
    # Where two copies differed is told when they are merged, and only then.
    assert {record.kind for record in document.records()} == set(KINDS) - {Difference.kind}
    assert 8 <= len(document.all(Person)) <= 10
    assert 18 <= len(document.all(Action)) <= 24
    assert 16 <= len(document.all(Activity)) <= 18
    assert len(document.all(Idea)) == 8
    assert len(document.all(Condition)) == 8
    old, current = (
        [goal for goal in document.all(Goal) if goal.discussion == name]
        for name in ("first", "last")
    )
    assert {goal.outcome for goal in old} == set(Outcome)
    assert all(goal.outcome_reason and goal.evaluated_in == "last" for goal in old)
    assert 4 <= len(current) <= 5
    assert all(goal.outcome is None for goal in current)


def test_some_actions_are_late_one_has_stalled_some_have_been_judged():
    document = demo.demo_document("da", ORDINARY)
    actions = document.all(Action)
    assert len([a for a in actions if a.is_open and a.due < ORDINARY]) >= 3
    assert [a.id for a in actions if a.status is ActionStatus.STALLED] == ["break_room"]
    assert {a.effect for a in actions if a.effect} == set(Effect)
    assert any(a.status is ActionStatus.DONE and a.effect is None and a.effect_due for a in actions)
    assert any(a.permanent for a in actions)
    assert all(a.owner and a.problem for a in actions)


def test_one_condition_is_older_than_thirty_months_and_one_has_changed():
    conditions = demo.demo_document("da", ORDINARY).all(Condition)
    ages = [(ORDINARY - condition.assessed_on).days for condition in conditions]
    assert len([age for age in ages if age > 913]) == 1
    assert max(ages) < 1096
    assert len([c for c in conditions if c.change_on and c.change_on > c.assessed_on]) == 1


def test_each_held_discussion_is_minuted_item_by_item():
    document = demo.demo_document("da", ORDINARY)
    notes = document.all(Note)
    for name in ("first", "last"):
        items = [item for item in document.all(AgendaItem) if item.discussion == name]
        assert len(items) >= 7
        assert all(item.done for item in items)
        for item in items:
            assert any(note.about == item.reference for note in notes), item.id
        said = [note for note in notes if note.about.startswith(f"agenda_item:{name}-")]
        assert len([note for note in said if note.confidential]) == 1
        seats = [a for a in document.all(Attendance) if a.meeting == f"discussion:{name}"]
        assert any(a.decides for a in seats)
    assert not [i for i in document.all(AgendaItem) if i.discussion == "next" and i.done]


def test_status_entries_are_about_actions_that_were_there():
    document = demo.demo_document("da", ORDINARY)
    for entry in document.all(StatusEntry):
        meeting = document.get(StatusMeeting, entry.meeting)
        action = document.get(Action, entry.action)
        assert action.created_at.date() <= meeting.held_on, entry.id


def test_words_from_other_files_are_known_there():
    document = demo.demo_document("da", ORDINARY)
    templates = {item.id for item in library.wheel_template("da").items}
    points = [point.id for point in library.checklist("da").points]
    assert all(activity.category in CATEGORIES for activity in document.all(Activity))
    assert {a.template for a in document.all(Activity) if a.template} <= templates
    assert [answer.point for answer in document.all(ChecklistAnswer)] == points
    assert document.workplace.sector in {sector.id for sector in library.sectors("da")}


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2026, 12, 31)])
def test_only_the_past_is_ticked_off(today):
    document = demo.demo_document("da", today)
    done = [o for o in document.all(Occurrence) if o.done_on]
    assert done
    assert all(occurrence.done_on < today for occurrence in done)
    missed = {o.activity for o in document.all(Occurrence) if o.on and o.on.year == 2026}
    assert ("wheel_fire" in missed) == (today.year == 2027)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"days": 1}, date(2028, 3, 1)),
        ({"days": 4}, date(2028, 3, 3)),
        ({"days": 4, "exact": True}, date(2028, 3, 4)),
        ({"days": 5}, date(2028, 3, 6)),
        ({"days": 0, "years": -1, "exact": True}, date(2027, 2, 28)),
        ({"year": -1, "month": 2, "day": 29}, date(2027, 2, 28)),
        ({"year": 0, "month": 1, "nth": 2, "weekday": 2}, date(2028, 1, 11)),
        ({"year": 0, "week": 43}, date(2028, 10, 23)),
    ],
)
def test_days_count_from_today(given, expected):
    assert demo.demo_day(given, date(2028, 2, 29)) == expected


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2028, 1, 1), date(2023, 12, 31)])
def test_leaving_a_weekend_keeps_the_year(today):
    found = demo.demo_day({"days": 0}, today)
    assert found.year == today.year
    assert found.weekday() < 5


def test_a_form_that_is_none_of_them_is_refused():
    with pytest.raises(ValueError, match="no relative date"):
        demo.demo_day({"dayz": 1}, ORDINARY)


def test_errors_name_file_and_record(tmp_path, monkeypatch):
    folder = tmp_path / "da"
    folder.mkdir()
    (folder / "demo.toml").write_text(
        '[[person]]\nid = "amira"\nname = "A"\n[[idea]]\nid = "i"\nwrong = 1\n', "utf-8"
    )
    monkeypatch.setattr(reader, "CONTENT", tmp_path)
    demo._rows.cache_clear()
    with pytest.raises(ContentError, match=r"da/demo\.toml: idea i.*wrong"):
        demo.demo_records("da", ORDINARY)
    demo._rows.cache_clear()


def test_the_same_day_gives_the_same_records():
    once = [encode_record(record) for record in demo.demo_records("en", ORDINARY)]
    assert once == [encode_record(record) for record in demo.demo_records("en", ORDINARY)]


def test_nobody_meets_or_finishes_a_course_at_christmas():
    """Whatever day it is opened on: 432 days before the second of March 2027 was Christmas Day."""
    free = {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)}
    for days in range(366):
        found = demo.demo_day({"days": -432}, date(2026, 6, 1) + timedelta(days))
        assert (found.month, found.day) not in free
        assert found.weekday() < 5

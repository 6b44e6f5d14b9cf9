"""What has stalled is found on its day, for its reason; nothing else is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import blank, changed
from support.examples import examples
from support.strategies import documents
from support.zones import COPENHAGEN, KIRITIMATI, LOS_ANGELES

from data.dates.arithmetic import local_day
from data.edits.edits import Author, apply_all
from data.edits.records import AddRecord
from data.i18n import in_language
from data.model.choices import ActionStatus, MeetingState, Outcome, StatusOutcome
from data.model.plan import Action, Goal
from data.model.workplace import Person
from data.rules.stalled import Sign, StallSettings, ask_again_on, latest_runs, resting, stalled

BEGIN = date(2026, 1, 5)


def on(day):
    return Author("Karen Holm", datetime(day.year, day.month, day.day, 11, tzinfo=UTC))


def add(document, kind, identity, day=BEGIN, **values):
    author = on(day)
    command = AddRecord(kind, values, identity)
    return apply_all(document, command.edits(document, author), author)[0]


def plan(**values):
    """A workplace with one action, made on the first day by somebody who owns it."""
    return add(blank(), "action", "a", **{"measure": "Støjskærm", "owner": "s-p1", **values})


def meeting(document, number, day, **values):
    given = {"held_on": day, **values}
    document = add(document, "status_meeting", f"m{number}", day, **given)
    held = document.record("status_meeting", f"m{number}")
    return document.with_record(held.revised(state=MeetingState.APPROVED))


def spoken(document, number, day, outcome=StatusOutcome.ON_TRACK):
    values = {"meeting": f"m{number}", "action": "a", "outcome": outcome}
    held = document.record("status_meeting", f"m{number}")
    document = document.with_record(held.revised(state=MeetingState.RUNNING))
    document = add(document, "status_entry", f"e{number}", day, **values)
    return document.with_record(held)


def after(days, begin=BEGIN):
    return begin + timedelta(days)


def signs(document, today, **kwargs):
    return [reason.sign for stall in stalled(document, today, **kwargs) for reason in stall.found]


# -- no change for long ----------------------------------------------------------------------


@pytest.mark.parametrize(("days", "found"), [(0, []), (60, []), (61, [Sign.SILENT])])
def test_silence_counts_from_the_day_after_the_limit(days, found):
    assert signs(plan(), after(days)) == found


def test_it_says_since_when_and_for_how_long():
    (stall,) = stalled(plan(), after(70))
    assert stall.record.code == "H1"
    assert stall.since == after(61)
    with in_language("da"):
        assert stall.reasons == ("Der er ikke sket noget i 70 dage, siden 5. januar 2026.",)
        assert stall.brief == "intet sket i 70 dage"
    with in_language("en"):
        assert stall.reasons == ("Nothing has happened for 70 days, since 5 January 2026.",)


@pytest.mark.parametrize("what", ["note", "status", "step", "run", "change"])
def test_any_word_about_it_counts(what):
    document, day = plan(), after(30)
    if what == "note":
        document = add(document, "note", "n", day, about="action:a", text="Talt med ledelsen")
    elif what == "status":
        document = spoken(meeting(document, 1, day), 1, day)
    elif what == "step":
        document = add(document, "action", "b", day, measure="x", step_of="a", owner="s-p1")
    elif what == "run":
        document = add(
            document, "checklist_run", "r", day, target="action:a", held_on=day, points=1
        )
        document = answered(document, "r", day)
    else:
        author = on(day)
        from data.edits.records import SetField

        edits = SetField("action", "a", "percent", 10).edits(document, author)
        document = apply_all(document, edits, author)[0]
    assert [s.record.id for s in stalled(document, after(90))] == []
    assert "a" in [s.record.id for s in stalled(document, after(91))]


def test_a_status_without_an_answer_is_no_word():
    document = meeting(plan(), 1, after(30))
    document = spoken(document, 1, after(30), None)
    assert signs(document, after(61)) == [Sign.SILENT]


def test_what_has_not_begun_is_not_silent():
    document = plan(start=after(100))
    assert signs(document, after(160)) == []
    assert signs(document, after(161)) == [Sign.SILENT]


def test_a_lasting_risk_is_looked_at_once_a_year():
    document = plan(permanent=True)
    assert signs(document, after(365)) == []
    assert signs(document, after(366)) == [Sign.SILENT]


def test_a_leap_day_is_a_day():
    document = add(blank(), "action", "a", date(2024, 2, 29), measure="x", owner="s-p1")
    assert signs(document, date(2024, 4, 29)) == []
    assert signs(document, date(2024, 4, 30)) == [Sign.SILENT]


@pytest.mark.parametrize("status", [ActionStatus.DONE, ActionStatus.DROPPED])
def test_what_is_over_has_not_stalled(status):
    assert signs(plan(status=status, owner=None, postponed=9), after(900)) == []


# -- deadlines, owners, meetings ---------------------------------------------------------------


@pytest.mark.parametrize(("times", "found"), [(1, []), (2, [Sign.MOVED]), (5, [Sign.MOVED])])
def test_a_deadline_put_off_twice(times, found):
    assert signs(plan(postponed=times), after(3)) == found


@pytest.mark.parametrize(("days", "found"), [(20, []), (21, [Sign.NO_OWNER])])
def test_the_one_responsible_has_left(days, found):
    document = plan()
    document = changed(document, document.get(Person, "s-p1"), left_on=after(20))
    assert signs(document, after(days)) == found
    if found:
        (stall,) = stalled(document, after(days))
        assert stall.since == after(21)
        with in_language("da"):
            assert stall.reasons == ("Karen Holm havde ansvaret og fratrådte 25. januar 2026.",)


@pytest.mark.parametrize(("days", "found"), [(13, []), (14, [Sign.NO_OWNER])])
def test_something_new_may_be_without_an_owner_for_a_fortnight(days, found):
    assert signs(plan(owner=None), after(days)) == found


def held_twice(*, said=0, second=MeetingState.APPROVED):
    document = meeting(meeting(plan(), 1, after(10)), 2, after(40))
    if said:
        document = spoken(document, said, after(40))
    late = document.record("status_meeting", "m2")
    return document.with_record(late.revised(state=second))


def test_two_meetings_in_a_row_without_a_word():
    (stall,) = stalled(held_twice(), after(40))
    assert [reason.sign for reason in stall.found] == [Sign.UNHEARD]
    assert stall.since == after(40), "from the second of them"
    with in_language("en"):
        (text,) = stall.reasons
    assert text.startswith("2 status meetings in a row have said nothing about it, the latest on")


@pytest.mark.parametrize(
    "document",
    [
        held_twice(said=2),
        held_twice(said=1),
        held_twice(second=MeetingState.PLANNED),
        held_twice(second=MeetingState.RUNNING),
        plan(),
        meeting(plan(), 1, after(10)),
        meeting(meeting(plan(permanent=True), 1, after(10)), 2, after(40)),
        meeting(meeting(plan(), 1, BEGIN), 2, after(40)),
    ],
    ids=["second", "first", "planned", "goes on", "none", "one", "lasting", "the same day"],
)
def test_no_two_meetings_in_a_row(document):
    assert signs(document, after(40)) == []


def test_a_meeting_that_was_never_approved_counts_when_the_day_is_over():
    assert signs(held_twice(second=MeetingState.RUNNING), after(41)) == [Sign.UNHEARD]


def test_a_word_at_the_meeting_before_breaks_the_row():
    document = spoken(meeting(held_twice(), 3, after(50)), 2, after(40))
    assert signs(document, after(50)) == []


def test_a_meeting_said_so():
    document = spoken(meeting(plan(), 1, after(10)), 1, after(10), StatusOutcome.STALLED)
    action = document.get(Action, "a")
    document = document.with_record(action.revised(status=ActionStatus.STALLED))
    (stall,) = stalled(document, after(11))
    assert stall.since == after(10)
    with in_language("en"):
        assert stall.reasons == (
            "The status meeting on 15 January 2026 said it is at a standstill.",
        )


def test_somebody_marked_it():
    (stall,) = stalled(plan(status=ActionStatus.STALLED), after(3))
    assert stall.since == BEGIN
    assert [reason.sign for reason in stall.found] == [Sign.SAID]


# -- goals -------------------------------------------------------------------------------------


def goals(**values):
    return add(blank(), "goal", "g", **{"title": "Mindre støj", "year": 2026, **values})


def test_a_goal_is_kept_alive_by_its_actions():
    document = goals(owner="s-p1")
    assert signs(document, after(61)) == [Sign.SILENT]
    document = add(document, "action", "a", after(30), measure="x", goal="g", owner="s-p1")
    assert [s.record.id for s in stalled(document, after(90))] == []
    assert [s.record.id for s in stalled(document, after(91))] == ["a", "g"]


def test_a_goal_nobody_answers_for():
    assert signs(goals(), after(14)) == [Sign.NO_OWNER]


def test_a_goal_that_has_been_judged():
    assert signs(goals(outcome=Outcome.PARTIAL), after(400)) == []


# -- settings, the checklist -------------------------------------------------------------------


def test_the_workplace_decides():
    document = plan(postponed=1)
    document = changed(document, document.workplace, stall_days=10, stall_moves=1)
    assert signs(document, after(11)) == [Sign.MOVED, Sign.SILENT]
    assert signs(document, after(11), settings=StallSettings()) == []


def asked(day, again=None, document=None, answers=11, **values):
    given = {"target": "action:a", "held_on": day, "again_on": again, **values}
    document = add(document or plan(postponed=2), "checklist_run", "r", day, **given)
    for number in range(answers):
        document = answered(document, "r", day, number)
    return document


def answered(document, run, day, number=0, **values):
    given = {"run": run, "point": f"p{number}", "answer": "missing", **values}
    return add(document, "checklist_answer", f"{run}-{number}", day, **given)


def test_one_answer_of_eleven_does_not_clear_it_a_whole_run_or_a_next_step_does():
    document = asked(after(70), answers=0, document=plan(), points=11)
    assert signs(document, after(71)) == [Sign.SILENT]
    document = answered(document, "r", after(70))
    assert signs(document, after(71)) == [Sign.SILENT]
    with_step = add(document, "action", "b", after(70), measure="x", step_of="a", owner="s-p1")
    with_step = answered(with_step, "r", after(70), 1, step="b")
    assert signs(with_step, after(71)) == []
    for number in range(1, 11):
        document = answered(document, "r", after(70), number)
    assert signs(document, after(71)) == []


def test_what_people_say_has_stalled_does_not_rest():
    document = asked(after(10), document=plan(status=ActionStatus.STALLED))
    assert signs(document, after(11)) == [Sign.SAID]


def test_after_the_checklist_it_is_left_in_peace_for_six_weeks():
    document = asked(after(10), again=after(52))
    assert signs(document, after(51)) == []
    assert [stall.record.id for stall in resting(document, after(51))] == ["a"]
    assert signs(document, after(52)) == [Sign.MOVED, Sign.AGAIN]
    assert resting(document, after(52)) == ()
    assert stalled(document, after(52))[0].last_run.id == "r"


def test_without_a_day_the_workplaces_weeks_count():
    document = asked(after(10))
    assert signs(document, after(51)) == []
    assert signs(document, after(52)) == [Sign.MOVED], "all was in place: nothing to ask again"
    document = changed(document, document.workplace, checklist_days=7)
    assert signs(document, after(17)) == [Sign.MOVED]
    assert ask_again_on(latest_runs(document)["action:a"], StallSettings()) == after(52)


def test_it_asks_again_also_when_nothing_else_is_wrong():
    document = asked(after(10), again=after(52), document=plan())
    assert signs(document, after(51)) == []
    assert signs(document, after(52)) == [Sign.AGAIN]
    again = {"target": "action:a", "held_on": after(52), "points": 1}
    document = answered(add(document, "checklist_run", "r2", after(52), **again), "r2", after(52))
    assert signs(document, after(53)) == []


# -- whatever the document -----------------------------------------------------------------------


@settings(max_examples=examples(60))
@given(documents(25), st.dates())
def test_it_holds_for_any_document(document, today):
    found = stalled(document, today)
    quiet = resting(document, today)
    seen = [stall.record.reference for stall in (*found, *quiet)]
    assert len(set(seen)) == len(seen)
    for stall in (*found, *quiet):
        record = stall.record
        assert record.is_open if isinstance(record, Action) else record.outcome is None
        assert isinstance(record, Action | Goal)
        assert all(stall.reasons)
        assert stall.brief
        assert stall.since <= max(today, *(reason.since for reason in stall.found))
    assert [stall.since for stall in found] == sorted(stall.since for stall in found)


@settings(max_examples=examples(40))
@given(st.lists(st.integers(0, 400), min_size=1, max_size=8), st.integers(0, 800))
def test_it_is_silent_exactly_when_the_last_word_is_too_old(days, now):
    document = plan()
    for number, day in enumerate(days):
        about = {"about": "action:a", "text": "x"}
        document = add(document, "note", f"n{number}", after(day), **about)
    silent = Sign.SILENT in signs(document, after(now))
    assert silent == (now - max(days) > 60)


@pytest.mark.parametrize("place", [COPENHAGEN, LOS_ANGELES, KIRITIMATI, "<-12>12", "UTC"])
@pytest.mark.parametrize("days", [7, 60])
def test_it_is_silent_by_the_clock_where_the_program_runs(zone, place, days):
    zone(place)
    today = date(2026, 3, 30)  # the clocks were put forward the day before
    limit = datetime(2026, 3, 30, tzinfo=UTC) - timedelta(days=days)
    for hours in range(-50, 75):
        moment = limit + timedelta(hours=hours)
        action = plan().find("H1").revised(changed_at=moment)
        document = plan().with_record(action)
        silent = Sign.SILENT in signs(document, today, settings=StallSettings(days=days))
        assert silent == ((today - local_day(moment)).days > days)


def test_no_day_is_too_early():
    for today in (date.min, date.min + timedelta(days=3)):
        assert signs(plan(), today) == []

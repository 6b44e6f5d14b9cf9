"""The flows behind the wheel's keys, and the year with its cursor, without a screen."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import blank, done
from support.floors import LEFT, desk_on
from support.wheels import school

from data.dates.arithmetic import LAST_DAY
from data.edits.records import AddRecord, SetField
from data.model.choices import Repeat
from data.model.plan import Action
from data.model.wheel import Activity, Occurrence
from screens.dialogs.prompt import DateAnswer
from screens.wheel import edit_entry
from screens.wheel.add import add_activity, first_added
from screens.wheel.cursor import Cursor
from screens.wheel.shown_year import ShownYear

MEETING = "activity:a2@2026-11-25"
"""Quarterly, this one moved to the 24th of a busy November, which is today."""
CHEMICALS = "activity:a7@2026-11-26"


@pytest.fixture
def at_desk(tmp_path):
    """A desk on a document, and the year shown with the cursor on a thing."""

    def make(*answers, document=None, key=MEETING):
        desk = desk_on(document or school(), tmp_path, *answers)
        shown = ShownYear(desk)
        shown.read(desk.document)
        desk.session.subscribe(lambda _change: shown.read(desk.document))
        shown.go_to_key(key)
        return desk, shown

    return make


def titles(desk):
    return {activity.title: activity.day for activity in desk.document.all(Activity)}


# -- what cannot be done -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "refused"),
    [
        (MEETING, set()),
        (CHEMICALS, set()),
        ("action:h2/due", {"tick", "set_status", "delete", "set_category", "set_how_often"}),
        ("day@2027-07-01", {
            "tick", "set_status", "delete", "set_category", "set_how_often", "shift", "set_date",
            "edit", "open", "set_owner",
        }),
    ],
)  # fmt: skip
def test_what_cannot_be_done_to_a_thing_says_why(at_desk, key, refused):
    _desk, shown = at_desk(key=key)
    actions = [
        "tick", "set_status", "delete", "set_category", "set_how_often", "shift", "set_date",
        "edit", "open", "set_owner", "new_activity", "zoom",
    ]  # fmt: skip
    assert {action for action in actions if edit_entry.why_not(action, shown.entry)} == refused


# -- moving ------------------------------------------------------------------------------------


async def test_several_presses_on_a_deadline_put_it_off_once(at_desk):
    desk, shown = at_desk(key="action:h3/due")
    moves = edit_entry.EntryMoves(shown)
    for days in (7, 7, 1):
        await moves.move(desk, shown.entry, days=days)
    action = desk.document.get(Action, "h3")
    assert (action.due, action.postponed) == (date(2026, 12, 31), 1)
    assert shown.entry.day == action.due


async def test_one_occurrence_moves_into_another_year_and_the_cursor_with_it(at_desk):
    desk, shown = at_desk(DateAnswer(date(2027, 9, 1)))
    await edit_entry.EntryMoves(shown).ask_day(desk, shown.entry)
    assert shown.year.start == date(2027, 8, 1)
    assert (shown.entry.key, shown.entry.day) == (MEETING, date(2027, 9, 1))
    assert [o.moved_to for o in desk.document.all(Occurrence) if o.moved_to] == [date(2027, 9, 1)]


@pytest.mark.parametrize("answer", [LEFT, DateAnswer(None), DateAnswer(date(2026, 11, 24))])
async def test_no_day_or_the_same_one_moves_nothing(at_desk, answer):
    desk, shown = at_desk(answer)
    before = desk.document
    await edit_entry.EntryMoves(shown).ask_day(desk, shown.entry)
    assert desk.document is before


async def test_the_cursor_stays_on_what_could_not_be_moved(at_desk):
    clock = "condition:v/R14@2026-09-01"
    assessed = AddRecord("condition", {"title": "Støj", "assessed_on": date(2023, 9, 1)}, "v")
    desk, shown = at_desk(document=done(blank(), assessed), key=clock)
    entry = shown.entry
    assert edit_entry.why_not("shift", entry)
    await edit_entry.EntryMoves(shown).move(desk, entry, days=7)
    assert desk.floor.alerts
    assert shown.cursor == Cursor(entry.day, clock)
    # Its day follows from another, and so does the cursor.
    await desk.session.run(SetField("condition", "v", "assessed_on", date(2023, 10, 2)))
    assert shown.entry.key == "condition:v/R14@2026-10-02"


# -- taking away -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "left_out", "until", "there"),
    [
        ("one", True, None, True),
        ("rest", False, date(2026, 11, 24), True),
        ("all", False, None, False),
        (LEFT, False, None, True),
    ],
)
async def test_delete_asks_how_much_of_what_recurs(at_desk, answer, left_out, until, there):
    desk, shown = at_desk(answer)
    await edit_entry.delete(desk, shown, shown.entry)
    activity = desk.document.get(Activity, "a2")
    assert (activity is not None) == there
    assert getattr(activity, "repeat_until", None) == until
    assert any(o.skipped for o in desk.document.all(Occurrence)) == left_out


async def test_undo_puts_the_cursor_back_on_what_was_taken_away(at_desk):
    desk, shown = at_desk()
    await edit_entry.skip(desk, shown, shown.entry)
    assert shown.entry.key != MEETING
    shown.go_to_key(CHEMICALS)
    await desk.session.undo()
    assert shown.entry.key == MEETING
    # Only that once.
    shown.go_to_key(CHEMICALS)
    shown.read(desk.document)
    assert shown.entry.key == CHEMICALS


async def test_tick_and_take_the_tick_away(at_desk):
    desk, shown = at_desk()
    await edit_entry.tick(desk, shown.entry)
    assert shown.entry.done
    await edit_entry.tick(desk, shown.entry)
    assert not shown.entry.done
    assert len(desk.floor.said) == 2


# -- adding ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "day"), [("here", date(2026, 11, 24)), ("there", date(2026, 12, 24)), (LEFT, None)]
)
async def test_in_a_busy_month_the_emptier_one_is_offered(at_desk, answer, day):
    desk, shown = at_desk("Tjek kasser", answer)
    await add_activity(desk, shown)
    assert titles(desk).get("Tjek kasser") == day
    assert (shown.entry.title == "Tjek kasser") == (day is not None)


async def test_a_day_in_the_line_counts_and_the_cursor_goes_there(at_desk):
    desk, shown = at_desk("Kursus dato:3/5/2028")
    await add_activity(desk, shown)
    assert titles(desk)["Kursus"] == date(2028, 5, 3)
    assert (shown.entry.title, shown.year.start) == ("Kursus", date(2027, 8, 1))


async def test_on_a_day_of_one_month_the_cursor_means_that_day(at_desk):
    desk, shown = at_desk("Kaffe")
    shown.zoom()
    shown.cursor = Cursor(date(2026, 11, 28))
    await add_activity(desk, shown)
    assert titles(desk)["Kaffe"] == date(2026, 11, 28)


async def test_what_is_no_activity_leaves_the_cursor_where_it_is(at_desk):
    desk, shown = at_desk("H: Ny støjskærm")
    await add_activity(desk, shown)
    assert any(action.measure == "Ny støjskærm" for action in desk.document.all(Action))
    assert shown.entry.key == MEETING
    assert desk.floor.said


async def test_what_does_not_fit_the_filter_lets_go_of_it(at_desk):
    desk, shown = at_desk("Kage dato:5/1/2027")
    assert shown.narrow("amo") == 4
    await add_activity(desk, shown)
    assert (shown.filter, shown.entry.title) == ("", "Kage")


async def test_the_first_of_several_that_were_added():
    before = blank()
    now = done(
        before,
        AddRecord("activity", {"title": "Sent", "day": date(2027, 3, 1)}, "x1"),
        AddRecord(
            "activity",
            {"title": "Gammel", "day": date(2020, 12, 1), "repeat": Repeat.YEARLY},
            "x2",
        ),
    )
    today = date(2026, 11, 24)
    assert first_added(before, now, today) == Cursor(date(2026, 12, 1), "activity:x2@2026-12-01")
    assert first_added(now, now, today) is None


# -- the year and its cursor -------------------------------------------------------------------


def test_years_end_where_days_do(at_desk):
    _desk, shown = at_desk()
    assert shown.go_by_year(1)
    assert (shown.year.start, shown.cursor.day.month) == (date(2027, 8, 1), 11)
    shown.show_year(LAST_DAY.replace(month=8, day=1))
    assert not shown.go_by_year(1)


async def test_the_year_begins_anew_where_the_workplaces_year_does(at_desk):
    desk, shown = at_desk()
    await desk.session.run(SetField("workplace", "workplace", "start_month", 1))
    assert (shown.year.start, shown.entry.key) == (date(2026, 1, 1), MEETING)


def test_keys_of_others_are_followed_as_far_as_there_is_such_a_thing(at_desk):
    _desk, shown = at_desk()
    for key, expected in [
        ("day@2030-02-01", Cursor(date(2030, 2, 1))),
        ("x@y", Cursor(date(2030, 2, 1))),
        (CHEMICALS, Cursor(date(2026, 11, 26), CHEMICALS)),
        ("activity:gone@2026-11-02", Cursor(date(2026, 11, 26), CHEMICALS)),
    ]:
        shown.go_to_key(key)
        assert shown.cursor == expected, key

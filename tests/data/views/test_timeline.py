"""Months side by side, and how deadlines were moved."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from support.documents import NOW, TODAY

from data.edits.edits import Set
from data.model.choices import ActionStatus
from data.model.plan import Action
from data.store.history import HistoryEntry
from data.views.deadline_moves import DeadlineMoves
from data.views.timeline import Scale, TimelineCell, reach, scale_for, stretch

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def action(**values):
    kept = {"created_at": NOW, "changed_at": NOW, "created_by": "K", "changed_by": "K"}
    return Action(id="a", number=1, measure="x", **kept, **values)


@given(DAYS, DAYS, st.integers(1, 9))
def test_later_days_never_stand_further_left(one, two, cells):
    scale = Scale(date(2026, 1, 1), 12, cells)
    first, second = sorted((one, two))
    assert scale.place(first) <= scale.place(second)


@given(
    st.none() | DAYS,
    st.none() | DAYS,
    DAYS,
    st.integers(1, 200),
    st.sampled_from(list(ActionStatus)),
)
def test_a_stretch_fills_its_scale_and_today_is_on_it(start, due, today, room, status):
    one = action(start=start, due=due, status=status)
    scale = scale_for([one], today, room)
    cells = stretch(one, scale, today)
    assert len(cells) == scale.width
    assert scale.first <= today
    if due is None:
        assert set(cells) <= {TimelineCell.EMPTY, TimelineCell.TODAY}


def test_a_bar_from_start_to_deadline():
    scale = Scale(date(2026, 3, 1), 3, 4)
    drawn = stretch(action(start=date(2026, 3, 9), due=date(2026, 4, 30)), scale, TODAY)
    assert "".join(drawn) == "|======#    "


def test_what_is_late_goes_on_until_today():
    scale = Scale(date(2026, 1, 1), 3, 4)
    drawn = stretch(action(start=date(2026, 1, 1), due=date(2026, 1, 30)), scale, TODAY)
    assert "".join(drawn) == "===#~~~~|   "


def test_what_lies_outside_is_pointed_at():
    scale = Scale(date(2026, 3, 1), 2, 3)
    assert stretch(action(due=date(2025, 1, 1)), scale, TODAY)[0] is TimelineCell.EARLIER
    assert stretch(action(due=date(2027, 1, 1)), scale, TODAY)[-1] is TimelineCell.LATER


def entry(revision, old, new, *, who="Karen", day=3, **more):
    edits = (Set("action", "a", "due", new, old),) if "undoes" not in more else ()
    at = datetime(2026, 3, day, 12, tzinfo=UTC)
    return HistoryEntry(
        revision=revision, id=f"e{revision}", at=at, who=who, name="set", edits=edits,
        inverses=(), **more,
    )  # fmt: skip


A, B, C = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


def told(*entries):
    moves = DeadlineMoves()
    moves.read(reversed(entries))
    return [(move.who, move.old, move.new) for move in moves.of("a")]


def test_moves_are_told_in_order():
    found = told(entry(1, None, A), entry(2, A, B, who="Bent"), entry(3, B, C, day=4))
    assert found == [("Karen", None, A), ("Bent", A, B), ("Karen", B, C)]


def test_one_persons_moves_on_a_day_are_one():
    assert told(entry(1, A, B), entry(2, B, C)) == [("Karen", A, C)]
    assert told(entry(1, A, B), entry(2, B, A)) == []


def test_what_was_taken_back_was_no_move():
    assert told(entry(1, A, B), entry(2, B, A, undoes="e1")) == []


def test_reading_goes_on_where_it_stopped():
    moves = DeadlineMoves()
    moves.read([entry(1, A, B)])
    moves.read([entry(2, B, C, day=5), entry(1, A, B)])
    assert [move.new for move in moves.of("a")] == [B, C]


@given(st.none() | DAYS, DAYS, st.integers(3, 200))
def test_shifted_as_far_as_it_goes_the_last_day_is_in_sight(due, today, room):
    one = action(due=due)
    first, last = reach([one], today)
    assert first <= 0 <= last
    days = [today, due, NOW.date()] if due else [today]
    end = scale_for([one], today, room, last)
    assert 0 <= end.place(max(days)) < end.width
    assert scale_for([one], today, room, first).first <= min(days)

"""Ticking, moving and leaving out single things of the year wheel; each undone in one step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support.documents import NOW, TODAY, blank, done

from data.commands.plan import Before
from data.commands.wheel import EndActivity, MoveEntry, SkipOccurrence, TickOccurrence
from data.edits.edits import Author, apply_all
from data.edits.errors import Gone, Invalid
from data.edits.records import AddRecord, Command, DeleteRecord
from data.model.choices import Repeat
from data.model.plan import Action
from data.model.wheel import Activity, Occurrence
from data.views.wheel import WheelEntry, wheel_year

if TYPE_CHECKING:
    from data.model.document import Document

START = date(2026, 1, 1)
ME = Author("Karen Holm", NOW)


def document(**values: Any) -> Document:
    told = {"title": "Runde", "day": date(2026, 3, 10), **values}
    return done(
        blank(),
        AddRecord("activity", told, "a"),
        AddRecord("action", {"measure": "Skærm", "due": date(2026, 5, 4)}, "h"),
    )


def entries(found: Document) -> dict[str, WheelEntry]:
    return {entry.key: entry for entry in wheel_year(found, START, TODAY).entries()}


def first(found: Document, prefix: str = "activity:a") -> WheelEntry:
    return next(entry for key, entry in entries(found).items() if key.startswith(prefix))


def undone(before: Document, command: Command) -> Document:
    """The document after the command, having seen that it goes back in one step."""
    after, made, back = apply_all(before, command.edits(before, ME), ME)
    assert made
    again, *_rest = apply_all(after, back, ME)
    assert again.tables == before.tables
    return after


def test_tick_and_untick() -> None:
    before = document(repeat=Repeat.QUARTERLY)
    after = undone(before, TickOccurrence(first(before)))
    assert [entry.done for entry in entries(after).values()] == [True, False, False, False, False]
    (kept,) = after.all(Occurrence)
    assert kept.done_on == NOW.date()
    assert not first(undone(after, TickOccurrence(first(after)))).done


def test_both_who_tick_at_once_have_ticked_it() -> None:
    before = document()
    seen = first(before)
    after = done(before, TickOccurrence(seen), TickOccurrence(seen))
    assert first(after).done


def test_one_of_several_moves_and_goes_back() -> None:
    before = document(repeat=Repeat.MONTHLY)
    after = undone(before, MoveEntry(first(before), days=7))
    moved = first(after)
    assert (moved.day, moved.intended, moved.moved) == (date(2026, 3, 17), date(2026, 3, 10), True)
    assert [e.day.day for e in entries(after).values() if e.kind == "activity"][1:] == [10] * 9
    again = undone(after, MoveEntry(moved, months=1, days=-7))
    assert first(again).day == date(2026, 4, 10)
    back = undone(again, MoveEntry(first(again), to=date(2026, 3, 10)))
    assert not first(back).moved


def test_several_presses_add_up_though_the_first_entry_is_given() -> None:
    before = document(repeat=Repeat.MONTHLY)
    seen = first(before)
    after = done(before, *(MoveEntry(seen, days=1) for _press in range(3)))
    assert first(after).day == date(2026, 3, 13)


def test_what_comes_once_moves_with_its_length_and_its_tick() -> None:
    before = document(until=date(2026, 3, 20))
    before = done(before, TickOccurrence(first(before)))
    command = MoveEntry(first(before), days=-14)
    after = undone(before, command)
    entry = first(after)
    assert (entry.day, entry.until) == (date(2026, 2, 24), date(2026, 3, 6))
    assert entry.done
    assert not entry.moved
    assert entry.key == command.key()


def test_a_key_says_which_entry_it_is_afterwards() -> None:
    before = document(repeat=Repeat.MONTHLY)
    for prefix in ("activity:a", "action:h"):
        command = MoveEntry(first(before, prefix), months=1)
        assert command.key() in entries(done(before, command))


def test_a_deadline_moves_on_its_action_and_counts_as_one_postponement() -> None:
    before = document()
    kept = Before(date(2026, 5, 4), 0)
    after = before
    for _press in range(3):
        after = undone(after, MoveEntry(first(after, "action:h"), days=7, before=kept))
    (action,) = after.all(Action)
    assert (action.due, action.postponed) == (date(2026, 5, 25), 1)
    back = done(after, MoveEntry(first(after, "action:h"), days=-21, before=kept))
    assert back.all(Action)[0].postponed == 0
    once = done(before, MoveEntry(first(before, "action:h"), to=date(2026, 6, 1)))
    assert once.all(Action)[0].postponed == 1


def test_a_day_that_follows_from_something_else_stays() -> None:
    found = document()
    term = WheelEntry(
        "person:s-p1/term", TODAY, TODAY, "Valg", "x", None, first(found, "action").origin,
        "person:s-p1",
    )  # fmt: skip
    with pytest.raises(Invalid):
        list(MoveEntry(term, days=1).edits(found, ME))
    with pytest.raises(Invalid):
        list(TickOccurrence(term).edits(found, ME))


def test_one_is_left_out_and_comes_after_all() -> None:
    before = document(repeat=Repeat.QUARTERLY)
    seen = first(before)
    after = undone(before, SkipOccurrence(seen))
    assert seen.key not in entries(after)
    assert seen.key in entries(undone(after, SkipOccurrence(seen, skipped=False)))
    with pytest.raises(Invalid):
        list(SkipOccurrence(first(document())).edits(document(), ME))


def test_no_more_from_here_on() -> None:
    before = document(repeat=Repeat.QUARTERLY)
    september = entries(before)["activity:a@2026-09-10"]
    after = undone(before, EndActivity(september))
    assert [e.day.month for e in entries(after).values() if e.kind == "activity"] == [3, 6]


def test_what_somebody_deleted_is_gone() -> None:
    before = document()
    seen, due = first(before), first(before, "action:h")
    after = done(before, DeleteRecord(Activity.kind, "a"), DeleteRecord(Action.kind, "h"))
    for command in (TickOccurrence(seen), SkipOccurrence(seen), MoveEntry(seen), MoveEntry(due)):
        with pytest.raises(Gone):
            list(command.edits(after, ME))


def test_no_day_leaves_the_calendar() -> None:
    before = document(day=date(2150, 12, 31))
    entry = next(iter(wheel_year(before, date(2150, 1, 1), TODAY).entries()))
    after = done(before, MoveEntry(entry, days=7), MoveEntry(entry, months=12 * 9000))
    assert after.all(Activity)[0].day == date(2150, 12, 31)

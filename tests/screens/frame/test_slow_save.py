"""However long a save takes: what was typed belongs to it, the keys after that to a new line."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from support.documents import blank, done
from support.examples import spread
from support.frames import frame
from support.keyboard import opens, press, rest, type_ahead
from support.slow import SlowDisk, happens

from data.edits.errors import Refusal
from data.edits.records import AddRecord, SetField
from data.model.plan import Action
from data.own.drafts import Drafts
from screens.dialogs.conflict import ConflictDialog
from screens.frame.type_ahead import LoneEscape, SequenceRest
from screens.plan.screen import PlanScreen
from screens.shared.fields import edit_field
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.entry import Entry

FIRST = "Ryd op i kælderen"
SECOND = "Nye måtter i køkkenet"
PLACE = "plan.capture"


def plan():
    return done(
        blank(),
        AddRecord("action", {"measure": "Støjskærm", "due": date(2026, 12, 1)}, "a1"),
    )


opened = opens(PlanScreen, plan)


def measures(pilot):
    return [action.measure for action in pilot.app.session.document.all(Action)][1:]


def draft(pilot, place=PLACE):
    found = pilot.app.desk.drafts.load(place)
    return found.text if found is not None else None


def dock(pilot):
    return pilot.app.screen.query_one(CaptureDock)


def line(pilot):
    return pilot.app.screen.query_one(Entry)


async def typed(pilot, *keys):
    """Keys as they come from somebody who types on, whatever the disk does."""
    for key in keys:
        type_ahead(pilot, *(key[1:] if len(key) > 1 and key.startswith(" ") else [key]))
        await asyncio.sleep(0)


async def handed_in(pilot, disk, text):
    await press(pilot, f" {text}")
    await typed(pilot, "enter")
    await happens(lambda: disk.asked)


@pytest.mark.parametrize("seconds", [0, 0.6, 2.6])
async def test_the_line_belongs_to_its_save_and_the_keys_after_it_to_a_new_one(opened, seconds):
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        await handed_in(pilot, disk, FIRST)
        assert line(pilot).text == ""
        await typed(pilot, f" {SECOND}")
        await happens(lambda: line(pilot).text == SECOND)
        await asyncio.sleep(seconds)
        disk.let_through()
        await rest(pilot)
        assert measures(pilot) == [FIRST]
        assert line(pilot).text == SECOND
        await press(pilot, "enter")
        assert measures(pilot) == [FIRST, SECOND]
        assert draft(pilot) is None


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [5, 11, 30])
async def test_so_it_is_however_long_it_takes(opened, seconds):
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        await handed_in(pilot, disk, FIRST)
        for letter in SECOND:
            await typed(pilot, letter)
            await asyncio.sleep(seconds / len(SECOND))
        assert "gemmer …" in frame(pilot.app)
        disk.let_through()
        await rest(pilot)
        assert (measures(pilot), line(pilot).text) == ([FIRST], SECOND)


@pytest.mark.parametrize("moment", spread(range(len(SECOND) + 2), every=6))
async def test_at_whatever_key_the_save_ends(opened, moment):
    keys = [*SECOND, "enter"]
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        await handed_in(pilot, disk, FIRST)
        await typed(pilot, *keys[:moment])
        disk.let_through()
        await typed(pilot, *keys[moment:])
        await rest(pilot)
        assert measures(pilot) == [FIRST, SECOND]
        assert line(pilot).text == ""


async def test_lines_handed_in_while_one_is_saved_are_saved_after_it_in_order(opened):
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        await handed_in(pilot, disk, "Et")
        await typed(pilot, "T", "o", "enter", "T", "r", "e", "enter", "x")
        await happens(lambda: line(pilot).text == "x")
        assert disk.asked == 1
        disk.let_through()
        await rest(pilot)
        assert measures(pilot) == ["Et", "To", "Tre"]
        assert line(pilot).text == "x"


async def test_enter_again_stores_nothing_more(opened):
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        await handed_in(pilot, disk, FIRST)
        await typed(pilot, "enter")
        await happens(lambda: not dock(pilot).opened)
        disk.let_through()
        await rest(pilot)
        assert measures(pilot) == [FIRST]
        assert draft(pilot) is None


async def test_that_it_is_being_saved_is_seen_and_saved_only_when_it_is(opened):
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        await handed_in(pilot, disk, FIRST)
        await happens(lambda: "gemmer …" in frame(pilot.app))
        assert "gemt " not in frame(pilot.app)
        disk.let_through()
        await rest(pilot)
        assert "gemmer …" not in frame(pilot.app)
        assert "gemt " in frame(pilot.app)


async def test_both_lines_are_drafts_while_the_first_is_being_saved(opened):
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        await handed_in(pilot, disk, FIRST)
        await typed(pilot, f" {SECOND}")
        await happens(lambda: line(pilot).text == SECOND)
        line(pilot).keep()
        assert draft(pilot) == f"{FIRST}\n{SECOND}"
        disk.let_through()
        await rest(pilot)
        line(pilot).keep()
        assert draft(pilot) == SECOND


async def test_what_could_not_be_saved_stands_in_the_line_again(opened):
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        disk.error = Refusal("Write some words too.")
        await handed_in(pilot, disk, FIRST)
        disk.let_through()
        await rest(pilot)
        assert line(pilot).text == FIRST
        line(pilot).keep()
        assert draft(pilot) == FIRST
        await press(pilot, "enter")
        assert measures(pilot) == [FIRST]


async def test_what_could_not_be_saved_waits_while_something_else_is_typed(opened):
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        disk.error = Refusal("Write some words too.")
        await handed_in(pilot, disk, FIRST)
        await typed(pilot, f" {SECOND}")
        await happens(lambda: line(pilot).text == SECOND)
        disk.let_through()
        await rest(pilot)
        assert line(pilot).text == SECOND, "nothing is mixed into what is being typed"
        line(pilot).keep()
        assert draft(pilot) == f"{FIRST}\n{SECOND}"
        await press(pilot, "enter")
        assert measures(pilot) == [SECOND]
        await press(pilot, "enter")
        assert line(pilot).text == FIRST, "Enter on the empty line brings it back"
        await press(pilot, "enter")
        assert measures(pilot) == [SECOND, FIRST]
        assert draft(pilot) is None


async def test_a_line_that_was_left_gets_back_what_could_not_be_saved(opened):
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        disk.error = Refusal("Write some words too.")
        await handed_in(pilot, disk, FIRST)
        await typed(pilot, "escape")
        await happens(lambda: not dock(pilot).opened)
        disk.let_through()
        await rest(pilot)
        assert draft(pilot) == FIRST
        await press(pilot, "a")
        assert line(pilot).text == FIRST


@pytest.mark.parametrize(
    ("moment", "fails", "typed_on"),
    spread(["before the save ends", "after it"], [False, True], ["", SECOND], every=3),
)
async def test_an_arrow_key_that_came_in_pieces_leaves_the_line_as_it_is(
    opened, moment, fails, typed_on
):
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        disk.error = Refusal("Write some words too.") if fails else None
        await handed_in(pilot, disk, FIRST)
        await typed(pilot, *typed_on)
        await happens(lambda: line(pilot).text == typed_on)
        pilot.app._driver.send_message(LoneEscape())
        await happens(lambda: not dock(pilot).opened)
        if moment == "after it":
            disk.let_through()
            await happens(lambda: not dock(pilot).saving)
        pilot.app._driver.send_message(SequenceRest())
        await happens(lambda: dock(pilot).opened)
        disk.let_through()
        await rest(pilot)
        assert measures(pilot) == ([] if fails else [FIRST])
        texts = {typed_on, FIRST} if fails else {typed_on}
        await press(pilot, "enter", *["enter"] * len(texts))
        assert set(measures(pilot)) == {FIRST, typed_on} - {""}
        assert draft(pilot) is None


async def test_an_escape_that_waits_for_a_save_and_was_none_leaves_nothing(opened):
    async with opened() as pilot:
        disk = SlowDisk(pilot.app.session.store)
        await typed(pilot, ".", "a", *FIRST)
        await happens(lambda: disk.asked)
        pilot.app._driver.send_message(LoneEscape())
        pilot.app._driver.send_message(SequenceRest())
        await typed(pilot, *" !")
        disk.let_through()
        await rest(pilot)
        assert line(pilot).text == f"{FIRST} !"


async def test_a_line_is_found_again_where_no_draft_can_be_kept(opened, monkeypatch):
    monkeypatch.setattr(Drafts, "save", lambda *_args: False)
    async with opened(None, "a", "enter") as pilot:
        disk = SlowDisk(pilot.app.session.store)
        disk.error = Refusal("Write some words too.")
        await handed_in(pilot, disk, FIRST)
        await typed(pilot, "escape")
        await happens(lambda: not dock(pilot).opened)
        disk.let_through()
        await rest(pilot)
        await press(pilot, "a")
        assert line(pilot).text == FIRST


async def test_keys_that_act_on_what_is_saved_wait_for_it(opened):
    """Three weeks on, and not one: each key acts on what the one before has led to."""
    async with opened() as pilot:
        disk = SlowDisk(pilot.app.session.store)
        await typed(pilot, ".", ".", ".")
        await happens(lambda: disk.asked)
        await asyncio.sleep(2.6)
        assert disk.asked == 1
        disk.let_through()
        await rest(pilot)
        assert str(pilot.app.session.document.get(Action, "a1").due) == "2026-12-22"


async def asked_for(pilot, text):
    """Another has changed the field; the user's text has been handed in."""
    app = pilot.app
    seen = app.session.document.get(Action, "a1")
    await app.session.run(SetField(Action.kind, "a1", "measure", "Deres"))
    app.screen.desk.start(edit_field(app.screen.desk, seen, "measure"))
    await rest(pilot)
    line(pilot).load_text(text)
    await press(pilot, "enter")
    assert isinstance(app.screen, ConflictDialog)


@pytest.mark.parametrize(("answer", "kept"), [("1", "Mit"), ("2", "Deres"), ("3", "Deres / Mit")])
async def test_the_draft_lives_until_the_answer_to_a_conflict_is_saved(opened, answer, kept):
    place = "action:a1.measure"
    async with opened() as pilot:
        await asked_for(pilot, "Mit")
        assert draft(pilot, place) == "Mit", "the connection may be lost now"
        pilot.app.rescue()
        assert draft(pilot, place) == "Mit"
        await press(pilot, answer)
        assert pilot.app.session.document.get(Action, "a1").measure == kept
        assert draft(pilot, place) is None


async def test_the_draft_of_a_question_lives_until_its_save(opened):
    place = "action:a1.measure"
    async with opened() as pilot:
        screen = pilot.app.screen
        seen = pilot.app.session.document.get(Action, "a1")
        screen.desk.start(edit_field(screen.desk, seen, "measure"))
        await rest(pilot)
        disk = SlowDisk(pilot.app.session.store)
        line(pilot).load_text("Mit")
        await typed(pilot, "enter")
        await happens(lambda: disk.asked)
        await happens(lambda: draft(pilot, place) == "Mit")
        disk.let_through()
        await rest(pilot)
        assert draft(pilot, place) is None


async def test_what_was_refused_or_left_is_offered_again(opened):
    place = "action:a1.measure"
    async with opened() as pilot:
        screen = pilot.app.screen
        seen = pilot.app.session.document.get(Action, "a1")
        screen.desk.start(edit_field(screen.desk, seen, "measure"))
        await rest(pilot)
        disk = SlowDisk(pilot.app.session.store)
        disk.let_through()
        disk.error = Refusal("Write some words too.")
        line(pilot).load_text("Mit")
        await press(pilot, "enter")
        assert draft(pilot, place) == "Mit"

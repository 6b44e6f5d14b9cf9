"""Leaving while something is being saved waits for it, says so, and loses nothing."""

from __future__ import annotations

import errno

import pytest
from support.frames import frame
from support.keyboard import at_work, press, type_ahead
from support.on_example import on_example
from support.slow import SlowDisk, happens

from data.model.plan import Action
from data.own.drafts import KEYS_PLACE, Drafts
from data.own.unsaved import PLACE
from data.store.store import Store

NEW = "Nye måtter i køkkenet"
WAITS = "AMIS lukker, når alt er gemt."


@pytest.fixture
def app(tmp_path):
    """The program on the example."""
    return on_example(tmp_path)


def saved(app):
    found = Store(app.surroundings.document).load().all(Action)
    return [action.measure for action in found].count(NEW)


def drafts(app):
    kept = Drafts(
        app.surroundings.document.parent / "state",
        app.session.document.meta.document,
        user=app.session.identity.user,
    )
    return {draft.place: draft.text for draft in kept.all()}


async def being_saved(pilot):
    await press(pilot, "4", "a", "enter", f" {NEW}")
    disk = SlowDisk(pilot.app.session.store)
    type_ahead(pilot, "enter")
    await happens(lambda: disk.asked)
    return disk


@pytest.mark.parametrize("keys", [("ctrl+q",), ("escape", "ctrl+q"), ("escape", "q", "q")])
async def test_it_waits_with_a_sentence(app, keys):
    async with at_work(app) as pilot:
        disk = await being_saved(pilot)
        type_ahead(pilot, *keys)
        await happens(lambda: WAITS in frame(app))
        assert app.is_running
        disk.let_through()
        await happens(lambda: not app.is_running)
    assert saved(app) == 1
    assert drafts(app) == {}


async def test_asked_again_it_leaves_and_keeps_what_is_not_saved(app):
    async with at_work(app) as pilot:
        disk = await being_saved(pilot)
        type_ahead(pilot, "H", "a", "l", "v", "ctrl+q")
        await happens(lambda: WAITS in frame(app))
        type_ahead(pilot, "ctrl+q")
        await happens(lambda: not app.is_running)
        kept = drafts(app)
        assert NEW in kept[PLACE]
        assert kept["plan.capture"] == f"{NEW}\nHalv"
        disk.let_through()


async def test_a_key_that_waits_for_a_save_is_waited_for_as_well(app):
    async with at_work(app) as pilot:
        await press(pilot, "4")
        disk = SlowDisk(app.session.store)
        type_ahead(pilot, ".")
        await happens(lambda: disk.asked)
        type_ahead(pilot, "ctrl+q")
        await happens(lambda: WAITS in frame(app))
        disk.let_through()
        await happens(lambda: not app.is_running)
    assert (
        Store(app.surroundings.document).load().meta.revision == app.session.document.meta.revision
    )


@pytest.mark.parametrize("end", ["hang-up", "leaving at once"])
async def test_keys_that_wait_for_a_save_are_kept_when_the_program_ends(app, end):
    async with at_work(app) as pilot:
        await press(pilot, "4")
        disk = SlowDisk(app.session.store)
        type_ahead(pilot, ".")
        await happens(lambda: disk.asked)
        type_ahead(pilot, "a", *"Nye måter", "backspace", "backspace", *"ter", "down", "enter", "x")
        if end == "hang-up":
            await happens(lambda: app.type_ahead.text_waiting().endswith("x"))
            app.depart(129)
        else:
            type_ahead(pilot, "ctrl+q", "ctrl+q")
        await happens(lambda: not app.is_running)
        assert drafts(app)[KEYS_PLACE] == "aNye måtter\nx"
        disk.let_through()


async def test_keys_that_wait_for_a_save_are_a_draft_until_they_are_dealt_with(app):
    """Whatever ends the program then: a line cannot be typed on that is not there yet."""
    async with at_work(app) as pilot:
        await press(pilot, "4")
        disk = SlowDisk(app.session.store)
        type_ahead(pilot, ".", "a", *NEW)
        await happens(lambda: KEYS_PLACE in drafts(app))
        assert drafts(app)[KEYS_PLACE] == f"a{NEW}"
        disk.let_through()
        await happens(lambda: KEYS_PLACE not in drafts(app))
        assert NEW in frame(app)


@pytest.mark.parametrize("fails", [False, True])
async def test_what_is_said_of_a_draft_is_true(app, fails, monkeypatch):
    async with at_work(app) as pilot:
        await press(pilot, "4", "a", " Halvt")
        if fails:
            monkeypatch.setattr(Drafts, "save", lambda *_args: False)
        assert app.rescue() is not fails
        await press(pilot, "escape")
        assert ("til AMIS lukkes" in " ".join(frame(app).split())) is fails


async def test_that_drafts_fail_and_are_kept_again_is_said(app, monkeypatch):
    async with at_work(app):
        drafts_ = app.desk.drafts
        with monkeypatch.context() as broken:
            broken.setattr("data.own.drafts.write_whole", failing)
            drafts_.save("somewhere", "x")
            await happens(lambda: "Det, du skriver, huskes ikke" in frame(app))
            assert "Disken melder" in " ".join(frame(app).split())
        drafts_.save("somewhere", "x")
        await happens(lambda: "gemmes igen som kladde" in frame(app))


def failing(*_args):
    raise OSError(errno.EIO, "EIO")


async def test_a_hang_up_keeps_the_line_that_is_being_saved_and_the_one_after_it(app):
    async with at_work(app) as pilot:
        disk = await being_saved(pilot)
        type_ahead(pilot, "H", "a", "l", "v")
        await happens(lambda: "Halv" in frame(app))
        app.depart(129)
        await happens(lambda: not app.is_running)
        assert drafts(app)["plan.capture"] == f"{NEW}\nHalv"
        disk.let_through()

"""What goes wrong beside the program is said, and said to be over when it is."""

from __future__ import annotations

import errno
import threading
from unittest.mock import AsyncMock

import pytest
from support import program
from support.frames import frame
from support.keyboard import at_work, until
from support.on_example import on_example

import tui.watch as module
from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.plan import Action
from data.model.status import StatusEntry, StatusMeeting
from data.store import compaction
from data.store.errors import DiskTrouble
from data.store.store import Store
from tui import shell, textual_private


@pytest.fixture
def app(tmp_path, monkeypatch):
    """The program on the example; it looks at the document as often as it can."""
    monkeypatch.setattr(module, "POLL", 0.01)
    monkeypatch.setattr(module, "RETRY_EVERY", 1)
    return on_example(tmp_path)


async def shown(pilot, text):
    await until(pilot, lambda: text in " ".join(frame(pilot.app).split()))


async def test_no_other_thread_keeps_the_first_frame_waiting(app, monkeypatch):
    begun = []

    def hold_back(app):
        show = textual_private.hold_back(app)

        def first_frame():
            begun.append({each.name for each in threading.enumerate()} - before)
            show()

        return first_frame

    before = {each.name for each in threading.enumerate()}
    monkeypatch.setattr(shell, "hold_back", hold_back)
    async with at_work(app):
        assert begun == [set()]


async def test_a_document_that_is_whole_again_is_said_to_be(app, monkeypatch):
    path = app.session.store.path
    whole = path.read_bytes()
    async with at_work(app) as pilot:
        path.write_bytes(whole[:-30])
        await shown(pilot, "amis.json er beskadiget")
        path.write_bytes(whole)
        await shown(pilot, "Dokumentet er, som det skal være.")
        assert "beskadiget" not in frame(app)
        # What has been said since is newer than that.
        path.write_bytes(whole[:-30])
        await shown(pilot, "amis.json er beskadiget")
        poll = AsyncMock()
        monkeypatch.setattr(app.session, "poll", poll)
        app.screen.foot.say("Noget nyt")
        await until(pilot, lambda: poll.await_count > 2)
        assert "Noget nyt" in frame(app)


async def test_what_waited_for_the_disk_is_said_to_be_saved(app, monkeypatch):
    def full(*_args, **_more):
        raise DiskTrouble(app.session.store.path, errno.ENOSPC, "save")

    async with at_work(app) as pilot:
        action = app.session.document.find("H8")
        with monkeypatch.context() as broken:
            broken.setattr(app.session.store, "run", full)
            app.screen.desk.start(
                app.screen.desk.run(SetField(Action.kind, action.id, "percent", 50))
            )
            await shown(pilot, "Disken er fuld")
            await shown(pilot, "AMIS prøver igen af sig selv. F5: nu")
            await shown(pilot, "1 ændring ikke gemt")
        await shown(pilot, "Alt er gemt.")
        assert "Disken" not in frame(app)
        assert program.read(app.session.store.path).find("H8").percent == 50


async def test_a_history_too_long_to_be_shortened_is_said_at_the_start(app, monkeypatch):
    store = app.session.store
    store.run(AddRecord("idea", {"text": "En plante"}), app.session.author())
    monkeypatch.setattr(compaction, "MOST", store.history.path.stat().st_size - 1)
    async with at_work(app) as pilot:
        await shown(pilot, "bliver ikke længere forkortet")


async def test_a_history_that_is_a_pipe_is_said_and_stops_nothing(app):
    import os

    history = app.session.store.history.path
    history.unlink(missing_ok=True)
    os.mkfifo(history)
    async with app.run_test(size=(100, 30)) as pilot:
        for part in ("plan", "history", "wheel"):
            await app.action_part(part)
            await pilot.pause(0.1)
            if part == "history":
                # Before the next key: one that does nothing there says so in the same place.
                await shown(pilot, "er en pipe")
            await pilot.press("enter", "x", "enter")
            await pilot.pause(0.1)
            while len(app.screen_stack) > 1:
                app.pop_screen()
                await pilot.pause()
        await app.action_part("history")
        assert app.return_code is None


async def test_what_hangs_on_it_and_what_was_taken_back_here_is_not_told_of(app):
    async with at_work(app) as pilot:
        session, other = app.session, Store(app.session.store.path)
        meeting = AddRecord(StatusMeeting.kind, {"held_on": session.today()})
        added = AddRecord(Action.kind, {"measure": "Ny lampe"})
        for command in (meeting, added):
            await session.run(command)
        action = session.document.get(Action, added.id)
        entry = {"meeting": meeting.id, "action": action.id}
        await session.run(AddRecord(StatusEntry.kind, entry))
        await session.run(DeleteRecord(Action.kind, action.id))
        await session.undo()
        other.load()
        other.run(AddRecord(Action.kind, {"measure": "Ny dør"}), Author("Bo", session.author().at))
        await app.watching.look(retry=False)
        assert "er kommet tilbage" not in frame(app)
        await session.run(DeleteRecord(Action.kind, action.id))
        change = SetField(Action.kind, action.id, "measure", "Nyt", base=action.measure)
        other.load()
        other.run(change, Author("Jonas", session.author().at))
        await shown(pilot, f"{action.code} Nyt, som du havde slettet, er kommet tilbage: Jonas")


async def test_what_was_deleted_here_and_has_come_back_is_told(app):
    """The colleague had it open, and kept what they had written."""
    async with at_work(app) as pilot:
        added = AddRecord(Action.kind, {"measure": "Ny lampe"})
        action = (await app.session.run(added)).after.get(Action, added.id)
        await app.session.run(DeleteRecord(Action.kind, action.id))
        change = SetField(Action.kind, action.id, "measure", "Nyt", base=action.measure)
        other = Store(app.session.store.path)
        other.load()
        other.run(change, Author("Jonas", app.session.author().at))
        await shown(pilot, "som du havde slettet, er kommet tilbage: Jonas har rettet det")

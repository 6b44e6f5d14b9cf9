"""A user's session: nothing typed is lost when the disk says no, and others' saves are news."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.cut import Cut

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.errors import Conflict, EditError, Gone, Invalid
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.plan import Action
from data.own.identity import Identity
from data.session import Session
from data.store.errors import AlreadyThere, DiskTrouble, LockBusy, StoreError, Unreachable
from data.store.store import CannotUndo, NothingToUndo, Store
from data.store.system import System
from data.store.undoing import MadeElsewhere

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Moody(System):
    """A disk that says no to a call as long as it is told to."""

    def __init__(self):
        self.refuses = ""
        self.holds = None
        self.entered = threading.Event()

    def fails(self, call):
        if self.refuses == call:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def rename(self, *args, **more):
        self.fails("rename")
        self.entered.set()
        if self.holds is not None:
            assert self.holds.wait(10)
        return os.rename(*args, **more)  # noqa: PTH104 - by folder descriptor

    def fsync(self, fd):
        if self.refuses == "folder" and os.path.isdir(f"/proc/self/fd/{fd}"):  # noqa: PTH112
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return os.fsync(fd)


@pytest.fixture
def made(place):
    """Where a document is: a file, or a workplace in a database."""
    author = Author("Karen", START)
    Store(place).create(SetUpWorkplace("Værkstedet", 24), author)
    Store(place).run(AddRecord("action", {"measure": "Støjskærm", "problem": "støj"}, "a"), author)
    return place


@pytest.fixture
def disk(made):
    """What may say no: the disk, or the connection to the database."""
    return Moody() if isinstance(made, Path) else Cut()


def open_session(place, disk=None, who="Mette", terminal=None):
    if isinstance(disk, Cut):
        store = Store(disk.keeper(place, 0.05))
    else:
        store = Store(place, system=disk or System(), limit=0.05)
    store.load()
    ticks = iter(range(10_000))
    return Session(
        store, Identity(who), lambda: START + timedelta(seconds=next(ticks)), terminal=terminal
    )


@pytest.fixture
def mette(made, disk):
    return open_session(made, disk)


@pytest.fixture
def jens(made):
    return open_session(made, who="Jens")


@pytest.fixture
def heard(mette):
    changes = []
    mette.subscribe(changes.append)
    return changes


def say(field, value, **more):
    return SetField("action", "a", field, value, **more)


def action(session, identity="a"):
    return session.document.get(Action, identity)


def on_disk(place):
    return Store(place).load().get(Action, "a")


# -- saving --------------------------------------------------------------------------------------


async def test_an_edit_is_on_disk_when_it_is_said_to_be(mette, heard, made):
    change = await mette.run(say("percent", 10))
    assert on_disk(made).percent == 10
    assert (mette.waiting, mette.trouble) == (0, None)
    assert heard == [change]
    assert (change.before.get(Action, "a").percent, change.after) == (0, mette.document)
    assert change.entry.who == "Mette"
    assert mette.saved_at == change.entry.at


async def test_what_changes_nothing_is_no_news(mette, heard, made):
    before = on_disk(made), mette.store.history.rows()
    await mette.run(say("measure", "Støjskærm"))
    assert heard == []
    assert (on_disk(made), mette.store.history.rows()) == before


async def test_nobody_is_told_who_no_longer_listens(mette):
    changes = []
    stop = mette.subscribe(changes.append)
    stop()
    await mette.run(say("percent", 10))
    assert changes == []


async def test_an_edit_that_does_not_fit_changes_nothing(mette, heard):
    with pytest.raises(Invalid):
        await mette.run(say("percent", 101))
    assert (mette.waiting, mette.trouble, heard) == (0, None, [])


async def test_many_at_once_are_saved_in_their_order(mette, made):
    await asyncio.gather(*(mette.run(say("percent", n)) for n in range(20)))
    told = [entry.edits[0].value for entry in list(mette.store.history.oldest_first())[2:]]
    assert told == list(range(1, 20))
    assert on_disk(made).percent == 19


async def test_a_document_is_made_through_the_session(place):
    store = Store(place)
    session = Session(store, Identity("Mette"), lambda: START)
    heard = []
    session.subscribe(heard.append)
    await session.create(SetUpWorkplace("Huset", 5))
    assert session.document.workplace.name == "Huset"
    assert len(heard) == 1
    with pytest.raises(AlreadyThere):
        await session.create(SetUpWorkplace("Huset", 5))


def test_time_and_user_are_the_sessions(mette):
    assert mette.today() == START.date()
    assert mette.now().tzinfo is not None
    assert mette.author().who == "Mette"


# -- when the disk says no -----------------------------------------------------------------------


@pytest.mark.parametrize("call", ["rename", "folder"])
async def test_what_cannot_be_saved_is_shown_and_kept_and_saved_with_the_next(
    mette, heard, disk, made, call
):
    disk.refuses = call
    change = await mette.run(say("percent", 10))
    assert isinstance(mette.trouble, DiskTrouble | Unreachable)
    assert (mette.waiting, action(mette).percent, change.entry) == (1, 10, None)
    assert len(heard) == 1
    await mette.run(say("topic", "lys"))
    assert (mette.waiting, action(mette).topic) == (2, "lys")
    disk.refuses = ""
    await mette.run(say("cause", "motor"))
    assert (mette.waiting, mette.trouble) == (0, None)
    saved = on_disk(made)
    assert (saved.percent, saved.topic, saved.cause) == (10, "lys", "motor")
    told = [entry.edits[0].field for entry in list(mette.store.history.oldest_first())[2:]]
    assert told == ["percent", "topic", "cause"]
    assert mette.document == mette.store.document


@pytest.mark.parametrize("call", ["rename", "folder"])
async def test_trying_again_saves_everything_once(mette, disk, made, call):
    disk.refuses = call
    for number in range(3):
        await mette.run(AddRecord("goal", {"title": f"Mål {number}"}))
    assert await mette.retry() is None
    assert mette.waiting == 3
    assert [goal.title for goal in mette.document.tables["goal"].values()] == [
        "Mål 0", "Mål 1", "Mål 2",
    ]  # fmt: skip
    disk.refuses = ""
    assert await mette.retry() is not None
    assert (mette.waiting, mette.trouble) == (0, None)
    assert len(Store(made).load().tables["goal"]) == 3
    assert await mette.retry() is None


async def test_an_edit_that_does_not_fit_is_refused_also_when_nothing_can_be_saved(
    mette, disk, made
):
    disk.refuses = "rename"
    await mette.run(AddRecord("goal", {"title": "Ro"}, "g"))
    await mette.run(say("goal", "g"))  # on top of what waits
    for wrong in (say("percent", 101), say("goal", "none")):
        with pytest.raises(Invalid):
            await mette.run(wrong)
    assert mette.waiting == 2
    disk.refuses = ""
    await mette.retry()
    assert on_disk(made).goal == "g"


async def test_what_waited_and_fits_no_more_is_told_once_and_the_rest_is_saved(
    mette, jens, disk, made
):
    disk.refuses = "rename"
    await mette.run(say("percent", 10, base=0))
    await mette.run(say("topic", "lys", base=""))
    await jens.run(say("percent", 20, base=0))
    await mette.poll()
    assert mette.waiting == 2
    disk.refuses = ""
    # A new edit is not blamed for an old one.
    await mette.run(say("cause", "motor"))
    assert mette.waiting == 0
    saved = on_disk(made)
    assert (saved.percent, saved.topic, saved.cause) == (20, "lys", "motor")
    assert action(mette).percent == 20
    with pytest.raises(Conflict):
        await mette.poll()
    assert await mette.poll() is None


async def test_trying_again_says_what_fits_no_more(mette, jens, disk):
    disk.refuses = "rename"
    await mette.run(say("percent", 10, base=0))
    await jens.run(say("percent", 20, base=0))
    disk.refuses = ""
    with pytest.raises(Conflict):
        await mette.retry()
    assert (mette.waiting, mette.trouble, action(mette).percent) == (0, None, 20)


async def test_others_saves_are_shown_under_what_waits(mette, jens, heard, disk):
    disk.refuses = "rename"
    await mette.run(say("topic", "lys"))
    await jens.run(say("percent", 20))
    heard.clear()
    assert await mette.poll() is not None
    assert (action(mette).topic, action(mette).percent) == ("lys", 20)
    assert len(heard) == 1
    assert await mette.poll() is None
    assert len(heard) == 1


async def test_undo_takes_back_what_waits_without_saving_it(mette, disk, heard, made):
    await mette.run(say("percent", 10))
    disk.refuses = "rename"
    await mette.run(say("topic", "lys"))
    await mette.undo()
    assert (mette.waiting, mette.trouble, action(mette).topic) == (0, None, "")
    assert heard[-1].after is mette.document
    with pytest.raises(StoreError):
        await mette.undo()
    disk.refuses = ""
    await mette.undo()
    assert on_disk(made).percent == 0
    await mette.redo()
    assert on_disk(made).percent == 10


async def test_undo_saves_what_waits_first_when_it_can(mette, disk, made):
    disk.refuses = "rename"
    await mette.run(say("topic", "lys"))
    disk.refuses = ""
    await mette.undo()
    assert (mette.waiting, on_disk(made).topic) == (0, "")
    await mette.redo()
    assert on_disk(made).topic == "lys"


async def test_undo_of_what_is_on_disk_unconfirmed_waits_for_the_disk(mette, disk, made):
    disk.refuses = "folder"
    await mette.run(say("topic", "lys"))
    with pytest.raises((DiskTrouble, Unreachable)):
        await mette.undo()
    with pytest.raises((DiskTrouble, Unreachable)):
        await mette.redo()
    disk.refuses = ""
    await mette.undo()
    assert on_disk(made).topic == ""


async def test_a_busy_lock_is_trouble_too_and_passes(mette, made):
    other = Store(made)
    with other.exclusively():
        await mette.run(say("percent", 10))
        assert isinstance(mette.trouble, LockBusy)
    await mette.retry()
    assert on_disk(made).percent == 10


# -- others --------------------------------------------------------------------------------------


async def test_others_saves_are_news_and_told_once(mette, jens, heard):
    assert await mette.poll() is None
    await jens.run(say("percent", 20))
    change = await mette.poll()
    assert change.after.get(Action, "a").percent == 20
    assert heard == [change]
    assert await mette.poll() is None


async def test_others_saves_arrive_with_ones_own_and_with_a_refusal(mette, jens, heard):
    await jens.run(say("percent", 20))
    await mette.run(say("topic", "lys"))
    assert action(mette).percent == 20
    await jens.run(say("percent", 30))
    with pytest.raises(Conflict):
        await mette.run(say("percent", 40, base=20))
    # The screen shows what the question is about.
    assert action(mette).percent == 30
    assert heard[-1].after is mette.document
    await jens.run(say("percent", 50))
    with pytest.raises(NothingToUndo):
        await open_session(jens.store.keeper.place, who="Ida").undo()
    with pytest.raises(NothingToUndo):
        await mette.redo()
    assert action(mette).percent == 50
    assert heard[-1].after is mette.document
    assert await mette.poll() is None


async def test_what_another_deleted_is_news_too(mette, jens):
    await jens.run(DeleteRecord("action", "a"))
    await mette.poll()
    assert action(mette) is None
    with pytest.raises(Gone):
        await mette.run(DeleteRecord("action", "a"))


async def test_a_document_that_cannot_be_read_is_said_and_what_was_seen_stays(tmp_path):
    path = tmp_path / "plan.json"
    store = Store(path)
    store.create(SetUpWorkplace("Værkstedet", 24), Author("Karen", START))
    store.run(AddRecord("action", {"measure": "Støjskærm"}, "a"), Author("Karen", START))
    mette = open_session(path)
    data = path.read_bytes()
    path.write_text("{")
    with pytest.raises(StoreError):
        await mette.poll()
    await mette.run(say("percent", 10))
    assert (mette.waiting, action(mette).percent) == (1, 10)
    assert path.read_text() == "{"
    path.write_bytes(data)
    await mette.retry()
    assert on_disk(path).percent == 10


# -- a caller that goes away ---------------------------------------------------------------------


async def test_a_save_goes_on_when_the_one_who_asked_is_cancelled(mette, disk, heard, made):
    disk.holds = threading.Event()
    asked = asyncio.create_task(mette.run(say("percent", 10)))
    await asyncio.to_thread(disk.entered.wait, 10)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    next_one = asyncio.create_task(mette.run(say("topic", "lys")))
    disk.holds.set()
    await next_one
    told = [entry.edits[0].field for entry in list(mette.store.history.oldest_first())[2:]]
    assert told == ["percent", "topic"]
    assert len(heard) == 2
    assert (on_disk(made).percent, mette.waiting) == (10, 0)


async def test_nobody_hears_of_an_error_that_came_after_they_left(mette):
    asked = asyncio.create_task(mette.run(say("percent", 101)))
    await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises((asyncio.CancelledError, EditError)):
        await asked
    await mette.run(say("percent", 5))
    assert action(mette).percent == 5


async def test_what_was_agreed_to_holds_for_what_was_there_and_until_something_is_done(made):
    here, there = (open_session(made, terminal=name) for name in ("pc 1 a", "pc 2 b"))
    for name in "xyz":
        await there.run(AddRecord("goal", {"title": name}, name))
    with pytest.raises(MadeElsewhere) as found:
        await here.undo()
    await here.undo(found.value.entry)
    await here.undo()  # the one before it is not asked about again
    assert here.document.record("goal", "y") is None
    await there.run(AddRecord("goal", {"title": "new"}, "new"))
    with pytest.raises(MadeElsewhere) as found:
        await here.undo()  # nobody has agreed to that one
    await here.undo(found.value.entry)
    await here.run(AddRecord("goal", {"title": "mine"}, "mine"))
    await here.undo()
    with pytest.raises(MadeElsewhere):
        await here.undo()
    assert [goal.id for goal in here.document.tables["goal"].values()] == ["x"]


async def test_undo_again_goes_on_to_the_edit_before_one_that_cannot_be_taken_back(mette, jens):
    await mette.run(SetField("action", "a", "topic", "støj"))
    await mette.run(SetField("action", "a", "percent", 10))
    await jens.run(SetField("action", "a", "percent", 20))
    with pytest.raises(CannotUndo) as told:
        await mette.undo()
    assert isinstance(told.value.reason, Conflict)
    await mette.undo()
    assert (action(mette).topic, action(mette).percent) == ("", 20)

"""While nobody is at work one thread looks, and the program is woken by news only."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from support import program
from support.frames import frame
from support.keyboard import at_work, until
from support.on_example import on_example

import tui.at_rest as module
import tui.watch as watch_module
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.ids import new_id
from data.store.presence import Here
from data.store.store import Store
from tui.at_rest import RestWatch

JENS = Author("Jens", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
ADD = AddRecord("action", {"measure": "Ny cykelsti"})


@pytest.fixture(autouse=True)
def often(monkeypatch):
    monkeypatch.setattr(module, "LOOK", 0.02)


@pytest.fixture
def store(place):
    found, example = Store(place), program.example()
    # Its own: others of the same number may be saved in the same database meanwhile.
    found.put(replace(example, meta=replace(example.meta, document=new_id())))
    found.load()
    return found


def watching(store, moved=lambda: False):
    watch = RestWatch(store, moved)
    return watch, asyncio.ensure_future(watch.wait())


def threads():
    return [thread for thread in threading.enumerate() if thread.name == "watch"]


async def no_more_threads():
    for thread in threads():
        await asyncio.to_thread(thread.join, 10)
    assert not threads()


async def test_what_others_save_ends_the_rest(store, place):
    _watch, rest = watching(store)
    await asyncio.sleep(0.3)
    assert not rest.done()
    await asyncio.to_thread(Store(place).run, ADD, JENS)
    await asyncio.wait_for(rest, 10)
    assert store.poll() is not None
    await no_more_threads()


async def test_work_ends_it_at_once_and_the_thread_goes(store):
    watch, rest = watching(store)
    await asyncio.sleep(0.05)
    watch.end()
    await asyncio.wait_for(rest, 1)
    await no_more_threads()
    again = asyncio.ensure_future(watch.wait())
    await asyncio.sleep(0.1)
    assert not again.done(), "what ended one rest does not end the next"
    again.cancel()
    await no_more_threads()


async def test_who_comes_or_goes_ends_it(store):
    moved = threading.Event()
    _watch, rest = watching(store, moved.is_set)
    await asyncio.sleep(0.3)
    assert not rest.done()
    moved.set()
    await asyncio.wait_for(rest, 10)


async def test_a_document_that_cannot_be_used_ends_it(tmp_path):
    path = tmp_path / "plan.json"
    store = Store(path)
    store.put(program.example())
    store.load()
    _watch, rest = watching(store)
    path.unlink()
    await asyncio.wait_for(rest, 10)


async def test_the_end_of_the_program_is_not_held_up(store):
    _watch, rest = watching(store)
    await asyncio.sleep(0.05)
    rest.cancel()
    with pytest.raises(asyncio.CancelledError):
        await rest
    await no_more_threads()


# -- in the program --------------------------------------------------------------------------------


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setattr(watch_module, "POLL", 0.02)
    monkeypatch.setattr(watch_module, "LINGER", 0.0)
    return on_example(tmp_path)


async def at_rest(pilot):
    await until(pilot, lambda: bool(threads()))


async def shown(pilot, text):
    await until(pilot, lambda: text in " ".join(frame(pilot.app).split()))


async def test_the_event_loop_is_not_woken_while_nothing_happens(app, monkeypatch):
    async with at_work(app) as pilot:
        await at_rest(pilot)
        await asyncio.sleep(0.1)
        looks, polls = [], []
        stirred, poll = app.session.store.stirred, app.session.poll
        monkeypatch.setattr(app.session.store, "stirred", lambda: looks.append(1) or stirred())
        monkeypatch.setattr(app.session, "poll", lambda: polls.append(1) or poll())
        moved = []
        others = app.desk.here.others
        monkeypatch.setattr(
            app.desk.here, "others", lambda *a, **k: moved.append(1) or others(*a, **k)
        )
        before = threads()
        loop, ready = asyncio.get_running_loop(), []
        run_once = loop._run_once
        monkeypatch.setattr(loop, "_run_once", lambda: ready.append(1) or run_once())
        # One wait of the loop's, not ours: it is woken by this timer alone.
        await asyncio.sleep(1)
        assert len(looks) >= 10
        assert len(moved) >= 2
        assert polls == []
        assert len(ready) <= 3
        assert threads() == before, "the same one thread"


async def test_what_others_save_shows_and_so_does_where_they_are(app, tmp_path):
    async with at_work(app) as pilot:
        await pilot.press("4")
        await at_rest(pilot)
        other = Store(app.session.store.path)
        await asyncio.to_thread(other.run, ADD, app.session.author())
        await until(pilot, lambda: app.session.document.find(f"H{_last(other)}") is not None)
        await at_rest(pilot)
        here = Here(other.path, "jens", "Jens", app.session.now(), host="elsewhere")
        here.announce("", app.session.now())
        await shown(pilot, "Jens")
        await at_rest(pilot)
        here.leave()
        await until(pilot, lambda: "Jens" not in frame(app).splitlines()[-2])


def _last(store):
    return store.document.meta.counters["action"]


async def test_a_key_has_the_others_told_where_one_is(app):
    async with at_work(app) as pilot:
        await at_rest(pilot)
        told = []
        app.desk.here.announce = lambda place, _now: told.append(place)
        await pilot.press("4")
        await until(pilot, lambda: any("plan" in place for place in told))


async def test_what_waits_for_the_disk_is_tried_again_without_a_key(app, monkeypatch):
    from data.store.errors import DiskTrouble

    def full(*_args, **_more):
        raise DiskTrouble(app.session.store.path, 28, "save")

    async with at_work(app) as pilot:
        await at_rest(pilot)
        action = app.session.document.find("H8")
        with monkeypatch.context() as broken:
            broken.setattr(app.session.store, "run", full)
            await app.session.run(SetField("action", action.id, "percent", 50))
            app.watching.stir()
            await until(pilot, lambda: not threads())
            assert app.session.waiting == 1
            deadline = time.monotonic() + 0.2
            await until(pilot, lambda: time.monotonic() > deadline)
        await until(pilot, lambda: app.session.waiting == 0)

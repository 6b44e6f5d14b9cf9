"""The program on a document in PostgreSQL: others' saves at once, and a server that goes away."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from support import program
from support.frames import frame
from support.keyboard import at_work, until
from support.postgres import database

from data.edits.records import SetField
from data.i18n import set_language
from data.store.address import DatabaseAddress
from data.store.store import Store
from tui.app import AmisApp
from tui.surroundings import surroundings
from tui.terminal import read_profile


def opened(address, tmp_path):
    set_language("da")
    store = Store(address)
    store.load()
    url = f"{address.conninfo}&workplace={address.workplace}"
    environ = program.environment(tmp_path, Path("x")) | {
        "TERM": "xterm-256color", "AMIS_DOCUMENT": url,
    }  # fmt: skip
    profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
    return AmisApp(profile, store, surroundings(environ), state_folder=tmp_path / "state")


async def shown(pilot, text):
    await until(pilot, lambda: text in " ".join(frame(pilot.app).split()))


def percent(store, value):
    action = store.document.find("H8")
    return SetField(action.kind, action.id, "percent", value)


async def test_what_others_save_is_seen_within_three_tenths_of_a_second(in_database, tmp_path):
    address = in_database("huset")
    other = Store(address)
    other.put(program.example())
    app = opened(address, tmp_path)
    took = []
    session = app.session
    async with at_work(app) as pilot:
        for value in range(41, 46):
            await asyncio.to_thread(other.run, percent(other, value), app.session.author())
            begun = time.monotonic()
            await until(pilot, lambda at=value: session.document.find("H8").percent == at)
            took.append(time.monotonic() - begun)
            await pilot.pause(0.25)
    # The third fastest of five: a busy machine may hold one up.
    assert sorted(took)[2] < 0.3, took
    other.keeper.close()


async def test_a_server_that_goes_away_is_said_and_what_is_typed_is_saved_when_it_is_back(
    cluster, tmp_path
):
    address = DatabaseAddress(database(cluster, "amis"), "huset", tmp_path / "h" / "huset")
    store = Store(address)
    store.put(program.example())
    app = opened(address, tmp_path)
    async with at_work(app) as pilot:
        cluster.kill()
        await shown(pilot, "Databasen svarer ikke. Det, du skriver, bliver her")
        app.screen.desk.start(app.screen.desk.run(percent(app.session.store, 77)))
        await shown(pilot, "1 ændring ikke gemt")
        assert app.session.document.find("H8").percent == 77
        kept = tmp_path / "state" / "drafts"
        await until(pilot, lambda: kept.exists() and any(kept.iterdir()))
        cluster.start()
        await shown(pilot, "Alt er gemt.")
        assert app.session.waiting == 0
    fresh = Store(address)
    assert fresh.load().find("H8").percent == 77
    for each in (store, fresh, app.session.store):
        each.keeper.close()

"""The program on no document: set up, then at work in it, from an account's empty folder."""

from __future__ import annotations

from datetime import UTC, datetime

from support.frames import frame
from support.keyboard import at_work, press, until

from data.own.identity import Identity
from data.store.store import Store
from screens.home.screen import HomeScreen
from tui.app import AmisApp
from tui.surroundings import Surroundings
from tui.terminal import read_profile

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


def program(path, state):
    environ = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
    profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
    around = Surroundings(path, Identity("karen"), lambda: NOW, "da", environ)
    store = Store(path)
    if path.exists():
        store.load()
    return AmisApp(profile, store, around, state_folder=state)


async def test_from_an_empty_folder_to_the_first_thing_to_do(tmp_path):
    path = tmp_path / "share" / "amis" / "amis.json"
    app = program(path, tmp_path / "state")
    async with at_work(app) as pilot:
        await press(pilot, *"Huset", "enter", "8", *["enter"] * 8)
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        shown = frame(app)
        assert "Årlig drøftelse    ikke holdt endnu" in shown
        # What is typed is found again by the document's id, which it has only now.
        drafts = app.screen.desk.drafts
        assert drafts.save("place", "halvt skrevet")
    again = program(path, tmp_path / "state")
    assert again.desk.drafts.load("place").text == "halvt skrevet"


async def test_leaving_the_first_start_ends_the_program_politely(tmp_path):
    app = program(tmp_path / "amis.json", tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, "escape", "escape")
    assert (app.return_code, app.return_value) == (0, 0)
    assert not (tmp_path / "amis.json").exists()

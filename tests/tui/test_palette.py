"""The palette: every command of every part, found by people's own words; it goes there and acts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support import program
from support.frames import frame
from support.keyboard import at_work, press, rest

from data.content.library import command_texts
from data.i18n import set_language
from data.model.plan import Action
from data.own.habits import Habits
from data.own.identity import Identity
from data.store.store import Store
from screens import PARTS
from screens.keys.meanings import MEANINGS
from screens.keys.tables import tables
from screens.plan.screen import PlanScreen
from tui.app import AmisApp
from tui.offered import moves
from tui.palette import KeyCommands
from tui.surroundings import FREE, Surroundings
from tui.terminal import read_profile

WORDS = {
    "referat": "discussion.write", "eksport": "plan.write", "udskriv": "plan.write",
    "tilsyn": "packs", "kalender": "import", "kursus": "workplace.training", "slet": "plan.delete",
    "fortryd": "undo", "fjern": "plan.delete", "delete": "plan.delete", "minutes": "status.read",
    "ny": "capture", "ansvarlig": "plan.owner", "skabelon": "wheel.template",
}  # fmt: skip


NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture
def app(tmp_path):
    set_language("da")
    document = program.write(tmp_path / "share" / "amis.json")
    environ = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": str(tmp_path)}
    profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
    store = Store(document)
    store.load()
    around = Surroundings(document, Identity("karen"), lambda: NOW, "da", environ, FREE, None)
    return AmisApp(profile, store, around, state_folder=tmp_path / "state")


async def found(app, query):
    provider = KeyCommands(app.screen)
    await provider.startup()
    return [hit async for hit in provider.search(query)]


async def test_commands_of_all_parts_are_offered_and_no_movement(app):
    async with at_work(app, (80, 24)):
        offered = KeyCommands(app.screen).commands()
        ids = {each.id for each in offered}
        assert {"plan.owner", "wheel.roll", "discussion.approve", "history.restore"} <= ids
        assert {f"part.{part.name}" for part in PARTS} <= ids
        keys = {key.id: key.keys.split(",")[0] for place in tables().values() for key in place}
        assert not [name for name in ids if name in keys and moves(name, keys[name])]
        assert len(ids) == len(offered)
        assert [each.name for each in offered if not each.help and "setting" not in each.id] == []


@pytest.mark.parametrize(("word", "command"), WORDS.items())
async def test_people_find_it_by_their_own_words(app, word, command):
    async with at_work(app, (80, 24)):
        provider = KeyCommands(app.screen)
        await provider.startup()
        name = next(each.name for each in provider.commands() if each.id == command)
        assert name in {str(hit.text) for hit in await found(app, word)}


async def test_a_command_of_another_part_goes_there_and_does_it(app):
    async with at_work(app, (80, 24)) as pilot:
        run = next(each for each in KeyCommands(app.screen).commands() if each.id == "plan.order")
        run.run()
        await rest(pilot)
        assert "Sortér eller gruppér efter hvad?" in frame(app)


async def test_a_command_of_a_step_goes_to_the_step(app):
    async with at_work(app, (80, 24)) as pilot:
        offered = KeyCommands(app.screen).commands()
        next(each for each in offered if each.id == "discussion.write").run()
        await rest(pilot)
        assert app.screen_stack[1 if len(app.screen_stack) > 1 else 0] is not None
        assert "HTML" in frame(app)


async def test_what_acts_at_once_waits_for_the_cursor(app):
    async with at_work(app, (80, 24)) as pilot:
        before = len(app.session.document.all(Action))
        offered = KeyCommands(app.screen).commands()
        next(each for each in offered if each.id == "plan.delete").run()
        await rest(pilot)
        assert isinstance(app.screen, PlanScreen)
        assert "D: slet. Sæt først markøren" in frame(app)
        assert len(app.session.document.all(Action)) == before


async def test_what_was_chosen_last_comes_first_also_next_time(app, tmp_path):
    async with at_work(app, (80, 24)) as pilot:
        hit = max(await found(app, "sortér"), key=lambda each: each.score)
        hit.command()
        await rest(pilot)
        await press(pilot, "escape", "1")
        assert KeyCommands(app.screen).commands()[0].id == "plan.order"
    assert Habits.of(tmp_path / "state").recent == ("plan.order",)


def test_every_text_is_about_a_key_or_a_command():
    letters = {letter for meaning in MEANINGS for letter in meaning.keys}
    ids = {key.id for place in tables().values() for key in place}
    ids |= {f"part.{part.name}" for part in PARTS} | {"app.quit", "app.redraw"}
    assert command_texts("da").keys() == command_texts("en").keys()
    assert command_texts("da").keys() <= letters | ids

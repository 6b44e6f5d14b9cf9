"""The looks of every screen, walked in every size and mode: see `support.looks` for what is held.

The whole walk (all screens, sizes, modes and documents with each other) is for the slow run. In the
usual one every screen, every size and every mode occurs, spread over one another.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from typing import Final, NamedTuple

import pytest
from support import looks, program
from support.documents import blank, done
from support.keyboard import at_work, press, rest

from data.edits.errors import Conflict
from data.edits.records import AddRecord
from data.i18n import set_language
from data.model.workplace import Workplace
from data.session import Identity
from data.store.store import Store
from screens.dialogs.conflict import ConflictDialog
from screens.drawing.glyphs import use as use_glyphs
from screens.drawing.linear import use as use_linear
from screens.setup.screen import SetupScreen
from screens.widgets.row_list import RowList
from tui.app import AmisApp
from tui.overview import OverviewApp
from tui.surroundings import FREE, Surroundings
from tui.terminal import read_profile

NOW: Final = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SIZES: Final = ((80, 24), (120, 40), (60, 20), (160, 50), (100, 30))
MODES: Final = {
    "dark": {},
    "light": {"AMIS_THEME": "light"},
    "16 colours": {"TERM": "xterm", "COLORTERM": ""},
    "NO_COLOR": {"NO_COLOR": "1"},
    "ASCII": {"AMIS_ASCII": "1"},
    "linear": {"AMIS_LINEAR": "1"},
}


class Place(NamedTuple):
    """A screen, and the keys that lead to it from the front page."""

    name: str
    keys: tuple[str, ...]


def _place(name: str, *keys: str) -> Place:
    return Place(name, keys)


PLACES: Final = (
    _place("front page", "1"),
    _place("discussion: frame", "2", "home"),
    _place("discussion: people", "2", "home", "down"),
    _place("discussion: item", "2", "home", "down", "down"),
    _place("discussion: inside an item", "2", "home", "down", "down", "right"),
    _place("discussion: line", "2", "home", "down", "down", "n", " Støj"),
    _place("discussion: conclusion", "2", "end"),
    _place("discussion: another year", "2", "y"),
    _place("wheel: months", "3"),
    _place("wheel: ring", "3", "v"),
    _place("wheel: list", "3", "v", "v"),
    _place("wheel: days", "3", "z"),
    _place("wheel: templates", "3", "E"),
    _place("plan", "4"),
    _place("plan: months", "4", "v"),
    _place("plan: marked", "4", "space", "space"),
    _place("plan: which", "4", "f"),
    _place("plan: sort and group", "4", "s"),
    _place("plan: new", "4", "a", " Lampe"),
    _place("plan: status", "4", "t"),
    _place("plan: responsible", "4", "o"),
    _place("plan: deadline", "4", "d"),
    _place("plan: note", "4", "n"),
    _place("plan: close", "4", "x"),
    _place("plan: filter", "4", "slash", " e"),
    _place("card", "4", "enter"),
    _place("card: all fields", "4", "enter", "v"),
    _place("status: overview", "5"),
    _place("status: frame", "5", "home", "enter"),
    _place("status: people", "5", "home", "down", "enter"),
    _place("status: action", "5", "home", "down", "down", "enter"),
    _place("status: conclusion", "5", "end", "enter"),
    _place("skills: matrix", "6"),
    _place("skills: cell", "6", "down", "down", "right"),
    _place("skills: net", "6", "v"),
    _place("skills: analysis", "6", "v", "v"),
    _place("skills: new", "6", "a"),
    _place("checklist", "7"),
    _place("checklist: question", "7", "enter"),
    _place("workplace", "8"),
    _place("workplace: fields", "8", "right"),
    _place("workplace: a person", "8", "end", "right"),
    _place("history", "9"),
    _place("rules", "1", "f3"),
    _place("rules: why", "1", "f3", "enter"),
    _place("packs", "1", "f4"),
    _place("training", "8", "O"),
    _place("help", "4", "question_mark"),
    _place("palette", "1", "colon"),
    _place("search", "1", "f2", " e"),
    _place("import", "1", "f6"),
    _place("copy", "4", "C"),
    _place("minutes", "2", "end", "l", "1"),
    _place("follow", "1", "f7"),
)

IN_THE_PAST: Final = (
    _place("past: front page", "1"),
    _place("past: discussion", "2"),
    _place("past: wheel", "3"),
    _place("past: plan", "4"),
    _place("past: card", "4", "enter"),
    _place("past: status", "5"),
    _place("past: skills", "6"),
    _place("past: workplace", "8"),
    _place("past: history", "9"),
)
"""What is shown of the document as it was."""

SETUP: Final = (
    (), (" Værkstedet",), ("enter",), ("2", "4"), ("enter",), ("enter",), ("6",), ("enter",),
    ("enter",), (" Åse Bøgh", "enter"), ("enter",), (" Jonas Lind", "enter"), ("up",),
    ("down", "enter"),
)  # fmt: skip
"""The keys of the guided first start, a stretch for each thing it shows."""

OVERVIEW: Final = (
    (),
    ("down",),
    ("g",),
    ("g",),
    ("f",),
    ("f",),
    ("escape",),
    ("slash", " zzz", "enter"),
)

_LONG: Final = (
    "Arbejdsmiljørepræsentantvalgforberedelsesudvalgets gennemgang af "
    "ventilationsanlægsvedligeholdelseskontrakten i speciallægepraksisplanlægningsudvalget"
)


def _nearly_empty():
    return blank()


def _many():
    """The example with 500 more actions in words that no column holds."""
    texts = cycle((_LONG, "Støj", "Ny lampe ved indgangen til værkstedet bag den gamle hal", _LONG))
    owners = cycle([person.id for person in program.example().all(_person())] + [None])
    commands = [
        AddRecord("action", {"measure": f"{text} {number}", "owner": owner, "problem": _LONG})
        for number, text, owner in zip(range(500), texts, owners, strict=False)
    ]
    return done(program.example(), *commands)


def _person():
    from data.model.workplace import Person

    return Person


DOCUMENTS: Final = {"nearly empty": _nearly_empty, "example": program.example, "many": _many}


@pytest.fixture
def terminal(tmp_path):
    """A terminal of a kind: what surrounds the program there, and what it can show."""

    def make(mode, folder=tmp_path):
        set_language("da")
        environ = {
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
            "HOME": str(folder), **MODES[mode],
        }  # fmt: skip
        return environ, read_profile(environ, input_is_terminal=True, output_is_terminal=True)

    yield make
    use_glyphs(unicode=True)
    use_linear(linear=False)


@pytest.fixture
def amis(tmp_path, terminal):
    """Makes the program on a document, or on none, in a terminal of a kind."""

    def make(document, mode):
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        path = folder / "amis.json"
        folder.mkdir()
        if document is not None:
            program.write(path, replace(document, meta=replace(document.meta, document="looks")))
        environ, profile = terminal(mode, folder)
        store = Store(path)
        if document is not None:
            store.load()
        around = Surroundings(path, Identity("karen"), lambda: NOW, "da", environ, FREE, None)
        return AmisApp(profile, store, around, state_folder=folder / "state")

    return make


@pytest.fixture
def overview(tmp_path, terminal):
    """Makes the program on many workplaces, in a terminal of a kind."""

    def make(mode):
        paths = [tmp_path / f"{number}.json" for number in range(4)]
        for path, document in zip(
            paths, (blank("Alfa"), program.example(), blank(_LONG)), strict=False
        ):
            program.write(path, replace(document, meta=replace(document.meta, document=path.stem)))
        paths[3].write_text("{")
        return OverviewApp(terminal(mode)[1], paths, NOW.date, tmp_path / "cache")

    return make


async def go(pilot, place):
    """Close what is open, and press the keys that lead to a place."""
    app = pilot.app
    for _each in range(6):
        if len(app.screen_stack) == 1 and not looks.typed_in(app.screen):
            break
        # What is typed is not to be there next time.
        if looks.typed_in(app.screen):
            await press(pilot, *["backspace"] * 8)
        await press(pilot, "escape")
    await press(pilot, "escape", *place.keys)


async def resize(pilot, size):
    await pilot.resize_terminal(*size)
    await rest(pilot)


async def look(pilot, place, size, mode, name):
    """The faults of a place in a size, with where they were found; the keys go where they went."""
    before = looks.place_of(pilot.app)
    await resize(pilot, size)
    after = looks.place_of(pilot.app)
    moved = [] if after == before else [f"moved: from {before} to {after}"]
    where = f"{place.name} {size[0]}x{size[1]} {mode} {name}"
    return [f"{where}: {fault}" for fault in (*moved, *looks.faults(pilot.app))]


async def look_in_every_size(pilot, place, mode, name):
    """The faults of a place in all sizes, one after another."""
    return [fault for size in SIZES for fault in await look(pilot, place, size, mode, name)]


async def into_the_past(pilot):
    """Save something, and show the document as it was after it."""
    await press(pilot, "4", "a", " Lampe", "enter", "9", "home", "v")
    assert pilot.app.screen.desk.come_back is not None


def conflict(document, text):
    """What asks when two have changed the same field."""
    record = document.all(Workplace)[0]
    return ConflictDialog(document, Conflict(record, "name", text, f"{text} A/S"))


async def look_on_top(pilot, mode, name, sizes):
    """The faults of what asks, and of the front page as it was, each in the next size."""
    await go(pilot, PLACES[0])
    pilot.app.push_screen(conflict(pilot.app.session.document, _LONG))
    await rest(pilot)
    found = await look(pilot, _place("conflict"), next(sizes), mode, name)
    await press(pilot, "escape")
    await into_the_past(pilot)
    return found + await look(pilot, IN_THE_PAST[0], next(sizes), mode, name)


async def test_every_screen_every_size_every_mode(amis):
    """Each screen once: sizes, modes and documents go round at steps that meet one another."""
    sizes, found = cycle(SIZES), []
    for number, mode in enumerate(MODES):
        name = ("example", "nearly empty")[number % 2]
        async with at_work(amis(DOCUMENTS[name](), mode), SIZES[number % len(SIZES)]) as pilot:
            for place in PLACES[number :: len(MODES)]:
                await go(pilot, place)
                found += await look(pilot, place, next(sizes), mode, name)
            if number == 0:
                found += await look_on_top(pilot, mode, name, sizes)
    assert found == [], "\n".join(found)


async def first_start(pilot, mode, looked_at):
    """The faults of the pages of the guided first start, each as `looked_at` looks at it."""
    found = []
    for number, keys in enumerate(SETUP):
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, SetupScreen)
        found += await looked_at(pilot, _place(f"first start {number}"), mode, "none")
    return found


async def many_workplaces(pilot, mode, looked_at):
    """The faults of the overview, with what is narrowed and grouped in it."""
    found = []
    # They are read in a thread while the screen is there already.
    while len(pilot.app.screen.query_one(RowList).rows) < 4:
        await pilot.pause(0.01)
    for number, keys in enumerate(OVERVIEW):
        await press(pilot, *keys)
        found += await looked_at(pilot, _place(f"overview {number}"), mode, "four")
    return found


def in_turn():
    """Looks at each place in one size, the next one at the next."""
    sizes = cycle(SIZES[:3])

    async def looked_at(pilot, place, mode, name):
        return await look(pilot, place, next(sizes), mode, name)

    return looked_at


async def test_the_first_start_and_many_workplaces(amis, overview):
    """What has no part below it; each page in one size."""
    async with at_work(amis(None, "light"), SIZES[0]) as pilot:
        found = await first_start(pilot, "light", in_turn())
    async with at_work(overview("dark"), SIZES[0]) as pilot:
        found += await many_workplaces(pilot, "dark", in_turn())
    assert found == [], "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("mode", MODES)
async def test_the_whole_walk(amis, mode, name):
    """Every screen in every size; the cursor keeps its place from one to the next."""
    found = []
    async with at_work(amis(DOCUMENTS[name](), mode), SIZES[0]) as pilot:
        for place in PLACES:
            await resize(pilot, SIZES[0])
            await go(pilot, place)
            found += await look_in_every_size(pilot, place, mode, name)
        await resize(pilot, SIZES[0])
        await go(pilot, PLACES[0])
        for text in ("Værkstedet", _LONG):
            pilot.app.push_screen(conflict(pilot.app.session.document, text))
            await rest(pilot)
            found += await look_in_every_size(pilot, _place("conflict"), mode, name)
            await press(pilot, "escape")
        await into_the_past(pilot)
        for place in IN_THE_PAST:
            await go(pilot, place)
            found += await look_in_every_size(pilot, place, mode, name)
    assert found == [], "\n".join(dict.fromkeys(found))


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
async def test_the_whole_walk_of_the_first_start(amis, mode):
    """Every page of it in every size."""
    async with at_work(amis(None, mode), SIZES[0]) as pilot:
        found = await first_start(pilot, mode, look_in_every_size)
    assert found == [], "\n".join(dict.fromkeys(found))


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
async def test_the_whole_walk_of_many_workplaces(overview, mode):
    """The overview with what is narrowed and grouped in it, in every size."""
    async with at_work(overview(mode), SIZES[0]) as pilot:
        found = await many_workplaces(pilot, mode, look_in_every_size)
    assert found == [], "\n".join(dict.fromkeys(found))

"""A monkey at the keyboard: any key that means something anywhere, and text, for as long as asked.

    async with monkey(folder, seed) as one:
        for _ in range(20): await one.burst()
        one.undo_everything()

After each burst the program still stands: something is on the screen, and what is in memory is
what is on the disk.
"""

from __future__ import annotations

import random
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from support import program
from support.frames import frame
from support.keyboard import at_work, rest, type_ahead
from support.meetings import NOON
from support.strategies import same
from textual.widgets import Input, TextArea

from data.edits.edits import Author
from data.edits.errors import EditError
from data.edits.records import DeleteRecord, SetField
from data.i18n import set_language
from data.model.base import Shape, specs
from data.store.store import NothingToUndo, Store
from screens.keys.tables import tables
from tui.app import AmisApp
from tui.surroundings import surroundings
from tui.terminal import read_profile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from data.edits.records import Command
    from data.model.document import Document

BOUND: Final = sorted(
    {key for declared in tables().values() for each in declared for key in each.keys.split(",")}
    - {"q"}
)
"""Every key that is bound anywhere; without the one that leaves the program from the front page."""

MOVES: Final = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab")
ANSWERS: Final = ("enter", "enter", "escape", "space", "j", "n")
PARTS: Final = tuple("123456789")
TEXTS: Final = (
    "Støj i værkstedet", "i morgen", "u43", "om 3 uger", "12", "31/12", "13.30", "x", " ",
    "mette", "H: Lampe ansvarlig:nadia frist:u50", "første\nanden", "[b]fed[/b] {0} %s", "æøå",
)  # fmt: skip

LEAST_ROWS: Final = 3
"""Rows with something on them, on any screen."""


class Monkey:
    """Presses keys in a program that runs without a terminal."""

    def __init__(self, pilot: Pilot[Any], store: Store, seed: int) -> None:
        self.pilot = pilot
        self.app = pilot.app
        self.pressed: list[str] = []
        self._store = store
        self._first = store.document
        self._lot = random.Random(seed)

    def _choose(self) -> list[str]:
        """A key, or a text typed key by key; where text is asked for it is most often given."""
        kind = self._lot.random()
        asked = isinstance(self.app.focused, TextArea | Input)
        if kind < (0.5 if asked else 0.05):
            text = [_named(letter) for letter in self._lot.choice(TEXTS)]
            return [*text, "enter"] if self._lot.random() < 0.7 else text
        for share, keys in ((0.6, BOUND), (0.75, MOVES), (0.97, ANSWERS)):
            if kind < share:
                return [self._lot.choice(keys)]
        return [self._lot.choice(PARTS)]

    async def burst(self, count: int = 20) -> None:
        """Press so many keys, texts counting as one, and look at what has become of it all."""
        for _ in range(count):
            keys = self._choose()
            self.pressed += keys
            type_ahead(self.pilot, *keys)
            await rest(self.pilot)
            if self.app._exception is not None:
                break
        self._look()

    async def meddle(self) -> None:
        """A colleague deletes or changes something, whatever the monkey is at; seen at once."""
        store = Store(self._store.path)
        record = self._lot.choice(list(store.load().records()))
        texts = [name for name, spec in specs(type(record)).items() if spec.shape is Shape.LINE]
        command: Command = DeleteRecord(record.kind, record.id)
        if texts and self._lot.random() < 0.4:
            command = SetField(record.kind, record.id, self._lot.choice(texts), "Bent var her")
        with suppress(EditError):
            store.run(command, Author("Bent", NOON))
            self.pressed.append(f"<{command.name} {record.code}>")
        await self.app.session.poll()

    def _look(self) -> None:
        if self.app._exception is not None:
            raise AssertionError(f"after {self.tail()}") from self.app._exception
        rows = [row for row in frame(self.app).splitlines() if row.strip()]
        assert len(rows) >= LEAST_ROWS, f"an empty screen after {self.tail()}"
        session = self.app.session
        assert session.trouble is None, f"{session.trouble} after {self.tail()}"
        assert session.waiting == 0
        assert self.on_disk() == session.document, f"another on disk after {self.tail()}"

    def on_disk(self) -> Document:
        """The document as anybody else would read it now."""
        return Store(self._store.path).load()

    def undo_everything(self) -> int:
        """Take back all there is to take back; how many saves that was.

        What is left is what it began with.
        """
        store = Store(self._store.path)
        store.load()
        # A person erased everywhere is erased for good, also for undo.
        erased = any(entry.name == "erase_person" for entry in store.history.newest_first())
        count = 0
        while not erased:
            try:
                store.undo(Author("karen", NOON), agreed=lambda _entry: True)
            except NothingToUndo:
                assert same(store.document, self._first), "undo has not led back to the beginning"
                break
            count += 1
        return count

    def tail(self) -> str:
        """The keys pressed last, to find out what happened."""
        return " ".join(self.pressed[-60:])


def _named(letter: str) -> str:
    return {" ": "space", "\n": "ctrl+j"}.get(letter, letter)


@asynccontextmanager
async def monkey(
    folder: Path, seed: int, *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Monkey]:
    """The whole program on the example, with a monkey before it.

    Args:
        folder: Where the document lies and everything else goes.
        seed: Decides which keys; the same ones every time.
        size: The terminal's.
    """
    set_language("da")
    store = Store(program.write(folder / "amis.json"))
    store.load()
    environ = program.environment(folder, store.path) | {"TERM": "xterm-256color"}
    profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
    around = replace(surroundings(environ), clock=lambda: NOON)
    app = AmisApp(profile, store, around, state_folder=folder / "state")
    async with at_work(app, size) as pilot:
        yield Monkey(pilot, store, seed)

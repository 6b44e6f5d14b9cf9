"""`amis overview` on a terminal: the workplaces on a screen, from which one after another opens."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from data.overview.gathering import Remembered, gather
from screens.overview.screen import OverviewChoices, OverviewScreen, reading_told
from tui.shell import TerminalApp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from data.overview.gathering import OverviewLine
    from tui.terminal import TerminalProfile

PAUSE: Final = 2.0
"""Seconds between two looks at what others have saved."""


class OverviewApp(TerminalApp):
    """Shows the workplaces, follows what is saved in them, and ends when one is to be opened."""

    CSS_PATH = "styles/app.tcss"
    COMMANDS: ClassVar[set[Any]] = set()

    def __init__(
        self,
        profile: TerminalProfile,
        paths: Sequence[Path],
        today: Callable[[], date],
        cache: Path,
        *,
        select: Path | None = None,
        choices: OverviewChoices = OverviewChoices(),  # noqa: B008 - it never changes
        state_folder: Path | None = None,
    ) -> None:
        super().__init__(profile, state_folder=state_folder)
        self._paths, self._today, self._cache = tuple(paths), today, cache
        self._remembered: Remembered | None = None
        self._shown: tuple[OverviewLine, ...] = ()
        self.chosen: Path | None = None
        """What is to be opened; None when the user has left."""
        self._overview = OverviewScreen(today, self._choose, select, choices)

    @property
    def choices(self) -> OverviewChoices:
        """What is shown and how."""
        return self._overview.choices

    def on_mount(self) -> None:
        """Show the screen at once; what is found comes when it is found."""
        self.push_screen(self._overview)
        self.run_worker(self._follow())

    async def _follow(self) -> None:
        while True:
            found = await asyncio.to_thread(self._gather)
            if found != self._shown:
                self._shown = found
                self._overview.show(found)
            await asyncio.sleep(PAUSE)

    def _gather(self) -> tuple[OverviewLine, ...]:
        today = self._today()
        told = partial(self.call_from_thread, self._tell)
        # Read from the file once a day: a look every other second is to cost nothing.
        if self._remembered is None or self._remembered.today != today:
            self._remembered = Remembered(self._cache, today)
        return gather(self._paths, today, self._remembered, told)

    def _tell(self, done: int, of: int) -> None:
        # Later looks are quick, and say nothing.
        if not self._shown and done < of:
            self._overview.tell(reading_told(done, of))

    def _choose(self, path: Path | None) -> None:
        self.chosen = path
        self.exit(0)


def show_overview(
    profile: TerminalProfile,
    paths: Sequence[Path],
    today: Callable[[], date],
    cache: Path,
    state_folder: Path | None = None,
) -> None:
    """Show the workplaces until the user leaves; each that is chosen is opened in between.

    A workplace is opened by a program of its own, with the rights one has: read-only where the
    file or its folder lets one not write.
    """
    select: Path | None = None
    choices = OverviewChoices()
    while True:
        app = OverviewApp(
            profile, paths, today, cache, select=select, choices=choices, state_folder=state_folder
        )
        app.run()
        choices = app.choices
        if app.chosen is None:
            return
        select = app.chosen
        writes = os.access(select, os.W_OK) and os.access(select.parent, os.W_OK)
        rights = [] if writes else ["--read-only"]
        command = [sys.executable, "-m", "tui", *rights, "--document", str(select)]
        subprocess.run(command, check=False)  # noqa: S603 - this very program

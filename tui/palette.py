"""The command palette in the user's language, and what it offers where the user is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from rich.align import Align
from rich.cells import cell_len
from rich.text import Text
from textual.command import CommandList, DiscoveryHit, Hit, Provider, SearchIcon
from textual.content import Content
from textual.widgets.option_list import Option

from data.i18n import _
from data.text import fold
from screens.drawing.glyphs import glyphs
from screens.frame.part_screen import PartScreen
from tui.textual_private_palette import OpenPalette

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.command import Hits, ProviderSource

    from data.own.habits import Habits
    from tui.offered import Offered
    from tui.read_only import ReadOnly
    from tui.settings_menu import SettingsMenu


_EDGES: Final = 6
"""Cells of a line that no command takes: what stands around it, and the scroll bar."""
_GAP: Final = 2
_BY_WORD: Final = 0.9
"""What a find by another word counts against one by the name."""


class Palette(OpenPalette):
    """Textual's command palette in the user's language, drawn with the signs in use."""

    def __init__(
        self,
        providers: ProviderSource | None = None,
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Make a palette.

        Args:
            providers: Where commands come from; None for those of the app and the screen.
            placeholder: What the empty search field says, translated.
            id: The screen's id.
        """
        super().__init__(providers, placeholder=placeholder or _("Search for a command"), id=id)

    def on_mount(self) -> None:
        """Replace the magnifying glass, which few terminal fonts hold."""
        self.query_one(SearchIcon).icon = glyphs().pointer

    def show_no_match(self) -> None:
        """Say that no command fits what is typed."""
        message = Align.center(Text(_("No command found"), style="not bold"))
        line = Option(message, disabled=True, id=self.NO_MATCH_ID)
        self.query_one(CommandList).add_option(line)
        self.show_line()


@runtime_checkable
class HasHabits(Protocol):
    """An application that remembers what its user is used to."""

    habits: Habits


@runtime_checkable
class HasSettings(Protocol):
    """An application whose settings can be chosen while it runs, and that may be for a guest."""

    settings_menu: SettingsMenu
    read_only: ReadOnly


class KeyCommands(Provider):
    """The commands of the place, of all parts and of the program, found by folded text."""

    async def startup(self) -> None:
        """Gather them once: what acts does not change while the palette is open."""
        self._gathered = self.commands()

    def commands(self) -> list[Offered]:
        """What is offered: first what was chosen last, then what is here, then all else."""
        # All keys of all parts, and the texts about them: loaded when somebody asks for them.
        from tui.offered import commands_elsewhere, commands_here, parts

        app = self.app
        offered = [*commands_here(app, self.screen), *self._settings(), *parts(app)]
        if isinstance(self.screen, PartScreen):
            offered += commands_elsewhere(app, {each.id for each in offered})
        if isinstance(app, HasSettings):
            offered = [each for each in offered if not app.read_only.shuts_out(each.action)]
        recent = app.habits.recent if isinstance(app, HasHabits) else ()
        by_id = {each.id: each for each in reversed(offered)}
        first = [by_id[name] for name in recent if name in by_id]
        return [*first, *(each for each in offered if each not in first)]

    def _settings(self) -> Iterator[Offered]:
        from tui.offered import Offered

        app = self.app
        if isinstance(app, HasSettings):
            for name, setting in app.settings_menu.offered(self.screen):
                run = partial(app.settings_menu.choose, setting)
                yield Offered(f"setting.{setting.name}", name, "", run)

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for each in self._gathered:
            yield DiscoveryHit(self._line(each), self._chosen(each), text=each.name, help=each.help)

    async def search(self, query: str) -> Hits:
        """Those that fit what is typed, by name or by a word for it; *stoj* finds *Støj*."""
        matcher = self.matcher(fold(query))
        for each in self._gathered:
            score = max(
                matcher.match(fold(each.name)),
                *(_BY_WORD * matcher.match(word) for word in each.words if len(word) >= len(query)),
                0.0,
            )
            if score > 0:
                yield Hit(
                    score, self._line(each), self._chosen(each), text=each.name, help=each.help
                )

    def _chosen(self, each: Offered) -> Callable[[], object]:
        def run() -> object:
            if isinstance(self.app, HasHabits):
                self.app.habits.chose(each.id)
            return each.run()

        return run

    def _line(self, each: Offered) -> Content:
        """The name, and the key at the right edge."""
        room = max(self.app.size.width - _EDGES, 1)
        gap = max(room - cell_len(each.name) - cell_len(each.key), _GAP)
        return Content.assemble(each.name, " " * gap, (each.key, "bold"))


class ThemeCommands(Provider):
    """The themes there are, by name."""

    async def discover(self) -> Hits:
        """All of them."""
        for name in sorted(self.app.available_themes):
            yield DiscoveryHit(name, partial(setattr, self.app, "theme", name))

    async def search(self, query: str) -> Hits:
        """Those that fit what is typed."""
        matcher = self.matcher(query)
        for name in sorted(self.app.available_themes):
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, name, partial(setattr, self.app, "theme", name))

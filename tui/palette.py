"""The command palette in the user's language, and what it offers where the user is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rich.align import Align
from rich.text import Text
from textual.command import CommandList, DiscoveryHit, Hit, Provider, SearchIcon
from textual.content import Content
from textual.widgets.option_list import Option

from data.i18n import _
from data.text import fold
from screens import PARTS
from screens.drawing.glyphs import glyphs
from screens.keys.names import key_name
from tui.textual_private import OpenPalette

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.command import Hits, ProviderSource

    from tui.read_only import ReadOnly
    from tui.settings_menu import SettingsMenu


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
class HasSettings(Protocol):
    """An application whose settings can be chosen while it runs, and that may be for a guest."""

    settings_menu: SettingsMenu
    read_only: ReadOnly


class KeyCommands(Provider):
    """What keys do here, and the parts of the program, found by folded text."""

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Name, key and what to do; each command once."""
        seen: set[str] = set()
        app = self.app
        for active in self.screen.active_bindings.values():
            binding = active.binding
            # What has no id is Textual's own, in English: moving about in a field, copying.
            if not binding.id or binding.action in seen or binding.system:
                continue
            # What may not be done is not offered.
            if isinstance(app, HasSettings) and app.read_only.shuts_out(binding.action):
                continue
            seen.add(binding.action)
            run = partial(self.app.run_action, binding.action, active.node)
            yield _(binding.description), key_name(binding.key), run
        if isinstance(app, HasSettings):
            for name, setting in app.settings_menu.offered(self.screen):
                yield name, "", partial(app.settings_menu.choose, setting)
        for part in PARTS:
            yield _(part.title), part.key, partial(self.app.switch_mode, part.name)

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for name, key, run in self._commands():
            yield DiscoveryHit(_line(name, key), run, text=name)

    async def search(self, query: str) -> Hits:
        """Those that fit what is typed; *stoj* finds *Støj*."""
        matcher = self.matcher(fold(query))
        for name, key, run in self._commands():
            score = matcher.match(fold(name))
            if score > 0:
                yield Hit(score, _line(name, key), run, text=name)


def _line(name: str, key: str) -> Content:
    return Content.assemble(name, "  ", (key, "dim"))

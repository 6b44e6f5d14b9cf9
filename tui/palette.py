"""The palette's commands: everything that is bound where the user is, with its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content

from data.i18n import _
from data.text import fold
from screens import PARTS
from screens.keys.names import key_name
from tui.settings import ChoosingApp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.command import Hits


class KeyCommands(Provider):
    """What keys do here, and the parts of the program, found by folded text."""

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Name, key and what to do; each command once."""
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            # What has no id is Textual's own, in English: moving about in a field, copying.
            if not binding.id or binding.action in seen or binding.system:
                continue
            seen.add(binding.action)
            run = partial(self.app.run_action, binding.action, active.node)
            yield _(binding.description), key_name(binding.key), run
        app = self.app
        if isinstance(app, ChoosingApp):
            for name, setting in app.settings_offered(self.screen):
                yield name, "", partial(app.choose, setting)
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

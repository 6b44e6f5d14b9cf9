"""What a user prefers, chosen while the program runs: it counts at once, and is kept."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from textual.screen import Screen

from data.i18n import N_, _, in_language, language, set_language
from data.own.settings import ASCII, LANGUAGE, LINEAR, THEME
from screens import PARTS
from screens.frame.part_screen import PartScreen
from tui.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.own.settings import Setting
    from screens.frame.type_ahead import TypeAhead
    from tui.shell import TerminalApp
    from tui.surroundings import Surroundings

    class _AnyApp(TypeAhead, TerminalApp):
        """What it is mixed into."""

        _in_past: bool
else:
    _AnyApp = object

_BETWEEN: Final = "between"
"""An empty mode to stand in while the parts are made anew."""

_QUESTIONS: Final = {
    LANGUAGE: (N_("Language of the screen"), (N_("Danish"), N_("English"))),
    THEME: (
        N_("Colours (theme)"),
        (N_("As the terminal suggests"), N_("Dark"), N_("Light"), N_("The terminal's own")),
    ),
    LINEAR: (
        N_("For screen readers"),
        (N_("No"), N_("Yes: one thing under another, and a cursor that follows")),
    ),
    ASCII: (N_("Plain signs (ASCII)"), (N_("No"), N_("Yes, for fonts that lack others"))),
}
"""What is asked about each setting, and what its values are called, in their order."""


class ChoosingApp(_AnyApp):
    """Mixed into the application before Textual's own class."""

    surroundings: Surroundings

    def _make_parts(self) -> None:
        """Declare the parts, each made when it is first seen."""
        raise NotImplementedError

    def settings_offered(self, screen: Screen[Any]) -> Iterator[tuple[str, Setting]]:
        """What can be chosen where one is, and what that is called."""
        # The parts are made anew: not under a dialog, and not while one looks back.
        if self._in_past or not isinstance(screen, PartScreen):
            return
        for setting, (title, _values) in _QUESTIONS.items():
            yield _(title), setting

    def choose(self, setting: Setting) -> None:
        """Ask how it is to be."""
        self.run_worker(self._choose(setting))

    async def _choose(self, setting: Setting) -> None:
        from screens.dialogs.prompt import ChoicePrompt, Option

        title, names = _QUESTIONS[setting]
        options = [
            Option(value, _(name), _own_name(setting, value, name))
            for value, name in zip(setting.values, names, strict=True)
        ]
        answer: str | None = await self.push_screen_wait(
            ChoicePrompt(_(title), options, value=self._now(setting))
        )
        if answer is None:
            return
        await self._apply(setting, answer)
        await self._keep(setting, answer)

    def _now(self, setting: Setting) -> str:
        if setting is LANGUAGE:
            return language()
        return (
            setting.read(self.surroundings.environ.get(setting.variable, "")) or setting.values[0]
        )

    async def _apply(self, setting: Setting, value: str) -> None:
        from tui.terminal import read_profile

        environ = {**self.surroundings.environ, setting.variable: value}
        self.surroundings = replace(self.surroundings, environ=environ)
        profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
        self.apply_profile(profile)
        self.theme = THEMES[profile.theme]
        if setting is LANGUAGE:
            set_language(value)
        if setting is not THEME:
            await self._begin_again()

    async def _begin_again(self) -> None:
        """Make every part anew: what is drawn was drawn in other words and signs."""
        part = self.current_mode
        self.hold_keys()
        try:
            self.add_mode(_BETWEEN, Screen)
            await self.switch_mode(_BETWEEN)
            for each in PARTS:
                await self.remove_mode(each.name)
            self._make_parts()
            await self.switch_mode(part)
            await self.remove_mode(_BETWEEN)
        finally:
            self.release_keys()

    async def _keep(self, setting: Setting, value: str) -> None:
        from data.own.preferences import NotKept, keep
        from tui.preferences import settings_file

        around = self.surroundings
        if around.limits.read_only:
            self._tell(_("That counts until you leave AMIS."))
            return
        path = settings_file(around.environ, around.document, around.limits)
        follow = not around.limits.restricted
        # What is usual is not written down: it may be another some day.
        wanted = "" if value == setting.values[0] and setting is not LANGUAGE else value
        try:
            aside = await asyncio.to_thread(keep, path, {setting.name: wanted}, follow=follow)
        except NotKept as error:
            self._tell(error.sentence(), alert=True)
            return
        if aside is not None:
            said = _("Kept for next time. The settings that could not be read are in {path}.")
            self._tell(said.format(path=aside), alert=True)
        else:
            self._tell(self._said(setting, value))

    def _said(self, setting: Setting, value: str) -> str:
        title, names = _QUESTIONS[setting]
        name = _(names[setting.values.index(value)])
        said = f"{_(title)}: {name}."
        if setting is THEME and value in {"dark", "light"} and self.profile.theme == "ansi":
            return f"{said} {_('This terminal has too few colours for it; another will show it.')}"
        return f"{said} {_('Kept for next time.')}"

    def _tell(self, news: str, *, alert: bool = False) -> None:
        if isinstance(self.screen, PartScreen):
            self.screen.foot.say(news, alert=alert)

    def tell_remarks(self) -> None:
        """Say once what the user's settings hold that was passed over."""
        found = self.surroundings.preferences
        if found is not None and found.remarks:
            more = [remark.sentence() for remark in found.remarks]
            self._tell(" ".join(more[:2]), alert=True)


def _own_name(setting: Setting, value: str, name: str) -> str:
    """What a language calls itself, for whoever reads no other; empty for what is none."""
    if setting is not LANGUAGE:
        return ""
    with in_language(value):
        return _(name)

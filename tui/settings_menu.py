"""The user's settings, chosen while the program runs: they count at once, and are kept."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import replace
from data.i18n import N_, _, in_language, language, set_language
from data.own.settings import ASCII, LANGUAGE, LINEAR, THEME
from screens.frame.part_screen import PartScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.screen import Screen

    from data.own.settings import Setting
    from screens.frame.desk import Desk
    from tui.shell import TerminalApp
    from tui.surroundings import Surroundings

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


_TOLD_AT_ONCE: Final = 2
"""Remarks on the user's file that are told when the program opens; `amis settings` has them all."""


class SettingsMenu:
    """Offers the settings in the palette, asks for one, and lets the answer count."""

    def __init__(
        self,
        app: TerminalApp,
        surroundings: Surroundings,
        desk: Desk,
        draw_anew: Callable[[], Awaitable[None]],
    ) -> None:
        """Be ready.

        Args:
            app: The application, which is asked in and drawn by the settings.
            surroundings: What the settings are at the start.
            desk: Where it is told what became of a choice.
            draw_anew: Makes every part anew: what is drawn was drawn in other words and signs.
        """
        self._app = app
        self._around = surroundings
        self._desk = desk
        self._draw_anew = draw_anew

    def offered(self, screen: Screen[Any]) -> Iterator[tuple[str, Setting]]:
        """The settings that can be chosen on a screen, each after what it is called."""
        # The parts are made anew: not under a dialog, and not while one looks back.
        if not isinstance(screen, PartScreen) or screen.desk.come_back is not None:
            return
        for setting, (title, _values) in _QUESTIONS.items():
            yield _(title), setting

    def choose(self, setting: Setting) -> None:
        """Ask how a setting is to be."""
        self._app.run_worker(self._choose(setting))

    async def _choose(self, setting: Setting) -> None:
        from screens.dialogs.prompt import ChoicePrompt, Option

        title, names = _QUESTIONS[setting]
        options = [
            Option(value, _(name), _own_name(setting, value, name))
            for value, name in zip(setting.values, names, strict=True)
        ]
        answer: str | None = await self._app.push_screen_wait(
            ChoicePrompt(_(title), options, value=self._value_now(setting))
        )
        if answer is None:
            return
        await self._apply(setting, answer)
        await self._keep(setting, answer)

    def _value_now(self, setting: Setting) -> str:
        if setting is LANGUAGE:
            return language()
        return setting.read(self._around.environ.get(setting.variable, "")) or setting.values[0]

    async def _apply(self, setting: Setting, value: str) -> None:
        from tui.terminal import read_profile

        environ = {**self._around.environ, setting.variable: value}
        self._around = replace(self._around, environ=environ)
        profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
        self._app.apply_profile(profile)
        if setting is LANGUAGE:
            set_language(value)
        if setting is not THEME:
            await self._draw_anew()

    async def _keep(self, setting: Setting, value: str) -> None:
        from data.own.settings_file import NotKept, keep_settings
        from tui.settings import settings_file

        around = self._around
        if around.limits.read_only:
            self._desk.say(_("That applies until you leave AMIS."))
            return
        path = settings_file(around.environ, around.document, around.limits)
        follow = not around.limits.restricted
        # What is usual is not written down: it may be another some day.
        wanted = "" if value == setting.values[0] and setting is not LANGUAGE else value
        try:
            changes = {setting.name: wanted}
            aside = await asyncio.to_thread(keep_settings, path, changes, follow=follow)
        except NotKept as error:
            self._desk.say(error.sentence(), alert=True)
            return
        if aside is not None:
            news = _("Kept for next time. The settings that could not be read are in {path}.")
            self._desk.say(news.format(path=aside), alert=True)
        else:
            self._desk.say(self._news_of(setting, value))

    def _news_of(self, setting: Setting, value: str) -> str:
        title, names = _QUESTIONS[setting]
        name = _(names[setting.values.index(value)])
        news = f"{_(title)}: {name}."
        if setting is THEME and value in {"dark", "light"} and self._app.profile.theme == "ansi":
            return f"{news} {_('This terminal has too few colours for it; another will show it.')}"
        return f"{news} {_('Kept for next time.')}"

    def tell_remarks(self) -> None:
        """Say once what the user's settings hold that was passed over."""
        own = self._around.own_settings
        if own is not None and own.remarks:
            sentences = [remark.sentence() for remark in own.remarks[:_TOLD_AT_ONCE]]
            self._desk.say(" ".join(sentences), alert=True)


def _own_name(setting: Setting, value: str, name: str) -> str:
    """What a language calls itself, for whoever reads no other; empty for what is none."""
    if setting is not LANGUAGE:
        return ""
    with in_language(value):
        return _(name)

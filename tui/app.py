"""The composition root: terminal, theme, session and parts are put together here."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import Binding

from data.commands.read_only import GUEST
from data.edits.errors import EditError
from data.i18n import _, ngettext
from data.own.drafts import Drafts
from data.own.unsaved import PLACE, join_unsaved
from data.session import Session
from data.store.errors import StoreError
from data.store.presence import Here
from screens import PARTS, Part
from screens.frame.desk import Desk
from screens.frame.floor import AppFloor
from screens.frame.type_ahead import TypeAhead
from tui.look_back import PastApp
from tui.palette import KeyCommands
from tui.presence import FollowingApp
from tui.read_only import LookingApp
from tui.settings import ChoosingApp
from tui.shell import TerminalApp
from tui.theme import DARK, LIGHT, THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from textual.binding import BindingType
    from textual.screen import Screen

    from data.store.store import Store
    from tui.surroundings import Surroundings
    from tui.terminal import Profile

FIRST: Final = PARTS[0].name
"""The part the program opens with."""

POLL: Final = 1.0
"""Seconds between looks at the document: others' saves show within two."""

RETRY_EVERY: Final = 10
"""Polls between attempts to save what could not be saved."""


class AmisApp(ChoosingApp, FollowingApp, PastApp, LookingApp, TypeAhead, TerminalApp):
    """AMIS in a terminal."""

    CSS_PATH = "styles/app.tcss"
    COMMANDS: ClassVar[set[Any]] = {KeyCommands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(part.key, f"part('{part.name}')", part.title, show=False, id=f"part.{part.name}")
        for part in PARTS
    ]

    def __init__(
        self,
        profile: Profile,
        store: Store,
        surroundings: Surroundings,
        *,
        state_folder: Path | None = None,
    ) -> None:
        super().__init__(profile, state_folder=state_folder)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = THEMES[profile.theme]
        self.surroundings = surroundings
        limits = surroundings.limits
        self.session = Session(
            store,
            surroundings.identity,
            surroundings.clock,
            only_looks=GUEST if limits.read_only else "",
        )
        self.keeps_to_itself = limits.restricted
        self._unsaved: str | None = None
        """What the draft of unsaved edits holds; None until that is known."""
        self._amiss = False
        """Whether the document could not be read when it was last looked at."""
        self._desk = self._make_desk(store)
        self._make_parts()
        if store.document.workplace is not None:
            # The first part is there from the start: no empty screen is made and drawn before it.
            self._screen_stacks = {FIRST: []}
            self._current_mode = FIRST

    def _make_parts(self) -> None:
        """See `ChoosingApp`."""
        for part in PARTS:
            self.add_mode(part.name, partial(self._make_screen, part))

    def _make_desk(self, store: Store) -> Desk:
        session = self.session
        return Desk(
            session=session,
            drafts=self._drafts(store),
            here=Here(store.path, session.identity.user, session.identity.user, session.now()),
            export_folder=store.path.parent / "export",
            floor=AppFloor(self),
            restricted=self.keeps_to_itself,
            look_back=self.look_back,
            follow=self.follow,
        )

    def _drafts(self, store: Store) -> Drafts:
        """The user's drafts for the document; by its path as long as it has no id."""
        key = store.document.meta.document or str(store.path)
        return Drafts(self.state_folder or store.path.parent, key)

    def _make_screen(self, part: Part) -> Screen[Any]:
        return self.make_part(part, self._desk)

    def make_part(self, part: Part, desk: Desk) -> Screen[Any]:
        """The screen of a part, loaded when it is asked for."""
        module, _sep, name = part.screen.partition(":")
        screen: Screen[Any] = getattr(import_module(module), name)(desk)
        return screen

    def on_mount(self) -> None:
        """Set the workplace up where that has not been done; follow the document."""
        if self.session.document.workplace is None:
            self.run_worker(self._set_up())
        else:
            self._follow()

    async def _set_up(self) -> None:
        from screens.setup.screen import SetupScreen

        if await self.push_screen_wait(SetupScreen(self._desk)):
            # The document has its id now: what is typed from here on is found by it next time.
            self._desk = replace(self._desk, drafts=self._drafts(self.session.store))
            self.switch_mode(FIRST)
            self._follow()
        else:
            self.exit(0)

    def _follow(self) -> None:
        self.run_worker(self._watch(), group="watch")
        if self.profile.hint:
            hint = _(self.profile.hint).format(**self.profile.details)
            self.call_after_refresh(self._say, hint, alert=True)
        self.call_after_refresh(self.tell_remarks)

    async def _watch(self) -> None:
        """Look for others' saves and for who else is here, for as long as the program runs."""
        count = 0
        while True:
            if count == 1 and not self.session.only_looks:
                # Not before the first frame: what it needs takes time to load.
                await self._recover()
            self._keep_unsaved()
            await self._look(retry=count % RETRY_EVERY == 0)
            await self.meet_others(count)
            count += 1
            await asyncio.sleep(POLL)

    async def _look(self, *, retry: bool) -> None:
        """Take in what others have saved, save what waits, say what is wrong or no longer is."""
        waited = self.session.waiting > 0
        try:
            await self.session.poll()
            if waited and retry:
                await self.session.retry()
        except (StoreError, EditError) as error:
            from screens.frame.trouble import with_way_on

            # An edit that was given up is told once; what is wrong with the document stays wrong.
            self._amiss = isinstance(error, StoreError)
            self._say(with_way_on(error), alert=True)
            return
        if waited and self.session.trouble is None:
            self._say_over(_("Everything is saved."))
        elif self._amiss and not self.session.waiting:
            self._say_over(_("The document is as it should be."))
        self._amiss = False

    def _say_over(self, news: str) -> None:
        """Say that what an alert told of is over; what has been told since is newer."""
        screen = self.part_screen()
        if screen is not None and screen.foot.alerts:
            screen.foot.say(news)

    async def _recover(self) -> None:
        """Save what an earlier session could not save."""
        draft = self._desk.drafts.load(PLACE)
        self._unsaved = draft.text if draft is not None else ""
        if draft is None:
            return
        try:
            count = await self.session.recover(draft.text)
        except EditError as error:
            self._say(error.sentence(), alert=True)
            return
        if self.session.trouble is not None:
            self._say(self.session.trouble.sentence(), alert=True)
        elif count:
            said = ngettext(
                "{n} change from last time is saved now.",
                "{n} changes from last time are saved now.",
                count,
            )
            self._say(said.format(n=count))

    def _keep_unsaved(self) -> bool:
        """Keep what the disk refuses as a draft, so that leaving loses nothing; whether any is."""
        text = self.session.unsaved()
        if self._unsaved is None:
            # What was left last time has not been looked at yet: it stays, before what is new.
            if not text:
                return False
            earlier = self._desk.drafts.load(PLACE)
            text = join_unsaved(earlier.text if earlier is not None else "", text)
            return self._desk.drafts.save(PLACE, text)
        if text != self._unsaved:
            self._unsaved = text
            if text:
                return self._desk.drafts.save(PLACE, text)
            self._desk.drafts.clear(PLACE)
        return bool(text)

    async def action_everywhere(self, name: str) -> None:
        """Do what a key that works in every part is for."""
        part = self.part_screen()
        if part is not None:
            from screens.everywhere.actions import act_everywhere

            await act_everywhere(self, name, part)

    def _say(self, news: str, *, alert: bool = False) -> None:
        screen = self.part_screen()
        if screen is not None and screen.is_mounted:
            screen.foot.say(news, alert=alert)

    def why_only_looking(self) -> str:
        """See `LookingApp`."""
        screen = self.part_screen()
        return (screen.session if screen is not None else self.session).only_looks

    def refuse_to_write(self, sentence: str) -> None:
        """See `LookingApp`."""
        self._say(sentence, alert=True)

    def copy_to_clipboard(self, text: str) -> None:
        """As Textual has it; what must not leave stays in the program's own clipboard."""
        if self.keeps_to_itself:
            self._clipboard = text
        else:
            super().copy_to_clipboard(text)

    async def action_part(self, name: str) -> None:
        """Go to a part of the program; keys typed ahead wait until it is there."""
        await self.switch_mode(name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Number keys lead to parts only from parts: a dialog is answered or left first."""
        if action == "part":
            return self.part_screen() is self.screen
        return super().check_action(action, parameters)

    def rescue(self) -> bool:
        """Keep what is being typed, on every screen."""
        from screens.widgets.entry import Entry

        kept = [
            entry.keep()
            for stack in self._screen_stacks.values()
            for screen in stack
            for entry in screen.query(Entry)
        ]
        return any([*kept, self._keep_unsaved()])

    def report(self, error: BaseException) -> Path | None:
        """Write a crash report, with the version, which takes too long to look up at start."""
        from tui.version import version

        self.version = version()
        return super().report(error)

    def exit(
        self, result: int | None = None, return_code: int = 0, message: Any | None = None
    ) -> None:
        """Leave; the others see it at once, and what is not saved waits for next time."""
        if self._keep_unsaved() and message is None:
            message = _("What could not be saved is kept, and is saved when AMIS opens again.")
        self._desk.here.leave()
        super().exit(result, return_code, message)

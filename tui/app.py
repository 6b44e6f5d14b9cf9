"""The composition root: terminal, theme, session and parts are put together here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from data.commands.read_only import GUEST
from data.dataclass import replace
from data.i18n import _
from data.own.drafts import Drafts
from data.own.habits import Habits
from data.session import Session
from screens import PARTS
from screens.frame.desk import Desk
from screens.frame.floor import AppFloor
from screens.frame.part_screen import part_in_sight
from tui.leaving import Leaving
from tui.look_back import LookBack
from tui.opening import opening
from tui.parts import FIRST, add_parts, add_placeholder, key_commands, put_parts
from tui.presence import Company
from tui.read_only import ReadOnly
from tui.settings_menu import SettingsMenu
from tui.shell import TerminalApp
from tui.surroundings import Surroundings, proposing
from tui.textual_private import at_once
from tui.unsaved import Unsaved
from tui.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from textual.dom import DOMNode
    from textual.widget import AwaitMount

    from data.store.store import Store
    from tui.terminal import TerminalProfile


class AmisApp(TerminalApp):
    """AMIS in a terminal.

    What it does is done by what it owns: `read_only` keeps guests from writing, `look_back` shows
    the past, `company` the others; `settings_menu` asks for settings, `unsaved` keeps what the disk
    refuses, `watching` looks at the document. Here are the methods of Textual they have a say in.
    """

    CSS_PATH = "styles/app.tcss"
    COMMANDS: ClassVar[set[Any]] = {key_commands}
    DEFAULT_MODE = FIRST
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(part.key, f"part('{part.name}')", part.title, show=False, id=f"part.{part.name}")
        for part in PARTS
    ]

    def __init__(
        self,
        profile: TerminalProfile,
        store: Store,
        surroundings: Surroundings,
        *,
        state_folder: Path | None = None,
    ) -> None:
        super().__init__(profile, state_folder=state_folder)
        self.surroundings, self._state_folder = surroundings, state_folder
        reason = GUEST if surroundings.limits.read_only else ""
        self.session = Session(store, surroundings.identity, surroundings.clock, only_looks=reason)
        self.read_only = ReadOnly(self, self.session)
        self._copied, self.leaving, self.habits = "", Leaving(self), Habits.of(state_folder)
        self._put_together()
        # The first part is there from the start: no empty screen is made and drawn before it.
        new = self.session.document.workplace is None
        add_placeholder(self) if new else add_parts(self, self.desk)

    def _put_together(self) -> None:
        session, store = self.session, self.session.store
        key = store.document.meta.document or str(store.path)  # its path until it has an id
        user = session.identity.user
        drafts = Drafts(self._state_folder, key, user=user, carried_out=store.carried_out)
        desk = Desk(
            session=session,
            drafts=drafts,
            here=store.keeper.here(user, user, session.now()),
            export_folder=store.path.parent / "export",
            floor=AppFloor(self, self.type_ahead, self.read_only.shuts_out),
            restricted=self.surroundings.limits.restricted,
            writes_files=not self.surroundings.limits.read_only,
            export_place=proposing(self.surroundings, self.habits),
            opener=opening(self.surroundings),
            habits=self.habits,
        )
        self.look_back = LookBack(self, desk)
        self.company = Company(self, desk)
        self.desk = replace(desk, look_back=self.look_back.begin, follow=self.company.follow)
        self.settings_menu = SettingsMenu(self, self.surroundings, self.desk, self._draw_anew)
        self.unsaved = Unsaved(session, drafts)
        self.watching = Watch(self, self.desk, self.unsaved, self.company)

    async def _draw_anew(self) -> None:
        """Make every part anew; keys wait."""
        hold = self.type_ahead.hold()
        try:
            await put_parts(self, self.desk)
        finally:
            self.type_ahead.release(hold)

    def on_mount(self) -> None:
        """Set the workplace up where that has not been done; follow the document."""
        if self.session.document.workplace is None:
            self.run_worker(self._set_up())
        else:
            self.begin()

    async def _set_up(self) -> None:
        from screens.setup.screen import SetupScreen

        if not await self.push_screen_wait(SetupScreen(self.desk)):
            self.exit(0)
            return
        # The document has its id now: what is typed from here on is found by it next time.
        self._put_together()
        await put_parts(self, self.desk, [FIRST])
        self.begin()

    def begin(self) -> None:
        """Follow the document, and tell once what the user ought to know of this start."""
        # Behind the first frame, for which its threads would have to be waited.
        self.call_after_refresh(self.call_later, self.watching.start)
        if self.profile.hint:
            hint = _(self.profile.hint).format(**self.profile.details)
            self.call_after_refresh(self.desk.say, hint, alert=True)
        self.call_after_refresh(self.settings_menu.tell_remarks)

    # -- Textual's own, where something of ours has a say ----------------------------------

    def switch_mode(self, mode: str) -> AwaitMount:
        """As Textual has it, but at once; in the past, every part is that of the past."""
        return at_once(self, self.look_back.mode(mode), super().switch_mode)

    async def run_action(
        self,
        action: Any,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As Textual has it, but for actions that write while the document is only looked at."""
        if isinstance(action, str) and self.read_only.shuts_out(action):
            self.desk.say(_(self.read_only.reason()), alert=True)
            self.type_ahead.acted()
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Number keys lead to parts only from parts: a dialog is answered or left first."""
        if action == "part":
            return part_in_sight(self) is self.screen
        return super().check_action(action, parameters)

    async def action_part(self, name: str) -> None:
        """Go to a part of the program; keys typed ahead wait until it is there."""
        await self.switch_mode(name)

    async def action_everywhere(self, name: str) -> None:
        """Do what a key that works in every part is for."""
        part = part_in_sight(self)
        if part is not None:
            from screens.everywhere.actions import act_everywhere

            await act_everywhere(self, name, part)

    def copy_to_clipboard(self, text: str) -> None:
        """As Textual has it; what must not leave stays in the program's own clipboard."""
        self._copied = text
        if not self.surroundings.limits.restricted:
            super().copy_to_clipboard(text)

    @property
    def clipboard(self) -> str:
        """What was copied last in the program."""
        return self._copied

    def rescue(self) -> bool:
        """Keep what is being typed, on every screen."""
        return self.leaving.rescue()

    def leaving_waits(self, *, again: bool) -> None:
        """See `Leaving.asked`."""
        self.leaving.asked(again=again)

    def exit(
        self, result: int | None = None, return_code: int = 0, message: Any | None = None
    ) -> None:
        """Leave; the others see it at once, and what is not saved waits for next time."""
        if not return_code and message is None and self.leaving.put_off(result):
            return
        super().exit(result, return_code, self.leaving.say_goodbye(message))

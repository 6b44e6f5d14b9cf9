"""The program's beginning when the document cannot be used: ask, and do what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from data.commands.restoring import RestoreDocument
from data.dataclass import replace
from data.facts.guest import open_document, store_for
from data.store.past import PastStore
from data.store.places import keeper_at, read_at
from data.store.recovery import CURABLE
from screens.everywhere.recovery import LEAVE, LOOK, NEW, RESTORE, THIS, MendScreen
from tui.shell import TerminalApp

if TYPE_CHECKING:
    from pathlib import Path

    from data.store.errors import StoreError
    from data.store.port import Mending
    from data.store.recovery import Rescue
    from data.store.store import Store
    from tui.surroundings import Surroundings
    from tui.terminal import TerminalProfile


class MendApp(TerminalApp):
    """Asks what is to be done about a document that cannot be used."""

    CSS_PATH = "styles/app.tcss"
    COMMANDS: ClassVar[set[Any]] = set()

    def __init__(
        self,
        profile: TerminalProfile,
        trouble: StoreError,
        rescue: Rescue,
        *,
        may_write: bool = True,
        state_folder: Path | None = None,
    ) -> None:
        super().__init__(profile, state_folder=state_folder)
        self._screen_asked = MendScreen(trouble, rescue, may_write=may_write)
        self.answer = LEAVE

    def on_mount(self) -> None:
        """Ask at once."""
        self.push_screen(self._screen_asked, self._take)

    def _take(self, answer: str | None) -> None:
        self.answer = answer or LEAVE
        self.exit(0)


def mend(
    profile: TerminalProfile,
    trouble: StoreError,
    around: Surroundings,
    *,
    state_folder: Path | None = None,
) -> tuple[Store, Surroundings] | None:
    """Ask what is to be done about a document that cannot be used, and do it.

    Args:
        profile: What the terminal can do.
        trouble: What is wrong.
        around: The document, the user and the clock.
        state_folder: Where crash reports go.

    Returns:
        What the program opens with; None when the user leaves.

    Raises:
        StoreError: nothing can be done, or the disk says no.
        EditError: the older document does not fit the newest state.
    """
    recovery = keeper_at(around.place).mending()
    rescue = recovery.rescue() if isinstance(trouble, CURABLE) else None
    if rescue is None:
        raise trouble
    app = MendApp(
        profile, trouble, rescue, may_write=not around.limits.read_only, state_folder=state_folder
    )
    app.run()
    return _carry_out(app.answer, recovery, rescue, around)


def _carry_out(
    answer: str, recovery: Mending, rescue: Rescue, around: Surroundings
) -> tuple[Store, Surroundings] | None:
    guest = around.limits.read_only
    store = store_for(around.place, guest=guest)
    match answer:
        case _ if answer == RESTORE:
            recovery.recover(around.author())
            store.load()
        case _ if answer == THIS:
            older = read_at(around.place)
            recovery.recover(around.author())
            store.load()
            store.run(RestoreDocument(older), around.author())
        case _ if answer == LOOK:
            limits = replace(around.limits, read_only=True)
            good = open_document(rescue.document) if guest else rescue.document
            return PastStore(store, good), replace(around, limits=limits)
        case _ if answer == NEW:
            pass  # the program begins by setting the workplace up
        case _:
            return None
    return store, around

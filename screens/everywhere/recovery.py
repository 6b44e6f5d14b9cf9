"""A document that cannot be used: what is wrong, what the newest good copy holds, the ways on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from data.commands.restoring import RestoreDocument
from data.edits.errors import EditError
from data.i18n import N_, _
from data.store.errors import Missing, Newer, Stale, StoreError
from data.store.recovery import CURABLE
from data.views.copies import told_recovered, told_rescue
from screens.dialogs.confirm import ConfirmPrompt
from screens.dialogs.prompt import ChoicePrompt, Option, OptionTarget
from screens.drawing import safe
from screens.everywhere.keys import KEYS
from screens.keys.key import bindings
from screens.widgets.bars import KeyBar
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.store.recovery import Rescue
    from screens.frame.desk import Desk

RESTORE: Final = "restore"
"""Put the newest good state in the document's place."""
THIS: Final = "this"
"""Go on from the older document that somebody has put back."""
LOOK: Final = "look"
"""Look at the newest good state; change nothing."""
NEW: Final = "new"
"""Begin a new document."""
LEAVE: Final = "leave"
"""Do nothing."""


def ways_on(trouble: StoreError, *, may_write: bool = True) -> tuple[Option, ...]:
    """What can be done about a document that cannot be used, the safest first."""
    restore = _("Put the newest good copy in place; this one is kept aside")
    if isinstance(trouble, Newer):
        # An update is what helps; an older copy is for those who cannot have one.
        restore = _("Go back to the newest good copy; the newer document is kept aside")
    ways = [
        Option(RESTORE, restore) if may_write else None,
        Option(THIS, _("Go on with the older one"))
        if may_write and isinstance(trouble, Stale)
        else None,
        Option(LOOK, _("Only look at the newest good copy; nothing is changed")),
        Option(NEW, _("Begin a new document"))
        if may_write and isinstance(trouble, Missing)
        else None,
        Option(LEAVE, _("Leave; everything stays as it is")),
    ]
    if isinstance(trouble, Newer):
        # Nothing is wrong with it: the first choice is to leave it alone.
        ways.insert(0, ways.pop())
    return tuple(way for way in ways if way is not None)


def asked_before(way: str, trouble: StoreError) -> ConfirmPrompt | None:
    """The question before a way that leaves behind a document with nothing wrong in it."""
    if way != RESTORE or not isinstance(trouble, Newer):
        return None
    detail = _(
        "What has been saved with the newer version of AMIS is not in the copy. "
        "The newer document is kept aside."
    )
    return ConfirmPrompt(_("Go back from the newer document?"), detail)


async def mend(desk: Desk) -> None:
    """Ask what is to be done about a document that cannot be used any more, and do it."""
    session = desk.session
    keeper = session.store.keeper
    recovery = keeper.mending(session.store.document)
    trouble = await asyncio.to_thread(recovery.trouble)
    try:
        rescue = await asyncio.to_thread(recovery.rescue) if isinstance(trouble, CURABLE) else None
    except StoreError as error:
        desk.say(error.sentence(), alert=True)
        return
    if trouble is None or rescue is None:
        news = _("The document is as it should be.") if trouble is None else trouble.sentence()
        desk.say(news, alert=trouble is not None)
        return
    offered = (LEAVE, RESTORE) if isinstance(trouble, Newer) else (RESTORE, THIS)
    ways = [way for way in ways_on(trouble) if way.value in offered]
    title = f"{trouble.sentence()}\n{told_rescue(rescue)}"
    answer = await desk.ask(ChoicePrompt(title, ways))
    if answer is None or answer == LEAVE:
        return
    question = asked_before(answer, trouble)
    if question is not None and not await desk.ask(question):
        return
    try:
        older = await asyncio.to_thread(keeper.read_apart) if answer == THIS else None
        recovered = await session.mend()
        if older is not None:
            await session.run(RestoreDocument(older))
        await session.retry()
    except (EditError, StoreError) as error:
        desk.say(error.sentence(), alert=True)
    else:
        news = told_recovered(recovered) if recovered else _("The document is as it should be.")
        desk.say(news, whole=True)
    desk.floor.tell_state()


class MendScreen(Screen[str]):
    """Shown instead of the program when it begins; answers with one of the ways on."""

    CSS_PATH = "recovery.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["mend"])

    def __init__(self, trouble: StoreError, rescue: Rescue, *, may_write: bool = True) -> None:
        super().__init__()
        self._trouble, self._rescue = trouble, rescue
        self._ways = ways_on(trouble, may_write=may_write)

    def compose(self) -> ComposeResult:
        """What is wrong, what there is, what can be done."""
        yield Static(safe.content("AMIS"), id="top")
        with Vertical(id="page"):
            yield Static(safe.content(_("The document cannot be used")), id="question")
            yield Static(safe.content(self._trouble.sentence()), id="wrong")
            yield Static(safe.content(told_rescue(self._rescue)), id="copy")
            yield RowList(id="options")
        yield KeyBar()

    def on_mount(self) -> None:
        """Nothing happens by itself: the cursor is on the first way."""
        listed = self.query_one(RowList)
        listed.show(
            [
                Row(way.value, f"{number}  {way.label}", target=OptionTarget(way.value))
                for number, way in enumerate(self._ways, 1)
            ]
        )
        listed.focus()
        self._tell_keys()

    def on_resize(self) -> None:
        """Fit the keys to the new width."""
        self._tell_keys()

    def _tell_keys(self) -> None:
        bar = [("enter", N_("choose"), True), ("escape", N_("leave"), True)]
        self.query_one(KeyBar).tell(bar)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Take the way under the cursor."""
        event.stop()
        match event.target:
            case OptionTarget(way):
                self._take(way)

    def on_key(self, event: events.Key) -> None:
        """A digit takes the way with that number."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._ways):
            event.stop()
            self._take(self._ways[int(event.key) - 1].value)

    def _take(self, way: str) -> None:
        """Answer with a way, after a yes to the question that comes before it."""

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(way)

        question = asked_before(way, self._trouble)
        if question is None:
            self.dismiss(way)
        else:
            self.app.push_screen(question, answered)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(LEAVE)

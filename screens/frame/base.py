"""The screen that shows a document: subscribes to changes, carries out commands, says what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.screen import Screen

from data.edits.errors import Conflict, EditError
from data.edits.records import SetField
from data.i18n import _, ngettext
from data.store.errors import DiskTrouble, StoreError
from screens import keys
from screens.frame.opening import Opening
from screens.frame.resting import Resting
from screens.frame.telling import Telling
from screens.frame.type_ahead import TypeAhead
from screens.widgets.bars import KeyBar, Masthead, StatusLine
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size
    from textual.screen import ModalScreen
    from textual.widget import Widget

    from data.edits.records import Command
    from data.model.document import Document
    from data.store.store import Change
    from screens.frame.desk import Desk

T = TypeVar("T")

_MANY = 3
"""Changes beside the first one from which on they are only counted."""


class DocumentScreen(Opening, Telling, Resting, Screen[None]):
    """A part of the program: masthead, body, status line, key bar.

    A subclass says its `PART`, makes its body in `compose_body`, and draws the document in `show`.
    `show` is called at first sight and after every change, one's own or a colleague's; it must
    leave cursor and typing where they are.
    """

    PART: ClassVar[str] = ""
    """The part's name in the catalogue."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("everywhere")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = True
        self._drawn_for: Size | None = None

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self.desk.session.document

    def compose(self) -> ComposeResult:
        """The frame with the body in it."""
        yield Masthead()
        yield from self.compose_body()
        yield StatusLine()
        yield KeyBar()

    def compose_body(self) -> Iterable[Widget]:
        """The widgets between masthead and status line."""
        raise NotImplementedError

    def show(self, document: Document) -> None:
        """Draw the document."""
        raise NotImplementedError

    def place(self) -> str:
        """Where the user is, in a few words, for the others."""
        return self.PART

    def on_mount(self) -> None:
        """Follow the document."""
        self._unsubscribe = self.session.subscribe(self._on_change)
        # At once, so that the first frame shows the document.
        self._refresh_if_stale()

    def on_unmount(self) -> None:
        """Follow it no longer."""
        self._unsubscribe()

    def _on_change(self, _change: Change) -> None:
        self._stale = True
        # A part that is parked draws when it is seen again; one below a dialog draws now.
        if self in self.app.screen_stack:
            self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self._drawn_for = self.app.size
            workplace = self.document.workplace
            self.query_one(Masthead).tell(workplace.name if workplace else "", self.PART)
            self.show(self.document)
        self.tell_state()
        self.tell_keys()

    def on_screen_resume(self) -> None:
        """Draw what changed while another part was shown."""
        self.call_after_refresh(self._refresh_if_stale)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.app.size != self._drawn_for:
            self._stale = True
            self.call_after_refresh(self._refresh_if_stale)

    def on_descendant_focus(self) -> None:
        """Other keys matter where the focus is now."""
        self.call_after_refresh(self.tell_keys)

    # -- doing things ----------------------------------------------------------------------

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Carry on with something that waits for the user or the disk; keys wait their turn."""
        self._hold()
        self.run_worker(self._held(work), exclusive=False, exit_on_error=True)

    async def _held(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            await work
        finally:
            self._release()

    def _hold(self) -> None:
        if isinstance(self.app, TypeAhead):
            self.app.hold_keys()

    def _release(self) -> None:
        if isinstance(self.app, TypeAhead):
            self.app.release_keys()

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog and wait for its answer; None when it was left. Only from `start`."""
        from screens.dialogs.prompt import Prompt

        if self.session.only_looks and isinstance(dialog, Prompt) and dialog.WRITES:
            self.say(_(self.session.only_looks), alert=True)
            return None
        dialog.call_after_refresh(self._release)
        if isinstance(dialog, Prompt):
            # From the moment it is answered: what is typed next may be for a dialog to come.
            dialog.when_answered(self._hold)
            return await self.app.push_screen_wait(dialog)
        try:
            return await self.app.push_screen_wait(dialog)
        finally:
            self._hold()

    async def run(self, command: Command, said: str = "") -> Change | None:
        """Carry out a command and say how it went; None when it could not be done."""
        try:
            change = await self.session.run(command)
        except Conflict as conflict:
            return await self._settle(conflict)
        except EditError as error:
            self.say(error.sentence(), alert=True)
            self.tell_state()
            return None
        if self.session.trouble is not None:
            self.say(_why(self.session.trouble), alert=True)
        elif change.revived:
            back = _("{who} had deleted it in the meantime; it has come back.")
            self.say(f"{said} {back.format(who=', '.join(change.revived))}".lstrip(), alert=True)
        elif said:
            self.say(said)
        self.tell_state()
        return change

    async def _settle(self, conflict: Conflict) -> Change | None:
        """Ask which of two values counts, and carry that out."""
        from screens.dialogs.conflict import ConflictDialog

        record = conflict.record
        if not conflict.field:
            self.say(conflict.sentence(), alert=True)
            return None
        value = await self.ask(ConflictDialog(self.document, conflict))
        if value is None:
            self.say(_("Their version was kept."))
            return None
        again = SetField(record.kind, record.id, conflict.field, value, base=conflict.theirs)
        return await self.run(again, _("Your version was saved."))

    def action_undo(self) -> None:
        """Take back the user's newest edit."""
        self.start(self._step(forward=False))

    async def action_filter(self) -> None:
        """Narrow the list with the keys, or the first there is."""
        from screens.widgets.filter_line import FilterLine

        lists = self.query(RowList)
        focused = self.focused
        if not lists:
            return
        if not self.query(FilterLine):
            line = FilterLine(self._say_hits, self._keep_filter)
            await self.mount(line, before=self.query_one(StatusLine))
        rows = focused if isinstance(focused, RowList) else lists.first()
        self.tell_filter("")
        self.query_one(FilterLine).begin(rows)

    def _say_hits(self, text: str, hits: int) -> None:
        said = ngettext("{n} hit", "{n} hits", hits).format(n=hits)
        self.say(said if text.strip() else "")

    def _keep_filter(self, text: str) -> None:
        self.tell_filter(text)
        if not text:
            self.say("")

    def on_row_list_widened(self) -> None:
        """Nothing is told any more of a filter that is taken away."""
        self._keep_filter("")
        self.tell_keys()

    def action_redo(self) -> None:
        """Bring back what was taken back last."""
        self.start(self._step(forward=True))

    async def _step(self, *, forward: bool) -> None:
        from data.views.log import describe

        try:
            change = await (self.session.redo() if forward else self.session.undo())
        except (EditError, StoreError) as error:
            self.say(error.sentence(), alert=True)
            return
        entry = change.entry
        what = describe(entry.edits[0], change.after) if entry and entry.edits else ""
        more = len(entry.edits) - 1 if entry else 0
        if more > 0:
            also = ngettext("{what} and {n} more change", "{what} and {n} more changes", more)
            what = also.format(what=what, n=more)
        # An addition taken back is told as a deletion: that is how it is now, not what was undone.
        said = _("Redone: {what}") if forward else _("Undone. Now: {what}")
        if more >= _MANY:
            # One of so many says nothing about them.
            what = ngettext("{n} change", "{n} changes", more + 1).format(n=more + 1)
            said = said if forward else _("Undone: {what}")
        self.say(said.format(what=what), whole=True)

    def action_retry(self) -> None:
        """Try again to save what waits."""
        self.start(self._retry())

    async def _retry(self) -> None:
        try:
            change = await self.session.retry()
        except EditError as error:
            self.say(error.sentence(), alert=True)
            return
        if self.session.trouble is not None:
            self.say(_why(self.session.trouble), alert=True)
        elif change is None:
            self.say(_("Everything is saved."))
        else:
            self.say(_("Saved."))
        self.tell_state()

    def action_mend(self) -> None:
        """See what can be done about a document that cannot be used any more."""
        from screens.everywhere.recovery import mend

        self.start(mend(self))

    def action_capture(self) -> None:
        """Write down an action, goal, activity or idea in one line."""
        from screens.everywhere.capture import capture

        self.start(capture(self))

    def action_import_plan(self) -> None:
        """Read an existing action plan from a file."""
        from screens.everywhere.import_file import import_plan

        self.start(import_plan(self))

    def action_follow(self) -> None:
        """Let this screen go where a colleague goes, for the projector; again: no longer."""
        from screens.everywhere.follow import choose_whom

        self.start(choose_whom(self))

    def action_leave(self) -> None:
        """Back to the first part, or out of the program from there."""
        if self.desk.come_back is not None:
            self.start(self._come_back(self.desk.come_back))
        elif self.PART == "home":
            self.app.exit(0)
        else:
            self.app.switch_mode("home")

    async def _come_back(self, come_back: Callable[[], Awaitable[None]]) -> None:
        # Not from within this screen's own worker: it goes with the screen.
        self.app.call_later(come_back)

    def action_search(self) -> None:
        """Search everything there is, and go to what is chosen."""
        from screens.everywhere.search import search

        self.start(search(self))

    def action_help(self) -> None:
        """Show what can be done here."""
        from screens.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.PART, self.active_bindings))

    def action_palette(self) -> None:
        """Show every command with its key."""
        self.app.action_command_palette()


def _why(trouble: StoreError) -> str:
    """Why something is not saved; that it is not stands beside it on the line."""
    if isinstance(trouble, DiskTrouble):
        return f"{trouble.why()} {_('AMIS tries again by itself. F5: now')}"
    from screens.everywhere.recovery import told

    return told(trouble)

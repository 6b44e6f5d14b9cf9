"""What every pane, step and flow works at: the session, and the few ways to ask, do and tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from data.dataclass import dataclass
from data.edits.errors import Conflict, EditError
from data.edits.records import SetField
from data.i18n import _
from data.text import shorten
from screens.frame.work import at_work

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from datetime import date
    from pathlib import Path

    from textual.screen import ModalScreen, Screen

    from data.edits.records import Command
    from data.model.document import Document
    from data.own.drafts import Drafts
    from data.own.export_place import ExportPlace
    from data.own.habits import Habits
    from data.session import Session
    from data.store.port import SessionSign
    from data.store.presence import SessionPresence
    from data.store.store import Change
    from screens.frame.floor import Floor

T = TypeVar("T")

_SHORTEST: Final = 12
"""Letters of a name that say which it is."""


def no_opener() -> None:
    """There is nothing here that opens a file."""


@dataclass(frozen=True)
class Desk:
    """The user's session, what belongs beside it, and the floor it stands on.

    A key goes from its table to a pane, from there to a flow, and from the flow to `run`.
    """

    session: Session
    drafts: Drafts
    """Text being typed, kept until it is saved."""
    here: SessionSign
    """Who else has the document open."""
    export_folder: Path
    """Where exports are written unless `export_place` proposes something else."""
    floor: Floor
    """Shows dialogs and news."""
    restricted: bool = False
    """Whether no file outside that folder may be read or written."""
    writes_files: bool = True
    """Whether files may be written: a guest reads on the screen, and leaves nothing behind."""
    export_place: Callable[[], ExportPlace] | None = None
    """Proposes a folder before a file is written; None where all go to `export_folder`."""
    opener: Callable[[], Callable[[Path], bool] | None] | None = no_opener
    """Finds what opens a file and says whether it could: None where there is no screen, or where no
    file may leave the document's folder. None itself for who sits at another machine."""
    look_back: Callable[[Document], Awaitable[None]] | None = None
    """Shows the program on a document as it was; None where that cannot be done."""
    follow: Callable[[SessionPresence | None], None] | None = None
    """Lets this screen go where a colleague goes, or no longer."""
    habits: Habits | None = None
    """What the user is used to; None where nobody is told of keys that were others before."""
    come_back: Callable[[], Awaitable[None]] | None = None
    """Leads from the past back to today; None today."""

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self.session.document

    @property
    def today(self) -> date:
        """The day today where the user is."""
        return self.session.today()

    def start(self, work: Coroutine[Any, Any, Any], *, types_on: bool = False) -> None:
        """Carry on with something that waits for the user or the disk; keys wait their turn.

        Args:
            work: What is done.
            types_on: Whether keys are for the line it was typed on while it is being saved.
        """
        self.floor.start(work, types_on=types_on)

    def open(self, screen: Screen[Any]) -> None:
        """Show a screen over what is shown, and wait for nothing."""
        self.floor.open(screen)

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        """Tell what happened.

        Args:
            news: What happened.
            alert: Whether the user should act on it.
            whole: Whether it takes as many lines as it needs, as an alert does.
        """
        self.floor.say(news, alert=alert, whole=whole)

    def news_of(self, name: str, what: str) -> str:
        """What happened to something, and how to take it back: seen however long its name is."""
        text = _("{whom}: {what}. u: undo")
        room = self.floor.room() - len(text.format(whom="", what=what))
        return text.format(whom=shorten(name, max(room, _SHORTEST)), what=what)

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog and wait for its answer; None when it was left. Only from `start`."""
        # A dialog that writes is not for those who only look.
        if self.session.only_looks and getattr(dialog, "WRITES", False):
            self.say(_(self.session.only_looks), alert=True)
            return None
        return await self.floor.ask(dialog)

    async def ask_each(self, lines: Sequence[str], reading: Callable[[str], str]) -> bool:
        """Show what several pasted lines will make; whether they become an entry each.

        Args:
            lines: What was pasted.
            reading: Says how a line is read.
        """
        from screens.dialogs.prompt import EACH
        from screens.dialogs.several import each_or_one

        return await self.ask(each_or_one(lines, reading)) == EACH

    async def carry_out(self, command: Command) -> Change:
        """Hand a command to the session; a desk of a kind of its own may add something to it.

        Raises:
            EditError: the command does not fit the newest document; nothing was changed.
        """
        return await self.session.run(command)

    async def run(self, command: Command, said: str = "") -> Change | None:
        """Carry out a command and say how it went; None when it could not be done."""
        work = at_work()
        if work is not None:
            work.saving()
        try:
            change = await self.carry_out(command)
        except Conflict as conflict:
            return await self._settle(conflict)
        except EditError as error:
            self.say(error.sentence(), alert=True)
            self.floor.tell_state()
            if work is not None:
                work.refused()
            return None
        if work is not None:
            work.saved()
        if self.session.trouble is not None:
            from screens.frame.trouble import why_not_saved

            self.say(why_not_saved(self.session.trouble), alert=True)
        elif change.revived:
            back = _("{who} had deleted it in the meantime; it has come back.")
            self.say(f"{said} {back.format(who=', '.join(change.revived))}".lstrip(), alert=True)
        elif copies := self.session.copy_news():
            self.say(f"{said} {copies}".lstrip(), alert=True)
        elif said:
            self.say(said)
        self.floor.tell_state()
        return change

    async def _settle(self, conflict: Conflict) -> Change | None:
        """Ask which of two values counts, and carry that out."""
        from screens.dialogs.conflict import ConflictDialog

        record, work = conflict.record, at_work()
        if not conflict.field:
            self.say(conflict.sentence(), alert=True)
            if work is not None:
                work.refused()
            return None
        value = await self.ask(ConflictDialog(self.document, conflict))
        if value is None:
            self.say(_("Their version was kept."))
            if work is not None:
                work.saved()  # that was the answer
            return None
        again = SetField(record.kind, record.id, conflict.field, value, base=conflict.theirs)
        return await self.run(again, _("Your version was saved."))

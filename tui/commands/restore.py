"""`amis restore`: the good copies and what they hold; back to one of them, or out of a damage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.dates.labels import moment_label
from data.i18n import N_, _
from tui.surroundings import Usage

if TYPE_CHECKING:
    from data.edits.edits import Author
    from data.model.document import Document
    from data.store.recovery import Recovery
    from tui.arguments import Arguments
    from tui.console import Call

NEWEST: Final = "newest"
"""The newest good state there is: with it one gets out of a damage."""

THIS: Final = "this"
"""Go on from the older document that somebody has put back."""

_TROUBLE: Final = 3


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word(
        "copy",
        _("COPY"),
        _("a copy's number, its path, newest, or this; without it the copies are shown"),
        required=False,
    )


def run(call: Call) -> int:
    """Show the copies, or go back to one as an edit that can be undone.

    Raises:
        Usage: there is no such copy.
        StoreError: the copy is no good either, or the disk says no.
        EditError: the copy is of another document.
    """
    from data.store.recovery import Recovery

    recovery = Recovery(call.surroundings.document)
    wanted = call.arguments.copy
    if not wanted:
        return _show(call, recovery)
    author = call.surroundings.author()
    document = _wanted(recovery, wanted)
    if not _recover(call, recovery, author) or wanted != NEWEST:
        _go_back(call, recovery, document, author)
    return 0


def _show(call: Call, recovery: Recovery) -> int:
    from data.store.copies import list_copies
    from data.views.copies import glance, told_contents, told_rescue

    say = call.console.say
    trouble = recovery.trouble()
    if trouble is not None:
        rescue = recovery.rescue()
        say(trouble.sentence())
        if rescue is not None:
            say(told_rescue(rescue))
            say(_("amis restore newest puts it in place; what is there now is kept aside."))
        say()
    kept = list_copies(recovery.path)
    if not kept:
        say(_("There is no good copy yet; the next save makes one."))
    for copy in kept:
        contents = glance(copy)
        told = _("cannot be read") if contents is None else told_contents(contents)
        say(f"{copy.number:>4}  {moment_label(copy.at)}  {told}")
    return _TROUBLE if trouble is not None else 0


def _wanted(recovery: Recovery, wanted: str) -> Document:
    """The document one wants back; read before anything is changed."""
    from data.store.copies import list_copies
    from data.store.files import resolve
    from data.store.recovery import NothingGood

    if wanted == THIS:
        return _read(recovery.path)
    if wanted == NEWEST:
        rescue = recovery.rescue()
        if rescue is None:
            raise NothingGood(recovery.path)
        kept = list_copies(recovery.path)
        return rescue.document if recovery.trouble() or not kept else _read(kept[0].path)
    if wanted.isdecimal():
        for copy in list_copies(recovery.path):
            if copy.number == int(wanted):
                return _read(copy.path)
        raise Usage(N_("There is no copy {number}. amis restore shows them all."), number=wanted)
    return _read(resolve(Path(wanted).absolute()))


def _read(path: Path) -> Document:
    from data.store.reading import read_document

    return read_document(path)[0]


def _recover(call: Call, recovery: Recovery, author: Author) -> bool:
    """Out of a damage first, where there is one; whether there was."""
    from data.views.copies import told_recovered

    done = recovery.recover(author)
    if done is not None:
        call.console.say(told_recovered(done))
    return done is not None


def _go_back(call: Call, recovery: Recovery, document: Document, author: Author) -> None:
    from data.commands.restoring import RestoreDocument
    from data.store.store import Store

    store = Store(recovery.path)
    store.load()
    change = store.run(RestoreDocument(document), author)
    if change.entry is None:
        call.console.say(_("The document is as it was in that copy already."))
        return
    said = _("The document is as it was at number {number}. amis undo takes that back.")
    call.console.say(said.format(number=document.meta.revision))

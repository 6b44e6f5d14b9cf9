"""`amis merge`: two copies of the document become one, for git and after a service kept both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.i18n import N_, _, ngettext
from tui.commands import Handler
from tui.exit_codes import DONE, NOT_AS_ASKED
from tui.surroundings import Usage

if TYPE_CHECKING:
    from tui.arguments import Arguments
    from tui.console import Call

_FOR_GIT: Final = 3
"""The files git hands over: what both come from, ours, theirs."""


def _merge_takes(arguments: Arguments) -> None:
    arguments.word(
        "files",
        _("FILE …"),
        _(
            "a copy of the document; or the three files git hands over: BASE OURS THEIRS; "
            "without any, the copies beside the document are named"
        ),
        required=False,
        many=True,
    )
    arguments.option("--history", _("the three files are histories, not documents"))


def _merge(call: Call) -> int:
    """Merge three files for git, or a copy into the document, or name the copies there are.

    Git is told of no conflict: where both changed the same, the later counts, and the front page
    lists it.

    Raises:
        Usage: another number of files, or `--history` without three.
        StoreError: the copy is no document of AMIS's, or the disk says no.
    """
    given = [Path(name) for name in call.arguments.files or ()]
    if len(given) == _FOR_GIT:
        base, ours, theirs = given
        return _merge_for_git(call, base, ours, theirs)
    if call.arguments.history or len(given) > 1:
        raise Usage(N_("Give one copy of the document, or three files: BASE OURS THEIRS."))
    return _merge_copy(call, given[0]) if given else _name_copies(call)


def _merge_for_git(call: Call, base: Path, ours: Path, theirs: Path) -> int:
    """Merge the three files; 1 tells git that there is a conflict and that OURS is as it was."""
    from data.merging.files import merge_for_git, merge_history_for_git
    from data.store.errors import StoreError

    merge = merge_history_for_git if call.arguments.history else merge_for_git
    try:
        merge(base, ours, theirs)
    except StoreError as error:
        call.console.complain(error.sentence())
        return NOT_AS_ASKED
    return DONE


def _merge_copy(call: Call, copy: Path) -> int:
    from data.merging.files import merge_copy

    if not isinstance(call.surroundings.place, Path):
        raise Usage(N_("Copies are merged into a file. Move the document to one first: amis move"))
    done = merge_copy(call.surroundings.document, copy, call.surroundings.author())
    say = call.console.say
    say(
        _("{name} is merged into the document: number {revision}.").format(
            name=copy.name, revision=done.document.meta.revision
        )
    )
    if done.differences:
        text = ngettext(
            "Both said different things in {n} place; the front page lists it.",
            "Both said different things in {n} places; the front page lists them.",
            done.differences,
        )
        say(text.format(n=done.differences))
    say(_("The copy is kept as {name} and can be deleted.").format(name=done.aside.name))
    return DONE


def _name_copies(call: Call) -> int:
    from data.merging.files import conflict_copies
    from data.store.files import resolve

    document = resolve(call.surroundings.document)
    found = conflict_copies(document)
    for copy in found:
        call.console.say(str(copy))
    if found:
        call.console.say(_("Merge them one by one: amis merge FILE"))
    else:
        call.console.say(
            _("Beside {name} lies no copy that was saved elsewhere.").format(name=document.name)
        )
    return DONE


HANDLERS: Final = {"merge": Handler(_merge, _merge_takes)}

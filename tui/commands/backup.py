"""`amis backup`: a copy of the document, among the dated ones or wherever one wants it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.i18n import _

if TYPE_CHECKING:
    from tui.arguments import Arguments
    from tui.console import Call


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word(
        "path",
        _("PATH"),
        _("a folder or a new file; else the copy is kept beside the document"),
        required=False,
    )


def run(call: Call) -> int:
    """Make the copy, and say where it is.

    Raises:
        StoreError: the document is no good, there is such a file, or the disk says no.
    """
    from data.store.backup import back_up, keep_now
    from data.store.errors import shown

    around = call.surroundings
    given = call.arguments.path
    if given:
        made = back_up(around.document, Path(given).absolute(), around.clock())
    else:
        made = keep_now(around.document, around.clock())
    said = _("{path}: number {revision}.")
    revision = made.document.meta.revision
    call.console.say(said.format(path=shown(made.path), revision=revision))
    return 0

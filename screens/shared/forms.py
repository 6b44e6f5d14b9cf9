"""The forms a file can be written in, as a question; and the file written in the one chosen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from data.export.forms import NO_TEXT, rendered
from data.export.office.kit import NotInstalled
from data.i18n import DEFAULT_LANGUAGE, N_, _
from screens.dialogs.prompt import ChoicePrompt, Option
from screens.shared.files import write_file

if TYPE_CHECKING:
    from data.export.forms import Source
    from screens.frame.base import DocumentScreen

READ: Final = "read"
"""Shown on the screen, and written nowhere."""

_FORMS: Final = {
    READ: N_("Read it here"),
    "md": N_("Markdown: reads as it is, opens everywhere"),
    "html": N_("HTML: to print"),
    "docx": N_("Word: to go on writing in"),
    "xlsx": N_("Excel: with days that sort and columns that filter"),
}
"""What they are called; by the ending of the file's name."""


def written_language(screen: DocumentScreen) -> str:
    """The language of the workplace's minutes and plans."""
    workplace = screen.document.workplace
    return workplace.language if workplace is not None else DEFAULT_LANGUAGE


def forms(*endings: str) -> list[Option]:
    """The forms of those endings, to choose from."""
    return [Option(ending, _(_FORMS[ending])) for ending in endings]


async def ask_form(screen: DocumentScreen, title: str, options: list[Option]) -> str | None:
    """Ask for the form; None when that was left. Only from `start`."""
    return await screen.ask(ChoicePrompt(title, options))


async def write_rendered(
    screen: DocumentScreen, source: Source, form: str, *, name: str, title: str
) -> None:
    """Write what was made, in a form; only from `start`.

    Args:
        screen: Says what happened, and whose document it is.
        source: What was made, in the language of the document.
        form: One of Markdown's forms, or `xlsx` for tables.
        name: The file's name.
        title: What the document is called.
    """
    if form in NO_TEXT:
        screen.say(_("Writing {name} …").format(name=name))
    language, today = written_language(screen), screen.session.today()
    try:
        contents = await asyncio.to_thread(rendered, source, form, title, language, today)
    except NotInstalled as missing:
        screen.say(missing.sentence(), alert=True)
        return
    await write_file(screen, name, contents)

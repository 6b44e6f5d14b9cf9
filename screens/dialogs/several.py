"""Several pasted lines: what each will make is shown before any of it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _, ngettext
from data.text import fold, shorten
from screens.dialogs.prompt import EACH, ChoicePrompt, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ONE: Final = "one"
_SHOWN: Final = 6
"""Lines that are shown; more would push the question off the screen."""
_LONGEST: Final = 150
"""Cells of a line: two lines of a narrow screen."""


def preview(lines: Sequence[str], reading: Callable[[str], str]) -> list[str]:
    """What each line will make, in a line of its own."""
    shown = []
    for number, line in enumerate(lines[:_SHOWN], 1):
        read = " ".join(reading(line).split())
        # Some readings repeat what was typed; the others stand beside it.
        text = (
            read if fold(line.split()[0]) in fold(read) else f"{line}  ({read})" if read else line
        )
        shown.append(f"{number}  {shorten(text, _LONGEST)}")
    if len(lines) > _SHOWN:
        more = len(lines) - _SHOWN
        shown.append(ngettext("… and {n} more", "… and {n} more", more).format(n=more))
    return shown


def each_or_one(lines: Sequence[str], reading: Callable[[str], str]) -> ChoicePrompt:
    """The question whether pasted lines become an entry each, or stay in the line as one text."""
    count = len(lines)
    many = ngettext("{n} entry, one a line", "{n} entries, one a line", count).format(n=count)
    options = [Option(EACH, many), Option(_ONE, _("One text with all the lines, to go on with"))]
    title = "\n".join([_("You pasted several lines. They become:"), *preview(lines, reading)])
    hint = _("Enter or 1: make them   2 or Esc: back to the line")
    return ChoicePrompt(title, options, hint=hint)

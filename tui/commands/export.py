"""`amis export`: minutes as Markdown or HTML, to a file or to standard output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.commands.errors import EditError
from data.i18n import N_, _, in_language
from data.model.choices import MeetingState
from data.model.discussion import Discussion
from tui.arguments import Arguments, one_of, path, year
from tui.commands.records import read
from tui.surroundings import Usage

if TYPE_CHECKING:
    from data.model.document import Document
    from tui.console import Call


class NoDiscussion(EditError):
    """There is no discussion to tell about.

    Args:
        year: The year asked for; 0 when none was.
    """

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year

    def sentence(self) -> str:
        """What is not there."""
        if self.year:
            return _("There is no annual discussion for {year}.").format(year=self.year)
        return _("There is no annual discussion yet.")


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word("what", _("WHAT"), _("discussion: the minutes of an annual discussion"))
    arguments.option(
        "--year", _("the year; else the latest that was held"), shown=_("YEAR"), kind=year
    )
    arguments.option("--format", _("the format"), shown="md|html", kind=one_of("md", "html"))
    arguments.option(
        "--output",
        _("the file to write; - or nothing for standard output"),
        shown=_("PATH"),
        kind=path,
        default="-",
    )
    arguments.option("--overwrite", _("write over the file when it is there"))


def run(call: Call) -> int:
    """Write them. Approved minutes are written as they were approved.

    Raises:
        Usage: there is nothing of that name to export.
        EditError: there is no such discussion.
        StoreError: the document cannot be read.
        OSError: the file cannot be written.
    """
    given = call.arguments
    if given.what != "discussion":
        raise Usage(N_("“{given}” is not one of {known}."), given=given.what, known="discussion")
    document = read(call)
    text = _minutes(call, document, _discussion(document, given.year))
    if given.output == "-":
        call.console.say(text.removesuffix("\n"))
        return 0
    from data.export.files import write_new

    target = Path(given.output)
    write_new(target, text, overwrite=given.overwrite)
    return 0


def _discussion(document: Document, wanted: int | None) -> Discussion:
    """The discussion of a year, else the latest held, else the one being prepared."""
    discussions = sorted(document.all(Discussion), key=lambda d: (d.year, d.number))
    held = [d for d in discussions if d.state is not MeetingState.PLANNED]
    found = [d for d in discussions if d.year == wanted] if wanted else held or discussions
    if not found:
        raise NoDiscussion(wanted or 0)
    return found[-1]


def _minutes(call: Call, document: Document, discussion: Discussion) -> str:
    """The minutes in the document's language, or the one asked for by name."""
    from data.export.minutes import discussion_minutes

    workplace = document.workplace
    own = workplace.language if workplace is not None else call.surroundings.language
    chosen = getattr(call.arguments, "language", "") or own
    with in_language(chosen):
        text = discussion_minutes(document, discussion, today=call.surroundings.today())
        if _format(call) == "md":
            return text
        from data.export.html import page

        title = _("Annual work-environment discussion {year}").format(year=discussion.year)
        return page(text, title, chosen)


def _format(call: Call) -> str:
    """The format asked for, else what the file's name says."""
    given: str | None = call.arguments.format
    if given is None and call.arguments.output.lower().endswith((".html", ".htm")):
        return "html"
    return given or "md"

"""`amis export`: plan and minutes as Markdown, HTML or CSV, to a file or to standard output."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.commands.errors import EditError
from data.i18n import N_, _, in_language
from data.model.choices import MeetingState
from data.model.discussion import Discussion
from data.model.status import StatusMeeting
from tui.arguments import Arguments, one_of, path, year
from tui.commands.records import read
from tui.surroundings import Usage

if TYPE_CHECKING:
    from data.model.document import Document
    from tui.console import Call

_FORMATS: Final = {
    "plan": ("md", "html", "csv"), "status": ("md", "html"), "discussion": ("md", "html"),
}  # fmt: skip
"""What can be exported, and as what."""

_ENDINGS: Final = {".html": "html", ".htm": "html", ".csv": "csv"}
_OPTIONS: Final = {"year": "discussion", "meeting": "status"}
"""Options that choose among several, and of what."""


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


class NoStatusMeeting(EditError):
    """There is no status meeting to tell about.

    Args:
        code: The number asked for; empty when none was.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def sentence(self) -> str:
        """What is not there."""
        if self.code:
            return _("There is no status meeting {code}.").format(code=self.code)
        return _("There is no status meeting yet.")


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word(
        "what", _("WHAT"), _("plan: the action plan; status, discussion: minutes of a meeting")
    )
    arguments.option(
        "--year", _("the year; else the latest that was held"), shown=_("YEAR"), kind=year
    )
    arguments.option(
        "--meeting", _("the status meeting; else the latest that was held"), shown="S2"
    )
    arguments.option(
        "--format",
        _("the format; csv is for the plan"),
        shown="md|html|csv",
        kind=one_of("md", "html", "csv"),
    )
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
        Usage: there is nothing of that name to export, or not in that form.
        EditError: there is no such meeting.
        StoreError: the document cannot be read.
        ExportError: the file cannot be written.
    """
    given = call.arguments
    _check(call)
    text = _text(call, read(call))
    if given.output == "-" and _format(call) == "csv":
        # As the file would be, with its mark and line ends: its texts have passed the gate.
        call.console.stdout.write(text)
        return 0
    if given.output == "-":
        call.console.say(text.removesuffix("\n"))
        return 0
    from data.export.files import write_new

    write_new(Path(given.output), text, overwrite=given.overwrite)
    return 0


def _check(call: Call) -> None:
    """Refuse what does not go together, before anything is read.

    Raises:
        Usage: it does not.
    """
    given = call.arguments
    if given.what not in _FORMATS:
        raise Usage(
            N_("“{given}” is not one of {known}."), given=given.what, known=", ".join(_FORMATS)
        )
    for option, what in _OPTIONS.items():
        if getattr(given, option) is not None and given.what != what:
            raise Usage(
                N_("{option} says nothing about {what}."), option=f"--{option}", what=given.what
            )
    if _format(call) not in _FORMATS[given.what]:
        raise Usage(
            N_("{what} can be written as {known}."),
            what=given.what,
            known=", ".join(_FORMATS[given.what]),
        )


def _format(call: Call) -> str:
    """The format asked for, else what the file's name says."""
    given: str | None = call.arguments.format
    return given or _ENDINGS.get(Path(call.arguments.output).suffix.lower(), "md")


def _text(call: Call, document: Document) -> str:
    """What was asked for, in the document's language or the one asked for by name."""
    workplace = document.workplace
    own = workplace.language if workplace is not None else call.surroundings.language
    chosen = getattr(call.arguments, "language", "") or own
    with in_language(chosen):
        if _format(call) == "csv":
            from data.export.csv_file import plan_csv

            return plan_csv(document)
        title, text = _titled(call, document)
        if _format(call) == "md":
            return text
        from data.export.html import page

        return page(text, title, chosen)


def _titled(call: Call, document: Document) -> tuple[str, str]:
    """Title and Markdown."""
    today = call.surroundings.today()
    if call.arguments.what == "plan":
        from data.export.plan import action_plan

        return _("Action plan"), action_plan(document, today=today)
    if call.arguments.what == "status":
        from data.export.status_minutes import status_minutes, title_of

        meeting = _status_meeting(document, call.arguments.meeting or "")
        return title_of(meeting), status_minutes(document, meeting, today=today)
    from data.export.minutes import discussion_minutes

    discussion = _discussion(document, call.arguments.year)
    title = _("Annual work-environment discussion {year}").format(year=discussion.year)
    return title, discussion_minutes(document, discussion, today=today)


def _discussion(document: Document, wanted: int | None) -> Discussion:
    """The discussion of a year, else the latest held, else the one being prepared."""
    discussions = sorted(document.all(Discussion), key=lambda d: (d.year, d.number))
    held = [d for d in discussions if d.state is not MeetingState.PLANNED]
    found = [d for d in discussions if d.year == wanted] if wanted else held or discussions
    if not found:
        raise NoDiscussion(wanted or 0)
    return found[-1]


def _status_meeting(document: Document, code: str) -> StatusMeeting:
    """The status meeting of a number, else the latest held, else the one being prepared."""
    meetings = sorted(document.all(StatusMeeting), key=lambda m: (m.held_on or date.min, m.number))
    held = [m for m in meetings if m.state is not MeetingState.PLANNED]
    wanted = code.strip().upper()
    found = [m for m in meetings if m.code == wanted] if wanted else held or meetings
    if not found:
        raise NoStatusMeeting(wanted)
    return found[-1]

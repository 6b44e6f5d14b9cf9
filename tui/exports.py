"""What `amis export` can write: a line for each, what makes it, and what finds the one meant.

What makes a thing imports what it needs when it is asked for.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.edits.errors import Refusal
from data.i18n import N_, _, language
from tui.surroundings import path_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.export.forms import ExportSource
    from data.model.checklist import ChecklistRun
    from data.model.competence import FocusArea
    from data.model.discussion import Discussion
    from data.model.document import Document
    from data.model.status import StatusMeeting
    from data.model.workplace import Person
    from data.store.address import DatabaseAddress

NOWHERE: Final = Path()
"""For what needs no file beside the document."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for."""

    today: date
    format: str
    year: int | None = None
    """The year asked for; None when none was."""
    meeting: str = ""
    """The code of a meeting, such as S2; empty when none was given."""
    run: str = ""
    """The code of a run of the checklist, such as T3; empty when none was given."""
    focus: str = ""
    """The code of a focus area of the competence plan, such as F1; empty for all."""
    whom: str = ""
    """Whose things to write, by name, number or role; empty for everybody's."""
    reminder: int | None = None
    """Days before an event that a calendar is to remind of it; None for no reminder."""
    whole: bool = False
    """Whether what is missing goes with what is shown at an inspection."""
    paper: str = "a3"
    """The sheet a drawing is for: a3 or a4."""
    document: Path | DatabaseAddress = NOWHERE
    """Where the document is: a workplace's own checklist is beside it."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    title: str
    source: ExportSource
    """Markdown when the format is made of it, tables for Excel; else the file's text itself."""


def _plan(document: Document, request: Request) -> Made:
    title = _("Action plan")
    if request.format == "csv":
        from data.export.plan.csv_file import plan_csv

        return Made(title, plan_csv(document, request.today))
    if request.format == "xlsx":
        from data.export.plan.sheets import plan_sheets

        return Made(title, plan_sheets(document, request.today))
    if request.format == "pdf":
        from data.export.plan.paper import plan_paper

        return Made(title, plan_paper(document, request.today))
    from data.export.plan.pages import action_plan, plan_in_one_table

    made = plan_in_one_table if request.format == "docx" else action_plan
    return Made(title, made(document, today=request.today))


def _status(document: Document, request: Request) -> Made:
    from data.export.meetings.signed import signed_minutes
    from data.export.meetings.status import status_minutes, title_of

    meeting = _meeting_meant(document, request.meeting)
    text = status_minutes(document, meeting, today=request.today)
    return Made(title_of(meeting), signed_minutes(document, meeting, text))


def _meeting_meant(document: Document, code: str) -> StatusMeeting:
    """The status meeting of a number, else the latest held, else the one being prepared.

    Raises:
        Refusal: there is none.
    """
    from data.model.choices import MeetingState
    from data.model.status import StatusMeeting

    meetings = sorted(document.all(StatusMeeting), key=lambda m: (m.held_on or date.min, m.number))
    held = [meeting for meeting in meetings if meeting.state is not MeetingState.PLANNED]
    wanted = code.strip().upper()
    fitting = [m for m in meetings if m.code == wanted] if wanted else held or meetings
    if not fitting:
        raise Refusal(
            N_("There is no status meeting {code}.")
            if wanted
            else N_("There is no status meeting yet."),
            code=wanted,
        )
    return fitting[-1]


def _discussion(document: Document, request: Request) -> Made:
    from data.export.meetings.discussion import discussion_minutes
    from data.export.meetings.signed import signed_minutes

    discussion = _discussion_meant(document, request.year)
    title = _("Annual work-environment discussion {year}").format(year=discussion.year)
    text = discussion_minutes(document, discussion, today=request.today)
    return Made(title, signed_minutes(document, discussion, text))


def _discussion_meant(document: Document, year: int | None) -> Discussion:
    """The discussion of a year, else the latest held, else the one being prepared.

    Raises:
        Refusal: there is none.
    """
    from data.model.choices import MeetingState
    from data.model.discussion import Discussion

    discussions = sorted(document.all(Discussion), key=lambda d: (d.year, d.number))
    held = [meeting for meeting in discussions if meeting.state is not MeetingState.PLANNED]
    fitting = [d for d in discussions if d.year == year] if year else held or discussions
    if not fitting:
        raise Refusal(
            N_("There is no annual discussion for {year}.")
            if year
            else N_("There is no annual discussion yet."),
            year=year,
        )
    return fitting[-1]


def _checklist(document: Document, request: Request) -> Made:
    from data.content.own_checklist import checklist_in_use
    from data.export.checklist.pages import checklist_report, title_of

    run = _run_meant(document, request.run)
    used = checklist_in_use(path_of(request.document), language())
    return Made(title_of(run), checklist_report(document, run, used.checklist, today=request.today))


def _run_meant(document: Document, code: str) -> ChecklistRun:
    """The run of the checklist of a number, else the newest.

    Raises:
        Refusal: there is none.
    """
    from data.views.checklist import all_runs

    wanted = code.strip().upper()
    runs = all_runs(document)
    fitting = [run for run in runs if run.code == wanted] if wanted else runs
    if not fitting:
        raise Refusal(
            N_("There is no run of the checklist {code}.")
            if wanted
            else N_("The checklist has not been gone through yet."),
            code=wanted,
        )
    return fitting[0]


def _wheel(document: Document, request: Request) -> Made:
    """The wheel of the year asked for, else of the one it is; for one person or for all."""
    from data.export.wheel.made import DRAWN
    from data.export.wheel.pages import title_of, wheel_markdown
    from data.views.wheel import arranged, wheel_year

    start = wheel_start(document, request)
    owner = _owner_meant(document, request)
    year = wheel_year(document, start, request.today)
    if owner is not None:
        year = arranged(start, (entry for entry in year.entries() if entry.owner == owner))
    title = title_of(year)
    if request.format == "ics":
        return Made(title, _calendar(document, request, start, owner))
    if request.format == "xlsx":
        from data.export.wheel.sheets import wheel_sheets

        return Made(title, wheel_sheets(document, year, title, owner))
    if request.format in DRAWN:
        from data.export.wheel.made import drawn_source

        return Made(
            title, drawn_source(document, year, request.format, request.paper, request.today, owner)
        )
    text = wheel_markdown(document, year, today=request.today, owner=owner)
    if request.format == "html":
        from data.export.wheel.made import pictured

        return Made(title, pictured(document, year, text, request.today))
    return Made(title, text)


def _months(document: Document, request: Request) -> Made:
    """The year as twelve months on one page."""
    from data.export.wheel.months import months_paper
    from data.views.wheel import wheel_year

    year = wheel_year(document, wheel_start(document, request), request.today)
    paper = months_paper(document, year, request.today)
    return Made(str(paper.facts["title"]), paper)


def wheel_start(document: Document, request: Request) -> date:
    """The first day of the wheel's year."""
    from data.facts.year import year_start

    workplace = document.workplace
    month = workplace.start_month if workplace is not None else 1
    if request.year is not None:
        return date(request.year, month, 1)
    return year_start(request.today, month)


def _owner_meant(document: Document, request: Request) -> str | None:
    """The id of the person asked for; None for everybody.

    Raises:
        Invalid: nobody is called that, or several are.
    """
    if not request.whom:
        return None
    from data.commands.typed import Situation, typed_value

    situation = Situation(document, request.today, language())
    owner: str = typed_value(situation, "activity", "owner", request.whom)
    return owner


def _calendar(document: Document, request: Request, start: date, owner: str | None) -> str:
    from data.export.calendar.file import calendar
    from data.export.calendar.past import past_of
    from data.store.store import Store

    past = past_of(document, Store(request.document).history.newest_first())
    return calendar(
        document,
        past,
        start=start,
        today=request.today,
        owner=owner,
        reminder=request.reminder,
    )


def _competence(document: Document, request: Request) -> Made:
    """The whole competence plan, or one focus area of it."""
    from data.export.pdf.paper import Pictured
    from data.text import clean_line

    area = _area_meant(document, request.focus)
    focus = area.id if area is not None else None
    title = _("Competence plan")
    if area is not None:
        title = f"{title}: {clean_line(area.title)}"
    if request.format == "csv":
        from data.export.competence.csv_file import competence_csv

        return Made(title, competence_csv(document, request.today, focus=focus))
    if request.format == "xlsx":
        from data.export.competence.sheets import competence_sheets

        return Made(title, competence_sheets(document, request.today, focus=focus))
    if request.format == "svg":
        from data.export.competence.svg import competence_svg

        return Made(title, competence_svg(document, request.today, focus=focus))
    if request.format == "pdf":
        from data.export.competence.paper import competence_paper

        return Made(title, competence_paper(document, request.today, focus=focus))
    from data.export.competence.pages import competence_plan

    text = competence_plan(document, today=request.today, focus=focus)
    if request.format == "html":
        from data.export.competence.svg import competence_svg

        return Made(title, Pictured(text, competence_svg(document, request.today, focus=focus)))
    return Made(title, text)


def _area_meant(document: Document, code: str) -> FocusArea | None:
    """The focus area of a number; None for all.

    Raises:
        Refusal: there is none of that number.
    """
    from data.facts.competence import focus_areas

    wanted = code.strip().upper()
    if not wanted:
        return None
    area = next((area for area in focus_areas(document) if area.code == wanted), None)
    if area is None:
        raise Refusal(N_("There is no focus area {code}."), code=code.strip())
    return area


def _inspection(document: Document, request: Request) -> Made:
    from data.export.packs.inspection import inspection_pack

    text = inspection_pack(document, today=request.today, whole=request.whole)
    return Made(_("To show at an inspection"), text)


def _yourselves(document: Document, request: Request) -> Made:
    from data.export.packs.yourselves import for_yourselves

    return Made(_("For yourselves"), for_yourselves(document, today=request.today))


def _handover(document: Document, request: Request) -> Made:
    from data.export.packs.handover import handover_pack, title_of

    person = _person_meant(document, request)
    return Made(title_of(person), handover_pack(document, person, today=request.today))


_SAY_WHOSE: Final = N_("Say whose with --for and a name, a number or a role.")


def _person_meant(document: Document, request: Request) -> Person:
    """The person named, or who holds the role named.

    Raises:
        Refusal: nobody was named, or a role that several hold.
        NobodyCalled: nobody is called that, or several are.
    """
    from data.commands.typed import Situation, person_meant
    from data.model.workplace import Person
    from data.views.report import holders

    if not request.whom:
        raise Refusal(_SAY_WHOSE)
    holding = holders(document, request.today, request.whom)
    if len(holding) > 1:
        names = [person.name for person in document.all(Person) if person.id in holding]
        raise Refusal(
            N_("That could be more than one: {names}. Say which with --for."),
            names=", ".join(names),
        )
    situation = Situation(document, request.today, language())
    identity = next(iter(holding), None) or person_meant(situation, request.whom)
    person = document.get(Person, identity)
    if person is None:
        raise Refusal(_SAY_WHOSE)
    return person


def _noticeboard(document: Document, request: Request) -> Made:
    from data.export.packs.noticeboard import noticeboard

    return Made(_("Our work-environment plan"), noticeboard(document, today=request.today))


@dataclass(frozen=True, slots=True)
class Export:
    """One thing that can be written."""

    name: str
    make: Callable[[Document, Request], Made]
    """Makes it as it is today; raises an `EditError` when what was asked for is not there."""
    formats: tuple[str, ...]
    """The first is what is written when nothing is asked for."""
    summary: str
    """What it is: a message id."""
    options: tuple[str, ...] = ()
    """The options that choose among several: attributes of `Request`."""


_PAGES: Final = ("md", "html", "docx", "pdf")
"""The formats of what is made of Markdown."""

EXPORTS: Final = (
    Export("plan", _plan, (*_PAGES, "xlsx", "csv"), N_("the action plan")),
    Export("status", _status, _PAGES, N_("minutes of a status meeting"), ("meeting",)),
    Export("discussion", _discussion, _PAGES, N_("minutes of a discussion"), ("year",)),
    Export("checklist", _checklist, _PAGES, N_("a run of the checklist"), ("run",)),
    Export(
        "wheel",
        _wheel,
        (*_PAGES, "xlsx", "svg", "png", "ics"),
        N_("the year wheel; as pdf, svg and png it is drawn, to hang up"),
        ("year", "for", "reminder", "paper"),
    ),
    Export("months", _months, ("pdf",), N_("the year as twelve months on one page"), ("year",)),
    Export(
        "competence",
        _competence,
        (*_PAGES, "xlsx", "csv", "svg"),
        N_("the competence plan, with the matrix and the members' training"),
        ("focus",),
    ),
    Export(
        "inspection",
        _inspection,
        _PAGES,
        N_("all that is shown at an inspection; with --missing also what is missing"),
        ("missing",),
    ),
    Export("yourselves", _yourselves, _PAGES, N_("what is missing by the rules, for yourselves")),
    Export(
        "handover",
        _handover,
        _PAGES,
        N_("one person's open things, for whoever takes over"),
        ("for",),
    ),
    Export("noticeboard", _noticeboard, _PAGES, N_("the plan for staff, to hang up")),
)
"""Everything, in the order of the help."""

ENDINGS: Final = {"htm": "html"}
"""Endings of a file's name that are not the format's own name."""


def export_named(name: str) -> Export | None:
    """The export of that name."""
    return next((export for export in EXPORTS if export.name == name), None)


def every_format() -> tuple[str, ...]:
    """Every format there is, in the order they are first named."""
    return tuple(dict.fromkeys(known for export in EXPORTS for known in export.formats))

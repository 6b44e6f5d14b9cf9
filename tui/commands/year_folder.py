"""`amis export all`: a year's papers in one folder, one file after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, replace
from data.edits.errors import EditError
from data.i18n import N_, _, in_language, ngettext
from tui.exit_codes import DONE, TROUBLE
from tui.exports import Request, export_named
from tui.surroundings import Usage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.export.forms import Rendered
    from data.model.document import Document
    from tui.console import Call

WHAT: Final = "all"
_FORM: Final = "pdf"


@dataclass(frozen=True, slots=True)
class YearPaper:
    """One file of the folder: which export, what is asked of it, and what its name has besides."""

    what: str
    request: Request
    besides: str = ""


def write_year(call: Call, document: Document) -> int:
    """Write the year's folder: plan, wheel, minutes, competences, packs; says each as it is made.

    What there is none of yet is said and left out; a file that is there is left, and said, unless
    it may be replaced.

    Raises:
        Usage: no folder was named, or there is no such form.
        NotInstalled: what writes that form is not there.
        ExportError: the folder cannot be made.
    """
    from data.export.files import ExportError, FileAlreadyThere, write_new

    given = call.arguments
    form = given.format or _FORM
    papers = [paper for paper in _papers(call, document, form) if _has(paper.what, form)]
    if not papers:
        raise Usage(N_("{what} can be written as {known}."), what=WHAT, known="pdf, docx, html, md")
    around = call.surroundings
    limited = around.limits.restricted or around.limits.read_only
    if given.output == "-" and not limited:
        raise Usage(N_("Name the folder the year's papers go to: --output {name}"), name="2026")
    folder = _folder(call)
    left: list[str] = []
    failed: list[str] = []
    told: list[str] = []
    for number, paper in enumerate(papers, 1):
        place = _("{n} of {count}").format(n=number, count=len(papers))
        try:
            name, made = _made(call, document, paper, form)
            target = folder / name
            at = around.beside()
            write_new(target, made.contents, document=at, overwrite=given.overwrite)
        except EditError as missing:
            call.console.say(f"{place}: {missing.sentence()}")
        except FileAlreadyThere:
            left.append(name)
        except ExportError as trouble:
            failed.append(trouble.sentence())
        else:
            call.console.say(f"{place}: {name}")
            told += [made.said] if made.said else []
        call.console.stdout.flush()
    return _ended(call, left, failed, told)


def _ended(call: Call, left: list[str], failed: list[str], told: list[str]) -> int:
    """Say in one line what was not written, or stands otherwise than it was typed."""
    if left:
        sentence = ngettext(
            "{n} file was there already and was left as it is; --overwrite replaces it: {names}",
            "{n} files were there already and were left as they are; --overwrite replaces them: "
            "{names}",
            len(left),
        )
        failed.append(sentence.format(n=len(left), names=", ".join(left)))
    if failed or told:
        call.console.complain(" ".join(dict.fromkeys((*failed, *told))))
    return TROUBLE if failed else DONE


def _has(what: str, form: str) -> bool:
    export = export_named(what)
    return export is not None and form in export.formats


def _folder(call: Call) -> Path:
    """The folder, made where it is not there.

    Raises:
        Usage: nothing may be written.
        ExportError: it cannot be made.
    """
    from data.export.files import NotWritten
    from data.store.atomic import make_folders
    from tui.restricted import destination

    if call.surroundings.limits.restricted or call.surroundings.limits.read_only:
        return destination(call.surroundings, f"{WHAT}.{_FORM}").parent
    folder = Path(call.arguments.output)
    try:
        make_folders(folder)
    except OSError as error:
        raise NotWritten(folder, error.errno or 0) from error
    return folder


def _papers(call: Call, document: Document, form: str) -> Iterator[YearPaper]:
    """What a year's folder holds, in the order it is wanted."""
    from data.views.checklist import all_runs
    from tui.exports import wheel_start

    asked = Request(
        today=call.surroundings.today(),
        format=form,
        year=call.arguments.year,
        document=call.surroundings.place,
    )
    start = wheel_start(document, asked)
    yield YearPaper("plan", asked)
    yield YearPaper("wheel", asked)
    if form == _FORM:
        yield YearPaper("wheel", replace(asked, paper="a4"), "a4")
    yield YearPaper("months", asked)
    yield YearPaper("discussion", asked)
    for meeting in _held(document, start):
        yield YearPaper("status", replace(asked, meeting=meeting), meeting)
    for run in reversed(all_runs(document)):
        if run.held_on is not None and _inside(run.held_on, start):
            yield YearPaper("checklist", replace(asked, run=run.code))
    for what in ("competence", "inspection", "noticeboard"):
        yield YearPaper(what, asked)


def _held(document: Document, start: date) -> list[str]:
    """The numbers of the status meetings that were held in the year."""
    from data.model.choices import MeetingState
    from data.model.status import StatusMeeting

    held = [
        meeting
        for meeting in document.all(StatusMeeting)
        if meeting.state is not MeetingState.PLANNED
        and meeting.held_on is not None
        and _inside(meeting.held_on, start)
    ]
    return [meeting.code for meeting in sorted(held, key=lambda m: (str(m.held_on), m.number))]


def _inside(day: date, start: date) -> bool:
    from data.dates.arithmetic import MONTHS_IN_YEAR, add_months

    return start <= day < add_months(start, MONTHS_IN_YEAR)


def _made(call: Call, document: Document, paper: YearPaper, form: str) -> tuple[str, Rendered]:
    """The file's name and what it holds, in the document's language or the one asked for by name.

    Raises:
        EditError: there is none of it yet.
        NotInstalled: what writes that form is not there.
    """
    from data.export.files import plain_name
    from data.export.forms import rendered

    workplace = document.workplace
    own = workplace.language if workplace is not None else call.surroundings.language
    chosen = getattr(call.arguments, "language", "") or own
    place = workplace.name if workplace is not None else ""
    export = export_named(paper.what)
    if export is None:
        raise Usage(N_("“{given}” is not one of {known}."), given=paper.what, known="")
    with in_language(chosen):
        made = export.make(document, paper.request)
        name = plain_name((made.title, paper.besides, place), form)
        done = rendered(made.source, form, made.title, chosen, paper.request.today, place=place)
    return name, done

"""`amis export` and `import`: files for others, and files of others."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.i18n import N_, _, in_language
from tui.arguments import Arguments, one_of, path, whole, year
from tui.commands import Handler
from tui.commands.records import read
from tui.commands.year_folder import WHAT, write_year
from tui.exit_codes import DONE, NOT_AS_ASKED
from tui.exports import ENDINGS, EXPORTS, Export, Request, every_format, export_named
from tui.surroundings import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.export.forms import Rendered
    from data.importing.outcome import FilePreview
    from data.model.document import Document
    from tui.console import Call

_CHOOSING: Final = tuple(dict.fromkeys(name for export in EXPORTS for name in export.options))


_COMES_HOME: Final = frozenset({"plan", "status", "discussion"})
"""What is sent round and read in again with what others changed in it."""


def _export_takes(arguments: Arguments) -> None:
    every = _("the year's papers in one folder, as PDF")
    told = [*((export.name, _(export.summary)) for export in EXPORTS), (WHAT, every)]
    names = "\n".join(f"{name}: {summary}" for name, summary in told)
    arguments.word("what", _("WHAT"), names, values=tuple(name for name, _summary in told))
    arguments.option(
        "--year",
        _("the year; else the latest that was held, of the wheel the one it is"),
        shown=_("YEAR"),
        kind=year,
    )
    arguments.option(
        "--meeting", _("the status meeting; else the latest that was held"), shown="S2"
    )
    arguments.option("--run", _("the run of the checklist; else the newest"), shown="T3")
    arguments.option("--focus", _("of the competence plan only this focus area"), shown="F1")
    arguments.option(
        "--for",
        _("of the wheel only what this person is responsible for; whose handover it is"),
        shown=_("NAME"),
    )
    arguments.option(
        "--reminder",
        _("in a calendar (ics): remind so many days before, at 8 in the morning"),
        shown=_("DAYS"),
        kind=whole(0, 365),
    )
    arguments.option(
        "--paper",
        _("of a drawn wheel: the sheet it is for, a3 or a4; else a3"),
        shown="a3|a4",
        kind=one_of("a3", "a4"),
    )
    arguments.option("--missing", _("with what is shown at an inspection also what is missing"))
    arguments.option(
        "--format",
        _("the format; else what the file's name says, else md"),
        shown="|".join(every_format()),
        kind=one_of(*every_format()),
    )
    arguments.option(
        "--output",
        _("the file to write, of all the folder; - or nothing for standard output"),
        shown=_("PATH"),
        kind=path,
        default="-",
    )
    arguments.option("--overwrite", _("write over the file when it is there"))


def _export(call: Call) -> int:
    """Write plans, packs or minutes. Approved minutes are written as they were approved.

    Raises:
        Usage: there is nothing of that name to export, or not in that form.
        EditError: there is no such meeting.
        StoreError: the document cannot be read.
        NotInstalled: what writes that form is not there.
        ExportError: the file cannot be written.
    """
    from data.export.forms import MARKED

    given = call.arguments
    if given.what == WHAT:
        return write_year(call, read(call))
    export = _asked_for(call)
    written_as = _format(call, export)
    written = read(call)
    made = _contents(call, export, written_as, written)
    contents = made.contents
    if given.output != "-":
        from data.export.files import write_new
        from data.export.stamp import stamp_of, stamped
        from tui.restricted import destination

        file = destination(call.surroundings, given.output)
        document = call.surroundings.beside()
        if export.name in _COMES_HOME:
            stamp = stamp_of(written, call.surroundings.today())
            contents = stamped(contents, written_as, stamp)
        write_new(file, contents, document=document, overwrite=given.overwrite)
    elif isinstance(contents, str) and written_as in MARKED:
        call.console.say(contents.removesuffix("\n"))
    else:
        call.console.send(contents)
    if made.said:
        call.console.complain(made.said)
    return DONE


def _asked_for(call: Call) -> Export:
    """What is to be written; what does not go together is refused before anything is read.

    Raises:
        Usage: it does not.
    """
    from data.export.forms import NO_TEXT

    given = call.arguments
    export = export_named(given.what)
    if export is None:
        known = ", ".join((*(export.name for export in EXPORTS), WHAT))
        raise Usage(N_("“{given}” is not one of {known}."), given=given.what, known=known)
    for option in _CHOOSING:
        if getattr(given, option) not in {None, False} and option not in export.options:
            raise Usage(
                N_("{option} says nothing about {what}."), option=f"--{option}", what=given.what
            )
    written_as = _format(call, export)
    if written_as not in export.formats:
        raise Usage(
            N_("{what} can be written as {known}."),
            what=given.what,
            known=", ".join(export.formats),
        )
    if written_as in NO_TEXT and given.output == "-" and call.console.stdout.isatty():
        raise Usage(
            N_("A terminal cannot show {format}. Name a file: --output {name}"),
            format=written_as,
            name=f"{given.what}.{written_as}",
        )
    return export


def _format(call: Call, export: Export) -> str:
    """The format asked for, else what the file's name says.

    Raises:
        Usage: the name ends like a file of another kind.
    """
    given: str | None = call.arguments.format
    name = Path(call.arguments.output).name
    ending = Path(name).suffix.lower().removeprefix(".")
    named = ENDINGS.get(ending, ending)
    # What the name promises and the file does not hold can be opened by nobody.
    if ending and (named not in export.formats or given not in {None, named}):
        known = [given] if given in export.formats else export.formats
        raise Usage(
            N_("{name} ends in .{ending}; {what} can be written to a name ending in {known}."),
            name=name,
            ending=ending,
            what=export.name,
            known=", ".join(f".{form}" for form in known),
        )
    return given or named or export.formats[0]


def _contents(call: Call, export: Export, written_as: str, document: Document) -> Rendered:
    """What was asked for, in the document's language or the one asked for by name."""
    from data.export.forms import rendered

    given = call.arguments
    workplace = document.workplace
    own = workplace.language if workplace is not None else call.surroundings.language
    chosen = getattr(given, "language", "") or own
    request = Request(
        today=call.surroundings.today(),
        format=written_as,
        year=given.year,
        meeting=given.meeting or "",
        run=given.run or "",
        focus=given.focus or "",
        whom=getattr(given, "for") or "",
        reminder=given.reminder,
        whole=given.missing,
        paper=given.paper or "a3",
        document=call.surroundings.place,
    )
    with in_language(chosen):
        made = export.make(document, request)
        place = workplace.name if workplace is not None else ""
        return rendered(made.source, written_as, made.title, chosen, request.today, place=place)


def _import_takes(arguments: Arguments) -> None:
    arguments.word(
        "file",
        _("FILE"),
        _("a plan (CSV, Excel, ODS, Word, Markdown) or a calendar (.ics); - for standard input"),
    )
    arguments.option("--dry-run", _("only show what was understood"))
    arguments.option("--json", _("what was understood as JSON, with counts and what can be chosen"))
    arguments.option(
        "--answers",
        _("what is chosen, by the keys that --json gives: “event 2.title=take, past=take”"),
        shown=_("KEY=ANSWER, …"),
        kind=_answers,
    )


def _answers(given: str) -> dict[str, str]:
    """Answers by the key of the question.

    Raises:
        Usage: they are no answers.
    """
    answers = {}
    for pair in filter(None, (part.strip() for part in given.split(","))):
        key, sign, answer = pair.rpartition("=")
        if not sign:
            raise Usage(
                N_("“{given}” is no answer; write “event 2.title=take, past=take”."), given=pair
            )
        answers[key.strip()] = answer.strip()
    return answers


def _import(call: Call) -> int:
    """Show what was understood of a file and keep it as one edit; with `--dry-run` only show it.

    Raises:
        NotATable: the file is no plan.
        NotACalendar: it says it is a calendar, and is broken.
        NotInstalled: what reads files of its kind is not there.
        Usage: an answer fits no question.
        EditError: it could not be kept.
        StoreError: it could not be saved.
        OSError: the file cannot be read.
    """
    from data.importing.preview import read_any_file
    from data.store.past import known_at
    from data.store.store import Store

    around, given = call.surroundings, call.arguments
    store = Store(around.place)
    document = store.load()
    content = _content(call, given.file)

    def past(revision: int) -> Document | None:
        return known_at(document, store.history.newest_first(), revision)

    answers: dict[str, str] = given.answers or {}
    understood = read_any_file(
        content, document, around.today(), around.language, answers, past=past
    )
    _check_answers(understood, answers)
    if given.json:
        call.console.say_json(understood.as_json())
    else:
        _tell(call, understood)
    if understood.command is not None and not given.dry_run:
        store.run(understood.command, around.author())
        if not given.json:
            call.console.say(understood.imported(_("amis undo takes it back.")))
    elif given.dry_run and not given.json:
        call.console.say(_("Nothing has been changed."))
    return NOT_AS_ASKED if understood.unanswered else DONE


def _check_answers(understood: FilePreview, answers: Mapping[str, str]) -> None:
    """Refuse answers to what is not asked, and those it has not: nothing is passed over unsaid.

    Raises:
        Usage: there is one.
    """
    known = {
        question.key: [answer.key for answer in question.answers]
        for question in (*understood.questions, *understood.columns)
    }
    for key, answer in answers.items():
        if key not in known:
            raise Usage(N_("Nothing is asked about “{key}” in this file."), key=key)
        if answer not in known[key]:
            raise Usage(
                N_("“{given}” is not one of {known}."), given=answer, known=", ".join(known[key])
            )


def _tell(call: Call, understood: FilePreview) -> None:
    """Say what was understood; behind what is asked stands what counts, since nobody answers."""
    asked = {each.key: each for each in understood.questions}
    for line in understood.told():
        question = asked.get(line.question)
        answered = f"  [{question.answer.text}]" if question is not None else ""
        call.console.say(line.text + answered)


def _content(call: Call, name: str) -> bytes:
    from data.importing.table import MOST_BYTES
    from data.store.targets import open_source

    # One more than may be, so that too much is seen to be too much.
    if name == "-":
        return call.console.stdin.read(MOST_BYTES + 1)
    with os.fdopen(open_source(Path(name), call.surroundings.beside()), "rb") as file:
        return file.read(MOST_BYTES + 1)


HANDLERS: Final = {
    "export": Handler(_export, _export_takes),
    "import": Handler(_import, _import_takes),
}

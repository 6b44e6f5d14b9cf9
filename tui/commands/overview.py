"""`amis overview`: many workplaces at a glance, and what a main committee needs of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.i18n import N_, _
from tui.arguments import Arguments, one_of, path
from tui.commands import Handler
from tui.exit_codes import DONE, NOT_UNDERSTOOD, TROUBLE
from tui.surroundings import Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.export.forms import Contents
    from data.overview.gathering import OverviewLine, Progress
    from tui.console import Call

_FORMS: Final = ("md", "html", "docx", "xlsx", "json")
_ORDERS: Final = ("calls", "name", "discussion", "changed")


def _takes(arguments: Arguments) -> None:
    arguments.word(
        "paths",
        _("PATH"),
        _("documents, folders, patterns, or @FILE with a list of them"),
        many=True,
    )
    arguments.option(
        "--by", _("in groups: sector or size"), shown="sector|size", kind=one_of("sector", "size")
    )
    arguments.option(
        "--sort", _("calls first (as else), name, discussion or changed"),
        shown="|".join(_ORDERS), kind=one_of(*_ORDERS),
    )  # fmt: skip
    arguments.option("--find", _("only workplaces whose name or sector holds it"), shown=_("TEXT"))
    arguments.option("--print", _("print the lines where a terminal would show a screen"))
    arguments.option("--json", _("the numbers as JSON"))
    arguments.option("--committee", _("what a main committee reads: subjects, effects, sums"))
    arguments.option(
        "--format", _("of the committee's pages"), shown="|".join(_FORMS), kind=one_of(*_FORMS)
    )
    arguments.option(
        "--output", _("the file to write; - or nothing for standard output"), shown=_("PATH"),
        kind=path, default="-",
    )  # fmt: skip
    arguments.option("--overwrite", _("write over the file when it is there"))


def _overview(call: Call) -> int:
    """Show a line for each workplace, what calls first on top; or the committee's pages.

    Raises:
        Usage: no document was found, or options do not go together.
        NotInstalled: what writes Word or Excel is not there.
        ExportError: the file cannot be written.
        OSError: a list cannot be read.
    """
    from data.overview.finding import documents_in
    from data.overview.gathering import Remembered, gather
    from data.overview.table import Order, in_order
    from data.own.places import cache_folder

    given, around = call.arguments, call.surroundings
    if (given.format or given.output != "-") and not given.committee:
        raise Usage(N_("A file is written of the committee's pages: --committee."))
    if given.committee and (given.by or given.sort):
        raise Usage(N_("The committee's pages are in groups already: leave out --by and --sort."))
    paths = documents_in(given.paths)
    if not paths:
        raise Usage(N_("No document was found there."))
    today = around.today()
    remembered = Remembered(cache_folder(around.environ), today)
    if _on_screen(call):
        return _show(call, paths)
    found = gather(paths, today, remembered, _progress(call))
    lines = in_order(found, given.find or "", Order(given.sort or Order.CALLS))
    if given.committee:
        return _committee(call, lines)
    if given.json:
        from data.overview.pages import lines_json

        call.console.say(json.dumps(lines_json(lines), ensure_ascii=False, indent=1))
    else:
        from data.overview.table import overview_lines

        call.console.say("\n".join(overview_lines(lines, today, given.by or "")))
    return TROUBLE if any(line.summary is None for line in lines) else DONE


def _on_screen(call: Call) -> bool:
    """Whether nothing but a look is asked for, on a terminal."""
    given = call.arguments
    asked = (given.print, given.json, given.committee, given.by, given.find, given.sort)
    return not any(asked) and call.console.stdout.isatty() and sys.stdin.isatty()


def _show(call: Call, paths: Sequence[Path]) -> int:
    import os

    from data.own.places import cache_folder, state_folder
    from tui.start import make_ready, speak_to_all
    from tui.terminal import read_profile

    around = call.surroundings
    profile = read_profile(around.environ, input_is_terminal=True, output_is_terminal=True)
    if not profile.usable:
        call.console.complain(_(profile.reason).format(**profile.details))
        return NOT_UNDERSTOOD
    make_ready(os.environ)
    speak_to_all(around.environ)
    from tui.overview import show_overview

    environ = around.environ
    show_overview(profile, paths, around.today, cache_folder(environ), state_folder(environ))
    return DONE


def _progress(call: Call) -> Progress | None:
    """Counts on a terminal's error stream, where nobody reads it for data; None elsewhere."""
    stream = call.console.stderr
    if not stream.isatty():
        return None

    def told(done: int, of: int) -> None:
        stream.write(f"\r{done}/{of}" if done < of else "\r        \r")
        stream.flush()

    return told


def _committee(call: Call, lines: Sequence[OverviewLine]) -> int:
    """The pages for a main committee, in the form asked for."""
    from data.export.files import write_new
    from data.export.forms import rendered
    from data.overview.committee import FEWEST
    from data.overview.gathering import subjects_in
    from data.overview.pages import (
        committee_json,
        committee_markdown,
        committee_sheets,
        title,
    )  # fmt: skip
    from tui.restricted import destination

    given, around = call.arguments, call.surroundings
    ending = Path(given.output).suffix.removeprefix(".").lower()
    form = given.format or (ending if ending in _FORMS else "json" if given.json else "md")
    paths = [line.path for line in lines if line.summary is not None]
    if len(paths) < FEWEST:
        raise Usage(
            N_("A main committee reads of {least} workplaces or more; here are {n}."),
            least=FEWEST,
            n=len(paths),
        )
    subjects = subjects_in(paths)
    today = around.today()
    if form == "json":
        contents: Contents = (
            json.dumps(committee_json(lines, subjects), ensure_ascii=False, indent=1) + "\n"
        )
    else:
        sheets = committee_sheets(lines, subjects) if form == "xlsx" else None
        source = sheets or committee_markdown(lines, subjects, today)
        contents = rendered(source, form, title(), around.language, today).contents
    if given.output == "-":
        if form in {"docx", "xlsx"} and call.console.stdout.isatty():
            raise Usage(
                N_("A terminal cannot show {format}. Name a file: --output {name}"),
                format=form,
                name=f"overview.{form}",
            )
        call.console.send(contents)
    else:
        write_new(destination(around, given.output), contents, overwrite=given.overwrite)
        for line in lines:
            if line.summary is None:
                call.console.complain(f"{line.path}: {line.trouble}")
    return TROUBLE if any(line.summary is None for line in lines) else DONE


HANDLERS: Final = {"overview": Handler(_overview, _takes)}

"""`amis demo`, `new`, `backup`, `restore` and `check`: the document as a file."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.dataclass import replace
from data.i18n import LANGUAGES, N_, _, ngettext
from data.text import clean_line
from tui.arguments import Arguments, one_of, whole
from tui.commands import Handler
from tui.exit_codes import DONE, NOT_AS_ASKED, TROUBLE
from tui.surroundings import Usage, called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.edits.edits import Author
    from data.model.document import Document
    from data.store.checkup import CheckupFinding
    from data.store.errors import StoreError
    from data.store.port import Keeper, Mending
    from tui.console import Call
    from tui.surroundings import Surroundings

_MOST_EMPLOYEES = 100_000
_MONTHS = 12

_NEWEST: Final = "newest"
"""The word for the newest good state there is, which mends a damaged document."""

_THIS: Final = "this"
"""The word for the older document that somebody has put in place, to go on from."""


def _demo_takes(arguments: Arguments) -> None:
    arguments.option("--write-only", _("write the example to --document and do not open it"))


def _demo(call: Call) -> int:
    """Open the example; what is done in it is gone afterwards, unless `--document` was given.

    Raises:
        Usage: there is no document to write it to.
        StoreError: the document is there already, or the disk says no.
    """
    around = call.surroundings
    named = getattr(call.arguments, "document", "")
    if call.arguments.write_only:
        if not named:
            raise Usage(N_("Say where to write the example: --document PATH."))
        _write_example(around)
        call.console.say(_("{path} has been made.").format(path=called(around.place)))
        return DONE
    from tui.launch import run as open_program

    if named:
        _write_example(around)
        return open_program(around)
    with _temporary(around) as there:
        _write_example(there)
        return open_program(there)


@contextmanager
def _temporary(around: Surroundings) -> Iterator[Surroundings]:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="amis-demo-", ignore_cleanup_errors=True) as folder:
        yield replace(around, place=Path(folder) / _("example.json"))


def _write_example(around: Surroundings) -> None:
    """Write the example in the language in use, seen from today.

    Raises:
        StoreError: the document is there already, or the disk says no.
    """
    from data.ids import new_id
    from data.start.demo import demo_document
    from data.store.store import Store

    example = demo_document(around.language, around.today())
    # Two examples are two documents: what is typed in one is no draft for the other.
    meta = replace(example.meta, document=new_id())
    Store(around.place).put(replace(example, meta=meta))


def _new_takes(arguments: Arguments) -> None:
    arguments.option("--name", _("the name of the workplace"), shown=_("NAME"))
    arguments.option(
        "--employees", _("how many work there"), shown=_("COUNT"), kind=whole(0, _MOST_EMPLOYEES)
    )
    arguments.option("--med", _("a MED agreement organises the cooperation"))
    arguments.option(
        "--sector", _("a sector, such as school; decides the first year wheel"), shown=_("SECTOR")
    )
    arguments.option(
        "--start-month",
        _("the month the year starts in; else the sector's"),
        shown="1-12",
        kind=whole(1, _MONTHS),
    )
    arguments.option(
        "--minutes-language",
        _("the language of the minutes; else the one in use"),
        shown="|".join(LANGUAGES),
        kind=one_of(*LANGUAGES),
    )
    arguments.option("--empty", _("without the activities of a first year wheel"))


def _new(call: Call) -> int:
    """Make the document of a workplace.

    Raises:
        Usage: the name or the number of employees is missing, or there is no such sector.
        StoreError: it is there already, or the disk says no.
    """
    from data.commands.setup import SetUpWorkplace
    from data.content.library import sectors, wheel_template
    from data.model.choices import Regime
    from data.store.store import Store

    given = call.arguments
    name = clean_line(given.name or "")
    if not name:
        raise Usage(N_("Say what the workplace is called: --name."))
    if given.employees is None:
        raise Usage(N_("Say how many work there: --employees."))
    language = given.minutes_language or call.surroundings.language
    known = {sector.id: sector for sector in sectors(language)}
    if given.sector and given.sector not in known:
        raise Usage(
            N_("There is no sector “{given}”; choose {known}."),
            given=given.sector,
            known=", ".join(known),
        )
    sector_month = known[given.sector].start_month if given.sector else 1
    command = SetUpWorkplace(
        name,
        given.employees,
        regime=Regime.MED if given.med else Regime.STATUTORY,
        sector=given.sector or "",
        start_month=given.start_month or sector_month,
        language=language,
        wheel=None if given.empty else wheel_template(language),
    )
    store = Store(call.surroundings.place)
    store.create(command, call.surroundings.author())
    call.console.say(_("{path} has been made.").format(path=called(store.keeper.place)))
    return DONE


def _backup_takes(arguments: Arguments) -> None:
    arguments.word(
        "path",
        _("PATH"),
        _("a folder or a new file; else the copy is kept beside the document"),
        required=False,
    )


def _backup(call: Call) -> int:
    """Keep a copy of the document, and say where.

    Raises:
        StoreError: the document is no good, there is such a file, or the disk says no.
    """
    from data.store.errors import shown
    from data.store.places import keeper_at

    around = call.surroundings
    keeper, given = keeper_at(around.place), call.arguments.path
    if given:
        made = keeper.back_up(Path(given).absolute(), around.clock())
    else:
        made = keeper.keep_now(around.clock())
    text = _("{path}: number {revision}.")
    revision = made.document.meta.revision
    call.console.say(text.format(path=shown(made.path), revision=revision))
    return DONE


def _restore_takes(arguments: Arguments) -> None:
    arguments.word(
        "copy",
        _("COPY"),
        _("a copy's number, its path, newest, or this; without it the copies are shown"),
        required=False,
        values=(_NEWEST, _THIS),
    )
    arguments.option("--yes", _("go back from a document of a newer version, too"))


def _restore(call: Call) -> int:
    """Show the copies, or go back to one as an edit that can be undone.

    Raises:
        Usage: there is no such copy.
        StoreError: the copy is no good either, or the disk says no.
        EditError: the copy is of another document.
    """
    from data.store.errors import Newer
    from data.store.places import keeper_at

    keeper = keeper_at(call.surroundings.place)
    recovery = keeper.mending()
    wanted = call.arguments.copy
    if not wanted:
        return _show_copies(call, keeper, recovery)
    trouble = recovery.trouble()
    if wanted == _NEWEST and trouble is None:
        # Asked for again after it was done, it would take back what has been saved since.
        return _nothing_to_mend(call, keeper)
    if isinstance(trouble, Newer) and not call.arguments.yes:
        return _asks(call, trouble)
    author = call.surroundings.author()
    document = _wanted(keeper, recovery, wanted)
    if not _recovered(call, recovery, author) or wanted != _NEWEST:
        _go_back(call, keeper, document, author)
    return DONE


def _asks(call: Call, newer: StoreError) -> int:
    """Say what going back from a newer document would leave behind, and do nothing."""
    call.console.say(newer.sentence())
    call.console.say(
        _(
            "What has been saved with the newer version of AMIS is not in the copy. "
            "The newer document is kept aside."
        )
    )
    call.console.complain(_("Nothing was changed. Add --yes to go back all the same."))
    return NOT_AS_ASKED


def _nothing_to_mend(call: Call, keeper: Keeper) -> int:
    """Say what going back to the newest copy of a good document would undo, and do nothing."""
    from data.store.recovery import NothingGood

    kept = keeper.copies.listed()
    if not kept:
        raise NothingGood(keeper.path)
    copied = keeper.copies.read(kept[0])
    saves = keeper.read_apart().meta.revision - copied.meta.revision
    text = ngettext(
        "The document is as it should be, so nothing was changed. To go back all the same, and "
        "undo {n} save: amis restore {copy}",
        "The document is as it should be, so nothing was changed. To go back all the same, and "
        "undo {n} saves: amis restore {copy}",
        saves,
    )
    call.console.say(text.format(n=saves, copy=kept[0].number))
    return DONE


def _show_copies(call: Call, keeper: Keeper, recovery: Mending) -> int:
    from data.dates.labels import moment_label
    from data.views.copies import glance, told_contents, told_rescue

    say = call.console.say
    trouble = recovery.trouble()
    if trouble is not None:
        rescue = recovery.rescue()
        say(trouble.sentence())
        if rescue is not None:
            say(told_rescue(rescue))
            say(_("amis restore newest puts it in place; what is there now is kept aside."))
        say()
    kept = keeper.copies.listed()
    if not kept:
        say(_("There is no good copy yet; the next save makes one."))
    for copy in kept:
        contents = glance(keeper.copies, copy)
        summary = _("cannot be read") if contents is None else told_contents(contents)
        say(f"{copy.number:>4}  {moment_label(copy.at)}  {summary}")
    return TROUBLE if trouble is not None else DONE


def _wanted(keeper: Keeper, recovery: Mending, wanted: str) -> Document:
    """The document to go back to; read before anything is changed."""
    from data.store.files import resolve
    from data.store.places import read_at
    from data.store.recovery import NothingGood
    from data.store.targets import open_source

    if wanted == _THIS:
        return keeper.read_apart()
    if wanted == _NEWEST:
        rescue = recovery.rescue()
        if rescue is None:
            raise NothingGood(recovery.path)
        kept = keeper.copies.listed()
        if recovery.trouble() or not kept:
            return rescue.document
        return keeper.copies.read(kept[0])
    if wanted.isdecimal():
        for copy in keeper.copies.listed():
            if copy.number == int(wanted):
                return keeper.copies.read(copy)
        raise Usage(N_("There is no copy {number}. amis restore shows them all."), number=wanted)
    path = Path(wanted).absolute()
    with suppress(FileNotFoundError, NotADirectoryError):  # said below
        os.close(open_source(path, recovery.path))
    return read_at(resolve(path))


def _recovered(call: Call, recovery: Mending, author: Author) -> bool:
    """Mend the document first, where it is damaged; whether it was."""
    from data.views.copies import told_recovered

    done = recovery.recover(author)
    if done is not None:
        call.console.say(told_recovered(done))
    return done is not None


def _go_back(call: Call, keeper: Keeper, document: Document, author: Author) -> None:
    from data.commands.restoring import RestoreDocument
    from data.store.store import Store

    store = Store(keeper)
    store.load()
    change = store.run(RestoreDocument(document), author)
    if change.entry is None:
        call.console.say(_("The document is as it was in that copy already."))
        return
    text = _("The document is as it was at number {number}. amis undo takes that back.")
    call.console.say(text.format(number=document.meta.revision))


def _check(call: Call) -> int:
    """Check the document and its folder, and say what was found; `TROUBLE` if it is bad."""
    from data.store.checkup import CheckupVerdict
    from data.store.places import keeper_at
    from tui.wrapping import width_of, wrapped

    around = call.surroundings
    found = keeper_at(around.place).checkup(tries=not around.limits.read_only)
    findings = (*found, *_conflict_copies(call), *_own_checklist(call))
    words = {
        CheckupVerdict.GOOD: _("fine"),
        CheckupVerdict.REMARK: _("remark"),
        CheckupVerdict.TROUBLE: _("trouble"),
    }
    width = max(map(len, words.values()))
    columns = width_of(call.console.stdout)
    for finding in findings:
        first = f"{words[finding.verdict]:{width}}  "
        for line in wrapped(finding.text, columns, first=first, rest=" " * len(first)):
            call.console.say(line)
    troubles = sum(finding.verdict is CheckupVerdict.TROUBLE for finding in findings)
    if troubles:
        sentence = ngettext(
            "The check found {count} thing that is not as it should be.",
            "The check found {count} things that are not as they should be.",
            troubles,
        )
        call.console.complain(sentence.format(count=troubles))
        return TROUBLE
    return DONE


def _conflict_copies(call: Call) -> Iterator[CheckupFinding]:
    """The copies that a service left because the document was saved in two places."""
    from data.merging.files import conflict_copies
    from data.store.checkup import CheckupFinding, CheckupVerdict
    from data.store.errors import StoreError
    from data.store.files import resolve

    with suppress(StoreError):
        for copy in conflict_copies(resolve(call.surroundings.document)):
            text = _(
                "{name} lies beside it: the same document, saved elsewhere. "
                "Merge it: amis merge FILE"
            )
            yield CheckupFinding(CheckupVerdict.REMARK, text.format(name=copy.name))


def _own_checklist(call: Call) -> Iterator[CheckupFinding]:
    """Whether the workplace's own list of questions can be used, where there is one."""
    from data.content.own_checklist import checklist_file, checklist_in_use
    from data.store.checkup import CheckupFinding, CheckupVerdict

    around = call.surroundings
    own = checklist_file(around.document)
    if own is None:
        return
    trouble = checklist_in_use(around.document, around.language).trouble
    if trouble:
        yield CheckupFinding(CheckupVerdict.TROUBLE, trouble)
    else:
        text = _("Your own checklist is in use: {file}.")
        yield CheckupFinding(CheckupVerdict.GOOD, text.format(file=own.name))


HANDLERS: Final = {
    "demo": Handler(_demo, _demo_takes),
    "new": Handler(_new, _new_takes),
    "backup": Handler(_backup, _backup_takes),
    "restore": Handler(_restore, _restore_takes),
    "check": Handler(_check),
}

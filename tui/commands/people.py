"""`amis hand-on` and `erase`: when somebody leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import N_, _, ngettext
from data.text import fold
from tui.commands import Handler
from tui.commands.records import person_called
from tui.exit_codes import DONE, NOT_AS_ASKED
from tui.surroundings import Usage

if TYPE_CHECKING:
    from data.erasing.disk import Traces
    from data.model.base import Record
    from data.model.document import Document
    from data.model.workplace import Person
    from tui.arguments import Arguments
    from tui.console import Call


def _hand_on_takes(arguments: Arguments) -> None:
    arguments.word("name", _("NAME"), _("who hands on"))
    arguments.option("--to", _("who takes over"), shown=_("NAME"))
    arguments.option("--left", _("the last day of the one who hands on"), shown=_("DATE"))


def _hand_on(call: Call) -> int:
    """Hand on all that one person answers for to another, as one edit, and say what.

    Raises:
        Usage: nobody is named to take over.
        EditError: nobody is called that, or who takes over has left.
        StoreError: it could not be saved.
    """
    from data.commands.hand_over import EVERYTHING, HandOn
    from data.commands.typed import Situation, typed_value
    from data.dates.labels import long_date
    from data.model.workplace import Person
    from data.store.store import Store
    from data.views.hand_over import duties

    given, around = call.arguments, call.surroundings
    if not given.to:
        raise Usage(N_("Who takes over? Write --to NAME."))
    store = Store(around.place)
    document = store.load()
    person = document.get(Person, person_called(call, document, given.name))
    heir = person_called(call, document, given.to)
    if person is not None and person.id == heir:
        raise Usage(N_("{name} cannot take over from {name}."), name=person.name)
    left_on = None
    if given.left:
        situation = Situation(document, around.today(), around.language)
        left_on = typed_value(situation, Person.kind, "left_on", given.left)
    if person is None:
        return NOT_AS_ASKED
    handed = duties(document, person, around.today())
    store.run(HandOn(person.id, {EVERYTHING: heir}, left_on), around.author())
    count = len(handed)
    news = ngettext("{n} thing handed on.", "{n} things handed on.", count).format(n=count)
    call.console.say(news if count else _("There was nothing to hand on."))
    for duty in handed:
        call.console.say(f"  {_named(duty.record)} ({duty.label})")
    if left_on is not None:
        call.console.say(_("Last day: {day}.").format(day=long_date(left_on)))
    return DONE


def _named(record: Record) -> str:
    """A record by its number and name; a meeting has no name but its kind."""
    kind = f"{_(record.label)} " if record.title_field in {"year", "held_on"} else ""
    return f"{record.code} {kind}{record.heading}".strip()


def _erase_takes(arguments: Arguments) -> None:
    arguments.word("name", _("NAME"), _("the person, by full name"))
    arguments.option("--also", _("what else they are called; commas between"), shown=_("NAMES"))
    arguments.option("--exports", _("also delete exported files that name them"))
    arguments.option("--yes", _("do it; without this only what it means is shown"))


def _erase(call: Call) -> int:
    """Say where a person is named; with `--yes`, erase them. Ends with 1 when it was not done.

    Raises:
        StoreError: something could not be read or written; doing it again goes on.
    """
    from data.erasing.disk import erase, look_for
    from data.own.drafts import Drafts
    from data.own.places import state_folder
    from data.store.store import Store
    from data.views.hand_over import duties

    given, around = call.arguments, call.surroundings
    store = Store(around.place)
    document = store.load()
    person = _person_named(document, given.name)
    also = (given.name, *(part.strip() for part in (given.also or "").split(",") if part.strip()))
    drafts = Drafts(state_folder(around.environ), document.meta.document or str(store.path))
    if person is not None and (left := duties(document, person, around.today())):
        count = len(left)
        text = ngettext(
            "{name} still answers for {n} thing. First: amis hand-on",
            "{name} still answers for {n} things. First: amis hand-on",
            count,
        )
        call.console.complain(text.format(name=person.name, n=count))
        return NOT_AS_ASKED
    if not given.yes:
        traces = look_for(store, person, also, drafts)
        if person is None and not (traces.count or traces.exports or traces.unread):
            text = _("“{name}” stands nowhere in what AMIS keeps here.")
            call.console.complain(text.format(name=given.name))
            return NOT_AS_ASKED
        _tell_traces(call, traces)
        if traces.count:
            call.console.complain(_("Nothing was changed. Add --yes to erase for good."))
        return NOT_AS_ASKED
    _change, traces = erase(store, person, around.author(), also, drafts, exports=given.exports)
    _tell_traces(call, traces, done=True, exports=given.exports)
    return DONE


def _person_named(document: Document, name: str) -> Person | None:
    from data.model.workplace import Person

    wanted = fold(" ".join(name.split()))
    fits = [p for p in document.all(Person) if wanted in {fold(p.name), fold(p.code)}]
    return fits[0] if len(fits) == 1 else None


def _tell_traces(call: Call, traces: Traces, *, done: bool = False, exports: bool = False) -> None:
    """Say how often each kind of place names the person, and what stays as it is."""
    say = call.console.say
    counts = (
        (_("records"), traces.records),
        (_("lines of the history"), traces.lines),
        (_("dated copies"), traces.copies),
        (_("drafts of yours"), traces.drafts),
    )
    say(_("Erased from:") if done else _("Found in:"))
    for label, count in counts:
        say(f"  {label}: {count}")
    for name in traces.beside:
        say(f"  {name}")
    if traces.minutes:
        say(_("Approved minutes among them: {codes}").format(codes=", ".join(traces.minutes)))
    left = [*(() if exports and done else traces.exports), *traces.unread]
    if exports and done and traces.exports:
        say(_("Deleted: {names}").format(names=", ".join(traces.exports)))
    if left:
        say(_("Not changed, look into them yourself: {names}").format(names=", ".join(left)))
    say(
        _(
            "Out of reach: other people's drafts, files that were sent or copied elsewhere, "
            "and the machine's own backup."
        )
    )


HANDLERS: Final = {
    "hand-on": Handler(_hand_on, _hand_on_takes),
    "erase": Handler(_erase, _erase_takes),
}

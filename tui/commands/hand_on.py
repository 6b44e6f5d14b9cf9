"""`amis hand-on`: everything one person answers for goes to another, as one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import N_, _, ngettext
from tui.commands.records import person_called
from tui.surroundings import Usage

if TYPE_CHECKING:
    from data.model.base import Record
    from tui.arguments import Arguments
    from tui.console import Call


def _named(record: Record) -> str:
    """A record by its number and name; a meeting has no name but its kind."""
    kind = f"{_(record.label)} " if record.title_field in {"year", "held_on"} else ""
    return f"{record.code} {kind}{record.heading}".strip()


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word("name", _("NAME"), _("who hands on"))
    arguments.option("--to", _("who takes over"), shown=_("NAME"))
    arguments.option("--left", _("the last day of the one who hands on"), shown=_("DATE"))


def run(call: Call) -> int:
    """Hand on, and say what.

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
    store = Store(around.document)
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
        return 1
    handed = duties(document, person, around.today())
    store.run(HandOn(person.id, {EVERYTHING: heir}, left_on), around.author())
    count = len(handed)
    said = ngettext("{n} thing handed on.", "{n} things handed on.", count).format(n=count)
    call.console.say(said if count else _("There was nothing to hand on."))
    for duty in handed:
        call.console.say(f"  {_named(duty.record)} ({duty.label})")
    if left_on is not None:
        call.console.say(_("Last day: {day}.").format(day=long_date(left_on)))
    return 0

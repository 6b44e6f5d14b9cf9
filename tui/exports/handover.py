"""The handover pack of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.edits.errors import Refusal
from data.export.packs.handover import handover_pack, title_of
from data.i18n import N_, language
from data.model.workplace import Person
from data.views.report import holders
from tui.exports import Made

if TYPE_CHECKING:
    from data.model.document import Document
    from tui.exports import Request

_SAY_WHOSE: Final = N_("Say whose with --for and a name, a number or a role.")


def make(document: Document, request: Request) -> Made:
    """The pack of the person named.

    Raises:
        Refusal: nobody was named, or a role that several hold.
        NobodyCalled: nobody is called that, or several are.
    """
    person = _person(document, request)
    return Made(title_of(person), handover_pack(document, person, today=request.today))


def _person(document: Document, request: Request) -> Person:
    if not request.whom:
        raise Refusal(_SAY_WHOSE)
    held = holders(document, request.today, request.whom)
    if len(held) > 1:
        names = [p.name for p in document.all(Person) if p.id in held]
        said = N_("That could be more than one: {names}. Say which with --for.")
        raise Refusal(said, names=", ".join(names))
    identity = next(iter(held), None) or _called(document, request)
    person = document.get(Person, identity)
    if person is None:
        raise Refusal(_SAY_WHOSE)
    return person


def _called(document: Document, request: Request) -> str:
    from data.commands.typed import Situation, person_meant

    return person_meant(Situation(document, request.today, language()), request.whom)

"""What keys change about a record of the workplace: one of its fields, or all of it at once.

Each flow says whether something was saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.content.library import sectors
from data.dates.labels import month_name
from data.edits.records import DeleteRecord, SetField
from data.facts.people import owned
from data.i18n import _, language, ngettext
from data.model.base import label_of, specs
from data.model.workplace import Person, Workplace
from data.rules.organisation import what_changes
from data.views.workplace_words import LANGUAGES
from screens.dialogs.confirm import ConfirmPrompt
from screens.dialogs.prompt import ChoicePrompt, Option
from screens.shared.fields import edit_field

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.profile import Profile
    from screens.frame.desk import Desk

_MONTHS: Final = frozenset({"start_month", "discussion_month"})
_CODED: Final = _MONTHS | {"sector", "language"}
"""Fields of the workplace that are kept as a number or a code and asked for in words."""


async def edit(desk: Desk, record: Record, name: str) -> bool:
    """Ask for a field; where another size or regime changes what is asked of the workplace, say so.

    Args:
        desk: What it works at.
        record: The record.
        name: The field; a name that is none of the record's is passed over.
    """
    if name not in specs(type(record)):
        return False
    if isinstance(record, Workplace) and name in _CODED:
        return await _ask_coded(desk, record, name)
    before = _profile(desk)
    if not await edit_field(desk, record, name):
        return False
    after = _profile(desk)
    news = what_changes(before, after) if before and after else ""
    if news:
        desk.say(news)
    return True


def _profile(desk: Desk) -> Profile | None:
    workplace = desk.document.workplace
    return workplace.profile if workplace is not None else None


async def _ask_coded(desk: Desk, workplace: Workplace, name: str) -> bool:
    """Ask for a sector, a month or a language."""
    now = getattr(workplace, name)
    title = label_of(Workplace, name)
    answer = await desk.ask(ChoicePrompt(title, _options(name), value=str(now)))
    if answer is None:
        return False
    value: Any = int(answer) if name in _MONTHS else answer
    if value == now:
        return False
    command = SetField(Workplace.kind, workplace.id, name, value, base=now)
    return await desk.run(command, _("Saved.")) is not None


def _options(name: str) -> list[Option]:
    if name == "sector":
        return [Option(sector.id, sector.title) for sector in sectors(language())]
    if name == "language":
        return [Option(code, _(label)) for code, label in LANGUAGES.items()]
    return [Option(str(month), month_name(month)) for month in range(1, 13)]


async def delete(desk: Desk, record: Record) -> bool:
    """Delete a record; undo brings it back. Somebody who answers for things is asked about."""
    open_things = _open_things(desk, record) if isinstance(record, Person) else ""
    if open_things:
        question = _("Delete {name}?").format(name=record.heading)
        advice = _("An end date keeps the old minutes right; x sets it.")
        if not await desk.ask(ConfirmPrompt(question, f"{open_things} {advice}")):
            return False
    news = _("{name} is deleted. u: undo").format(name=record.heading)
    return await desk.run(DeleteRecord(record.kind, record.id), news) is not None


def _open_things(desk: Desk, person: Person) -> str:
    """How many things would have nobody; empty for none."""
    count = len(owned(desk.document, person, desk.today))
    if not count:
        return ""
    return ngettext(
        "{n} open thing has to change owner.", "{n} open things have to change owner.", count
    ).format(n=count)

"""What keys change about rows of the competence plan that are there. Each flow is one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.competence import MoveRow
from data.edits.records import DeleteRecord, SetField
from data.facts.competence import members_of
from data.i18n import _
from data.model.competence import Challenge, Need
from data.model.workplace import Person
from screens.competence.columns import LEVELS
from screens.dialogs.prompt import ChoicePrompt, Option
from screens.shared.fields import edit_field

if TYPE_CHECKING:
    from data.model.competence import FocusArea, Task
    from screens.frame.desk import Desk


def level_options() -> list[Option]:
    """The levels to choose from; each has its own number, none comes last."""
    return [Option(str(level), f"{_(LEVELS[level])} ({level})") for level in (1, 2, 3, 0)]


async def reword(desk: Desk, record: Challenge | FocusArea | Task | Need) -> None:
    """Ask for other words for a row or a challenge."""
    await edit_field(desk, record, "text" if isinstance(record, Challenge) else "title")


async def ask_form(desk: Desk, need: Need) -> None:
    """Ask whether a need is knowledge, a skill or something else."""
    await edit_field(desk, need, "form")


async def ask_level(desk: Desk, need: Need) -> None:
    """Ask which level a need asks for."""
    title = _("Level asked for: {need}").format(need=need.title)
    answer = await desk.ask(ChoicePrompt(title, level_options(), value=str(need.level)))
    if answer is not None and int(answer) != need.level:
        await desk.run(SetField(Need.kind, need.id, "level", int(answer), need.level))


async def move_row(desk: Desk, row: FocusArea | Task | Need, *, down: bool) -> None:
    """Move a row one place."""
    change = await desk.run(MoveRow(row.kind, row.id, down))
    if change is not None and change.entry is None and desk.session.trouble is None:
        desk.say(_("It cannot be moved further that way."))


async def delete(desk: Desk, record: Challenge | FocusArea | Task | Need) -> None:
    """Delete a row or a challenge with all that is part of it; undo brings it back."""
    news = _("{name} is deleted. u: undo").format(name=record.heading)
    await desk.run(DeleteRecord(record.kind, record.id), news)


async def add_member(desk: Desk) -> None:
    """Add somebody; the column comes by itself, for whoever has a seat or a role."""
    from screens.shared.new_records import add_person

    reference = await add_person(desk)
    person = desk.document.resolve(reference)
    if not isinstance(person, Person):
        return
    if any(member.id == person.id for member in members_of(desk.document, desk.today)):
        desk.say(_("{name} is added.").format(name=person.name))
    else:
        text = _("{name} is added, and gets a column with a seat or a role in part 8.")
        desk.say(text.format(name=person.name))

"""Adding people, groups and APV conditions a few questions each.

Each flow gives back the reference of what was added; empty when a question was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.edits.records import AddRecord
from data.i18n import _
from data.ids import new_id
from data.model.choices import BodyLevel, Role, choice_label
from data.model.plan import Condition
from data.model.workplace import Body, MajorChange, Person
from data.start.questions import address_of, name_and_job
from data.text import clean_line, fold
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt, TickPrompt

if TYPE_CHECKING:
    from data.model.base import Record
    from screens.frame.desk import Desk

_EMPLOYER = frozenset({Role.CHAIR, Role.MANAGER})
_WITHOUT_SEAT = frozenset({Role.EMPLOYEE, Role.ADVISER})


LINE: Final = "line"
"""What `add_new` gives back where an action, goal, activity or idea is to be written down; behind
it the letter that has been typed of it already."""

LETTERS: Final = {letter: f"{LINE}{letter}" for letter in "HMAI"}
"""The letters such a line begins with: who types one has chosen the line."""


async def add_new(desk: Desk, here: str) -> str:
    """Ask what is new at the workplace, then about it.

    Args:
        desk: What it works at.
        here: The kind of record under the cursor: the answer that is proposed.

    Returns:
        The reference of what was added; `LINE` and a letter, or empty when a question was left.
    """
    flows = {
        Person.kind: (add_person, _("person")),
        Body.kind: (add_body, _("group or committee")),
        Condition.kind: (add_condition, _("condition in the APV")),
        MajorChange.kind: (add_change, _("major change")),
    }
    options = [Option(kind, name) for kind, (_flow, name) in flows.items()]
    options.append(Option(LINE, _("action, goal, activity or idea")))
    prompt = ChoicePrompt(_("What is new?"), options, value=here, begins=LETTERS)
    answer = await desk.ask(prompt)
    if answer is None or answer.startswith(LINE):
        return answer or ""
    flow, _name = flows[answer]
    return await flow(desk)


async def add_person(desk: Desk) -> str:
    """Add somebody: name, roles, seats.

    A role behind the name, as in `Ole Brandt, supervisor`, is ticked already; an address there is
    kept as the person's.
    """
    typed = await _ask_name(desk, _("New person: name, and the e-mail if you like"), Person)
    if typed is None:
        return ""
    name, job = name_and_job(typed)
    options = [Option(str(role), choice_label(role)) for role in Role]
    said = [option.value for option in options if fold(option.label) == fold(job)]
    ticked = await desk.ask(TickPrompt(_("Roles of {name}").format(name=name), options, said))
    if ticked is None:
        return ""
    roles = tuple(Role(value) for value in ticked)
    seats = await _ask_seats(desk, name, frozenset(roles))
    if seats is None:
        return ""
    decides = not _EMPLOYER.isdisjoint(roles)
    values = {"name": name, "roles": roles, "bodies": seats, "decides": decides}
    if address := address_of(typed):
        values["email"] = address
    if job and not said:
        values["title"] = job
    news = _("{name} is added. Fill in the rest on the right.").format(name=name)
    return await _add(desk, Person.kind, values, news)


async def _ask_seats(desk: Desk, name: str, roles: frozenset[Role]) -> tuple[str, ...] | None:
    """Where somebody with these roles sits; an employee or an adviser sits nowhere."""
    bodies = desk.document.all(Body)
    if not bodies or not roles - _WITHOUT_SEAT:
        return ()
    options = [Option(body.id, body.name) for body in bodies]
    only = [bodies[0].id] if len(bodies) == 1 else []
    return await desk.ask(TickPrompt(_("Seats of {name}").format(name=name), options, only))


async def add_body(desk: Desk) -> str:
    """Add a group or committee: name, kind."""
    name = await _ask_name(desk, _("New group or committee: name"), Body)
    if name is None:
        return ""
    options = [Option(str(level), choice_label(level)) for level in BodyLevel]
    level = await desk.ask(ChoicePrompt(_("What is {name}?").format(name=name), options))
    if level is None:
        return ""
    news = _("{name} is added. Give people their seat under “{field}”.").format(
        name=name, field=_("Sits in")
    )
    return await _add(desk, Body.kind, {"name": name, "level": BodyLevel(level)}, news)


async def add_condition(desk: Desk) -> str:
    """Add an APV condition: title, day it was assessed."""
    title = await _ask_name(desk, _("New APV condition"), Condition)
    if title is None:
        return ""
    prompt = DatePrompt(_("When was it assessed last?"), desk.today)
    assessed = await desk.ask(prompt)
    if assessed is not None:
        values = {"title": title, "assessed_on": assessed.day}
        return await _add(desk, Condition.kind, values, _("{name} is added.").format(name=title))
    return ""


async def add_change(desk: Desk) -> str:
    """Add a major change of the workplace: one line, and the day."""
    what = await _ask_name(desk, _("New major change: what changed"), MajorChange)
    if what is None:
        return ""
    when = await desk.ask(DatePrompt(_("When did it change?"), desk.today, desk.today))
    if when is None:
        return ""
    values = {"what": what, "on": when.day}
    news = _("{name} is added. Look at whether everybody still reaches a member.")
    return await _add(desk, MajorChange.kind, values, news.format(name=what))


async def _add(desk: Desk, kind: str, values: dict[str, Any], news: str) -> str:
    """Add a record; its reference, empty when it was not added."""
    command = AddRecord(kind, values, new_id())
    return f"{kind}:{command.id}" if await desk.run(command, news) is not None else ""


async def _ask_name(desk: Desk, title: str, of: type[Record]) -> str | None:
    """A new record's name; None when the question was left."""
    prompt = TextPrompt(
        title,
        accept=lambda text: "" if clean_line(text) else _("This must be filled in."),
        drafts=desk.drafts,
        place=f"new.{of.kind}",
    )
    text = await desk.ask(prompt)
    return None if text is None else clean_line(text)

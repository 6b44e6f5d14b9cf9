"""Adding people, groups and APV conditions on the workplace screen: a few questions each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from data.i18n import _
from data.model.choices import BodyLevel, Role, choice_label
from data.model.plan import Condition
from data.model.workplace import Body, Person
from data.text import clean_line
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt, TickPrompt

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from data.model.base import Record
    from data.model.document import Document
    from data.session import Session
    from screens.frame.desk import Desk

T = TypeVar("T")

_EMPLOYER = frozenset({Role.CHAIR, Role.MANAGER})
_WITHOUT_SEAT = frozenset({Role.EMPLOYEE, Role.ADVISER})


class Adds(Protocol):
    """The screen the questions are asked on."""

    desk: Desk

    @property
    def document(self) -> Document:
        """The document as it is now."""

    @property
    def session(self) -> Session:
        """The user's way into it."""

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog and wait for its answer."""

    async def add(self, kind: str, values: dict[str, Any], said: str) -> None:
        """Add a record and go to it."""


async def add_person(screen: Adds) -> None:
    """Add somebody: name, roles, seats."""
    name = await _ask_name(screen, _("New person: name"), Person)
    if name is None:
        return
    options = [Option(str(role), choice_label(role)) for role in Role]
    ticked = await screen.ask(TickPrompt(_("Roles of {name}").format(name=name), options, ()))
    if ticked is None:
        return
    roles = tuple(Role(value) for value in ticked)
    seats = await _ask_seats(screen, name, frozenset(roles))
    if seats is None:
        return
    decides = not _EMPLOYER.isdisjoint(roles)
    values = {"name": name, "roles": roles, "bodies": seats, "decides": decides}
    said = _("{name} is added. Fill in the rest on the right.").format(name=name)
    await screen.add(Person.kind, values, said)


async def _ask_seats(screen: Adds, name: str, roles: frozenset[Role]) -> tuple[str, ...] | None:
    """Where somebody with these roles sits; an employee or an adviser sits nowhere."""
    bodies = screen.document.all(Body)
    if not bodies or not roles - _WITHOUT_SEAT:
        return ()
    options = [Option(body.id, body.name) for body in bodies]
    only = [bodies[0].id] if len(bodies) == 1 else []
    return await screen.ask(TickPrompt(_("Seats of {name}").format(name=name), options, only))


async def add_body(screen: Adds) -> None:
    """Add a group or committee: name, kind."""
    name = await _ask_name(screen, _("New group or committee: name"), Body)
    if name is None:
        return
    options = [Option(str(level), choice_label(level)) for level in BodyLevel]
    level = await screen.ask(ChoicePrompt(_("What is {name}?").format(name=name), options))
    if level is None:
        return
    said = _("{name} is added. Give people their seat under “{field}”.").format(
        name=name, field=_("Sits in")
    )
    await screen.add(Body.kind, {"name": name, "level": BodyLevel(level)}, said)


async def add_condition(screen: Adds) -> None:
    """Add an APV condition: title, day it was assessed."""
    title = await _ask_name(screen, _("New APV condition"), Condition)
    if title is None:
        return
    prompt = DatePrompt(_("When was it assessed last?"), screen.session.today())
    assessed = await screen.ask(prompt)
    if assessed is not None:
        values = {"title": title, "assessed_on": assessed.day}
        await screen.add(Condition.kind, values, _("{name} is added.").format(name=title))


async def _ask_name(screen: Adds, title: str, of: type[Record]) -> str | None:
    """A new record's name; None when the question was left."""
    prompt = TextPrompt(
        title,
        accept=lambda text: "" if clean_line(text) else _("This must be filled in."),
        drafts=screen.desk.drafts,
        place=f"new.{of.kind}",
    )
    text = await screen.ask(prompt)
    return None if text is None else clean_line(text)

"""`amis list`: the records of one kind, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.i18n import N_, _
from data.model.base import Record, specs
from data.model.choices import IdeaState, MeetingState
from data.model.discussion import Discussion
from data.model.document import PLURALS
from data.model.plan import Action, Goal, Idea
from data.model.status import StatusMeeting
from tui.commands.records import person_called, read, record_json
from tui.surroundings import Usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.model.document import Document
    from tui.arguments import Arguments
    from tui.console import Call

_COLUMNS: Final = {
    "action": ("status", "due", "owner", "measure"),
    "goal": ("year", "outcome", "due", "owner", "title"),
    "activity": ("day", "repeat", "owner", "title"),
    "idea": ("state", "topic", "text"),
    "person": ("short", "name", "roles"),
    "body": ("level", "name"),
    "discussion": ("year", "state", "held_on", "place"),
    "status_meeting": ("held_on", "state", "place"),
    "condition": ("area", "assessed_on", "title"),
    "checklist_run": ("held_on", "target", "again_on"),
    "training": ("person", "form", "year", "answer", "taken_on"),
}
"""The fields shown per kind; others show number and name."""

_OPEN: Final[dict[type[Record], Callable[[Any], bool]]] = {
    Action: lambda action: action.is_open,
    Goal: lambda goal: goal.outcome is None,
    Idea: lambda idea: idea.state is IdeaState.OPEN,
    Discussion: lambda meeting: meeting.state is not MeetingState.APPROVED,
    StatusMeeting: lambda meeting: meeting.state is not MeetingState.APPROVED,
}
"""The kinds that can be settled, and what is not yet."""


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word("kind", _("KIND"), _("actions, goals, activities, ideas, people …"))
    arguments.option("--open", _("only what is not settled yet"))
    arguments.option("--owner", _("only what this person is responsible for"), shown=_("NAME"))
    arguments.option("--json", _("as JSON"))


def run(call: Call) -> int:
    """Show them.

    Raises:
        Usage: there is no such kind, or it cannot be narrowed down like that.
        EditError: nobody is called that.
        StoreError: the document cannot be read.
    """
    given = call.arguments
    cls = PLURALS.get(given.kind)
    if cls is None:
        raise Usage(
            N_("There is no kind “{given}”; choose {known}."),
            given=given.kind,
            known=", ".join(PLURALS),
        )
    if given.open and cls not in _OPEN:
        raise Usage(N_("--open says nothing about {kind}."), kind=cls.plural)
    if given.owner and "owner" not in specs(cls):
        raise Usage(N_("Nobody is responsible for {kind}."), kind=cls.plural)
    document = read(call)
    rows = list(document.all(cls))
    if given.open:
        rows = [record for record in rows if _OPEN[cls](record)]
    if given.owner:
        owner = person_called(call, document, given.owner)
        rows = [record for record in rows if getattr(record, "owner", None) == owner]
    if given.json:
        call.console.say_json([record_json(document, record) for record in rows])
        return 0
    for line in table(document, rows):
        call.console.say(line)
    return 0


def table(document: Document, rows: list[Record]) -> list[str]:
    """The records as aligned lines, number first; the last column is as long as it is."""
    from data.views.show import show_field

    cells = [
        [
            record.code,
            *(
                show_field(document, record, name).replace("\n", " ")
                for name in _COLUMNS.get(record.kind, (type(record).title_field,))
            ),
        ]
        for record in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(f"{text:{width}}" for text, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]

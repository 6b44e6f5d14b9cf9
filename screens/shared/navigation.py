"""Going to the thing itself: the part it belongs to with the thing in sight, else its card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.model.base import specs
from data.model.checklist import ChecklistAnswer, ChecklistRun
from data.model.discussion import AgendaItem, Attendance, Discussion, Note
from data.model.merging import Difference
from data.model.plan import Condition
from data.model.status import StatusAnswer, StatusEntry, StatusMeeting
from data.model.wheel import Occurrence
from data.model.workplace import Body, Person, Training, Workplace

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.document import Document
    from screens.frame.desk import Desk

CHECKLIST: Final = "checklist"

_PARTS: Final[dict[type[Record], str]] = {
    Discussion: "discussion",
    AgendaItem: "discussion",
    StatusMeeting: "status",
    Workplace: "workplace",
    Body: "workplace",
    Person: "workplace",
    Condition: "workplace",
    ChecklistRun: CHECKLIST,
}
"""The parts that can take a record up; of anything else the card is shown."""

_DEEPEST: Final = 20
"""Notes may be about notes; after so many steps whatever is there is shown."""


def subject(document: Document, record: Record) -> Record:
    """What to show for a record: a note's subject, an answer's meeting, itself for most."""
    for _step in range(_DEEPEST):
        above = _above(document, record)
        if above is None:
            break
        record = above
    return record


def _above(document: Document, record: Record) -> Record | None:
    match record:
        case Note() | Difference():
            return document.resolve(record.about)
        case Attendance():
            return document.resolve(record.meeting)
        case StatusEntry():
            return document.record("action", record.action or "")
        case StatusAnswer():
            return document.get(StatusMeeting, record.meeting)
        case Occurrence():
            return document.record("activity", record.activity or "")
        case ChecklistAnswer():
            return document.get(ChecklistRun, record.run)
        case Training():
            return document.get(Person, record.person)
        case _:
            return None


async def go_to(desk: Desk, record: Record, field: str = "") -> None:
    """Go to a record, from the part one is on; to mend a field of it, to its card.

    The card lies over the part: Escape leads back to where one was.
    """
    if field in specs(type(record)):
        from screens.shared.card import open_card

        open_card(desk, record, field=field)
        return
    record = subject(desk.document, record)
    part = _PARTS.get(type(record))
    if part is not None and await desk.floor.bring_up(part, record.reference):
        return
    from screens.shared.card import open_card

    open_card(desk, record)


async def go_through_checklist(desk: Desk, reference: str) -> None:
    """Go to the checklist and begin with an action or goal."""
    await desk.floor.bring_up(CHECKLIST, reference)

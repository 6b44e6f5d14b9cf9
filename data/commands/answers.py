"""The answer to a reminder in one line: it is done, or it will be later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from data.commands.plan import CloseAction
from data.commands.wheel import MoveEntry, TickOccurrence
from data.dataclass import dataclass
from data.dates.arithmetic import FIRST_DAY, MONTHS_IN_YEAR, add_months
from data.edits.edits import Add
from data.edits.errors import Refusal
from data.edits.records import SetFields
from data.facts.plan import ActionDay, judged_by, open_days
from data.i18n import N_
from data.ids import new_id
from data.model.discussion import Note
from data.model.plan import Action
from data.model.wheel import Activity
from data.views.wheel import wheel_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.edits.edits import Author, Edit
    from data.model.base import Record
    from data.model.document import Document
    from data.views.wheel_entry import WheelEntry

_ONE_LINE: Final = N_("{code} is answered in AMIS; one line cannot say it.")


@dataclass(frozen=True, slots=True)
class AnswerDone:
    """An action was carried out, or the next occurrence of an activity was."""

    name: ClassVar[str] = "answer_done"
    code: str
    words: str
    """What was done; empty for nothing said."""
    secret: bool = False
    """The words are confidential: a note of their own, never what everybody reads."""

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The action closed, its effect judged later; or the occurrence ticked, and a note.

        Raises:
            Refusal: it is no such record, or is done already.
        """
        record = _answered(document, self.code)
        if isinstance(record, Action):
            if not record.is_open:
                raise Refusal(N_("{code} is closed already."), code=record.code)
            later = judged_by(record, author.day)
            told = "" if self.secret else self.words
            closing = CloseAction(record.id, note=told, effect_due=later)
            yield from closing.edits(document, author)
            if self.secret:
                yield from _noted(record, self.words, secret=True)
            return
        entry = _next_of(document, record, author.day)
        yield from TickOccurrence(entry).edits(document, author)
        yield from _noted(record, self.words, secret=self.secret)


@dataclass(frozen=True, slots=True)
class AnswerLater:
    """The day that calls first is put off to another, with the reason as a note."""

    name: ClassVar[str] = "answer_later"
    code: str
    day: date
    words: str
    """Why; empty for nothing said."""
    secret: bool = False
    """Why is confidential."""

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The deadline, follow-up or occurrence moved, and a note.

        Raises:
            Refusal: it is no such record, or has no day that can be put off.
        """
        record = _answered(document, self.code)
        if isinstance(record, Action):
            waiting = sorted(open_days(record), key=lambda found: found[1])
            field = waiting[0][0] if waiting else ActionDay.DUE
            if not waiting and not record.is_open:
                raise Refusal(N_("{code} is closed already."), code=record.code)
            changes: dict[str, Any] = {field.value: self.day}
            if field is ActionDay.DUE and record.due is not None and self.day > record.due:
                changes["postponed"] = record.postponed + 1
            yield from SetFields(Action.kind, record.id, changes).edits(document, author)
        else:
            entry = _next_of(document, record, author.day)
            yield from MoveEntry(entry, to=self.day).edits(document, author)
        yield from _noted(record, self.words, secret=self.secret)


def _answered(document: Document, code: str) -> Action | Activity:
    record: Record | None = document.find(code)
    if record is None:
        raise Refusal(N_("There is no {code}."), code=code)
    if not isinstance(record, Action | Activity):
        raise Refusal(_ONE_LINE, code=record.code)
    return record


def _next_of(document: Document, activity: Activity, today: date) -> WheelEntry:
    """The occurrence that calls: the first that was missed, else the next.

    Raises:
        Refusal: nothing of it is to come.
    """
    first = today.replace(day=1)
    begun = max(add_months(first, -MONTHS_IN_YEAR), FIRST_DAY.replace(day=1))
    years = (wheel_year(document, begun, today), wheel_year(document, first, today))
    own = sorted(
        (
            entry
            for year in years
            for entry in year.entries()
            if entry.record == activity.reference and not entry.done
        ),
        key=lambda entry: entry.day,
    )
    calling = [entry for entry in own if entry.late or entry.until >= today]
    if not calling:
        raise Refusal(N_("Nothing of {code} is to come within a year."), code=activity.code)
    return calling[0]


def _noted(record: Record, words: str, *, secret: bool) -> Iterator[Edit]:
    if words:
        values = {"about": record.reference, "text": words}
        yield Add(Note.kind, new_id(), {**values, "confidential": True} if secret else values)

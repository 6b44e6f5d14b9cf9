"""From a gap to an action and a place in the year wheel; and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.commands.competence import SetLevel
from data.dataclass import dataclass, field
from data.edits.edits import Add, Remove, Set
from data.edits.records import DeleteRecord, SetFields, existing
from data.ids import new_id
from data.model.choices import ActionStatus, DevelopmentForm
from data.model.competence import Development, Need
from data.model.plan import Action
from data.model.wheel import Activity, Occurrence
from data.model.workplace import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from data.edits.edits import Author, Edit
    from data.model.document import Document

TRAINING: Final = "training"
"""The wheel's category of development."""


@dataclass(frozen=True, slots=True)
class Develop:
    """Close a gap: the development, the action that does it and its place in the wheel."""

    name: ClassVar[str] = "develop"
    need: str
    person: str | None
    form: DevelopmentForm
    hours: int
    due: date | None
    measure: str
    """What the action and the activity are called, in the document's language."""
    told: Mapping[str, Any] = field(default_factory=dict)
    """More fields of the action: why, and how one sees that it worked."""
    id: str = field(default_factory=new_id)
    action: str = field(default_factory=new_id)
    activity: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """Action, activity where there is a day for one, development.

        Raises:
            Gone: the need is not there.
        """
        existing(document, Need, self.need)
        who_and_when = {"owner": self.person, "due": self.due}
        yield Add(Action.kind, self.action, {**self.told, "measure": self.measure, **who_and_when})
        if self.due is not None:
            values = {
                "title": self.measure,
                "category": TRAINING,
                "day": self.due,
                "owner": self.person,
                "action": self.action,
            }
            yield Add(Activity.kind, self.activity, values)
        yield Add(
            Development.kind,
            self.id,
            {
                "need": self.need,
                "person": self.person,
                "form": self.form,
                "hours": self.hours,
                "due": self.due,
                "action": self.action,
                "activity": self.activity if self.due is not None else None,
            },
        )


@dataclass(frozen=True, slots=True)
class FinishDevelopment:
    """Development is done: close what belongs to it, and raise the level where it has risen."""

    name: ClassVar[str] = "finish_development"
    id: str
    level: int | None = None
    """The person's level from now on; None leaves it."""

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The day, the action, the wheel, the level.

        Raises:
            Gone: the development is not there.
        """
        development = existing(document, Development, self.id)
        yield Set(Development.kind, development.id, "done_on", author.day)
        action = document.get(Action, development.action)
        if action is not None and action.is_open:
            yield from SetFields(Action.kind, action.id, {"status": ActionStatus.DONE}).edits(
                document, author
            )
        yield from _tick(document, development.activity, author.day)
        if self.level is not None and development.need and document.get(Person, development.person):
            yield from SetLevel(development.need, development.person or "", self.level).edits(
                document, author
            )


@dataclass(frozen=True, slots=True)
class DropDevelopment:
    """Take development out again, with its activity in the wheel; the action is given up."""

    name: ClassVar[str] = "drop_development"
    id: str

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The action is kept as given up: it was promised to somebody.

        Raises:
            Gone: the development is not there.
        """
        development = existing(document, Development, self.id)
        action = document.get(Action, development.action)
        if action is not None and action.is_open:
            yield from SetFields(Action.kind, action.id, {"status": ActionStatus.DROPPED}).edits(
                document, author
            )
        yield Remove(Development.kind, development.id)
        if development.activity and document.get(Activity, development.activity):
            rest = document.without_record(development)
            yield from DeleteRecord(Activity.kind, development.activity).edits(rest, author)


def _tick(document: Document, identity: str | None, day: date) -> Iterator[Edit]:
    """Tick the activity off in the wheel, once."""
    activity = document.get(Activity, identity)
    if activity is None or activity.day is None:
        return
    for special in document.all(Occurrence):
        if special.activity == activity.id and special.on == activity.day:
            if special.done_on is None:
                yield Set(Occurrence.kind, special.id, "done_on", day)
            return
    values = {"activity": activity.id, "on": activity.day, "done_on": day}
    yield Add(Occurrence.kind, new_id(), values)

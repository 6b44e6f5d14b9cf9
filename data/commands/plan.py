"""What is done with the action plan: several actions at once, and closing with effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from data.dataclass import dataclass, field
from data.dates.arithmetic import add_months, move
from data.edits.edits import Add, Set
from data.edits.errors import Gone
from data.edits.records import SetField, SetFields
from data.ids import new_id
from data.model.choices import ActionStatus, Effect, Repeat
from data.model.discussion import Note
from data.model.plan import OPEN_STATUSES, Action
from data.model.wheel import Activity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from data.edits.edits import Author, Edit
    from data.model.document import Document

_CARRIED_ON: Final = (
    "problem", "cause", "source", "source_note", "goal", "condition", "improves", "topic",
    "priority", "success", "mapping_method", "permanent",
)  # fmt: skip
"""What a follow-on action has from the one it follows: the same problem, tried another way."""


def _found(document: Document, ids: Iterable[str]) -> list[Action]:
    """The actions that are still there.

    Raises:
        Gone: none of them is.
    """
    ids = tuple(ids)
    actions = [action for identity in ids if (action := document.get(Action, identity)) is not None]
    if ids and not actions:
        raise Gone(Action.kind, ids[0])
    return actions


@dataclass(frozen=True, slots=True)
class Before:
    """A deadline as it stood before one began to move it."""

    due: date | None
    postponed: int


@dataclass(frozen=True, slots=True)
class MoveDue:
    """Move deadlines by days and months; actions without a deadline stay without.

    Several presses of a key are one postponement, or none when they lead back: `before` holds
    what stood there before the first of them.
    """

    name: ClassVar[str] = "move_deadline"
    ids: tuple[str, ...]
    days: int = 0
    months: int = 0
    before: Mapping[str, Before] = field(default_factory=dict)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """New deadlines, and how often each was put off."""
        for action in _found(document, self.ids):
            if action.due is None:
                continue
            due = move(_months_on(action.due, self.months), self.days)
            first = self.before.get(action.id, Before(action.due, action.postponed))
            later = first.due is not None and due > first.due
            yield Set(Action.kind, action.id, "due", due)
            yield Set(Action.kind, action.id, "postponed", first.postponed + later)


def _months_on(day: date, months: int) -> date:
    try:
        return add_months(day, months)
    except ValueError:
        return day


@dataclass(frozen=True, slots=True)
class _SetForAll:
    """One field of several actions, with what follows from it."""

    name: ClassVar[str] = "set"
    field: ClassVar[str]
    ids: tuple[str, ...]
    value: Any

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The changes and their consequences."""
        for action in _found(document, self.ids):
            yield from SetField(Action.kind, action.id, self.field, self.value).edits(
                document, author
            )


class SetOwner(_SetForAll):
    """Somebody is responsible for several actions, or nobody (None)."""

    __slots__ = ()
    field = "owner"


class SetPriority(_SetForAll):
    """Several actions are as urgent as one another."""

    __slots__ = ()
    field = "priority"


class SetDue(_SetForAll):
    """Several actions have the same deadline, or none (None)."""

    __slots__ = ()
    field = "due"


class SetStatus(_SetForAll):
    """Several actions have come as far as one another.

    What is taken up again will be judged again: the old answers go.
    """

    __slots__ = ()
    field = "status"

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The changes and their consequences."""
        for action in _found(document, self.ids):
            values = {"status": self.value}
            if self.value in OPEN_STATUSES and not action.is_open:
                values |= {"carried_out": None, "effect": None, "effect_due": None, "percent": 0}
            yield from SetFields(Action.kind, action.id, values).edits(document, author)


@dataclass(frozen=True, slots=True)
class NoteActions:
    """The same note about several actions."""

    name: ClassVar[str] = "add"
    ids: tuple[str, ...]
    text: str
    confidential: bool = False

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """One note for each."""
        for action in _found(document, self.ids):
            values = {
                "about": action.reference,
                "text": self.text,
                "confidential": self.confidential,
            }
            yield Add(Note.kind, new_id(), values)


@dataclass(frozen=True, slots=True)
class DeleteActions:
    """Delete several actions with what was noted about them."""

    name: ClassVar[str] = "delete"
    ids: tuple[str, ...]

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """As for one, one after another."""
        from data.edits.edits import apply_all
        from data.edits.records import DeleteRecord

        for action in _found(document, self.ids):
            # Links between them are cleared once: each deletion sees what the last one left.
            batch = tuple(DeleteRecord(Action.kind, action.id).edits(document, author))
            document, _done, _inverses = apply_all(document, batch, author)
            yield from batch


@dataclass(frozen=True, slots=True)
class FollowOn:
    """What is tried instead, when the problem is not solved."""

    values: Mapping[str, Any]
    """At least `measure`; owner and deadline where they were said."""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Hold:
    """What the year wheel is to remind of, so that the effect lasts."""

    title: str
    day: date
    repeat: Repeat = Repeat.YEARLY
    every: int = 1
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class CloseAction:
    """An action was carried out: close it, with what is known about its effect.

    The effect is open (None) until it has been judged; `effect_due` says when that will be.
    Judging later is the same command on an action that is closed already.
    """

    name: ClassVar[str] = "close_action"
    id: str
    carried_out: Effect = Effect.YES
    effect: Effect | None = None
    note: str = ""
    holds: str = ""
    effect_due: date | None = None
    follow_on: FollowOn | None = None
    hold: Hold | None = None

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The answers, then what comes of them."""
        (action,) = _found(document, (self.id,))
        values: dict[str, Any] = {
            "status": ActionStatus.DONE,
            "carried_out": self.carried_out,
            "effect": self.effect,
            # Once judged nothing is due any more.
            "effect_due": self.effect_due if self.effect is None else None,
        }
        if self.note:
            values["effect_note"] = self.note
        if self.holds:
            values["holds"] = self.holds
        yield from SetFields(Action.kind, self.id, values).edits(document, author)
        yield from self._next(action)

    def _next(self, action: Action) -> Iterator[Edit]:
        if self.follow_on is not None:
            carried = {name: getattr(action, name) for name in _CARRIED_ON}
            follow_on = {"follows": action.id, **self.follow_on.values}
            yield Add(Action.kind, self.follow_on.id, {**_filled(carried), **follow_on})
        if self.hold is not None:
            hold = self.hold
            yield Add(
                Activity.kind,
                hold.id,
                _filled({
                    "title": hold.title,
                    "category": "action_plan",
                    "day": hold.day,
                    "repeat": hold.repeat,
                    "every": hold.every,
                    "owner": action.owner,
                    "action": action.id,
                    "goal": action.goal,
                }),
            )  # fmt: skip


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True)
class NotCarriedOut:
    """An action was not carried out: why not, and what now.

    `status` says it: given up closes it with the reason; under way takes it up with a new
    deadline; stalled leaves it for the checklist.
    """

    id: str
    status: ActionStatus
    why: str = ""
    due: date | None = None
    """The new deadline; None leaves the old one."""

    @property
    def name(self) -> str:
        """Giving it up closes it; the other two take it up."""
        return "close_action" if self.status is ActionStatus.DROPPED else "take_up_action"

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The status with its reason: on the action when it is given up, else noted about it."""
        (action,) = _found(document, (self.id,))
        values: dict[str, Any] = {"status": self.status}
        if self.status is ActionStatus.DROPPED:
            values |= {"carried_out": Effect.NO, "effect_due": None}
            if self.why:
                values["effect_note"] = self.why
        elif self.due is not None:
            values["due"] = self.due
        yield from SetFields(Action.kind, self.id, values).edits(document, author)
        if self.why and self.status is not ActionStatus.DROPPED:
            about = {"about": action.reference, "text": self.why}
            yield Add(Note.kind, new_id(), about)

"""Commands for any kind of record: add, set, delete; and a batch of edits made elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from data.dataclass import dataclass, field
from data.edits.edits import UNSEEN, Add, Author, Edit, Remove, Set
from data.edits.errors import Gone, Invalid
from data.edits.frozen import frozen_meeting
from data.edits.indispensable import check_may_go
from data.i18n import _, in_language
from data.ids import new_id
from data.model.base import Record, Shape, specs
from data.model.choices import ActionStatus, Regime, choice_label
from data.model.document import KINDS
from data.model.plan import OPEN_STATUSES, Action
from data.model.profile import profile_for
from data.model.workplace import MajorChange, Workplace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from data.model.document import Document


R = TypeVar("R", bound=Record)


def existing(document: Document, cls: type[R], identity: str | None) -> R:
    """The record of that kind and id, for a command that cannot do without it.

    Raises:
        Gone: it is not in the document.
    """
    record = document.get(cls, identity)
    if record is None:
        raise Gone(cls.kind, identity or "")
    return record


class Command(Protocol):
    """Something a user does: named for the history, made of edits to the newest document."""

    @property
    def name(self) -> str:
        """Identifier of what was done, as the history keeps it."""

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The edits that do it, given the document as it is under the lock."""


@dataclass(frozen=True, slots=True)
class Edits:
    """A batch of ready edits under one name; all or none."""

    name: str
    batch: tuple[Edit, ...]

    def edits(self, _document: Document, _author: Author) -> Iterable[Edit]:
        """The batch."""
        return self.batch


@dataclass(frozen=True, slots=True)
class AddRecord:
    """Add one record of any kind."""

    name: ClassVar[str] = "add"
    kind: str
    values: Mapping[str, Any]
    id: str = field(default_factory=new_id)

    def edits(self, _document: Document, _author: Author) -> Iterable[Edit]:
        """One addition.

        Raises:
            Invalid: it would end before it starts.
        """
        _check_times(self.kind, None, self.values)
        return (Add(self.kind, self.id, self.values),)


@dataclass(frozen=True, slots=True)
class SetField:
    """Give one field of one record a new value, with what follows from it."""

    name: ClassVar[str] = "set"
    kind: str
    id: str
    field: str
    value: Any
    base: Any = UNSEEN

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The change and its consequences.

        Raises:
            Invalid: it would end before it starts.
        """
        record = document.record(self.kind, self.id)
        _check_times(self.kind, record, {self.field: self.value})
        yield Set(self.kind, self.id, self.field, self.value, self.base)
        if isinstance(record, Action):
            yield from _action_follows(record, self.field, self.value, author.day)
        elif isinstance(record, Workplace):
            yield from _other_rules(document, record, {self.field: self.value}, author.day)


@dataclass(frozen=True, slots=True)
class SetFields:
    """Give several fields of one record new values, with what follows from them, as one edit."""

    name: ClassVar[str] = "set"
    kind: str
    id: str
    values: Mapping[str, Any]

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The changes, and their consequences where nothing else was asked for.

        Raises:
            Invalid: it would end before it starts.
        """
        record = document.record(self.kind, self.id)
        _check_times(self.kind, record, self.values)
        for name, value in self.values.items():
            yield Set(self.kind, self.id, name, value)
        if isinstance(record, Action):
            for name, value in self.values.items():
                for edit in _action_follows(record, name, value, author.day):
                    if edit.field not in self.values:
                        yield edit
        elif isinstance(record, Workplace):
            yield from _other_rules(document, record, self.values, author.day)


def _check_times(kind: str, record: Record | None, values: Mapping[str, Any]) -> None:
    """See that what has a time it starts and one it ends has them in that order."""
    timed = kind in KINDS and "ends" in specs(KINDS[kind])
    if not timed or not {"starts", "ends"} & values.keys():
        return
    starts, ends = (
        values.get(name, getattr(record, name, "")) or "" for name in ("starts", "ends")
    )
    if isinstance(starts, str) and isinstance(ends, str) and starts and ends and ends < starts:
        field = "ends" if "ends" in values else "starts"
        reason = _("it would end at {ends}, before it starts at {starts}")
        told = reason.format(starts=starts.replace(":", "."), ends=ends.replace(":", "."))
        raise Invalid(kind, field, told)


def _action_follows(action: Action, name: str, value: Any, today: date) -> Iterator[Set]:
    """What a changed field of an action brings with it.

    A later deadline counts as a postponement, closing and judging the effect are dated: the
    rules R21 and R22 read these.
    """
    if name == "due" and isinstance(value, date) and action.due and value > action.due:
        yield Set(action.kind, action.id, "postponed", action.postponed + 1)
    if name == "status" and value != action.status:
        closed = value not in OPEN_STATUSES
        yield Set(action.kind, action.id, "closed_on", today if closed else None)
        if value == ActionStatus.DONE:
            yield Set(action.kind, action.id, "percent", 100)
    if name == "effect" and value != action.effect:
        yield Set(action.kind, action.id, "effect_on", today if value is not None else None)


def _other_rules(
    document: Document, workplace: Workplace, values: Mapping[str, Any], today: date
) -> Iterator[Edit]:
    """The day other rules began, where size or agreement brings them; people can correct the day.

    What is changed back on the same day was a slip of the pen, and leaves nothing behind.
    """
    employees, regime = values.get("employees"), values.get("regime")
    if employees is None and regime is None:
        return
    if employees is None:
        employees = workplace.employees
    med = (regime or workplace.regime) == Regime.MED
    before, after = workplace.profile, profile_for(employees, med=med)
    if before is after:
        return
    made = [c for c in document.all(MajorChange) if c.on == today and c.after is before]
    first = made[-1].before if made and made[-1].before is not None else before
    for change in made[-1:]:
        yield Remove(MajorChange.kind, change.id)
    if first is after:
        return
    with in_language(workplace.language):
        what = f"{choice_label(first)} → {choice_label(after)}"
    told = {"on": today, "what": what, "before": first, "after": after}
    yield Add(MajorChange.kind, new_id(), told)


@dataclass(frozen=True, slots=True)
class DeleteRecord:
    """Delete a record with its parts, and clear what points at it, so that no link dangles."""

    name: ClassVar[str] = "delete"
    kind: str
    id: str

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """Links first, then the parts, then the record itself.

        Raises:
            Gone: the record is not there.
            Refusal: the document cannot do without it.
        """
        record = document.record(self.kind, self.id)
        if record is None:
            raise Gone(self.kind, self.id)
        check_may_go(record)
        doomed, links = gather(document, record)
        references = {doomed_record.reference for doomed_record in doomed}
        cleared: dict[tuple[str, str, str], Any] = {}
        for source, name, target in links:
            if source.reference in references:
                continue
            key = (source.kind, source.id, name)
            spec = specs(type(source))[name]
            now = cleared.get(key, getattr(source, name))
            cleared[key] = (
                tuple(i for i in now if i != target.id)
                if spec.shape is Shape.REFS
                else spec.default
            )
        yield from (Set(*key, value) for key, value in cleared.items())
        yield from removals(doomed)


def kept_by(document: Document, record: Record) -> str:
    """The code of the approved meeting that deleting a record would change; empty for none."""
    doomed, links = gather(document, record)
    touched = (*doomed, *(source for source, _name, _target in links))
    return next(filter(None, (frozen_meeting(document, r.kind, r) for r in touched)), "")


def gather(
    document: Document, record: Record
) -> tuple[list[Record], list[tuple[Record, str, Record]]]:
    """The record with its parts and theirs, parts first, and every link into any of them."""
    ordered: list[Record] = []
    links: list[tuple[Record, str, Record]] = []
    seen: set[str] = set()
    # A stack of its own: notes about notes may go deeper than Python does.
    waiting = [(record, False)]
    while waiting:
        part, parts_done = waiting.pop()
        if parts_done:
            ordered.append(part)
        elif part.reference not in seen:
            seen.add(part.reference)
            waiting.append((part, True))
            for source, name in document.referring(part):
                if specs(KINDS[source.kind])[name].part_of:
                    waiting.append((source, False))
                else:
                    links.append((source, name, part))
    return ordered, links


def removals(records: list[Record]) -> Iterator[Edit]:
    """Remove the records in their order, parts first, the links between them cleared before."""
    inside = {record.reference for record in records}
    for record in records:
        for spec in specs(type(record)).values():
            value = getattr(record, spec.name)
            hit = (
                spec.shape is Shape.REF
                and not spec.part_of
                and value is not None
                and f"{spec.target}:{value}" in inside
            ) or (spec.shape is Shape.ANY_REF and not spec.part_of and value in inside)
            if hit:
                yield Set(record.kind, record.id, spec.name, spec.default)
    for record in records:
        yield Remove(record.kind, record.id)

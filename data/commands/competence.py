"""What is done with the competence plan: levels, rows, challenges, focus areas, the example."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.dataclass import dataclass, field
from data.edits.edits import Add, Remove, Set
from data.edits.errors import Gone
from data.edits.records import existing
from data.facts.competence import focus_areas, members_of, needs_of, tasks_of
from data.ids import new_id
from data.model.choices import NeedForm, Source
from data.model.competence import Challenge, Coverage, FocusArea, Need, Task
from data.model.workplace import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from data.content.competence_example import CompetenceExample
    from data.edits.edits import Author, Edit
    from data.model.document import Document


STEP: Final = 1000
"""Room between the positions of rows, so that one can be put between two others."""

MatrixRow = FocusArea | Task | Need


@dataclass(frozen=True, slots=True)
class SetLevel:
    """Say how far somebody has come with a need; 0 takes the level away."""

    name: ClassVar[str] = "set_level"
    need: str
    person: str
    level: int
    id: str = field(default_factory=new_id)
    """Of the record that keeps it, should there be none yet."""

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """One record per need and person, none for level 0 unless something was remarked.

        Raises:
            Gone: the need or the person is not there.
        """
        existing(document, Need, self.need)
        existing(document, Person, self.person)
        known = [
            coverage
            for coverage in document.all(Coverage)
            if coverage.need == self.need and coverage.person == self.person
        ]
        if not known and self.level:
            values = {"need": self.need, "person": self.person, "level": self.level}
            yield Add(Coverage.kind, self.id, values)
        for number, coverage in enumerate(known):
            # Two that were written down at once become one again.
            if (self.level and number == 0) or coverage.remark:
                yield Set(Coverage.kind, coverage.id, "level", self.level)
            else:
                yield Remove(Coverage.kind, coverage.id)


@dataclass(frozen=True, slots=True)
class AddFocusArea:
    """A new focus area, last or after another."""

    name: ClassVar[str] = "add"
    title: str
    after: str | None = None
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The area at its place; the others are spread out where there is no room."""
        yield from _put(focus_areas(document), self.after, self.id, {"title": self.title})


@dataclass(frozen=True, slots=True)
class AddTask:
    """A new task of a focus area, last or after another."""

    name: ClassVar[str] = "add"
    focus: str
    title: str
    after: str | None = None
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The task at its place; the others are spread out where there is no room."""
        values = {"focus_area": self.focus, "title": self.title}
        yield from _put(tasks_of(document, self.focus), self.after, self.id, values)


@dataclass(frozen=True, slots=True)
class AddNeed:
    """A new need of a task, last or after another."""

    name: ClassVar[str] = "add"
    task: str
    title: str
    form: NeedForm = NeedForm.KNOWLEDGE
    level: int = 2
    after: str | None = None
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The need at its place; the others are spread out where there is no room."""
        values = {"task": self.task, "title": self.title, "form": self.form, "level": self.level}
        yield from _put(needs_of(document, self.task), self.after, self.id, values)


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Move a focus area, a task or a need one place up or down.

    The first need of a task moves up into the task before, the last one down into the next;
    tasks move between focus areas in the same way.
    """

    name: ClassVar[str] = "move_row"
    kind: str
    id: str
    down: bool

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """New positions, and perhaps what it is a part of; none at the end of the plan.

        Raises:
            Gone: the row is not there.
        """
        moved = document.record(self.kind, self.id)
        if not isinstance(moved, FocusArea | Task | Need):
            raise Gone(self.kind, self.id)
        rows = list(_siblings(document, moved))
        at = rows.index(moved)
        to = at + 1 if self.down else at - 1
        if 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
            yield from _spread(rows)
        else:
            yield from self._over(document, moved)

    def _over(self, document: Document, moved: MatrixRow) -> Iterator[Edit]:
        """Into what comes before or after that which it is a part of."""
        parents = _parents(document, moved)
        here = next((n for n, parent in enumerate(parents) if parent.id == _parent(moved)), None)
        if here is None:
            return
        to = here + 1 if self.down else here - 1
        if not 0 <= to < len(parents):
            return
        field_name = "task" if isinstance(moved, Need) else "focus_area"
        yield Set(moved.kind, moved.id, field_name, parents[to].id)
        there = list(_children(document, parents[to]))
        rows = [moved, *there] if self.down else [*there, moved]
        yield from _spread(rows)


@dataclass(frozen=True, slots=True)
class MoveMember:
    """Move a member's column of the matrix one place."""

    name: ClassVar[str] = "move_member"
    person: str
    right: bool

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """Places for all members from here on; none at the edge.

        Raises:
            Gone: the person is no member any more.
        """
        members = list(members_of(document, author.day))
        at = next((n for n, member in enumerate(members) if member.id == self.person), None)
        if at is None:
            raise Gone(Person.kind, self.person)
        to = at + 1 if self.right else at - 1
        if not 0 <= to < len(members):
            return
        members[at], members[to] = members[to], members[at]
        for number, member in enumerate(members, 1):
            if member.position != number * STEP:
                yield Set(Person.kind, member.id, "position", number * STEP)


@dataclass(frozen=True, slots=True)
class GatherChallenges:
    """Take several challenges into the analysis, each with where it was seen."""

    name: ClassVar[str] = "gather_challenges"
    found: tuple[tuple[str, Source | None], ...]

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """One record for each; those that are there already are left out."""
        known = {one.text for one in document.all(Challenge)}
        for text, source in self.found:
            if text not in known:
                known.add(text)
                yield Add(Challenge.kind, new_id(), {"text": text, "source": source})


@dataclass(frozen=True, slots=True)
class ChooseFocus:
    """Make a challenge a focus area, or no longer.

    A focus area that nothing was built on goes with the choice; one with tasks stays.
    """

    name: ClassVar[str] = "choose_focus"
    challenge: str
    chosen: bool = True
    id: str = field(default_factory=new_id)
    """Of the focus area, should there be none yet."""

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The choice, and the focus area with it.

        Raises:
            Gone: the challenge is not there.
        """
        challenge = existing(document, Challenge, self.challenge)
        area = document.get(FocusArea, challenge.focus_area)
        yield Set(Challenge.kind, challenge.id, "chosen", self.chosen)
        if self.chosen and area is None:
            yield from _put(focus_areas(document), None, self.id, {"title": challenge.text})
            yield Set(Challenge.kind, challenge.id, "focus_area", self.id)
        elif not self.chosen and area is not None:
            yield Set(Challenge.kind, challenge.id, "focus_area", None)
            used = [source for source, _field in document.referring(area) if source != challenge]
            if not used and not area.backing and area.backed_on is None:
                yield Remove(FocusArea.kind, area.id)


def _put(
    rows: Sequence[MatrixRow], after: str | None, identity: str, values: Mapping[str, Any]
) -> Iterator[Edit]:
    """Add a row after another, or last."""
    kind = Need.kind if "task" in values else Task.kind if "focus_area" in values else None
    at = next((n for n, row in enumerate(rows) if row.id == after), len(rows) - 1)
    places = [row.position for row in rows]
    if at + 1 < len(rows) and places[at + 1] - places[at] <= 1:
        yield from _spread(rows)
        places = [number * STEP for number in range(1, len(rows) + 1)]
    before = places[at] if rows else 0
    follower = places[at + 1] if at + 1 < len(rows) else before + 2 * STEP
    place = (before + follower) // 2
    yield Add(kind or FocusArea.kind, identity, {**values, "position": place})


def _spread(rows: Sequence[MatrixRow]) -> Iterator[Edit]:
    """Even positions for the rows in this order."""
    for number, row in enumerate(rows, 1):
        if row.position != number * STEP:
            yield Set(row.kind, row.id, "position", number * STEP)


def _parent(row: MatrixRow) -> str | None:
    if isinstance(row, Need):
        return row.task
    return row.focus_area if isinstance(row, Task) else None


def _children(document: Document, parent: MatrixRow) -> Sequence[MatrixRow]:
    if isinstance(parent, FocusArea):
        return tasks_of(document, parent.id)
    return needs_of(document, parent.id)


def _siblings(document: Document, row: MatrixRow) -> Sequence[MatrixRow]:
    if isinstance(row, Need):
        return needs_of(document, row.task or "")
    return (
        tasks_of(document, row.focus_area or "")
        if isinstance(row, Task)
        else (focus_areas(document))
    )


def _parents(document: Document, row: MatrixRow) -> Sequence[MatrixRow]:
    """What a row of the kind can be a part of, in the order of the plan."""
    areas = focus_areas(document)
    if isinstance(row, Need):
        return [task for area in areas for task in tasks_of(document, area.id)]
    return areas if isinstance(row, Task) else ()


@dataclass(frozen=True, slots=True)
class StartExample:
    """Put the example in, after the focus areas there are; nobody has a level in it yet."""

    name: ClassVar[str] = "start_example"
    example: CompetenceExample
    seed: str = field(default_factory=new_id)
    """What the ids of the new records begin with."""

    @property
    def focus(self) -> str:
        """The id of the new focus area."""
        return f"{self.seed}-f"

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The focus area, its challenges, tasks and needs; challenges that are there stay as is."""
        example = self.example
        last = max((area.position for area in focus_areas(document)), default=0)
        values = {"title": example.title, "why": example.why, "position": last + STEP}
        yield Add(FocusArea.kind, self.focus, values)
        known = {challenge.text for challenge in document.all(Challenge)}
        for number, challenge in enumerate(example.challenges):
            if challenge.text in known:
                continue
            yield Add(
                Challenge.kind,
                f"{self.seed}-c{number}",
                {
                    "text": challenge.text,
                    "source": challenge.source,
                    "weight": challenge.weight,
                    "chosen": challenge.chosen,
                    "focus_area": self.focus if challenge.chosen else None,
                },
            )
        for place, task in enumerate(example.tasks, 1):
            identity = f"{self.seed}-t{place}"
            yield Add(
                Task.kind,
                identity,
                {"focus_area": self.focus, "title": task.title, "position": place * STEP},
            )
            for number, need in enumerate(task.needs, 1):
                yield Add(
                    Need.kind,
                    f"{identity}-n{number}",
                    {
                        "task": identity,
                        "title": need.title,
                        "form": need.form,
                        "level": need.level,
                        "position": number * STEP,
                    },
                )

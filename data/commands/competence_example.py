"""Start a competence plan from the ready example: one edit that can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from data.commands.competence import STEP
from data.edits.edits import Add
from data.facts.competence import focus_areas
from data.ids import new_id
from data.model.competence import Challenge, FocusArea, Need, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.content.competence_example import CompetenceExample
    from data.edits.edits import Author, Edit
    from data.model.document import Document


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

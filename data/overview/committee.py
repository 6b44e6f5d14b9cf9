"""What a main committee needs for its own discussion: what all workplaces fight with, counted.

Never a name, a note or a confidential word. What fewer than five workplaces have in common is not
told apart: it is counted under what is left, if that is five.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from data.dataclass import dataclass, field
from data.model.choices import Effect, Outcome
from data.model.competence import Development, FocusArea
from data.model.plan import Action, Goal, Idea
from data.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data.model.document import Document

FEWEST: Final = 5
"""Workplaces that must have something in common before it is told."""


class SubjectCount(NamedTuple):
    """A subject in one workplace: how often, and what came of it."""

    focus: int = 0
    goals: int = 0
    reached: int = 0
    actions: int = 0
    helped: int = 0
    partly: int = 0
    not_helped: int = 0
    asked: int = 0
    """Ideas that wait, and development that was agreed on."""

    def plus(self, other: SubjectCount) -> SubjectCount:
        """Both together."""
        return SubjectCount(*map(sum, zip(self, other, strict=True)))


NOTHING: Final = SubjectCount()


@dataclass(frozen=True, slots=True)
class Subjects:
    """What one workplace works with: by subject, folded so that *Støj* and *støj* are one."""

    found: Mapping[str, SubjectCount] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    """How each was written."""
    forms: Mapping[str, int] = field(default_factory=dict)
    """Development that was agreed on, by its form's value."""


def subjects_of(document: Document) -> Subjects:
    """What a workplace's goals, actions, focus areas and ideas are about.

    A subject is the topic that people wrote in the field for it, an action's is else its goal's, or
    a focus area's title; titles of goals and actions are not read.
    """
    found: dict[str, SubjectCount] = {}
    words: dict[str, str] = {}

    def add(topic: str, subject: SubjectCount) -> None:
        key = fold(clean_line(topic))
        if key:
            found[key] = found.get(key, NOTHING).plus(subject)
            words.setdefault(key, clean_line(topic))

    for area in document.all(FocusArea):
        add(area.title, SubjectCount(focus=1))
    for goal in document.all(Goal):
        add(goal.topic, SubjectCount(goals=1, reached=int(goal.outcome is Outcome.REACHED)))
    topics = {goal.id: goal.topic for goal in document.all(Goal)}
    for action in document.all(Action):
        add(
            action.topic or topics.get(action.goal or "", ""),
            SubjectCount(
                actions=1,
                helped=int(action.effect is Effect.YES),
                partly=int(action.effect is Effect.PARTLY),
                not_helped=int(action.effect is Effect.NO),
            ),
        )
    for idea in document.all(Idea):
        add(idea.topic, SubjectCount(asked=1))
    forms = Counter(str(row.form) for row in document.all(Development))
    return Subjects(found, words, dict(forms))


class SubjectRow(NamedTuple):
    """A subject over all workplaces."""

    name: str
    """As most write it; empty for all that too few have in common."""
    workplaces: int
    sums: SubjectCount


def by_subject(all_of_them: Iterable[Subjects]) -> tuple[SubjectRow, ...]:
    """The subjects that at least five workplaces have, the commonest first; then the rest."""
    sums: dict[str, SubjectCount] = {}
    having: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    owners: dict[str, set[int]] = {}
    for number, one in enumerate(all_of_them):
        for key, subject in one.found.items():
            sums[key] = sums.get(key, NOTHING).plus(subject)
            having[key] += 1
            written.setdefault(key, Counter())[one.words[key]] += 1
            owners.setdefault(key, set()).add(number)
    common = [key for key, count in having.items() if count >= FEWEST]
    rare = [key for key, count in having.items() if count < FEWEST]
    rows = [
        SubjectRow(_usual(written[key]), having[key], sums[key])
        for key in sorted(common, key=lambda key: (-having[key], key))
    ]
    workplaces = len(set().union(*(owners[key] for key in rare)))
    if workplaces >= FEWEST:
        rest = NOTHING
        for key in rare:
            rest = rest.plus(sums[key])
        rows.append(SubjectRow("", workplaces, rest))
    return tuple(rows)


def _usual(written: Counter[str]) -> str:
    return min(written, key=lambda word: (-written[word], word))


def asked_for(all_of_them: Iterable[Subjects]) -> tuple[tuple[str, int], ...]:
    """Forms of development that at least five workplaces agreed on, with how many did."""
    having: Counter[str] = Counter()
    for one in all_of_them:
        having.update(one.forms.keys())
    found = [(form, count) for form, count in having.items() if count >= FEWEST]
    return tuple(sorted(found, key=lambda row: (-row[1], row[0])))

"""What an action is found by: every field as people read it, folded for search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates import short_date
from data.model.base import Shape, specs
from data.model.choices import ActionStatus, PreventionLevel, Priority, Source, choice_label
from data.model.plan import Action, Condition
from data.text import fold_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.model.document import Document

_TEXTS: Final = tuple(
    name for name, spec in specs(Action).items() if spec.shape in {Shape.LINE, Shape.LINES}
)
_DAYS: Final = tuple(name for name, spec in specs(Action).items() if spec.shape is Shape.DAY)
_CHOICES: Final = ("status", "priority", "source", "level")


def search_texts(
    document: Document,
    actions: Sequence[Action],
    names: Mapping[str, str],
    goals: Mapping[str, str],
) -> list[str]:
    """What each action is found by, folded.

    Args:
        document: Where they are from.
        actions: Which ones.
        names: People's names by id.
        goals: What goals are called, by id.
    """
    words = {
        value: choice_label(value)
        for choices in (ActionStatus, Priority, Source, PreventionLevel)
        for value in choices
    }
    conditions = {each.id: f"{each.code} {each.title}" for each in document.all(Condition)}
    texts = []
    for action in actions:
        parts = [action.code]
        parts += [text for name in _TEXTS if (text := getattr(action, name))]
        parts += [words[v] for name in _CHOICES if (v := getattr(action, name)) is not None]
        parts += [short_date(v) for name in _DAYS if (v := getattr(action, name)) is not None]
        parts += [names.get(person, "") for person in (action.owner, *action.helpers) if person]
        parts += [goals.get(action.goal or "", ""), conditions.get(action.condition or "", "")]
        texts.append(" ".join(parts))
    return fold_all(texts)

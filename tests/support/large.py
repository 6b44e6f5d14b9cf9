"""Plans of a workplace of many years, to measure with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from support.documents import blank
from support.meetings import NOON

from data.model.choices import ActionStatus, Effect, Priority, Source
from data.model.plan import Action

if TYPE_CHECKING:
    from data.model.document import Document

CLOSED = {ActionStatus.DONE, ActionStatus.DROPPED}


def plan(count: int) -> Document:
    """A document with so many believable actions, of which two in five are closed."""
    made = blank()
    actions = {f"a{n}": _action(n) for n in range(1, count + 1)}
    counters = {**made.meta.counters, "action": count}
    meta = replace(made.meta, document=f"plan-{count}", counters=counters)
    return type(made)(meta=meta, tables={**made.tables, "action": actions})


def _action(n: int) -> Action:
    status = list(ActionStatus)[n % 5]
    return Action(
        id=f"a{n}", number=n, created_at=NOON, created_by="Karen", changed_at=NOON,
        changed_by="Karen", measure=f"Støjskærm nummer {n} i det store værksted ved porten",
        problem=f"Larm fra maskine {n} gør det svært at tale sammen i pausen",
        cause="Maskinen er gammel og står frit", topic=("støj", "indeklima", "løft")[n % 3],
        owner=f"s-p{n % 3 + 1}" if n % 10 else None,
        due=NOON.date() + timedelta(days=n % 400 - 50) if n % 7 else None,
        status=status, priority=list(Priority)[n % 3], source=Source.ROUND,
        effect=Effect.YES if status in CLOSED else None,
        closed_on=NOON.date() - timedelta(days=n % 300) if status in CLOSED else None,
    )  # fmt: skip

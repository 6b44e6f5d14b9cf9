"""Good copies in words: when they were made and what they hold; what can be saved of a damage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from data.dataclass import dataclass
from data.dates.labels import moment_label
from data.i18n import _, ngettext
from data.model.document import KINDS
from data.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.store.copies import Copy
    from data.store.port import Copies
    from data.store.recovery import Recovered, Rescue

_SHOWN = ("action", "goal", "activity", "discussion", "person")
"""Kinds whose records are counted, in this order."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy holds, at a glance: its form is not checked."""

    revision: int
    saved_by: str
    counts: Mapping[str, int]
    """Records by kind."""


def glance(copies: Copies, copy: Copy) -> Contents | None:
    """What a copy holds; None when it cannot be read."""
    try:
        tables: dict[str, Any] = json.loads(copies.data(copy))
        meta = tables["meta"]["1"]
        counts = {kind: len(tables[kind]) for kind in KINDS if kind in tables}
        return Contents(int(meta["revision"]), str(meta["saved_by"]), counts)
    except (StoreError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def told_contents(contents: Contents) -> str:
    """What a copy holds: `number 34, by Mette: 24 actions, 3 goals`."""
    counted = []
    for kind in _SHOWN:
        count = contents.counts.get(kind, 0)
        if count:
            counted.append(_counted(kind, count))
    head = _("number {revision}, saved by {who}").format(
        revision=contents.revision, who=contents.saved_by
    )
    return f"{head}: {', '.join(counted)}" if counted else head


def _counted(kind: str, count: int) -> str:
    texts = {
        "action": ngettext("{n} action", "{n} actions", count),
        "goal": ngettext("{n} goal", "{n} goals", count),
        "activity": ngettext("{n} activity", "{n} activities", count),
        "discussion": ngettext("{n} discussion", "{n} discussions", count),
        "person": ngettext("{n} person", "{n} people", count),
    }
    return texts[kind].format(n=count)


def told_rescue(rescue: Rescue) -> str:
    """What can be put in the place of a document that cannot be used, in two or three sentences."""
    if rescue.copied is None:
        lead = _("There is a good copy.")
    else:
        lead = _("The newest good copy is from {when}.").format(when=moment_label(rescue.copied))
    return " ".join(filter(None, (lead, *_after(rescue))))


def _after(rescue: Rescue) -> tuple[str, ...]:
    later = ""
    if rescue.replayed:
        later = ngettext(
            "{n} later change is in the history and comes with it.",
            "{n} later changes are in the history and come with it.",
            rescue.replayed,
        ).format(n=rescue.replayed)
    if not rescue.lost:
        return later, _("Nothing is lost.")
    lost = ngettext(
        "{n} change after that is lost.", "{n} changes after that are lost.", rescue.lost
    )
    return later, lost.format(n=rescue.lost)


def told_recovered(done: Recovered) -> str:
    """What was put in place, and where that which was there is kept."""
    sentence = _("The document is good again: number {revision}.").format(
        revision=done.document.meta.revision
    )
    if done.aside is None:
        return sentence
    kept = _("What was there is kept as {name}.").format(name=done.aside.name)
    return f"{sentence} {kept}"

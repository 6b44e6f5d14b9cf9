"""The keys that only look: what is left of the keyboard where nothing may be changed.

A key that is not named here counts as one that writes, so a new one is shut out until somebody has
thought about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screens.keys.key import Key

LOOKING: Final = frozenset(
    {
        "analysis.back",
        "analysis.leave",
        "analysis.on",
        "back",
        "card.close",
        "card.fold",
        "card.history",
        "cells.leave",
        "cells.left",
        "cells.right",
        "competence.coverage",
        "competence.training",
        "competence.view",
        "competence.which",
        "competence.write",
        "discussion.into",
        "discussion.out",
        "discussion.preview",
        "discussion.questions",
        "discussion.year",
        "filter",
        "follow",
        "help",
        "help.f1",
        "history.at",
        "history.by",
        "history.look",
        "history.out",
        "home.search",
        "import.close",
        "net.before",
        "net.down",
        "net.left",
        "net.middle",
        "net.next",
        "net.open",
        "net.right",
        "net.up",
        "page.close",
        "packs",
        "palette",
        "plan.group",
        "plan.mark",
        "plan.mark_all",
        "plan.order",
        "plan.out",
        "plan.over",
        "plan.preset",
        "plan.view",
        "rules",
        "rules.back",
        "rules.evidence",
        "rules.go",
        "rules.missing",
        "rules.packs",
        "setup.back",
        "status.next",
        "status.on",
        "status.other",
        "status.overview",
        "status.preview",
        "status.previous",
        "training.back",
        "training.whole",
        "wheel.down",
        "wheel.first",
        "wheel.last",
        "wheel.last_week",
        "wheel.last_year",
        "wheel.left",
        "wheel.month_down",
        "wheel.month_up",
        "wheel.next",
        "wheel.next_week",
        "wheel.next_year",
        "wheel.open",
        "wheel.out",
        "wheel.previous",
        "wheel.right",
        "wheel.today",
        "wheel.up",
        "wheel.view",
        "wheel.zoom",
        "workplace.fold",
        "workplace.list",
        "workplace.over",
        "workplace.training",
    }
)
"""Ids of keys."""

ANSWERS: Final = frozenset({"dialog.cancel", "confirm.yes", "confirm.no", "dock.leave"})
"""Keys of dialogs, which are shut out with what they ask about."""


def writes(identity: str) -> bool:
    """Whether a key changes something, or may."""
    return identity not in LOOKING and identity not in ANSWERS


def shut_out(tables: Mapping[str, tuple[Key, ...]]) -> frozenset[str]:
    """The actions that may not be carried out where the document is only looked at.

    Args:
        tables: Every key, by the place it works in.
    """
    every = [key for declared in tables.values() for key in declared]
    looks = {key.action for key in every if not writes(key.id)}
    return frozenset(key.action for key in every if key.action not in looks)

"""Keys that had another letter before version 0.2: they answer for one release.

A letter that does nothing now says which one it is now. One that does something else says so the
first time and does nothing, and acts from then on; that is remembered with the user's own files.
`tests/screens/keys/test_former.py` fails when the release is over, and this module goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import N_, _
from screens.keys.names import key_name
from screens.keys.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.binding import ActiveBinding

    from screens.keys.key import Key

ANSWERS_IN: Final = "0.1"
"""The release in which they answer."""

NEW: Final = "capture"
_CONFIDENTIAL: Final = N_("n, and F: in front of the line")
_REOPEN: Final = N_("Enter on its row")
_RESOURCE: Final = N_("a, with the cursor in its column (Tab)")

_PEOPLE: Final = {"n": NEW}

FORMER: Final[dict[str, dict[str, str]]] = {
    "card": {"t": "card.history"},
    "wheel_template": {"a": "wheel_template.all"},
    "handing": {"h": "handing.all", "f": "handing.keep"},
    "plan": {"h": NEW, "i": "plan.order"},
    "wheel": {
        "n": NEW, "t": "wheel.today", "i": "wheel.next", "I": "wheel.previous",
        "w": "wheel.next_week", "W": "wheel.last_week", "m": "wheel.month_later",
        "M": "wheel.month_earlier", "h": "wheel.how_often", "b": "wheel.give_day",
        "s": "wheel.status", "c": "wheel.category", "f": "wheel.template", "x": "wheel.export",
    },
    "discussion.item": {
        "f": _CONFIDENTIAL, "s": "discussion.questions", "c": "discussion.hide",
        "x": "discussion.reform", "v": "discussion.continue_goal", "l": "discussion.status",
        "o": "discussion.own_item", "t": "discussion.clock", "T": "discussion.minutes",
    },
    "discussion.people": {"p": "discussion.all_present", "n": NEW},
    "discussion.end": {
        "p": "discussion.write", "x": "discussion.write", "f": "discussion.approve", "o": _REOPEN,
    },
    "status.people": {"p": "status.all_present", "n": NEW},
    "status.question": {"n": NEW, "r": _RESOURCE, "m": "status.mark"},
    "status.end": {
        "p": "status.read", "x": "status.read", "f": "status.approve", "o": _REOPEN,
    },
    "status": {"t": "status.clock", "T": "status.minutes"},
    "competence.analysis": {"n": NEW, "s": "competence.example"},
    "competence": {
        "n": NEW, "t": NEW, "o": NEW, "p": NEW, "i": "competence.example",
        "æ": "competence.example", "m": "competence.training", "r": "competence.asked",
        "w": "competence.form", "y": "competence.coverage",
    },
    "checklist.result": {"s": "checklist.step", "p": "checklist.write", "x": "checklist.write"},
    "workplace": {"p": NEW, "o": NEW, "f": NEW, "c": NEW, "t": "workplace.training"},
    "training": {
        "n": NEW, "x": "training.status", "b": "training.status", "o": "training.status",
        "p": "training.edit", "s": "training.date", "y": "training.status", "i": "training.date",
        "c": "training.status",
    },
    "history": {"s": "history.look"},
    "rules": {
        "o": "rules.go", "v": "rules.missing", "p": "rules.packs", "m": "rules.evidence",
    },
}  # fmt: skip
"""By the place the letters worked in, the innermost first: the id of the key that does it now, or
in words how it is done."""


def told_when_free(active: Mapping[str, ActiveBinding], key: str, new: str = "") -> str:
    """What is said of a letter that does nothing now and did something before; else empty.

    Args:
        active: The keys that act in the place in sight.
        key: The letter.
        new: What the key for something new is called there.
    """
    former = _former(active, key)
    return f"{key_name(key)}: {_now(former, new)}" if former else ""


def told_when_changed(
    active: Mapping[str, ActiveBinding], key: str, new: str = ""
) -> tuple[str, str]:
    """A name for a letter that does something else now, and what is said of it; else empty."""
    former, bound = _former(active, key), active.get(key)
    if not former or bound is None or former == bound.binding.id:
        return "", ""
    text = _("{key} is now: {label}. Before it was what is {now}. Press {key} again to do it.")
    return f"{bound.binding.id} {key}", text.format(
        key=key_name(key), label=_(bound.binding.description), now=_now(former, new)
    )


def _now(former: str, new: str) -> str:
    found = next((key for key in _every() if key.id == former), None)
    if found is None:
        return _("now {how}").format(how=_(former))
    label = new if found.id == NEW and new else found.label
    return _("now {key} ({label})").format(key=key_name(found.keys.split(",")[0]), label=_(label))


def _every() -> Iterator[Key]:
    return (key for declared in tables().values() for key in declared)


def _former(active: Mapping[str, ActiveBinding], key: str) -> str:
    """What a letter did before in the place in sight; empty when that was nothing."""
    places = [place for place, letters in FORMER.items() if key in letters]
    if not places:
        return ""
    ids = {each.binding.id for each in active.values()}
    for place in places:
        if any(each.id in ids for each in tables()[place]):
            return FORMER[place][key]
    return ""

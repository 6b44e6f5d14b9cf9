"""The rings of the drawn wheel: a category each, told apart by letter, and by light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.export.wheel.sheet_sizes import MOST_RINGS
from data.model.wheel import CATEGORIES
from data.text import clean_line
from data.views.wheel import category_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.views.wheel import WheelEntry, WheelYear

_COLOURS: Final = (
    ("#16365C", "#FFFFFF", "#E3EAF2"), ("#F4B942", "#1B1B1B", "#FDF2DA"),
    ("#0B6E63", "#FFFFFF", "#DDEFEC"), ("#C9CED6", "#1B1B1B", "#F1F2F4"),
    ("#5B3A82", "#FFFFFF", "#ECE6F4"), ("#B7D3EE", "#1B1B1B", "#EAF3FB"),
    ("#4F4F55", "#FFFFFF", "#E9E9EA"), ("#CBE3B4", "#1B1B1B", "#F1F8EA"),
)  # fmt: skip
"""Fill, ink on it and tint; dark and light take turns, so that a copy in grey says the same."""

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789"


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring, from the outermost in.

    Attributes:
        name: The category, as people read it.
        letter: What it is called on the drawing.
        fill: The colour of what is in it.
        ink: The colour of letters on that.
        tint: The colour of the ring.
        light: Whether the fill is a light one.
        count: How many things are in it.
    """

    name: str
    letter: str
    fill: str
    ink: str
    tint: str
    light: bool
    count: int


def rings_of(year: WheelYear) -> tuple[Ring, ...]:
    """The standard six, empty or not, then the workplace's own; too many share the last."""
    names = _names(year)
    counts = dict.fromkeys(names, 0)
    for entry in year.entries():
        counts[_name(entry, names)] += 1
    letters = _letters(names)
    return tuple(
        Ring(name, letter, *_COLOURS[n], light=_COLOURS[n][1] != "#FFFFFF", count=counts[name])
        for n, (name, letter) in enumerate(zip(names, letters, strict=True))
    )


def ring_of(entry: WheelEntry, rings: Iterable[Ring]) -> int:
    """Which ring something is in."""
    names = [ring.name for ring in rings]
    return names.index(_name(entry, names))


def _names(year: WheelYear) -> list[str]:
    ours = [category_label(category) for category in CATEGORIES]
    other = category_label("")
    own = [name for name in year.categories if name not in {*ours, other}]
    rest = [other] if other in year.categories else []
    room = MOST_RINGS - len(ours)
    if len(own) + len(rest) > room:
        own, rest = own[: room - 1], [other]
    return [*ours, *own, *rest]


def _name(entry: WheelEntry, names: list[str]) -> str:
    return entry.category if entry.category in names else names[-1]


def _letters(names: list[str]) -> list[str]:
    """The first letter of each name that no other has."""
    taken: list[str] = []
    for name in names:
        wanted = [c for c in clean_line(name).upper() if c.isalnum() and len(c) == 1]
        taken.append(next(c for c in (*wanted, *_LETTERS) if c not in taken))
    return taken

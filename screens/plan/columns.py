"""The columns of the action plan: as wide as what stands in them, titles before air.

What is to be done keeps its room first: then who does it is called by a first name, and at last by
initials. The column that one groups by goes: its heading says it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from data.dataclass import dataclass
from data.dates.labels import column_date
from data.facts.called import called, initials
from data.i18n import N_, _
from data.model.choices import ActionStatus, Priority, choice_label
from data.model.workplace import Person
from data.views.plan import lacks_deadline, lacks_follow_up
from data.views.plan_groups import GroupBy
from screens.drawing import safe
from screens.drawing.grid import SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from data.views.plan import PlanReader
    from data.views.plan_groups import Section

ENOUGH: Final = 45
"""Cells of what is to be done from which other things may stand beside it."""

_LITTLE: Final = 32
"""Cells below which those who are responsible are called by initials."""

_LEAST: Final = 26
"""Cells below which there are no other columns: the sign and the top line tell, too."""

_OWNER: Final = 22
_TOPIC: Final = 16
_WIDEST: Final = 80

TITLES: Final = {
    "code": N_("No."),
    "what": N_("What we do"),
    "owner": N_("Responsible"),
    "due": N_("Deadline"),
    "status": N_("Status"),
    "priority": N_("Prio."),
    "goal": N_("Goal"),
    "follow_up": N_("Follow-up"),
    "topic": N_("Topic"),
}
"""What the columns are called."""

_SHORT: Final = {**TITLES, "owner": N_("Resp."), "follow_up": N_("F-up")}
"""What they are called where there is less room: no column is narrower than that."""

_ORDER: Final = ("owner", "due", "follow_up", "status", "priority", "goal", "topic")
_INITIALS: Final = 2

_GONE: Final = {GroupBy.OWNER: "owner", GroupBy.STATUS: "status", GroupBy.TOPIC: "topic",
                GroupBy.GOAL: "goal"}  # fmt: skip


class Owner(NamedTuple):
    """Somebody by name, from the longest to the shortest."""

    full: str
    called: str
    initials: str


@dataclass(frozen=True, slots=True)
class Widths:
    """Cells that what stands in a column takes at most; 0 where nothing does."""

    code: int
    what: int
    owner: tuple[int, int, int] = (0, 0, 0)
    """For the whole name, the first one, and initials."""
    due: int = 0
    status: int = 0
    follow_up: int = 0
    priority: int = 0
    goal: int = 0
    topic: int = 0


class PlanColumn(NamedTuple):
    """One column of a line."""

    name: str
    width: int
    form: int = 0
    """Which form of a name it has room for, in the order of `Owner`."""


def day_cell(day: date | None, today: date) -> str:
    """A day in eight cells; empty for none."""
    return "" if day is None else column_date(day, today)


def owners(reader: PlanReader) -> dict[str, Owner]:
    """Everybody by their id."""
    people = reader.document.all(Person)
    return {
        person.id: Owner(person.name, called(person, people), initials(person)) for person in people
    }


def measured(
    reader: PlanReader, sections: Sequence[Section], names: Mapping[str, Owner], group: GroupBy
) -> Widths:
    """How wide what is to be shown is: told from what there is, without working out each line.

    Args:
        reader: Reads the plan.
        sections: What is shown.
        names: Of `owners`.
        group: What the plan is grouped by.
    """
    actions = [action for section in sections for action in section.actions]
    gone, today = _GONE.get(group, ""), reader.today
    missing, nobody = _("none"), _("nobody")
    statuses = {action.status for action in actions} | {ActionStatus.STALLED}
    dues = {day_cell(day, today) for day in {action.due for action in actions}}
    later = {action.follow_up or action.effect_due for action in actions}
    ups = {day_cell(day, today) for day in later}
    texts: dict[str, Iterable[str]] = {
        "due": {*dues, *([missing] if any(map(lacks_deadline, actions)) else [])},
        "status": map(choice_label, statuses),
        "follow_up": {*ups, *([missing] if any(map(lacks_follow_up, actions)) else [])},
        "priority": (choice_label(p) for p in {a.priority for a in actions} - {Priority.NORMAL}),
        "goal": (
            reader.goals[g].partition(" ")[0]
            for g in {a.goal for a in actions}
            if g in reader.goals
        ),
        "topic": {action.topic for action in actions},
    }
    found = {name: 0 if name == gone else _most(each) for name, each in texts.items()}
    found["topic"] = min(found["topic"], _TOPIC)
    owner: tuple[int, int, int] = (0, 0, 0)
    if gone != "owner" and actions:
        least = cell_len(nobody) if any(a.owner is None and a.is_open for a in actions) else 0
        kept = [names[each] for each in {a.owner or "" for a in actions} if each in names]
        full, first, short = (max(least, _most(each[form] for each in kept)) for form in range(3))
        owner = (min(full, _OWNER), min(first, _OWNER), short)
    what = _most(action.measure for action in actions)
    # A title is never cut: what is narrower than its shortest one is made as wide.
    full, first, short = (max(each, _title_cells("owner")) if each else 0 for each in owner)
    found = {name: max(each, _title_cells(name)) if each else 0 for name, each in found.items()}
    return Widths(code_width(reader), min(what, _WIDEST), (full, first, short), **found)


def _title_cells(name: str) -> int:
    return cell_len(_(_SHORT[name]))


def _title(name: str, width: int) -> str:
    """What a column is called in so many cells."""
    whole = _(TITLES[name])
    return whole if cell_len(whole) <= width else _(_SHORT[name])


def _most(texts: Iterable[str]) -> int:
    return max((cell_len(safe.one_line(text)) for text in texts), default=0)


def code_width(reader: PlanReader) -> int:
    """Cells the longest number takes."""
    return max(3, len(reader.actions[-1].code) if reader.actions else 0)


@lru_cache(maxsize=32)
def columns(room: int, widths: Widths) -> tuple[PlanColumn, ...]:
    """The columns of a line, blanks between them aside.

    Args:
        room: Cells there are.
        widths: Of `measured`.
    """
    rest = room - SIGN - widths.code - 1
    enough = min(widths.what, ENOUGH)
    chosen: dict[str, PlanColumn] = {}
    for name in ("due", "owner", "status", "follow_up"):
        width = widths.owner[_INITIALS] if name == "owner" else getattr(widths, name)
        if width and rest - width - 1 >= _LEAST:
            chosen[name] = PlanColumn(name, width, _INITIALS)
            rest -= width + 1
    if "owner" in chosen:
        for form, least in ((0, enough), (1, min(enough, _LITTLE))):
            more = widths.owner[form] - widths.owner[_INITIALS]
            if rest - more >= least:
                chosen["owner"] = PlanColumn("owner", widths.owner[form], form)
                rest -= more
                break
    for name in ("priority", "goal", "topic"):
        width = getattr(widths, name)
        if width and rest - width - 1 >= enough:
            chosen[name] = PlanColumn(name, width)
            rest -= width + 1
    what = max(rest, 8)
    listed = [chosen[name] for name in _ORDER if name in chosen]
    spare = what - max(widths.what, len(_(TITLES["what"])))
    if spare > 0:
        # Air goes to the titles of the columns, as far as it reaches, and then to the right edge.
        listed, used = _titled(listed, spare)
        what -= max(used, spare)
    return (PlanColumn("code", widths.code), PlanColumn("what", what), *listed)


def _titled(chosen: Sequence[PlanColumn], spare: int) -> tuple[list[PlanColumn], int]:
    """The columns with room for their titles, from the left, and the cells that took."""
    found, used = [], 0
    for column in chosen:
        wanted = min(max(len(_(TITLES[column.name])) - column.width, 0), spare - used)
        found.append(PlanColumn(column.name, column.width + wanted, column.form))
        used += wanted
    return found, used


def column_titles(widths: Widths, room: int) -> str:
    """The line above the list."""
    shown = columns(room, widths)
    cells = (safe.fit(_title(each.name, each.width), each.width, "") for each in shown)
    return " " * SIGN + " ".join(cells)

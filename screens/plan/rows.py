"""Lines of the action plan: columns that fit 80 and grow with the window, laid out when drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from data.dates.labels import column_date
from data.facts.plan import is_overdue
from data.i18n import N_, _
from data.model.choices import Priority, choice_label
from data.views.plan import Mark, PlanReader, lacks_deadline, lacks_follow_up
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.widgets.row_list import RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.model.plan import Action
    from data.views.plan_groups import Section
    from data.views.search_index import SearchIndex

LEAD: Final = 3
"""Cells in front of the number: marked or not, the sign, a blank."""

_FIXED: Final = (("owner", 12), ("due", 8), ("status", 10))
_EXTRA: Final = (("priority", 6), ("goal", 4), ("follow_up", 8), ("topic", 12))
"""Further columns as the window grows, the most useful first."""

_WHAT: Final = 32
"""What is to be done keeps this much before there is a further column."""

_LEAST: Final = 20
"""Where it would keep less, columns go that the sign and the top line tell, too."""

_TITLES: Final = {
    "code": N_("No."),
    "what": N_("What we do"),
    "owner": N_("Responsible"),
    "due": N_("Deadline"),
    "status": N_("Status"),
    "priority": N_("Prio."),
    "goal": N_("Goal"),
    "seen": N_("F-up"),
    "follow_up": N_("Follow-up"),
    "topic": N_("Topic"),
}


@lru_cache(maxsize=32)
def columns(room: int, code: int) -> tuple[tuple[str, int], ...]:
    """The columns of a line and their widths, blanks between them aside.

    Args:
        room: Cells there are.
        code: Cells the longest number takes.
    """
    wide = dict(_FIXED)
    used = LEAD + code + 1 + sum(width + 1 for width in wide.values())
    seen = 7
    extra: set[str] = set()
    for name, width in _EXTRA:
        more = width + 1 - (seen + 1 if name == "follow_up" else 0)
        if room - used - (seen + 1) - more >= _WHAT:
            extra.add(name)
            used += more
    names = ["owner", "due", "follow_up" if "follow_up" in extra else "seen", "status"]
    names += [name for name, _width in _EXTRA if name in extra and name != "follow_up"]
    widths = {**wide, **dict(_EXTRA), "seen": seen}
    rest = room - LEAD - code - 1 - sum(widths[name] + 1 for name in names)
    if rest < _LEAST:
        names = ["owner", "due"]
        rest += widths["seen"] + 1 + widths["status"] + 1
    return (("code", code), ("what", max(rest, 8)), *((name, widths[name]) for name in names))


def column_titles(paper: Paper, room: int) -> str:
    """The line above the list."""
    cells = (safe.fit(_(_TITLES[name]), width, "") for name, width in columns(room, paper.code))
    return " " * LEAD + " ".join(cells)


def day_cell(day: date | None, today: date) -> str:
    """A day in eight cells; empty for none."""
    return "" if day is None else column_date(day, today)


@dataclass(frozen=True, slots=True)
class Paper:
    """What all lines of a plan share when they are drawn."""

    reader: PlanReader = field(compare=False)
    index: SearchIndex[Action] = field(compare=False)
    code: int
    """Cells the longest number takes."""
    edition: int
    """Another one when people or goals have got other names, or a new day has begun."""
    shift: int = 0
    """Months that the timeline is shifted by."""


@dataclass(frozen=True, slots=True)
class ActionRow(Row):
    """The line of an action."""

    action: Action | None = None
    marked: bool = False
    paper: Paper | None = None

    def searched(self) -> str:
        """Every field of the action, folded."""
        assert self.paper is not None  # noqa: S101 - rows of the plan are always on paper
        assert self.action is not None  # noqa: S101
        return self.paper.index.text(self.action)

    def shown(self, room: int) -> str:
        """The line in columns."""
        assert self.paper is not None  # noqa: S101
        assert self.action is not None  # noqa: S101
        cells = _cells(self.action, self.paper.reader)
        laid = (
            safe.fit(cells[name], width, glyphs().ellipsis)
            for name, width in columns(room, self.paper.code)
        )
        return lead(self.action, self.paper.reader, marked=self.marked) + " ".join(laid)


def lead(action: Action, reader: PlanReader, *, marked: bool) -> str:
    """What stands in front: whether it is marked, and its sign."""
    signs = glyphs()
    sign = {
        Mark.OVERDUE: signs.overdue,
        Mark.STALLED: signs.warning,
        Mark.JUDGE: "?",
        Mark.RUNNING: signs.half,
        Mark.PLANNED: signs.empty,
        Mark.DONE: signs.tick,
        Mark.DROPPED: signs.cross,
    }[reader.line(action).mark]
    return f"{signs.bullet if marked else ' '}{sign} "


def _cells(action: Action, reader: PlanReader) -> dict[str, str]:
    line, today, signs = reader.line(action), reader.today, glyphs()
    missing = _("none")
    due = day_cell(action.due, today) or (missing if lacks_deadline(action) else "")
    follow_up = day_cell(action.follow_up or action.effect_due, today)
    # The front page and the checklist say so of it, whatever its status was set to.
    status = choice_label(reader.status(action))
    return {
        "code": action.code,
        "what": action.measure,
        "owner": line.owner or (_("nobody") if action.is_open else ""),
        "due": due,
        "status": status,
        "priority": "" if action.priority is Priority.NORMAL else choice_label(action.priority),
        "goal": line.goal.partition(" ")[0],
        "seen": missing if lacks_follow_up(action) else (signs.tick if follow_up else ""),
        "follow_up": follow_up or (missing if lacks_follow_up(action) else ""),
        "topic": action.topic,
    }


def section_rows(
    sections: Sequence[Section],
    paper: Paper,
    marked: frozenset[str] | set[str],
    kind: type[ActionRow],
) -> Iterator[Row]:
    """The lines with their headings."""
    today = paper.reader.today
    for number, section in enumerate(sections):
        if section.title:
            if number:
                yield Row(f"gap.{section.key}", selectable=False)
            title = f"{section.title}  {len(section.actions)}"
            yield Row(f"head.{section.key}", title, tone=Tone.HEAD, selectable=False)
        for action in section.actions:
            tone = Tone.ALERT if is_overdue(action, today) else Tone.PLAIN
            if not action.is_open and action.effect is not None:
                tone = Tone.DIM
            yield kind(
                action.reference, tone=tone, action=action, marked=action.id in marked,
                paper=paper, target=RecordTarget(action.reference),
            )  # fmt: skip


def code_width(reader: PlanReader) -> int:
    """Cells the longest number takes."""
    return max(3, len(reader.actions[-1].code) if reader.actions else 0)

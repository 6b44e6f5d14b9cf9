"""Lines of the action plan, laid out when drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, field
from data.facts.plan import is_overdue
from data.i18n import _
from data.model.choices import Priority, choice_label
from data.views.plan import PlanReader, lacks_deadline, lacks_follow_up
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.marks import mark_sign
from screens.plan.columns import columns, day_cell
from screens.widgets.row import Piece, RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from data.model.plan import Action
    from data.views.plan_groups import Section
    from data.views.search_index import SearchIndex
    from screens.plan.columns import Owner, Widths


@dataclass(frozen=True, slots=True)
class Paper:
    """What all lines of a plan share when they are drawn."""

    reader: PlanReader = field(compare=False)
    index: SearchIndex[Action] = field(compare=False)
    widths: Widths
    """How wide the columns' texts are."""
    names: Mapping[str, Owner] = field(compare=False)
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
        return self.paper.index.text(self.key)

    def pieces(self, room: int) -> Sequence[Piece]:
        """The line in columns; of what is late the sign and the deadline say so."""
        assert self.paper is not None  # noqa: S101
        assert self.action is not None  # noqa: S101
        reader, today = self.paper.reader, self.paper.reader.today
        plain = Tone.PLAIN if self.tone is Tone.ALERT else self.tone
        found: list[Piece] = []
        text, tone = lead(self.action, reader, marked=self.marked), self.tone
        for column in columns(room, self.paper.widths):
            cell = _CELLS[column.name](self.action, reader, today)
            owner = self.paper.names.get(self.action.owner or "")
            if column.name == "owner" and owner is not None:
                cell = owner[column.form]
            look = self.tone if column.name == "due" else plain
            if look is not tone:
                found.append(Piece(text, tone))
                text, tone = "", look
            text += f"{safe.fit(cell, column.width, glyphs().ellipsis)} "
        return (*found, Piece(text, tone))


def lead(action: Action, reader: PlanReader, *, marked: bool) -> str:
    """What stands in front: that it is marked, or its sign."""
    if marked:
        return f"{glyphs().bullet} "
    return f"{mark_sign(reader.line(action).mark)} "


def _owner(action: Action, reader: PlanReader, _today: date) -> str:
    return reader.names.get(action.owner or "") or (_("nobody") if action.is_open else "")


def _due(action: Action, _reader: PlanReader, today: date) -> str:
    return day_cell(action.due, today) or (_("none") if lacks_deadline(action) else "")


def _status(action: Action, reader: PlanReader, _today: date) -> str:
    # The front page and the checklist say so of it, whatever its status was set to.
    return choice_label(reader.status(action))


def _priority(action: Action, _reader: PlanReader, _today: date) -> str:
    return "" if action.priority is Priority.NORMAL else choice_label(action.priority)


def _goal(action: Action, reader: PlanReader, _today: date) -> str:
    return reader.goals.get(action.goal or "", "").partition(" ")[0]


def _follow_up(action: Action, _reader: PlanReader, today: date) -> str:
    cell = day_cell(action.follow_up or action.effect_due, today)
    return cell or (_("none") if lacks_follow_up(action) else "")


_CELLS: Final[dict[str, Callable[[Action, PlanReader, date], str]]] = {
    "code": lambda action, _reader, _today: action.code,
    "what": lambda action, _reader, _today: action.measure,
    "owner": _owner,
    "due": _due,
    "status": _status,
    "priority": _priority,
    "goal": _goal,
    "follow_up": _follow_up,
    "topic": lambda action, _reader, _today: action.topic,
}
"""What stands in the columns of an action's line; of most there is no room."""


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

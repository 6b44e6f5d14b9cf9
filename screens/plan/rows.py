"""Lines of the action plan, laid out when drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from screens.widgets.sheet import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
        plain = Tone.PLAIN if self.tone is Tone.ALERT else self.tone
        found = [Piece(lead(self.action, self.paper.reader, marked=self.marked), self.tone)]
        cells, signs = _cells(self.action, self.paper.reader), glyphs()
        for column in columns(room, self.paper.widths):
            text = cells[column.name]
            owner = self.paper.names.get(self.action.owner or "")
            if column.name == "owner" and owner is not None:
                text = owner[column.form]
            tone = self.tone if column.name == "due" else plain
            found.append(Piece(f"{safe.fit(text, column.width, signs.ellipsis)} ", tone))
        return joined(tuple(found))


def lead(action: Action, reader: PlanReader, *, marked: bool) -> str:
    """What stands in front: that it is marked, or its sign."""
    if marked:
        return f"{glyphs().bullet} "
    return f"{mark_sign(reader.line(action).mark)} "


def _cells(action: Action, reader: PlanReader) -> dict[str, str]:
    """What stands in the columns of an action's line."""
    line, today = reader.line(action), reader.today
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

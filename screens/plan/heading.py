"""Above the list: how the plan stands, which part of it is shown, what the columns hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from data.i18n import _, ngettext
from data.views.plan import PRESET_LABELS, SORT_LABELS
from data.views.plan_groups import GROUP_LABELS, GroupBy
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import LEFT, list_room

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.views.plan import Counts, PlanChoice


def heading(counts: Counts, marked: int) -> Content:
    """How the plan stands, gaps first; what is fine takes no room."""
    told = [(ngettext("{n} open", "{n} open", counts.open), counts.open, "bold")]
    if marked:
        told.insert(0, (ngettext("{n} marked", "{n} marked", marked), marked, "bold reverse"))
    gaps = (
        (ngettext("{n} late", "{n} late", counts.overdue), counts.overdue),
        (_("{n} without owner"), counts.no_owner),
        (_("{n} without deadline"), counts.no_deadline),
        (_("{n} without follow-up"), counts.no_follow_up),
        (_("{n} not evaluated"), counts.to_judge),
    )
    told += [
        (text, number, "bold $text-error" if at == 0 else "")
        for at, (text, number) in enumerate(gaps)
        if number
    ]
    between = f" {glyphs().separator} "
    pieces: list[str | tuple[str, str]] = []
    for text, number, style in told:
        if pieces:
            pieces.append(between)
        said = text.format(n=number)
        pieces.append((said, style) if style else said)
    return Content.assemble(*pieces)


def choice_line(choice: PlanChoice) -> str:
    """Which part of the plan is shown, and how."""
    told = [
        _("Shows {what}").format(what=_(PRESET_LABELS[choice.preset])),
        _("by {order}").format(order=_(SORT_LABELS[choice.sort])),
    ]
    if choice.group is not GroupBy.NOTHING:
        told.append(_("grouped by {what}").format(what=_(GROUP_LABELS[choice.group])))
    return ", ".join(told)


class Titles(Widget):
    """The names of the columns, laid out as the lines below are."""

    DEFAULT_CSS = """
    Titles { height: 1; color: $text-muted; }
    Titles:ansi { color: ansi_default; text-style: dim; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._titles: Callable[[int], str] | None = None
        self._drawn = ""

    def tell(self, titles: Callable[[int], str]) -> None:
        """Show these titles: they are told how much room there is."""
        self._titles = titles
        if self._text() != self._drawn:
            self.refresh()

    def _text(self) -> str:
        room = list_room(self.size.width)
        return " " * LEFT + self._titles(room) if self._titles and room > 0 else ""

    def render(self) -> Content:
        """The line."""
        self._drawn = self._text()
        return safe.content(safe.cut(self._drawn, self.size.width, ""))

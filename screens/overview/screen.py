"""Many workplaces, each a line, what calls first on top; the line of all of them below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Label

from data.dataclass import dataclass, replace
from data.i18n import N_, _, ngettext
from data.overview.groups import Grouping, grouped
from data.overview.table import Order, heads, in_order, overview_row, together
from screens.dialogs.prompt import TextPrompt
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.keys.key import bindings
from screens.overview.keys import KEYS
from screens.widgets.bars import KeyBar
from screens.widgets.empty import empty
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.overview.gathering import OverviewLine
    from data.overview.summary import Summary

_MARKS: Final = 7
"""Columns of the list's cursor, signs and edges."""

_ORDERS: Final = (
    (Order.CALLS, ""), (Order.NAME, N_("by name")), (Order.DISCUSSION, N_("by next discussion")),
    (Order.CHANGED, N_("longest unchanged first")),
)  # fmt: skip
"""What workplaces are sorted by, one after another on the same key, and what the title says."""

_GROUPS: Final = (None, Grouping.SECTOR, Grouping.SIZE)

_SHOWN: Final[tuple[tuple[str, Callable[[OverviewLine], bool]], ...]] = (
    (N_("all"), lambda _line: True),
    (N_("whose discussion is late"), lambda line: line.summary is not None and line.summary.late),
    (N_("with something overdue"), lambda line: bool(line.summary and line.summary.overdue)),
    (N_("with rules not kept"), lambda line: bool(line.summary and line.summary.rules)),
    (N_("that could not be read"), lambda line: line.summary is None),
)
"""Which workplaces are shown, one after another on the same key."""


@dataclass(frozen=True, slots=True)
class OverviewChoices:
    """What is shown and how, kept while a workplace is open."""

    which: int = 0
    order: int = 0
    group: int = 0
    text: str = ""


class WorkplaceTarget(NamedTuple):
    """A workplace's document."""

    path: Path


class OverviewScreen(Screen[None]):
    """The workplaces, until one is chosen or the screen is left."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["overview"])

    DEFAULT_CSS = """
    OverviewScreen {
        & #title { height: 1; background: $panel; padding: 0 1 0 2; width: 1fr; }
        & #heads { height: 1; padding: 0 1 0 4; color: $text-muted; }
        & #list { padding: 0; }
        & #all { height: auto; width: 1fr; padding: 0 1 0 4; color: $text-muted; }
    }
    """

    def __init__(
        self,
        today: Callable[[], date],
        chosen: Callable[[Path | None], None],
        select: Path | None,
        choices: OverviewChoices,
    ) -> None:
        """Be ready.

        Args:
            today: The day that counts.
            chosen: Told which workplace is to be opened; None for leaving.
            select: The workplace under the cursor at first.
            choices: What is shown and how at first.
        """
        super().__init__()
        self._today = today
        self._chosen = chosen
        self._select = select
        self._lines: tuple[OverviewLine, ...] = ()
        self.choices = choices
        self._news = ""

    def compose(self) -> ComposeResult:
        """From the title down to the keys."""
        with Vertical():
            yield Label(id="title")
            yield Label(id="heads")
            yield RowList(id="list")
            yield Label(id="all")
            yield KeyBar()

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.set_focus(self.query_one(RowList))
        self._draw()

    def show(self, lines: Sequence[OverviewLine]) -> None:
        """Show what was found; the cursor stays on its workplace."""
        self._lines, self._news = tuple(lines), ""
        self._draw()

    def tell(self, news: str) -> None:
        """Say how far reading has come."""
        self._news = news
        self._draw_title()

    # -- drawing ---------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Names have another width."""
        self._draw()

    @property
    def _width(self) -> int:
        """Columns of a line, beside the list's marks."""
        return self.size.width - _MARKS

    @property
    def _seen(self) -> tuple[OverviewLine, ...]:
        fits = _SHOWN[self.choices.which][1]
        order = _ORDERS[self.choices.order][0]
        return tuple(line for line in in_order(self._lines, self.choices.text, order) if fits(line))

    def _draw(self) -> None:
        seen = self._seen
        rows = list(self._rows(seen))
        text = _("No workplace is like that. Only what you chose is shown. f: show others")
        listed = self.query_one(RowList)
        listed.show(
            rows or [empty("nothing", text)], select=str(self._select) if self._select else None
        )
        if rows:
            self._select = None
        known = [line.summary for line in seen if line.summary is not None]
        self.query_one("#heads", Label).update(safe.content(heads(self._width)))
        self.query_one("#all", Label).update(safe.content("\n".join(together(known))))
        self._draw_title()

    def _draw_title(self) -> None:
        parts = [_("Overview"), _(_SHOWN[self.choices.which][0])]
        if self.choices.text:
            parts.append(_("with “{text}”").format(text=self.choices.text))
        if self.choices.order:
            parts.append(_(_ORDERS[self.choices.order][1]))
        unread = sum(line.summary is None for line in self._lines)
        if unread:
            parts.append(
                ngettext("{n} cannot be read", "{n} cannot be read", unread).format(n=unread)
            )
        if self._news:
            parts.append(self._news)
        self.query_one("#title", Label).update(safe.content("  ".join(parts)))
        keys = ((key.keys.partition(",")[0], key.label, True) for key in KEYS["overview"])
        self.query_one(KeyBar).tell([("enter", N_("open it"), True), *keys])

    def _rows(self, seen: Sequence[OverviewLine]) -> Iterator[Row]:
        by = _GROUPS[self.choices.group]
        known = {id(line.summary): line for line in seen if line.summary is not None}
        summaries = [line.summary for line in seen if line.summary is not None]
        if by is None:
            yield from (self._row(known[id(one)], one) for one in summaries)
        else:
            for group in grouped(summaries, by, few_apart=True):
                head = f"{group.name} ({len(group.members)})"
                yield Row(f"head.{group.name}", head, tone=Tone.HEAD, selectable=False)
                yield from (self._row(known[id(one)], one) for one in group.members)
        for line in seen:
            if line.summary is None:
                text = f"{line.path}: {line.trouble}"
                target = WorkplaceTarget(line.path)
                yield Row(str(line.path), text, glyph=glyphs().warning, wrap=True, target=target)

    def _row(self, line: OverviewLine, summary: Summary) -> Row:
        return Row(
            str(line.path),
            overview_row(summary, self._today(), self._width),
            glyph=glyphs().overdue if summary.late else " ",
            tone=Tone.ALERT if summary.late else Tone.PLAIN,
            target=WorkplaceTarget(line.path),
        )

    # -- keys ------------------------------------------------------------------------------

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Open the workplace."""
        event.stop()
        if isinstance(event.target, WorkplaceTarget):
            self._chosen(event.target.path)

    def _choose(self, choices: OverviewChoices) -> None:
        """Show others, or otherwise: what comes first then is looked at first."""
        self.choices = choices
        self.query_one(RowList).show([])
        self._draw()

    def action_which(self) -> None:
        """Show others."""
        self._choose(replace(self.choices, which=(self.choices.which + 1) % len(_SHOWN)))

    def action_sort(self) -> None:
        """Sort them by something else."""
        self._choose(replace(self.choices, order=(self.choices.order + 1) % len(_ORDERS)))

    def action_group(self) -> None:
        """Put them in groups, others, or none."""
        self._choose(replace(self.choices, group=(self.choices.group + 1) % len(_GROUPS)))

    def action_find(self) -> None:
        """Ask for a word in their names."""
        prompt = TextPrompt(_("Workplaces whose name or sector holds"), self.choices.text)
        self.app.push_screen(prompt, self._found)

    def _found(self, text: str | None) -> None:
        if text is not None:
            self._choose(replace(self.choices, text=text.strip()))

    def action_leave(self) -> None:
        """Show all again, or leave."""
        if self.choices.text or self.choices.which:
            self._choose(replace(self.choices, text="", which=0))
        else:
            self._chosen(None)


def reading_told(done: int, of: int) -> str:
    """How far reading has come."""
    return ngettext("{done} of {n} read", "{done} of {n} read", of).format(done=done, n=of)

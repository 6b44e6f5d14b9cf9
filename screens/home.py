"""The home screen: what is due, what waits, how far the year has come; five seconds to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.widgets import Static

from data.dates import month_name, weekday_date
from data.i18n import _, ngettext
from data.model.discussion import Discussion
from data.model.status import StatusMeeting
from data.views.due import Due, distance, due_label
from data.views.home import DAYS_AHEAD, HomeView, Month, home_view
from data.views.show import name_of
from screens import keys, safe
from screens.banner import banner
from screens.base import DocumentScreen
from screens.glyphs import glyphs
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.document import Document
    from data.views.discussion import GoalView
    from data.views.due import DueItem

_OWNER, _WHEN = 13, 14
"""Columns for who and when on a line."""

_CELL = 6
"""Columns a month takes in the strip: twelve fit in 80."""


class HomeScreen(DocumentScreen):
    """Part 1."""

    PART = "home"
    # In the class and not in a sheet of its own: this is the first screen, and reading a sheet
    # makes Textual parse all styles again.
    DEFAULT_CSS = """
    #banner { height: auto; padding: 1 2; color: $text-accent; display: none; }
    #home { padding: 1 1 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("home")

    def compose_body(self) -> Iterable[Widget]:
        """The name in big letters where there is room, and one list."""
        yield Static(id="banner")
        yield RowList(id="home")

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.set_focus(self.query_one(RowList))

    def show(self, document: Document) -> None:
        """Draw the document."""
        workplace = document.workplace
        size = self.app.size
        big = banner(workplace.name if workplace else "AMIS", size.width, size.height)
        plate = self.query_one("#banner", Static)
        if big:
            plate.update(safe.content(big))
        plate.display = bool(big)
        today = self.session.today()
        view = home_view(document, today)
        rows = [
            *self._discussion(view, today),
            *self._strip(view),
            *self._due(_("Overdue"), view.due.overdue, today, overdue=True),
            *self._due(
                _("Due within {n} days").format(n=DAYS_AHEAD), view.due.soon, today, overdue=False
            ),
            *self._goals(document, view.goals),
            *self._ideas(view),
        ]
        self.query_one(RowList).show(rows)

    def _discussion(self, view: HomeView, today: date) -> Iterator[Row]:
        head = _("Annual discussion")
        if view.discussion is not None and view.discussion.held_on is not None:
            day = view.discussion.held_on
            text = f"{head}  {weekday_date(day)}, {distance(day, today)}"
            yield Row("discussion", text, tone=Tone.STRONG)
        elif view.discussion is not None:
            text = _("{head}  prepared, no date yet").format(head=head)
            yield Row("discussion", text, tone=Tone.STRONG)
        elif view.discussion_due is not None:
            late = view.discussion_due < today
            text = _("{head}  at the latest {day}, {distance}").format(
                head=head,
                day=weekday_date(view.discussion_due),
                distance=distance(view.discussion_due, today),
            )
            yield Row(
                "discussion",
                text,
                glyph=glyphs().overdue if late else "",
                tone=Tone.ALERT if late else Tone.STRONG,
            )
        else:
            text = _("{head}  not held yet. Enter or 2: prepare it").format(head=head)
            yield Row("discussion", text, tone=Tone.STRONG)

    def _strip(self, view: HomeView) -> Iterator[Row]:
        yield Row("gap.strip", selectable=False)
        names = "".join(_cell(month_name(m.month, short=True), m) for m in view.months)
        loads = "".join(_cell(str(m.load or glyphs().empty), m) for m in view.months)
        yield Row("months", names, selectable=False, tone=Tone.DIM)
        yield Row("loads", loads, selectable=False)

    def _due(
        self, title: str, items: Sequence[DueItem], today: date, *, overdue: bool
    ) -> Iterator[Row]:
        yield Row(f"gap.{overdue}", selectable=False)
        count = f"  {len(items)}" if items else f"  {_('nothing')}"
        yield Row(f"head.{overdue}", title + count, tone=Tone.HEAD, selectable=False)
        for item in items:
            who = safe.fit(item.owner_name or _("nobody"), _OWNER, glyphs().ellipsis)
            # A deadline is what one expects; anything else is said.
            what = "" if item.what is Due.DEADLINE else f"{due_label(item.what)}: "
            yield Row(
                f"{item.record.reference}.{item.what}",
                f"{item.record.code:<5}{what}{item.record.heading}",
                glyph=glyphs().overdue if overdue else " ",
                meta=f"{who} {distance(item.day, today):>{_WHEN}}",
                tone=Tone.ALERT if overdue else Tone.PLAIN,
            )

    def _goals(self, document: Document, goals: Sequence[GoalView]) -> Iterator[Row]:
        if not goals:
            return
        yield Row("gap.goals", selectable=False)
        yield Row("head.goals", _("Goals"), tone=Tone.HEAD, selectable=False)
        for view in goals:
            done, total = view.done, len(view.actions)
            progress = (
                f"{bar(done, total)} " + _("{done} of {total}").format(done=done, total=total)
                if total
                else _("no actions yet")
            )
            owner = name_of(document, "person", view.goal.owner)
            yield Row(
                view.goal.reference,
                f"{view.goal.code:<5}{view.goal.title}",
                meta=f"{safe.cut(owner, 16)}  {progress}",
                glyph=" ",
            )

    def _ideas(self, view: HomeView) -> Iterator[Row]:
        if view.ideas:
            text = ngettext(
                "{n} idea waits for the next discussion",
                "{n} ideas wait for the next discussion",
                view.ideas,
            ).format(n=view.ideas)
            yield Row("gap.ideas", selectable=False)
            yield Row("ideas", text, tone=Tone.DIM, selectable=False)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go to the thing."""
        if event.key == "discussion":
            self.app.switch_mode("discussion")
            return
        record = self.document.resolve(event.key.split(".", maxsplit=1)[0])
        if isinstance(record, Discussion):
            self.app.switch_mode("discussion")
        elif isinstance(record, StatusMeeting):
            self.app.switch_mode("status")
        elif record is not None:
            from screens.dialogs.card import open_card

            open_card(self, record)

    def action_edit(self) -> None:
        """Open the thing under the cursor."""
        self.query_one(RowList).action_open()


def _cell(text: str, month: Month) -> str:
    shown = f"[{text}]" if month.now else f" {text} "
    return shown + " " * max(_CELL - cell_len(shown), 0)


def bar(done: int, total: int, width: int = 5) -> str:
    """A bar that fills as things get done."""
    filled = round(width * done / total) if total else 0
    return glyphs().bar * filled + glyphs().track * (width - filled)

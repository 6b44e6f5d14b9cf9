"""Part 6: the competence plan as a matrix, a net and the analysis behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from data.dates import short_date
from data.i18n import _
from data.model.choices import choice_label
from data.model.competence import FocusArea, Need, Task
from data.views.competence import matrix
from data.views.development import told_development
from screens import keys, safe
from screens.competence_base import View
from screens.competence_columns import LEVELS, counts, foot_pieces, head_pieces
from screens.competence_developing import Developing
from screens.competence_grid import Heading, MatrixGrid
from screens.glyphs import glyphs
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.document import Document
    from data.views.competence import NeedRow


class CompetenceScreen(Developing):
    """The competence plan."""

    PART = "competence"
    CSS_PATH = "competence.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("everywhere"),
        *keys.bindings("competence"),
    ]

    def compose_body(self) -> Iterable[Widget]:
        """How the group stands, the matrix with its headings, what is under the cursor."""
        yield Heading(id="counts")
        yield Heading(id="head")
        yield MatrixGrid(id="matrix")
        yield Heading(id="foot")
        yield Heading(id="about")
        yield CaptureDock(
            self.desk.drafts, self.hand_in, self.reading, lambda _text, _cursor, _turn: None
        )

    def on_mount(self) -> None:
        """Keys go to the matrix."""
        super().on_mount()
        self.grid.focus()

    @property
    def place_key(self) -> str:
        """`kind:id` of what the cursor is on."""
        return self.grid.key

    # -- drawing -----------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw the document; the cursor stays where it is."""
        today = self.session.today()
        if self.view is None:
            self.view = View.MATRIX
        self.matrix = matrix(
            document,
            today,
            focus=self.only_focus if document.get(FocusArea, self.only_focus) else None,
            person=self.only_person,
            gaps_only=self.gaps_only,
        )
        self._draw(None)

    def show_again(self, select: str | None = None) -> None:
        """Draw everything anew; the cursor goes to `select`."""
        self.show(self.document)
        if select:
            self.grid.select(select)

    def _draw(self, select: str | None) -> None:
        self.grid.show_matrix(self.matrix, select=select)
        if not self.matrix.focuses:
            self.grid.show(tuple(self._nothing()))
        self._draw_frame()

    def _nothing(self) -> Iterator[Row]:
        text = _("No focus areas yet. O: write one down   V: analysis")
        if self.gaps_only and self.matrix.members:
            text = _("No gaps here. F: show everything")
        yield Row("nothing", text, tone=Tone.DIM, selectable=False)

    def _draw_frame(self) -> None:
        """The lines around the matrix."""
        grid = self.grid
        columns, view = grid.columns, self.matrix
        self.query_one("#counts", Heading).tell(list(self._counts()))
        head = list(head_pieces(columns, view.members, grid.column)) if view.focuses else []
        self.query_one("#head", Heading).tell(head)
        foot = list(foot_pieces(columns, view)) if view.needs else []
        self.query_one("#foot", Heading).tell(foot)
        self._draw_about()

    def _counts(self) -> Iterator[tuple[str, str]]:
        view = self.matrix
        news = self.finished_news()
        if news:
            yield f"{glyphs().warning} {news}", "line--strong"
            return
        if not view.needs:
            return
        covered = _("{n} of {m} needs covered").format(n=view.covered, m=view.needs)
        yield f" {glyphs().separator} ".join(filter(None, [covered, counts(view)])), "line--strong"
        shown = self._shown()
        if shown:
            yield f"   {shown}", "line--dim"

    def _shown(self) -> str:
        """What is left out; empty when all is shown."""
        told = []
        if self.gaps_only:
            told.append(_("only gaps"))
        if self.only_person and self.matrix.members:
            told.append(self.matrix.members[0].name)
        if self.only_focus and self.matrix.focuses:
            told.append(self.matrix.focuses[0].focus.title)
        return f" {glyphs().separator} ".join(told)

    def _draw_about(self) -> None:
        """What is under the cursor, in words: where it belongs, and who can do it."""
        first, second = self._about()
        width = max(self.app.size.width - 2, 0)
        self.query_one("#about", Heading).tell(
            [(safe.fit(first, width, glyphs().ellipsis), "")],
            [(safe.fit(second, width, glyphs().ellipsis), "line--dim")],
        )

    def _about(self) -> tuple[str, str]:
        row = self.need_row
        if row is not None:
            return self._about_need(row)
        record = self.row
        if isinstance(record, FocusArea):
            return record.title, self._backing(record)
        return (record.title if isinstance(record, Task) else ""), ""

    def _about_need(self, row: NeedRow) -> tuple[str, str]:
        asked = _("asks for {level}").format(level=_(LEVELS[row.need.level]))
        path = f" {glyphs().pointer} ".join([row.task.title, row.need.title])
        first = f"{path} ({choice_label(row.need.form)}, {asked})"
        told = []
        person = self.person
        if person is not None:
            level = row.levels[self.grid.column]
            told.append(f"{person.name}: {level} {_(LEVELS[level])}")
        for one in row.developing:
            day = short_date(one.due) if one.due else ""
            told.append(f"{glyphs().right} {told_development(self.document, one, day)}")
        return first, "   ".join(told)

    def _backing(self, area: FocusArea) -> str:
        told = [area.backing]
        if area.backed_by or area.backed_on:
            day = short_date(area.backed_on) if area.backed_on else ""
            who = " ".join(filter(None, [area.backed_by, day]))
            told.append(_("backed by {who}").format(who=who))
        if area.form:
            told.append(choice_label(area.form))
        return f" {glyphs().separator} ".join(filter(None, told))

    # -- moving about ------------------------------------------------------------------------

    def on_row_list_highlighted(self, _event: RowList.Highlighted) -> None:
        """Tell of another row."""
        self._draw_about()
        self.tell_keys()

    def on_matrix_grid_moved(self, _event: MatrixGrid.Moved) -> None:
        """Tell of another cell."""
        self._draw_frame()
        self.tell_keys()

    def on_row_list_opened(self, _event: RowList.Opened) -> None:
        """Open the card of the row."""
        record = self.row
        if isinstance(record, FocusArea | Task | Need):
            from screens.dialogs.card import open_card

            open_card(self, record)

    def on_capture_dock_left(self, _event: CaptureDock.Left) -> None:
        """Back to the matrix."""
        self.adding = None
        self.grid.focus()

    def action_change_view(self) -> None:
        """Matrix, net, analysis."""

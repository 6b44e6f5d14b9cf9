"""The competence plan in three views: matrix, net, and the analysis behind them.

Matrix and net show the same rows with the same cursor; keys act on the row it is on in either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical

from data.facts.competence import Matrix, matrix
from data.i18n import _
from data.model.competence import Challenge, FocusArea, Need, Task
from data.strenum import StrEnum
from screens.competence import develop, edit_rows
from screens.competence.about import about, counted, legend
from screens.competence.analysis import AnalysisPane
from screens.competence.keys import BINDINGS
from screens.competence.matrix import MatrixPane
from screens.competence.net import NetPane, NetSheet
from screens.competence.new_rows import MEMBER, NewRow, choose_new, focus_at
from screens.competence.shown import Shown, choose_shown
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import line_room
from screens.drawing.linear import linear
from screens.frame.acts import acts
from screens.frame.cursor_rest import CursorRest
from screens.shared.new_records import LINE
from screens.widgets.empty import pieces
from screens.widgets.row_list import RecordTarget, RowList, Tone
from screens.widgets.sheet import Piece, Sheet, joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.facts.competence import Finished, NeedRow
    from data.model.document import Document
    from data.model.workplace import Person
    from screens.frame.desk import Desk

_OF_ROWS: Final = frozenset({"develop", "choose_shown", "ask_level", "ask_form", "move_row"})
"""Actions of matrix and net alone: in the analysis some of their keys mean something else."""
_NEEDS_RECORD: Final = frozenset({"edit", "delete", "move_row"})
_NEEDS_NEED: Final = frozenset({"ask_level", "ask_form"})


class View(StrEnum):
    """What the pane shows."""

    MATRIX = "matrix"
    NET = "net"
    ANALYSIS = "analysis"


class CompetencePane(Vertical):
    """How the group stands, one of the views, what is under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = BINDINGS["competence"]

    def __init__(self, desk: Desk, new_row: Callable[[NewRow], None]) -> None:
        """Make the pane.

        Args:
            desk: What it works at.
            new_row: Begins the line that rows and challenges are typed on.
        """
        super().__init__()
        self.desk = desk
        self._new_row = new_row
        self.view: View | None = None
        """None until it is known which one helps most."""
        self.shown = Shown()
        self.whole = Matrix((), (), ())
        """All there is; `grid.matrix` is what is shown of it."""
        self.grid = MatrixPane(desk)
        self.net = NetPane(desk)
        self.analysis = AnalysisPane(desk, new_row)
        self._rest = CursorRest(self)

    def compose(self) -> ComposeResult:
        """How the group stands, the views, what is under the cursor."""
        # Before there is anything in it: it would all be styled again when it is drawn.
        self.add_class(f"-{self._first_view()}")
        yield Sheet(id="counts")
        yield self.grid
        yield self.net
        yield self.analysis
        yield Sheet(id="about")

    # -- what the cursor is on -------------------------------------------------------------

    @property
    def reference(self) -> str:
        """`kind:id` of what the cursor of matrix and net is on; empty where there is nothing."""
        return self.net.reference if self.view is View.NET else self.grid.reference

    @property
    def row(self) -> FocusArea | Task | Need | None:
        """The focus area, task or need that the cursor of matrix and net is on."""
        record = self.desk.document.resolve(self.reference)
        return record if isinstance(record, FocusArea | Task | Need) else None

    @property
    def need_row(self) -> NeedRow | None:
        """The need under the cursor with who covers it."""
        row = self.row
        of = self.grid.matrix if self.view is View.MATRIX else self.whole
        return of.row(row.id) if isinstance(row, Need) else None

    @property
    def record(self) -> Challenge | FocusArea | Task | Need | None:
        """What is under the cursor of the view that is shown."""
        return self.analysis.record if self.view is View.ANALYSIS else self.row

    @property
    def person(self) -> Person | None:
        """The member whose cell the cursor is in."""
        return self.grid.person if self.view is View.MATRIX else None

    # -- drawing ---------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw a document; the cursor stays where it is."""
        self.whole = matrix(document, self.desk.today)
        self.shown = self.shown.of_what_is_left(document, self.whole)
        first = self.view is None
        if self.view is None:
            self.view = self._first_view()
        self._draw()
        if first:
            self.focus_view()

    def _first_view(self) -> View:
        """The view that helps most: the matrix, once there is something to have in it."""
        return View.MATRIX if self.desk.document.all(FocusArea) else View.ANALYSIS

    def go_to(self, reference: str) -> None:
        """Draw everything anew, and put the cursor on a row or a challenge."""
        self.show(self.desk.document)
        if self.view is View.NET:
            self.net.go_to(reference)
            self._draw_around()
        elif self.view is View.ANALYSIS:
            self.analysis.show(self.desk.document, reference)
        else:
            self.grid.go_to(reference)

    def _draw(self, reference: str = "") -> None:
        document = self.desk.document
        for view in View:
            self.set_class(self.view is view, f"-{view}")
        # The matrix is kept up to date below the other views: its cursor is theirs.
        nothing = _(
            "No focus areas yet. They are what the group wants to be good at. "
            "a: write one down   v: analysis   E: an example"
        )
        if self.whole.focuses:
            nothing = _("No gaps here. Only what is missing is shown. f: show everything")
        self.grid.show(self.shown.matrix(document, self.desk.today), nothing)
        if self.view is View.NET:
            if not self.whole.focuses:
                self.show_view(View.ANALYSIS)
                return
            self.net.show(self.whole.focuses, reference)
        elif self.view is View.ANALYSIS:
            self.analysis.show(document)
        self._draw_around()

    def _draw_around(self) -> None:
        """The lines above and below the views."""
        shown = self.grid.matrix
        news = develop.finished_news(self.desk.document)
        if news:
            counts = [Piece(f"{glyphs().warning} {news}", Tone.STRONG)]
        else:
            net = self.view is View.NET
            part = self.net.position() if net else self.shown.words(shown)
            counts = list(counted(shown, part, line_room(self.app.size.width)))
        self._tell("#counts", counts)
        self.query_one("#counts").display = bool(counts)
        self._draw_about()

    def _draw_about(self) -> None:
        """What is under the cursor, in words: where it belongs, and who can do it."""
        name, told, keys = about(self.desk.document, self.row, self.need_row, self.person)
        if self.view is View.NET and not keys:
            told = told or legend()
        if self.need_row is not None and not self.whole.members:
            keys = _("No members yet. They have a seat or a role. a: add one")
        width, ellipsis = line_room(self.app.size.width), glyphs().ellipsis
        second = [Piece(safe.fit(told, width, ellipsis), Tone.DIM)]
        if keys:
            second = pieces(safe.cut(keys, width, ellipsis))
        self._tell("#about", [Piece(safe.fit(name, width, ellipsis))], second)

    def _tell(self, name: str, *lines: list[Piece]) -> None:
        shown = [joined(tuple(pieces)) for pieces in lines]
        self.query_one(name, Sheet).tell(lambda _width, _height: shown)

    # -- going about -----------------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Tell of another row of the matrix, where the cursor stops."""
        event.stop()
        self._rest.draw(self._draw_about)
        self.refresh_bindings()

    def on_matrix_pane_moved(self, event: MatrixPane.Moved) -> None:
        """Tell of another cell."""
        event.stop()
        self._draw_about()

    def on_net_sheet_moved(self, event: NetSheet.Moved) -> None:
        """Tell of another node, where the cursor stops."""
        event.stop()
        self._rest.draw(self._draw_about)
        self.refresh_bindings()

    def on_net_pane_turned(self, event: NetPane.Turned) -> None:
        """Tell of another focus area."""
        event.stop()
        self._draw_around()
        self.refresh_bindings()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Open the card of a row of the matrix."""
        event.stop()
        match event.target:
            case RecordTarget(reference):
                record = self.desk.document.resolve(reference)
                if record is not None:
                    from screens.shared.card import open_card

                    open_card(self.desk, record)

    def on_analysis_pane_left(self, event: AnalysisPane.Left) -> None:
        """From the analysis to the matrix."""
        event.stop()
        self.show_view(View.MATRIX)

    def action_change_view(self) -> None:
        """Matrix, net, analysis."""
        # A net cannot be read aloud: what it tells stands on the lines of the matrix then.
        net = bool(self.whole.focuses) and not linear()
        views = [View.MATRIX, *([View.NET] if net else []), View.ANALYSIS]
        here = views.index(self.view) if self.view in views else 0
        self.show_view(views[(here + 1) % len(views)])

    def show_view(self, view: View) -> None:
        """Show another view; the cursor stays on what it is on."""
        reference, row, person = self.reference, self.row, self.grid.person
        if self.view is View.NET and self.grid.reference != reference:
            # Only needs have cells; the cursor may have come to something else in the net.
            in_cell = person is not None and isinstance(row, Need)
            self.grid.go_to(reference, person.id if person is not None and in_cell else None)
        self.view = view
        if view is View.ANALYSIS:
            self.analysis.begin()
        self.desk.say("")
        self._draw(reference)
        self.focus_view()
        self.refresh_bindings()

    def focus_view(self) -> None:
        """Give the keys to the view that is shown."""
        shown = {View.NET: self.net.sheet, View.ANALYSIS: self.analysis.rows}
        self.screen.set_focus(shown.get(self.view or View.MATRIX, self.grid.rows))

    def action_show_coverage(self) -> None:
        """The coverage picture instead of the net, or the net again."""
        self.net.toggle_picture()

    # -- which keys act --------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each view has its own keys."""
        if action in _OF_ROWS:
            return self.view is not View.ANALYSIS
        if action == "show_coverage":
            return self.view is View.NET
        return super().check_action(action, parameters)

    def shows(self, _action: str, *_args: object) -> bool:
        """Every key is of use."""
        return True

    def unable(self, action: str, *_args: object) -> str:
        """Why something cannot be done now."""
        if action in _NEEDS_RECORD and self.record is None:
            if self.view is View.ANALYSIS:
                return _("There is nothing here yet.")
            return _("There is nothing here yet. a: write down a focus area")
        if action in _NEEDS_NEED and not isinstance(self.row, Need):
            return _("Put the cursor on a need first.")
        if action == "develop" and self.need_row is None:
            return _("Put the cursor on the need that is to be covered.")
        if action == "finish" and not self._to_finish():
            return _("No development is under way here. h: close the gap")
        return ""

    # -- new rows --------------------------------------------------------------------------

    def _begin(self, new: NewRow) -> None:
        shown = self.shown.with_new(new.kind)
        if shown != self.shown:
            self.shown = shown
            self.go_to(self.reference)
        self._new_row(new)

    def begin_new(self) -> None:
        """Write something new down: a challenge in the analysis, else what is chosen."""
        if self.view is View.ANALYSIS:
            self.analysis.begin_challenges()
        else:
            self.desk.start(self._ask_new())

    async def _ask_new(self) -> None:
        """Ask what it is, and begin the line it is typed on, line after line."""
        answer = await choose_new(self.desk, self.whole, self.row)
        if isinstance(answer, NewRow):
            self._begin(answer)
        elif answer == MEMBER:
            await edit_rows.add_member(self.desk)
        elif answer is not None:
            await self.app.run_action(f"app.everywhere('capture_line{answer.removeprefix(LINE)}')")

    # -- changing what is there ------------------------------------------------------------

    @acts
    async def action_edit(self) -> None:
        """Give what is under the cursor another name."""
        if self.record is not None:
            await edit_rows.reword(self.desk, self.record)

    @acts
    async def action_delete(self) -> None:
        """Delete what is under the cursor with all that is part of it; undo brings it back."""
        if self.record is not None:
            await edit_rows.delete(self.desk, self.record)

    @acts
    async def action_ask_form(self) -> None:
        """Ask whether the need is knowledge, a skill or something else."""
        if isinstance(self.row, Need):
            await edit_rows.ask_form(self.desk, self.row)

    @acts
    async def action_ask_level(self) -> None:
        """Ask which level the need asks for."""
        if isinstance(self.row, Need):
            await edit_rows.ask_level(self.desk, self.row)

    @acts
    async def action_move_row(self, down: bool) -> None:
        """Move the row one place."""
        if self.row is not None:
            await edit_rows.move_row(self.desk, self.row, down=down)

    @acts
    async def action_develop(self) -> None:
        """Agree on how somebody learns what is missing."""
        if self.need_row is not None:
            await develop.develop(self.desk, self.need_row, self.person)

    def _to_finish(self) -> tuple[Finished, ...]:
        return develop.to_finish(self.desk.document, self.whole, self.need_row)

    @acts
    async def action_finish(self) -> None:
        """Say that development is done, and which level it led to."""
        await develop.finish(self.desk, self._to_finish())

    # -- what is shown, and around it ------------------------------------------------------

    @acts
    async def action_choose_shown(self) -> None:
        """Ask which needs and members are shown."""
        focus, person = focus_at(self.desk.document, self.row), self.person
        shown = await choose_shown(
            self.desk, self.shown, focus.id if focus else "", person.id if person else ""
        )
        if shown is not None:
            self.shown = shown
            self.show(self.desk.document)

    @acts
    async def action_example(self) -> None:
        """Offer the ready example; in the analysis also what is written down elsewhere."""
        from screens.competence.example import offer_example, offer_ready

        if self.view is View.ANALYSIS:
            await offer_ready(self.desk)
        else:
            await offer_example(self.desk)

    @acts
    async def action_write_plan(self) -> None:
        """Read the plan as a text, or write it to a file: what is shown of it, or all."""
        from screens.competence.file import write_plan

        await write_plan(self.desk, self.shown.focus)

    def action_training(self) -> None:
        """The members' training, from the member under the cursor on."""
        from screens.training.screen import open_training

        person = self.grid.person
        open_training(self.desk, "competence", person.id if person is not None else None)

"""Part 6: the competence plan as a matrix, a net and the analysis behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal

from data.facts.competence import matrix
from data.i18n import _
from data.model.competence import FocusArea
from data.views.competence_net import net
from screens.competence.about import about, counted, legend
from screens.competence.analysis import Analysis
from screens.competence.base import View
from screens.competence.columns import foot_pieces, head_pieces
from screens.competence.grid import MatrixGrid
from screens.competence.keys import KEYS
from screens.competence.net import NetSheet
from screens.competence.radar import draw_radar
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.keys.key import bindings
from screens.keys.names import key_name
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.row_list import Row, RowList, Tone
from screens.widgets.sheet import Piece, Sheet, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.facts.competence import FocusRows
    from data.model.document import Document
    from screens.frame.desk import Desk

WIDE: Final = 120
"""Columns from which the coverage picture stands beside the net."""

_ANALYSIS_ONLY: Final = frozenset(
    {"step", "new_challenge", "fetch", "choose_challenge", "weigh", "leave_analysis"}
)
_PLAN_ONLY: Final = frozenset(
    {"develop", "new_need", "new_task", "new_focus", "add_person", "choose_shown", "ask_level",
     "ask_form", "move_row"}
)  # fmt: skip
_STEP_KEYS: Final = {
    "new_challenge": {"gather"},
    "fetch": {"gather"},
    "choose_challenge": {"choose"},
    "weigh": {"choose"},
}
"""The steps whose keys they are."""
_NET_ONLY: Final = frozenset({"show_coverage"})


class CompetenceScreen(Analysis):
    """The competence plan."""

    PART = "competence"
    CSS_PATH = "competence.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        KEYS["competence"], KEYS["competence.analysis"]
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._picture_only = False
        """Whether the coverage picture has the room of the net, where there is none for both."""

    def compose_body(self) -> Iterable[Widget]:
        """How the group stands; one of the views; what is under the cursor."""
        yield Sheet(id="counts")
        yield Sheet(id="head")
        yield MatrixGrid(id="matrix")
        yield Sheet(id="foot")
        with Horizontal(id="sides"):
            yield NetSheet(id="net")
            yield Sheet(id="radar")
        yield RowList(id="analysis")
        yield Sheet(id="about")
        yield CaptureDock(
            self.desk.drafts, self.hand_in, self.reading, lambda _text, _cursor, _turn: None
        )

    def on_mount(self) -> None:
        """Keys go to the view."""
        super().on_mount()
        self._focus_view()

    @property
    def place_key(self) -> str:
        """`kind:id` of what the cursor is on."""
        return self._net.key if self.view is View.NET else self.grid.key

    @property
    def _net(self) -> NetSheet:
        return self.query_one(NetSheet)

    # -- the views ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each view has its own keys."""
        if action in _ANALYSIS_ONLY:
            return self.view is View.ANALYSIS
        if action in _PLAN_ONLY:
            return self.view is not View.ANALYSIS
        if action in _NET_ONLY:
            return self.view is View.NET
        return super().check_action(action, parameters)

    def shows(self, action: str, *args: object) -> bool:
        """In the analysis each step names its own keys; the others work all the same."""
        name = action.partition("(")[0]
        if self.view is not View.ANALYSIS or name not in _STEP_KEYS:
            return super().shows(action, *args)
        return self.step in _STEP_KEYS[name]

    def action_change_view(self) -> None:
        """Matrix, net, analysis."""
        views = [View.MATRIX, *([View.NET] if self.whole.focuses else []), View.ANALYSIS]
        here = views.index(self.view) if self.view in views else 0
        self.show_view(views[(here + 1) % len(views)])

    def action_leave_analysis(self) -> None:
        """To the matrix."""
        self.show_view(View.MATRIX)

    def show_view(self, view: View) -> None:
        """Show another view; the cursor stays on what it is on."""
        key, person = self.place_key, self.grid.person
        if self.view is View.NET and self.grid.key != key:
            # Only needs have cells; the cursor may have come to something else in the net.
            self.grid.leave_cells()
            if self.grid.select(key) and person is not None and key.startswith("need:"):
                self.grid.go_to(key.removeprefix("need:"), person.id)
        self.view = view
        if view is View.NET:
            self._net.key = key
        elif view is View.ANALYSIS:
            self.step = ""
        self.say("")
        self._draw()
        self._focus_view()
        self.refresh_bindings()
        self.call_after_refresh(self.tell_keys)

    def _focus_view(self) -> None:
        view = self.view or View.MATRIX
        shown = {View.MATRIX: self.grid, View.NET: self._net, View.ANALYSIS: self.steps}
        self.set_focus(shown[view])

    # -- drawing -----------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw the document; the cursor stays where it is."""
        today = self.session.today()
        self.whole = matrix(document, today)
        if self.view is None:
            self.view = View.MATRIX if self.whole.focuses else View.ANALYSIS
        if self.only_focus and document.get(FocusArea, self.only_focus) is None:
            self.only_focus = None
        if all(one.id != self.only_person for one in self.whole.members):
            self.only_person = None
        self.matrix = matrix(
            document,
            today,
            focus=self.only_focus,
            person=self.only_person,
            gaps_only=self.gaps_only,
        )
        self._draw()

    def show_again(self, select: str | None = None) -> None:
        """Draw everything anew; the cursor goes to `select`."""
        self.show(self.document)
        if not select:
            return
        if self.view is View.NET:
            self._net.key = select
            self._draw_net()
        else:
            self.grid.leave_cells()
            self.grid.select(select)

    def _draw(self) -> None:
        for view in View:
            self.set_class(self.view is view, f"-{view}")
        wide = self.app.size.width >= WIDE
        self.set_class(wide, "-wide")
        self.set_class(self._picture_only and not wide, "-picture")
        # The matrix is kept up to date below the other views: its cursor is theirs.
        self.grid.show_matrix(self.matrix)
        if not self.matrix.focuses:
            self.grid.show(tuple(self._nothing()))
        if self.view is View.NET:
            self._draw_net()
        elif self.view is View.ANALYSIS:
            self.show_step()
        self._draw_frame()

    def _nothing(self) -> Iterator[Row]:
        text = _("No focus areas yet. o: write one down   v: analysis   i: an example")
        if self.whole.focuses:
            text = _("No gaps here. f: show everything")
        yield Row("nothing", text, tone=Tone.DIM, selectable=False, wrap=True)

    def _focus_shown(self) -> FocusRows | None:
        """The focus area whose net is shown: the one the cursor is in."""
        key = self.place_key
        for focus in self.whole.focuses:
            tasks = {task.task.reference for task in focus.tasks}
            needs = {row.need.reference for row in focus.rows}
            if key in {focus.focus.reference, *tasks, *needs}:
                return focus
        return self.whole.focuses[0] if self.whole.focuses else None

    def _draw_net(self) -> None:
        focus = self._focus_shown()
        if focus is None:
            self.show_view(View.ANALYSIS)
            return
        self._net.show_net(net(focus), self._net.key)
        radar = self.query_one("#radar", Sheet)
        radar.tell(lambda width, height: list(draw_radar(focus, width, height)))

    def _draw_frame(self) -> None:
        """The lines around the view."""
        grid, view = self.grid, self.matrix
        news = self.finished_news()
        lead = [Piece(f"{glyphs().warning} {news}", Tone.STRONG)] if news else []
        room = max(self.app.size.width - 2, 0)
        counts = lead or list(counted(view, self._part(), room))
        head = list(head_pieces(grid.columns, view.members, grid.column)) if view.focuses else []
        foot = list(foot_pieces(grid.columns, view)) if view.needs else []
        for name, pieces in (("#counts", counts), ("#head", head), ("#foot", foot)):
            self._tell(name, pieces)
        self._draw_about()

    def _tell(self, name: str, *lines: list[Piece]) -> None:
        shown = [joined(tuple(pieces)) for pieces in lines]
        self.query_one(name, Sheet).tell(lambda _width, _height: shown)

    def _part(self) -> str:
        """Which part of the plan is seen; empty where it is all of it."""
        focus = self._focus_shown() if self.view is View.NET else None
        if focus is None:
            return self._left_out()
        count, at = len(self.whole.focuses), self.whole.focuses.index(focus) + 1
        if count == 1:
            return ""
        told = _("focus area {n}/{m}: {before} {next}")
        return told.format(n=at, m=count, before=key_name("pageup"), next=key_name("pagedown"))

    def _left_out(self) -> str:
        """What is shown when it is not everything; empty when it is."""
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
        first, second = about(self.document, self.row, self.need_row, self.person)
        if self.view is View.NET and not second:
            second = legend()
        if self.need_row is not None and not self.whole.members:
            second = _("No members yet. p: add one, with a seat or a role")
        width = max(self.app.size.width - 2, 0)
        self._tell(
            "#about",
            [Piece(safe.fit(first, width, glyphs().ellipsis))],
            [Piece(safe.fit(second, width, glyphs().ellipsis), Tone.DIM)],
        )

    # -- moving about ------------------------------------------------------------------------

    def on_row_list_highlighted(self, _event: RowList.Highlighted) -> None:
        """Tell of another row, where the cursor stops."""
        self.draw_at_rest(self._draw_about)
        self.tell_keys()

    def on_matrix_grid_moved(self, _event: MatrixGrid.Moved) -> None:
        """Tell of another cell."""
        self._draw_frame()
        self.tell_keys()

    def on_net_sheet_moved(self, _event: NetSheet.Moved) -> None:
        """Tell of another node, where the cursor stops."""
        self.draw_at_rest(self._draw_about)
        self.tell_keys()

    def on_net_sheet_beyond(self, event: NetSheet.Beyond) -> None:
        """To the focus area before, or the next."""
        keys_of = [focus.focus.reference for focus in self.whole.focuses]
        here = self._focus_shown()
        if here is None:
            return
        at = keys_of.index(here.focus.reference) + (1 if event.down else -1)
        if 0 <= at < len(keys_of):
            self._net.key = keys_of[at]
            self._draw_net()
            self._draw_frame()
            self.tell_keys()
        elif event.down:
            self.say(_("This is the last focus area."))
        else:
            self.say(_("This is the first focus area."))

    def on_net_sheet_opened(self, _event: NetSheet.Opened) -> None:
        """Open the card of the node."""
        self._open_card()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Open the card of the row; in the analysis do what the step is about."""
        if event.rows.id == "analysis":
            self.open_step_row()
        else:
            self._open_card()

    def _open_card(self) -> None:
        record = self.row
        if record is not None:
            from screens.shared.card import open_card

            open_card(self.desk, record)

    def on_capture_dock_left(self, _event: CaptureDock.Left) -> None:
        """Back to the view."""
        self.adding = None
        self._focus_view()

    async def narrow_here(self) -> bool:
        """As everywhere; from the net in the matrix."""
        if self.view is View.NET:
            self.show_view(View.MATRIX)
        return False

    def action_show_coverage(self) -> None:
        """The coverage picture instead of the net, or the net again."""
        self._picture_only = not self._picture_only
        self._draw()

    def action_example(self) -> None:
        """Offer the ready example."""
        from screens.competence.example import offer_example

        offer_example(self.desk)

    def action_write_plan(self) -> None:
        """Read the plan as a text, or write it to a file: what is shown of it, or all."""
        from screens.competence.file import write_plan

        write_plan(self.desk, self.only_focus)

    def action_training(self) -> None:
        """The members' training, from the member under the cursor on."""
        from screens.training.screen import open_training

        person = self.grid.person
        open_training(self.desk, self.PART, person.id if person is not None else None)

"""The rules: all 28 with how they stand, why, where it can be read, and the way to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from data.i18n import DEFAULT_LANGUAGE, _, in_language
from data.model.profile import Profile
from data.rules.judgement import judge, standing
from data.rules.result import Verdict
from screens.drawing import safe
from screens.frame.base import DocumentScreen
from screens.keys.key import bindings
from screens.rules.keys import KEYS
from screens.rules.rows import GO, rule_rows
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.base import Record
    from data.model.document import Document
    from data.rules.result import Result
    from screens.frame.desk import Desk


class RulesScreen(DocumentScreen):
    """The rules over the part they were opened from."""

    PART = "workplace"
    CSS_PATH = "rules.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["rules"])

    def __init__(self, desk: Desk, part: str = "workplace") -> None:
        super().__init__(desk)
        self._part = part
        self._unfolded: set[str] = set()
        self._only_missing = False
        self._results: tuple[Result, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        """How many hold and fail, and the rules."""
        yield Static(id="head")
        yield RowList(id="rules")

    def on_mount(self) -> None:
        """Keys go to the list."""
        super().on_mount()
        self._list.focus()

    @property
    def _list(self) -> RowList:
        return self.query_one("#rules", RowList)

    @property
    def _profile(self) -> Profile:
        workplace = self.document.workplace
        return workplace.profile if workplace is not None else Profile.DIRECT

    def show(self, document: Document) -> None:
        """Draw the document; the cursor begins at what is missing, and stays on its rule."""
        first = not self._results
        self._results = judge(document, self.session.today())
        lacking = (r.rule.code for r in self._results if r.verdict is Verdict.FAILS)
        self._draw(select=next(lacking, None) if first else None)

    def _draw(self, select: str | None = None) -> None:
        counts = standing(self._results)
        head = _(
            "The rules: {holds} in place, {fails} with something missing, {rests} not relevant"
        )
        told = head.format(
            holds=counts[Verdict.HOLDS], fails=counts[Verdict.FAILS], rests=counts[Verdict.RESTS]
        )
        self.query_one("#head", Static).update(safe.content(told))
        today = self.session.today()
        rows = rule_rows(
            self._results, self._profile, today, self._unfolded, only_missing=self._only_missing
        )
        self._list.show(rows, select=select)

    def on_row_list_highlighted(self) -> None:
        """Other keys act on another row."""
        self.tell_keys()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A rule unfolds and folds; what is missing leads to where it is put right."""
        if event.key.startswith(GO):
            self.action_go()
            return
        code = event.key.partition(".")[0]
        self._unfolded ^= {code}
        self._draw(select=code)

    @property
    def target(self) -> Record | None:
        """The record the row under the cursor is about; None when there is none to go to."""
        key = self._list.key.removeprefix(GO)
        code, _sep, number = key.partition(".")
        result = next((r for r in self._results if r.rule.code == code), None)
        if result is None:
            return None
        if self._list.key.startswith(GO) and number.isdigit():
            return self.document.resolve(result.found[int(number)].target)
        return self.document.resolve(result.target)

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        if action == "go" and self.target is None:
            return _("This rule is about no single record.")
        if action == "evidence" and self._profile is not Profile.MED:
            return _("You have no MED agreement; Part 8 says what you follow.")
        return super().unable(action, *args)

    def action_go(self) -> None:
        """Go to the record where it is put right."""
        from screens.shared.navigation import go_to

        record = self.target
        if not self.refuse("go") and record is not None:
            self.app.pop_screen()
            below = self.app.screen
            if isinstance(below, DocumentScreen):
                below.start(go_to(below.desk, record))

    def action_missing(self) -> None:
        """Show only what is missing, or everything."""
        self._only_missing = not self._only_missing
        self._draw()

    def action_evidence(self) -> None:
        """The page that shows the MED agreement."""
        from data.export.meetings.agreement import agreement_evidence
        from screens.dialogs.page import MarkdownPage

        if self.refuse("evidence"):
            return
        workplace = self.document.workplace
        with in_language(workplace.language if workplace is not None else DEFAULT_LANGUAGE):
            text = agreement_evidence(self.document, self.session.today())
        self.app.push_screen(MarkdownPage(text))

    def place(self) -> str:
        """Where the user is, for the others."""
        return self._part

    @property
    def help_topic(self) -> str:
        """The page of help about this screen."""
        return "rules"

    def leave(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()

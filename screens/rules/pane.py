"""The rules as one list: how each stands, and unfolded, why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from data.dataclass import dataclass
from data.i18n import DEFAULT_LANGUAGE, _, in_language
from data.model.profile import Profile
from data.rules.judgement import judge, standing
from data.rules.result import Verdict
from screens.drawing import safe
from screens.frame.acts import acts
from screens.keys.key import bindings
from screens.rules.keys import KEYS
from screens.rules.rows import MissingTarget, RuleTarget, rule_rows
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.base import Record
    from data.model.document import Document
    from data.rules.result import Result
    from screens.frame.desk import Desk


class RulesPane(Vertical):
    """How many rules hold and fail, and the rules."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["rules"])

    @dataclass
    class RecordChosen(Message):
        """The user wants to go to the record a rule is about."""

        record: Record
        field: str
        """The field that mends it; empty where it is no single one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._unfolded: set[str] = set()
        """Codes of the rules that are explained."""
        self._only_missing = False
        self._results: tuple[Result, ...] = ()

    def compose(self) -> ComposeResult:
        """How many hold and fail, and the rules."""
        yield Static(id="head")
        yield RowList(id="rules")

    @property
    def rules(self) -> RowList:
        """The list."""
        return self.query_one("#rules", RowList)

    @property
    def goal(self) -> tuple[Record | None, str]:
        """The record the row under the cursor is about, if any, and the field that mends it."""
        match self.rules.target:
            case MissingTarget(reference=reference, field=field):
                return self.desk.document.resolve(reference), field
            case RuleTarget(code):
                results = (result for result in self._results if result.rule.code == code)
                result = next(results, None)
                if result is not None:
                    return self.desk.document.resolve(result.target), result.field
        return None, ""

    @property
    def _profile(self) -> Profile:
        workplace = self.desk.document.workplace
        return workplace.profile if workplace is not None else Profile.DIRECT

    # -- drawing ---------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw the document; the cursor begins at what is missing, and stays on its rule."""
        first = not self._results
        self._results = judge(document, self.desk.today)
        failing = (r.rule.code for r in self._results if r.verdict is Verdict.FAILS)
        self._draw(select=next(failing, None) if first else None)

    def _draw(self, select: str | None = None) -> None:
        counts = standing(self._results)
        head = _(
            "The rules: {holds} in place, {fails} with something missing, {rests} not relevant"
        ).format(
            holds=counts[Verdict.HOLDS], fails=counts[Verdict.FAILS], rests=counts[Verdict.RESTS]
        )
        self.query_one("#head", Static).update(safe.content(head))
        rows = rule_rows(
            self._results,
            self._profile,
            self.desk.today,
            self._unfolded,
            only_missing=self._only_missing,
        )
        self.rules.show(rows, select=select)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Whether there is a record to go to depends on the row."""
        event.stop()
        self.refresh_bindings()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A rule unfolds and folds; what is missing leads to where it is put right."""
        event.stop()
        match event.target:
            case MissingTarget():
                self.action_go()
            case RuleTarget(code):
                self._unfolded ^= {code}
                self._draw(select=code)

    # -- keys ------------------------------------------------------------------------------

    def shows(self, _action: str, *_args: object) -> bool:
        """Every key is of use."""
        return True

    def unable(self, action: str, *_args: object) -> str:
        """Why something cannot be done now."""
        if action == "go" and self.goal[0] is None:
            return _("This rule is about no single record.")
        if action == "evidence" and self._profile is not Profile.MED:
            return _("You have no MED agreement; Part 8 says what you follow.")
        return ""

    @acts
    def action_go(self) -> None:
        """Go to the field that mends it, or to the record where it is put right."""
        record, field = self.goal
        if record is not None:
            self.post_message(self.RecordChosen(record, field))

    def action_missing(self) -> None:
        """Show only what is missing, or everything."""
        self._only_missing = not self._only_missing
        self._draw()

    @acts
    def action_evidence(self) -> None:
        """Read the page that shows the MED agreement."""
        from data.export.meetings.agreement import agreement_evidence
        from screens.dialogs.page import MarkdownPage

        workplace = self.desk.document.workplace
        with in_language(workplace.language if workplace is not None else DEFAULT_LANGUAGE):
            text = agreement_evidence(self.desk.document, self.desk.today)
        self.desk.open(MarkdownPage(text))

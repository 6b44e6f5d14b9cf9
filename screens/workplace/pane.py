"""The workplace in two lists: what there is, and the details of what is under the cursor.

A key acts wherever the focus is in the pane.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from data.content.library import field_texts, setup_texts
from data.i18n import _, language
from data.model.plan import Condition
from data.model.workplace import Body, Person, Workplace
from screens.drawing import safe
from screens.drawing.linear import linear
from screens.frame.acts import acts
from screens.frame.cursor_rest import CursorRest
from screens.keys.key import bindings
from screens.shared.new_records import LINE, add_new
from screens.widgets.row import FindingTarget
from screens.widgets.row_list import FieldTarget, RecordTarget, RowList
from screens.workplace import edit_records
from screens.workplace.keys import KEYS
from screens.workplace.rows import (
    SectionTarget,
    detail_rows,
    record_rows,
    section_of,
)

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import DescendantFocus

    from data.model.base import Record
    from data.model.document import Document
    from data.rules.finding import Finding
    from screens.frame.desk import Desk
    from screens.widgets.row import Target

_LISTED: Final = (Person, Body, Condition)
"""Kinds that have rows on the left."""


class WorkplacePane(Vertical):
    """Left what there is, right its details, below what is to be known about a field."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["workplace"])

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._wanted: str | None = None
        """The row to go to when it is there: what was just added."""
        self._whole = False
        """Whether all fields of a person are shown, or those that matter."""
        self._shown = ""
        """The row on the left whose details are shown."""
        self._came_from: tuple[str, str, str] | None = None
        """What was found and led here, as its rows left and right, and the row it led to."""
        self._rest = CursorRest(self)

    def compose(self) -> ComposeResult:
        """Two lists, and what is to be known about the field under the cursor."""
        with Horizontal(id="sides"):
            yield RowList(id="records")
            yield RowList(id="details")
        yield Static(id="about")

    @property
    def records(self) -> RowList:
        """The list on the left: sections of the workplace, groups, people, conditions."""
        return self.query_one("#records", RowList)

    @property
    def details(self) -> RowList:
        """The list on the right."""
        return self.query_one("#details", RowList)

    @property
    def record(self) -> Record | None:
        """The record whose details are shown."""
        match self.records.target:
            case RecordTarget(reference):
                return self.desk.document.resolve(reference)
            case SectionTarget():
                return self.desk.document.workplace
        return None

    # -- drawing ---------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw the document; the cursors stay where they are."""
        self.records.show(record_rows(document, self.desk.today), select=self._wanted)
        if self._wanted is not None and self.records.key == self._wanted:
            self._wanted = None
        self._show_details()

    def _show_details(self) -> None:
        key, document = self.records.key, self.desk.document
        rows = detail_rows(document, self.records.target, self.desk.today, whole=self._whole)
        first = next((row.key for row in rows if row.selectable), None)
        # Another record is read from its top; the same one stays where it is.
        self.details.show(rows, select=first if key != self._shown else None)
        self._shown = key
        self._show_about()

    def _show_about(self) -> None:
        about = self.query_one("#about", Static)
        text = self._about() if self.details.has_focus else ""
        about.update(safe.content(text))
        about.display = bool(text)

    def _about(self) -> str:
        """What is to be known about the field under the cursor."""
        record, target = self.record, self.details.target
        if record is None or not isinstance(target, FieldTarget):
            return ""
        if isinstance(record, Workplace) and target.name == "employees":
            return " ".join(setup_texts(language())["employees"].text)
        return field_texts(language()).get(f"{record.kind}.{target.name}", "")

    # -- moving about ----------------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Show the details of another record, or what is to be known about another field."""
        event.stop()
        if event.rows is self.records:
            self._rest.draw(self._show_details)
        else:
            self._show_about()
        # Whether somebody can leave or be erased depends on the row.
        self.refresh_bindings()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """What is to be known about a field is shown while the cursor is among the fields.

        Read aloud, one list stands at a time: the one with the keys.
        """
        if linear():
            for each in (self.records, self.details):
                each.display = each is event.widget
        self.call_after_refresh(self._show_about)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """From a record into its details; from a field into editing it."""
        event.stop()
        if event.rows is self.records:
            self.action_go_over()
        else:
            self._open(event.target)

    def _open(self, target: Target) -> None:
        """Go where a detail leads; edit it where it is a field."""
        match target:
            case FieldTarget(name) if self.record is not None:
                self.desk.start(edit_records.edit(self.desk, self.record, name))
            case RecordTarget(reference):
                self._open_record(reference)
            case FindingTarget(finding):
                self._follow(finding)

    def _open_record(self, reference: str) -> None:
        record = self.desk.document.resolve(reference)
        if isinstance(record, _LISTED):
            self._go_to(reference)
        elif record is not None:
            from screens.shared.card import open_card

            open_card(self.desk, record)

    def _follow(self, finding: Finding) -> None:
        """Go to the field that mends what was found, else to its record, else say what to do."""
        here = self.records.key, self.details.key
        key = finding.target
        if isinstance(self.desk.document.resolve(key), Workplace) and finding.field:
            key = section_of(finding.field)
        if not self._go_to(key):
            self.desk.say(finding.hint)
            return
        self._came_from = (*here, self.records.key)
        if finding.field and not self.details.select(finding.field):
            self._whole = True
            self._show_details()
            self.details.select(finding.field)

    def _go_to(self, key: str) -> bool:
        """Put the cursor into the details of a row on the left; whether there is such a row."""
        there = self.records.select(key)
        if there:
            self._show_details()
            self.details.focus()
        return there

    def bring_up(self, reference: str) -> None:
        """Put the cursor on a record: from another part one comes for it."""
        self.records.select(reference)
        self._show_details()

    def action_go_over(self) -> None:
        """To the other side."""
        if self.details.has_focus:
            self.records.focus()
        elif self.details.key:
            self.details.focus()

    def action_to_list(self) -> None:
        """Back to what was found where one came from there, else to the list of records."""
        came_from, self._came_from = self._came_from, None
        if came_from is None or came_from[2] != self.records.key:
            self.records.focus()
            return
        record, row, _there = came_from
        if self._go_to(record):
            self.details.select(row)

    def action_fold(self) -> None:
        """Show all fields of a person, or those that matter."""
        self._whole = not self._whole
        self._show_details()

    def action_training(self) -> None:
        """The members' training, from the person under the cursor on."""
        from screens.training.screen import open_training

        record = self.record
        open_training(self.desk, "workplace", record.id if isinstance(record, Person) else None)

    # -- which keys act --------------------------------------------------------------------

    def shows(self, _action: str, *_args: object) -> bool:
        """Every key is of use."""
        return True

    def unable(self, action: str, *_args: object) -> str:
        """Why something cannot be done now."""
        if action == "mark_left" and not isinstance(self.record, Person):
            return _("Only a person can leave. Put the cursor on one.")
        if action == "erase" and not isinstance(self.record, Person):
            return _("Only a person can be erased. Put the cursor on one.")
        if action == "delete_record" and not isinstance(self.records.target, RecordTarget):
            return _("The workplace itself cannot be deleted.")
        return ""

    # -- editing ---------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Edit the field under the cursor; from the list, go to the fields first."""
        if self.details.has_focus and self.details.key:
            self._open(self.details.target)
        else:
            self.action_go_over()

    def begin_new(self) -> None:
        """Ask what is new, then about it, and go to it."""
        self.desk.start(self._add())

    async def _add(self) -> None:
        kind = self.record.kind if self.record is not None else ""
        reference = await add_new(self.desk, kind)
        if reference.startswith(LINE):
            letter = reference.removeprefix(LINE)
            await self.app.run_action(f"app.everywhere('capture_line{letter}')")
        elif reference:
            self._wanted = reference
            self.show(self.desk.document)

    @acts
    async def action_mark_left(self) -> None:
        """Say when somebody left; the old minutes stay right."""
        from screens.workplace.hand_over import mark_left

        if isinstance(self.record, Person):
            await mark_left(self.desk, self.record)

    @acts
    async def action_erase(self) -> None:
        """Take a person out of everything AMIS keeps; nothing brings it back."""
        from screens.workplace.erase import erase_person

        if isinstance(self.record, Person):
            await erase_person(self.desk, self.record)

    @acts
    async def action_delete_record(self) -> None:
        """Delete what is under the cursor on the left; undo brings it back."""
        if self.record is not None:
            await edit_records.delete(self.desk, self.record)

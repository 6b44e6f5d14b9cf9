"""The card of a record: every field by name, edited one at a time, saved one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.containers import Vertical
from textual.widgets import Label

from data.edits.edits import UNSEEN
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.i18n import _
from data.model.base import Record, Shape, label_of, specs
from data.model.discussion import Note
from data.model.plan import Action
from data.model.wheel import Activity
from data.views.show import name_of, show_field
from screens.dialogs.drawer import Drawer
from screens.dialogs.prompt import TextPrompt
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.frame.undo import undo
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.shared.editing import edit_field
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.edits.records import Command
    from data.model.document import Document
    from data.store.store import Change
    from screens.frame.desk import Desk

T = TypeVar("T")

_LABEL_WIDTH = 26
_SHORT: dict[type[Record], tuple[str, ...]] = {
    Action: ("measure", "problem", "owner", "due", "status", "follow_up", "goal", "topic"),
    Activity: ("title", "category", "day", "until", "owner", "repeat", "why", "remark"),
}
"""Fields that are always shown; of others only those that hold something, until unfolded."""
_TOLD: dict[type[Record], frozenset[str]] = {
    # How often it comes is said in one line; the rest is for the program alone.
    Activity: frozenset({"every", "anchor", "template", "calendar"}),
}
"""Fields that are not shown."""


class RecordCard(Drawer[None]):
    """One record in full. What points at it and what was noted about it stand below."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["card"])

    def __init__(self, desk: Desk, record: Record, *, confidential: bool = True) -> None:
        super().__init__()
        self._desk = desk
        self._confidential = confidential
        self._record_kind, self._record_id = record.kind, record.id
        self._whole = type(record) not in _SHORT

    @property
    def record(self) -> Record | None:
        """The record as it is now; None when somebody deleted it."""
        return self._desk.document.record(self._record_kind, self._record_id)

    def compose(self) -> ComposeResult:
        """Title, fields, news."""
        with Vertical():
            yield Label(id="title")
            yield RowList()
            yield Label(id="news")

    def on_mount(self) -> None:
        """Follow the document."""
        self._unsubscribe = self._desk.session.subscribe(self._on_change)
        self._show()
        self._to_first_field()
        self.set_focus(self.query_one(RowList))
        if self._whole:
            self.say(_("Enter: edit   D: delete   Esc: close"))
        else:
            self.say(_("Enter: edit   v: all fields   D: delete   Esc: close"))

    def _to_first_field(self) -> None:
        """Put the cursor on what can be changed: Enter on the first row is not to be refused."""
        known = specs(type(self.record)) if self.record is not None else {}
        rows = self.query_one(RowList)
        for row in rows.rows:
            spec = known.get(row.key)
            # What a record is about is kept by the program.
            if spec is not None and not spec.automatic and spec.shape is not Shape.ANY_REF:
                rows.select(row.key)
                return

    def on_unmount(self) -> None:
        """Follow it no longer."""
        self._unsubscribe()

    def _on_change(self, _change: Change) -> None:
        self._show()

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        """Tell what happened: the card covers the line of the part below, which tells it, too."""
        del whole  # a label grows by itself
        label = self.query_one_optional("#news", Label)
        if label is None:
            return  # the card is being closed
        label.update(safe.content(f"{glyphs().warning} {news}" if alert else news))
        label.set_class(alert, "alert")

    def _show(self) -> None:
        record = self.record
        title = self.query_one("#title", Label)
        if record is None:
            title.update(safe.content(_("This has been deleted.")))
            self.query_one(RowList).show([])
            return
        name = f"{record.code}  " if record.prefix else ""
        title.update(safe.content(f"{name}{_(type(record).label)}: {record.heading}"))
        document = self._desk.document
        self.query_one(RowList).show(
            [*self._fields(document, record), *self._notes(document, record),
             *self._links(document, record)]
        )  # fmt: skip

    def _fields(self, document: Document, record: Record) -> list[Row]:
        short = _SHORT.get(type(record), ())
        rows = []
        for name, spec in specs(type(record)).items():
            value = show_field(document, record, name)
            if name in _TOLD.get(type(record), ()):
                continue
            says = getattr(record, name) != spec.default
            if not says and (spec.automatic or not (self._whole or name in short)):
                continue
            label = safe.fit(label_of(type(record), name), _LABEL_WIDTH, glyphs().ellipsis)
            tone = Tone.DIM if spec.automatic else Tone.PLAIN
            text = f"{label} {value or glyphs().dash}"
            rows.append(Row(name, text, wrap=True, tone=tone, hang=_LABEL_WIDTH + 1))
        return rows

    def _notes(self, document: Document, record: Record) -> list[Row]:
        from data.dates import local_day, short_date

        notes = [
            note
            for note in document.all(Note)
            if note.about == record.reference and (self._confidential or not note.confidential)
        ]
        rows = [
            Row(
                f"{Note.kind}:{note.id}",
                note.text,
                glyph=glyphs().bullet,
                meta=f"{note.created_by} {short_date(local_day(note.created_at))}",
                wrap=True,
            )
            for note in notes
        ]
        return [Row("notes", _("Notes"), tone=Tone.HEAD, selectable=False), *rows] if rows else []

    def _links(self, document: Document, record: Record) -> list[Row]:
        rows = [
            Row(
                source.reference,
                name_of(document, source.kind, source.id),
                glyph=glyphs().right,
                meta=label_of(type(source), field),
            )
            for source, field in document.referring(record)
            if source.prefix and not specs(type(source))[field].part_of
        ]
        head = Row("links", _("Linked from"), tone=Tone.HEAD, selectable=False)
        return [head, *rows] if rows else []

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Edit the field, or open what is linked."""
        event.stop()
        if ":" in event.key:
            record = self._desk.document.resolve(event.key)
            if record is not None:
                card = RecordCard(self._desk, record, confidential=self._confidential)
                self._desk.open(card)
            return
        self._edit(event.key)

    def _edit(self, name: str) -> None:
        record = self.record
        if record is None or name not in specs(type(record)):
            return
        if specs(type(record))[name].automatic:
            self.say(_("This is kept by the program."), alert=True)
            return
        self._desk.start(self._edit_and_say(record, name))

    async def _edit_and_say(self, record: Record, name: str) -> None:
        saved = await edit_field(self._desk, record, name)
        if saved and self._desk.session.trouble is None:
            self.say(_("Saved. u: undo"))

    def action_edit(self) -> None:
        """Edit the field under the cursor."""
        self.query_one(RowList).action_open()

    def action_clear(self) -> None:
        """Empty the field under the cursor."""
        record, name = self.record, self.query_one(RowList).key
        spec = specs(type(record)).get(name) if record is not None else None
        if record is None or spec is None or spec.automatic:
            return
        if spec.required:
            self.say(_("This must be filled in."), alert=True)
            return
        now = getattr(record, name)
        base: Any = now if spec.shape is not Shape.FLAG else UNSEEN
        command = SetField(record.kind, record.id, name, spec.default, base)
        self._do(command, _("Cleared. u: undo"))

    def action_fold(self) -> None:
        """Show all fields, or only those that hold something."""
        self._whole = not self._whole
        self._show()

    def action_note(self) -> None:
        """Write a note about the record."""
        if self.record is None:
            return
        self._desk.start(self._write_note())

    async def _write_note(self) -> None:
        prompt = TextPrompt(
            _("Note"),
            drafts=self._desk.drafts,
            place=f"{self._record_kind}:{self._record_id}.note",
        )
        text = await self._desk.ask(prompt)
        if text:
            values = {"about": f"{self._record_kind}:{self._record_id}", "text": text}
            await self._desk.run(AddRecord(Note.kind, values), _("Noted. u: undo"))

    def action_history(self) -> None:
        """Show who has changed the record, and when."""
        from screens.history.screen import HistoryScreen

        record = self.record
        if record is not None:
            self.dismiss(None)
            self._desk.open(HistoryScreen(self._desk, record.reference))

    def action_delete(self) -> None:
        """Delete the record, or the note under the cursor; undo brings it back."""
        record = self._desk.document.resolve(self.query_one(RowList).key)
        doomed = record if isinstance(record, Note) else self.record
        if doomed is None:
            return
        command = DeleteRecord(doomed.kind, doomed.id)
        if doomed is record:
            self._do(command, _("Deleted. u: undo"))
            return
        said = _("{code} is deleted. u: undo")
        self._do(command, said.format(code=f"{doomed.code} {doomed.heading}"))
        self.dismiss(None)

    def action_undo(self) -> None:
        """Take back the newest edit."""
        self._desk.start(undo(self._desk))

    def _do(self, command: Command, said: str) -> None:
        # The screen below outlives the card: a deletion closes the card before it is saved.
        self._desk.start(self._desk.run(command, said))

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def open_card(desk: Desk, record: Record, *, confidential: bool = True) -> None:
    """Show a record's card; where staff look on, without what is confidential."""
    desk.open(RecordCard(desk, record, confidential=confidential))

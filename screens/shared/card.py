"""The card of a record: every field by name, edited one at a time, saved one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.containers import Vertical
from textual.widgets import Label

from data.edits.edits import UNSEEN
from data.edits.errors import Refusal
from data.edits.indispensable import check_may_go
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.facts.notes import is_confidential, note_told, open_notes
from data.i18n import N_, _
from data.model.base import Record, Shape, label_of, specs
from data.model.discussion import Note
from data.model.plan import Action, Idea
from data.model.wheel import Activity
from data.views.show import name_of, show_field
from screens.dialogs.drawer import Drawer
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.frame.undo import undo
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.shared.fields import edit_field
from screens.shared.note import ask_note, keep_in_confidence
from screens.widgets.bars import HELP, OUT, KeyBar
from screens.widgets.row_list import FieldTarget, RecordTarget, Row, RowList, Tone

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.edits.records import Command
    from data.model.document import Document
    from data.store.store import Change
    from screens.frame.desk import Desk

_LABEL_WIDTH: Final = 26

_SHORT: Final[dict[type[Record], tuple[str, ...]]] = {
    Action: ("measure", "problem", "owner", "due", "status", "follow_up", "goal", "topic"),
    Activity: ("title", "category", "day", "until", "owner", "repeat", "why", "remark"),
    Idea: ("text", "state", "owner", "next_on", "topic", "status_meeting"),
}
"""Fields that are always shown; of others only those that hold something, until unfolded."""

_NEVER_SHOWN: Final[dict[type[Record], frozenset[str]]] = {
    # How often it comes is said in one line; the rest is for the program alone.
    Activity: frozenset({"every", "anchor", "template", "calendar"}),
}


class RecordCard(Drawer[None]):
    """One record in full. What points at it and what was noted about it stand below."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["card"])

    def __init__(
        self, desk: Desk, record: Record, *, confidential: bool = True, field: str = ""
    ) -> None:
        super().__init__()
        self._desk = desk
        self._confidential = confidential
        self.begins_on = field
        """The field the cursor is on to begin with; the first when empty."""
        self._record_kind, self._record_id = record.kind, record.id
        short = _SHORT.get(type(record))
        self._whole = short is None or (field != "" and field not in short)
        self._alerted = False
        """Whether what was said last is something one should act on, such as a record come back."""
        self._said_on = ""
        """The line under the cursor when something was told last."""
        self._others = ""
        """The names of those who are at this record, too."""

    @property
    def record(self) -> Record | None:
        """The record as it is now; None when somebody deleted it."""
        return self._desk.document.record(self._record_kind, self._record_id)

    @property
    def help_topic(self) -> str:
        """The page of help about it."""
        return "card"

    def compose(self) -> ComposeResult:
        """Title, fields, news."""
        with Vertical():
            yield Label(id="title")
            yield RowList()
            yield Label(id="news")
            yield KeyBar()

    def on_mount(self) -> None:
        """Follow the document."""
        self._unsubscribe = self._desk.session.subscribe(self._on_change)
        self._show()
        self._to_first_field()
        self.set_focus(self.query_one(RowList))
        self.say("")
        self._tell_keys()

    def on_resize(self) -> None:
        """Another number of keys fits."""
        self._tell_keys()

    def _tell_keys(self) -> None:
        """The keys, as below every part."""
        shut_out = self._desk.floor.shut_out
        shown = [key for key in KEYS["card"] if key.show and key.action != "edit"]
        acting = [key for key in shown if not shut_out(key.action)]
        told = [(key.keys.partition(",")[0], key.label, True) for key in acting]
        opens = ("enter", N_("edit"), True)
        self.query_one(KeyBar).tell([opens, *told, (HELP, N_("help"), True)], ends=OUT)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """On another line it is told no longer: it was told of the one before."""
        event.stop()
        if event.rows.key != self._said_on and self._desk.session.trouble is None:
            self.say("")

    def _to_first_field(self) -> None:
        """Put the cursor on what can be changed: Enter on the first row is not to be refused."""
        if self.record is None:
            return
        known = specs(type(self.record))
        listed = self.query_one(RowList)
        if self.begins_on and any(row.key == self.begins_on for row in listed.rows):
            listed.select(self.begins_on)
            return
        for row in listed.rows:
            spec = known.get(row.target.name) if isinstance(row.target, FieldTarget) else None
            # What a record is about is kept by the program.
            if spec is not None and not spec.automatic and spec.shape is not Shape.ANY_REF:
                listed.select(row.key)
                return

    def on_unmount(self) -> None:
        """Follow it no longer."""
        self._unsubscribe()

    def _on_change(self, _change: Change) -> None:
        # A save ends while the card is being closed, too, when its widgets are gone already.
        if self.query_one_optional("#title", Label) is not None:
            self._show()

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        """Tell what happened: the card covers the line of the part below, which tells it, too."""
        del whole  # a label grows by itself
        label = self.query_one_optional("#news", Label)
        if label is None:
            return  # the card is being closed
        label.update(safe.content(f"{glyphs().alert} {news}" if alert else news))
        label.display = bool(news)
        label.set_class(alert, "alert")
        self._alerted, self._said_on = alert, self.query_one(RowList).key

    def _say_gone(self) -> None:
        self.say(_("This has been deleted."), alert=True)

    def told_record(self) -> tuple[str, str]:
        """The record's `kind:id` and number, for who says here that others are at it."""
        record = self.record
        number = record.code if record is not None and record.prefix else ""
        return f"{self._record_kind}:{self._record_id}", number

    def tell_others(self, names: str) -> None:
        """Tell that others are at this record: two who write at once should know."""
        if names != self._others and self.is_mounted:
            self._others = names
            self._show()

    def _show(self) -> None:
        record = self.record
        title = self.query_one("#title", Label)
        if record is None:
            title.update(safe.content(_("This has been deleted.")))
            self.query_one(RowList).show([])
            return
        name = f"{record.code}  " if record.prefix else ""
        lines = [f"{name}{_(type(record).label)}: {record.heading}"]
        if self._others:
            here = _("here too: {names}").format(names=safe.one_line(self._others))
            lines.append(f"{glyphs().warning} {here}")
        title.update(safe.content("\n".join(lines)))
        document = self._desk.document
        self.query_one(RowList).show(
            [*self._fields(document, record), *self._notes(document, record),
             *self._links(document, record)]
        )  # fmt: skip

    def _fields(self, document: Document, record: Record) -> list[Row]:
        short = _SHORT.get(type(record), ())
        rows = []
        for name, spec in specs(type(record)).items():
            value = self._value(document, record, name)
            if name in _NEVER_SHOWN.get(type(record), ()):
                continue
            filled = getattr(record, name) != spec.default
            if not filled and (spec.automatic or not (self._whole or name in short)):
                continue
            label = safe.fit(label_of(type(record), name), _LABEL_WIDTH, glyphs().ellipsis)
            tone = Tone.DIM if spec.automatic else Tone.PLAIN
            text = f"{label} {value or glyphs().dash}"
            hang, target = _LABEL_WIDTH + 1, FieldTarget(name)
            rows.append(Row(name, text, wrap=True, tone=tone, hang=hang, target=target))
        return rows

    def _value(self, document: Document, record: Record, name: str) -> str:
        if name == "status" and isinstance(record, Action):
            from data.views.action_state import ActionStates

            return ActionStates(document, self._desk.today).whole(record)
        return show_field(document, record, name)

    def _notes(self, document: Document, record: Record) -> list[Row]:
        from data.dates.arithmetic import local_day
        from data.dates.labels import short_date

        readable = document.all(Note) if self._confidential else open_notes(document)
        notes = [note for note in readable if note.about == record.reference]
        rows = [
            Row(
                note.reference,
                note_told(note),
                glyph=glyphs().cross if is_confidential(note) else glyphs().bullet,
                meta=f"{note.created_by} {short_date(local_day(note.created_at))}",
                wrap=True,
                target=RecordTarget(note.reference),
            )
            for note in notes
        ]
        return [Row("notes", _("Notes"), tone=Tone.HEAD, selectable=False), *rows] if rows else []

    def _links(self, document: Document, record: Record) -> list[Row]:
        rows = [
            Row(
                source.reference,
                name_of(document, source.kind, source.id),
                glyph=glyphs().way,
                meta=label_of(type(source), field),
                target=RecordTarget(source.reference),
            )
            for source, field in document.referring(record)
            if source.prefix and not specs(type(source))[field].part_of
        ]
        head = Row("links", _("Linked from"), tone=Tone.HEAD, selectable=False)
        return [head, *rows] if rows else []

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Edit the field, or open what is linked."""
        event.stop()
        match event.target:
            case RecordTarget(reference):
                record = self._desk.document.resolve(reference)
                if record is not None:
                    open_card(self._desk, record, confidential=self._confidential)
            case FieldTarget(name):
                self._edit(name)

    def _edit(self, name: str) -> None:
        record = self.record
        if record is None:
            self._say_gone()
            return
        if name not in specs(type(record)):
            return
        if specs(type(record))[name].automatic:
            self.say(_("This is kept by the program."), alert=True)
            return
        self._desk.start(self._edit_and_say(record, name))

    async def _edit_and_say(self, record: Record, name: str) -> None:
        self._alerted = False
        saved = await edit_field(self._desk, record, name)
        if saved and self._desk.session.trouble is None and not self._alerted:
            self.say(_("Saved. u: undo"))

    def action_edit(self) -> None:
        """Edit the field under the cursor."""
        self.query_one(RowList).action_open()

    def action_clear(self) -> None:
        """Empty the field under the cursor."""
        record, target = self.record, self.query_one(RowList).target
        if record is None:
            self._say_gone()
            return
        if not isinstance(target, FieldTarget):
            self.say(_("Put the cursor on a field first."), alert=True)
            return
        spec = specs(type(record))[target.name]
        if spec.automatic:
            self.say(_("This is kept by the program."), alert=True)
            return
        if spec.required:
            self.say(_("This must be filled in."), alert=True)
            return
        now = getattr(record, spec.name)
        base: Any = now if spec.shape is not Shape.FLAG else UNSEEN
        command = SetField(record.kind, record.id, spec.name, spec.default, base)
        self._do(command, _("Cleared. u: undo"))

    def action_fold(self) -> None:
        """Show all fields, or only those that hold something."""
        self._whole = not self._whole
        self._show()

    def action_note(self) -> None:
        """Write a note about the record."""
        if self.record is None:
            self._say_gone()
            return
        self._desk.start(self._write_note())

    async def _write_note(self) -> None:
        about = f"{self._record_kind}:{self._record_id}"
        note = await ask_note(self._desk, _("Note"), place=f"{about}.note")
        if note is None or not note.text:
            return
        if note.secret:
            await keep_in_confidence(self._desk, about, note.text)
        else:
            values = {"about": about, "text": note.text}
            await self._desk.run(AddRecord(Note.kind, values), _("Noted. u: undo"))

    def action_copy(self) -> None:
        """Copy the number, the text, or the line under the cursor."""
        from screens.shared.copy_out import copy

        row = self.query_one(RowList).row
        self._desk.start(copy(self._desk, self.record, row.text if row is not None else ""))

    def action_history(self) -> None:
        """Show who has changed the record, and when."""
        from screens.history.screen import HistoryScreen

        record = self.record
        if record is None:
            self._say_gone()
            return
        self.dismiss(None)
        self._desk.open(HistoryScreen(self._desk, record.reference))

    def action_delete(self) -> None:
        """Delete the record, or the note under the cursor; undo brings it back."""
        target, record = self.query_one(RowList).target, self.record
        if isinstance(target, RecordTarget):
            note = self._desk.document.resolve(target.reference)
            if isinstance(note, Note):
                self._do(DeleteRecord(note.kind, note.id), _("Deleted. u: undo"))
                return
        if record is None:
            self._say_gone()
            return
        try:
            check_may_go(record)
        except Refusal as refusal:
            # Said here: the card is to stay open on what stays.
            self.say(refusal.sentence(), alert=True)
            return
        news = _("{code} is deleted. u: undo").format(code=f"{record.code} {record.heading}")
        self._do(DeleteRecord(record.kind, record.id), news)
        self.dismiss(None)

    def action_undo(self) -> None:
        """Take back the newest edit."""
        self._desk.start(undo(self._desk))

    def _do(self, command: Command, news: str) -> None:
        # Nothing of the card is needed for it: a deletion closes the card before it is saved.
        self._desk.start(self._desk.run(command, news))

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def open_card(desk: Desk, record: Record, *, confidential: bool = True, field: str = "") -> None:
    """Show a record's card; where staff look on, without what is confidential.

    Args:
        desk: What it works at.
        record: The record.
        confidential: Whether confidential notes are shown.
        field: The field the cursor is on; the first when empty.
    """
    desk.open(RecordCard(desk, record, confidential=confidential, field=field))

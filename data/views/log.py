"""Who changed what when, in words made from the edits the history keeps."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.labels import moment_label
from data.edits.edits import Add, Edit, Remove, Restore, Set, apply_all
from data.edits.errors import EditError
from data.facts.guest import is_about
from data.facts.notes import is_confidential
from data.i18n import N_, _, ngettext
from data.model.base import Record, Shape, label_of, specs
from data.model.checklist import ChecklistAnswer, ChecklistRun
from data.model.choices import choice_label
from data.model.discussion import Note
from data.model.document import KINDS
from data.model.merging import MERGED
from data.own.terminal import machine_and_line
from data.text import shorten
from data.views.differences import difference_told, differences_at
from data.views.show import heading_of, name_of, show_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from data.edits.edits import Author
    from data.model.document import Document
    from data.store.history import HistoryEntry

LONGEST_VALUE: Final = 60
"""Characters of a value that are shown."""

MOST_EDITS: Final = 4
"""Edits of one save that are told one by one; more are counted."""

_NAMES: Final = {
    "add_from_template": N_("added activities from the templates"),
    "add_item": N_("added an agenda item"),
    "add_step": N_("made a next step"),
    "answer": N_("kept an answer"),
    "answer_training": N_("told what came of a training offer"),
    "approve_discussion": N_("approved the discussion"),
    "approve_status": N_("approved the status meeting"),
    "choose_focus": N_("chose focus areas"),
    "check_point": N_("answered the checklist"),
    "close_action": N_("closed an action"),
    "delete": N_("deleted"),
    "develop": N_("agreed on development"),
    "drop_development": N_("dropped development"),
    "end_activity": N_("ended an activity"),
    "erase_person": N_("erased a person everywhere"),
    "evaluate_goal": N_("evaluated a goal"),
    "finish_development": N_("finished development"),
    "gather_challenges": N_("gathered challenges"),
    "hand_on": N_("handed on"),
    "import": N_("imported a plan"),
    "mark_seen": N_("looked at where two copies differed"),
    MERGED: N_("joined two copies"),
    "move_deadline": N_("moved a deadline"),
    "move_entry": N_("moved something in the year wheel"),
    "move_item": N_("moved an agenda item"),
    "move_member": N_("moved a member in the matrix"),
    "move_row": N_("moved a row of the competence plan"),
    "offer_training": N_("wrote down a training offer"),
    "prepare_discussion": N_("prepared the discussion"),
    "prepare_status": N_("prepared the status meeting"),
    "record_outcome": N_("told how an action stands"),
    "recover": N_("put a good copy in place of a damaged document"),
    "redo": N_("brought back"),
    "reopen_discussion": N_("reopened the discussion"),
    "reopen_status": N_("reopened the status meeting"),
    "restore_document": N_("went back to an earlier document"),
    "restore_records": N_("put back as it was"),
    "roll_activity": N_("decided on an activity for next year"),
    "set_level": N_("set a level"),
    "set_up": N_("set up the workplace"),
    "skip_activity": N_("left out an occurrence"),
    "skip_item": N_("left out an agenda item"),
    "start_discussion": N_("opened the discussion"),
    "start_example": N_("put in the example of a competence plan"),
    "start_status": N_("opened the status meeting"),
    "take_up_action": N_("took up an action again"),
    "tell_change": N_("told of an important change"),
    "tick_activity": N_("ticked off an activity"),
    "undo": N_("took back"),
}
"""What a command did, where the edits alone would not say it."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One save in words."""

    entry: HistoryEntry
    at: datetime
    who: str
    what: str
    """What was done, where that needs a word of its own; else empty."""
    changes: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it but who and when."""
        changes = "; ".join(self.changes)
        return f"{self.what}: {changes}" if self.what and changes else self.what or changes


def log_lines(
    entries: Iterable[HistoryEntry],
    document: Document,
    code: str = "",
    hidden: frozenset[str] = frozenset(),
) -> Iterator[LogLine]:
    """The saves in words, in the order given.

    Args:
        entries: Saves from the history, the newest first: what was deleted is then known by name
            in the saves before.
        document: The document as it is now, for names and numbers.
        code: Only saves that touched the record of this number, or `kind:id`; empty for all.
        hidden: The notes that were confidential once, which are not quoted. Those that are now
            never are.
    """
    wanted = document.find(code) if code else None
    reference = wanted.reference if wanted is not None else code if ":" in code else ""
    gone: dict[str, Record] = {}
    for entry in entries:
        pairs = list(_pairs(entry))
        for record in _held(pairs):
            gone.setdefault(record.reference, record)
            if record.code.upper() == code.upper():
                reference = record.reference
        if code and not any(_reference(edit) == reference for edit, _inverse in pairs):
            continue
        changes = [
            _told(edit, document, inverse, gone, hidden) for edit, inverse in pairs[:MOST_EDITS]
        ]
        if entry.name == MERGED:
            changes = merged_differences(document, entry)
        if len(pairs) > MOST_EDITS:
            # Set-up and agendas are dozens of records: their name says enough.
            text = ngettext("{count} change", "{count} changes", len(pairs))
            changes = [text.format(count=len(pairs))]
        # Sent again after a lost answer, or what somebody else had done already.
        nothing = "" if pairs else N_("changed nothing; it stood there already")
        what = _(_NAMES.get(entry.name, nothing))
        if entry.name == "delete" and len(pairs) <= MOST_EDITS:
            what = ""  # each record says it
        yield LogLine(entry, entry.at, entry.who, what, tuple(changes))


def made_where(entry: HistoryEntry) -> str:
    """When and in which terminal a save was made: `2/3/2026 10:05 in terminal pts/3 on office`."""
    host, line = machine_and_line(entry.terminal)
    when = moment_label(entry.at)
    if line:
        return _("{when} in terminal {line} on {host}").format(when=when, line=line, host=host)
    if host:
        return _("{when} by a script on {host}").format(when=when, host=host)
    return _("{when}, in which terminal is not known").format(when=when)


def merged_differences(document: Document, entry: HistoryEntry) -> list[str]:
    """What differed when two copies became one; a merge itself makes no edits."""
    return [difference_told(document, found).text for found in differences_at(document, entry.at)]


def _held(pairs: Iterable[tuple[Edit, Edit | None]]) -> Iterator[Record]:
    """The records that edits and their inverses hold whole."""
    for pair in pairs:
        for edit in pair:
            match edit:
                case Restore(record) | Remove(base=Record() as record):
                    yield record


def _reference(edit: Edit) -> str:
    return edit.record.reference if isinstance(edit, Restore) else f"{edit.kind}:{edit.id}"


def _pairs(entry: HistoryEntry) -> Iterator[tuple[Edit, Edit | None]]:
    """Each edit with the one that takes it back; they are kept in opposite orders."""
    inverses = list(reversed(entry.inverses))
    for place, edit in enumerate(entry.edits):
        yield edit, inverses[place] if place < len(inverses) else None


def describe(edit: Edit, document: Document, inverse: Edit | None = None) -> str:
    """One edit in words.

    Args:
        edit: What was done.
        document: The document as it is now, for names and numbers.
        inverse: What takes it back: it holds the value before, and records that are gone.
    """
    gone = {record.reference: record for record in _held([(edit, inverse)])}
    return _told(edit, document, inverse, gone)


def changes_of(
    entry: HistoryEntry, document: Document, hidden: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Everything a save changed, each edit in words.

    Args:
        entry: The save.
        document: The document as it is now, for names and numbers.
        hidden: The notes that were confidential once, which are not quoted.
    """
    if entry.name == MERGED:
        return tuple(merged_differences(document, entry))
    pairs = list(_pairs(entry))
    gone = {record.reference: record for record in _held(pairs)}
    return tuple(_told(edit, document, inverse, gone, hidden) for edit, inverse in pairs)


def edits_told(edits: Iterable[Edit], document: Document, author: Author) -> tuple[str, ...]:
    """Edits that wait to be saved, each in words, as the history will tell them.

    Args:
        edits: What waits, in order.
        document: The document they are for.
        author: Whose they are.
    """
    pairs: list[tuple[Edit, Edit | None]] = []
    hidden: set[str] = set()
    for edit in edits:
        done: tuple[Edit, ...] = ()
        inverses: tuple[Edit, ...] = ()
        _keep_in_confidence(edit, document, hidden)
        # What no longer fits is told all the same.
        with suppress(EditError):
            document, done, inverses = apply_all(document, (edit,), author)
        _keep_in_confidence(edit, document, hidden)
        pairs.append(((*done, edit)[0], (*inverses, None)[0]))
    gone = {record.reference: record for record in _held(pairs)}
    notes = frozenset(hidden)
    return tuple(_told(edit, document, inverse, gone, notes) for edit, inverse in pairs)


def _keep_in_confidence(edit: Edit, document: Document, hidden: set[str]) -> None:
    """Add the note an edit is about, where it is confidential at the time."""
    record = document.resolve(_reference(edit))
    if record is not None and is_confidential(record):
        hidden.add(record.id)


def _told(
    edit: Edit,
    document: Document,
    inverse: Edit | None,
    gone: Mapping[str, Record],
    hidden: frozenset[str] = frozenset(),
) -> str:
    if is_about(edit, hidden) or _in_confidence(edit, document, gone):
        return _told_in_confidence(edit)
    what = _named(edit, document, gone)
    match edit:
        case Add():
            return _("{what} added").format(what=what)
        case Remove():
            return _("{what} deleted").format(what=what)
        case Restore():
            return _("{what} put back").format(what=what)
        case Set():
            return f"{what}, {_changed(edit, document, inverse)}"


def _in_confidence(edit: Edit, document: Document, gone: Mapping[str, Record]) -> bool:
    """Whether an edit is about a note that is confidential, or was when it was last there."""
    if isinstance(edit, Add) and edit.kind == Note.kind and edit.values.get("confidential"):
        return True
    reference = _reference(edit)
    record = document.resolve(reference) or gone.get(reference)
    return record is not None and is_confidential(record)


def _told_in_confidence(edit: Edit) -> str:
    match edit:
        case Add():
            return _("a confidential note added")
        case Remove():
            return _("a confidential note deleted")
        case Restore():
            return _("a confidential note put back")
        case Set():
            return _("a confidential note changed")


def _named(edit: Edit, document: Document, gone: Mapping[str, Record]) -> str:
    """The record an edit is about, as it is now or as it was last."""
    reference = _reference(edit)
    record = document.resolve(reference) or gone.get(reference)
    if record is None:
        cls = KINDS.get(reference.partition(":")[0])
        return _(cls.label) if cls else ""
    number = record.code if record.prefix else _(record.label)
    return f"{number} {shorten(_heading(document, record), LONGEST_VALUE)}".strip()


def _heading(document: Document, record: Record) -> str:
    """What names a record; where that is no text, what it is part of names it, too."""
    if isinstance(record, ChecklistAnswer):
        given = choice_label(record.answer) if record.answer is not None else ""
        point = ": ".join(filter(None, [record.asked or record.point, given]))
        run = name_of(document, ChecklistRun.kind, record.run)
        return f"{point} ({run})" if run else point
    fields = specs(type(record))
    title = fields.get(record.title_field)
    if title is None:
        return record.heading
    shown = show_value(document, record.kind, title.name, getattr(record, title.name))
    if record.prefix or (shown and title.shape in {Shape.LINE, Shape.LINES}):
        return heading_of(record)
    whole = ", ".join(
        name
        for spec in fields.values()
        if spec.part_of and spec.shape is Shape.REF
        and (name := name_of(document, spec.target, getattr(record, spec.name)))
    )  # fmt: skip
    shown = shown if title.shape is Shape.DAY else ""
    return f"{shown} ({whole})".strip() if whole else shown


def _changed(edit: Set, document: Document, inverse: Edit | None) -> str:
    cls = KINDS[edit.kind]
    label = label_of(cls, edit.field)
    after = _value(document, edit.kind, edit.field, edit.value)
    before = (
        _value(document, edit.kind, edit.field, inverse.value) if isinstance(inverse, Set) else ""
    )
    if before and after:
        return _("{field}: {before} → {after}").format(field=label, before=before, after=after)
    if after:
        return f"{label}: {after}"
    return _("{field} cleared (was {before})").format(field=label, before=before or "…")


def _value(document: Document, kind: str, field: str, value: object) -> str:
    return shorten(show_value(document, kind, field, value), LONGEST_VALUE)

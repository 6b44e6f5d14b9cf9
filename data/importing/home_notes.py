"""The notes of an action in a file that came home: what is new, what says something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, field
from data.dates.arithmetic import local_day
from data.dates.labels import short_date
from data.export.plan.csv_file import note_head, told_notes
from data.facts.notes import open_notes_by_subject
from data.i18n import LANGUAGES, _, in_language
from data.model.choices import choice_label
from data.text import clean_line, clean_lines, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.importing.home_file import Saying
    from data.model.base import Record
    from data.model.discussion import Note
    from data.model.document import Document

_TOLD: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [^:\n]{1,80}: ")
"""How a note begins in a cell: its day and who wrote it."""


@dataclass(slots=True)
class ChangedNotes:
    """What became of the notes.

    Attributes:
        new: Texts of new ones.
        texts: Other texts of those that are there, by id.
        gone: What those said that the file does not have.
    """

    new: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


def changed_notes(base: Document, document: Document, now: Record, saying: Saying) -> ChangedNotes:
    """What the file says otherwise about the notes of a record.

    Args:
        base: The document as it was when the file was written.
        document: The document as it is.
        now: The record.
        saying: What the file says of it.
    """
    found = ChangedNotes()
    before = tuple(open_notes_by_subject(base).get(now.reference, ()))
    here = tuple(open_notes_by_subject(document).get(now.reference, ()))
    ways = {note.id: _ways(note) for note in (*before, *here)}
    noted = {way for each in ways.values() for way in each}
    noted |= {fold(clean_line(line)) for note in here for line in note.text.split("\n")}
    for heading, text in saying.others:
        line = f"{heading}: {text}" if heading else text
        if fold(clean_line(line)) not in noted:
            found.new.append(line)
    if saying.notes is None:
        return found
    rest = _rest(saying.notes, ways, before)
    missing = [note for note in before if not rest.seen(note)]
    for text in rest.texts:
        note = next((n for n in missing if _begins_alike(n, text)), None)
        if note is not None:
            missing.remove(note)
            if any(each.id == note.id for each in here):
                found.texts[note.id] = _without_head(note, text)
                continue
        if fold(clean_line(text)) not in noted:
            found.new.append(_bare(text))
    found.gone += [note.text for note in missing if any(each.id == note.id for each in here)]
    return found


@dataclass(slots=True)
class _Rest:
    """What stands in the file's notes besides those that are there."""

    texts: list[str]
    known: set[str]

    def seen(self, note: Note) -> bool:
        return note.id in self.known


def _rest(cells: Iterable[str], ways: dict[str, frozenset[str]], notes: Iterable[Note]) -> _Rest:
    """The notes in a file's cells, without those that stand there as they are."""
    known: set[str] = set()
    texts: list[str] = []
    for cell in cells:
        left = clean_lines(cell).strip()
        whole = fold(clean_line(left))
        same = next((note.id for note in notes if whole in ways[note.id]), None)
        if same is not None:
            known.add(same)
            continue
        for note in notes:
            (told,) = told_notes([note])
            told = clean_lines(told).strip()
            if told and f"\n{told}\n" in f"\n{left}\n":
                known.add(note.id)
                left = f"\n{left}\n".replace(f"\n{told}\n", "\n", 1).strip("\n")
        texts += _parted(left)
    return _Rest(texts, known)


def _parted(text: str) -> list[str]:
    """The notes in a text: each begins with its day and author; what has none is one by itself."""
    parts: list[list[str]] = []
    for line in text.split("\n"):
        if not parts or _TOLD.match(line):
            parts.append([])
        parts[-1].append(line)
    return [joined for part in parts if (joined := "\n".join(part).strip())]


def _ways(note: Note) -> frozenset[str]:
    """A note as our files tell it, folded."""
    found = set(told_notes([note])) | {note.text}
    for code in LANGUAGES:
        with in_language(code):
            sentence = _head(note) + note.text.strip()
            found |= {sentence, f"{choice_label(note.form)}, {sentence}"}
    return frozenset(fold(clean_line(text)) for text in found)


def _head(note: Note) -> str:
    day = short_date(local_day(note.created_at))
    return _("{day}, {who}: {text}").format(day=day, who=note.created_by, text="")


def _heads(note: Note) -> list[str]:
    heads = [note_head(local_day(note.created_at), note.created_by)]
    for code in LANGUAGES:
        with in_language(code):
            heads += [_head(note), f"{choice_label(note.form)}, {_head(note)}"]
    return heads


def _begins_alike(note: Note, text: str) -> bool:
    return any(text.startswith(head) for head in _heads(note))


def _without_head(note: Note, text: str) -> str:
    head = next(head for head in _heads(note) if text.startswith(head))
    return text[len(head) :].strip()


def _bare(text: str) -> str:
    return text.strip()

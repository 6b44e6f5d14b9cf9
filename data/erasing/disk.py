"""Forgetting a person in every file AMIS keeps beside a document, and saying what it could not.

Under the document's lock. The copies and whatever else lies beside the document come first, then
the history, then the document: whoever is interrupted finds the person still there and does it
again. Files that were handed out belong to whoever got them: they are named, and deleted only when
that is asked for.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, replace
from data.encoding.documents import encode_document
from data.erasing.texts import (
    doomed_in,
    earlier_names,
    forget,
    forget_row,
    people_called,
    subject_of,
)
from data.export.files import FOLDER
from data.ids import new_id
from data.model.workplace import Person
from data.store import files
from data.store.atomic import disk, opened
from data.store.companions import companion
from data.store.errors import NotRegular, StoreError
from data.store.history import HistoryEntry, history_path
from data.store.lock import lock_path
from data.store.rendering import Rendering
from data.store.system import again
from data.store.targets import is_aside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from data.edits.edits import Author
    from data.erasing.texts import Subject
    from data.own.drafts import Drafts
    from data.store.copies import Copy
    from data.store.store import Change, Store

ERASE: Final = "erase_person"
"""What the history calls it."""


@dataclass(frozen=True, slots=True)
class Traces:
    """Where a person is, or was until now."""

    subject: Subject
    records: int
    """Records that name or point at them, their own among them."""
    minutes: tuple[str, ...]
    """The codes of approved meetings whose minutes name them."""
    lines: int
    """Lines of the history."""
    copies: int
    """Dated copies of the document."""
    beside: tuple[str, ...]
    """Other files AMIS has put beside the document."""
    drafts: int
    """Texts this user has begun and not saved."""
    exports: tuple[str, ...]
    """Files that were written for others: left unless asked for."""
    unread: tuple[str, ...]
    """Files nobody could look into, such as a spreadsheet."""

    @property
    def count(self) -> int:
        """In how many places, exports aside."""
        return self.records + self.lines + self.copies + len(self.beside) + self.drafts


def look_for(
    store: Store, person: Person | None, also: Iterable[str] = (), drafts: Drafts | None = None
) -> Traces:
    """Where a person is, without changing anything.

    Args:
        store: the document.
        person: the person's record; None when only the names are left.
        also: other names to take away, as people call them.
        drafts: the user's own drafts.

    Raises:
        StoreError: something could not be read.
    """
    return _Eraser(store, person, also, drafts).look()


def erase(
    store: Store,
    person: Person | None,
    author: Author,
    also: Iterable[str] = (),
    drafts: Drafts | None = None,
    *,
    exports: bool = False,
) -> tuple[Change, Traces]:
    """Take a person out of everything AMIS keeps. Nothing brings it back.

    Args:
        store: the document.
        person: the person's record; None when only the names are left.
        author: who does it and when; that it was done stands in the history.
        also: other names to take away, as people call them.
        drafts: the user's own drafts.
        exports: also delete files in the export folder that name the person.

    Raises:
        StoreError: something could not be written; doing it again goes on where it stopped.
    """
    from data.store.signing import signed
    from data.store.store import Change

    with store.exclusively() as held:
        before = store.document
        eraser = _Eraser(store, person, also, drafts)
        outcome = eraser.look()
        for copy in eraser.copies():
            eraser.rewrite_copy(copy)
        for path in eraser.beside():
            eraser.rewrite(path)
        eraser.remove_presence()
        left = eraser.rewrite_drafts()
        outcome = replace(outcome, unread=tuple(dict.fromkeys((*outcome.unread, *left))))
        if exports:
            eraser.remove_exports()
        who = signed(author, before.meta.saved_at)
        forgotten = forget(before, eraser.subject).document
        revision = before.meta.revision + 1
        meta = replace(forgotten.meta, revision=revision, saved_at=who.at, saved_by=who.who)
        after = replace(forgotten, meta=meta)
        entry = HistoryEntry(
            revision=revision,
            id=new_id(),
            at=who.at,
            who=who.who,
            name=ERASE,
            edits=(),
            inverses=(),
        )
        held.rewrite_history(eraser.clean_rows(revision), entry)
        store.put_in_place(after, held)
        return Change(before, after, entry), outcome


class _Eraser:
    """Looks through the files of one document, and rewrites them."""

    def __init__(
        self, store: Store, person: Person | None, also: Iterable[str], drafts: Drafts | None
    ) -> None:
        self._store = store
        self._path = store.path
        self._system = store.keeper.system
        self._drafts = drafts
        also = tuple(also)
        self._rows = store.history.rows()
        parsed = [row for row in self._rows if isinstance(row, dict)]
        ids = (person.id,) if person is not None else people_called(parsed, also)
        earlier = [name for identity in ids for name in earlier_names(parsed, identity)]
        subject = subject_of(store.document, person, also, earlier)
        known = subject.ids | {f"{Person.kind}:{identity}" for identity in ids}
        self.subject = replace(subject, ids=doomed_in(parsed, known))

    def look(self) -> Traces:
        """Where the person is."""
        subject = self.subject
        forgotten = forget(self._store.document, subject)
        exports, unread = self._exports()
        strangers = [path for path in self._named_after() if path not in self._made_beside()]
        unread += [path for path in strangers if self._mentions(path)]
        # What could not be looked into is said: nobody is told that it is clean.
        kept = {copy.path: self._copy_text(copy) for copy in self.copies()}
        unread += [path for path, text in kept.items() if text is None]
        unread += [path for path in self._made_beside() if self._text(path) is None]
        drafts = self._drafts.all() if self._drafts is not None else ()
        return Traces(
            subject=subject,
            records=len(forgotten.deleted) + len(forgotten.changed),
            minutes=forgotten.minutes,
            lines=sum(self._forget_line(row) != row for row in self._rows),
            copies=sum(text is not None and self._told_in(text) for text in kept.values()),
            beside=tuple(path.name for path in self.beside()),
            drafts=sum(subject.finds(draft.text) for draft in drafts),
            exports=tuple(path.name for path in exports),
            unread=(*(path.name for path in unread), *self._unread_drafts()),
        )

    def _unread_drafts(self) -> tuple[str, ...]:
        return self._drafts.unreadable() if self._drafts is not None else ()

    # -- the history -----------------------------------------------------------------------

    def _forget_line(self, row: dict[str, Any] | str) -> dict[str, Any] | str:
        return forget_row(row, self.subject) if isinstance(row, dict) else ""

    def clean_rows(self, before: int) -> list[dict[str, Any]]:
        """The history's lines up to a save, without the person; torn ones hold nothing kept."""
        return [
            clean
            for row in self._rows
            if isinstance(clean := self._forget_line(row), dict)
            and int(row.get("revision", 0) if isinstance(row, dict) else 0) < before
        ]

    # -- copies and what else lies there -----------------------------------------------------

    def copies(self) -> tuple[Copy, ...]:
        """The dated copies.

        Raises:
            StoreError: whether there are any cannot be told.
        """
        return self._store.keeper.copies.every()

    def _copy_text(self, copy: Copy) -> str | None:
        """What a copy says; None when it cannot be read."""
        try:
            return _as_text(self._store.keeper.copies.data(copy))
        except StoreError:
            return None

    def beside(self) -> list[Path]:
        """Other files AMIS has made of this document that name the person: set aside, damaged."""
        return [path for path in self._made_beside() if self._mentions(path)]

    def _made_beside(self) -> list[Path]:
        return [path for path in self._named_after() if is_aside(path.name, self._path)]

    def _named_after(self) -> list[Path]:
        """What lies beside the document and is called after it, whoever has made it."""
        own = {self._path, history_path(self._path), lock_path(self._path)}
        stem = self._path.name.removesuffix(".json")
        try:
            with opened(self._path.parent, self._system) as folder:
                names = again(self._system.listdir, folder)
        except FileNotFoundError:
            return []  # as beside a document in a database before anything is exported
        starts = (f"{stem}.", f"{stem}-", f".{stem}.")
        paths = [self._path.with_name(name) for name in names if name.startswith(starts)]
        return [path for path in paths if path not in own]

    def remove_presence(self) -> None:
        """Take signs of open sessions that name the person; a session that is alive makes its own.

        Nothing depends on them, so trouble with them is passed over.
        """
        self._store.keeper.remove_signs(self._told_in)

    def remove_exports(self) -> None:
        """Delete the files in the export folder that name the person.

        Raises:
            StoreError: one could not be deleted.
        """
        names = [path.name for path in self._exports()[0]]
        system = self._system
        if names:
            folder = self._path.parent / FOLDER
            with disk(folder, "save"), companion(folder, self._path, system) as fd:
                for name in names:
                    again(system.unlink, name, dir_fd=fd)

    def _exports(self) -> tuple[list[Path], list[Path]]:
        """The exports that name the person, and what could not be looked into."""
        folder = self._path.parent / FOLDER
        exports: list[Path] = []
        unread: list[Path] = []
        system = self._system
        try:
            with companion(folder, self._path, system) as fd:
                for name in again(system.listdir, fd):
                    text = self._text(folder / name, fd)
                    if text is None or text.startswith("PK\x03\x04"):
                        unread.append(folder / name)
                    elif self.subject.finds(text):
                        exports.append(folder / name)
        except FileNotFoundError:
            pass  # nothing was ever exported
        except (OSError, StoreError):
            unread.append(folder)
        return exports, unread

    def _text(self, path: Path, folder: int | None = None) -> str | None:
        """What a file says, escapes undone where it is JSON; None when it cannot be read."""
        system = self._system
        try:
            if folder is None:
                data = files.read_bytes(path, system=system, alone=True)
            else:
                data = files.read_bytes_in(folder, path, system=system, alone=True)
        except NotRegular as error:
            return "" if error.kind == "folder" else None
        except (StoreError, OSError):
            return None
        return _as_text(data)

    def _mentions(self, path: Path, folder: int | None = None) -> bool:
        text = self._text(path, folder)
        return text is not None and self._told_in(text)

    def _told_in(self, text: str) -> bool:
        return self.subject.finds(text) or any(f'"{i}"' in text for i in self.subject.bare)

    def rewrite_copy(self, copy: Copy) -> None:
        """Write a copy anew without the person; one that cannot be read keeps only its text."""
        kept = self._store.keeper.copies
        try:
            document = kept.read(copy)
        except NotRegular:
            return  # no copy of ours: it is not AMIS that keeps it
        except StoreError:
            data = kept.data(copy)
            clean_text = self._clean(data)
            if clean_text != data:
                kept.rewrite(copy, clean_text)
            return
        clean = forget(document, self.subject).document
        if encode_document(clean) != encode_document(document):
            kept.rewrite(copy, Rendering().render(clean))

    def rewrite(self, path: Path) -> None:
        """Take the names out of any file."""
        data = files.read_bytes(path, system=self._system, alone=True)
        clean = self._clean(data)
        if clean != data:
            files.replace(path, clean, template=self._path, system=self._system)

    def _clean(self, data: bytes) -> bytes:
        """Any text without the names."""
        text = data.decode("utf-8", "surrogateescape")
        lines = [self._line(line) for line in text.split("\n")]
        return self.subject.scrub("\n".join(lines)).encode("utf-8", "surrogateescape")

    def _line(self, line: str) -> str:
        """A line of a history that was set aside is cleaned as the history is."""
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            return line
        if not isinstance(row, dict) or "edits" not in row:
            return line
        return json.dumps(forget_row(row, self.subject), ensure_ascii=False, separators=(",", ":"))

    def rewrite_drafts(self) -> tuple[str, ...]:
        """Take the names out of what this user has begun and not saved; where they may be left."""
        return self._drafts.rewrite(self.subject.scrub) if self._drafts is not None else ()


def _as_text(data: bytes) -> str:
    """What bytes say, with JSON's escapes undone behind it where they are JSON."""
    text = data.decode("utf-8", "surrogateescape")
    with suppress(ValueError, RecursionError):
        return f"{text}\n{json.dumps(json.loads(text), ensure_ascii=False)}"
    return text

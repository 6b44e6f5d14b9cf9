"""Text that is being typed and not yet saved, kept in the user's own state folder.

A draft is a safety net: after a hang-up or a crash it is offered again. It therefore never gets in
the way. Whatever the disk answers, these functions return and say whether it went well.

One file per place and terminal, so that two sessions never rewrite each other's drafts, and what is
half typed in one does not turn up in another. What a session that is gone has left is offered to
its user wherever they are next at that place. File names are digests and numbers: neither the
document nor the person can be read off them.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, replace
from data.own.files import kept_from_reading, read_own, write_whole
from data.own.folders import own_folder, trouble_with, why_not
from data.own.terminal import Terminal, this_terminal
from data.store.errors import StoreError
from data.store.presence import SILENT
from data.store.system import OS, System, again

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

MOST_BYTES: Final = 4 * 1024 * 1024
"""A larger file is no draft of ours and is not read."""

KEYS_PLACE: Final = "keys"
"""The place of what was typed and reached nothing when the program was ended."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One unsaved text."""

    place: str
    """Where it was being typed, such as ``action/ab12/note``."""

    text: str
    """The text as it stood."""

    saved: datetime
    """When it was kept, in UTC."""


def _now() -> datetime:
    return datetime.now(UTC)


class Drafts:
    """The drafts one user has for one document."""

    def __init__(
        self,
        folder: Path | None,
        document: str,
        *,
        user: str = "",
        clock: Callable[[], datetime] = _now,
        system: System = OS,
        terminal: Terminal | None = None,
        carried_out: Callable[[str], bool] = lambda _request: False,
    ) -> None:
        """Keep drafts for a document.

        Args:
            folder: The user's state folder; a subfolder is made in it when first needed. None for
                one who leaves nothing anywhere: then no draft is kept.
            document: The document's id.
            user: Whose they are, by the name in the history; another's are not read.
            clock: Gives the time in UTC.
            system: The system calls.
            terminal: The run of the program they are typed in; this one when it is not given.
            carried_out: Whether the edit of a request is in the document, for texts that were
                handed in by a program which was killed before it heard that they are safe.
        """
        self._carried_out = carried_out
        self._terminal = terminal or this_terminal()
        self._folder = folder / "drafts" if folder is not None else None
        self._document = document
        self._user = user
        self._clock = clock
        self._system = system
        self.failure = ""
        """Why the last text could not be kept, in a sentence; empty when it could."""
        self._unread: set[str] = set()
        """The places whose draft the disk would not give when it was asked for."""
        self.when_cleared: Callable[[], None] = lambda: None
        """Told, in whatever thread it happens, that a draft that was there is gone."""

    def trouble(self) -> str:
        """Why no draft can be kept, in a sentence; empty when they can, or none are wanted."""
        if self._folder is not None:
            self.failure = trouble_with(self._folder, self._system)
        return self.failure

    def save(self, place: str, text: str, pieces: Sequence[tuple[str, str]] = ()) -> bool:
        """Keep the text; blocks on the disk, so call it outside an event loop.

        Args:
            place: Where it is being typed; the earlier draft of the same place is replaced.
            text: All of it.
            pieces: The same in parts, each behind the id of the request that will save it.

        Returns:
            Whether the text is on the disk. It is not when a draft lies there that could not be
            read when it was asked for: nobody has seen that one yet.
        """
        content = self._encoded(place, text, pieces)
        if self._folder is None or len(content) > MOST_BYTES:
            return False
        try:
            with own_folder(self._folder, self._system, make=True) as folder:
                if self._unseen(folder, place):
                    return False
                write_whole(folder, self._name(place), content, self._system)
        except OSError as error:
            self.failure = why_not(self._folder, error)
            return False
        except StoreError as error:
            self.failure = error.sentence()
            return False
        self.failure = ""
        return True

    def load(self, place: str) -> Draft | None:
        """The draft of a place, or None if there is none that can be read (`unread` tells why).

        Where this terminal has none, the newest that one which is gone has left becomes its own.
        """
        if self._folder is None:
            return None
        self._unread.discard(place)
        try:
            with own_folder(self._folder, self._system) as folder:
                try:
                    content = read_own(folder, self._name(place), MOST_BYTES, self._system)
                except FileNotFoundError:
                    return self._take_over(folder, place)
        except OSError as error:
            if kept_from_reading(error):
                self._unread.add(place)
            return None
        except StoreError:
            self._unread.add(place)
            return None
        draft = self._decoded(content)
        return draft if draft is not None and draft.place == place else None

    def unread(self, place: str) -> bool:
        """Whether a draft may lie there that the disk would not give when it was last asked for."""
        return place in self._unread

    def clear(self, place: str) -> bool:
        """Forget the draft of a place; True when it is gone, also when there was none.

        One that could not be read when it was asked for stays: nobody has seen it yet.
        """
        if self._folder is None:
            return True
        try:
            with own_folder(self._folder, self._system) as folder:
                if self._unseen(folder, place):
                    return False
                again(self._system.unlink, self._name(place), dir_fd=folder)
        except FileNotFoundError:
            return True
        except (OSError, StoreError):
            return False
        self.when_cleared()
        return True

    def rewrite(self, change: Callable[[str], str]) -> tuple[str, ...]:
        """Change the texts of all drafts, those of other terminals too.

        Returns:
            Where something is left that could not be read or not be written: files, or the folder.
        """
        if self._folder is None:
            return ()
        left: list[str] = []
        try:
            with own_folder(self._folder, self._system) as folder:
                left += self._kept_from_reading(folder)
                for name, draft in self._files(folder, f"{self._prefix}-"):
                    text = change(draft.text)
                    if text == draft.text:
                        continue
                    content = self._encoded(draft.place, text)
                    try:
                        write_whole(folder, name, content, self._system)
                    except OSError:
                        left.append(name)
        except FileNotFoundError:
            pass  # nothing was ever typed here
        except (OSError, StoreError):
            left.append(str(self._folder))
        return tuple(left)

    def unreadable(self) -> tuple[str, ...]:
        """Where a draft may lie that the disk would not give now: files, or the folder."""
        if self._folder is None:
            return ()
        try:
            with own_folder(self._folder, self._system) as folder:
                return tuple(self._kept_from_reading(folder))
        except FileNotFoundError:
            return ()
        except (OSError, StoreError):
            return (str(self._folder),)

    def _kept_from_reading(self, folder: int) -> list[str]:
        """The files of this document's drafts that cannot be read, or hold none that can."""
        left = []
        for name in again(self._system.listdir, folder):
            if not name.startswith(f"{self._prefix}-"):
                continue
            try:
                content = read_own(folder, name, MOST_BYTES, self._system)
            except OSError as error:
                left += [name] if kept_from_reading(error) else []
            else:
                left += [name] if _is_no_record(content) else []
        return left

    def all(self) -> tuple[Draft, ...]:
        """Every readable draft of the document in any terminal, newest first."""
        drafts: list[Draft] = []
        if self._folder is None:
            return ()
        with suppress(OSError, StoreError), own_folder(self._folder, self._system) as folder:
            drafts += [draft for _name, draft in self._files(folder, f"{self._prefix}-")]
        return tuple(sorted(drafts, key=lambda draft: (draft.saved, draft.place), reverse=True))

    def waiting(self) -> tuple[Draft, ...]:
        """The drafts `load` would give now, newest first: none that another terminal works on."""
        drafts: dict[str, Draft] = {}
        if self._folder is None:
            return ()
        with suppress(OSError, StoreError), own_folder(self._folder, self._system) as folder:
            found = self._files(folder, f"{self._prefix}-")
            for name, draft in sorted(found, key=lambda each: (each[1].saved, each[0])):
                own = name == self._name(draft.place)
                if own or (draft.place not in drafts and self._is_gone(name, draft)):
                    drafts[draft.place] = draft
        return tuple(sorted(drafts.values(), key=lambda draft: draft.saved, reverse=True))

    @cached_property
    def _prefix(self) -> str:
        return _digest(self._document)[:12]

    def _name(self, place: str) -> str:
        host, pid, started = self._terminal
        return f"{self._begin(place)}-{_digest(host)[:8]}-{pid}-{started}.json"

    def _begin(self, place: str) -> str:
        """How the names of all drafts of a place begin."""
        return f"{self._prefix}-{_digest(place)[:20]}"

    def _encoded(self, place: str, text: str, pieces: Sequence[tuple[str, str]] = ()) -> bytes:
        record: dict[str, Any] = {
            "document": self._document,
            "user": self._user,
            "place": place,
            "saved": self._clock().isoformat(timespec="seconds"),
            "text": text,
        }
        if pieces:
            record["pieces"] = pieces
        # surrogatepass: a broken letter must not cost the rest of the text.
        return json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")

    def _files(self, folder: int, begin: str) -> list[tuple[str, Draft]]:
        """The readable drafts in files whose names begin like that."""
        names = [n for n in again(self._system.listdir, folder) if n.startswith(begin)]
        return [(n, draft) for n in names if (draft := self._read(folder, n)) is not None]

    def _take_over(self, folder: int, place: str) -> Draft | None:
        """Make the newest draft that a terminal which is gone has left at a place one's own."""
        left = [
            (draft.saved, name, draft)
            for name, draft in self._files(folder, self._begin(place))
            if draft.place == place and self._is_gone(name, draft)
        ]
        if not left:
            return None
        _saved, name, draft = max(left, key=lambda each: each[:2])
        try:
            own = self._name(place)
            again(self._system.rename, name, own, src_dir_fd=folder, dst_dir_fd=folder)
        except FileNotFoundError:
            return None  # another terminal was faster
        except OSError:
            pass  # it is read all the same, and offered once more
        return draft

    def _is_gone(self, name: str, draft: Draft) -> bool:
        """Whether the terminal is gone that wrote a file.

        On another machine it cannot be asked: there it counts as gone when it has said nothing for
        as long as makes a colleague's session count as gone.
        """
        match name.removesuffix(".json").split("-"):
            case [_document, _place, host, pid, started] if pid.isdecimal():
                if host == _digest(self._terminal.host)[:8]:
                    return not Terminal(host, int(pid), started).runs()
                return self._clock() - draft.saved > SILENT
        return True  # written before terminals were told apart

    def _unseen(self, folder: int, place: str) -> bool:
        """Whether a draft lies there that nobody has seen, as the disk would not give it."""
        if place in self._unread and self._name(place) not in again(self._system.listdir, folder):
            self._unread.discard(place)
        return place in self._unread

    def _read(self, folder: int, name: str) -> Draft | None:
        try:
            return self._decoded(read_own(folder, name, MOST_BYTES, self._system))
        except OSError:
            return None

    def _decoded(self, content: bytes) -> Draft | None:
        try:
            record = json.loads(content.decode("utf-8", "surrogatepass"))
        except (ValueError, RecursionError):
            return None
        draft = _draft(record, self._document, self._user)
        return self._unsaved_part(draft, record.get("pieces")) if draft is not None else None

    def _unsaved_part(self, draft: Draft, pieces: Any) -> Draft | None:
        """What of a draft is not in the document yet; None when all of it is."""
        match pieces:
            case [*_] if any(map(self._is_saved, pieces)):
                left = [piece[1] for piece in pieces if not self._is_saved(piece)]
                return replace(draft, text="\n".join(map(str, left))) if left else None
        return draft

    def _is_saved(self, piece: Any) -> bool:
        match piece:
            case [str(request), str()]:
                return self._carried_out(request)
        return False


def _is_no_record(content: bytes) -> bool:
    """Whether a file holds nothing that tells what it is, as one that the disk has spoilt."""
    try:
        return not isinstance(json.loads(content.decode("utf-8", "surrogatepass")), dict)
    except (ValueError, RecursionError):
        return True


def _draft(record: Any, document: str, user: str) -> Draft | None:
    """The record as a draft, or None when it is damaged or belongs elsewhere."""
    if not isinstance(record, dict) or record.get("document") != document:
        return None
    if user and (record.get("user") or user) != user:
        return None
    place, text, saved = (record.get(name) for name in ("place", "text", "saved"))
    if not (isinstance(place, str) and isinstance(text, str) and isinstance(saved, str)):
        return None
    try:
        when = datetime.fromisoformat(saved)
    except ValueError:
        return None
    return Draft(place, text, when if when.tzinfo else when.replace(tzinfo=UTC))


def _digest(text: str) -> str:
    import hashlib  # a moment to load, and not needed before something is typed

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

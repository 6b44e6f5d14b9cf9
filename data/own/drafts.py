"""Text that is being typed and not yet saved, kept in the user's own state folder.

A draft is a safety net: after a hang-up or a crash it is offered again. It therefore never gets in
the way. Whatever the disk answers, these functions return and say whether it went well.

One file per place, so that two sessions never rewrite each other's drafts. File names are digests:
neither the document nor the person can be read off them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from data.own.files import read_bounded, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOST_BYTES: Final = 4 * 1024 * 1024
"""A larger file is no draft of ours and is not read."""


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
        self, folder: Path, document: str, *, clock: Callable[[], datetime] = _now
    ) -> None:
        """Keep drafts for a document.

        Args:
            folder: The user's state folder; a subfolder is made in it when first needed.
            document: The document's id.
            clock: Gives the time in UTC.
        """
        self._folder = folder / "drafts"
        self._document = document
        self._clock = clock

    def save(self, place: str, text: str) -> bool:
        """Keep the text; blocks on the disk, so call it outside an event loop.

        Args:
            place: Where it is being typed; the earlier draft of the same place is replaced.
            text: All of it.

        Returns:
            Whether the text is on the disk.
        """
        record = {
            "document": self._document,
            "place": place,
            "saved": self._clock().isoformat(timespec="seconds"),
            "text": text,
        }
        # surrogatepass: a broken letter must not cost the rest of the text.
        content = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(content) > MOST_BYTES:
            return False
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # The folder may have been made by hand with a wider mode.
            self._folder.chmod(0o700)
            write_whole(self._path(place), content)
        except OSError:
            return False
        return True

    def load(self, place: str) -> Draft | None:
        """The draft of a place, or None if there is none that can be read."""
        draft = self._read(self._path(place))
        return draft if draft is not None and draft.place == place else None

    def clear(self, place: str) -> bool:
        """Forget the draft of a place; True when it is gone, also when there was none."""
        try:
            self._path(place).unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def all(self) -> tuple[Draft, ...]:
        """Every readable draft of the document, newest first."""
        try:
            paths = sorted(self._folder.glob(f"{self._prefix}-*.json"))
        except OSError:
            return ()
        drafts = [draft for path in paths if (draft := self._read(path)) is not None]
        return tuple(sorted(drafts, key=lambda draft: (draft.saved, draft.place), reverse=True))

    @cached_property
    def _prefix(self) -> str:
        return _digest(self._document)[:12]

    def _path(self, place: str) -> Path:
        return self._folder / f"{self._prefix}-{_digest(place)[:20]}.json"

    def _read(self, path: Path) -> Draft | None:
        try:
            record = json.loads(read_bounded(path, MOST_BYTES).decode("utf-8", "surrogatepass"))
        except (OSError, ValueError, RecursionError):
            return None
        return _draft(record, self._document)


def _draft(record: Any, document: str) -> Draft | None:
    """The record as a draft, or None when it is damaged or belongs elsewhere."""
    if not isinstance(record, dict) or record.get("document") != document:
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

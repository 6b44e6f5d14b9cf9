"""The drafts of one line: what is typed, what was handed in and is not saved yet, each where it is.

From the moment a text is handed in it belongs to its save, and the line to what is typed next. Its
draft stays on disk until the save says that it is safe.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from data.dataclass import dataclass, field
from data.ids import new_id

if TYPE_CHECKING:
    from data.own.drafts import Drafts


@dataclass(frozen=True, eq=False)
class HandedIn:
    """A text that was handed in; each one is its own, also when two read the same."""

    place: str
    """What its draft belongs to."""
    text: str
    typed: bool = True
    """Whether somebody typed it; what stood in the line from the start needs no draft."""
    request: str = field(default_factory=new_id)
    """The id its save is known by, which its draft has had since it was begun."""


class LineDrafts:
    """Keeps the texts of a line on disk, by the places they belong to.

    A place has one draft: what was handed in there and is not saved, the oldest first, then what is
    being typed.
    """

    def __init__(self, drafts: Drafts | None) -> None:
        self._drafts = drafts
        self._handed: list[HandedIn] = []
        self._next_request = new_id()
        """The id that what is being typed will be saved by."""
        self._typed: dict[str, str] = {}
        """What is typed at places that another text was begun from."""
        self._guard = threading.Lock()
        self._turn = 0
        self._written: dict[str, tuple[int, list[tuple[str, str]]]] = {}
        """What was put on disk last, and the turn of it: a slow thread writes nothing older."""

    @property
    def kept(self) -> bool:
        """Whether there is a place to keep them."""
        return self._drafts is not None

    def load(self, place: str) -> str:
        """What was being typed at a place, without what is being saved."""
        if self._drafts is None or not place:
            return ""
        typed = self._typed.pop(place, None)
        if typed is not None or self._handed_at(place):
            return typed or ""
        draft = self._drafts.load(place)
        return draft.text if draft is not None else ""

    def hand_in(self, place: str, text: str, *, typed: bool = True) -> HandedIn:
        """Note that a text is handed in; its draft stays until `saved`.

        Args:
            place: What its draft belongs to.
            text: The text.
            typed: Whether somebody typed it.
        """
        handed = HandedIn(place, text, typed, self._next_request)
        self._next_request = new_id()
        self._handed.append(handed)
        self.keep_soon(handed.place, "")
        return handed

    def saved(self, handed: HandedIn, typed: str | None = None) -> None:
        """Forget the draft of a text: it is safe, or was given up.

        Args:
            handed: The text.
            typed: What stands in the line there now; None when the line is elsewhere.
        """
        if handed in self._handed:
            self._handed.remove(handed)
        # At once: the next line at this place may be opened by a key that waits already, and
        # would find there what is safe.
        self.keep(handed.place, self._typed.get(handed.place, "") if typed is None else typed)

    def give_back(self, handed: HandedIn) -> None:
        """A text could not be saved, and its line is elsewhere by now: it waits as a draft."""
        if handed in self._handed:
            self._handed.remove(handed)
        typed = self._typed.get(handed.place, "")
        self._typed[handed.place] = "\n".join(filter(None, [handed.text, typed]))
        self.keep_soon(handed.place, self._typed[handed.place])

    def leave(self, place: str, typed: str, *, kept: bool) -> None:
        """The line goes elsewhere; what is typed there is found again.

        Args:
            place: Where it was.
            typed: What is typed there.
            kept: Whether that is on disk.
        """
        self._next_request = new_id()  # what is left there is not what is handed in next
        if self._handed_at(place) or (typed and not kept):
            self._typed[place] = typed
        else:
            self._typed.pop(place, None)

    def keep_soon(self, place: str, typed: str) -> None:
        """Put the draft of a place on disk in a thread, while typing goes on."""
        if self._drafts is None or not place:
            return
        turn, pieces = self._next(place, typed)
        try:
            asyncio.get_running_loop().run_in_executor(None, self._write, place, pieces, turn)
        except RuntimeError:
            # The program is ending: there is no loop, or it starts no thread any more.
            self._write(place, pieces, turn)

    def keep(self, place: str, typed: str) -> bool:
        """Put the draft of a place on disk now; whether something is kept."""
        if self._drafts is None or not place:
            return False
        turn, pieces = self._next(place, typed)
        return self._write(place, pieces, turn)

    def _handed_at(self, place: str) -> list[HandedIn]:
        return [each for each in self._handed if each.typed and each.place == place]

    def _next(self, place: str, typed: str) -> tuple[int, list[tuple[str, str]]]:
        """The turn, and what the draft is made of: each text behind the id of its request."""
        self._turn += 1
        texts = [(each.request, each.text) for each in self._handed_at(place)]
        texts.append((self._next_request, typed))
        return self._turn, [(request, text) for request, text in texts if text.strip()]

    def _write(self, place: str, pieces: list[tuple[str, str]], turn: int) -> bool:
        text = "\n".join(text for _request, text in pieces)
        with self._guard:
            last, written = self._written.get(place, (0, None))
            if self._drafts is None or last > turn or written == pieces:
                return bool(text)
            done = self._drafts.save(place, text, pieces) if text else self._drafts.clear(place)
            if done:
                self._written[place] = turn, pieces
            return bool(text) and done

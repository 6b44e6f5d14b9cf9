"""What a key has started: which keys wait for it, and the texts it was given to save.

Whose a key is depends on what the work is about to do, never on how long it takes. While it may
still ask something, keys wait for that. While it saves, they wait as well, unless they are for the
line that the text was typed on: that takes them at once.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.frame.type_ahead import KeyHold, TypeAhead

_AT_WORK: ContextVar[Work | None] = ContextVar("at_work", default=None)


@runtime_checkable
class KeepsDraft(Protocol):
    """A dialog whose answer is on disk as a draft, until it is told that it is saved."""

    def forget(self) -> None:
        """Forget the draft."""


class Work:
    """Something under way that was started by a key."""

    def __init__(self, keys: TypeAhead, *, types_on: bool) -> None:
        """Be the work of this moment; keys wait.

        Args:
            keys: The line of keys.
            types_on: Whether the next keys are for the line that was handed in, while it is saved.
        """
        self._keys = keys
        self._types_on = types_on
        self._hold: KeyHold | None = None
        self._drafts: list[Callable[[], None]] = []
        self._broken_off = False
        """Whether it was left, or refused, with texts that are not saved."""
        self.wait()

    def begin(self) -> None:
        """What is done from here on in this task is this work."""
        _AT_WORK.set(self)

    def wait(self) -> None:
        """Let keys wait: what they are for is on its way."""
        if self._hold is None:
            self._hold = self._keys.hold()

    def let_on(self) -> None:
        """Let keys go where they are for: a dialog is there, or the work is done."""
        hold, self._hold = self._hold, None
        if hold is not None:
            self._keys.release(hold)

    def took(self, dialog: object, answer: object) -> None:
        """A dialog was answered, or left with None."""
        if answer is None:
            self._broken_off = True
        elif isinstance(dialog, KeepsDraft):
            self._drafts.append(dialog.forget)

    def saving(self) -> None:
        """A command is on its way to the disk: nothing is asked any more."""
        if self._types_on:
            self.let_on()

    def saved(self) -> None:
        """What it was given is safe, or was given up on purpose: no draft is needed any more."""
        drafts, self._drafts = self._drafts, []
        for forget in drafts:
            forget()
        self._broken_off = False

    def refused(self) -> None:
        """A command could not be carried out: what was typed for it stays a draft."""
        self._broken_off = True

    def end(self) -> None:
        """It is done. What was typed and led to no command was not to be kept."""
        if not self._broken_off:
            self.saved()


def at_work() -> Work | None:
    """The work that is under way here; None outside of any."""
    return _AT_WORK.get()

"""The way from a key to what it does: say why not, else do it, and never wait in the key itself."""

from __future__ import annotations

from functools import wraps
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.frame.desk import Desk


class Acting(Protocol):
    """A pane or screen whose keys act."""

    @property
    def desk(self) -> Desk:
        """What it works at."""

    def unable(self, action: str, *args: object) -> str:
        """Why an action cannot be done now, in a sentence; empty when it can."""


def acts(method: Callable[..., Any]) -> Callable[..., None]:
    """On an `action_x`: refuse with the reason, else do it; a coroutine is started, not awaited.

    Textual runs actions in the application's message pump. Waiting there for a dialog deadlocks,
    and waiting for a slow save holds back every key.
    """
    name = method.__name__.removeprefix("action_")

    @wraps(method)
    def act(self: Any, *args: Any) -> None:
        reason = self.unable(name, *args)
        if reason:
            self.desk.say(reason, alert=True)
            return
        work = method(self, *args)
        if iscoroutine(work):
            self.desk.start(work)

    return act

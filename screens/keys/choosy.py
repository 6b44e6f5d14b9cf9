"""What says of its own keys which act now, and which are of use."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Choosy(Protocol):
    """A pane or screen some of whose actions cannot be done now, or are of no use now."""

    def unable(self, action: str, *args: object) -> str:
        """Why an action cannot be done now, in a sentence; empty when it can."""

    def shows(self, action: str, *args: object) -> bool:
        """Whether an action is of use now, and so named among the keys."""

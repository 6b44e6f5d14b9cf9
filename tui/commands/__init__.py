"""The verbs of `amis`, by subject. Each module ends with its `HANDLERS`, by the verb's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.arguments import Arguments
    from tui.console import Call


def _nothing(_arguments: Arguments) -> None:
    """Take no arguments but those that every verb takes."""


@dataclass(frozen=True, slots=True)
class Handler:
    """What carries a verb out."""

    run: Callable[[Call], int]
    """Does it, and returns the exit code."""
    takes: Callable[[Arguments], None] = _nothing
    """Says which arguments it takes."""

"""What the plan's filter looks in, worked out in small bites before anybody types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.views.plan_search import ActionTexts
from data.views.search_index import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer
    from textual.widget import Widget

    from data.model.plan import Action
    from data.views.plan import PlanReader

_BITE: Final = 250
"""Actions that are made ready at a time: some milliseconds."""

_CALM, _PAUSE = 0.3, 0.005
"""Seconds after the plan was drawn until that begins, and between bites."""


class FilterIndex:
    """The texts of a plan's actions, learnt while nothing else happens."""

    def __init__(self, pane: Widget, learned: Callable[[], object]) -> None:
        """Begin with nothing.

        Args:
            pane: Whose plan it is.
            learned: Called when all of a plan that somebody has asked for is learnt.
        """
        self.texts: SearchIndex[Action] = SearchIndex()
        self._pane, self._learned = pane, learned
        self._asked = False
        self._timer: Timer | None = None

    def follow(self, reader: PlanReader) -> None:
        """Look in this plan from now on; a long one is learnt before a filter asks for it."""
        self.texts.follow(ActionTexts(reader))
        if len(reader.actions) > _BITE:
            self._learn_in(_CALM)

    def ask(self) -> None:
        """Learn a bite now, and the rest bite by bite: somebody is about to look in it."""
        self._asked = True
        self._learn_on()

    def _learn_on(self) -> None:
        if self.texts.learn(_BITE):
            self._learn_in(_PAUSE)
        elif self._asked:
            self._asked = False
            # When the line to type on is there.
            self._pane.call_after_refresh(self._learned)

    def _learn_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._pane.set_timer(seconds, self._learn_on)

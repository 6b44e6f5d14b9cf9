"""How far an action has come on a day, as every part tells it, and which of its days have passed.

What the rules call stalled is called so wherever its status is read, whatever it was set to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.labels import short_date
from data.facts.plan import open_days
from data.i18n import _
from data.model.base import label_of
from data.model.choices import ActionStatus, choice_label
from data.model.plan import Action
from data.rules.stalled import Sign, StallReader, stall_reader
from data.views.plan import mark_of
from data.views.show import show_field

if TYPE_CHECKING:
    from datetime import date

    from data.facts.discussion import DiscussionView
    from data.model.document import Document
    from data.rules.stalled import Stall
    from data.views.plan import Mark


class ActionStates:
    """The states of a document's actions on a day; what they share is gathered when asked for.

    Args:
        document: where the actions are.
        today: the day that counts.
    """

    def __init__(self, document: Document, today: date) -> None:
        self.document, self.today = document, today

    @property
    def stalls(self) -> StallReader:
        """Which of them have stalled, and why."""
        return stall_reader(self.document, self.today)

    def mark(self, action: Action) -> Mark:
        """What its sign says, as in the plan."""
        return mark_of(action, self.stalls.of(action), self.today)

    def word(self, action: Action) -> str:
        """How far it has come, in a word or two."""
        return choice_label(self.stalls.status(action))

    def whole(self, action: Action) -> str:
        """Where its status can be changed: why it has stalled, and what it is set to, as well."""
        stall, word = self.stalls.of(action), self.word(action)
        if stall is None:
            return word
        # That somebody set it so is said by the word.
        said = (r for r in stall.found if r.sign is not Sign.SAID or r.day is not None)
        why = ", ".join(reason.brief for reason in said)
        if action.status is ActionStatus.STALLED:
            return _("{status}: {why}").format(status=word, why=why) if why else word
        text = _("{status}: {why} (set to: {set})")
        return text.format(status=word, why=why, set=choice_label(action.status))

    def standing(self, action: Action) -> str:
        """What is overdue about it and why it has stalled, in words; empty where nothing is."""
        late = [
            _("{field} {day} (late)").format(field=label_of(Action, field), day=short_date(day))
            for field, day in open_days(action)
            if day < self.today
        ]
        stall = self.stalls.of(action)
        return "; ".join([*late, *([self.whole(action)] if stall is not None else [])])

    def stalled_besides(self, view: DiscussionView) -> tuple[Stall, ...]:
        """Actions that have stalled and that a discussion has not before it already."""
        told = {action.id for action in view.carried}
        told |= {a.id for goal in (*view.previous_goals, *view.new_goals) for a in goal.actions}
        told |= {action.id for item in view.items for action in item.actions}
        return tuple(
            stall
            for stall in self.stalls.stalled()
            if isinstance(stall.record, Action) and stall.record.id not in told
        )

    def field(self, action: Action, name: str) -> str:
        """A field on paper: a day that has passed and still calls for something is late."""
        if name == "status":
            return self.word(action)
        shown = show_field(self.document, action, name)
        if shown and any(field == name and day < self.today for field, day in open_days(action)):
            return _("{day} (late)").format(day=shown)
        return shown

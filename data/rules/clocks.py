"""The clocks: every day on which a rule asks for something, the worst first.

Light on purpose: the start page and the login message read them. The words of the rules are
loaded only when a clock is asked for its source.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.labels import short_date
from data.facts.due import distance
from data.i18n import N_, _
from data.rules.catalogue import rule_on
from data.rules.deadlines import all_deadlines
from data.strenum import StrEnum

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document
    from data.rules.result import Deadline


class ClockState(StrEnum):
    """How far a clock has run, the worst first."""

    OVERDUE = "overdue"
    SOON = "soon"
    FINE = "fine"


_LABELS: Final = {
    ClockState.OVERDUE: N_("overdue"),
    ClockState.SOON: N_("soon"),
    ClockState.FINE: N_("in good time"),
}
_FIELDS: Final = {
    "R08": "compulsory_done_on",
    "R12": "elected_on",
    "R14": "assessed_on",
    "R20": "agreement_renegotiation",
    "R22": "effect",
}
"""What is filled in when it has been done."""

_ORDER: Final = {state: place for place, state in enumerate(ClockState)}


@dataclass(frozen=True, slots=True)
class Clock:
    """One day by which something must have been done."""

    title: str
    """What, in the language in use; may hold what people typed, so it is text and never markup."""
    due: date
    days: int
    """Days left; negative when it is over, 0 on the day itself, which is in time."""
    state: ClockState
    target: str
    """`kind:id` of the record to go to."""
    code: str
    """The rule behind it, such as R01."""

    @property
    def source(self) -> str:
        """Where the rule can be read, in the language in use; reads content, so only when shown."""
        from data.rules.wording import sources_told

        rule = rule_on(self.code, self.due)
        return "; ".join(sources_told(rule)) if rule is not None else ""

    @property
    def field(self) -> str:
        """The field of its record that mends it; empty where it is no single one."""
        return _FIELDS.get(self.code, "")

    @property
    def state_label(self) -> str:
        """The state in words, in the language in use."""
        return _(_LABELS[self.state])

    @property
    def text(self) -> str:
        """All of it on one line: `Annual discussion: at the latest 3/3/2027, in 101 days`."""
        sentence = _("{what}: at the latest {day}, {distance}")
        return sentence.format(what=self.title, day=short_date(self.due), distance=self.distance)

    @property
    def distance(self) -> str:
        """How far off it is, in words."""
        return distance(self.due, self.due - timedelta(days=self.days))


def clocks(
    document: Document, today: date, left: frozenset[str] = frozenset()
) -> tuple[Clock, ...]:
    """Every clock that runs, the worst first: overdue longest ago, then the next to come.

    Args:
        document: the workplace's document.
        today: the day that counts.
        left: the rules whose clocks are not asked for.
    """
    running = [_clock(deadline, today) for deadline in all_deadlines(document, today, left)]
    return tuple(sorted(running, key=lambda c: (_ORDER[c.state], c.due, c.code, c.title)))


def _clock(deadline: Deadline, today: date) -> Clock:
    days = (deadline.due - today).days
    state = ClockState.FINE
    if days < 0:
        state = ClockState.OVERDUE
    elif days <= deadline.warn:
        state = ClockState.SOON
    return Clock(deadline.title, deadline.due, days, state, deadline.target, deadline.code)

"""Which actions `amis status` has nothing to say about, seen in the rows as they stand in the file.

Of a plan of many years nearly every action is over, or is under way and nothing is amiss. A row is
looked at in a microsecond; making a record of it and judging it takes thirty. When in doubt a row
is read: `data.views.report` alone decides what is said.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from data.dates.arithmetic import FIRST_DAY, LAST_DAY
from data.model.base import specs
from data.model.choices import ActionStatus, MeetingState
from data.model.plan import OPEN_STATUSES
from data.model.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Row = Mapping[str, Any]
    Tables = Mapping[str, Mapping[str, Row]]

_DAY: Final = len("2026-11-22")
_MARGIN: Final = 1
"""Days between a moment's day in UTC and where the user is, at most."""

_CALM: Final = frozenset(str(status) for status in OPEN_STATUSES - {ActionStatus.STALLED})


def over_and_done(tables: Tables) -> frozenset[str]:
    """The ids of actions that nobody needs to think of any more.

    Given up, or done with an answer about their effect; and no sign of life to anything that is
    still under way: no step of another action, and their goal is judged.
    """
    open_goals = {
        row.get("id") for row in tables.get("goal", {}).values() if row.get("outcome") is None
    }
    return frozenset(
        row["id"]
        for row in tables.get("action", {}).values()
        if (row.get("status") == "dropped" or (row.get("status") == "done" and row.get("effect")))
        and not (row.get("permanent") or row.get("step_of") or row.get("effect_due"))
        and row.get("goal") not in open_goals
        and isinstance(row.get("id"), str)
    )


def without_news(tables: Tables, today: date, days: int) -> frozenset[str]:
    """The ids of actions that a report has nothing to say about: over, or well under way.

    Args:
        tables: the document's rows, not checked yet.
        today: the day that counts.
        days: how many days ahead the report looks.
    """
    calm = _Calm(tables, today, days)
    under_way = (row for row in tables.get("action", {}).values() if calm.holds(row))
    return over_and_done(tables) | {row["id"] for row in under_way}


class _Calm:
    """Knows an action that is under way and shows no sign of a stall (`data.rules.stalled`)."""

    def __init__(self, tables: Tables, today: date, days: int) -> None:
        self._end = _ahead(today, days)
        workplace = next(iter(tables.get("workplace", {}).values()), {})
        self._moves = _setting(workplace, "stall_moves")
        # Heard of later than this it is not silent, wherever in the world the program runs.
        self._heard = _ahead(today, _MARGIN - _setting(workplace, "stall_days"))
        self._here = {r.get("id") for r in _rows(tables, "person") if r.get("left_on") is None}
        goals = (r for r in _rows(tables, "goal") if r.get("outcome") is None)
        self._waiting = {r.get("id") for r in goals if not self._is_recent(r)}
        self._asked = {r.get("target") for r in _rows(tables, "checklist_run")}
        self._spoken: set[Any] = set()
        self._since = ""
        self._listen(tables, today, _setting(workplace, "stall_meetings"))

    def _listen(self, tables: Tables, today: date, wanted: int) -> None:
        """Which actions the latest meetings spoke of, and after which day one is too new."""
        meetings = [r for r in _rows(tables, "status_meeting") if _is_day(r.get("held_on"))]
        if len(meetings) < wanted:
            return
        meetings.sort(key=lambda row: (row["held_on"], row.get("number")), reverse=True)
        self._since = str(meetings[wanted - 1]["held_on"])
        over = {
            r.get("id")
            for r in meetings[:wanted]
            if r.get("state") == MeetingState.APPROVED and r["held_on"] <= today.isoformat()
        }
        self._spoken = {
            r.get("action")
            for r in _rows(tables, "status_entry")
            if r.get("outcome") is not None and r.get("meeting") in over
        }

    def holds(self, row: Row) -> bool:
        """Whether a report would say nothing about the action of a row."""
        read = row.get
        identity = read("id")
        return (
            read("status", "planned") in _CALM
            and isinstance(identity, str)
            and self._is_later(read("due"))
            and self._is_later(read("follow_up"))
            and self._is_recent(row)
            and read("owner") in self._here
            and read("postponed", 0) < self._moves
            and not (read("permanent") or read("step_of") or read("effect_due"))
            and read("goal") not in self._waiting
            and f"action:{identity}" not in self._asked
            and (identity in self._spoken or self._is_new(row))
        )

    def _is_later(self, day: object) -> bool:
        """Whether a day is open, or after the days the report is about."""
        return day is None or (_is_day(day) and str(day) > self._end)

    def _is_recent(self, row: Row) -> bool:
        changed = row.get("changed_at")
        return isinstance(changed, str) and changed[:_DAY] > self._heard

    def _is_new(self, row: Row) -> bool:
        """Whether it was written down after the meetings that should have spoken of it."""
        created = row.get("created_at")
        return isinstance(created, str) and created[:_DAY] > self._since


def _rows(tables: Tables, kind: str) -> Iterable[Row]:
    return tables.get(kind, {}).values()


def _is_day(value: object) -> bool:
    return isinstance(value, str) and len(value) == _DAY


def _setting(workplace: Row, name: str) -> int:
    """What a workplace has set; what holds where it has set nothing."""
    value: int = workplace.get(name, specs(Workplace)[name].default)
    return value


def _ahead(today: date, days: int) -> str:
    """So many days from today as the file writes it, within the calendar."""
    number = today.toordinal() + days
    low, high = FIRST_DAY.toordinal(), LAST_DAY.toordinal()
    return date.fromordinal(min(max(number, low), high)).isoformat()

"""A captured line shown as it was read, before it counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from data.capture.words import USES, capture_words
from data.dates.labels import day_label, span_label, weekday_date
from data.dates.line import Choice, day_remark
from data.dates.recurrence import Recurrence
from data.i18n import N_, _, language
from data.model.choices import Repeat, choice_label
from data.strenum import StrEnum

if TYPE_CHECKING:
    from data.capture.line import Captured, LinePart
    from data.capture.vocabulary import Name, Vocabulary

_KINDS: Final = {
    "action": N_("Action"),
    "goal": N_("Goal"),
    "activity": N_("Activity"),
    "idea": N_("Idea"),
    "note": N_("Note"),
    "decision": N_("Decision"),
    "confidential": N_("Confidential note"),
}
_FIELDS: Final = {
    "owner": N_("responsible {value}"),
    "due": N_("deadline {value}"),
    "priority": N_("priority {value}"),
    "goal": N_("goal {value}"),
    "topic": N_("topic {value}"),
    "measure": N_("reached when {value}"),
    "follow_up": N_("follow-up {value}"),
    "helpers": N_("helpers {value}"),
    "day": N_("day {value}"),
    "category": N_("category {value}"),
    "start": N_("start {value}"),
    "condition": N_("APV condition {value}"),
    "source": N_("source {value}"),
    "problem": N_("problem {value}"),
}
_NAMES: Final = {"owner": "people", "helpers": "people", "goal": "goals", "condition": "conditions"}


def echo_line(captured: Captured, vocabulary: Vocabulary, today: date) -> str:
    """The line as it was read: kind, title, each value in full, then what was not understood.

    A day that could be another has the other day beside it.
    """
    parts = [f"{_(_KINDS[captured.kind])}: {captured.text}".rstrip()]
    uses = USES[captured.kind]
    shown: set[str] = set()
    for part in captured.parts:
        field = uses.get(part.key, "")
        if part.understood and field and field not in shown:
            shown.add(field)
            value = _value(field, captured, vocabulary, today)
            parts.append(_(_FIELDS[field]).format(value=value) + _others(part))
    return " · ".join([*parts, *captured.problems])


def _rhythm(captured: Captured, first: date, last: date | None) -> str:
    values: dict[str, Any] = dict(captured.values)
    rule = Recurrence(
        first, values["repeat"], values["every"], values["anchor"], values.get("repeat_until")
    )
    return Choice(first, (first, last) if last else None, rule=rule).label


def _others(part: LinePart) -> str:
    return "".join(", " + _("or {day}").format(day=weekday_date(other)) for other in part.others)


def _value(field: str, captured: Captured, vocabulary: Vocabulary, today: date) -> str:
    value = captured.values[field]
    if isinstance(value, date):
        until = captured.values.get("until") if field == "day" else None
        repeat = captured.values.get("repeat") if field == "day" else None
        if isinstance(repeat, Repeat):
            return _rhythm(captured, value, until if isinstance(until, date) else None)
        if isinstance(until, date):
            return span_label(value, until)
        return ", ".join(part for part in (day_label(value), day_remark(value, today)) if part)
    if field in _NAMES:
        names: tuple[Name, ...] = getattr(vocabulary, _NAMES[field])
        labels = {name.id: name.label for name in names}
        ids = value if isinstance(value, tuple) else (value,)
        return ", ".join(labels.get(str(each), str(each)) for each in ids)
    if isinstance(value, StrEnum):
        return choice_label(value)
    if field == "category":
        return capture_words(language()).offered["category"].get(str(value), str(value))
    return str(value)

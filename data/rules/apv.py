"""Is the workplace assessment young enough, and is sickness absence part of it? R14 and R15."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date
from data.i18n import _
from data.model.plan import Condition
from data.rules.deadlines import (
    HERE,
    assessment_due,
    last_assessment_day,
    months_after,
    next_assessments,
    open_change,
)
from data.rules.finding import Finding, Severity
from data.rules.result import judged, rests
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document
    from data.rules.catalogue import Rule
    from data.rules.result import Result


def conditions_assessed(document: Document, today: date, rule: Rule) -> Result:
    """R14: every condition within three years, and again after an important change."""
    conditions = document.all(Condition)
    if not conditions:
        text = _("No APV condition is written down.")
        hint = _("Add the conditions of your APV, each with the day it was assessed.")
        return judged(rule, [Finding(rule.code, rule.severity, text, HERE, hint)], "")
    findings = [finding for condition in conditions for finding in _aged(condition, today, rule)]
    deadlines = sorted(next_assessments(document, today, rule), key=lambda finding: finding.due)
    fine = _("Every condition has been assessed within three years.")
    if deadlines:
        fine = f"{fine} {_('The first is due by {day}.').format(day=long_date(deadlines[0].due))}"
    seen = tuple(_told(condition, rule) for condition in conditions)
    return judged(rule, findings, fine, seen=seen, deadlines=deadlines)


_ASSESSED: Final = "assessed_on"
"""The field that mends most of what is found."""


def absence_considered(document: Document, today: date, rule: Rule) -> Result:  # noqa: ARG001
    """R15: sickness absence considered, with a note; at one condition or more."""
    conditions = document.all(Condition)
    if not conditions:
        return rests(rule, _("There is no APV yet; see R14."))
    ticked = [condition for condition in conditions if condition.absence_considered]
    findings = []
    hint = _("Write what you saw, in totals and never about people.")
    if not ticked:
        text = _("There is no record that sickness absence was considered in the APV.")
        target = conditions[0].reference
        found = Finding(rule.code, rule.severity, text, target, hint, field="absence_considered")
        findings.append(found)
    # One place where it was looked at and written down is what is asked for; more is better.
    noted = any(condition.absence_note.strip() for condition in ticked)
    for condition in ticked:
        if not condition.absence_note.strip():
            text = _("{condition}: there is no record of what absence showed.")
            sentence = text.format(condition=_name(condition))
            severity = Severity.ADVICE if noted else rule.severity
            found = Finding(
                rule.code, severity, sentence, condition.reference, hint, field="absence_note"
            )
            findings.append(found)
    seen = (
        _("Absence was considered at {n} of {total} conditions.").format(
            n=len(ticked), total=len(conditions)
        ),
    )
    return judged(rule, findings, _("Sickness absence is part of the APV."), seen=seen)


def _name(condition: Condition) -> str:
    return f"{condition.code} {clean_line(condition.title)}"


def _aged(condition: Condition, today: date, rule: Rule) -> Iterator[Finding]:
    hint = _("Assess it again, and write down the day.")
    due, changed = last_assessment_day(condition, rule), open_change(condition, today)
    if changed is not None and not (due is not None and due < today):
        text = _("{condition} has not been assessed since the change on {day}.")
        sentence = text.format(condition=_name(condition), day=long_date(changed))
        by = assessment_due(condition, today, rule)
        soon = by is not None and by >= today
        hint = _("Assess it again without delay. The order sets no number of days; that three "
                 "months are the most is our reading.")  # fmt: skip
        severity = Severity.ADVICE if soon else Severity.READING
        yield Finding(
            rule.code, severity, sentence, condition.reference, hint, soon=soon, field=_ASSESSED
        )
        return
    if due is None:
        text = _("There is no record of when {condition} was assessed.")
        sentence = text.format(condition=_name(condition))
        yield Finding(
            rule.code, rule.severity, sentence, condition.reference, hint, field=_ASSESSED
        )
    elif due < today:
        text = _("{condition} should have been assessed again by {day}.")
        sentence = text.format(condition=_name(condition), day=long_date(due))
        yield Finding(
            rule.code, rule.severity, sentence, condition.reference, hint, field=_ASSESSED
        )
    elif (due - today).days <= rule.numbers["warn"]:
        text = _("{condition} must be assessed again by {day}.")
        sentence = text.format(condition=_name(condition), day=long_date(due))
        yield Finding(
            rule.code, rule.severity, sentence, condition.reference, hint,
            soon=True, field=_ASSESSED,
        )  # fmt: skip


def _told(condition: Condition, rule: Rule) -> str:
    if condition.assessed_on is None:
        return _("{condition}: no day is written down.").format(condition=_name(condition))
    sentence = _("{condition}: assessed on {day}, three years are up on {due}.")
    due = months_after(condition.assessed_on, rule.numbers["months"])
    return sentence.format(
        condition=_name(condition), day=long_date(condition.assessed_on), due=long_date(due)
    )

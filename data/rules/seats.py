"""The organisation, rule by rule: R05–R07, R12, R13, R19.

What is missing is found by `data.rules.organisation`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.labels import long_date
from data.facts.people import people, term_ends
from data.i18n import _, ngettext
from data.model.choices import BodyLevel
from data.model.workplace import Body
from data.rules.deadlines import months_after, next_terms, representatives
from data.rules.finding import Finding
from data.rules.organisation import organisation
from data.rules.result import judged, rests
from data.text import clean_line

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document
    from data.model.workplace import Person
    from data.rules.catalogue import Rule
    from data.rules.result import Result


def levels(document: Document, today: date, rule: Rule) -> Result:
    """R05: one level from 10 employees, two from 35."""
    return _organised(document, today, rule, _("The organisation fits the number of employees."))


def groups(document: Document, today: date, rule: Rule) -> Result:
    """R06: each group one supervisor and one representative."""
    if not _bodies(document, BodyLevel.GROUP):
        return rests(rule, _("There are no groups yet; see R05."))
    return _organised(document, today, rule, _("Each group is one supervisor and one elected."))


def committee(document: Document, today: date, rule: Rule) -> Result:
    """R07: the members of the groups, or two and two, and a chair."""
    if not _bodies(document, BodyLevel.COMMITTEE):
        return rests(rule, _("There is no committee yet; see R05."))
    return _organised(document, today, rule, _("The committee is put together as asked for."))


def terms(document: Document, today: date, rule: Rule) -> Result:
    """R12: every term of office is running. One whose beginning is not known does not."""
    elected = representatives(document, today)
    if not elected:
        return rests(rule, _("There are no work-environment representatives."))
    deadlines = sorted(next_terms(document, today, rule), key=lambda each: each.due)
    seen = [_term_told(person) for person in elected]
    found = _found(document, today, rule)
    fine = _("Every term of office is running.")
    return judged(rule, found, fine, seen=seen, deadlines=deadlines, strict=True)


def long_absences(document: Document, today: date, rule: Rule) -> Result:
    """R13: a representative who is away for four months or more may be replaced."""
    elected = representatives(document, today)
    if not elected:
        return rests(rule, _("There are no work-environment representatives."))
    found = []
    for person in elected:
        begun, until = person.absent_from, person.absent_until
        if begun is None or (until is not None and until < today):
            continue
        # Where nobody knows until when, it has lasted until today and goes on.
        if (until or today) >= months_after(begun, rule.numbers["months"]):
            text = _("{name} is away for {n} months or more: a new election may be held.")
            told = text.format(name=clean_line(person.name), n=rule.numbers["months"])
            hint = _("Talk about whether to elect somebody new.")
            found.append(Finding(rule.code, rule.severity, told, person.reference, hint))
    seen = (
        ngettext("{n} representative was looked at.", "{n} representatives were looked at.",
                 len(elected)).format(n=len(elected)),
    )  # fmt: skip
    return judged(rule, found, _("No representative is away for that long."), seen=seen)


def nearness(document: Document, today: date, rule: Rule) -> Result:
    """R19: it can be shown that everybody reaches a member."""
    workplace = document.workplace
    day = workplace.nearness_on if workplace is not None else None
    seen = (
        (_("Nearness was looked at on {day}.").format(day=long_date(day)),)
        if day is not None
        else ()
    )
    found = _found(document, today, rule)
    return judged(rule, found, _("It is written down how members are reached."), seen=seen)


def _bodies(document: Document, level: BodyLevel) -> list[Body]:
    return [body for body in document.all(Body) if body.level is level]


def _found(document: Document, today: date, rule: Rule) -> list[Finding]:
    return [each for each in organisation(document, today) if each.code == rule.code]


def _organised(document: Document, today: date, rule: Rule, fine: str) -> Result:
    workplace = document.workplace
    number = workplace.employees if workplace is not None else 0
    here = len(people(document, today))
    seen = (
        ngettext("{n} employee.", "{n} employees.", number).format(n=number),
        ngettext("{n} person is written down.", "{n} people are written down.", here).format(
            n=here
        ),
    )
    return judged(rule, _found(document, today, rule), fine, seen=seen)


def _term_told(person: Person) -> str:
    name, ends = clean_line(person.name), term_ends(person)
    if person.elected_on is None or ends is None:
        return _("{name}: no day of election is written down.").format(name=name)
    said = _("{name}: elected on {day}, the term ends on {ends}.")
    return said.format(name=name, day=long_date(person.elected_on), ends=long_date(ends))

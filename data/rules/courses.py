"""The members' training, rule by rule: R08–R11; what is missing `data.rules.training` finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.dates.labels import long_date
from data.facts.people import course_done_on
from data.facts.training import TrainingState, members, offers_of, open_clocks
from data.i18n import _, ngettext
from data.model.choices import TrainingForm
from data.model.workplace import Person, Training
from data.rules import training
from data.rules.deadlines import next_trainings
from data.rules.finding import Severity
from data.rules.result import judged, rests
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.model.document import Document
    from data.rules.catalogue import Rule
    from data.rules.finding import Finding
    from data.rules.result import Result


def compulsory_course(document: Document, today: date, rule: Rule) -> Result:
    """R08: completed within three months of taking the seat, or taken before."""
    found = training.compulsory_course(document, today, rule.numbers["warn"])
    fine = _("Everybody has taken the compulsory course, or has time to.")
    return _judged(document, today, rule, found, fine, TrainingForm.COMPULSORY)


def first_year_offered(document: Document, today: date, rule: Rule) -> Result:
    """R09: two days offered in the first function year."""
    found = training.first_year_offered(document, today, rule.numbers["warn"])
    fine = _("The two days of the first year are offered, or there is time to.")
    return _judged(document, today, rule, found, fine, TrainingForm.FIRST_YEAR)


def later_years_offered(document: Document, today: date, rule: Rule) -> Result:
    """R10: a day and a half offered in each later function year."""
    found = training.later_years_offered(document, today, rule.numbers["warn"])
    fine = _("The day and a half of each year is offered, or there is time to.")
    return _judged(document, today, rule, found, fine, TrainingForm.LATER_YEAR)


def offers_in_writing(document: Document, today: date, rule: Rule) -> Result:
    """R11: every offer has a day and something to show."""
    those = members(document, today)
    if not those:
        return _nobody(rule)
    here = {person.id for person in those}
    rows = [each for each in document.all(Training) if each.person in here]
    seen = (
        ngettext("{n} offer was looked at.", "{n} offers were looked at.", len(rows)).format(
            n=len(rows)
        ),
    )
    found = training.offers_in_writing(document, today)
    return judged(rule, found, _("Every offer can be shown in writing."), seen=seen)


def _nobody(rule: Rule) -> Result:
    return rests(rule, _("There are no supervisors or representatives."))


def _judged(
    document: Document,
    today: date,
    rule: Rule,
    found: Sequence[Finding],
    fine: str,
    form: TrainingForm,
) -> Result:
    those = members(document, today)
    if not those:
        return _nobody(rule)
    if form is not TrainingForm.COMPULSORY and all(p.joined_on is None for p in those):
        return rests(rule, _("It is not written down when anybody took the seat; see R08."))
    offers = offers_of(document)
    running = {
        person.reference
        for person in those
        for clock in open_clocks(person, offers.get(person.id, ()), today)
        if clock.form is form and clock.state is not TrainingState.LATE
    }
    # What still has time is said as a warning; without a day to count from nothing can be said.
    told = [
        replace(each, soon=True)
        if each.severity is Severity.ADVICE and each.target in running
        else each
        for each in found
    ]
    deadlines = sorted(next_trainings(form)(document, today, rule), key=lambda each: each.due)
    seen = [_seat(person, offers.get(person.id, ()), form) for person in those]
    return judged(rule, told, fine, seen=seen, deadlines=deadlines, strict=True)


def _seat(person: Person, offers: Sequence[Training], form: TrainingForm) -> str:
    name = clean_line(person.name)
    if person.joined_on is None:
        return _("{name}: it is not written down when the seat was taken.").format(name=name)
    said = _("{name}: took the seat on {day}.").format(name=name, day=long_date(person.joined_on))
    if form is not TrainingForm.COMPULSORY:
        return said
    done = course_done_on(person, offers)
    if done is not None:
        return f"{said} {_('Took the course on {day}.').format(day=long_date(done))}"
    if person.earlier_certificate:
        return f"{said} {_('Holds an earlier certificate.')}"
    return said

"""The members' training, rule by rule: is it taken, offered and written down? R08 to R11.

The duty is the employer's and holds under a MED agreement too: the compulsory
course is to be completed, the later days are to be offered, and offers are to be in writing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import replace
from data.dates.labels import long_date
from data.facts.people import course_done_on
from data.facts.training import (
    MISSING,
    TrainingState,
    asked,
    members,
    offers_of,
    open_clocks,
)
from data.i18n import _, ngettext
from data.model.choices import TrainingForm
from data.model.workplace import Training
from data.rules.deadlines import next_trainings
from data.rules.finding import Finding, Severity
from data.rules.result import judged, rests
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from data.facts.training import TrainingClock
    from data.model.document import Document
    from data.model.workplace import Person
    from data.rules.catalogue import Rule
    from data.rules.result import Result

_COURSE: Final = "compulsory_done_on"
"""The field that says that the compulsory course is done."""


def compulsory_course(document: Document, today: date, rule: Rule) -> Result:
    """R08: completed within three months of taking the seat, or taken before."""
    findings = courses_missing(document, today, rule.numbers["warn"])
    fine = _("Everybody has taken the compulsory course, or has time to.")
    return _judged(document, today, rule, findings, fine, TrainingForm.COMPULSORY)


def first_year_offered(document: Document, today: date, rule: Rule) -> Result:
    """R09: two days offered in the first function year."""
    findings = first_year_offers_missing(document, today, rule.numbers["warn"])
    fine = _("The two days of the first year are offered, or there is time to.")
    return _judged(document, today, rule, findings, fine, TrainingForm.FIRST_YEAR)


def later_years_offered(document: Document, today: date, rule: Rule) -> Result:
    """R10: a day and a half offered in each later function year."""
    findings = later_offers_missing(document, today, rule.numbers["warn"])
    fine = _("The day and a half of each year is offered, or there is time to.")
    return _judged(document, today, rule, findings, fine, TrainingForm.LATER_YEAR)


def offers_in_writing(document: Document, today: date, rule: Rule) -> Result:
    """R11: every offer has a day and something to show."""
    those = members(document, today)
    if not those:
        return _nobody(rule)
    here = {person.id for person in those}
    rows = [offer for offer in document.all(Training) if offer.person in here]
    seen = (
        ngettext("{n} offer was looked at.", "{n} offers were looked at.", len(rows)).format(
            n=len(rows)
        ),
    )
    findings = offers_unwritten(document, today)
    return judged(rule, findings, _("Every offer can be shown in writing."), seen=seen)


def _nobody(rule: Rule) -> Result:
    return rests(rule, _("There are no supervisors or representatives."))


def _judged(
    document: Document,
    today: date,
    rule: Rule,
    found: Iterable[Finding],
    fine: str,
    form: TrainingForm,
) -> Result:
    those = members(document, today)
    if not those:
        return _nobody(rule)
    if form is not TrainingForm.COMPULSORY and all(p.joined_on is None for p in those):
        return rests(rule, _("There is no record of when anybody took the seat; see R08."))
    offers = offers_of(document)
    running = {
        person.reference
        for person in those
        for clock in open_clocks(document, person, today)
        if clock.form is form and clock.state is not TrainingState.LATE
    }
    # What still has time is said as a warning; without a day to count from nothing can be said.
    findings = [
        replace(finding, soon=True)
        if finding.severity is Severity.ADVICE and finding.target in running
        else finding
        for finding in found
    ]
    deadlines = sorted(next_trainings(form)(document, today, rule), key=lambda finding: finding.due)
    seen = [_seat(person, offers.get(person.id, ()), form) for person in those]
    if any(not finding.soon for finding in findings):
        fine = _("Where the day of the seat is written down nothing is late.")
    return judged(rule, findings, fine, seen=seen, deadlines=deadlines)


def _seat(person: Person, offers: Sequence[Training], form: TrainingForm) -> str:
    name = clean_line(person.name)
    if person.joined_on is None:
        return _("{name}: there is no record of when the seat was taken.").format(name=name)
    sentence = _("{name}: took the seat on {day}.").format(
        name=name, day=long_date(person.joined_on)
    )
    if form is not TrainingForm.COMPULSORY:
        return sentence
    done = course_done_on(person, offers)
    if done is not None:
        return f"{sentence} {_('Took the course on {day}.').format(day=long_date(done))}"
    if person.earlier_certificate:
        return f"{sentence} {_('Holds an earlier certificate.')}"
    return sentence


def _open(
    document: Document, today: date, form: TrainingForm
) -> Iterator[tuple[Person, TrainingClock]]:
    """The clocks of one kind of training that can still be acted on, member by member."""
    if not asked(document):
        return
    for person in members(document, today):
        for clock in open_clocks(document, person, today):
            if clock.form is form:
                yield person, clock


def courses_missing(document: Document, today: date, warn: int) -> Iterator[Finding]:
    """The course is completed within three months, or was taken before (R08).

    Args:
        document: Where the members are.
        today: The day that counts.
        warn: Days before the last day from which it is said.
    """
    if not asked(document):
        return
    for person in members(document, today):
        written = person.compulsory_done_on is not None or person.earlier_certificate
        if person.joined_on is None and not written:
            text = _("There is no record of when {name} took the seat.").format(name=person.name)
            hint = _("Write the day: the deadlines of the training count from it.")
            yield Finding("R08", Severity.ADVICE, text, person.reference, hint, field="joined_on")
    for person, clock in _open(document, today, TrainingForm.COMPULSORY):
        day = long_date(clock.due)
        if clock.state is TrainingState.LATE:
            text = _("{name} should have completed the compulsory course by {day}.")
            hint = _("Find a course now, or write the day it was completed.")
            sentence = text.format(name=person.name, day=day)
            yield Finding("R08", Severity.LAW, sentence, person.reference, hint, field=_COURSE)
        elif clock.state in MISSING and (clock.due - today).days <= warn:
            text = _("{name} must complete the compulsory course by {day}.")
            hint = _("Sign up for a course and write when it starts.")
            sentence = text.format(name=person.name, day=day)
            yield Finding(
                "R08", Severity.ADVICE, sentence, person.reference, hint, soon=True, field=_COURSE
            )


def first_year_offers_missing(document: Document, today: date, warn: int) -> Iterator[Finding]:
    """Two days are offered in the first function year, and can begin in time (R09)."""
    for person, clock in _open(document, today, TrainingForm.FIRST_YEAR):
        yield from _missing_offer("R09", person, clock, today, warn)


def later_offers_missing(document: Document, today: date, warn: int) -> Iterator[Finding]:
    """A day and a half is offered in each later year; pooled years are agreed in writing (R10)."""
    for person, clock in _open(document, today, TrainingForm.LATER_YEAR):
        yield from _missing_offer("R10", person, clock, today, warn)
        yield from _unwritten_agreement(person, clock)


def _missing_offer(
    code: str, person: Person, clock: TrainingClock, today: date, warn: int
) -> Iterator[Finding]:
    late = clock.late_start
    values = {
        "name": person.name,
        "day": long_date(clock.due),
        "what": clock.title,
        "n": clock.hours_offered,
        "hours": clock.hours,
        "start": long_date(late) if late is not None else "",
        "last": long_date(clock.starts_by),
    }
    hint = _("Offer it in writing, and write when and how it was offered.")
    if clock.state is TrainingState.LATE:
        text = _("No written-down offer to {name} by {day}: {what}.")
        if clock.hours_offered:
            text = _("{n} of {hours} hours were offered to {name} by {day}: {what}.")
        hint = _("Offer it now if the year is not over, and write when and how it was offered.")
        if late is not None:
            hint = _("What was offered begins too late to count. Find something sooner.")
        yield Finding(code, Severity.LAW, text.format(**values), person.reference, hint)
    elif clock.state in MISSING and late is not None:
        text = _("What is offered to {name} begins on {start}; it must begin by {last}: {what}.")
        hint = _("Find something that begins sooner, and write it down as a new offer.")
        yield Finding(
            code, Severity.ADVICE, text.format(**values), person.reference, hint, soon=True
        )
    elif clock.state in MISSING and (clock.due - today).days <= warn:
        text = _("{name} is to be offered training by {day}: {what}.")
        if clock.hours_offered:
            text = _("{n} of {hours} hours are offered to {name}; the rest by {day}: {what}.")
        yield Finding(
            code, Severity.ADVICE, text.format(**values), person.reference, hint, soon=True
        )


def _unwritten_agreement(person: Person, clock: TrainingClock) -> Iterator[Finding]:
    if not clock.written:
        text = _("The agreement to pool two years' training of {name} is not in writing.")
        hint = _("Write where it stands: minutes or an e-mail will do.")
        sentence = text.format(name=person.name)
        yield Finding("R10", Severity.LAW, sentence, person.reference, hint)


def offers_unwritten(document: Document, today: date) -> Iterator[Finding]:
    """Every offer has a day and something in writing to show (R11)."""
    if not asked(document):
        return
    offers = offers_of(document)
    for person in members(document, today):
        rows = [offer for offer in offers.get(person.id, ()) if _lacks_proof(offer)]
        if not rows:
            continue
        text = ngettext(
            "{n} offer of training to {name} cannot be shown in writing.",
            "{n} offers of training to {name} cannot be shown in writing.",
            len(rows),
        ).format(n=len(rows), name=person.name)
        hint = _("Write the day of the offer and where it stands: minutes or an e-mail will do.")
        field = "offered_on" if rows[0].offered_on is None else "proof"
        yield Finding("R11", Severity.LAW, text, rows[0].reference, hint, field=field)


def _lacks_proof(offer: Training) -> bool:
    if offer.form is TrainingForm.COMPULSORY:
        return False
    return offer.offered_on is None or not offer.proof

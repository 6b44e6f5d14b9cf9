"""Is the members' training taken, offered and written down? R08 to R11.

The duty is the employer's and holds under a MED agreement too: the compulsory
course is to be completed, the later days are to be offered, and offers are to be in writing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date
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
from data.rules.finding import WEIGHTS, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.facts.training import Clock
    from data.model.document import Document
    from data.model.workplace import Person, Training

COURSE_WARN_DAYS: Final = 30
"""Days before the course must be completed from which it is said."""

OFFER_WARN_DAYS: Final = 60
"""Days before something must have been offered from which it is said."""


def training(document: Document, today: date) -> tuple[Finding, ...]:
    """What is missing of the members' training, weightiest first."""
    found = (
        *compulsory_course(document, today),
        *first_year_offered(document, today),
        *later_years_offered(document, today),
        *offers_in_writing(document, today),
    )
    return tuple(sorted(found, key=lambda finding: WEIGHTS[finding.severity]))


def compulsory_course(
    document: Document, today: date, warn: int = COURSE_WARN_DAYS
) -> tuple[Finding, ...]:
    """The course is completed within three months, or was taken before (R08).

    Args:
        document: where the members are.
        today: the day that counts.
        warn: days before the last day from which it is said.
    """
    return tuple(_courses(document, today, warn))


def first_year_offered(
    document: Document, today: date, warn: int = OFFER_WARN_DAYS
) -> tuple[Finding, ...]:
    """Two days are offered in the first function year, and can begin in time (R09).

    Args:
        document: where the members are.
        today: the day that counts.
        warn: days before the last day from which it is said.
    """
    return tuple(
        found
        for person, clock in _open(document, today, TrainingForm.FIRST_YEAR)
        for found in _missing_offer("R09", person, clock, today, warn)
    )


def later_years_offered(
    document: Document, today: date, warn: int = OFFER_WARN_DAYS
) -> tuple[Finding, ...]:
    """A day and a half is offered in each later year; pooled years are agreed in writing (R10).

    Args:
        document: where the members are.
        today: the day that counts.
        warn: days before the last day from which it is said.
    """
    return tuple(
        found
        for person, clock in _open(document, today, TrainingForm.LATER_YEAR)
        for found in (
            *_missing_offer("R10", person, clock, today, warn),
            *_unwritten_agreement(person, clock),
        )
    )


def offers_in_writing(document: Document, today: date) -> tuple[Finding, ...]:
    """Every offer has a day and something in writing to show (R11)."""
    return tuple(_unwritten(document, today))


def _open(document: Document, today: date, form: TrainingForm) -> Iterator[tuple[Person, Clock]]:
    """The clocks of one kind of training that can still be acted on, member by member."""
    if not asked(document):
        return
    offers = offers_of(document)
    for person in members(document, today):
        for clock in open_clocks(person, offers.get(person.id, ()), today):
            if clock.form is form:
                yield person, clock


def _courses(document: Document, today: date, warn: int) -> Iterator[Finding]:
    if not asked(document):
        return
    for person in members(document, today):
        written = person.compulsory_done_on is not None or person.earlier_certificate
        if person.joined_on is None and not written:
            text = _("It is not written down when {name} took the seat.").format(name=person.name)
            hint = _("Write the day: the deadlines of the training count from it.")
            yield Finding("R08", Severity.ADVICE, text, person.reference, hint)
    for person, clock in _open(document, today, TrainingForm.COMPULSORY):
        day = long_date(clock.due)
        if clock.state is TrainingState.LATE:
            text = _("{name} should have completed the compulsory course by {day}.")
            hint = _("Find a course now, or write the day it was completed.")
            said = text.format(name=person.name, day=day)
            yield Finding("R08", Severity.LAW, said, person.reference, hint)
        elif clock.state in MISSING and (clock.due - today).days <= warn:
            text = _("{name} must complete the compulsory course by {day}.")
            hint = _("Sign up for a course and write when it starts.")
            said = text.format(name=person.name, day=day)
            yield Finding("R08", Severity.ADVICE, said, person.reference, hint, soon=True)


def _missing_offer(
    code: str, person: Person, clock: Clock, today: date, warn: int
) -> Iterator[Finding]:
    values = {"name": person.name, "day": long_date(clock.due), "what": clock.title}
    if clock.state is TrainingState.LATE:
        text = _("No written-down offer to {name} by {day}: {what}.").format(**values)
        hint = _("Offer it now if the year is not over, and write when and how it was offered.")
        if clock.begins_too_late:
            hint = _("What was offered begins too late to count. Find something sooner.")
        yield Finding(code, Severity.LAW, text, person.reference, hint)
    elif clock.state in MISSING and (clock.due - today).days <= warn:
        text = _("{name} is to be offered training by {day}: {what}.").format(**values)
        hint = _("Offer it in writing, and write when and how it was offered.")
        yield Finding(code, Severity.ADVICE, text, person.reference, hint, soon=True)


def _unwritten_agreement(person: Person, clock: Clock) -> Iterator[Finding]:
    if not clock.written:
        text = _("The agreement to pool two years' training of {name} is not in writing.")
        hint = _("Write where it stands: minutes or an e-mail will do.")
        said = text.format(name=person.name)
        yield Finding("R10", Severity.LAW, said, person.reference, hint)


def _unwritten(document: Document, today: date) -> Iterator[Finding]:
    if not asked(document):
        return
    offers = offers_of(document)
    for person in members(document, today):
        rows = [each for each in offers.get(person.id, ()) if _lacks_proof(each)]
        if not rows:
            continue
        text = ngettext(
            "{n} offer of training to {name} cannot be shown in writing.",
            "{n} offers of training to {name} cannot be shown in writing.",
            len(rows),
        ).format(n=len(rows), name=person.name)
        hint = _("Write the day of the offer and where it stands: minutes or an e-mail will do.")
        yield Finding("R11", Severity.LAW, text, rows[0].reference, hint)


def _lacks_proof(offer: Training) -> bool:
    if offer.form is TrainingForm.COMPULSORY:
        return False
    return offer.offered_on is None or not offer.proof

"""The members' training as Markdown: what the law asks for, what was offered, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.labels import short_date
from data.export.text.markdown import heading, inside, table
from data.export.text.parts import NOTHING
from data.facts.people import course_done_on
from data.facts.training import (
    MISSING,
    TrainingState,
    asked,
    clocks_of,
    form_title,
    members,
    offers_of,
)
from data.i18n import _, ngettext
from data.model.choices import TrainingAnswer, TrainingForm, choice_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.facts.training import TrainingClock
    from data.model.document import Document
    from data.model.workplace import Person, Training


def training_record(document: Document, today: date) -> Iterator[str]:
    """Blocks of Markdown: a table of every member's training; none where there is no member.

    Args:
        document: where the members are.
        today: what the deadlines are read at.
    """
    those = members(document, today)
    if not those or not asked(document):
        return
    offers = offers_of(document)
    yield heading(2, _("The members' training"))
    yield inside(
        _(
            "The compulsory course is completed within three months. Two days in the first year, "
            "and a day and a half in each later one, are offered; they may be declined."
        )
    )
    header = [_("Member"), _("Asked for"), _("By"), _("State"), _("Offered"), _("In writing")]
    rows = []
    for person in those:
        mine = offers.get(person.id, ())
        running = clocks_of(document, person, today)
        under = {offer.id for clock in running for offer in clock.offers}
        done = course_done_on(person, mine)
        rows += [_row(person, clock, done) for clock in running]
        rows += [_loose(person, offer) for offer in mine if offer.id not in under]
        if not running:
            rows.append(
                [
                    person.name,
                    _("not known: the seat has no date"),
                    *([NOTHING] * (len(header) - 2)),
                ]
            )
    yield table(header, rows)


def _row(person: Person, clock: TrainingClock, done: date | None) -> list[str]:
    text = "; ".join(_offer(offer) for offer in clock.offers)
    if not text and done is not None and clock.form is TrainingForm.COMPULSORY:
        text = _("taken {day}").format(day=short_date(done))
    return [
        person.name,
        clock.title,
        short_date(clock.due),
        clock.state_label,
        text or NOTHING,
        "; ".join(offer.proof for offer in clock.offers if offer.proof) or _unproved(clock),
    ]


def _unproved(clock: TrainingClock) -> str:
    """Nothing in writing is a fault only where something was offered."""
    return _("missing") if clock.offers and clock.year else NOTHING


def _loose(person: Person, offer: Training) -> list[str]:
    return [
        person.name,
        form_title(offer.form),
        NOTHING,
        choice_label(offer.answer),
        _offer(offer),
        offer.proof or NOTHING,
    ]


def _offer(offer: Training) -> str:
    """`Noise in day-care, offered 3/2/2026, taken 4/5/2026`."""
    parts = [offer.subject]
    if offer.provider:
        parts.append(offer.provider)
    if offer.offered_on is not None:
        parts.append(_("offered {day}").format(day=short_date(offer.offered_on)))
    if offer.answer is TrainingAnswer.TAKEN and offer.taken_on is not None:
        parts.append(_("taken {day}").format(day=short_date(offer.taken_on)))
    elif offer.starts_on is not None and offer.answer is TrainingAnswer.OPEN:
        parts.append(_("begins {day}").format(day=short_date(offer.starts_on)))
    elif offer.answer is not TrainingAnswer.OPEN:
        parts.append(choice_label(offer.answer))
    return ", ".join(filter(None, parts))


def training_told(document: Document, today: date) -> tuple[str, ...]:
    """How the members' training stands, in sentences for minutes; none where nothing is asked.

    Args:
        document: where the members are.
        today: the day the minutes speak of.
    """
    those = members(document, today)
    if not those or not asked(document):
        return ()
    running = [clock for person in those for clock in clocks_of(document, person, today)]
    courses = [clock for clock in running if clock.form is TrainingForm.COMPULSORY]
    fine = sum(clock.state in {TrainingState.TAKEN, TrainingState.CERTIFICATE} for clock in courses)
    sentence = ngettext(
        "{done} of {n} member has the compulsory course.",
        "{done} of {n} members have the compulsory course.",
        len(those),
    )
    lines = [sentence.format(done=fine, n=len(those))]
    years = [clock for clock in running if clock.year and clock.begins <= today <= clock.ends]
    if years:
        offered = sum(clock.state not in MISSING for clock in years)
        sentence = _("Further training this function year has been offered to {done} of {n}.")
        lines.append(sentence.format(done=offered, n=len(years)))
    return tuple(lines)

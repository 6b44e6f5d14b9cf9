"""What the training screen shows: each member, what is asked for by when, and what was offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from data.dates.labels import short_date
from data.facts.people import is_member, people
from data.facts.training import (
    MISSING,
    TrainingClock,
    TrainingState,
    asked,
    clocks_of,
    form_title,
    offers_of,
    open_clocks,
)
from data.i18n import _, ngettext
from data.model.choices import TrainingAnswer, TrainingForm, choice_label
from data.model.workplace import Person, Training
from screens.drawing.glyphs import glyphs
from screens.widgets.empty import empty
from screens.widgets.row_list import RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.model.document import Document
    from screens.widgets.row import Target

CODES: Final = {
    TrainingForm.COMPULSORY: "R08",
    TrainingForm.FIRST_YEAR: "R09",
    TrainingForm.LATER_YEAR: "R10",
}
"""The rule behind each form."""


class ClockTarget(NamedTuple):
    """What is asked for of a member in one function year."""

    person: str
    """The member's id."""
    year: int
    """The function year; 0 for the compulsory course."""


def person_of(document: Document, target: Target) -> Person | None:
    """The person a row is about; None where it is about nobody."""
    match target:
        case ClockTarget(person):
            return document.get(Person, person)
        case RecordTarget(reference):
            record = document.resolve(reference)
            if isinstance(record, Training):
                return document.get(Person, record.person)
            return record if isinstance(record, Person) else None
        case _:
            return None


def clock_of(document: Document, target: Target, today: date) -> TrainingClock | None:
    """What is asked for in a row, or in the row an offer stands under."""
    person = person_of(document, target)
    if person is None:
        return None
    of_person = clocks_of(document, person, today)
    match target:
        case ClockTarget(_, year):
            return next((clock for clock in of_person if clock.year == year), None)
        case RecordTarget(reference):
            under = (c for c in of_person if any(o.reference == reference for o in c.offers))
            return next(under, None)
        case _:
            return None


def offer_of(document: Document, target: Target, today: date) -> Training | None:
    """The offer of a row, or the only one that stands under it."""
    match target:
        case RecordTarget(reference):
            record = document.resolve(reference)
            return record if isinstance(record, Training) else None
        case ClockTarget():
            clock = clock_of(document, target, today)
            return clock.offers[0] if clock is not None and len(clock.offers) == 1 else None
        case _:
            return None


def training_rows(document: Document, today: date, *, whole: bool) -> list[Row]:
    """Every member with a row for each thing asked for and each offer.

    Args:
        document: Where the members are.
        today: What the clocks are read at.
        whole: Whether to show function years that are beyond help too.
    """
    offers = offers_of(document)
    rows: list[Row] = []
    if not asked(document):
        text = _(
            "With up to nine employees the law asks for no training of members. What you write "
            "down here is for yourselves."
        )
        rows += [Row("none.asked", text, wrap=True, tone=Tone.DIM, selectable=False), _gap("asked")]
    for person in people(document, today):
        mine = offers.get(person.id, ())
        if is_member(person) or mine:
            rows += [*_person(document, person, mine, today, whole=whole), _gap(person.id)]
    if len(rows) <= 1 + (not asked(document)):
        text = _(
            "No supervisor and no representative yet. Here stands what they were offered. "
            "8: add them under the workplace"
        )
        rows.append(empty("none", text))
    return rows


def _gap(key: str) -> Row:
    return Row(f"gap.{key}", selectable=False)


def _person(
    document: Document, person: Person, offers: Sequence[Training], today: date, *, whole: bool
) -> Iterator[Row]:
    roles = ", ".join(choice_label(role) for role in person.roles)
    joined = _("seat taken: not written down")
    if person.joined_on is not None:
        joined = _("seat taken {day}").format(day=short_date(person.joined_on))
    yield Row(
        person.reference,
        f"{person.name}  {roles}".rstrip(),
        meta=joined if is_member(person) else "",
        tone=Tone.HEAD,
        target=RecordTarget(person.reference),
    )
    every = clocks_of(document, person, today) if is_member(person) and asked(document) else ()
    shown = every if whole else open_clocks(document, person, today)
    under: set[str] = set()
    for clock in every:
        under |= {offer.id for offer in clock.offers}
        if clock in shown:
            yield from _clock(person, clock, today)
    yield from (_offer(offer) for offer in offers if offer.id not in under)
    hidden = len(every) - sum(clock in shown for clock in every)
    if hidden:
        text = ngettext("{n} earlier year: v shows it", "{n} earlier years: v shows them", hidden)
        key = f"hidden.{person.id}"
        yield Row(key, text.format(n=hidden), tone=Tone.DIM, indent=2, selectable=False)


def _clock(person: Person, clock: TrainingClock, today: date) -> Iterator[Row]:
    signs = {
        TrainingState.TAKEN: glyphs().tick,
        TrainingState.CERTIFICATE: glyphs().tick,
        TrainingState.DECLINED: glyphs().cross,
        TrainingState.OFFERED: glyphs().half,
        TrainingState.PARTLY: glyphs().half,
        TrainingState.LATE: glyphs().overdue,
    }
    late = clock.state is TrainingState.LATE
    waits = clock.state in MISSING or clock.state is TrainingState.OFFERED
    state = clock.state_label
    if clock.state is TrainingState.OFFERED and clock.form is TrainingForm.COMPULSORY:
        state = _("signed up")
    yield Row(
        f"clock:{person.id}:{clock.year}",
        f"{clock.title}: {state}",
        glyph=signs.get(clock.state, glyphs().empty),
        meta=_("by {day}").format(day=short_date(clock.due)) if waits else "",
        tone=Tone.ALERT if late and today <= max(clock.ends, clock.due) else Tone.PLAIN,
        indent=2,
        target=ClockTarget(person.id, clock.year),
    )
    yield from (_offer(offer) for offer in clock.offers)


def _offer(offer: Training) -> Row:
    day = short_date(offer.offered_on) if offer.offered_on else ""
    parts = [
        offer.subject or form_title(offer.form),
        _("offered {day}").format(day=day) if day else "",
        _("in writing: {text}").format(text=offer.proof) if offer.proof else _no_proof(offer),
        _("two years pooled") if offer.pooled else "",
    ]
    return Row(
        offer.reference,
        f" {glyphs().separator} ".join(filter(None, parts)),
        glyph=glyphs().bullet,
        meta=_answer(offer),
        indent=6,
        wrap=True,
        target=RecordTarget(offer.reference),
    )


def _no_proof(offer: Training) -> str:
    if offer.form is TrainingForm.COMPULSORY:
        return ""
    return _("nothing in writing")


def _answer(offer: Training) -> str:
    if offer.answer is TrainingAnswer.TAKEN and offer.taken_on is not None:
        return _("taken {day}").format(day=short_date(offer.taken_on))
    if offer.answer is TrainingAnswer.OPEN and offer.starts_on is not None:
        return _("begins {day}").format(day=short_date(offer.starts_on))
    return choice_label(offer.answer)


def about(document: Document, target: Target, today: date) -> str:
    """What is to be known about the row under the cursor: the rule, and where it can be read."""
    clock = clock_of(document, target, today)
    if clock is None:
        return ""
    text = {
        TrainingForm.COMPULSORY: _(
            "Must be completed within three months of taking the seat. A course taken before "
            "counts."
        ),
        TrainingForm.FIRST_YEAR: _(
            "Must be offered, and able to begin, within nine months of the compulsory course and "
            "within the first year. The member may decline; the offer must be in writing."
        ),
        TrainingForm.LATER_YEAR: _(
            "Must be offered, and able to begin, within the function year {one} to {two}. It may "
            "be declined and lapses with the year. Two later years may be pooled when you agree on "
            "it in writing."
        ),
    }[clock.form].format(one=short_date(clock.begins), two=short_date(clock.ends))
    if clock.begins_too_late:
        text = f"{_('What was offered begins too late to count for this year.')} {text}"
    return f"{text} {_source(clock, today)}".rstrip()


def _source(clock: TrainingClock, today: date) -> str:
    # Read only here: the words of the rules are a file of their own.
    from data.rules.catalogue import rule_on
    from data.rules.wording import read_told, source_name

    rule = rule_on(CODES[clock.form], today)
    if rule is None:
        return ""
    sources = (f"{source_name(source)}, {read_told(source, today)}" for source in rule.sources)
    return _("Source: {sources}.").format(sources="; ".join(sources))

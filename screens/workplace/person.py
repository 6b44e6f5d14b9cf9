"""The details of one person: fields, term of office, training, and what waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date, short_date
from data.facts.people import (
    TermState,
    is_member,
    is_reminded,
    long_absence,
    owned,
    term,
)
from data.facts.training import MISSING, CourseState, asked, open_clocks, training_summary
from data.i18n import _, ngettext
from data.model.base import label_of, specs
from data.model.choices import Role, choice_label
from data.views.show import show_field
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.widgets.row_list import FieldTarget, RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.facts.training import TrainingClock
    from data.model.document import Document
    from data.model.workplace import Person

LABEL_WIDTH: Final = 20
_ALWAYS: Final = frozenset({"name", "title", "roles", "bodies", "decides", "left_on"})
_OF_REPRESENTATIVES: Final = frozenset({"elected_on", "term_years"})
_OF_REMINDED: Final = frozenset({"email"})
_OF_MEMBERS: Final = frozenset({"joined_on", "compulsory_done_on"})


def person_rows(document: Document, person: Person, today: date, *, whole: bool) -> list[Row]:
    """The right side for a person; `whole` shows the fields that seldom matter too."""
    return [
        *_fields(document, person, today, whole=whole),
        *_term(person, today),
        *_training(document, person, today),
        *_owned(document, person, today),
    ]


def _fields(document: Document, person: Person, today: date, *, whole: bool) -> Iterator[Row]:
    wanted = _wanted(document, person, today)
    for name, spec in specs(type(person)).items():
        if spec.automatic:
            continue
        value = show_field(document, person, name)
        # A no that nobody asked about is as good as empty.
        filled = bool(value) and getattr(person, name) is not False
        if whole or (filled and name != "term_years") or name in wanted:
            yield labelled(name, label_of(type(person), name), value)


def labelled(name: str, label: str, value: str) -> Row:
    """A field as a row: what it is called, what it holds."""
    lead = safe.fit(label, LABEL_WIDTH, glyphs().ellipsis)
    text = f"{lead} {value or glyphs().dash}"
    return Row(name, text, wrap=True, hang=len(lead) + 1, target=FieldTarget(name))


def _wanted(document: Document, person: Person, today: date) -> frozenset[str]:
    wanted = _ALWAYS
    if person.active(today) and (is_reminded(person) or owned(document, person, today)):
        wanted |= _OF_REMINDED
    if Role.REPRESENTATIVE in person.roles:
        wanted |= _OF_REPRESENTATIVES
    return wanted | _OF_MEMBERS if is_member(person) else wanted


def _head(key: str, text: str) -> list[Row]:
    gap = Row(f"gap.{key}", selectable=False)
    return [gap, Row(f"head.{key}", text, tone=Tone.HEAD, selectable=False)]


def _sentence(key: str, text: str, *, glyph: str = "") -> Row:
    """A line that is only read."""
    return Row(key, text, glyph=glyph, wrap=True, selectable=False)


def _term(person: Person, today: date) -> Iterator[Row]:
    if not person.active(today):
        # Whoever has left holds no seat that could end.
        return
    seat = term(person, today)
    if seat.state is TermState.NONE:
        return
    yield from _head("term", _("Election"))
    if seat.ends is None:
        text = _("There is no record of when {name} was elected.").format(name=person.name)
        yield _sentence("term", text, glyph=glyphs().warning)
    else:
        day, glyph = long_date(seat.ends), glyphs().tick
        text = _("Elected until {day}.").format(day=day)
        if seat.state is TermState.ENDING:
            left = (seat.ends - today).days
            soon = ngettext("That is in {n} day.", "That is in {n} days.", left).format(n=left)
            text, glyph = f"{text} {soon} {_('Plan an election now.')}", glyphs().warning
        elif seat.state is TermState.OVER:
            text = _("The term ended on {day}. Who sits may go on until an election is held.")
            text, glyph = text.format(day=day), glyphs().overdue
        yield _sentence("term", text, glyph=glyph)
    if long_absence(person, today):
        text = _("Away for four months or more: a new election may be held.")
        yield _sentence("absence", text, glyph=glyphs().bullet)


def _training(document: Document, person: Person, today: date) -> Iterator[Row]:
    summary = training_summary(document, person, today)
    if summary.course is CourseState.NOT_ASKED and not summary.offered:
        return
    yield from _head("training", _("Training"))
    by = short_date(summary.course_by) if summary.course_by else ""
    sentences = {
        CourseState.DONE: (glyphs().tick, _("The compulsory course is completed.")),
        CourseState.CERTIFICATE: (glyphs().tick, _("An earlier certificate counts.")),
        CourseState.WAITING: (
            glyphs().empty,
            _("The compulsory course: by {day} at the latest.").format(day=by),
        ),
        CourseState.LATE: (
            glyphs().overdue,
            _("The compulsory course should have been completed by {day}.").format(day=by),
        ),
        CourseState.UNKNOWN: (
            glyphs().warning,
            _("Write when the seat was taken: the deadline of the course counts from there."),
        ),
    }
    if summary.course in sentences:
        glyph, text = sentences[summary.course]
        yield _sentence("course", text, glyph=glyph)
    if is_member(person) and asked(document):
        for clock in open_clocks(document, person, today):
            if clock.state in MISSING and clock.year:
                text, glyph = _missing(clock, today)
                yield _sentence(f"clock.{clock.year}", text, glyph=glyph)
    for offer in summary.offered:
        text = " ".join(part for part in (choice_label(offer.form), offer.subject) if part)
        yield Row(
            offer.reference,
            text,
            glyph=glyphs().bullet,
            meta=choice_label(offer.answer),
            target=RecordTarget(offer.reference),
        )


def _missing(clock: TrainingClock, today: date) -> tuple[str, str]:
    """What is still to be offered, and its sign."""
    until = _("by {day}").format(day=short_date(clock.due))
    glyph = glyphs().overdue if clock.due < today else glyphs().empty
    return f"{clock.title}: {clock.state_label}, {until}.", glyph


def _owned(document: Document, person: Person, today: date) -> Iterator[Row]:
    records = owned(document, person, today)
    if not records:
        return
    yield from _head("owned", _("Answers for"))
    for record in records:
        due = getattr(record, "due", None) or getattr(record, "next_on", None)
        yield Row(
            record.reference,
            f"{record.code}  {record.heading}",
            meta=short_date(due) if due else "",
            target=RecordTarget(record.reference),
        )

"""What part 8 shows: left the sections and their records, right the details of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from data.content.library import agenda
from data.dates.labels import short_date
from data.facts.people import TermState, former, members, people, term
from data.i18n import N_, _, language, ngettext
from data.model.base import label_of, specs
from data.model.choices import Role, choice_label
from data.model.plan import Condition
from data.model.profile import Profile
from data.model.workplace import Body, MajorChange, Person, Workplace
from data.rules.finding import Finding, Severity
from data.rules.organisation import organisation
from data.views.show import show_field
from screens.drawing.glyphs import glyphs
from screens.widgets.empty import empty
from screens.widgets.row import FindingTarget
from screens.widgets.row_list import RecordTarget, Row, Tone
from screens.workplace.person import labelled, person_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.model.base import Record
    from data.model.document import Document
    from screens.widgets.row import Target

WORKPLACE: Final = "workplace"
RULES: Final = "rules"
AGREEMENT: Final = "agreement"
"""Sections of the workplace record; the keys of their rows on the left, too."""


class SectionTarget(NamedTuple):
    """A section of the workplace record."""

    name: str
    """`WORKPLACE`, `RULES` or `AGREEMENT`."""


_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    WORKPLACE: (
        "name", "address", "sector", "employees", "regime", "start_month", "discussion_month",
        "language", "time_zone", "closed_weeks", "plan_place", "remark_on", "retention_years",
        "history_years", "stall_days", "stall_moves", "stall_meetings", "checklist_days",
    ),
    RULES: ("organised_on", "organisation_place", "nearness", "nearness_on"),
    AGREEMENT: (
        "agreement_title", "agreement_on", "agreement_place", "agreement_renegotiation",
        "agreement_interval", "committee_name", "agreement_covers", "agreement_points",
    ),
}  # fmt: skip
"""Fields of the workplace record, by section."""


def section_of(field: str) -> str:
    """The section of the workplace record that a field is in."""
    return next(name for name, fields in _FIELDS.items() if field in fields)


def record_rows(document: Document, today: date) -> list[Row]:
    """The left side: sections, and a row for every record."""
    findings = organisation(document, today)
    marked = {finding.target for finding in findings}
    return [
        _head("head.workplace", _("Workplace")),
        *_workplace(document, findings),
        _head("head.bodies", _("Groups and committees")),
        *_or_none([_body(document, body, today, marked) for body in document.all(Body)], "bodies"),
        _head("head.people", _("People")),
        *_or_none(
            [
                *(_person(document, person, today, marked) for person in people(document, today)),
                *(_left(person) for person in former(document, today)),
            ],
            "people",
        ),
        _head("head.conditions", _("APV conditions")),
        *_or_none([_condition(condition) for condition in document.all(Condition)], "conditions"),
    ]


def _head(key: str, text: str) -> Row:
    return Row(key, text, tone=Tone.HEAD, selectable=False)


_NONE: Final = {
    "bodies": N_("No groups yet. They look after the work environment together. a: add one"),
    "people": N_("No people yet. They have roles and seats, and answer for things. a: add one"),
    "conditions": N_("No conditions yet. They are what the APV found, to be improved. a: add one"),
    "members": N_("Nobody yet. Who sits in it is said on each person's card. a: add a person"),
}
"""What a list is for while nothing is in it."""


def _or_none(rows: list[Row], key: str) -> list[Row]:
    return rows or [empty(f"none.{key}", _(_NONE[key]))]


def _workplace(document: Document, findings: Sequence[Finding]) -> Iterator[Row]:
    workplace = document.workplace
    if workplace is None:
        return
    yield Row(WORKPLACE, workplace.name, target=SectionTarget(WORKPLACE))
    missing = len(findings)
    yield Row(
        RULES,
        _("What is asked of you"),
        glyph=glyphs().warning if missing else glyphs().tick,
        meta=ngettext("{n} to look at", "{n} to look at", missing).format(n=missing)
        if missing
        else _("in place"),
        target=SectionTarget(RULES),
    )
    if workplace.profile is Profile.MED:
        yield Row(
            AGREEMENT,
            _("MED agreement"),
            meta=workplace.agreement_title,
            target=SectionTarget(AGREEMENT),
        )


def _body(document: Document, body: Body, today: date, marked: set[str]) -> Row:
    count = len(members(document, body, today))
    return Row(
        body.reference,
        body.name,
        glyph=glyphs().warning if body.reference in marked else "",
        meta=str(count),
        target=RecordTarget(body.reference),
    )


def _person(document: Document, person: Person, today: date, marked: set[str]) -> Row:
    seats = [body.name for body in document.all(Body) if body.id in person.bodies]
    roles = [
        _("AMR") if role is Role.REPRESENTATIVE else choice_label(role) for role in person.roles
    ]
    ends = term(person, today)
    meta = _("until {day}").format(day=_month(ends.ends)) if ends.ends else ""
    if ends.state is TermState.UNKNOWN:
        meta = _("elected?")
    return Row(
        person.reference,
        ", ".join(part for part in (person.name, *roles, *seats) if part),
        glyph=glyphs().warning if person.reference in marked else "",
        meta=meta,
        target=RecordTarget(person.reference),
    )


def _month(day: date) -> str:
    return f"{day.month}/{day.year}"


def _left(person: Person) -> Row:
    when = short_date(person.left_on) if person.left_on else ""
    meta = _("left {day}").format(day=when)
    target = RecordTarget(person.reference)
    return Row(person.reference, person.name, meta=meta, tone=Tone.DIM, target=target)


def _condition(condition: Condition) -> Row:
    assessed = _month(condition.assessed_on) if condition.assessed_on else _("not assessed")
    return Row(
        condition.reference,
        f"{condition.code}  {condition.title}",
        meta=assessed,
        target=RecordTarget(condition.reference),
    )


# -- the right side ------------------------------------------------------------------------


def detail_rows(document: Document, target: Target, today: date, *, whole: bool) -> list[Row]:
    """The right side: the details of what a row on the left stands for.

    Args:
        document: Where the record is.
        target: What the row stands for.
        today: What terms and deadlines are counted from.
        whole: Whether to show the fields that seldom matter too.
    """
    match target:
        case SectionTarget(name):
            return _section(document, name, today)
        case RecordTarget(reference):
            record = document.resolve(reference)
        case _:
            return []
    if isinstance(record, Person):
        return person_rows(document, record, today, whole=whole)
    if isinstance(record, Body):
        return _body_rows(document, record, today)
    return fields(document, record) if record is not None else []


def _section(document: Document, name: str, today: date) -> list[Row]:
    workplace = document.workplace
    if workplace is None:
        return []
    own_fields = [field_row(document, workplace, field) for field in _FIELDS[name]]
    return _rules(document, workplace, own_fields, today) if name == RULES else own_fields


def fields(document: Document, record: Record) -> list[Row]:
    """Every field people fill in."""
    names = (spec.name for spec in specs(type(record)).values() if not spec.automatic)
    return [field_row(document, record, name) for name in names]


def field_row(document: Document, record: Record, name: str) -> Row:
    """A field as a row: what it is called, what it holds."""
    return labelled(name, label_of(type(record), name), show_field(document, record, name))


def _rules(
    document: Document, workplace: Workplace, own_fields: list[Row], today: date
) -> list[Row]:
    """What size or agreement ask for, and what of it is missing."""
    texts = agenda(language()).profiles[workplace.profile]
    med = workplace.profile is Profile.MED
    label = texts.label if med else f"{workplace.employees}: {texts.label}"
    rows = [
        Row("label", label, tone=Tone.STRONG, selectable=False),
        Row("note", texts.note, wrap=True, selectable=False),
        Row("gap.found", selectable=False),
        *_findings(organisation(document, today)),
    ]
    if med:
        rows += _list("replaces", _("The agreement takes the place of"), texts.replaces)
        rows += _list("stands", _("Holds all the same"), texts.stands)
    elif workplace.profile is not Profile.DIRECT:
        rows += [Row("gap.fields", selectable=False), *own_fields]
    return [*rows, *_changes(document)]


def _changes(document: Document) -> list[Row]:
    """The major changes, the newest first: after each nearness is looked at again."""
    changes = sorted(document.all(MajorChange), key=lambda c: (c.on is None, c.on, c.number))
    if not changes:
        return []
    head = [Row("gap.changes", selectable=False), _head("changes", _("Major changes"))]
    return head + [
        Row(
            change.reference,
            f"{change.code}  {change.what}",
            meta=short_date(change.on) if change.on is not None else "",
            target=RecordTarget(change.reference),
        )
        for change in reversed(changes)
    ]


def _findings(findings: Sequence[Finding]) -> Iterator[Row]:
    if not findings:
        yield Row("fine", _("All of it is in place."), glyph=glyphs().tick, selectable=False)
        return
    for number, finding in enumerate(findings):
        law = finding.severity is Severity.LAW
        yield Row(
            f"finding.{number}",
            finding.text,
            glyph=glyphs().warning if law else glyphs().bullet,
            wrap=True,
            target=FindingTarget(finding),
        )
        # The same advice for several findings is given once, below the last of them.
        if [after.hint for after in findings[number + 1 : number + 2]] != [finding.hint]:
            key = f"hint.{number}"
            yield Row(key, finding.hint, indent=2, tone=Tone.DIM, wrap=True, selectable=False)


def _list(key: str, head: str, lines: Sequence[str]) -> list[Row]:
    return [
        Row(f"gap.{key}", selectable=False),
        _head(key, head),
        *(
            # There is nothing to open, but long lists are read by moving down them.
            Row(f"{key}.{n}", line, glyph=glyphs().bullet, wrap=True)
            for n, line in enumerate(lines)
        ),
    ]


def _body_rows(document: Document, body: Body, today: date) -> list[Row]:
    """Its fields, who sits in it, and what is missing in it."""
    findings = [each for each in organisation(document, today) if each.target == body.reference]
    rows = [
        *fields(document, body),
        Row("gap.members", selectable=False),
        _head("members", _("Sits in it")),
        *_or_none([_member(person) for person in members(document, body, today)], "members"),
    ]
    if findings:
        rows += [Row("gap.found", selectable=False), *_findings(findings)]
    return rows


def _member(person: Person) -> Row:
    roles = ", ".join(map(choice_label, person.roles))
    target = RecordTarget(person.reference)
    return Row(person.reference, person.name, meta=roles, target=target)

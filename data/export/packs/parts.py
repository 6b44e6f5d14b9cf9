"""Pieces the packs share: an export inside another, the organisation, who is who."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date, short_date
from data.export.text.markdown import heading, table
from data.export.text.parts import NOTHING
from data.facts.people import people, seats, term_ends
from data.i18n import _
from data.model.choices import Role, choice_label
from data.model.plan import Condition
from data.model.profile import Profile
from data.model.workplace import Body

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document
    from data.model.workplace import Person
    from data.rules.catalogue import Rule

_HEADING: Final = re.compile(r"^(#{1,5}) ", re.MULTILINE)
_RULE: Final = re.compile(r"^---\n\n?", re.MULTILINE)
_TITLE: Final = re.compile(r"\A# [^\n]*\n+")


def within(markdown: str, title: str) -> str:
    """A whole export as a part of another: under a title of level 2, its headings one level down.

    Args:
        markdown: from `data.export`; a heading of level 1 at its beginning is left out.
        title: what the part is called here, as typed.
    """
    # What people type never begins a line with these marks: it is escaped when it would.
    body = _RULE.sub("", _HEADING.sub(r"#\1 ", untitled(markdown)))
    return f"{heading(2, title)}\n\n{body.strip()}"


def untitled(markdown: str) -> str:
    """An export without its heading of level 1."""
    return _TITLE.sub("", markdown)


def unsigned(markdown: str) -> str:
    """An export without what it says of itself at its end: the pack says that for all of it."""
    body, rule, _end = markdown.rpartition("\n---\n")
    return f"{body}\n" if rule else markdown


def members_table(document: Document, today: date) -> str:
    """Everybody with a part in the work: seat, group, election and term."""
    header = [
        _("Name"), _("Role"), _("Sits in"), _("Took the seat"), _("Elected"), _("Term ends"),
    ]  # fmt: skip
    here = [person for person in people(document, today) if person.roles]
    workplace = document.workplace
    if workplace is not None and workplace.profile is not Profile.DIRECT:
        # Where the dialogue is direct everybody is the organisation.
        here = [person for person in here if set(person.roles) - {Role.EMPLOYEE}]
    rows = [_member(document, person) for person in here]
    return table(header, rows) if rows else ""


def _member(document: Document, person: Person) -> list[str]:
    elected = Role.REPRESENTATIVE in person.roles
    days = (person.joined_on, person.elected_on if elected else None)
    ends = term_ends(person) if elected else None
    return [
        person.name,
        ", ".join(map(choice_label, person.roles)),
        ", ".join(body.name for body in seats(document, person)) or NOTHING,
        *(short_date(day) if day else NOTHING for day in days),
        short_date(ends) if ends else NOTHING,
    ]


def bodies_told(document: Document) -> list[str]:
    """Each group and committee with what it covers."""
    return [
        ": ".join(filter(None, [f"{body.name} ({choice_label(body.level)})", body.covers]))
        for body in document.all(Body)
    ]


def conditions_table(document: Document, rule: Rule, today: date) -> str:
    """The conditions of the APV: when each was assessed, and by when it is to be again.

    Args:
        document: where they are.
        rule: the rule about them, R14: how many months from one look to the next at most.
        today: an important change by then makes a condition due on the day of the change.
    """
    from data.rules.deadlines import assessment_due

    header = [
        _("No."), _("Condition"), _("Area"), _("Assessed"), _("Again by"), _("How"),
        _("Sickness absence"), _("Changed since"),
    ]  # fmt: skip
    rows = []
    for condition in document.all(Condition):
        day, due = condition.assessed_on, assessment_due(condition, today, rule)
        rows.append(
            [
                condition.code,
                condition.title,
                choice_label(condition.area) if condition.area else NOTHING,
                short_date(day) if day else _("missing"),
                short_date(due) if due else NOTHING,
                choice_label(condition.method) if condition.method else NOTHING,
                _absence(condition),
                _change(condition, today),
            ]
        )
    return table(header, rows) if rows else ""


def _absence(condition: Condition) -> str:
    if not condition.absence_considered:
        return _("not looked at here")
    return condition.absence_note or _("looked at")


def _change(condition: Condition, today: date) -> str:
    """An important change that nobody has assessed yet."""
    from data.rules.deadlines import open_change

    day = open_change(condition, today)
    if day is None:
        return NOTHING
    return ": ".join(filter(None, [long_date(day), condition.change_note]))

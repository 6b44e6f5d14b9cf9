"""Values and records as people read them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from data.dates.labels import short_date
from data.facts.called import full_name
from data.facts.closed import CLOSED_WEEKS, usual_weeks, weeks_told
from data.i18n import _
from data.model.base import FieldSpec, Record, Shape, specs
from data.model.choices import Repeat, choice_label
from data.model.document import KINDS, Document
from data.model.wheel import Activity
from data.model.workplace import Person, Workplace
from data.views.workplace_words import CODED, in_words

if TYPE_CHECKING:
    from collections.abc import Callable


def show_field(document: Document, record: Record, name: str) -> str:
    """A record's field as people read it; empty when it holds nothing."""
    if isinstance(record, Activity) and name == "repeat" and record.repeat is not Repeat.NONE:
        from data.views.wheel_words import recurrence_label

        return recurrence_label(record) or choice_label(record.repeat)
    if isinstance(record, Workplace) and name == CLOSED_WEEKS and not record.closed_weeks:
        usual = usual_weeks(record.sector)
        # What counts while nothing is written is said: Enter in the set-up leaves it so.
        text = _("{weeks} (usual in the sector)")
        return text.format(weeks=weeks_told(usual)) if usual else ""
    return show_value(document, record.kind, name, getattr(record, name))


def show_value(document: Document, kind: str, field: str, value: Any) -> str:
    """A field's value as people read it: names for ids, words for choices, dates as Danes write."""
    spec = specs(KINDS[kind]).get(field)
    if value is None or value in ((), ""):
        return ""
    if kind == Workplace.kind and field in CODED:
        return in_words(field, value)
    if (kind, field) == ("activity", "category"):
        from data.views.wheel_entry import category_label

        return category_label(value)
    return str(value) if spec is None else _SHOWN.get(spec.shape, _plain)(document, spec, value)


def name_of(document: Document, kind: str, identity: str | None) -> str:
    """What people call a record: a person's name, else number and title; empty for none."""
    record = document.record(kind, identity) if identity else None
    if record is None:
        return ""
    if isinstance(record, Person):
        return full_name(record, document.all(Person))
    if kind == "body" or not record.prefix:
        return record.heading
    return f"{record.code} {heading_of(record)}".strip()


def heading_of(record: Record) -> str:
    """What names a record; a day as people write it."""
    named = getattr(record, record.title_field, None)
    return short_date(named) if isinstance(named, date) else record.heading


def _plain(_document: Document, _spec: FieldSpec, value: Any) -> str:
    return str(value)


_SHOWN: dict[Shape, Callable[[Document, FieldSpec, Any], str]] = {
    Shape.CHOICE: lambda _d, _s, value: choice_label(value),
    Shape.CHOICES: lambda _d, _s, value: ", ".join(choice_label(element) for element in value),
    Shape.DAY: lambda _d, _s, value: short_date(value),
    Shape.CLOCK: lambda _d, _s, value: value.replace(":", "."),
    Shape.FLAG: lambda _d, _s, value: _("yes") if value else _("no"),
    Shape.REF: lambda d, s, value: name_of(d, s.target, value),
    Shape.REFS: lambda d, s, value: ", ".join(name_of(d, s.target, each) for each in value),
    Shape.ANY_REF: lambda d, _s, value: name_of(d, *value.split(":", 1)),
    Shape.WORDS: lambda _d, _s, value: ", ".join(value),
}

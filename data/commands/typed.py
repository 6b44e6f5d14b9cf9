"""Field values as people type them and as scripts send them, read into what the field holds.

People write `done`, `færdig`, `uge 43`, `Mette`, `M2`; scripts write JSON, with numbers (`"P2"`) or
ids as references. Both end in the same values, and both are told what would have fitted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.edits.errors import Invalid
from data.encoding.misfit import CodecError
from data.encoding.values import decode_value
from data.facts.closed import CLOSED_WEEKS, read_weeks
from data.i18n import LANGUAGES, N_, _, in_language
from data.model.base import SETS, FieldSpec, Shape, specs
from data.model.choices import choice_label
from data.model.document import KINDS, PREFIXES
from data.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from data.dates.line import Reading
    from data.model.base import Record
    from data.model.document import Document
    from data.strenum import StrEnum

_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YES: Final = frozenset({"true", "1", "x"})
_NO: Final = frozenset({"false", "0", "-"})
_STARTS: Final = frozenset({"start", "day", "starts_on", "absent_from"})
"""Fields where a week or a month means its first day."""

_FITS: Final = {
    Shape.LINE: N_("a text on one line is expected"),
    Shape.LINES: N_("a text is expected"),
    Shape.COUNT: N_("a whole number from {low} to {high} is expected"),
    Shape.FLAG: N_("yes or no (true or false) is expected"),
    Shape.DAY: N_("a date such as 2026-12-01 is expected"),
    Shape.CLOCK: N_("a time of day such as 09:30 is expected"),
    Shape.CHOICE: N_("one of {choices} is expected"),
    Shape.CHOICES: N_("some of {choices} are expected"),
    Shape.WORDS: N_("a list of texts is expected"),
    Shape.REF: N_("the number of a record is expected ({target})"),
    Shape.REFS: N_("numbers of records are expected ({target})"),
    Shape.ANY_REF: N_("the number of a record is expected"),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What a typed value is read against."""

    document: Document
    today: date
    language: str


def field_spec(kind: str, field: str) -> FieldSpec:
    """The field of a kind that a person may fill in.

    Raises:
        Invalid: there is none of that name, or the program keeps it itself.
    """
    cls = KINDS.get(kind)
    if cls is None:
        raise Invalid(kind, "", _("there is no such kind"))
    known = specs(cls)
    spec = known.get(field)
    if spec is None:
        names = ", ".join(name for name, other in known.items() if not other.automatic)
        raise Invalid(
            kind, field, _("there is no such field; there is {names}").format(names=names)
        )
    if spec.automatic:
        raise Invalid(kind, field, _("AMIS keeps it by itself"))
    return spec


def fits(spec: FieldSpec) -> str:
    """What a field takes, in the language in use."""
    choices = ", ".join(f"{choice.value} ({choice_label(choice)})" for choice in spec.choices or ())
    cls = KINDS.get(spec.target)
    target = f"{_(cls.label)} {cls.prefix}1" if cls and cls.prefix else spec.target
    return _(_FITS[spec.shape]).format(low=spec.low, high=spec.high, choices=choices, target=target)


def find_record(document: Document, text: str) -> Record | None:
    """The record a person or a script means: `H12`, `action:id`, `note 5`, `workplace`."""
    text = text.strip()
    found = document.find(text) or document.resolve(text)
    if found is not None:
        return found
    kind, _sep, number = text.partition(" ")
    rows = document.tables.get(kind, {}).values()
    if not number:
        return next(iter(rows), None) if kind == "workplace" else None
    return next((record for record in rows if str(record.number) == number.strip()), None)


def typed_value(situation: Situation, kind: str, field: str, text: str) -> Any:
    """The value of a field from what a person typed; nothing typed clears the field.

    Raises:
        Invalid: it does not fit the field.
    """
    spec = field_spec(kind, field)
    text = text.strip()
    if not text:
        return () if spec.shape in SETS else spec.default
    if field == CLOSED_WEEKS and read_weeks(text) is None:
        raise Invalid(kind, field, _("weeks such as 7, 8, 27-31 are expected, or - for none"))
    try:
        return _READERS[spec.shape](situation, spec, text)
    except _NotReadError as error:
        reason = str(error) or fits(spec)
        raise Invalid(kind, field, reason) from error


class NobodyCalled(Invalid):
    """A name is nobody's, or could be that of several; only looked for, so nothing was to change.

    Args:
        reason: what is the matter, without its full stop.
    """

    def __init__(self, reason: str) -> None:
        super().__init__("person", "", reason)

    def sentence(self) -> str:
        """What is the matter."""
        return f"{self.reason[:1].upper()}{self.reason[1:]}."


def person_meant(situation: Situation, text: str) -> str:
    """The id of the person a name, a number or a role means.

    Raises:
        NobodyCalled: nobody is called that, or several are.
    """
    try:
        identity: str | None = typed_value(situation, "action", "owner", text)
    except Invalid as error:
        raise NobodyCalled(error.reason) from error
    if identity is None:
        raise NobodyCalled(_("a name is missing"))
    return identity


class _NotReadError(ValueError):
    """The text does not fit; the message says why where more is known than what would."""


def whole_number(spec: FieldSpec, text: str) -> int | None:
    """The number a text stands for, None when it is none or not one the field takes."""
    if not re.fullmatch(r"[0-9]{1,12}", text) or not spec.low <= int(text) <= spec.high:
        return None
    return int(text)


def read_day(
    spec: FieldSpec, text: str, today: date, *, meeting: date | None, language: str
) -> Reading:
    """The day a text means in a field; the arguments are those of `read_date`."""
    from datetime import date

    from data.dates.line import Purpose, Reading, read_date

    if _ISO.fullmatch(text):
        try:
            return Reading(date.fromisoformat(text))
        except ValueError:
            return Reading(None, problem=fits(spec))
    purpose = Purpose.START if spec.name in _STARTS else Purpose.DEADLINE
    return read_date(text, today, purpose=purpose, meeting=meeting, language=language)


def _same(_situation: Situation, _spec: FieldSpec, text: str) -> str:
    return text


def _count(_situation: Situation, spec: FieldSpec, text: str) -> int:
    number = whole_number(spec, text)
    if number is None:
        raise _NotReadError
    return number


def _flag(_situation: Situation, _spec: FieldSpec, text: str) -> bool:
    word = fold(text)
    yes, no = _both(lambda: _("yes")), _both(lambda: _("no"))
    if word in _YES | yes:
        return True
    if word in _NO | no:
        return False
    raise _NotReadError


def _both(say: Callable[[], str]) -> frozenset[str]:
    """What is said in either language, folded."""
    words = set()
    for code in LANGUAGES:
        with in_language(code):
            words.add(fold(say()))
    return frozenset(words)


def _day(situation: Situation, spec: FieldSpec, text: str) -> date:
    from data.dates.line import choices_of, could_be
    from data.views.vocabulary import next_meeting

    meeting = next_meeting(situation.document, situation.today)
    reading = read_day(spec, text, situation.today, meeting=meeting, language=situation.language)
    if reading.day is None:
        raise _NotReadError(reading.problem.removesuffix("."))
    if reading.alternatives:
        # Nobody can be asked which.
        raise _NotReadError(could_be(text, choices_of(reading)).removesuffix("."))
    return reading.day


def _clock(_situation: Situation, _spec: FieldSpec, text: str) -> str:
    from data.dates.clock import read_clock

    time = read_clock(text)
    if time is None:
        raise _NotReadError
    return time


def _choice(_situation: Situation, spec: FieldSpec, text: str) -> StrEnum:
    """A value by its identifier, or by what it is called in either language, or its beginning."""
    assert spec.choices is not None  # noqa: S101 - a CHOICE field always names its values
    members: tuple[StrEnum, ...] = tuple(spec.choices)
    word = fold(text)
    called = {member: _called(member) for member in members}
    whole = [member for member in members if word in called[member]]
    begun = [m for m in members if any(name.startswith(word) for name in called[m])]
    for members_meant in (whole, begun):
        if len(members_meant) == 1:
            return members_meant[0]
    raise _NotReadError


def _called(member: StrEnum) -> frozenset[str]:
    return _both(lambda: choice_label(member)) | {fold(member.value)}


def _choices(situation: Situation, spec: FieldSpec, text: str) -> tuple[StrEnum, ...]:
    return tuple(_choice(situation, spec, part) for part in _parts(text, ","))


def _words(_situation: Situation, _spec: FieldSpec, text: str) -> tuple[str, ...]:
    return tuple(_parts(text, ";"))


def _parts(text: str, mark: str) -> Iterable[str]:
    return (part for part in (piece.strip() for piece in text.split(mark)) if part)


def _ref(situation: Situation, spec: FieldSpec, text: str) -> str:
    """A record by number or id, or by name as in a captured line."""
    from data.capture.vocabulary import Name, matches
    from data.model.workplace import Person
    from data.views.vocabulary import people_names

    rows = situation.document.tables.get(spec.target, {})
    record = _numbered(situation.document, spec.target, text)
    if record is not None or text in rows:
        return record.id if record is not None else text
    if spec.target == Person.kind:
        people = situation.document.all(Person)
        here = [person for person in people if person.active(situation.today)]
        names = people_names(here)
        gone = people_names(person for person in people if person not in here)
    else:
        names = tuple(Name(r.id, r.heading, number=r.number) for r in rows.values() if r.heading)
        gone = ()
    # Those who have left can still be named where nobody here is meant.
    meant = matches(text, names) or matches(text, gone)
    if len(meant) == 1:
        return meant[0].id
    if meant:
        labels = ", ".join(name.label for name in meant[:4])
        raise _NotReadError(
            _("“{text}” could be more than one: {names}").format(text=text, names=labels)
        )
    raise _NotReadError(_("nothing in the document is called “{text}”").format(text=text))


def _numbered(document: Document, kind: str, text: str) -> Record | None:
    """The record of a kind by the number people use, with or without its letter."""
    prefix = KINDS[kind].prefix
    record = document.find(f"{prefix}{text}" if prefix and text.isdigit() else text)
    record = record or find_record(document, text)
    return record if record is not None and record.kind == kind else None


def _refs(situation: Situation, spec: FieldSpec, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_ref(situation, spec, part) for part in _parts(text, ",")))


def _any_ref(situation: Situation, _spec: FieldSpec, text: str) -> str:
    record = find_record(situation.document, text)
    if record is None:
        raise _NotReadError(_("nothing in the document is called “{text}”").format(text=text))
    return record.reference


_READERS: Final[dict[Shape, Callable[[Situation, FieldSpec, str], Any]]] = {
    Shape.LINE: _same, Shape.LINES: _same, Shape.COUNT: _count, Shape.FLAG: _flag,
    Shape.DAY: _day, Shape.CLOCK: _clock, Shape.CHOICE: _choice,
    Shape.CHOICES: _choices, Shape.WORDS: _words, Shape.REF: _ref, Shape.REFS: _refs,
    Shape.ANY_REF: _any_ref,
}  # fmt: skip


def sent_value(document: Document, kind: str, field: str, value: Any) -> Any:
    """The value of a field from JSON as scripts send it; null clears the field.

    Raises:
        Invalid: it does not fit the field.
    """
    spec = field_spec(kind, field)
    if value is None:
        return () if spec.shape in SETS else spec.default
    try:
        return decode_value(spec, _with_ids(document, spec, value))
    except CodecError as error:
        raise Invalid(kind, field, fits(spec)) from error


def _with_ids(document: Document, spec: FieldSpec, value: Any) -> Any:
    """References by number replaced by ids; anything else as it is, for the codec to judge."""
    if spec.shape is Shape.REFS and isinstance(value, list):
        one = FieldSpec(spec.name, Shape.REF, spec.label, None, target=spec.target)
        return [_with_ids(document, one, element) for element in value]
    # Ids have no capitals: "P2" cannot be one.
    if not isinstance(value, str) or value[:1] not in PREFIXES:
        return value
    record = document.find(value)
    if spec.shape is Shape.REF and record is not None and record.kind == spec.target:
        return record.id
    if spec.shape is Shape.ANY_REF and record is not None:
        return record.reference
    return value

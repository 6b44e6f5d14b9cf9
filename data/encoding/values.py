"""A field's value to and from the document's JSON, by the field's shape; strict in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from data.encoding.misfit import as_json, unfit, wrong
from data.i18n import N_
from data.ids import is_id
from data.model.base import SETS, FieldSpec, Shape, split_reference
from data.model.document import KINDS
from data.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.strenum import StrEnum

OFTEN: Final = 4096
"""Days, moments and names that are remembered: in a document the same ones come again and again."""

_CLOCK: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|"

_NO_MOMENT: Final = N_("{value} is no point in time")
_NO_DATE: Final = N_("{value} is no date")
_NO_TEXT: Final = N_("{value} is no text")
_NO_LIST: Final = N_("{value} is no list")
NO_ID: Final = N_("{value} is no id")


def encode_value(shape: Shape, value: Any) -> Any:
    """A field's value as JSON holds it.

    Raises:
        CodecError: the value cannot be of this shape; `decode_value` finds what else is wrong.
    """
    if value is None:
        return None
    if shape is Shape.DAY:
        return value.isoformat()
    if shape in SETS:
        if not isinstance(value, tuple | list):
            # A text would come apart into its letters.
            raise wrong(_NO_LIST, value)
        return [str(element) for element in value]
    return str(value) if shape is Shape.CHOICE else value


def encode_moment(value: datetime) -> str:
    """A point in time as text: UTC, whole seconds."""
    # Not strftime: it writes the years before 1000 with three digits.
    return value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def decode_moment(value: Any) -> datetime:
    """The point in time that `encode_moment` wrote.

    Raises:
        CodecError: it is no such text.
    """
    if not isinstance(value, str):
        raise wrong(_NO_MOMENT, value)
    return _moment_of(value)


@lru_cache(maxsize=OFTEN)
def _moment_of(value: str) -> datetime:
    # Not strptime: it is slow, ten thousand records hold twenty thousand moments, and it is lax.
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise wrong(_NO_MOMENT, value) from error
    # Written otherwise it is not ours: ISO 8601 knows weeks, fractions and other zones as well.
    if moment.tzinfo is not UTC or f"{moment.replace(tzinfo=None).isoformat()}Z" != value:
        raise wrong(_NO_MOMENT, value)
    return moment


def decode_value(spec: FieldSpec, value: Any) -> Any:
    """A field's value from JSON, cleaned and checked.

    Raises:
        CodecError: the value does not fit the field.
    """
    return DECODERS[spec.shape](spec, value)


def _line(_spec: FieldSpec, value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(_NO_TEXT, value)
    return clean_line(value)


def _lines(_spec: FieldSpec, value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(_NO_TEXT, value)
    return clean(value)


def _count(spec: FieldSpec, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(N_("{value} is no whole number"), value)
    if not spec.low <= value <= spec.high:
        raise unfit(
            N_("{value} is not between {low} and {high}"),
            value=as_json(value), low=spec.low, high=spec.high,
        )  # fmt: skip
    return value


def _flag(_spec: FieldSpec, value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong(N_("{value} is neither true nor false"), value)
    return value


def _day(_spec: FieldSpec, value: Any) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise wrong(_NO_DATE, value)
    return _day_of(value)


@lru_cache(maxsize=OFTEN)
def _day_of(value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise wrong(_NO_DATE, value) from error
    if day.isoformat() != value:
        raise wrong(_NO_DATE, value)
    return day


def _clock(_spec: FieldSpec, value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(_CLOCK, value):
        raise wrong(N_("{value} is no time of day"), value)
    return value


@lru_cache(maxsize=OFTEN)
def _member_of(choices: type[StrEnum], value: str) -> StrEnum:
    # Asking the enumeration takes ten times as long.
    return choices(value)


def _choice(spec: FieldSpec, value: Any) -> Any:
    if value is None and spec.default is None:
        return None
    assert spec.choices is not None  # noqa: S101 - a CHOICE field always names its values
    try:
        return _member_of(spec.choices, value)
    except (ValueError, TypeError) as error:
        allowed = ", ".join(spec.choices)
        reason = N_("{value} is none of {allowed}")
        raise unfit(reason, value=as_json(value), allowed=allowed) from error


def _elements(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise wrong(_NO_LIST, value)
    return value


def _choices(spec: FieldSpec, value: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(_choice(spec, element) for element in _elements(value)))


def _words(spec: FieldSpec, value: Any) -> tuple[str, ...]:
    return tuple(_line(spec, element) for element in _elements(value))


def _ref(_spec: FieldSpec, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not is_id(value):
        raise wrong(NO_ID, value)
    return value


def _refs(spec: FieldSpec, value: Any) -> tuple[str, ...]:
    identities = [_ref(spec, element) for element in _elements(value)]
    return tuple(dict.fromkeys(identity for identity in identities if identity is not None))


def _any_ref(_spec: FieldSpec, value: Any) -> str:
    if value == "":
        return ""
    kind, identity = split_reference(value) if isinstance(value, str) else ("", "")
    if kind not in KINDS or not is_id(identity):
        raise wrong(N_("{value} is no reference"), value)
    return f"{kind}:{identity}"


DECODERS: Final[dict[Shape, Callable[[FieldSpec, Any], Any]]] = {
    Shape.LINE: _line, Shape.LINES: _lines, Shape.COUNT: _count, Shape.FLAG: _flag,
    Shape.DAY: _day, Shape.CLOCK: _clock, Shape.CHOICE: _choice,
    Shape.CHOICES: _choices, Shape.WORDS: _words, Shape.REF: _ref, Shape.REFS: _refs,
    Shape.ANY_REF: _any_ref,
}  # fmt: skip

"""What every record shares: identity, bookkeeping and fields that describe themselves.

A field says once what it holds (`Shape`), what it is called, and what it points at. The codec, the
command line, the forms, the history and the checks of references all read it from here.
"""

from __future__ import annotations

from collections import deque
from itertools import repeat
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn, Self, dataclass_transform

from data.dataclass import dataclass
from data.i18n import N_, _
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime


class Shape(StrEnum):
    """What a field holds, and thereby how it is read, checked, shown and edited."""

    LINE = "line"
    """Text on one line (`str`)."""
    LINES = "lines"
    """Text of several lines (`str`); two people's changes merge line by line."""
    COUNT = "count"
    """A whole number from `low` to `high` (`int`)."""
    FLAG = "flag"
    """Yes or no (`bool`)."""
    DAY = "day"
    """A calendar day (`date | None`)."""
    CLOCK = "clock"
    """A time of day as `HH:MM`, or empty (`str`)."""
    CHOICE = "choice"
    """One of an enumeration's values, None where the field may be open."""
    CHOICES = "choices"
    """Some of an enumeration's values (`tuple`)."""
    WORDS = "words"
    """Several texts of one line each (`tuple[str, ...]`)."""
    REF = "ref"
    """The id of a record of one kind (`str | None`)."""
    REFS = "refs"
    """The ids of records of one kind (`tuple[str, ...]`)."""
    ANY_REF = "any_ref"
    """`kind:id` of a record of any kind (`str`, empty for none)."""


SETS: Final = frozenset({Shape.REFS, Shape.CHOICES, Shape.WORDS})
"""Shapes whose values are tuples; two people's changes merge element by element."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a kind of record, as the rest of the program needs to know it."""

    name: str
    """Identifier, also on the command line and in the document."""
    shape: Shape
    label: str
    """What people call it: a message id, translated when shown."""
    default: Any
    choices: type[StrEnum] | None = None
    target: str = ""
    """The kind a reference points at."""
    part_of: bool = False
    """Whether the record is a part of what it points at and is deleted with it."""
    required: bool = False
    low: int = 0
    high: int = 1_000_000
    automatic: bool = False
    """Kept by the program; people see it but do not type it."""


class _Declared:
    """A field as a kind's class body writes it, until the class is made."""

    __slots__ = ("default", "facts", "label", "shape")

    def __init__(self, shape: Shape, label: str, default: Any, facts: dict[str, Any]) -> None:
        self.shape = shape
        self.label = label
        self.default = default
        self.facts = facts


_EMPTY: Final[dict[Shape, Any]] = {
    Shape.LINE: "", Shape.LINES: "", Shape.CLOCK: "", Shape.ANY_REF: "",
    Shape.COUNT: 0, Shape.FLAG: False,
    Shape.CHOICES: (), Shape.WORDS: (), Shape.REFS: (),
    Shape.DAY: None, Shape.CHOICE: None, Shape.REF: None,
}  # fmt: skip
"""What a field of each shape holds that nobody has filled in."""


def _field(shape: Shape, label: str, default: Any = None, **facts: Any) -> Any:
    return _Declared(shape, label, _EMPTY[shape] if default is None else default, facts)


def line(label: str, default: str = "", **facts: Any) -> Any:
    """A field of one line of text."""
    return _field(Shape.LINE, label, default, **facts)


def lines(label: str, **facts: Any) -> Any:
    """A field of several lines of text."""
    return _field(Shape.LINES, label, **facts)


def count(
    label: str, default: int = 0, *, low: int = 0, high: int = 1_000_000, **facts: Any
) -> Any:
    """A whole number between `low` and `high`, both allowed."""
    return _field(Shape.COUNT, label, default, low=low, high=high, **facts)


def flag(label: str, **facts: Any) -> Any:
    """A yes-or-no field, no until said otherwise."""
    return _field(Shape.FLAG, label, **facts)


def day(label: str, **facts: Any) -> Any:
    """A calendar day, open until set."""
    return _field(Shape.DAY, label, **facts)


def clock(label: str, **facts: Any) -> Any:
    """A time of day."""
    return _field(Shape.CLOCK, label, **facts)


def choice(label: str, of: type[StrEnum], default: StrEnum | None = None, **facts: Any) -> Any:
    """One value of an enumeration; open (None) unless a default is given."""
    return _field(Shape.CHOICE, label, default, choices=of, **facts)


def choices(label: str, of: type[StrEnum], **facts: Any) -> Any:
    """Several values of an enumeration."""
    return _field(Shape.CHOICES, label, choices=of, **facts)


def words(label: str, **facts: Any) -> Any:
    """Several short texts."""
    return _field(Shape.WORDS, label, **facts)


def ref(label: str, target: str, **facts: Any) -> Any:
    """A reference to a record of the kind `target`."""
    return _field(Shape.REF, label, target=target, **facts)


def refs(label: str, target: str, **facts: Any) -> Any:
    """References to records of the kind `target`."""
    return _field(Shape.REFS, label, target=target, **facts)


def any_ref(label: str, **facts: Any) -> Any:
    """A reference to a record of any kind."""
    return _field(Shape.ANY_REF, label, **facts)


BOOKKEEPING: Final = ("id", "number", "created_at", "created_by", "changed_at", "changed_by")
"""Fields every record has and nobody edits."""

_BOOKKEEPING: Final = frozenset(BOOKKEEPING)


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False)
class _Described:
    """Makes immutable records out of class bodies of described fields.

    To a type checker they are frozen dataclasses. Here one `__init__` serves all kinds: making one
    for each is half of the time the model takes to load, and the first frame waits for it. A field
    that was not given is not kept either: its default is the class's.
    """

    _declared: ClassVar[dict[str, _Declared]] = {}
    _names: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        own = {
            name: declared
            for name, declared in vars(cls).items()
            if isinstance(declared, _Declared)
        }
        for name, declared in own.items():
            setattr(cls, name, declared.default)
        cls._declared = {**cls._declared, **own}
        cls._names = frozenset((*BOOKKEEPING, *cls._declared))

    def __init__(self, **values: Any) -> None:
        if not self._names >= values.keys() >= _BOOKKEEPING:
            odd = sorted(values.keys() - self._names) or sorted(_BOOKKEEPING - values.keys())
            raise TypeError(f"{type(self).__name__}: {', '.join(odd)} unknown or not given")
        self.__dict__.update(values)

    def __setattr__(self, name: str, _value: object) -> NoReturn:
        raise AttributeError(f"{name} cannot be set: records never change")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{name} cannot be deleted: records never change")


_hold: Final[Callable[[_Described, dict[str, Any]], None]] = vars(_Described)["__dict__"].__set__
"""Gives a record its values, whatever it says about being set."""


class Record(_Described):
    """What every record has; subclasses name their `kind`."""

    kind: ClassVar[str] = ""
    """Name of the kind: table in the document, word on the command line."""
    plural: ClassVar[str] = ""
    """The kind's name for a list of them, as in `amis list actions`."""
    prefix: ClassVar[str] = ""
    """Letter before the number people use (H12); empty where people need no number."""
    label: ClassVar[str] = ""
    """What people call one record of this kind: a message id."""
    title_field: ClassVar[str] = "title"
    """The field that names the record to people."""

    id: str
    """Stable for ever, unique in the document."""
    number: int
    """Counted per kind, never used again; also the row's id in TinyDB."""
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str

    @classmethod
    def made_of(cls, values: dict[str, Any]) -> Self:
        """A record of values whose names somebody has looked at, as who decodes rows has.

        Args:
            values: By field, the bookkeeping too; the record's own from now on.
        """
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        return made

    @classmethod
    def all_made_of(cls, rows: Sequence[dict[str, Any]]) -> list[Self]:
        """As `made_of` for each of thousands."""
        made = list(map(cls.__new__, repeat(cls, len(rows))))
        deque(map(_hold, made, rows), maxlen=0)
        return made

    def revised(self, **values: Any) -> Self:
        """This record with other values in some fields.

        Raises:
            TypeError: there is no such field.
        """
        return type(self)(**{**self.__dict__, **values})

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        if self.__dict__ == other.__dict__:
            return True
        # One may have been given a value that is the default of the other.
        names = self.__dict__.keys() | other.__dict__.keys()
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def __hash__(self) -> int:
        return hash((self.kind, self.id))

    def __repr__(self) -> str:
        says = specs(type(self)).values()
        filled = {s.name: getattr(self, s.name) for s in says if getattr(self, s.name) != s.default}
        return f"{type(self).__name__}({self.id}, {self.number}, {filled})"

    @property
    def code(self) -> str:
        """What people call it by number: `H12`."""
        return f"{self.prefix}{self.number}" if self.prefix else f"{self.kind} {self.number}"

    @property
    def heading(self) -> str:
        """The text that names the record, possibly empty."""
        return str(getattr(self, self.title_field, "") or "")

    @property
    def reference(self) -> str:
        """`kind:id`, as an `ANY_REF` field holds it."""
        return f"{self.kind}:{self.id}"


BOOKKEEPING_LABELS: Final = {
    "number": N_("Number"),
    "created_at": N_("Created"),
    "created_by": N_("Created by"),
    "changed_at": N_("Changed"),
    "changed_by": N_("Changed by"),
}


_specs: Final[dict[str, dict[str, FieldSpec]]] = {}
_required: Final[dict[str, tuple[str, ...]]] = {}


def specs(cls: type[Record]) -> dict[str, FieldSpec]:
    """The fields of a kind in their order, without the bookkeeping every record has."""
    fields = _specs.get(cls.kind)
    if fields is None:
        fields = _specs[cls.kind] = {
            name: FieldSpec(
                name, declared.shape, declared.label, declared.default, **declared.facts
            )
            for name, declared in cls._declared.items()
        }
    return fields


def required_fields(cls: type[Record]) -> tuple[str, ...]:
    """The names of the fields a record of the kind cannot be without."""
    found = _required.get(cls.kind)
    if found is None:
        names = (name for name, spec in specs(cls).items() if spec.required)
        found = _required[cls.kind] = tuple(names)
    return found


def reference_fields(cls: type[Record]) -> tuple[FieldSpec, ...]:
    """The fields of a kind that point at other records."""
    shapes = {Shape.REF, Shape.REFS, Shape.ANY_REF}
    return tuple(spec for spec in specs(cls).values() if spec.shape in shapes)


def label_of(cls: type[Record], name: str) -> str:
    """What people call a field, in the language in use; a name that is no field's as it is."""
    spec = specs(cls).get(name)
    label = spec.label if spec else BOOKKEEPING_LABELS.get(name, "")
    return _(label) or name


def split_reference(reference: str) -> tuple[str, str]:
    """The kind and the id of an `ANY_REF` value; two empty texts for none."""
    kind, _sep, identity = reference.partition(":")
    return kind, identity

"""The standard library's `dataclass`, made with less work while the program starts.

A type checker sees `dataclasses` itself. Here a class gets an `__init__` of its own only when there
are more than a few instances; equality, hash and text are the same functions for all, and what
they need to know of the class is worked out when they are first used. The standard library writes
and compiles all of it for a hundred classes before the first frame, a sixth of its time.

What `dataclasses` says of a class (`fields`, `asdict`, `is_dataclass`) holds for these, too.
"""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class _Missing:
    """What stands for nothing given."""


_MISSING: Final = _Missing()
_OWN: Final = "__light__"


class _Late:
    """What `field` was told, until the class is made."""

    __slots__ = ("facts",)

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts


class _Light:
    """A field of a class."""

    __slots__ = ("compare", "default", "factory", "init", "kw_only", "name", "repr", "type")

    def __init__(self, name: str, type_: Any, value: Any, *, kw_only: bool) -> None:
        facts = value.facts if isinstance(value, _Late) else {"default": value}
        self.name, self.type = name, type_
        self.default = facts.get("default", _MISSING)
        self.factory = facts.get("default_factory", _MISSING)
        self.init: bool = facts.get("init", True)
        self.repr: bool = facts.get("repr", True)
        self.compare: bool = facts.get("compare", True)
        self.kw_only: bool = facts.get("kw_only", kw_only)


class _Fields:
    """`__dataclass_fields__`, made when `dataclasses` is asked about the class."""

    def __init__(self, light: _Lights) -> None:
        self.light = light

    def __get__(self, _instance: object, _owner: type[Any]) -> dict[str, Any]:
        import dataclasses

        cls, rows = self.light.cls, []
        for each in cls.__light__:
            facts = {"init": each.init, "repr": each.repr, "compare": each.compare}
            if each.default is not _MISSING:
                facts["default"] = each.default
            if each.factory is not _MISSING:
                facts["default_factory"] = each.factory
            made = dataclasses.field(kw_only=each.kw_only, **facts)
            rows.append((each.name, each.type, made))
        like = dataclasses.make_dataclass(cls.__name__, rows)
        found: dict[str, Any] = like.__dict__["__dataclass_fields__"]
        cls.__dataclass_fields__ = found
        return found


def _dataclass(
    body: type[Any] | None = None,
    /,
    *,
    eq: bool = True,
    frozen: bool = False,
    slots: bool = False,
    kw_only: bool = False,
) -> Any:
    """As in `dataclasses`."""

    def made(body: type[Any]) -> type[Any]:
        return _made(body, eq=eq, frozen=frozen, slots=slots, kw_only=kw_only)

    return made if body is None else made(body)


def _field(**facts: Any) -> Any:
    """As in `dataclasses`."""
    return _Late(facts)


def _replace(record: Any, /, **changes: Any) -> Any:
    """As in `dataclasses`."""
    for each in record.__light__:
        name = each.name
        if each.init:
            if name not in changes:
                changes[name] = getattr(record, name)
        elif name in changes:
            raise ValueError(f"{name} cannot be given")
    return record.__class__(**changes)


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _field, _replace

__all__ = ["dataclass", "field", "replace"]


def _made(body: type[Any], *, eq: bool, frozen: bool, slots: bool, kw_only: bool) -> type[Any]:
    known = body.__dict__
    own = {
        name: known.get(name, _MISSING)
        for name, type_ in body.__annotations__.items()
        if "ClassVar[" not in str(type_)
    }
    light = _Lights(own, body.__annotations__, kw_only=kw_only)
    space = _methods(known, light, eq=eq, frozen=frozen)
    if slots:
        cls = _slotted(body, own, space)
    else:
        cls = body
        for name, value in own.items():
            default = value.facts.get("default", _MISSING) if isinstance(value, _Late) else value
            if default is not _MISSING:
                setattr(cls, name, default)
            elif name in known:
                delattr(cls, name)
        for name, value in space.items():
            setattr(cls, name, value)
    light.cls = cls
    if "__init__" not in known:
        cls.__init__ = _first_init(cls, frozen=frozen)
    return cls


class _Lights:
    """`__light__`: the fields of a class, made when they are first asked for."""

    cls: type[Any]

    def __init__(self, own: dict[str, Any], types: dict[str, Any], *, kw_only: bool) -> None:
        self.own, self.types, self.kw_only = own, types, kw_only

    def __get__(self, _instance: object, _owner: type[Any]) -> tuple[_Light, ...]:
        fields: dict[str, _Light] = {}
        for base in reversed(self.cls.__mro__[1:]):
            if _OWN in base.__dict__:
                fields |= {each.name: each for each in base.__light__}  # type: ignore[attr-defined]
        for name, value in self.own.items():
            fields[name] = _Light(name, self.types[name], value, kw_only=self.kw_only)
        found = tuple(fields.values())
        self.cls.__light__ = found
        return found


class _MatchArgs:
    """`__match_args__`, likewise."""

    def __init__(self, light: _Lights) -> None:
        self.light = light

    def __get__(self, _instance: object, _owner: type[Any]) -> tuple[str, ...]:
        cls: Any = self.light.cls
        found = tuple(each.name for each in cls.__light__ if each.init and not each.kw_only)
        cls.__match_args__ = found  # type: ignore[misc]
        return found


class _Compared:
    """`__values__`: what gets the values by which instances are compared, likewise."""

    def __init__(self, light: _Lights) -> None:
        self.light = light

    def __get__(self, _instance: object, _owner: type[Any]) -> Any:
        cls: Any = self.light.cls
        compared = [each.name for each in cls.__light__ if each.compare]
        found = attrgetter(*compared) if compared else _nothing
        cls.__values__ = found
        return found


def _methods(known: Mapping[str, Any], light: _Lights, *, eq: bool, frozen: bool) -> dict[str, Any]:
    """What all these classes have, but what the body says itself."""
    space: dict[str, Any] = {
        _OWN: light,
        "__dataclass_fields__": _Fields(light),
        "__match_args__": _MatchArgs(light),
        "__repr__": _told,
    }
    if eq:
        space["__values__"] = _Compared(light)
        space["__eq__"] = _equal
        if known.get("__hash__") is None:
            space["__hash__"] = _hash if frozen else None
    if frozen:
        space["__setattr__"] = _refuse
        space["__delattr__"] = _refuse
    return {
        name: value
        for name, value in space.items()
        if name not in known or (name == "__hash__" and known[name] is None)
    }


def _slotted(body: type[Any], names: Mapping[str, Any], space: dict[str, Any]) -> type[Any]:
    """The class anew: slots are laid out when a class is made."""
    parts = dict(body.__dict__)
    for each in ("__dict__", "__weakref__", *names):
        parts.pop(each, None)
    bases = body.__mro__[1:-1]
    taken = set(chain.from_iterable(map(_slots_of, bases))) if bases else ()
    parts["__slots__"] = tuple(name for name in names if name not in taken)
    parts.setdefault("__getstate__", _state)
    parts.setdefault("__setstate__", _with_state)
    made: Callable[..., type[Any]] = type(body)
    cls = made(body.__name__, body.__bases__, parts | space)
    cls.__qualname__ = body.__qualname__
    return cls


def _slots_of(base: type[Any]) -> Iterator[str]:
    slots = base.__dict__.get("__slots__", ())
    return iter((slots,) if isinstance(slots, str) else slots)


_FEW: Final = 12
"""So many instances of a class are filled in as they come; then it gets an `__init__`."""


def _first_init(cls: type[Any], *, frozen: bool) -> Any:
    """An `__init__` that writes the real one when there is more to do, or something is amiss."""
    left = _FEW

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - its name in errors
        nonlocal left
        left -= 1
        if left < 0 or not _filled(self, cls.__light__, args, kwargs):
            real = _init(cls, frozen=frozen)
            cls.__init__ = real
            real(self, *args, **kwargs)
        elif hasattr(cls, "__post_init__"):
            self.__post_init__()

    return __init__


def _filled(
    record: Any, fields: tuple[_Light, ...], args: tuple[Any, ...], named: dict[str, Any]
) -> bool:
    """Set the fields; False, and nothing is set, where they do not fit."""
    values: dict[str, Any] = {}
    given, used = iter(args), 0
    for each in fields:
        name = each.name
        if each.init:
            value = _MISSING if each.kw_only else next(given, _MISSING)
            if value is _MISSING and name in named:
                value, used = named[name], used + 1
        else:
            value = _MISSING
        if value is _MISSING:
            if each.default is not _MISSING and each.init:
                value = each.default
            elif each.factory is not _MISSING:
                value = each.factory()
            elif each.init:
                return False
            else:
                continue
        values[name] = value
    if used < len(named) or next(given, _MISSING) is not _MISSING:
        return False
    for name, value in values.items():
        object.__setattr__(record, name, value)
    return True


def _init(cls: type[Any], *, frozen: bool) -> Any:
    """Write the `__init__` of a class."""
    known: dict[str, Any] = {"_missing": _MISSING, "_set": object.__setattr__}
    given: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for each in cls.__light__:
        name, value = each.name, each.name
        word = name
        if each.default is not _MISSING:
            known[f"_default_{name}"] = each.default
            word = f"{name}=_default_{name}"
        elif each.factory is not _MISSING:
            known[f"_make_{name}"] = each.factory
            word = f"{name}=_missing"
            value = f"_make_{name}() if {name} is _missing else {name}"
        if each.init:
            (named if each.kw_only else given).append(word)
        elif each.factory is not _MISSING:
            value = f"_make_{name}()"
        else:
            continue
        slot = getattr(cls, name, None)
        if frozen and slot.__class__ is MemberDescriptorType:
            # Asked of the slot itself it takes two thirds of the time.
            known[f"_put_{name}"] = slot.__set__
            body.append(f"_put_{name}(self, {value})")
        else:
            body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    words = ", ".join(["self", *given, *(["*", *named] if named else [])])
    text = f"def __init__({words}):\n  " + "\n  ".join(body or ["pass"])
    exec(text, known)  # noqa: S102 - of the names of fields, as the standard library does it
    init = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _told(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in self.__light__ if each.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _nothing(_record: object) -> tuple[()]:
    return ()


def _equal(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    values = self.__class__.__values__
    return values(self) == values(other)


def _hash(self: Any) -> int:
    return hash(self.__class__.__values__(self))


def _refuse(_self: Any, name: str, *_value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in self.__light__]


def _with_state(self: Any, state: list[Any]) -> None:
    for each, value in zip(self.__light__, state, strict=True):
        object.__setattr__(self, each.name, value)

"""The standard library's `dataclass`, made with less work while the program starts.

A type checker sees `dataclasses` itself. Here a class gets its `__init__` only when the first
instance is made; equality, hash and text are the same few functions for all. The standard library
writes and compiles all of them for a hundred classes before the first frame, a sixth of its time.

What `dataclasses` says of a class (`fields`, `asdict`, `is_dataclass`) holds for these, too.
"""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls

    def __get__(self, _instance: object, _owner: type[Any]) -> dict[str, Any]:
        import dataclasses

        rows = []
        for each in self.cls.__light__:
            facts = {"init": each.init, "repr": each.repr, "compare": each.compare}
            if each.default is not _MISSING:
                facts["default"] = each.default
            if each.factory is not _MISSING:
                facts["default_factory"] = each.factory
            made = dataclasses.field(kw_only=each.kw_only, **facts)
            rows.append((each.name, each.type, made))
        like = dataclasses.make_dataclass(self.cls.__name__, rows)
        found: dict[str, Any] = like.__dict__["__dataclass_fields__"]
        self.cls.__dataclass_fields__ = found
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
    fields: dict[str, _Light] = {}
    for base in reversed(body.__mro__[1:]):
        fields |= {each.name: each for each in base.__dict__.get(_OWN, ())}
    own = [
        _Light(name, type_, body.__dict__.get(name, _MISSING), kw_only=kw_only)
        for name, type_ in body.__annotations__.items()
        if "ClassVar[" not in str(type_)
    ]
    fields |= {each.name: each for each in own}
    space = _methods(body, tuple(fields.values()), eq=eq, frozen=frozen)
    if slots:
        cls = _slotted(body, [each.name for each in own], space)
    else:
        cls = body
        for each in own:
            if each.default is _MISSING:
                if each.name in body.__dict__:
                    delattr(cls, each.name)
            else:
                setattr(cls, each.name, each.default)
        for name, value in space.items():
            setattr(cls, name, value)
    if "__init__" not in body.__dict__:
        cls.__init__ = _first_init(cls, frozen=frozen)
    cls.__dataclass_fields__ = _Fields(cls)
    return cls


def _methods(
    body: type[Any], fields: tuple[_Light, ...], *, eq: bool, frozen: bool
) -> dict[str, Any]:
    """What all these classes have, but what the body says itself."""
    compared = tuple(each.name for each in fields if each.compare)
    space: dict[str, Any] = {
        _OWN: fields,
        "__match_args__": tuple(each.name for each in fields if each.init and not each.kw_only),
        "__repr__": _told,
    }
    if eq:
        values = attrgetter(*compared) if compared else _nothing
        space["__eq__"] = _equal(values)
        hashed = body.__dict__.get("__hash__")
        if hashed is None:
            space["__hash__"] = _hash(values) if frozen else None
    if frozen:
        space["__setattr__"] = _refuse
        space["__delattr__"] = _refuse
    known = body.__dict__
    return {
        name: value
        for name, value in space.items()
        if name not in known or (name == "__hash__" and known[name] is None)
    }


def _slotted(body: type[Any], names: list[str], space: dict[str, Any]) -> type[Any]:
    """The class anew: slots are laid out when a class is made."""
    taken = set(chain.from_iterable(_slots_of(base) for base in body.__mro__[1:-1]))
    parts = dict(body.__dict__)
    for each in ("__dict__", "__weakref__", *names):
        parts.pop(each, None)
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


def _first_init(cls: type[Any], *, frozen: bool) -> Any:
    """An `__init__` that writes the real one when it is first called."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - its name in errors
        real = _init(cls, frozen=frozen)
        cls.__init__ = real
        real(self, *args, **kwargs)

    return __init__


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


def _equal(values: Any) -> Any:
    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return __eq__


def _hash(values: Any) -> Any:
    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return __hash__


def _refuse(_self: Any, name: str, *_value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in self.__light__]


def _with_state(self: Any, state: list[Any]) -> None:
    for each, value in zip(self.__light__, state, strict=True):
        object.__setattr__(self, each.name, value)

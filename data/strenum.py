"""The standard library's `StrEnum`, made with less work while the program starts.

A type checker sees `enum` itself. The standard library asks of every name in the body what it is,
makes a class of two natures and looks through all its ancestors; for the forty classes before the
first frame that is a fiftieth of its time. Here a class has the texts of its body as members, which
are texts with a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Choices(type):
    """What a class of members can do: be gone through, and find a member by its value or name."""

    _by_value: dict[str, Any]
    _by_name: dict[str, Any]

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Choices:
        texts = {
            each: value
            for each, value in body.items()
            if value.__class__ is str and not each.startswith("__")
        }
        for each in texts:
            del body[each]
        by_value: dict[str, Any] = {}
        by_name: dict[str, Any] = {}
        made: Any = super().__new__(
            mcs, name, bases, {**body, "_by_value": by_value, "_by_name": {}}
        )
        for each, value in texts.items():
            member = by_value.get(value)
            if member is None:
                member = by_value[value] = str.__new__(made, value)
                member.name, member.value = each, value
            by_name[each] = member
            setattr(made, each, member)
        made._by_name = by_name
        return made  # type: ignore[no-any-return]

    def __call__(cls, value: str) -> Any:
        """The member with a value.

        Raises:
            ValueError: there is none.
        """
        try:
            return cls._by_value[value]
        except (KeyError, TypeError):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}") from None

    def __getitem__(cls, name: str) -> Any:
        return cls._by_name[name]

    def __iter__(cls) -> Iterator[Any]:
        return iter(cls._by_value.values())

    def __reversed__(cls) -> Iterator[Any]:
        return reversed(cls._by_value.values())

    def __len__(cls) -> int:
        return len(cls._by_value)

    def __contains__(cls, value: object) -> bool:
        return value in cls._by_value

    def __bool__(cls) -> bool:
        return True

    def __setattr__(cls, name: str, value: Any) -> None:
        if name in cls._by_name:
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name: str) -> None:
        if name in cls._by_name:
            raise AttributeError(f"cannot delete member {name!r}")
        super().__delattr__(name)


class _StrEnum(str, metaclass=_Choices):
    """A text that is one of several, each with a name."""

    __slots__ = ("name", "value")
    name: str
    value: str

    def __repr__(self) -> str:
        return f"<{self.__class__.__name__}.{self.name}: {self.value!r}>"

    def __str__(self) -> str:
        return self.value

    def __format__(self, form: str) -> str:
        return self.value.__format__(form)

    def __reduce_ex__(self, _protocol: Any) -> tuple[Any, ...]:
        return self.__class__, (self.value,)

    def __deepcopy__(self, _known: object) -> _StrEnum:
        return self

    def __copy__(self) -> _StrEnum:
        return self


if TYPE_CHECKING:
    from enum import StrEnum
else:
    StrEnum = _StrEnum

__all__ = ["StrEnum"]

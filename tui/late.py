"""What a library imports along with itself, and what is used long after the first frame or never.

A stand-in is imported in its place: its names are there, and the module behind them is loaded when
one of them is first used. Nothing here imports Textual.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Name(type):
    """What a name of a stand-in is: a class, since others inherit from it and ask by it.

    What inherits from it has been made before the module was loaded: it must not be used.
    """

    @property
    def _real(cls) -> Any:
        if isinstance(sys.modules.get(cls.__module__), _StandIn):
            del sys.modules[cls.__module__]
        return getattr(import_module(cls.__module__), cls.__name__)

    @property
    def _heir(cls) -> bool:
        return cls.__base__ is not object

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls._heir:
            raise TypeError(cls.__name__)
        return cls._real(*args, **kwargs)

    def __getattr__(cls, name: str) -> Any:
        if cls._heir:
            raise AttributeError(name)
        return getattr(cls._real, name)

    def __instancecheck__(cls, instance: object) -> bool:
        # Of what has not been loaded there is no instance.
        module = sys.modules.get(cls.__module__)
        if cls._heir or module is None or isinstance(module, _StandIn):
            return False
        return isinstance(instance, cls._real)


class _StandIn(ModuleType):
    """A module with every name anybody asks for."""

    def __getattr__(self, name: str) -> _Name:
        if name.startswith("__"):
            raise AttributeError(name)
        found = _Name(name, (), {"__module__": self.__name__})
        setattr(self, name, found)
        return found


@contextmanager
def loaded_later(*modules: str) -> Iterator[None]:
    """Import others without these modules, which are loaded when something of them is used.

    Whoever imports them after the block gets them themselves.

    Args:
        modules: Their full names; those that are loaded already stay.
    """
    stand_ins = {name: _StandIn(name) for name in modules if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


@contextmanager
def taken_for(name: str, module: ModuleType) -> Iterator[None]:
    """Import others with one module in the place of another that has all they want of that.

    Args:
        name: The full name of the other, which stays where it is loaded already.
        module: What stands in its place.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = module
    try:
        yield
    finally:
        del sys.modules[name]

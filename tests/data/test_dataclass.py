"""Our `dataclass` does what the standard library's does, for every class the program has."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import pickle
import pkgutil
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

import data
import screens
import tui
from data import dataclass as ours


def modules():
    """Every module of the program that can be loaded without being started by it."""
    for package in (data, screens, tui):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def classes():
    """Every class made by our `dataclass`."""
    found = {}
    for module in modules():
        for cls in vars(module).values():
            if isinstance(cls, type) and "__light__" in vars(cls):
                found[cls] = None
    return list(found)


def real(cls):
    """The same class made by the standard library, of what `fields` says."""
    rows = []
    for each in dataclasses.fields(cls):
        facts = {"init": each.init, "repr": each.repr, "compare": each.compare}
        for name in ("default", "default_factory"):
            if getattr(each, name) is not dataclasses.MISSING:
                facts[name] = getattr(each, name)
        rows.append((each.name, each.type, dataclasses.field(kw_only=each.kw_only, **facts)))
    return dataclasses.make_dataclass(cls.__name__, rows)


def told(init):
    """What can be given, in what way, and whether it has to be."""
    return [
        (each.name, each.kind, each.default is inspect.Parameter.empty)
        for each in inspect.signature(init).parameters.values()
    ]


def test_every_class_of_the_program_takes_what_the_standard_library_would_have_it_take():
    found = classes()
    assert len(found) > 300
    for cls in found:
        assert dataclasses.is_dataclass(cls)
        like = real(cls)
        if "__init__" in vars(cls) and vars(cls)["__init__"].__qualname__.startswith("_first_init"):
            written = ours._init(cls, frozen="__setattr__" in vars(cls))
            assert told(written) == told(like.__init__), cls
        assert cls.__match_args__ == like.__match_args__, cls


def declare(dataclass, field):
    """The same classes, by one or the other."""

    class Every:
        @dataclass(frozen=True, slots=True)
        class Plain:
            """All that is used."""

            kind: ClassVar[str] = "plain"
            name: str
            count: int = 0
            words: list[str] = field(default_factory=list)
            beside: int = field(default=0, compare=False, repr=False)

        @dataclass(frozen=True, slots=True)
        class Longer(Plain):
            more: str = ""

        @dataclass(frozen=True, slots=True)
        class Hashed:
            one: int
            two: str = ""

        @dataclass(frozen=True)
        class Open:
            one: int = 3

        @dataclass(frozen=True, eq=False)
        class Itself:
            one: int = 3

        @dataclass(slots=True)
        class Loose:
            one: int
            seen: dict[str, int] = field(default_factory=dict, init=False, repr=False)

        @dataclass(frozen=True, slots=True, kw_only=True)
        class Named:
            one: int
            two: int = 2

        @dataclass
        class Checked:
            one: int

            def __post_init__(self):
                self.one += 1

        @dataclass(frozen=True, slots=True)
        class Nothing:
            pass

        @dataclass(frozen=True)
        class Own:
            one: int = 1

            def __repr__(self):
                return "own"

            def __hash__(self):
                return 7

            def __eq__(self, other):
                return True

    return Every


STANDARD: Any = declare(dataclasses.dataclass, dataclasses.field)
OURS: Any = declare(ours._dataclass, ours._field)
NAMES = [name for name in vars(STANDARD) if name[0].isupper()]
VALUES = st.integers() | st.text(max_size=3) | st.none()


def outcome(work):
    """What comes of it: a value, or the kind of error."""
    try:
        return work()
    except (TypeError, AttributeError, dataclasses.FrozenInstanceError, ValueError) as error:
        return type(error)


def refused(work):
    """Whether it fails; in slotted classes 3.11 has another error for names that are no field."""
    return isinstance(outcome(work), type)


@pytest.mark.parametrize("name", NAMES)
@given(
    args=st.lists(VALUES, max_size=5),
    named=st.dictionaries(st.sampled_from(["name", "one", "two", "count", "words", "odd"]), VALUES),
    other=st.lists(VALUES, max_size=2),
)
def test_it_is_made_told_compared_and_changed_as_the_standard_library_does(
    name, args, named, other
):
    def story(every):
        cls = getattr(every, name)
        made = outcome(lambda: cls(*args, **named))
        if isinstance(made, type):
            return [made]
        again, another = cls(*args, **named), outcome(lambda: cls(*other))
        return [
            repr(made),
            outcome(lambda: made == again),
            outcome(lambda: made == another),
            made != 3,
            outcome(lambda: hash(made) == hash(again)) if name != "Itself" else None,
            outcome(lambda: repr(dataclasses.replace(made, **named))),
            refused(lambda: setattr(made, "one", 1)),
            refused(lambda: setattr(made, "name", 1)),
            repr(made),
            repr(copy.copy(made)),
            repr(copy.deepcopy(made)),
            [each.name for each in dataclasses.fields(made)],
            outcome(lambda: dataclasses.asdict(made)),
            cls.__match_args__,
            hasattr(made, "__dict__"),
            sorted(cls.__dict__.get("__slots__", ())),
            refused(lambda: delattr(made, "one")),
        ]

    assert story(OURS) == story(STANDARD)


@pytest.mark.parametrize("name", NAMES)
def test_ours_replaces_as_the_standard_library_does(name):
    for every in (OURS, STANDARD):
        cls = getattr(every, name)
        given = {} if name == "Nothing" else {"name": "x"} if hasattr(cls, "kind") else {"one": 1}
        made = cls(**given)
        replace = ours._replace if every is OURS else dataclasses.replace
        changed = replace(made, **dict.fromkeys(given, 9))
        assert [getattr(changed, key) for key in given] == [10 if name == "Checked" else 9] * len(
            given
        )
        with pytest.raises(TypeError):
            replace(made, odd=1)


def test_what_may_not_be_given_is_not_replaced():
    with pytest.raises(ValueError, match="seen"):
        ours._replace(OURS.Loose(1), seen={})
    # From Python 3.13 on it is another error.
    with pytest.raises((ValueError, TypeError), match="seen"):
        dataclasses.replace(STANDARD.Loose(1), seen={})


def test_a_class_of_the_program_can_be_sent_to_another_process():
    from data.edits.edits import Author

    author = Author("karen", None)
    assert pickle.loads(pickle.dumps(author)) == author

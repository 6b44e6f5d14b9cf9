"""Our `StrEnum` does what the standard library's does, for every one the program has."""

from __future__ import annotations

import copy
import enum
import importlib
import json
import pickle
import pkgutil

import pytest

import data
import screens
import tui
from data.model.choices import ActionStatus
from data.strenum import StrEnum


def classes():
    """Every one that the program has."""
    found = {}
    for package in (data, screens, tui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                for value in vars(importlib.import_module(module.name)).values():
                    if isinstance(value, type) and issubclass(value, StrEnum):
                        found[value] = None
    found.pop(StrEnum)
    return list(found)


def outcome(work):
    """What comes of it: a value, or the kind of error."""
    try:
        return work()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return type(error)


def story(cls):
    """What can be seen of a class and its members."""
    first, *_more = cls
    return [
        [
            (each.name, each.value, str(each), repr(each), f"{each}", f"{each:>9}", hash(each))
            for each in cls
        ],
        [each.name for each in reversed(cls)],
        len(cls),
        bool(cls),
        [cls(each.value) is each and cls[each.name] is each for each in cls],
        [each in cls and each == each.value and each.value == each for each in cls],
        {each: each.name for each in cls} == {each.value: each.name for each in cls},
        isinstance(first, str),
        isinstance(first, cls),
        json.dumps(list(cls)),
        "-".join(cls),
        first + "x",
        sorted(cls),
        copy.copy(first) is first and copy.deepcopy([first])[0] is first,
        outcome(lambda: cls("what is not there")),
        outcome(lambda: cls(None)),
        outcome(lambda: cls[first.value.upper() + "?"]),
        outcome(lambda: setattr(cls, first.name, "other")),
        outcome(lambda: delattr(cls, first.name)),
        cls.__name__,
    ]


@pytest.mark.parametrize("cls", classes(), ids=lambda cls: cls.__name__)
def test_every_class_of_the_program_is_as_the_standard_library_would_have_it(cls):
    members = {each.name: each.value for each in cls}
    assert len(members) > 0
    assert story(cls) == story(enum.StrEnum(cls.__name__, members))
    for each in cls:
        assert pickle.loads(pickle.dumps(each)) is each


def declare(base):
    class Kind(base):
        """Some, one of them under two names."""

        ONE = "one"
        """A text about it."""
        TWO = "two"
        FIRST = "one"

        @property
        def longer(self):
            return f"{self}!"

        @classmethod
        def last(cls):
            return list(cls)[-1]

    return Kind


def test_a_second_name_methods_and_patterns_are_as_in_the_standard_library():
    def told(kind):
        match kind("two"):
            case kind.ONE:
                found = "one"
            case kind.TWO:
                found = "two"
        return [
            kind.FIRST is kind.ONE, kind["FIRST"].name, kind.ONE.longer, kind.last().name, found,
            [each.name for each in kind], kind.ONE == "one", kind.ONE != kind.TWO,
        ]  # fmt: skip

    ours, theirs = declare(StrEnum), declare(enum.StrEnum)
    assert told(ours) == told(theirs)
    assert story(ours) == story(theirs)


def test_members_of_two_classes_are_equal_as_the_texts_they_are():
    assert declare(StrEnum).ONE == declare(StrEnum).ONE
    assert ActionStatus.DONE == "done"
    assert {"done": 1}[ActionStatus.DONE] == 1

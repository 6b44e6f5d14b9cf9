"""A key that a sentence names is the key it says: letters change, and sentences with them."""

from __future__ import annotations

import re

import pytest
from support.catalogue import extract, load

from screens.keys.tables import tables

TOLD = re.compile(
    r"(?:^|\s{2,}|[.;)}] |\()([A-Za-z])(?= on the \w+: |(?<!\d)(?:, [A-Z]\w+)?: [a-z])"
)
"""`h: close the gap`, `r on the goal: carry it on`."""

PLACES = {
    "meeting": {"discussion", "status"},
    "shared": {"card"},
    "workplace": {"workplace", "handing"},
    "wheel": {"wheel", "wheel_template", "wheel_roll"},
    "dialogs": {"confirm"},
    "widgets": {"history", "everywhere"},
}
"""Folders whose sentences are about keys of other places than their own."""

LETTERS_OF_LINES = {"H", "M", "A", "I", "N", "B", "F"}
"""What a letter in front of a line makes of it: no key."""

SENTENCES = [
    (message, path, told)
    for message, places in extract().items()
    if isinstance(message, str)
    for path in {path for path, _line in places if path.startswith("screens/")}
    for told in [set(TOLD.findall(message)) - LETTERS_OF_LINES]
    if told
]
SENTENCES.sort(key=lambda each: each[:2])


DANISH = load()


def named(value):
    """The same name in every process: a set has another order in each."""
    return " ".join(sorted(value)) if isinstance(value, set) else str(value)[:40]


def test_there_are_such_sentences():
    assert len(SENTENCES) > 30


@pytest.mark.parametrize(("message", "path", "told"), SENTENCES, ids=named)
def test_the_key_is_one_of_the_place(message, path, told):
    part = path.split("/")[1]
    here = PLACES.get(part, {part}) | {"everywhere", "card"}
    known = {
        key
        for place, declared in tables().items()
        for each in declared
        for key in each.keys.split(",")
        if place.partition(".")[0] in here or part == "frame"
    }
    assert told <= known, message


@pytest.mark.parametrize(("message", "path", "told"), SENTENCES, ids=named)
def test_it_is_the_same_key_in_danish(message, path, told):
    shown = DANISH.get(message).string
    for key in told:
        assert re.search(rf"(?<!\w){key}(?!\w)", shown), (path, shown)

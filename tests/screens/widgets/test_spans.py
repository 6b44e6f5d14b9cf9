"""Where two lines differ, cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.drawing.safe import fit
from screens.widgets.spans import span

BOLD = Style(bold=True)


def line(*pieces):
    return Strip([Segment(text, style) for text, style in pieces])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abc", (0, 0)),
        ("abcdef", "abXdef", (2, 1)),
        ("abcdef", "XbcdeX", (0, 6)),
        ("a日本b", "a日木b", (3, 2)),
        ("a日b", "axyb", (1, 2)),
        ("ab", "abc", (0, 3)),
        ("e\u0301x", "ex", (0, 2)),
        ("e\u0301xy", "e\u0301xz", (2, 1)),
    ],
)
def test_the_stretch_that_differs(old, new, expected):
    assert span(line((old, None)), line((new, None))) == expected


def test_another_look_is_a_difference():
    old = line(("abc", None), ("def", None))
    new = line(("ab", None), ("cd", BOLD), ("ef", None))
    assert span(old, new) == (2, 2)


@example("", "\U0001f3fb")
@example("", "0\u0591")
@example("e\u0301x", "e\u0301y")
@given(st.text(max_size=12), st.text(max_size=12))
def test_outside_the_stretch_nothing_differs(one, two):
    old, new = (line((fit(text, 10), None)) for text in (one, two))
    start, cells = span(old, new)
    end = start + cells
    for part in (slice(0, start), slice(end, 10)):
        assert old.crop(part.start, part.stop).text == new.crop(part.start, part.stop).text

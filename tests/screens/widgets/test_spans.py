"""Where two lines differ, cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.drawing.safe import fit
from screens.widgets import spans
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
        ("abcdef", "abc   ", (3, 3)),
        ("æ›✓…x", "æ›✓…y", (4, 1)),
        ("ab", "abc", (0, 3)),
        # What stands behind a letter of none or two cells may be elsewhere in a terminal.
        ("a日本b", "a日木b", (0, 6)),
        ("a日b", "axyb", (0, 4)),
        ("e\u0301x", "ex", (0, 2)),
        ("e\u0301xy", "e\u0301xz", (0, 3)),
    ],
)
def test_the_stretch_that_differs(old, new, expected):
    assert span(line((old, None)), line((new, None))) == expected


def test_another_look_is_a_difference():
    old = line(("abc", None), ("def", None))
    new = line(("ab", None), ("cd", BOLD), ("ef", None))
    assert span(old, new) == (2, 2)


def test_a_blank_looks_the_same_in_every_weight_and_colour():
    old = line(("x", None), ("   ", BOLD + Style(color="red")))
    assert span(old, line(("y", None), ("   ", Style()))) == (0, 1)
    assert span(old, line(("x", None), ("   ", Style(reverse=True)))) == (1, 3)
    assert span(old, line(("x", None), ("   ", Style(bgcolor="blue")))) == (1, 3)


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


LOOKS = (Style(), BOLD, Style(bgcolor="blue"), Style(bgcolor="blue", color="red"))
DRESSED = st.lists(
    st.tuples(st.text("ab ›", min_size=1, max_size=4), st.sampled_from(LOOKS)), max_size=4
)


@example([("ab", BOLD), ("a", BOLD)], [("ab", BOLD), ("b", BOLD)])
@example([("a ", BOLD)], [("a ", Style())])
@given(DRESSED, DRESSED)
def test_the_stretch_begins_and_ends_with_a_cell_that_differs(one, two):
    # The second with the look of the first as far as there is one: as lines in columns are.
    two = [
        ((text * 4)[: len(one[n][0])], one[n][1]) if n < len(one) else (text, look)
        for n, (text, look) in enumerate(two)
    ]
    old, new = line(*one), line(*two)
    before, after = spans._cells(old), spans._cells(new)
    if len(before) != len(after):
        assert span(old, new) == (0, max(len(before), len(after)))
        return
    differ = [x for x, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    wanted = (differ[0], differ[-1] + 1 - differ[0]) if differ else (0, 0)
    assert span(old, new) == wanted

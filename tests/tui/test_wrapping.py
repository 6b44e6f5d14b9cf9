"""Lines that fit: as the standard library breaks them, in a fraction of its time."""

from __future__ import annotations

import textwrap

from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.examples import examples

from tui.wrapping import _in_any_case, _plainly, wrapped

WORDS = st.text("aæ-.1", min_size=1, max_size=12) | st.sampled_from(["", " ", "  ", "\t", "\u00a0"])


def by_the_library(text, width, first, rest):
    lines = []
    for part in text.split("\n"):
        before = rest if lines else first
        if len(before) + len(part) <= width and part.isprintable():
            lines.append(f"{before}{part}".rstrip())
        else:
            lines += _in_any_case(part, width, before, rest)
    return lines


@given(
    st.lists(WORDS, max_size=30).map(" ".join),
    st.integers(1, 60),
    st.sampled_from(["", "  ", "AMIS: "]),
    st.sampled_from(["", "     "]),
)
@settings(max_examples=examples(400))
@example("  H1 Støj: deadline 1.1.2026", 20, "", "     ")
@example(" " * 30 + "a", 10, "", "")
def test_lines_are_broken_as_the_library_breaks_them(text, width, first, rest):
    assert wrapped(text, width, first=first, rest=rest) == by_the_library(text, width, first, rest)


def test_what_a_report_says_needs_no_library():
    line = "  H12 Støjskærm nummer 12 i det store værksted ved porten: frist 1.1.2026, i overmorgen"
    found = _plainly(line, 72, "", "     ")
    assert len(found) == 2
    assert found == textwrap.wrap(line, 72, subsequent_indent="     ")

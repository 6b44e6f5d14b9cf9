"""Fewer letters, the same picture: what is left out makes no difference on the screen."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.emulator import Emulator

from tui.sgr import thrifty

COLOURS = st.one_of(
    st.sampled_from(["31", "97", "39", "42", "103", "49"]),
    st.integers(0, 255).map(lambda n: f"38;5;{n}"),
    st.integers(0, 255).map(lambda n: f"48;5;{n}"),
    st.just("38;2;1;2;3"),
    st.just("48;2;9;8;7"),
)
CODES = st.lists(COLOURS | st.sampled_from(["0", "1", "3", "4", "7", "9"]), max_size=4)
STYLES = CODES.map(lambda codes: f"\x1b[{';'.join(codes)}m")
MOVES = st.tuples(st.integers(1, 6), st.integers(1, 9)).map(lambda at: f"\x1b[{at[0]};{at[1]}H")
PIECES = st.one_of(
    STYLES,
    STYLES,
    MOVES,
    MOVES.map(lambda move: f"\n{move}"),
    st.text("ab å\u2588", max_size=3),
    st.sampled_from(["\x1b[0m", "\x1b[2J", "\x1b[K", "\x1b[?2026h", "\x1b[?25l"]),
)


def shown(*frames):
    """Every cell with its colours, and where the cursor is."""
    screen = Emulator(10, 8)
    for frame in frames:
        screen.feed(frame.encode())
    cells = screen.screen
    return [[cells.buffer[row][column] for column in range(10)] for row in range(8)], (
        cells.cursor.y,
        cells.cursor.x,
    )


@given(st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=6).map("".join))
@example("\x1b[1;31mab\x1b[0m\x1b[31mc", "d")
@example("\x1b[1;4mab\x1b[0m\x1b[4mc\x1b[0m", "\x1b[Kd")
def test_the_picture_is_the_same(first, second):
    plain = [f"{first}\x1b[0m", f"{second}\x1b[0m"]
    assert shown(*map(thrifty, plain)) == shown(*plain)
    assert len(thrifty(first)) <= len(first) + len("\x1b[0m")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("\x1b[31ma\x1b[0m\x1b[31mb\x1b[0m", "\x1b[31mab\x1b[0m"),
        ("\x1b[31;40ma\x1b[0m\x1b[32;40mb\x1b[0m", "\x1b[31;40ma\x1b[32mb\x1b[0m"),
        ("a\n\x1b[4;1Hb", "a\x1b[4Hb"),
        ("a\r\nb\x1b[1;1H", "a\r\nb\x1b[H"),
        ("\x1b[1;4;31ma\x1b[0;1;31mb\x1b[0m", "\x1b[1;4;31ma\x1b[24mb\x1b[0m"),
        ("\x1b[0m\x1b[0m", ""),
    ],
)
def test_what_is_left_out(sent, said):
    assert thrifty(sent) == said


@pytest.mark.parametrize(
    "sent", ["\x1b[38;5m", "\x1b[58;5;1ma", "\x1b[4:3ma", "\x1b]52;c;YQ==\x07"]
)
def test_what_is_not_understood_is_left_alone(sent):
    assert thrifty(sent) == sent

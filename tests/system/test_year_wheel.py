"""The year wheel in a real terminal: what moving the cursor costs, and that all of it is drawn."""

from __future__ import annotations

import pytest

MOST = 600
"""Bytes a move of the cursor may take at 80x24."""


def to_the_wheel(window):
    window.press("3")
    window.wait_for("u44–49")
    window.quiet()


def costs(window, *keys):
    """The bytes each key sends, one after another, the screen at rest between them."""
    spent = []
    for key in keys:
        mark = window.mark()
        window.press(key)
        window.quiet(0.3)
        spent.append(len(window.sent(mark)))
    return spent


@pytest.mark.parametrize("colours", [{}, {"TERM": "xterm"}, {"COLORTERM": "truecolor"}])
def test_moving_in_the_months_is_cheap(start, colours):
    window = start(env=colours)
    to_the_wheel(window)
    keys = ["left", "up", "down", "right", "i", "I", "up", "W", "w", "left", "left", "up", "right"]
    spent = costs(window, *keys)
    assert max(spent) < MOST, dict(zip(keys, spent, strict=True))
    assert window.text().count("›") == 1


def test_a_page_of_an_overfull_month_is_cheap(start):
    window = start(env={"COLORTERM": "truecolor"})
    to_the_wheel(window)
    spent = costs(window, "right", *["down"] * 14, *["up"] * 14)
    assert max(spent) < MOST
    assert "december" in window.text()


def test_moving_in_the_ring_is_cheap(start):
    window = start()
    to_the_wheel(window)
    window.press("v")
    window.wait_for("Ringe, yderst først")
    window.quiet(0.3)
    # Within a month: what the cursor is on, the pointer in the month's list, two marks.
    steps = costs(window, "tab", "tab", "tab", "shift+tab", "right", "left")
    assert max(steps) < MOST, steps
    # Into another month its list is another one, too.
    assert max(costs(window, "pagedown", "left", "down", "up")) < 2 * MOST


def test_every_view_is_drawn_again_after_the_others(start):
    window = start()
    to_the_wheel(window)
    window.press("v")
    window.wait_for("Ringe, yderst først")
    window.press("v")
    window.wait_for("travl")
    window.press("v")
    window.wait_for("oktober u40–44")
    window.quiet()
    assert window.text().count("›") == 1

"""The two sets of signs are interchangeable."""

from __future__ import annotations

from dataclasses import fields

import pytest
from rich.cells import cell_len

from screens.drawing.glyphs import ASCII, UNICODE, Glyphs, glyphs, use

SIGNS = [field.name for field in fields(Glyphs) if not field.name.endswith("border")]


@pytest.fixture(autouse=True)
def _restore():
    yield
    use(unicode=True)


@pytest.mark.parametrize("name", SIGNS)
def test_every_sign_is_one_column_wide(name):
    assert cell_len(getattr(UNICODE, name)) == 1
    assert cell_len(getattr(ASCII, name)) == 1
    assert getattr(ASCII, name).isascii()


def test_states_look_different_in_both_sets():
    for signs in (UNICODE, ASCII):
        assert len({signs.tick, signs.cross, signs.half, signs.empty, signs.overdue}) == 5


def test_no_two_states_share_a_sign():
    """In ASCII, too: what is done is no cross, and what has stalled is not late."""
    for signs in (UNICODE, ASCII):
        states = (
            signs.tick, signs.cross, signs.half, signs.empty, signs.overdue, signs.warning,
            signs.bullet, signs.pointer, signs.opened, signs.closed, signs.linked, "?",
        )  # fmt: skip
        assert len(set(states)) == len(states)
        wheel = (signs.tick, signs.changed, signs.linked, signs.overdue, signs.warning)
        assert len(set(wheel)) == len(wheel)
    assert ASCII.several not in {ASCII.tick, ASCII.changed, ASCII.linked, ASCII.overdue}


def test_borders_are_ones_textual_knows():
    from textual.css.constants import VALID_BORDER

    for signs in (UNICODE, ASCII):
        assert {signs.border, signs.focused_border} <= VALID_BORDER


def test_the_set_in_use_is_chosen_once_for_the_process():
    assert use(unicode=False) is ASCII
    assert glyphs() is ASCII
    assert use(unicode=True) is glyphs() is UNICODE

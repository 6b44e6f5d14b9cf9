"""Any keys in any order: the program stands, and the document is the one on the screen."""

from __future__ import annotations

import pytest
from support.monkey import monkey

SIZES = [(80, 24), (120, 40), (60, 16)]


async def test_a_monkey_harms_nothing(tmp_path):
    async with monkey(tmp_path, 1) as one:
        for _ in range(3):
            await one.burst()
    one.undo_everything()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 62))
async def test_many_monkeys_harm_nothing(tmp_path, seed):
    async with monkey(tmp_path, seed, size=SIZES[seed % len(SIZES)]) as one:
        for _ in range(15):
            await one.burst()
    one.undo_everything()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
async def test_a_monkey_and_a_colleague_who_deletes_what_it_is_at(tmp_path, seed):
    async with monkey(tmp_path, seed, size=SIZES[seed % len(SIZES)]) as one:
        for _ in range(30):
            await one.burst(5)
            await one.meddle()

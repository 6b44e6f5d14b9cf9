"""Copying: what there is to copy, and that nothing leaves where nothing may."""

from __future__ import annotations

import pytest
from support.documents import blank, done
from support.floors import LEFT, desk_on
from support.keyboard import opens, press

from data.edits.records import AddRecord
from data.model.plan import Action
from screens.plan.screen import PlanScreen
from screens.shared.copy_out import copy

opened = opens(PlanScreen)


def with_action():
    return done(blank(), AddRecord("action", {"measure": "Ny lampe"}, "a"))


def offered(dialog):
    return [option.value for option in dialog._options]


async def test_a_record_is_copied_by_number_by_text_and_by_both(tmp_path):
    desk = desk_on(with_action(), tmp_path, LEFT)
    action = desk.document.get(Action, "a")
    await copy(desk, action, "›  H1   Ny lampe")
    path = str(desk.session.store.path)
    assert offered(desk.floor.asked[0]) == ["H1", "H1 Ny lampe", "Ny lampe", path]
    assert desk.floor.copied == []


async def test_a_line_that_is_no_record_is_copied_as_it_is_and_so_is_the_last_file(tmp_path):
    desk = desk_on(blank(), tmp_path, "/tmp/plan.md")
    desk.floor.written = "/tmp/plan.md"
    await copy(desk, None, "Hvad  kræver det?")
    assert offered(desk.floor.asked[0])[:2] == ["Hvad kræver det?", "/tmp/plan.md"]
    assert desk.floor.copied == ["/tmp/plan.md"]
    assert "/tmp/plan.md" in desk.floor.said[-1]
    assert desk.floor.alerts == []


async def test_where_nothing_may_leave_that_is_said(tmp_path):
    desk = desk_on(with_action(), tmp_path, "H1", restricted=True)
    await copy(desk, desk.document.get(Action, "a"))
    assert len(desk.floor.alerts) == 1


@pytest.mark.parametrize("on_card", [False, True])
async def test_capital_c_copies_what_the_cursor_is_on(opened, on_card):
    async with opened(with_action()) as pilot:
        await press(pilot, *(("enter",) if on_card else ()), "C", "1")
        assert pilot.app.clipboard == "H1"

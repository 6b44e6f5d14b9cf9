"""Pasted lines are text: several become an entry each, after what they make has been shown."""

from __future__ import annotations

import pytest
from support import program
from support.frames import frame
from support.keyboard import press, rest
from textual.events import Paste

from data.model.plan import Action
from screens.discussion.screen import DiscussionScreen
from screens.home.screen import HomeScreen
from screens.plan.screen import PlanScreen
from screens.widgets.entry import Entry

CASE = "Støj ved fræseren\r\nNye lamper ansvar:mette frist:uge 43\r\nUdskift dæk på truck\r\n"
MEASURES = ["Støj ved fræseren", "Nye lamper", "Udskift dæk på truck"]


async def paste(pilot, text=CASE):
    pilot.app._driver.send_message(Paste(text))
    await rest(pilot)


def new(pilot):
    known = {action.id for action in program.example().all(Action)}
    actions = pilot.app.session.document.all(Action)
    return [action for action in actions if action.id not in known]


@pytest.mark.parametrize(
    ("screen", "keys"),
    [(HomeScreen, ("a",)), (PlanScreen, ("a",)), (DiscussionScreen, ("h",))],
    ids=["capture", "plan", "discussion"],
)
async def test_several_lines_become_an_action_each_after_they_were_shown(front, screen, keys):
    async with front(None, *keys, screen=screen) as pilot:
        if screen is DiscussionScreen:
            await press(pilot, "escape", "end", "up", "up", "a")
        await paste(pilot)
        shown = frame(pilot.app)
        assert all(measure in shown for measure in MEASURES)
        assert "Mette" in shown
        assert new(pilot) == [], "shown first"
        await press(pilot, "enter")
        made = new(pilot)
        assert [action.measure for action in made] == MEASURES
        assert made[1].owner
        assert made[1].due


async def test_escape_leaves_the_lines_in_the_line(front):
    async with front(None, "a", screen=PlanScreen) as pilot:
        await paste(pilot)
        await press(pilot, "escape")
        entry = pilot.app.screen.query_one(Entry)
        assert entry.text == CASE.replace("\r\n", "\n").strip()
        assert new(pilot) == []


async def test_a_paste_neither_enters_nor_leaves_a_line(front):
    async with front(None, "a", screen=PlanScreen) as pilot:
        await paste(pilot, "Støj\n")
        entry = pilot.app.screen.query_one(Entry)
        assert (entry.text, pilot.app.focused) == ("Støj", entry)
        assert new(pilot) == []


@pytest.mark.parametrize("keys", [("o",), ("d",), ("slash",), ("f2",)])
async def test_where_one_line_is_typed_pasted_lines_are_run_together(front, keys):
    async with front(None, *keys, screen=PlanScreen) as pilot:
        before = pilot.app.session.document
        await paste(pilot, "et\r\nD\nto\r\n")
        assert pilot.app.screen.focused.value == "et D to"
        assert pilot.app.session.document is before

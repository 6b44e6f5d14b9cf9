"""Search from anywhere, by keyboard: type, look, go there."""

from __future__ import annotations

from support.documents import blank, done
from support.frames import frame
from support.hostile import HOSTILE
from support.keyboard import press

from data.edits.records import AddRecord
from screens.everywhere.search import SearchScreen
from screens.shared.card import RecordCard
from screens.status.screen import StatusScreen


def filled():
    return done(
        blank(),
        AddRecord("action", {"measure": "Støjskærm i værkstedet"}, "a1"),
        AddRecord("goal", {"title": "Mindre støj", "year": 2026}, "g"),
        AddRecord("note", {"about": "goal:g", "text": "Hemmelig støj", "confidential": True}, "c"),
    )


async def type_in(pilot, *keys):
    await press(pilot, *keys)


async def test_slash_on_the_front_page_searches_everything(front):
    async with front(filled()) as pilot:
        await type_in(pilot, "slash", *"stoj")
        shown = frame(pilot.app)
        assert isinstance(pilot.app.screen, SearchScreen)
        assert "Handling  1" in shown
        assert "H1 Støjskærm i værkstedet" in shown
        assert "M1 Mindre støj" in shown
        assert "fortroligt" in shown
        await type_in(pilot, "enter")
        assert isinstance(pilot.app.screen, RecordCard)
        assert "Støjskærm" in frame(pilot.app)


async def test_a_note_leads_to_what_it_is_about(front):
    async with front(filled()) as pilot:
        await type_in(pilot, "f2", *"hemmelig", "enter")
        assert isinstance(pilot.app.screen, RecordCard)
        assert "Mindre støj" in frame(pilot.app)


async def test_nothing_fits_and_escape_leaves(front):
    async with front(filled()) as pilot:
        await type_in(pilot, "slash", *"zzz")
        assert "Intet passer på" in frame(pilot.app)
        await type_in(pilot, "enter")
        assert isinstance(pilot.app.screen, SearchScreen)
        await type_in(pilot, "escape")
        assert not isinstance(pilot.app.screen, SearchScreen)


async def test_staff_who_look_on_find_nothing_confidential(front):
    async with front(filled(), screen=StatusScreen) as pilot:
        await type_in(pilot, "f2", *"stoj")
        assert "Mindre støj" in frame(pilot.app)
        assert "Hemmelig" not in frame(pilot.app)


async def test_hostile_text_is_only_text(front):
    document = blank()
    for number, text in enumerate(HOSTILE):
        document = done(document, AddRecord("idea", {"text": f"fund {text}"}, f"i{number}"))
    async with front(document) as pilot:
        await type_in(pilot, "slash", *"fund")
        assert not set(frame(pilot.app)) & {"\x1b", "\x07", "\r"}

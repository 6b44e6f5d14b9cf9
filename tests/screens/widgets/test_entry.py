"""The line one types in: grows, completes, and is on disk before it can be lost."""

from __future__ import annotations

import asyncio

import pytest
from support.keyboard import press, rest, until
from textual import events

from data.own.drafts import Drafts
from screens.widgets import entry as module
from screens.widgets.entry import Entry
from screens.widgets.line_drafts import LineDrafts


@pytest.fixture
def drafts(tmp_path):
    return Drafts(tmp_path, "doc")


async def test_enter_hands_in_and_ctrl_j_begins_a_line(alone):
    async with alone(lambda: Entry()) as (pilot, line, said):
        await press(pilot, "a", "ctrl+j", "ø", "space", "enter")
        assert [message.text for message in said(Entry.Submitted)] == ["a\nø"]
        assert line.size.height == 2


async def test_it_grows_to_six_lines_and_no_further(alone):
    async with alone(lambda: Entry("x\n" * 20), size=(60, 20)) as (_pilot, line, _said):
        assert line.size.height == 6


async def test_a_line_of_ten_thousand_characters(alone):
    async with alone(lambda: Entry("ord " * 2_500)) as (pilot, line, _said):
        await press(pilot, "x")
        assert line.text.endswith("ord x")


async def test_a_pause_keeps_what_is_typed(alone, drafts, monkeypatch):
    monkeypatch.setattr(module, "PAUSE", 0.01)
    async with alone(lambda: Entry(drafts=drafts, place="here")) as (pilot, line, _said):
        await press(pilot, "a", "b")
        await until(pilot, lambda: drafts.load("here"))
        assert drafts.load("here").text == "ab"
        line.finish()
        assert drafts.load("here") is None
        assert line.text == ""


async def test_what_was_typed_comes_back_and_goes_when_emptied(alone, drafts):
    drafts.save("here", "halv")
    async with alone(lambda: Entry("andet", drafts=drafts, place="here")) as (pilot, line, _said):
        assert line.text == "halv"
        await press(pilot, "t")
        assert line.text == "halvt"
        line.begin("there", "nyt")
        assert drafts.load("here").text == "halvt", "kept when another text begins"
        assert (line.place, line.text) == ("there", "nyt")
        line.load_text("")
        assert not line.keep()
        assert drafts.load("there") is None


async def test_going_away_keeps_it(alone, drafts):
    async with alone(lambda: Entry(drafts=drafts, place="here")) as (pilot, line, _said):
        await press(pilot, "x")
        await line.remove()
        assert drafts.load("here").text == "x"


async def test_tab_goes_round_the_candidates_and_a_key_begins_anew(alone):
    found = ["Mette", "Morten"]

    def complete(text, cursor, turn):
        if text[:cursor] != "hej m":
            return None
        word = found[turn % 2]
        return f"hej {word}{text[cursor:]}", 4 + len(word)

    async with alone(lambda: Entry("hej m", complete=complete)) as (pilot, line, _said):
        await press(pilot, "tab")
        assert line.text == "hej Mette"
        await press(pilot, "tab")
        assert line.text == "hej Morten"
        await press(pilot, "x", "tab")
        assert line.text == "hej Mortenx"


async def test_a_paste_of_many_lines_is_text(alone):
    async with alone(lambda: Entry()) as (pilot, line, said):
        pilot.app.post_message(events.Paste("en\nto"))
        await rest(pilot)
        assert line.text == "en\nto"
        assert said(Entry.Submitted) == []


async def test_a_line_opened_at_once_finds_nothing_of_what_is_safe(drafts, monkeypatch):
    line = LineDrafts(drafts)
    line.keep("capture", "Køb lamper")
    handed = line.hand_in("capture", "Køb lamper")
    # No thread has had its turn yet when the next line is opened.
    monkeypatch.setattr(asyncio.get_running_loop(), "run_in_executor", lambda *_work: None)
    line.saved(handed)
    assert LineDrafts(drafts).load("capture") == ""

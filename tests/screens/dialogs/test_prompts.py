"""Questions at the bottom: each kind answered by keyboard, refused, and left."""

from __future__ import annotations

from datetime import date

import pytest
from support.frames import frame
from support.keyboard import press, rest
from textual.widgets import Input

from data.own.drafts import Drafts
from screens.dialogs.confirm import ConfirmPrompt
from screens.dialogs.pick import NEW, NONE, PickPrompt
from screens.dialogs.prompt import (
    ChoicePrompt,
    DateAnswer,
    DatePrompt,
    Option,
    TextPrompt,
    TickPrompt,
)
from screens.widgets.entry import Entry

TODAY = date(2026, 11, 24)
MORROW = date(2026, 11, 25)
MIDDLE = date(2026, 12, 15)
OPTIONS = [Option("a", "Ærter"), Option("b", "Bønner", "grønne"), Option("c", "Chili")]
LEFT = object()


async def answer(pilot, dialog, *keys):
    """What a dialog answers when these keys are pressed."""
    got = []
    await pilot.app.push_screen(dialog, got.append)
    await rest(pilot)
    await press(pilot, *keys)
    return got[0] if got else LEFT


@pytest.mark.parametrize(
    ("dialog", "keys", "expected"),
    [
        (lambda: TextPrompt("Hvad?", "støj"), ("x", "enter"), "støjx"),
        (lambda: TextPrompt("Hvad?", "støj", proposed=True), ("x", "enter"), "x"),
        (lambda: TextPrompt("Hvad?", "støj", proposed=True), ("enter",), "støj"),
        (lambda: TextPrompt("Hvad?", "støj", proposed=True), ("end", "x", "enter"), "støjx"),
        (lambda: TextPrompt("Hvad?", "støj"), ("escape",), None),
        (lambda: DatePrompt("Hvornår?", TODAY, TODAY), ("up", "enter"), DateAnswer(MORROW)),
        (lambda: DatePrompt("Hvornår?", TODAY, TODAY), ("delete", "enter"), DateAnswer(None)),
        (lambda: DatePrompt("Hvornår?", TODAY), ("x", "enter"), LEFT),
        (lambda: DatePrompt("Hvornår?", TODAY), ("escape",), None),
        (lambda: DatePrompt("Hvad?", TODAY), (*"151226", "enter", "1"), DateAnswer(MIDDLE)),
        (lambda: DatePrompt("Hvad?", TODAY), (*"151226", "enter", "escape"), LEFT),
        (lambda: ChoicePrompt("Hvad?", OPTIONS, value="b"), ("enter",), "b"),
        (lambda: ChoicePrompt("Hvad?", OPTIONS, value="b"), ("down", "enter"), "c"),
        (lambda: ChoicePrompt("Hvad?", OPTIONS), ("3",), "c"),
        (lambda: ChoicePrompt("Hvad?", OPTIONS), ("0", "4", "9", "escape"), None),
        (lambda: TickPrompt("Hvilke?", OPTIONS, ["c"]), ("space", "enter"), ("a", "c")),
        (lambda: TickPrompt("Hvilke?", OPTIONS, ["a"]), ("space", "enter"), ()),
        (lambda: TickPrompt("Hvilke?", OPTIONS, ["a"]), ("3", "1", "enter"), ("c",)),
        (lambda: TickPrompt("Hvilke?", OPTIONS, []), ("2", "space", "9", "enter"), ()),
        (lambda: TickPrompt("Hvilke?", OPTIONS, ["a"]), ("escape",), None),
        (lambda: PickPrompt("Hvem?", OPTIONS), ("b", "o", "n", "enter"), "b"),
        (lambda: PickPrompt("Hvem?", OPTIONS), ("down", "down", "up", "enter"), "b"),
        (lambda: PickPrompt("Hvem?", OPTIONS, value="c"), ("enter",), "c"),
        (lambda: PickPrompt("Hvem?", OPTIONS), ("pagedown", "enter"), NONE),
        (lambda: PickPrompt("Hvem?", OPTIONS), ("x", "x", "enter"), LEFT),
        (lambda: PickPrompt("Hvem?", OPTIONS, new="Ny: {text}"), ("x", "enter"), f"{NEW}x"),
        (lambda: ConfirmPrompt("Slet?", "3 notater"), ("j",), True),
        (lambda: ConfirmPrompt("Slet?"), ("y",), True),
        (lambda: ConfirmPrompt("Slet?"), ("enter",), False),
        (lambda: ConfirmPrompt("Slet?"), ("n",), False),
        (lambda: ConfirmPrompt("Slet?"), ("escape",), False),
    ],
)  # fmt: skip
async def test_answers(front, dialog, keys, expected):
    async with front() as pilot:
        assert await answer(pilot, dialog(), *keys) == expected


async def test_an_answer_that_cannot_be_taken_says_why(front):
    async with front() as pilot:
        prompt = TextPrompt("Hvor mange?", accept=lambda text: "" if text == "7" else "Et tal.")
        assert await answer(pilot, prompt, "x", "enter") is LEFT
        assert "Et tal." in frame(pilot.app)
        await press(pilot, "backspace", "7", "enter")
        assert pilot.app.screen is not prompt


async def test_the_reading_is_echoed(front):
    async with front() as pilot:
        prompt = TextPrompt("Hvad?", reading=lambda text: f"læst: {text}")
        await answer(pilot, prompt, "s")
        assert "læst: s" in frame(pilot.app)


async def test_what_is_typed_waits_when_the_question_is_left(front, tmp_path):
    drafts = Drafts(tmp_path, "doc")
    async with front() as pilot:
        await answer(pilot, TextPrompt("Hvad?", drafts=drafts, place="p"), "x", "escape")
        assert drafts.load("p").text == "x"
        again = TextPrompt("Hvad?", "andet", drafts=drafts, place="p")
        await answer(pilot, again)
        assert again.query_one(Entry).text == "x"
        await press(pilot, "enter")
        assert drafts.load("p").text == "x", "until it is saved"
        again.forget()
        await rest(pilot)
        assert drafts.load("p") is None


async def test_more_than_nine_options_are_reached_with_arrows(front):
    many = [Option(str(n), f"valg {n}") for n in range(12)]
    async with front() as pilot:
        assert await answer(pilot, ChoicePrompt("Hvad?", many), "end", "enter") == "11"


async def test_what_the_question_is_about_stays_in_sight(front):
    async with front() as pilot:
        await answer(pilot, PickPrompt("Hvem?", OPTIONS))
        assert "Årlig drøftelse" in frame(pilot.app)
        assert not pilot.app.screen.query_one(Input).cursor_blink

"""Letters that were others before: they say so for one release."""

from __future__ import annotations

import pytest
from support.documents import blank, changed, with_discussion
from support.frames import frame
from support.keyboard import opens, press
from support.meetings import NOON

from data.model.choices import MeetingState
from data.model.discussion import Discussion
from data.model.plan import Action
from data.own.habits import FILE, Habits
from screens.competence.screen import CompetenceScreen
from screens.discussion.screen import DiscussionScreen
from screens.keys.former import ANSWERS_IN, FORMER
from screens.keys.tables import tables
from screens.plan.screen import PlanScreen
from screens.widgets.bars import StatusLine
from tui.version import version


def prepared():
    document = with_discussion(blank(), 2026)
    return changed(document, document.all(Discussion)[0], held_on=NOON.date())


discussion = opens(DiscussionScreen, prepared)
plan = opens(PlanScreen, blank)
competence = opens(CompetenceScreen, blank)


def news(pilot):
    return pilot.app.screen.query_one(StatusLine).news


def test_they_answer_for_one_release_only():
    """When this fails, `screens.keys.former` and what asks it are to be taken out."""
    assert version().startswith(ANSWERS_IN)


def test_every_letter_leads_to_a_key_that_is_there():
    ids = {key.id for declared in tables().values() for key in declared}
    for place, letters in FORMER.items():
        assert place in tables()
        for letter, now in letters.items():
            assert now in ids or " " in now, (place, letter)


def test_a_letter_that_still_does_the_same_is_no_former_one():
    for place, letters in FORMER.items():
        for key in tables()[place]:
            for letter in key.keys.split(","):
                assert letters.get(letter) != key.id, (place, letter)


async def test_a_letter_that_is_free_now_says_which_one_it_is(plan):
    async with plan() as pilot:
        await press(pilot, "h")
        assert news(pilot) == "h: nu a (ny handling)"
        await press(pilot, "i")
        assert news(pilot) == "i: nu s (sortér og gruppér)"
        assert pilot.app.session.document.all(Action) == ()


async def test_what_is_no_key_any_more_says_how_it_is_done(discussion):
    async with discussion() as pilot:
        await press(pilot, "home", "down", "down", "f")
        assert news(pilot) == "f: nu n, og F: foran linjen"


async def test_a_letter_that_means_something_else_does_nothing_the_first_time(discussion, tmp_path):
    async with discussion() as pilot:
        screen = pilot.app.screen
        object.__setattr__(screen.desk, "habits", Habits(tmp_path))
        await press(pilot, "end", "x")
        assert news(pilot).startswith("x er nu: godkend. Det, x gjorde før, er nu l ")
        assert pilot.app.screen is screen
        await press(pilot, "x", "j", "enter", "enter")
        (held,) = pilot.app.session.document.all(Discussion)
        assert held.state is MeetingState.APPROVED
    assert "discussion.approve x" in (tmp_path / FILE).read_text()
    async with discussion() as pilot:
        object.__setattr__(pilot.app.screen.desk, "habits", Habits(tmp_path))
        await press(pilot, "end", "x")
        assert "Godkend alligevel?" in frame(pilot.app), "told once, in every session"


async def test_somebody_new_never_knew_the_old_letters(competence, tmp_path):
    async with competence() as pilot:
        object.__setattr__(pilot.app.screen.desk, "habits", Habits(tmp_path / "no", fresh=True))
        await press(pilot, "escape", "t")
        assert "er nu" not in news(pilot)
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("content", ["", "[]", '{"keys": 3}', '{"keys": [1, "a b"]}', "\xff"])
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path, content):
    (tmp_path / FILE).write_text(content, "latin-1")
    habits = Habits(tmp_path)
    assert not habits.knows("x")
    habits.learn("x")
    assert Habits(tmp_path).knows("x")


def test_commands_chosen_last_come_first_and_once(tmp_path):
    habits = Habits(tmp_path)
    for name in [*"abcdefghij", "c"]:
        habits.chose(name)
    assert Habits(tmp_path).recent == ("c", "j", "i", "h", "g", "f", "e", "d")


def test_nothing_is_kept_of_one_who_leaves_nothing():
    habits = Habits(None, fresh=True)
    habits.chose("a")
    assert habits.recent == ("a",)
    assert habits.knows("anything")

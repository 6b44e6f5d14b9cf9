"""What was begun and not saved is told on the front page, and a key leads to where it was typed."""

from __future__ import annotations

import pytest
from support.frames import frame
from support.keyboard import at_work, press, rest, until
from support.on_example import on_example

from data.model.choices import MeetingState
from data.model.discussion import AgendaItem, Discussion
from data.model.plan import Action
from data.own.drafts import KEYS_PLACE
from screens.home.screen import HomeScreen
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.entry import Entry

TEXT = "Støjskærm ved saven"
HEAD = "Begyndt, ikke gemt"


@pytest.fixture
def app(tmp_path):
    """The program on the example."""
    return on_example(tmp_path)


def one(app, kind):
    return app.session.document.all(kind)[0]


async def to(pilot, place):
    lines = pilot.app.screen.pane.lines
    await until(pilot, lambda: any(row.key == f"draft.{place}" for row in lines.rows))
    lines.select(f"draft.{place}")
    await press(pilot, "enter")


def typed(pilot):
    return pilot.app.screen.query_one(Entry).text


async def test_nothing_is_told_where_nothing_waits(app):
    async with at_work(app):
        assert HEAD not in frame(app)


@pytest.mark.parametrize("place", ["plan.capture", "capture", "action.measure"])
async def test_enter_leads_to_the_line_with_the_text_in_it(app, place):
    if place == "action.measure":
        action = one(app, Action)
        place, where = f"{action.reference}.measure", action.code
    else:
        where = "Handleplan" if place == "plan.capture" else "Hurtig tilføjelse"
    app.desk.drafts.save(place, TEXT)
    async with at_work(app) as pilot:
        await to(pilot, place)
        assert typed(pilot) == TEXT
        await press(pilot, "escape", "1")
        await until(pilot, lambda: HEAD in frame(app))
        assert where in frame(app)
        assert TEXT in frame(app)


async def test_what_is_saved_waits_no_longer(app):
    app.desk.drafts.save("plan.capture", TEXT)
    async with at_work(app) as pilot:
        await to(pilot, "plan.capture")
        await press(pilot, "enter", "escape", "1")
        await until(pilot, lambda: HEAD not in frame(app))
        assert isinstance(app.screen, HomeScreen)


async def test_what_is_saved_on_the_front_page_itself_is_not_told_any_more(app):
    async with at_work(app) as pilot:
        app.desk.drafts.save("capture", TEXT)
        app.screen.pane.look_for_drafts()
        await until(pilot, lambda: HEAD in frame(app))
        await to(pilot, "capture")
        await press(pilot, "enter")
        await until(pilot, lambda: any(a.measure == TEXT for a in app.session.document.all(Action)))
        await until(pilot, lambda: HEAD not in frame(app))


async def test_a_draft_that_is_gone_is_not_told_any_more(app):
    app.desk.drafts.save(KEYS_PLACE, TEXT)
    async with at_work(app) as pilot:
        await until(pilot, lambda: HEAD in frame(app))
        app.desk.drafts.clear(KEYS_PLACE)
        await until(pilot, lambda: HEAD not in frame(app))


@pytest.mark.parametrize("kind", ["note", "confidential"])
async def test_a_line_of_a_meeting_is_offered_there_and_a_confidential_one_not_quoted(app, kind):
    open_ = next(
        each
        for each in app.session.document.all(Discussion)
        if each.state is not MeetingState.APPROVED
    )
    items = app.session.document.all(AgendaItem)
    item = next(each for each in items if each.discussion == open_.id)
    app.desk.drafts.save(f"{item.reference}/{kind}", TEXT)
    async with at_work(app) as pilot:
        await until(pilot, lambda: HEAD in frame(app))
        assert item.title[:12] in frame(app)
        assert (TEXT in frame(app)) is (kind == "note")
        await to(pilot, f"{item.reference}/{kind}")
        assert app.screen.query_one(CaptureDock).opened
        assert typed(pilot) == TEXT


@pytest.mark.parametrize("place", ["action:nowhere.measure", "nothing known", KEYS_PLACE])
@pytest.mark.parametrize("answer", ["1", "2", "escape"])
async def test_what_has_no_line_left_becomes_something_new_or_is_given_up(app, place, answer):
    app.desk.drafts.save(place, TEXT)
    async with at_work(app) as pilot:
        await to(pilot, place)
        assert TEXT in frame(app)
        await press(pilot, answer)
        await rest(pilot)
        there = app.desk.drafts.load(place)
        if answer == "1":
            assert typed(pilot) == TEXT
        assert (there is None) is (answer != "escape")


async def test_several_are_unfolded(app):
    for number in range(5):
        app.desk.drafts.save(f"new.action{number}", f"Nummer {number}")
    async with at_work(app) as pilot:
        await until(pilot, lambda: HEAD in frame(app))
        assert "2 mere" in frame(app) or "2 til" in frame(app)
        app.screen.pane.lines.select("more.drafts")
        await press(pilot, "enter")
        assert all(f"Nummer {number}" in frame(app) for number in range(5))

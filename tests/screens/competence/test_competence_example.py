"""The ready example by keyboard: start from it in one edit, or only look."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from support.documents import blank
from support.frames import frame
from support.keyboard import press, rest

from data.content.competence_example import competence_example
from data.i18n import set_language
from data.model.competence import FocusArea, Need
from screens.competence.example import offer_example
from screens.dialogs.page import MarkdownPage
from screens.workplace.screen import WorkplaceScreen


@pytest.fixture
def offered(part):
    """A screen over which the example is offered."""

    @asynccontextmanager
    async def run(document=None):
        async with part(WorkplaceScreen, document or blank()) as pilot:
            pilot.app.desk.start(offer_example(pilot.app.desk))
            await rest(pilot)
            yield pilot

    return run


def counted(pilot, cls):
    return len(pilot.app.session.document.all(cls))


async def test_starting_from_it_is_one_edit(offered):
    async with offered() as pilot:
        assert "Et færdigt eksempel" in frame(pilot.app)
        await press(pilot, "1")
        assert counted(pilot, FocusArea) == 1
        assert counted(pilot, Need) == 13
        await press(pilot, "u")
        assert counted(pilot, FocusArea) == counted(pilot, Need) == 0


async def test_looking_leaves_everything_as_it_was(offered):
    async with offered() as pilot:
        await press(pilot, "2")
        assert isinstance(pilot.app.screen, MarkdownPage)
        assert "VI FOREBYGGER STRESS" in frame(pilot.app)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, WorkplaceScreen)
        assert counted(pilot, FocusArea) == 0


async def test_what_is_put_in_is_in_the_documents_language(offered):
    set_language("en")
    async with offered(blank(language="da")) as pilot:
        await press(pilot, "1")
        (area,) = pilot.app.session.document.all(FocusArea)
        assert area.title == competence_example("da").title

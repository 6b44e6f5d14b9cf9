"""Looking back, putting back and narrowing the history, without a screen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.documents import blank
from support.floors import LEFT, desk_on
from support.meetings import NOON

from data.edits.records import AddRecord, DeleteRecord, SetField
from data.i18n import set_language
from data.model.plan import Action
from screens.dialogs.prompt import DateAnswer
from screens.history.restore import look_back, restore_all, restore_records
from screens.history.saves import OlderTarget, Saves, SaveTarget

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _danish():
    set_language("da")


@pytest.fixture
def at_desk(tmp_path):
    """A desk on a document that was changed a few times, and its saves."""

    async def make(*answers, about="", **options):
        desk = desk_on(blank(), tmp_path, *answers, **options)
        for command in (
            AddRecord("action", {"measure": "Hegn"}, "h"),
            SetField("action", "h", "measure", "Højt hegn", "Hegn"),
            AddRecord("action", {"measure": "Maling"}, "m"),
            DeleteRecord("action", "m"),
        ):
            await desk.session.run(command)
        saves = Saves(about=about)
        saves.take_in(saves.read(desk))
        return desk, saves

    return make


def measures(desk):
    return [action.measure for action in desk.document.all(Action)]


async def test_what_a_save_was_about_is_as_before_it(at_desk):
    desk, saves = await at_desk()
    assert await restore_records(desk, saves.lines[0]) is not None
    assert measures(desk) == ["Højt hegn", "Maling"]
    await desk.session.undo()
    assert measures(desk) == ["Højt hegn"]


async def test_of_one_records_history_only_that_record_is_put_back(at_desk):
    desk, saves = await at_desk(about="action:h")
    assert await restore_records(desk, saves.lines[0], "action:h") is not None
    assert measures(desk) == ["Hegn"]
    assert "H1: som før" in desk.floor.said[-1]


async def test_what_is_like_that_already_is_said_to_be(at_desk):
    desk, saves = await at_desk(True)
    assert await restore_all(desk, saves.lines[0]) is not None
    assert desk.floor.said[-1] == "Det er allerede sådan."


@pytest.mark.parametrize(
    ("answer", "after"), [(True, ["Hegn"]), (False, ["Højt hegn"]), (LEFT, ["Højt hegn"])]
)
async def test_everything_goes_back_only_after_a_yes(at_desk, answer, after):
    desk, saves = await at_desk(answer)
    await restore_all(desk, saves.lines[3])
    assert measures(desk) == after


async def test_looking_back_shows_the_document_as_it_was(at_desk):
    shown = []

    async def show(document):
        shown.append([action.measure for action in document.all(Action)])

    desk, saves = await at_desk(look_back=show)
    await look_back(desk, saves.lines[1])
    assert shown == [["Højt hegn", "Maling"]]


async def test_only_one_persons_saves_are_shown_until_all_are_again(at_desk):
    desk, saves = await at_desk("karen", "*", LEFT)
    assert await saves.ask_who(desk)
    assert (saves.who, saves.narrowed) == ("karen", True)
    assert len(saves.read(desk)) == 4
    assert await saves.ask_who(desk)
    assert not saves.narrowed
    assert not await saves.ask_who(desk)


async def test_only_what_was_saved_up_to_a_day_is_shown(at_desk):
    desk, saves = await at_desk(DateAnswer(TODAY - timedelta(1)), DateAnswer(None), LEFT)
    assert await saves.ask_until(desk)
    assert saves.read(desk) == []
    assert await saves.ask_until(desk)
    assert len(saves.read(desk)) == 4
    assert not await saves.ask_until(desk)


async def test_older_saves_are_read_when_asked_for(at_desk):
    desk, saves = await at_desk()
    saves.most = 2
    saves.take_in(saves.read(desk))
    assert saves.older
    rows = list(saves.rows(wrap=False))
    assert [row.target for row in rows if row.target is not None] == [
        *(SaveTarget(line.entry.revision) for line in saves.lines),
        OlderTarget(),
    ]
    saves.more()
    saves.take_in(saves.read(desk))
    assert (saves.older, len(saves.lines)) == (False, 4)


async def test_the_title_tells_what_is_left_out(at_desk):
    desk, saves = await at_desk(about="action:h")
    saves.who, saves.until = "karen", date(2026, 11, 1)
    title = saves.title(desk.document)
    assert title == "Historikken for H1 Højt hegn  ·  karen  ·  til og med 1.11.2026"

"""The flows behind the plan's keys, without a screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.documents import blank, done
from support.floors import LEFT, desk_on
from support.meetings import NOON

from data.edits.records import AddRecord
from data.model.choices import ActionStatus, Priority
from data.model.discussion import Note
from data.model.plan import Action
from screens.dialogs.prompt import DateAnswer
from screens.plan import edit_actions

TODAY = NOON.date()
TWO = done(
    blank(),
    AddRecord("action", {"measure": "Støjskærm", "owner": "s-p1", "due": TODAY}, "one"),
    AddRecord("action", {"measure": "Lamper"}, "other"),
)


@pytest.fixture
def at_desk(tmp_path):
    """A desk on two actions, and those the flow acts on."""

    def make(*answers, ids=("one",)):
        desk = desk_on(TWO, tmp_path, *answers)
        return desk, tuple(desk.document.get(Action, each) for each in ids)

    return make


@pytest.mark.parametrize(
    ("flow", "answer", "field", "value"),
    [
        (edit_actions.set_status, "running", "status", ActionStatus.RUNNING),
        (edit_actions.set_priority, "high", "priority", Priority.HIGH),
        (edit_actions.set_due, DateAnswer(None), "due", None),
        (edit_actions.set_due, DateAnswer(TODAY + timedelta(9)), "due", TODAY + timedelta(9)),
        (edit_actions.set_owner, "s-p3", "owner", "s-p3"),
    ],
)
async def test_an_answer_is_one_edit_on_all_that_are_chosen(at_desk, flow, answer, field, value):
    desk, actions = at_desk(answer, ids=("one", "other"))
    before = desk.document.meta.revision
    assert await flow(desk, actions)
    assert [getattr(desk.document.get(Action, each.id), field) for each in actions] == [value] * 2
    assert desk.document.meta.revision == before + 1
    (said,) = desk.floor.said
    assert "2" in said


@pytest.mark.parametrize(
    "flow",
    [
        edit_actions.set_status, edit_actions.set_priority, edit_actions.set_due,
        edit_actions.set_owner, edit_actions.add_note,
    ],
)  # fmt: skip
async def test_a_question_that_is_left_changes_nothing(at_desk, flow):
    desk, actions = at_desk(LEFT)
    before = desk.document
    assert not await flow(desk, actions)
    assert desk.document is before


async def test_what_stands_there_already_is_no_edit(at_desk):
    desk, actions = at_desk(str(ActionStatus.PLANNED), DateAnswer(TODAY))
    assert not await edit_actions.set_status(desk, actions)
    assert not await edit_actions.set_due(desk, actions)
    assert desk.floor.said == []


async def test_several_presses_in_a_row_put_off_once(at_desk):
    desk, _actions = at_desk()
    shift = edit_actions.DeadlineShift()
    for _press in range(3):
        assert await shift.by(desk, (desk.document.get(Action, "one"),), 7)
    moved = desk.document.get(Action, "one")
    assert (moved.due, moved.postponed) == (TODAY + timedelta(21), 1)


async def test_what_has_no_deadline_is_not_moved(at_desk):
    desk, actions = at_desk(ids=("other",))
    assert not await edit_actions.DeadlineShift().by(desk, actions, 7)


async def test_a_note_is_kept_for_each(at_desk):
    desk, actions = at_desk("Set i dag", ids=("one", "other"))
    assert await edit_actions.add_note(desk, actions)
    about = {note.about for note in desk.document.all(Note) if note.text == "Set i dag"}
    assert about == {action.reference for action in actions}


async def test_deleting_is_taken_back_in_one(at_desk):
    desk, actions = at_desk(ids=("one", "other"))
    assert await edit_actions.delete(desk, actions)
    assert desk.document.all(Action) == ()
    await desk.session.undo()
    assert len(desk.document.all(Action)) == 2

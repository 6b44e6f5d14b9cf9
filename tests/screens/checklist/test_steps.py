"""The steps of the checklist and the flow behind a next step, without a screen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.checklist import gone_through, stuck
from support.floors import LEFT, desk_on
from support.meetings import NOON

from data.edits.records import DeleteRecord
from data.i18n import set_language
from data.model.checklist import ChecklistAnswer, ChecklistRun
from data.model.choices import CheckAnswer
from data.model.plan import Action
from data.views.checklist import run_view
from screens.checklist.next_step import make_next_step
from screens.checklist.rows import PointTarget
from screens.checklist.steps import Asking, Overview, ResultStep
from screens.checklist.walkthrough import Walkthrough
from screens.dialogs.prompt import DateAnswer
from screens.shared.card import RecordCard
from screens.widgets.row_list import RecordTarget

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _danish():
    set_language("da")


@pytest.fixture
def at_desk(tmp_path):
    """A desk on a document with something that has stalled, and a walkthrough of it."""

    def make(document=None, *answers, take_up=""):
        desk = desk_on(document or stuck(), tmp_path, *answers)
        walkthrough = Walkthrough(desk)
        if take_up:
            walkthrough.take_up(take_up)
        return desk, walkthrough

    return make


def row_to(rows, target):
    """The row that leads there."""
    return next(row for row in rows if row.target == target)


async def test_the_overview_takes_up_what_has_stalled(at_desk):
    desk, walkthrough = at_desk()
    overview = Overview(desk, walkthrough)
    row = row_to(overview.rows(desk.document), RecordTarget("action:a"))
    await overview.do_open(row)
    assert (walkthrough.begun.target, walkthrough.at) == ("action:a", 0)
    assert desk.document.all(ChecklistRun) == (), "nothing is saved before something is answered"


async def test_a_row_that_is_no_record_leads_nowhere(at_desk):
    desk, walkthrough = at_desk()
    overview = Overview(desk, walkthrough)
    await overview.do_open(None)
    await overview.do_card(None)
    assert walkthrough.begun is None
    assert desk.floor.opened == []


async def test_what_is_gone_through_is_chosen_among_all_or_not_at_all(at_desk):
    desk, walkthrough = at_desk(None, LEFT, "action:a")
    overview = Overview(desk, walkthrough)
    await overview.do_choose(None)
    assert walkthrough.begun is None
    await overview.do_choose(None)
    assert walkthrough.begun.target == "action:a"


async def test_an_answer_begins_the_run_and_goes_on(at_desk):
    desk, walkthrough = at_desk(take_up="action:a")
    await Asking(desk, walkthrough).do_answer(None, "missing")
    (run,) = desk.document.all(ChecklistRun)
    (answer,) = desk.document.all(ChecklistAnswer)
    assert (run.target, run.held_on) == ("action:a", TODAY)
    assert (answer.run, answer.answer) == (run.id, CheckAnswer.MISSING)
    assert walkthrough.at == 1


async def test_the_last_answer_says_what_came_of_it(at_desk):
    desk, walkthrough = at_desk(gone_through(stuck(), "mppppppppp"), take_up="action:a")
    asking = Asking(desk, walkthrough)
    assert walkthrough.at == 10
    await asking.do_answer(None, "in_place")
    assert walkthrough.point is None
    assert "1 ting mangler" in desk.floor.said[-1]


async def test_a_note_that_is_left_or_the_same_is_no_edit(at_desk):
    document = gone_through(stuck(), "p", remarks={0: "Ingen timer"})
    desk, walkthrough = at_desk(document, LEFT, " Ingen timer ", "Nu er der timer")
    walkthrough.take_up("action:a")
    walkthrough.go(0)
    asking, before = Asking(desk, walkthrough), desk.document
    await asking.do_note(None)
    await asking.do_note(None)
    assert desk.document is before
    await asking.do_note(None)
    assert desk.document.all(ChecklistAnswer)[0].remark == "Nu er der timer"


async def test_what_is_gone_through_may_be_deleted_meanwhile(at_desk):
    desk, walkthrough = at_desk(take_up="action:a")
    await desk.session.run(DeleteRecord("action", "a"))
    walkthrough.follow(desk.document)
    assert walkthrough.view is None


async def test_only_what_is_missing_gets_a_step(at_desk):
    document = gone_through(stuck(), "pmppppppppp", day=TODAY)
    desk, walkthrough = at_desk(document, take_up="action:a")
    result = ResultStep(desk, walkthrough)
    rows = result.rows(desk.document)
    others = [row for row in rows if not isinstance(row.target, PointTarget)]
    assert all(result.unable("make_step", row) for row in others)
    (lacking,) = (row for row in rows if isinstance(row.target, PointTarget))
    assert not result.unable("make_step", lacking)
    assert not result.unable("export", others[0])


async def test_a_step_that_is_made_is_opened(at_desk):
    document = gone_through(stuck(), "pmppppppppp", day=TODAY)
    desk, walkthrough = at_desk(
        document, "Spørg kontoret", "s-p3", DateAnswer(None), take_up="action:a"
    )
    result = ResultStep(desk, walkthrough)
    (row,) = (r for r in result.rows(desk.document) if isinstance(r.target, PointTarget))
    await result.do_open(row)
    step = next(action for action in desk.document.all(Action) if action.step_of == "a")
    await result.do_open(row)
    (card,) = desk.floor.opened
    assert isinstance(card, RecordCard)
    assert card.record == step


async def test_deleting_the_run_leads_back_to_the_overview(at_desk):
    document = gone_through(stuck(), "pmppppppppp", day=TODAY)
    desk, walkthrough = at_desk(document, take_up="action:a")
    await ResultStep(desk, walkthrough).do_delete_run(None)
    assert desk.document.all(ChecklistRun) == ()
    assert (walkthrough.view, walkthrough.came_from) == (None, "action:a")


# -- the flow of a next step ---------------------------------------------------------------


@pytest.fixture
def lacking(tmp_path):
    """A desk with these answers, what is missing, and what the run is about."""

    def make(*answers):
        desk = desk_on(gone_through(stuck(), "pmppppppppp", day=TODAY), tmp_path, *answers)
        walkthrough = Walkthrough(desk)
        (run,) = desk.document.all(ChecklistRun)
        view = run_view(desk.document, run, walkthrough.in_use.checklist)
        return desk, view.lacking[0], view.target

    return make


def steps(desk):
    return [action for action in desk.document.all(Action) if action.step_of == "a"]


async def test_what_who_and_when_are_asked_and_saved_as_one_edit(lacking):
    desk, point, target = lacking("Spørg kontoret", "s-p3", DateAnswer(date(2026, 12, 1)))
    before = desk.document.meta.revision
    assert await make_next_step(desk, point, target)
    (step,) = steps(desk)
    assert (step.measure, step.owner, step.due) == ("Spørg kontoret", "s-p3", date(2026, 12, 1))
    assert desk.document.meta.revision == before + 1


async def test_who_and_when_are_not_asked_where_the_line_says_them(lacking):
    desk, point, target = lacking("Spørg kontoret ansvar:jonas frist:1/12")
    assert await make_next_step(desk, point, target)
    (step,) = steps(desk)
    assert (step.measure, step.owner, step.due) == ("Spørg kontoret", "s-p3", date(2026, 12, 1))
    assert len(desk.floor.asked) == 1


async def test_the_owner_and_a_day_in_two_weeks_are_suggested(lacking):
    desk, point, target = lacking(
        "Spørg",
        lambda prompt: prompt._value,
        lambda prompt: DateAnswer(prompt.day),
    )
    assert await make_next_step(desk, point, target)
    (step,) = steps(desk)
    assert (step.owner, step.due) == (target.owner, TODAY + timedelta(days=14))


async def test_a_line_that_would_be_something_else_is_still_a_step(lacking):
    desk, point, target = lacking("M: Mindre støj", "s-p3", DateAnswer(None))
    assert await make_next_step(desk, point, target)
    assert [step.measure for step in steps(desk)] == ["M: Mindre støj"]


@pytest.mark.parametrize("answers", [(LEFT,), ("Spørg", LEFT), ("Spørg", "s-p3", LEFT)])
async def test_leaving_any_question_makes_nothing(lacking, answers):
    desk, point, target = lacking(*answers)
    before = desk.document
    assert not await make_next_step(desk, point, target)
    assert desk.document is before

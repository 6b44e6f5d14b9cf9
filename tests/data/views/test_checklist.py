"""The checklist: begun by its first answer, what is missing ranked, runs compared, steps tied."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.checklist import (
    FIRST,
    LIST,
    D,
    I,
    M,
    P,
    begun,
    done_on,
    gone_through,
    stuck,
    with_step,
)

from data.commands.checklist import AddStep, AnswerPoint
from data.content.types import ChecklistPoint
from data.edits.errors import Gone, Invalid
from data.edits.records import AddRecord, DeleteRecord
from data.model.checklist import ChecklistAnswer, ChecklistRun
from data.model.choices import Source
from data.model.plan import Action
from data.views.checklist import run_to_go_on_with, run_view, runs_on

ALL = "pppppppppppp"[: len(LIST.points)]


def view(document, identity="r1", checklist=LIST):
    return run_view(document, document.get(ChecklistRun, identity), checklist)


def labels(points):
    return [each.point.id for each in points]


def test_there_are_eleven_points_in_four_domains():
    assert len(LIST.points) == 11
    assert len({point.domain for point in LIST.points}) == len(LIST.domains) == 4


def test_the_first_answer_begins_the_run():
    document = gone_through(stuck(), "m")
    (run,) = document.all(ChecklistRun)
    assert (run.code, run.target, run.held_on) == ("T1", "action:a", FIRST)
    assert run.again_on == FIRST + timedelta(42)
    assert "1" in run.asked_from
    assert view(document).answered == 1
    assert not view(document).finished


def test_a_point_is_answered_once_and_may_be_answered_anew():
    document = gone_through(stuck(), "m", remarks={0: "Ingen penge"})
    again = AnswerPoint(begun(), LIST.points[0].id, "x", P)
    document = done_on(document, FIRST, again)
    (answer,) = document.all(ChecklistAnswer)
    assert answer.answer is P
    assert answer.remark == "Ingen penge", "the note stays"
    document = done_on(
        document, FIRST, AnswerPoint(begun(), LIST.points[0].id, "x", remark="Nu ja")
    )
    (answer,) = document.all(ChecklistAnswer)
    assert (answer.answer, answer.remark) == (P, "Nu ja")


def test_what_is_missing_is_ranked_from_the_ground_up():
    document = gone_through(stuck(), "pdmimdppppp")
    assert labels(view(document).lacking) == [LIST.points[n].id for n in (2, 4, 1, 5)]
    assert len(view(document).in_place) == 6


def test_what_was_missing_before_too_comes_first():
    document = gone_through(stuck(), "ppmpppppppp")
    later = FIRST + timedelta(50)
    document = gone_through(document, "mdmpppppppp", "r2", later)
    found = view(document, "r2")
    assert found.earlier.id == "r1"
    assert labels(found.lacking) == [LIST.points[n].id for n in (2, 0, 1)]
    assert labels(found.worsened) == [LIST.points[n].id for n in (0, 1)]
    assert found.improved == ()
    assert [run.id for run in runs_on(document, "action:a")] == ["r2", "r1"]


def test_better_is_better():
    document = gone_through(stuck(), "mmdippppppp")
    document = gone_through(document, "pdpmppppppp", "r2", FIRST + timedelta(1))
    found = view(document, "r2")
    assert labels(found.improved) == [LIST.points[n].id for n in (0, 1, 2)]
    assert found.worsened == (), "what was not relevant before cannot be compared"


@pytest.mark.parametrize(
    ("answers", "again"),
    [(ALL, False), ("i" + ALL[1:], False), ("d" + ALL[1:], True), (ALL[1:], True)],
    ids=["all in place", "not relevant", "partly", "not over"],
)
def test_when_nothing_is_missing_nothing_is_asked_again(answers, again):
    run = gone_through(stuck(), answers).get(ChecklistRun, "r1")
    assert (run.again_on is not None) == again


def test_a_change_of_mind_brings_the_date_back():
    document = gone_through(stuck(), ALL)
    document = done_on(document, FIRST, AnswerPoint(begun(), LIST.points[3].id, "x", M))
    assert document.get(ChecklistRun, "r1").again_on == FIRST + timedelta(42)


# -- steps -------------------------------------------------------------------------------------


def test_a_next_step_is_an_action_of_its_own_tied_to_the_old_one():
    document = stuck(topic="støj", source="apv")
    document = with_step(gone_through(document, "pm"), due=FIRST + timedelta(14))
    step = document.get(Action, "step")
    assert (step.step_of, step.topic, step.source) == ("a", "støj", "apv")
    assert (step.owner, step.due) == ("s-p3", FIRST + timedelta(14))
    assert view(document).points[1].step == step


def test_a_step_towards_a_goal_serves_it():
    goal = AddRecord("goal", {"title": "Mindre støj", "year": 2026, "topic": "støj"}, "g")
    document = gone_through(done_on(stuck(), FIRST, goal), "pm", target="goal:g")
    step = with_step(document).get(Action, "step")
    assert (step.goal, step.step_of, step.topic) == ("g", None, "støj")
    # It is no row of the APV's plan, of which the law asks more.
    assert step.source is Source.OTHER


def test_no_step_for_what_is_gone():
    document = gone_through(stuck(), "m")
    with pytest.raises(Gone):
        done_on(document, FIRST, AddStep("nothing", {"measure": "x"}))
    document = done_on(document, FIRST, DeleteRecord("action", "a"))
    assert document.all(ChecklistRun) == ()
    with pytest.raises(Gone):
        gone_through(document, "m")


def test_only_actions_and_goals_have_steps():
    document = gone_through(stuck(), "m", target="person:s-p1")
    with pytest.raises(Invalid):
        with_step(document, "r1-0")


# -- another list ------------------------------------------------------------------------------


def test_answers_outlive_the_list_they_were_asked_from():
    from dataclasses import replace

    other = replace(
        LIST, points=(*LIST.points[:2], ChecklistPoint("new", "fit", "Nyt", "Er det nyt?", "Prøv"))
    )
    found = view(gone_through(stuck(), "ppm"), checklist=other)
    assert [each.point.label for each in found.points][-1] == LIST.points[2].label
    assert found.points[-1].given is M
    assert not found.finished


def test_a_run_goes_on_where_it_was_left():
    document, later = gone_through(stuck(), "pp"), FIRST + timedelta(5)
    assert run_to_go_on_with(document, "action:a", LIST, later).id == "r1"
    document = gone_through(document, ALL)
    assert run_to_go_on_with(document, "action:a", LIST, later) is None
    assert run_to_go_on_with(document, "action:a", LIST, FIRST).id == "r1"
    assert run_to_go_on_with(stuck(), "action:a", LIST, FIRST) is None


def test_the_answers_that_ask_for_something():
    weights = [each.weight for each in view(gone_through(stuck(), [P, D, M, I])).points[:4]]
    assert weights == [0, 1, 2, 0]

"""Closing an action, adding records and asking how often, without a screen."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import blank, done
from support.floors import LEFT, desk_on
from support.meetings import NOON

from data.edits.records import AddRecord
from data.i18n import set_language
from data.model.choices import ActionStatus, BodyLevel, Effect, Repeat, Role, Source
from data.model.plan import Action, Condition
from data.model.wheel import Activity
from data.model.workplace import Body, Person
from screens.dialogs.prompt import DateAnswer
from screens.shared.close_action import Closing
from screens.shared.how_often import ask_how_often
from screens.shared.new_records import add_body, add_condition, add_person

TODAY = NOON.date()
ONE = done(
    blank(), AddRecord("action", {"measure": "Støjskærm", "owner": "s-p1", "due": TODAY}, "a")
)


@pytest.fixture(autouse=True)
def _danish():
    set_language("da")


@pytest.fixture
def at_desk(tmp_path):
    """A desk with these answers."""
    return lambda *answers, document=ONE: desk_on(document, tmp_path, *answers)


def action(desk):
    return desk.document.get(Action, "a")


# -- closing an action ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "answers",
    [
        (LEFT,),
        ("no", LEFT),
        ("no", "syg", LEFT),
        ("no", "syg", "running", LEFT),
        ("yes", LEFT),
        ("yes", "later", LEFT),
        ("yes", "yes", LEFT),
        ("yes", "yes", "runde", LEFT),
        ("yes", "no", LEFT),
        ("yes", "no", "larmer", LEFT),
        ("yes", "no", "larmer", "Nye døre", LEFT),
        ("yes", "no", "larmer", "Nye døre", "s-p2", LEFT),
    ],
    ids=lambda answers: f"left at {len(answers)}: {'-'.join(map(str, answers[:-1]))}",
)
async def test_leaving_any_question_changes_nothing(at_desk, answers):
    desk = at_desk(*answers)
    before = desk.document
    assert await Closing(desk, action(desk)).carry_through() == ""
    assert desk.document is before
    assert "H1 er, som den var" in desk.floor.said[-1]


@pytest.mark.parametrize(
    ("status", "more"),
    [
        (ActionStatus.RUNNING, (DateAnswer(date(2027, 1, 4)),)),
        (ActionStatus.STALLED, ()),
        (ActionStatus.DROPPED, ()),
    ],
)
async def test_what_was_not_carried_out_goes_on_stalls_or_is_given_up(at_desk, status, more):
    desk = at_desk("no", "syg", str(status), *more)
    assert await Closing(desk, action(desk)).carry_through() == "a"
    assert action(desk).status is status
    assert not more or action(desk).due == date(2027, 1, 4)


async def test_an_effect_may_be_judged_later(at_desk):
    desk = at_desk("yes", "later", DateAnswer(date(2027, 2, 1)))
    assert await Closing(desk, action(desk)).carry_through() == "a"
    assert (action(desk).effect, action(desk).effect_due) == (None, date(2027, 2, 1))


async def test_what_helped_is_held_in_place_by_the_wheel(at_desk):
    desk = at_desk("yes", "yes", "Runde i huset", "quarterly")
    assert await Closing(desk, action(desk)).carry_through() == "a"
    (activity,) = (each for each in desk.document.all(Activity) if "Runde" in each.title)
    assert (action(desk).effect, activity.repeat) == (Effect.YES, Repeat.QUARTERLY)


async def test_what_did_not_help_is_followed_by_another_action(at_desk):
    desk = at_desk("yes", "no", "larmer", "Nye døre", "s-p2", DateAnswer(date(2027, 2, 1)))
    new = await Closing(desk, action(desk), Source.DISCUSSION).carry_through()
    follower = desk.document.get(Action, new)
    assert (follower.measure, follower.owner, follower.follows) == ("Nye døre", "s-p2", "a")
    assert (follower.due, follower.source) == (date(2027, 2, 1), Source.DISCUSSION)


async def test_who_and_when_are_not_asked_where_the_line_says_them(at_desk):
    desk = at_desk("yes", "no", "larmer", "Nye døre ansvar:jonas frist:1/2-2027")
    new = await Closing(desk, action(desk)).carry_through()
    follower = desk.document.get(Action, new)
    assert (follower.owner, follower.due) == ("s-p3", date(2027, 2, 1))


async def test_without_a_line_nothing_follows(at_desk):
    desk = at_desk("yes", "no", "larmer", " ")
    assert await Closing(desk, action(desk)).carry_through() == "a"
    assert len(desk.document.all(Action)) == 1


async def test_the_effect_alone_is_asked_for_and_not_saved(at_desk):
    desk = at_desk("yes", "Runde", "never")
    before = desk.document
    command = await Closing(desk, action(desk)).effect()
    assert (command.effect, command.holds, command.hold) == (Effect.YES, "Runde", None)
    assert desk.document is before


# -- adding --------------------------------------------------------------------------------


async def added(desk, flow):
    """The record a flow adds; the document is another one after it."""
    reference = await flow(desk)
    return desk.document.resolve(reference)


async def test_a_person_gets_roles_and_where_that_makes_sense_a_seat(at_desk):
    document = done(blank(), AddRecord("body", {"name": "AMO", "level": BodyLevel.GROUP}, "b"))
    desk = at_desk("Søs", ("manager",), ("b",), "Bo", ("employee",), document=document)
    sos = await added(desk, add_person)
    assert (sos.roles, sos.bodies, sos.decides) == ((Role.MANAGER,), ("b",), True)
    bo = await added(desk, add_person)
    assert (bo.roles, bo.bodies, bo.decides) == ((Role.EMPLOYEE,), (), False)


async def test_a_group_and_a_condition_are_added(at_desk):
    desk = at_desk("Gruppe Øst", "group", "Støj", DateAnswer(TODAY))
    body = await added(desk, add_body)
    assert (body.name, body.level) == ("Gruppe Øst", BodyLevel.GROUP)
    condition = await added(desk, add_condition)
    assert (condition.title, condition.assessed_on) == ("Støj", TODAY)


@pytest.mark.parametrize(
    ("flow", "answers"),
    [
        (add_person, (LEFT,)),
        (add_person, ("Søs", LEFT)),
        (add_body, (LEFT,)),
        (add_body, ("Øst", LEFT)),
        (add_condition, (LEFT,)),
        (add_condition, ("Støj", LEFT)),
    ],
)
async def test_a_question_that_is_left_adds_nothing(at_desk, flow, answers):
    desk = at_desk(*answers)
    before = {cls: desk.document.all(cls) for cls in (Person, Body, Condition)}
    assert await flow(desk) == ""
    assert {cls: desk.document.all(cls) for cls in before} == before


# -- how often -----------------------------------------------------------------------------


async def test_how_often_is_asked_until_it_is_answered(at_desk):
    day = date(2026, 12, 1)
    document = done(blank(), AddRecord("activity", {"title": "Runde", "day": day}, "r"))
    desk = at_desk("words", LEFT, "words", "hvert andet år", document=document)
    assert await ask_how_often(desk, desk.document.get(Activity, "r"))
    activity = desk.document.get(Activity, "r")
    assert (activity.repeat, activity.every) == (Repeat.YEARLY, 2)


async def test_how_often_may_be_left_or_stay(at_desk):
    day = date(2026, 12, 1)
    document = done(blank(), AddRecord("activity", {"title": "Runde", "day": day}, "r"))
    desk = at_desk(LEFT, "0", document=document)
    activity = desk.document.get(Activity, "r")
    assert not await ask_how_often(desk, activity)
    assert not await ask_how_often(desk, activity)

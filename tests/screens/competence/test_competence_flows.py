"""The flows behind the keys of the competence plan, without a screen."""

from __future__ import annotations

import pytest
from support.competence import BENT, JONAS, KAREN, planned
from support.documents import blank, done
from support.floors import LEFT, desk_on
from support.meetings import NOON

from data.commands.competence import ChooseFocus
from data.edits.records import AddRecord
from data.facts.competence import matrix
from data.i18n import set_language
from data.model.choices import DevelopmentForm
from data.model.competence import Challenge, Development, FocusArea, Need, Task
from data.model.plan import Action
from data.model.workplace import Person
from screens.competence import develop, edit_rows, steps
from screens.competence.new_rows import NewRow, focus_at, task_at
from screens.competence.shown import Shown, choose_shown
from screens.dialogs.prompt import DateAnswer

TODAY = NOON.date()


@pytest.fixture
def at_desk(tmp_path):
    """A desk on a competence plan, or on a document given."""
    set_language("da")
    return lambda *answers, document=None: desk_on(document or planned(), tmp_path, *answers)


def row(desk, need):
    return matrix(desk.document, TODAY).row(need)


def get(desk, cls, identity):
    return desk.document.get(cls, identity)


# -- from gap to action ----------------------------------------------------------------------


async def test_development_is_agreed_on_with_what_is_suggested(at_desk):
    desk = at_desk("peer", "keep")
    await develop.develop(desk, row(desk, "n2"), None)
    (one,) = desk.document.all(Development)
    # Karen is nearest to the level.
    assert (one.person, one.form, one.hours) == (KAREN, DevelopmentForm.PEER, 4)
    assert "H1 står i handleplanen og i årshjulet" in desk.floor.said[-1]


async def test_person_hours_and_day_are_changed_before_it_is_agreed_on(at_desk):
    desk = at_desk("course", "person", JONAS, "hours", "12", "due", DateAnswer(None), "keep")
    await develop.develop(desk, row(desk, "n2"), get(desk, Person, BENT))
    (one,) = desk.document.all(Development)
    assert (one.person, one.hours, one.due, one.activity) == (JONAS, 12, None, None)
    assert desk.floor.said[-1] == "H1 står i handleplanen."


@pytest.mark.parametrize("answers", [(LEFT,), ("peer", LEFT), ("peer", "hours", LEFT, LEFT)])
async def test_leaving_a_question_about_it_agrees_on_nothing(at_desk, answers):
    desk = at_desk(*answers)
    await develop.develop(desk, row(desk, "n2"), None)
    assert desk.document.all(Action) == ()
    assert desk.floor.answers == []


async def test_what_is_done_elsewhere_asks_which_and_for_the_level(at_desk):
    document = planned()
    for number, person in enumerate((KAREN, BENT), 1):
        action, values = f"a{number}", {"need": "n2", "person": person, "action": f"a{number}"}
        document = done(
            document,
            AddRecord("action", {"measure": "Kursus", "status": "done"}, action),
            AddRecord("development", values, f"d{number}"),
        )
    desk = at_desk("d2", "3", LEFT, document=document)
    whole = matrix(desk.document, TODAY)
    waiting = develop.to_finish(desk.document, whole, None)
    assert [finished.development.id for finished in waiting] == ["d1", "d2"]
    assert develop.to_finish(desk.document, whole, whole.row("n2")) == waiting
    await develop.finish(desk, waiting)
    assert row(desk, "n2").levels == (3, 0, 2)
    (left,) = develop.to_finish(desk.document, matrix(desk.document, TODAY), None)
    assert left.development.id == "d1"
    await develop.finish(desk, (left,))
    assert develop.finished_news(desk.document).startswith("1 udvikling")


# -- rows ------------------------------------------------------------------------------------


async def test_a_row_is_reworded_moved_and_deleted(at_desk):
    desk = at_desk("Tegn", "3", LEFT)
    await edit_rows.reword(desk, get(desk, Need, "n1"))
    await edit_rows.ask_level(desk, get(desk, Need, "n1"))
    await edit_rows.ask_level(desk, get(desk, Need, "n1"))
    assert (get(desk, Need, "n1").title, get(desk, Need, "n1").level) == ("Tegn", 3)
    await edit_rows.move_row(desk, get(desk, Need, "n1"), down=False)
    assert "ikke flyttes længere" in desk.floor.said[-1]
    await edit_rows.move_row(desk, get(desk, Need, "n1"), down=True)
    assert [r.need.id for r in matrix(desk.document, TODAY).rows][:2] == ["n2", "n1"]
    await edit_rows.delete(desk, get(desk, Task, "t1"))
    assert get(desk, Need, "n1") is get(desk, Need, "n2") is None


def test_a_new_row_belongs_where_the_cursor_is(at_desk):
    document = at_desk().document
    whole = matrix(document, TODAY)
    need, task = document.get(Need, "n3"), document.get(Task, "t2")
    focus = document.get(FocusArea, "f1")
    assert [focus_at(document, each).id for each in (need, task, focus)] == ["f1"] * 3
    assert [task_at(document, whole, each).id for each in (need, task, focus)] == ["t2", "t2", "t1"]
    assert focus_at(document, None) is task_at(document, whole, None) is None


def test_what_is_typed_keeps_its_draft_where_it_was_kept_before():
    assert NewRow(Challenge.kind).place == "competence.challenge"
    assert NewRow(FocusArea.kind).place == "competence.focus_area."
    assert NewRow(Need.kind, "t1").place == "competence.need.t1"


# -- what is shown ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (("gaps",), Shown(focus="f1", gaps_only=True)),
        (("all",), Shown()),
        (("person", BENT), Shown(focus="f1", person=BENT)),
        (("focus", "f2"), Shown(focus="f2")),
        (("focus", LEFT), None),
        ((LEFT,), None),
    ],
)
async def test_which_part_is_shown(at_desk, answers, expected):
    desk = at_desk(*answers)
    assert await choose_shown(desk, Shown(focus="f1"), "f1", "") == expected


def test_what_is_gone_is_not_waited_for_and_what_is_new_is_seen(at_desk):
    document = at_desk().document
    whole = matrix(document, TODAY)
    assert Shown("f1", BENT).of_what_is_left(document, whole) == Shown("f1", BENT)
    assert Shown("gone", "gone").of_what_is_left(document, whole) == Shown()
    shown = Shown("f1", gaps_only=True)
    assert shown.with_new(Need.kind) == shown
    assert shown.with_new(Task.kind) == Shown("f1")
    assert shown.with_new(FocusArea.kind) == Shown()


# -- the analysis ----------------------------------------------------------------------------


@pytest.fixture
def analysed(at_desk):
    """A desk on one challenge that is chosen."""
    document = done(
        blank(),
        AddRecord("condition", {"title": "Støj i hallen"}, "v1"),
        AddRecord("challenge", {"text": "Travlhed"}, "c1"),
        ChooseFocus("c1", id="f1"),
    )
    return lambda *answers: at_desk(*answers, document=document)


async def test_a_challenge_is_weighed_and_chosen_or_not(analysed):
    desk = analysed()
    await steps.weigh(desk, get(desk, Challenge, "c1"), -1)
    assert desk.floor.said == []
    await steps.weigh(desk, get(desk, Challenge, "c1"), 1)
    assert get(desk, Challenge, "c1").weight == 1
    await steps.choose(desk, get(desk, Challenge, "c1"))
    assert desk.floor.said[-1] == "Ikke længere et fokusområde."
    await steps.choose(desk, get(desk, Challenge, "c1"))
    assert desk.floor.said[-1] == "Travlhed er nu et fokusområde."


async def test_challenges_are_fetched_until_there_are_none(analysed):
    desk = analysed((), ("0",))
    await steps.fetch_challenges(desk)
    assert len(desk.document.all(Challenge)) == 1
    await steps.fetch_challenges(desk)
    assert [one.text for one in desk.document.all(Challenge)] == ["Travlhed", "Støj i hallen"]
    await steps.fetch_challenges(desk)
    assert "intet i AMIS at hente" in desk.floor.said[-1]


async def test_backing_is_three_questions_and_one_edit(analysed):
    desk = analysed("Karen Holm", DateAnswer(TODAY), LEFT, "Karen Holm", DateAnswer(TODAY), "Tid")
    await steps.ask_backing(desk, get(desk, FocusArea, "f1"))
    assert get(desk, FocusArea, "f1").backed_by == ""
    await steps.ask_backing(desk, get(desk, FocusArea, "f1"))
    area = get(desk, FocusArea, "f1")
    assert (area.backed_by, area.backed_on, area.backing) == ("Karen Holm", TODAY, "Tid")


async def test_the_way_to_learn_is_asked_with_the_best_fit_first(analysed):
    fitting = []
    desk = analysed((), lambda prompt: fitting.append(prompt) or "peer")
    await steps.find_form(desk, get(desk, FocusArea, "f1"))
    assert get(desk, FocusArea, "f1").form is DevelopmentForm.PEER
    assert len(fitting) == 1


@pytest.mark.parametrize("number", range(4))
def test_each_step_says_what_it_asks_and_leads_to_records(analysed, number):
    desk = analysed()
    step = steps.analysis_steps(desk)[number]
    rows = {row.key: row for row in step.rows(desk.document)}
    assert f"[{number + 1}. " in rows["way"].text
    targets = [desk.document.resolve(row.target.reference) for row in rows.values() if row.target]
    assert [type(record) for record in targets] == [Challenge if number < 2 else FocusArea]
    nothing = {row.key for row in step.rows(blank())}
    assert "none" in nothing

"""The questions of the first start and the one command they become, without a screen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.floors import ScriptedFloor

from data.commands.setup import SetUpWorkplace
from data.i18n import set_language
from data.model.choices import Regime
from data.own.drafts import Drafts
from data.session import Identity, Session
from data.start.questions import STEPS, Answers, SetupStep
from data.store.presence import Here
from data.store.store import Store
from screens.frame.desk import Desk
from screens.setup.questionnaire import PLACE, Questionnaire, set_up

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


@pytest.fixture
def drafts(tmp_path):
    """Drafts of a document that is not there yet."""
    set_language("da")
    return Drafts(tmp_path, "doc")


@pytest.fixture
def desk(tmp_path, drafts):
    """A desk without a document."""
    store = Store(tmp_path / "amis.json")
    session = Session(store, Identity("karen"), lambda: NOW)
    here = Here(store.path, "karen", "karen", NOW)
    return Desk(session, drafts, here, tmp_path / "export", ScriptedFloor())


def at(drafts, step):
    questions = Questionnaire(drafts)
    questions.go(step)
    return questions


def test_the_pages_come_in_their_order_and_back(drafts):
    questions = Questionnaire(drafts)
    for step in STEPS[1:]:
        questions.forward()
        assert questions.step is step
    for step in reversed(STEPS[:-1]):
        questions.back()
        assert questions.step is step
    assert questions.at_first
    questions.back()
    assert questions.step is STEPS[0]


@pytest.mark.parametrize("turn", ["forward", "back"])
def test_a_correction_leads_back_to_the_summary(drafts, turn):
    questions = at(drafts, SetupStep.SUMMARY)
    questions.correct(SetupStep.NAME)
    assert not questions.at_first
    getattr(questions, turn)()
    assert (questions.step, questions.correcting) == (SetupStep.SUMMARY, False)


@pytest.mark.parametrize(
    ("step", "value", "field", "answer"),
    [
        (SetupStep.REGIME, "med", "regime", Regime.MED),
        (SetupStep.SECTOR, "school", "sector", "school"),
        (SetupStep.START_MONTH, "3", "start_month", 3),
        (SetupStep.DISCUSSION_MONTH, "5", "discussion_month", 5),
    ],
)
def test_a_row_answers_its_page(drafts, step, value, field, answer):
    questions = at(drafts, step)
    questions.choose(value)
    assert getattr(questions.answers, field) == answer


def test_what_cannot_be_taken_says_why_and_changes_nothing(drafts):
    questions = at(drafts, SetupStep.EMPLOYEES)
    for text in ("", "12a", "-1"):
        with pytest.raises(ValueError, match=r"helt tal|udfyldes"):
            questions.write(text)
    assert questions.answers.employees is None
    questions.write(" 24 ")
    assert questions.answers.employees == 24


def test_names_are_added_and_the_newest_is_taken_back(drafts):
    questions = at(drafts, SetupStep.LEADERS)
    assert questions.add_names("Åse, Bo")
    assert questions.add_names("Søs")
    assert not questions.add_names("  ")
    assert questions.names == ("Åse", "Bo", "Søs")
    assert questions.take_name_out() == "Søs"
    assert questions.names == ("Åse", "Bo")
    assert at(drafts, SetupStep.NAME).take_name_out() == ""


def test_answers_and_page_wait_after_a_lost_connection_until_they_are_used(drafts):
    questions = at(drafts, SetupStep.NAME)
    questions.write("Værkstedet Ærø")
    questions.forward()
    drafts.save(f"{PLACE}.employees", "2")
    drafts.save("capture", "noget andet")
    again = Questionnaire(drafts)
    again.resume()
    assert (again.step, again.answers.name) == (SetupStep.EMPLOYEES, "Værkstedet Ærø")
    again.forget()
    assert [draft.place for draft in drafts.all()] == ["capture"]


ANSWERS = Answers(name="Min", employees=8)


async def test_the_answers_become_a_document(desk):
    assert await set_up(desk, ANSWERS) == ""
    assert Store(desk.session.store.path).load().workplace.name == "Min"


async def test_a_colleague_who_was_faster_wins(desk):
    other = Session(Store(desk.session.store.path), Identity("bent"), lambda: NOW)
    await other.create(SetUpWorkplace("Deres", 24))
    assert await set_up(desk, ANSWERS) == ""
    assert desk.document.workplace.name == "Deres"


async def test_a_disk_that_says_no_is_told_and_tried_again(desk):
    path = desk.session.store.path
    # A folder where the document should be.
    path.mkdir()
    assert "amis.json" in await set_up(desk, ANSWERS)
    path.rmdir()
    assert await set_up(desk, ANSWERS) == ""
    assert desk.document.workplace.name == "Min"


def test_closed_weeks_are_proposed_in_the_sum_and_changed_from_there(drafts):
    questions = at(drafts, SetupStep.SECTOR)
    questions.choose("school")
    questions.go(SetupStep.SUMMARY)
    assert questions.answers.closed == "7-8, 27-31, 42"
    questions.correct(SetupStep.CLOSED_WEEKS)
    with pytest.raises(ValueError, match="uger"):
        questions.write("sommerferien")
    questions.write("7, 27-31")
    questions.forward()
    assert questions.step is SetupStep.SUMMARY
    assert questions.answers.command("da").closed_weeks == "7, 27-31"
    assert Questionnaire(drafts).answers.closed_weeks == ""
    again = Questionnaire(drafts)
    again.resume()
    assert again.answers.closed_weeks == "7, 27-31"


def test_what_is_usual_goes_with_the_sector(drafts):
    questions = at(drafts, SetupStep.SECTOR)
    questions.choose("workshop")
    questions.correct(SetupStep.CLOSED_WEEKS)
    questions.write("28-30")
    assert questions.answers.closed_weeks == ""
    assert questions.answers.with_sector("office").closed == "-"


def test_a_lost_connection_at_the_closed_weeks_leads_back_to_the_sum(drafts):
    questions = at(drafts, SetupStep.SUMMARY)
    questions.correct(SetupStep.CLOSED_WEEKS)
    again = Questionnaire(drafts)
    again.resume()
    assert again.step is SetupStep.CLOSED_WEEKS
    again.forward()
    assert again.step is SetupStep.SUMMARY

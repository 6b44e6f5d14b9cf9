"""The flows behind the training keys, without a screen."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import blank, changed, done
from support.floors import LEFT, desk_on
from support.meetings import NOON

from data.edits.records import AddRecord
from data.model.choices import TrainingAnswer, TrainingForm
from data.model.workplace import Person, Training
from screens.dialogs.prompt import DateAnswer
from screens.training import offers
from screens.training.rows import ClockTarget, clock_of, offer_of, person_of, training_rows
from screens.widgets.row import RecordTarget

TODAY = NOON.date()
JONAS = "s-p3"


@pytest.fixture
def at_desk(tmp_path):
    """A desk where Jonas is in his second year, with one offer for his first."""

    def make(*answers):
        document = blank()
        jonas = document.get(Person, JONAS)
        document = changed(document, jonas, joined_on=date(2025, 9, 1))
        values = {"person": JONAS, "form": TrainingForm.FIRST_YEAR, "year": 1}
        return desk_on(done(document, AddRecord("training", values, "t1")), tmp_path, *answers)

    return make


def jonas(desk):
    return desk.document.get(Person, JONAS)


def offer(desk):
    return desk.document.get(Training, "t1")


async def test_an_offer_answers_what_is_asked_for(at_desk):
    desk = at_desk(DateAnswer(TODAY), "Mail", "Støj")
    clock = clock_of(desk.document, ClockTarget(JONAS, 2), TODAY)
    reference = await offers.write_offer(desk, jonas(desk), clock)
    written = desk.document.resolve(reference)
    assert (written.form, written.year) == (TrainingForm.LATER_YEAR, 2)
    assert (written.offered_on, written.proof, written.subject) == (TODAY, "Mail", "Støj")


@pytest.mark.parametrize(
    "answers", [(LEFT,), (DateAnswer(TODAY), LEFT), (DateAnswer(TODAY), "Mail", LEFT)]
)
async def test_leaving_any_of_its_questions_writes_nothing_down(at_desk, answers):
    desk = at_desk(*answers)
    assert await offers.write_offer(desk, jonas(desk), None) == ""
    assert desk.document.all(Training) == (offer(desk),)


async def test_training_is_taken_on_a_day_or_not_at_all(at_desk):
    desk = at_desk(DateAnswer(TODAY), DateAnswer(None), LEFT)
    await offers.take(desk, jonas(desk), offer(desk))
    assert (offer(desk).answer, offer(desk).taken_on) == (TrainingAnswer.TAKEN, TODAY)
    await offers.take(desk, jonas(desk), offer(desk))
    assert (offer(desk).answer, offer(desk).taken_on) == (TrainingAnswer.OPEN, None)
    revision = desk.document.meta.revision
    await offers.take(desk, jonas(desk), offer(desk))
    assert desk.document.meta.revision == revision


async def test_a_course_without_an_offer_is_kept_with_the_person(at_desk):
    desk = at_desk(DateAnswer(TODAY))
    await offers.take(desk, jonas(desk), None)
    assert jonas(desk).compulsory_done_on == TODAY


async def test_an_answer_and_a_deletion_are_one_edit_each(at_desk):
    desk = at_desk()
    await offers.answer_offer(desk, offer(desk), TrainingAnswer.DECLINED)
    assert offer(desk).answer is TrainingAnswer.DECLINED
    await offers.delete_offer(desk, offer(desk))
    assert offer(desk) is None
    assert len(desk.floor.said) == 2


def test_rows_say_whom_what_and_which_offer_they_are_about(at_desk):
    document = at_desk().document
    targets = [row.target for row in training_rows(document, TODAY, whole=True) if row.target]
    first_year, written, person = (
        ClockTarget(JONAS, 1), RecordTarget("training:t1"), RecordTarget(f"person:{JONAS}"),
    )  # fmt: skip
    assert {first_year, written, person} <= set(targets)
    for target in (first_year, written, person):
        assert person_of(document, target).id == JONAS
    assert clock_of(document, written, TODAY) == clock_of(document, first_year, TODAY)
    assert offer_of(document, first_year, TODAY) == offer_of(document, written, TODAY)
    assert offer_of(document, person, TODAY) is None
    assert offer_of(document, ClockTarget(JONAS, 2), TODAY) is None
    assert person_of(document, None) is clock_of(document, None, TODAY) is None

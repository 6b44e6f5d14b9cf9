"""The members' training by keyboard: what is asked for, offers written down and answered."""

from __future__ import annotations

from datetime import date

from support.documents import blank, changed, done, vicious
from support.frames import frame
from support.keyboard import opens, press, rest
from support.meetings import NOON

from data.edits.records import AddRecord
from data.model.choices import TrainingAnswer, TrainingForm
from data.model.workplace import Person, Training
from screens.dialogs.prompt import Prompt
from screens.shared.card import RecordCard
from screens.training.screen import TrainingScreen
from screens.widgets.bars import StatusLine
from screens.widgets.row_list import RowList
from screens.workplace.screen import WorkplaceScreen

BENT, JONAS = "s-p2", "s-p3"
SUBJECT = "Samtaler om stress"


def workplace():
    """Jonas is in his second year, offered nothing; Bent took his seat three weeks ago."""
    document = blank()
    jonas, bent = document.get(Person, JONAS), document.get(Person, BENT)
    done_on = {"compulsory_done_on": date(2025, 11, 1)}
    document = changed(document, jonas, joined_on=date(2025, 9, 1), **done_on)
    document = changed(document, bent, joined_on=date(2026, 11, 2))
    values = {"person": JONAS, "form": TrainingForm.FIRST_YEAR, "year": 1, "subject": SUBJECT}
    return done(document, AddRecord("training", values, "t1"))


opened = opens(TrainingScreen, workplace)


def to(pilot, key):
    assert pilot.app.screen.query_one("#training", RowList).select(key)


def record(pilot, cls, identity):
    return pilot.app.session.document.get(cls, identity)


def news(pilot):
    return pilot.app.screen.query_one(StatusLine).news


async def test_each_member_stands_with_what_is_asked_for(opened):
    async with opened() as pilot:
        shown = frame(pilot.app)
    assert "Bent Olsen" in shown
    assert "Obligatorisk uddannelse, 3 dage: ikke gennemført endnu" in shown
    assert "senest 2.2.2027" in shown
    assert "2. år, 1½ dag: ikke tilbudt endnu" in shown
    assert "intet skriftligt" in shown
    # The chair is no member in the sense of the training rules.
    assert "Karen Holm" not in shown


async def test_an_offer_is_written_down_in_three_prompts(opened):
    async with opened() as pilot:
        to(pilot, f"clock:{JONAS}:2")
        await press(pilot, "a", "enter", " Mail fra Karen", "enter", " Støj", "enter")
        (offer,) = (t for t in pilot.app.session.document.all(Training) if t.id != "t1")
        assert (offer.person, offer.form, offer.year) == (JONAS, TrainingForm.LATER_YEAR, 2)
        assert (offer.proof, offer.subject, offer.hours) == ("Mail fra Karen", "Støj", 11)
        assert offer.offered_on == NOON.date()
        assert pilot.app.screen.query_one("#training", RowList).key == offer.reference
        assert "2. år, 1½ dag: tilbudt" in frame(pilot.app)


async def test_what_came_of_it_is_a_number(opened):
    async with opened() as pilot:
        to(pilot, "training:t1")
        for key, answer in (("2", "declined"), ("3", "lapsed"), ("4", "open")):
            await press(pilot, "t", key)
            assert record(pilot, Training, "t1").answer == answer
        await press(pilot, "t", "1", "enter")
        offer = record(pilot, Training, "t1")
        assert (offer.answer, offer.taken_on) == (TrainingAnswer.TAKEN, NOON.date())
        await press(pilot, "u")
        assert record(pilot, Training, "t1").answer == TrainingAnswer.OPEN


async def test_what_was_taken_or_must_be_is_not_declined_by_a_slip(opened):
    async with opened() as pilot:
        to(pilot, "training:t1")
        await press(pilot, "t", "1", "enter", "t")
        assert "nej tak" not in frame(pilot.app)
        await press(pilot, "escape")
        assert record(pilot, Training, "t1").answer == TrainingAnswer.TAKEN
        to(pilot, f"clock:{BENT}:0")
        await press(pilot, "a", "enter", " Mail", "enter", " Kursus", "enter", "t")
        shown = frame(pilot.app)
        assert "gennemført, og hvilken dag" in shown
        assert "nej tak" not in shown


async def test_the_row_of_what_is_asked_for_will_do_for_its_only_offer(opened):
    async with opened() as pilot:
        to(pilot, f"clock:{JONAS}:1")
        await press(pilot, "t", "2")
        assert record(pilot, Training, "t1").answer == TrainingAnswer.DECLINED


async def test_a_course_nobody_wrote_down_is_completed_on_the_person(opened):
    async with opened() as pilot:
        to(pilot, f"clock:{BENT}:0")
        await press(pilot, "t", "1", "enter")
        assert record(pilot, Person, BENT).compulsory_done_on == NOON.date()
        await press(pilot, "u", "t", "2")
        assert record(pilot, Person, BENT).earlier_certificate
        assert "har uddannelsesbevis" in frame(pilot.app)


async def test_a_course_that_was_signed_up_for_is_completed_in_both_places(opened):
    async with opened() as pilot:
        to(pilot, f"clock:{BENT}:0")
        await press(pilot, "a", "enter", "enter", " Kursus", "enter", "t", "1", "enter")
        (course,) = (t for t in pilot.app.session.document.all(Training) if t.id != "t1")
        assert course.taken_on == record(pilot, Person, BENT).compulsory_done_on == NOON.date()
        await press(pilot, "t", "2")
        assert record(pilot, Person, BENT).compulsory_done_on is None


async def test_the_proof_and_the_day_it_begins_are_asked_for(opened):
    async with opened() as pilot:
        to(pilot, "training:t1")
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, RecordCard)
        await press(pilot, "escape", "d")
        assert isinstance(pilot.app.screen, Prompt)
        await press(pilot, "escape")


async def test_where_a_key_cannot_act_it_says_why(opened):
    async with opened() as pilot:
        to(pilot, f"person:{JONAS}")
        await press(pilot, "D")
        assert "a skriver et ned" in news(pilot)
        to(pilot, "training:t1")
        await press(pilot, "t")
        # Only two later years can be pooled.
        assert "samlet" not in frame(pilot.app)


async def test_the_first_day_moves_every_clock(opened):
    async with opened() as pilot:
        to(pilot, f"person:{BENT}")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Prompt)
        await press(pilot, "escape")


async def test_years_beyond_help_are_folded_away(opened):
    document = changed(workplace(), workplace().get(Person, JONAS), joined_on=date(2021, 9, 1))
    async with opened(document, size=(80, 40)) as pilot:
        assert "4 tidligere år: v viser dem" in frame(pilot.app)
        await press(pilot, "v")
        assert "2. år, 1½ dag: ikke tilbudt i tide" in frame(pilot.app)


async def test_the_persons_details_say_what_is_still_to_be_offered(opened):
    async with opened(screen=WorkplaceScreen, size=(100, 40)) as pilot:
        assert pilot.app.screen.query_one("#records", RowList).select(f"person:{JONAS}")
        await rest(pilot)
        assert "2. år, 1½ dag: ikke tilbudt endnu, senest 31.8.2027." in frame(pilot.app)


async def test_it_opens_from_a_person_and_leads_back(opened):
    async with opened(screen=WorkplaceScreen) as pilot:
        assert pilot.app.screen.query_one("#records", RowList).select(f"person:{JONAS}")
        await press(pilot, "O")
        assert isinstance(pilot.app.screen, TrainingScreen)
        assert pilot.app.screen.query_one("#training", RowList).key == f"person:{JONAS}"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, WorkplaceScreen)


async def test_that_there_is_nobody_yet_is_said(opened):
    async with opened(blank(members=())) as pilot:
        assert "Ingen arbejdsleder eller arbejdsmiljørepræsentant endnu" in frame(pilot.app)


async def test_of_a_small_workplace_nothing_is_asked(opened):
    small = changed(blank(employees=8), blank().get(Person, JONAS), joined_on=date(2026, 1, 1))
    async with opened(small) as pilot:
        assert "beder loven ikke om" in frame(pilot.app)


async def test_texts_are_never_markup(opened):
    async with opened(vicious(), size=(80, 60)) as pilot:
        for row in pilot.app.screen.query_one("#training", RowList).rows:
            if row.selectable:
                to(pilot, row.key)
                await rest(pilot)

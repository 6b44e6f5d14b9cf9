"""The rules, where reading them closely turned something up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.complete import complete, put
from support.documents import TODAY, blank, done, item_of

from data.edits.records import AddRecord
from data.export.packs.inspection import inspection_pack
from data.i18n import in_language
from data.model.discussion import Note
from data.model.workplace import Person
from data.rules.catalogue import rule_on, sources
from data.rules.clocks import clocks
from data.rules.judgement import judge
from data.rules.result import Verdict
from data.rules.wording import read_told
from data.views.home import home_view


def english(make, *given):
    with in_language("en"):
        return make(*given)


def of(document, code, today=TODAY):
    (found,) = (result for result in judge(document, today) if result.rule.code == code)
    return found


@pytest.mark.parametrize("state", ["running", "approved"])
def test_a_discussion_dated_next_year_by_mistake_is_not_held_yet(state):
    """R01, R26, R28: it broke the rules, and silently stopped the clock of the one held."""
    before = complete("amo")
    values = {"year": 2027, "held_on": date(2027, 3, 1), "state": state}
    document = done(before, AddRecord("discussion", values, "slip"))
    assert of(document, "R01").said == of(before, "R01").said
    assert [c.due for c in clocks(document, TODAY)] == [c.due for c in clocks(before, TODAY)]
    assert home_view(document, TODAY).discussion_due == home_view(before, TODAY).discussion_due
    with in_language("en"):
        assert "3 February 2026" in inspection_pack(document, today=TODAY)


@pytest.mark.parametrize(
    ("begun", "verdict"),
    [(date(2025, 11, 3), Verdict.FAILS), (date(2025, 11, 4), Verdict.HOLDS)],
)
def test_an_absence_nobody_knows_the_end_of_counts_once_it_has_lasted(begun, verdict):
    """R13: four months or more, expected or behind one."""
    document = complete("amo")
    away = put(document, document.get(Person, "s-p3"), absent_from=begun, absent_until=None)
    assert of(away, "R13").verdict is verdict


def test_every_item_is_not_said_to_be_discussed_when_one_is_another_rules():
    """R02 leaves training and expertise to R18, and says so."""
    document = complete("amo")
    item = item_of(document, "training_expertise")
    for note in document.all(Note):
        if note.about == item.reference:
            document = document.without_record(note)
    document = put(document, document.record("agenda_item", item.id), done=False)
    with in_language("en"):
        assert of(document, "R18").verdict is Verdict.FAILS
        assert "R18" in of(document, "R02").said
        assert "R18" not in of(complete("amo"), "R02").said


def test_the_items_rest_on_the_bill_that_changed_them():
    rule = rule_on("R02", TODAY)
    assert rule is not None
    assert {"order_65", "l67"} <= {source.id for source in rule.sources}


def test_our_own_advice_was_never_read_anywhere():
    with in_language("en"):
        assert read_told(sources()["own"], TODAY) == ""
        assert read_told(sources()["act"], TODAY)


def test_an_agreement_leaves_the_duty_to_discuss_training_standing():
    """R18 under MED: R01 is the agreement's there, so nothing else would say what the law asks."""
    assert of(blank(employees=40, med=True), "R18").verdict is Verdict.FAILS
    assert of(blank(employees=9, med=True), "R18").verdict is Verdict.RESTS
    assert of(blank(employees=40), "R18").verdict is Verdict.RESTS
    assert of(blank(employees=40), "R01").verdict is Verdict.FAILS


def test_what_is_quiet_is_measured_as_the_workplace_said():
    """R21: else the rules call stalled what the front page, told otherwise, does not."""
    document = complete("amo")
    later = TODAY + timedelta(70)
    assert "days" in english(of, document, "R21", later).said
    calm = put(document, document.workplace, stall_days=400)
    assert "days" not in english(of, calm, "R21", later).said
    document = put(document, document.record("action", "a"), postponed=2)
    assert "put off" in english(of, document, "R21").said
    patient = put(document, document.workplace, stall_moves=3)
    assert of(patient, "R21").verdict is Verdict.HOLDS

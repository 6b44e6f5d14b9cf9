"""R08 to R11: what is missing of the members' training is named, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import blank, changed, done, vicious

from data.edits.records import AddRecord
from data.i18n import in_language
from data.model.choices import TrainingAnswer, TrainingForm
from data.model.workplace import Person
from data.rules.finding import Severity
from data.rules.judgement import judge, missing
from data.rules.training import (
    courses_missing,
    first_year_offers_missing,
    later_offers_missing,
    offers_unwritten,
)

BENT, JONAS = "s-p2", "s-p3"
TODAY = date(2026, 3, 3)
COURSE_WARN, OFFER_WARN = 30, 60
"""Days ahead, as the catalogue of rules has them."""
WRITTEN = {"offered_on": date(2026, 2, 1), "proof": "Referat, punkt 4"}
LONG_AGO = {"joined_on": date(2020, 1, 10), "compulsory_done_on": date(2020, 3, 1)}


def workplace(*offers, employees=24, med=False, **values):
    """A workplace whose supervisor is in order, with the representative as said."""
    document = blank(employees=employees, med=med)
    document = changed(document, document.get(Person, BENT), left_on=date(2026, 1, 1))
    document = changed(document, document.get(Person, JONAS), **values)
    for number, facts in enumerate(offers):
        facts = {"person": JONAS, "form": TrainingForm.LATER_YEAR, **facts}
        document = done(document, AddRecord("training", facts, f"t{number}"))
    return document


def of_training(document):
    """What the four rules of training find missing, judged with all the others."""
    rules = {"R08", "R09", "R10", "R11"}
    return [finding for finding in missing(judge(document, TODAY)) if finding.code in rules]


def codes(found):
    return [(finding.code, finding.severity.value) for finding in found]


LAW, ADVICE = Severity.LAW.value, Severity.ADVICE.value


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, [("R08", ADVICE)]),
        ({"earlier_certificate": True}, []),
        ({"compulsory_done_on": date(2015, 1, 1)}, []),
        ({"joined_on": date(2025, 12, 2)}, [("R08", LAW)]),
        ({"joined_on": date(2025, 12, 3)}, [("R08", ADVICE)]),
        ({"joined_on": date(2026, 1, 2)}, [("R08", ADVICE)]),
        ({"joined_on": date(2026, 1, 3)}, []),
        ({"joined_on": date(2026, 3, 1)}, []),
        ({"joined_on": date(2025, 6, 1), "earlier_certificate": True}, []),
        ({"joined_on": date(2025, 6, 1), "compulsory_done_on": date(2025, 9, 20)}, []),
        # Who has left is not asked any more.
        ({"joined_on": date(2025, 6, 1), "left_on": date(2026, 1, 1)}, []),
    ],
)
def test_the_compulsory_course(values, expected):
    assert codes(courses_missing(workplace(**values), TODAY, COURSE_WARN)) == expected


@pytest.mark.parametrize(
    ("offers", "values", "expected"),
    [
        # Course completed 1 May: offered by 1 February; the function year goes on.
        ([], {"joined_on": date(2025, 3, 20), "compulsory_done_on": date(2025, 5, 1)},
         [("R09", LAW)]),
        ([WRITTEN], {"joined_on": date(2025, 3, 20), "compulsory_done_on": date(2025, 5, 1)}, []),
        ([{**WRITTEN, "starts_on": date(2026, 4, 1)}],
         {"joined_on": date(2025, 3, 20), "compulsory_done_on": date(2025, 5, 1)},
         [("R09", LAW)]),
        # In the function year, but later than nine months after the course.
        ([{**WRITTEN, "starts_on": date(2026, 2, 2)}],
         {"joined_on": date(2025, 3, 20), "compulsory_done_on": date(2025, 5, 1)},
         [("R09", LAW)]),
        ([{**WRITTEN, "starts_on": date(2026, 2, 1)}],
         {"joined_on": date(2025, 3, 20), "compulsory_done_on": date(2025, 5, 1)}, []),
        ([], {"joined_on": date(2025, 6, 20), "compulsory_done_on": date(2025, 8, 1)},
         [("R09", ADVICE)]),
        ([], {"joined_on": date(2026, 2, 1)}, []),
        # The year before the last is beyond help.
        ([], {"joined_on": date(2023, 6, 1), "compulsory_done_on": date(2023, 8, 1)}, []),
    ],
)  # fmt: skip
def test_the_first_years_days(offers, values, expected):
    rows = [{"form": TrainingForm.FIRST_YEAR, **each} for each in offers]
    assert (
        codes(first_year_offers_missing(workplace(*rows, **values), TODAY, OFFER_WARN)) == expected
    )


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        # Year 6 ended on 9 January 2026; year 7 goes on until 9 January 2027.
        ([], [("R10", LAW)]),
        ([{"year": 6, **WRITTEN}], []),
        ([{"year": 6, "answer": TrainingAnswer.DECLINED, **WRITTEN}], []),
        ([{"year": 6, "pooled": True, "hours": 22, **WRITTEN}], []),
        ([{"year": 6, "pooled": True, "hours": 22}], [("R10", LAW)]),
        ([{"year": 7, **WRITTEN}], [("R10", LAW)]),
    ],
)
def test_the_later_years_days(offers, expected):
    assert (
        codes(later_offers_missing(workplace(*offers, **LONG_AGO), TODAY, OFFER_WARN)) == expected
    )


def test_a_year_about_to_end_is_said_in_good_time():
    document = workplace({"year": 6, **WRITTEN}, **LONG_AGO)
    assert codes(later_offers_missing(document, date(2026, 11, 9), OFFER_WARN)) == []
    assert codes(later_offers_missing(document, date(2026, 11, 10), OFFER_WARN)) == [
        ("R10", ADVICE)
    ]


@pytest.mark.parametrize(
    ("offer", "missing"),
    [
        (WRITTEN, False),
        ({**WRITTEN, "proof": ""}, True),
        ({**WRITTEN, "offered_on": None}, True),
        ({"form": TrainingForm.COMPULSORY}, False),
    ],
)
def test_offers_are_in_writing(offer, missing):
    found = list(offers_unwritten(workplace({"year": 6, **offer}, **LONG_AGO), TODAY))
    assert codes(found) == ([("R11", LAW)] if missing else [])
    assert [finding.target for finding in found] == (["training:t0"] if missing else [])


def test_a_person_with_several_unwritten_offers_is_named_once():
    with in_language("en"):
        (said,) = offers_unwritten(workplace({"year": 5}, {"year": 6}, **LONG_AGO), TODAY)
    assert said.text == "2 offers of training to Jonas Lind cannot be shown in writing."


def test_the_rules_hold_under_an_agreement_but_not_without_an_organisation():
    values = {"joined_on": date(2025, 6, 1)}
    assert codes(of_training(workplace(med=True, **values)))[0] == ("R08", LAW)
    assert of_training(workplace(employees=8, **values)) == []


def test_each_has_a_place_and_advice_and_weighs_what_its_rule_does():
    document = workplace({"year": 7}, **LONG_AGO)
    document = changed(document, document.get(Person, BENT), left_on=None)
    found = of_training(document)
    # When Bent took the seat is not written down: the law asks for no date, so that is advice.
    assert codes(found) == [("R10", LAW), ("R11", LAW), ("R08", Severity.ADVICE)]
    for finding in found:
        assert document.resolve(finding.target) is not None
        assert finding.text
        assert finding.hint
        assert not finding.soon


def test_what_is_said_ahead_is_marked_as_not_missing_yet():
    document = workplace(joined_on=date(2025, 12, 3))
    (course,) = courses_missing(document, TODAY, COURSE_WARN)
    assert course.soon
    document = workplace({"year": 6, **WRITTEN}, **LONG_AGO)
    assert [
        each.soon for each in later_offers_missing(document, date(2026, 12, 1), OFFER_WARN)
    ] == [True]
    assert list(later_offers_missing(document, date(2026, 12, 1), warn=10)) == []


def test_texts_of_any_kind_are_only_texts():
    for finding in of_training(vicious()):
        assert "\n" not in finding.text

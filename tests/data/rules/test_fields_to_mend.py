"""What a rule finds missing leads to the field that mends it, which is one of its record's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.complete import complete, put
from support.documents import TODAY
from support.examples import examples
from support.strategies import lived_documents

from data.model.base import specs
from data.model.choices import ActionStatus
from data.rules.clocks import clocks
from data.rules.judgement import judge

LONG_AGO = date(2019, 1, 1)


@settings(max_examples=examples(60), deadline=None)
@given(document=lived_documents(), days=st.integers(0, 800))
def test_every_field_is_one_that_people_fill_in(document, days):
    today = TODAY + timedelta(days=days)
    found = [(f.target, f.field) for result in judge(document, today) for f in result.found]
    found += [(clock.target, clock.field) for clock in clocks(document, today)]
    for target, field in found:
        if field:
            record = document.resolve(target)
            assert record is not None
            assert not specs(type(record))[field].automatic


@pytest.mark.parametrize(
    ("name", "code", "record", "values", "field"),
    [
        ("amo", "R14", "V1", {"assessed_on": LONG_AGO}, "assessed_on"),
        ("amo", "R14", "V1", {"assessed_on": None}, "assessed_on"),
        ("amo", "R15", "V1", {"absence_considered": False}, "absence_considered"),
        ("amo", "R15", "V1", {"absence_note": ""}, "absence_note"),
        ("amo", "R16", "H1", {"owner": None}, "owner"),
        ("amo", "R16", "H1", {"due": None}, "due"),
        ("amo", "R17", "workplace", {"plan_place": ""}, "plan_place"),
        ("amo", "R21", "H1", {"due": LONG_AGO}, "due"),
        ("amo", "R21", "H1", {"status": ActionStatus.STALLED}, "status"),
        ("amo", "R29", "workplace", {"organisation_place": ""}, "organisation_place"),
        ("med", "R20", "workplace", {"agreement_place": ""}, "agreement_place"),
        ("med", "R20", "workplace", {"agreement_on": None}, "agreement_on"),
        ("med", "R20", "workplace", {"agreement_points": ()}, "agreement_points"),
    ],
)
def test_the_field_is_the_one_that_is_missing(name, code, record, values, field):
    document = complete(name)
    found = document.workplace if record == "workplace" else document.find(record)
    document = put(document, found, **values)
    result = next(r for r in judge(document, TODAY) if r.rule.code == code)
    assert (result.target, result.field) == (found.reference, field)

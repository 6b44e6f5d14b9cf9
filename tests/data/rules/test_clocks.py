"""The clocks: every day a rule asks for something, worst first, and never a day too early."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.complete import HELD, NAMES, complete, put
from support.documents import TODAY, blank, discussion_of, vicious

from data.i18n import LANGUAGES, in_language
from data.model.document import Document
from data.model.workplace import Person
from data.rules.clocks import ClockState, clocks
from data.rules.judgement import judge
from data.rules.result import Verdict
from data.start.demo import demo_document

DAY = timedelta(days=1)


def of(document, today, code):
    with in_language("en"):
        return [clock for clock in clocks(document, today) if clock.code == code]


def test_worst_first():
    with in_language("en"):
        found = clocks(demo_document("da", date(2026, 11, 22)), date(2026, 11, 22))
    states = list(ClockState)
    keys = [(states.index(clock.state), clock.due) for clock in found]
    assert keys == sorted(keys)
    assert {clock.code for clock in found} >= {"R01", "R12", "R14", "R22", "R27"}


@pytest.mark.parametrize(
    ("left", "state", "text"),
    [
        (61, ClockState.FINE, "in 61 days"),
        (60, ClockState.SOON, "in 60 days"),
        (0, ClockState.SOON, "today"),
        (-1, ClockState.OVERDUE, "1 day late"),
    ],
)
def test_states_of_a_clock(left, state, text):
    document = complete()
    (clock,) = of(document, HELD.replace(year=HELD.year + 1) - left * DAY, "R01")
    assert (clock.state, clock.days) == (state, left)
    with in_language("en"):
        assert clock.distance == text
        assert clock.text.endswith(text)
        assert clock.state_label
        assert "no. 1108" in clock.source
    assert document.resolve(clock.target) is not None


def test_leap_day():
    document = complete()
    document = put(document, discussion_of(document), held_on=date(2024, 2, 29))
    (clock,) = of(document, date(2024, 3, 1), "R01")
    assert clock.due == date(2025, 2, 28)


@pytest.mark.parametrize("name", NAMES)
def test_a_complete_document_has_no_clock_that_has_run_out(name):
    found = clocks(complete(name), TODAY)
    assert found
    assert all(clock.state is not ClockState.OVERDUE for clock in found)


def test_clocks_follow_the_regime():
    codes = {name: {c.code for c in clocks(complete(name), TODAY)} for name in NAMES}
    assert "R12" in codes["amo"]
    assert "R12" not in codes["direct"]
    with_end = put(complete("med"), complete("med").workplace, agreement_renegotiation=TODAY)
    (clock,) = of(with_end, TODAY, "R20")
    assert clock.state is ClockState.SOON


def test_the_interval_of_the_agreement():
    document = put(complete("med"), complete("med").workplace, agreement_interval=24)
    assert [c.due for c in of(document, TODAY, "R01")] == [date(2028, 2, 3)]
    # Training and expertise are discussed every year all the same.
    assert [c.due for c in of(document, TODAY, "R18")] == [date(2027, 2, 3)]
    assert of(complete("amo"), TODAY, "R18") == []


def test_members_who_have_left_have_no_clock():
    document = complete()
    elected = document.get(Person, "s-p3")
    assert of(document, TODAY, "R12")
    assert of(put(document, elected, left_on=TODAY - DAY), TODAY, "R12") == []


@pytest.mark.parametrize("step", range(0, 1500, 37))
def test_a_clock_and_its_rule_never_disagree(step):
    """Over four years: a rule with a clock that has run out fails, and none fails before."""
    document, today = complete("amo"), TODAY + step * DAY
    with in_language("en"):
        late = {c.code for c in clocks(document, today) if c.state is ClockState.OVERDUE}
        failing = {r.rule.code for r in judge(document, today) if r.verdict is Verdict.FAILS}
    assert late - {"R18"} <= failing
    assert (failing & {"R01", "R12", "R14", "R27"}) <= late


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", [Document(), blank(), vicious()], ids=["no", "new", "hostile"])
def test_any_document(document, language):
    with in_language(language):
        for clock in clocks(document, TODAY):
            assert "\n" not in clock.text
            assert document.resolve(clock.target) is not None
            assert clock.source

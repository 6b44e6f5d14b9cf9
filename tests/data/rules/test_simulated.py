"""Whoever does everything in time is accused of nothing, and whoever misses one thing of that.

The workplaces and their duties are in `support.simulated`, which knows nothing of the rules.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.simulated import BEGIN, DAY, DUTIES, OF_MEMBERS, Simulated

from data.i18n import in_language
from data.rules.finding import Severity
from data.rules.judgement import judge, missing

YEARS = timedelta(days=5 * 365 + 1)


def accused(workplace: Simulated) -> set[tuple[str, str]]:
    """The rules of which something required by law is missing today, with what is said."""
    with in_language("en"):
        found = missing(judge(workplace.document, workplace.today))
    return {(each.code, each.text) for each in found if each.severity is Severity.LAW}


def days(*, every: int) -> list[date]:
    return [BEGIN + DAY * n for n in range(YEARS.days + 1) if n % every == 0]


def live_through(workplace: Simulated, *, every: int) -> list[tuple[date, set[tuple[str, str]]]]:
    """What it is accused of: on every day on which something happens, the day after, and others."""
    seen = []
    looked = set(days(every=every))
    for n in range(YEARS.days + 1):
        day = BEGIN + DAY * n
        happens = bool(workplace.diary.get(day))
        workplace.live(day)
        if happens:
            looked |= {day, day + DAY}
        if day in looked:
            seen.append((day, accused(workplace)))
    return seen


@pytest.mark.parametrize("seed", range(5))
def test_whoever_does_everything_in_time_is_accused_of_nothing(seed):
    sizes = (5, 12, 40, 9, 34)
    workplace = Simulated(seed, employees=sizes[seed], restless=True)
    for day, found in live_through(workplace, every=30):
        assert found == set(), (seed, day)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 160))
def test_many_workplaces_on_every_day(seed):
    sizes = (5, 9, 10, 12, 34, 35, 40)
    workplace = Simulated(seed, employees=sizes[seed % len(sizes)], restless=True)
    for day, found in live_through(workplace, every=1):
        assert found == set(), (seed, day)


@pytest.mark.parametrize("duty", DUTIES, ids=[duty.name for duty in DUTIES])
def test_whoever_misses_one_thing_is_accused_of_that_from_the_day_it_is_a_breach(duty):
    employees = 12 if duty.name in OF_MEMBERS else 7
    workplace = Simulated(7, employees=employees, restless=False, misses=duty.name)
    if duty.name == "organise":
        workplace = Simulated(7, employees=7, restless=False, misses=duty.name)
        workplace.at(date(2026, 12, 30), lambda: grow(workplace))
    if duty.name == "nearness":
        workplace.at(date(2026, 12, 30), workplace._move)
    before, after = [], []
    for n in range(YEARS.days + 1):
        day = BEGIN + DAY * n
        busy = bool(workplace.diary.get(day))
        workplace.live(day)
        breach = workplace.missed_on
        near = breach is not None and abs((day - breach).days) <= 2
        if not (busy or near or n % 45 == 0):
            continue
        codes = {code for code, _text in accused(workplace)}
        if breach is None or day < breach:
            before.append((day, codes))
        elif day <= breach + timedelta(3):
            after.append((day, codes))
        else:
            assert codes <= {duty.rule}, (day, codes)
    assert all(codes == set() for _day, codes in before), before
    assert after
    assert all(codes == {duty.rule} for _day, codes in after), after


def grow(workplace: Simulated) -> None:
    """From seven employees to twelve."""
    workplace.random.choice = lambda _sizes: 12  # type: ignore[method-assign, assignment]
    workplace._resize()


def test_the_table_of_duties_names_a_source_for_each():
    assert all(duty.source and duty.rule for duty in DUTIES)
    assert len({duty.rule for duty in DUTIES}) >= 15

"""How often, in words: the dictionary, and that what is said of a recurrence reads back as it."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from data.dates.arithmetic import LAST_DAY
from data.dates.line import Choice, read_rhythm
from data.dates.recurrence import Recurrence, days_of
from data.i18n import in_language
from data.model.choices import Anchor, Repeat

TODAY = date(2026, 3, 2)
FAR = date(2060, 1, 1)
PHRASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "recurrences.toml").read_text("utf-8")
)
ALL = [(language, entry) for language, entries in PHRASES.items() for entry in entries]


def days_by_hand(entry: dict[str, Any]) -> list[date]:
    """The first days of the rule that stands in the dictionary."""
    if "days" in entry:
        return list(entry["days"])
    first = entry["first"]
    if "rule" in entry:
        start = datetime.combine(first, time.min)
        found = (at.date() for at in islice(rrulestr(entry["rule"], dtstart=start), 60))
        return [day for day in found if day < FAR]
    odd = 1 if entry.get("odd") else 0
    weeks = (first + timedelta(weeks=week) for week in range(400))
    return [day for day in weeks if day.isocalendar().week % 2 == odd][:60]


@pytest.mark.parametrize(
    ("language", "entry"), ALL, ids=[f"{language}: {entry['said']}" for language, entry in ALL]
)
def test_the_dictionary(language: str, entry: dict[str, Any]) -> None:
    rhythm = read_rhythm(entry["said"], TODAY, language)
    if entry.get("refused"):
        assert rhythm is None or not rhythm.choices
        return
    assert rhythm is not None
    firsts = [choice.day for choice in rhythm.choices]
    if "asked" in entry:
        assert not rhythm.known
        assert rhythm.problem
        assert list(dict.fromkeys(firsts)) == entry["asked"]
        return
    assert rhythm.known
    (choice,) = rhythm.choices
    assert choice.rule is not None
    wanted = days_by_hand(entry)
    assert choice.day == entry.get("first", wanted[0])
    assert (choice.span[1] if choice.span else None) == entry.get("last")
    assert list(islice(days_of(choice.rule, choice.day, LAST_DAY), len(wanted))) == wanted


@settings(max_examples=examples(300))
@given(
    day=st.dates(date(2026, 3, 2), date(2029, 12, 31)),
    repeat=st.sampled_from([repeat for repeat in Repeat if repeat is not Repeat.NONE]),
    every=st.integers(1, 12),
    anchor=st.sampled_from(list(Anchor)),
    language=st.sampled_from(["da", "en"]),
)
def test_what_is_written_of_a_recurrence_reads_back_as_it(
    day: date, repeat: Repeat, every: int, anchor: Anchor, language: str
) -> None:
    weekly = repeat is Repeat.WEEKLY
    if anchor is Anchor.WEEK and not weekly:
        return  # said without the weekday, and never offered
    rule = Recurrence(day, repeat, every, Anchor.DATE if weekly and every != 2 else anchor)
    rule = Recurrence(next(days_of(rule, day, LAST_DAY)), repeat, every, rule.anchor)
    with in_language(language):
        written = Choice(rule.first, rule=rule).written
        rhythm = read_rhythm(written, TODAY, language)
    assert rhythm is not None, written
    assert rhythm.known, written
    assert rhythm.choices[0].rule is not None
    found = list(islice(days_of(rhythm.choices[0].rule, TODAY, LAST_DAY), 20))
    assert found == list(islice(days_of(rule, TODAY, LAST_DAY), 20)), written

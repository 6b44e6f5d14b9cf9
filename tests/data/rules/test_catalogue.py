"""The rules as data: 31 of them, in both languages, sourced, and each version with its day."""

from __future__ import annotations

from datetime import date

import pytest

from data.content import library
from data.i18n import LANGUAGES, in_language
from data.model.profile import Profile
from data.rules.catalogue import (
    UnderMed,
    codes,
    rule_on,
    sources,
    versions,
)
from data.rules.finding import Severity
from data.rules.wording import med_told, read_told, since_told, sources_told, words

TODAY = date(2026, 11, 22)


def all_rules():
    return [rule_on(code, TODAY) for code in codes()]


def test_thirty_one_rules():
    assert codes() == tuple(f"R{number:02}" for number in range(1, 32))
    assert all(all_rules())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_version_has_its_words_and_no_word_is_left_over(language):
    told = library.rule_texts(language)
    known = [rule for rules in versions().values() for rule in rules]
    assert {rule.text for rule in known} == set(told.rules)
    assert {source.id for rule in known for source in rule.sources} == set(told.sources)
    assert set(told.sources) == set(sources())
    for text in told.rules.values():
        assert not text.title.endswith(".")
        assert text.looks_at.endswith(".")
        assert text.todo.endswith(".")
    for rule in known:
        # What is no advice says where it stands.
        asked = told.rules[rule.text].provision
        assert asked.endswith(".") or rule.severity is Severity.ADVICE, rule.code


def test_the_languages_say_the_same_things():
    danish, english = (library.rule_texts(language) for language in LANGUAGES)
    for name, text in danish.rules.items():
        other = english.rules[name]
        assert bool(text.med) == bool(other.med)
        assert text.looks_at != other.looks_at


def test_every_rule_has_a_source_and_a_day():
    for rules in versions().values():
        for rule in rules:
            assert rule.sources
            assert all(source.address or source.id == "own" for source in rule.sources)
            assert all(date(2026, 10, 1) <= s.read_on <= date(2026, 11, 30) for s in rule.sources)
            assert isinstance(rule.severity, Severity)


def test_whom_the_agreement_replaces():
    of = {rule.code: rule for rule in all_rules()}
    for code, rule in of.items():
        assert (Profile.MED in rule.profiles) == (rule.med is not UnderMed.REPLACED), code
    replaced = {code for code, rule in of.items() if rule.med is UnderMed.REPLACED}
    assert replaced == {"R05", "R06", "R07", "R19", "R28"}
    alternative = {code for code, rule in of.items() if rule.med is UnderMed.AGREEMENT}
    assert alternative == {"R01", "R02", "R03", "R04"}
    assert of["R20"].profiles == (Profile.MED,)


def test_severities_of_the_three_kinds():
    of = {rule.code: rule.severity for rule in all_rules()}
    assert {code for code, severity in of.items() if severity is Severity.ADVICE} == {
        f"R{number}" for number in (*range(21, 28), 29, 30, 31)
    }
    assert {code for code, severity in of.items() if severity is Severity.NOTICE} == {"R13", "R28"}


@pytest.mark.parametrize(
    ("code", "day", "text"),
    [
        ("R08", date(2024, 1, 31), "R08"),
        ("R18", date(2024, 1, 31), "R18_before_2024"),
        ("R18", date(2024, 2, 1), "R18"),
        # When it began has not been looked up: the oldest version counts for before as well.
        ("R18", date(1999, 1, 1), "R18_before_2024"),
        ("R01", date(1999, 1, 1), "R01"),
    ],
)
def test_the_version_of_a_day(code, day, text):
    rule = rule_on(code, day)
    assert rule is not None
    assert rule.text == text


def test_a_rule_that_was_not_there_yet():
    assert rule_on("R19", date(2024, 1, 31)) is None
    assert rule_on("R19", date(2024, 2, 1)) is not None
    assert rule_on("R19", date(2023, 1, 1)) is None
    with pytest.raises(KeyError):
        rule_on("R99", TODAY)


def test_sources_read_more_than_a_year_ago_are_marked():
    assert not any(source.stale(date(2027, 10, 1)) for source in sources().values())
    assert all(source.stale(date(2027, 12, 1)) for source in sources().values())
    source = sources()["bpa"]
    with in_language("en"):
        assert read_told(source, TODAY) == "read on 1 October 2026"
        assert "more than a year ago" in read_told(source, date(2028, 2, 29))


def test_what_is_said_of_a_rule():
    with in_language("en"):
        old, new = versions()["R18"]
        assert since_told(old) == "Has held since at least 31 December 2020."
        assert since_told(new) == "Holds from 1 February 2024."
        advice = rule_on("R21", TODAY)
        assert advice is not None
        assert since_told(advice) == "Good advice, and not a duty."
        assert med_told(new, Profile.AMO) == ""
        assert "our reading" in med_told(new, Profile.MED)
        assert "no. 1108 of 15 September 2025" in sources_told(old)[0]
        assert words(new).provision == "Section 6 d (3) of the Act."
        assert words(new).title == "Training and expertise have been discussed"

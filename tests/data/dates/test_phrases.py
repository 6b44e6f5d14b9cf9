"""The dictionary of dates, and that any words of time are read whole, asked about or refused."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.examples import examples

from data.capture import read_line
from data.capture.vocabulary import Vocabulary
from data.commands.captured import undecided
from data.dates.line import Reading, read_date
from data.dates.words import load_words, read_mixed

PHRASES: dict[str, list[list[Any]]] = tomllib.loads(
    (Path(__file__).parent / "phrases.toml").read_text("utf-8")
)
TODAY = date(2026, 3, 2)
FIVE_DAYS = [
    date(2026, 3, 2), date(2026, 10, 11), date(2028, 2, 29), date(2026, 12, 31), date(2021, 1, 2),
]  # fmt: skip
NOBODY = Vocabulary()


def shown(reading: Reading) -> str:
    """As the dictionary writes it."""
    if reading.day is not None:
        return str(reading.day)
    return "? " + " ".join(str(choice.day) for choice in reading.choices)


def test_the_dictionary_is_large_enough() -> None:
    by_kind = {kind: len(entries) for kind, entries in PHRASES.items()}
    assert by_kind["five"] >= 60
    assert by_kind["asked"] + by_kind["refused"] >= 80
    assert sum(by_kind.values()) >= 250
    assert [day.isoweekday() for day in FIVE_DAYS] == [1, 7, 2, 4, 6]
    assert [day.isocalendar().week for day in FIVE_DAYS[3:]] == [53, 53]


@pytest.mark.parametrize("entry", PHRASES["five"], ids=lambda entry: f"{entry[0]}: {entry[1]}")
def test_what_depends_on_the_day(entry: list[str]) -> None:
    language, said, *days = entry
    assert [shown(read_date(said, today, language=language)) for today in FIVE_DAYS] == days


@pytest.mark.parametrize("entry", PHRASES["read"], ids=lambda entry: f"{entry[0]}: {entry[1]}")
def test_what_is_read(entry: list[Any]) -> None:
    language, said, day = entry
    reading = read_date(said, TODAY, language=language)
    assert (reading.day, reading.choices) == (day, ())
    line = read_line(f"Lift frist:{said}", NOBODY, TODAY, language=language)
    assert (line.text, line.values["due"], line.questions) == ("Lift", day, ())


@pytest.mark.parametrize("entry", PHRASES["asked"], ids=lambda entry: f"{entry[0]}: {entry[1]}")
def test_what_must_be_asked_about(entry: list[Any]) -> None:
    language, said, *days = entry
    reading = read_date(said, TODAY, language=language)
    assert reading.day is None
    assert [choice.day for choice in reading.choices] == days
    line = read_line(f"Lift frist:{said}", NOBODY, TODAY, language=language)
    assert "due" not in line.values
    assert undecided(line)
    (question,) = line.questions
    for number, day in enumerate(days):
        settled = read_line(question.answered(f"Lift frist:{said}", number), NOBODY, TODAY)
        assert (settled.text, settled.values["due"], settled.questions) == ("Lift", day, ())


@pytest.mark.parametrize("entry", PHRASES["refused"], ids=lambda entry: f"{entry[0]}: {entry[1]}")
def test_what_is_no_day(entry: list[str]) -> None:
    language, said = entry
    reading = read_date(said, TODAY, language=language)
    assert reading.day is None
    assert reading.choices == () or said.startswith(("hver", "every"))
    assert reading.problem
    line = read_line(f"Lift frist:{said}", NOBODY, TODAY, language=language)
    assert "due" not in line.values
    assert undecided(line)


# ----------------------------------------------------------------------------------------------
# Any words of time joined


def _role(word: str, language: str) -> str:
    found, _whole = read_mixed(word, (language,))
    return found[0].role if found else ""


def _vocabulary(language: str) -> list[str]:
    """The words of a language that are words by themselves, and the days said in two."""
    words = load_words(language)
    known = {" ".join(phrase) for phrase in (*words.phrases, *words.feasts, *words.aliases)}
    relative = {word for word in known if _role(word, language) == "rel"}
    single = {word for word in known if " " not in word}
    return sorted(relative | {w for w in single if _role(w, language) != "ordinal_mark"})


NUMBERS = ["1", "2", "3", "7", "12", "15", "26", "31", "53", "2026", "2027", "1/4", "3.", "1."]
MARKS = ["-", "og", "and", "eller", "or"]
ALL_WORDS = {
    language: [*_vocabulary(language), *NUMBERS, *MARKS] for language in ("da", "en")
}  # fmt: skip
phrases = st.sampled_from(["da", "en"]).flatmap(
    lambda language: st.tuples(
        st.just(language),
        st.lists(st.sampled_from(ALL_WORDS[language]), min_size=2, max_size=4).map(" ".join),
    )
)
SINGLE = [word for words in ALL_WORDS.values() for word in words if " " not in word]
mixed = st.lists(st.sampled_from(SINGLE), min_size=2, max_size=4).map(" ".join)
todays = st.sampled_from(FIVE_DAYS) | st.dates(date(2020, 1, 1), date(2035, 12, 31))


@settings(max_examples=examples(600))
@given(said=phrases, today=todays)
@example(said=("da", "fredag før jul"), today=TODAY)
@example(said=("da", "mandag i hver måned"), today=TODAY)
@example(said=("da", "3 dage før påske"), today=TODAY)
def test_words_of_time_are_read_whole_asked_about_or_refused(
    said: tuple[str, str], today: date
) -> None:
    language, phrase = said
    reading = read_date(phrase, today, language=language)
    assert (reading.day is None) == bool(reading.problem)
    for kind in ("action", "activity"):
        line = read_line(
            f"Lift frist:{phrase}", NOBODY, today, language=language, default_kind=kind
        )
        field = {"action": "due", "activity": "day"}[kind]
        assert (field in line.values) == (not line.questions), phrase
        if not line.questions:
            assert line.text == "Lift"
        else:
            assert undecided(line)
        if kind == "action" and field in line.values:
            assert line.values[field] == reading.day


@settings(max_examples=examples(400))
@given(said=mixed, today=todays)
def test_nor_do_the_two_languages_together_leave_anything_in_the_title(
    said: str, today: date
) -> None:
    line = read_line(f"Lift frist:{said}", NOBODY, today)
    assert ("due" in line.values) == (not line.questions), said
    assert line.questions or line.text == "Lift"


@settings(max_examples=examples(400))
@given(said=phrases, today=todays)
def test_a_title_behind_words_of_time_stays_whole(said: tuple[str, str], today: date) -> None:
    language, phrase = said
    line = read_line(f"Lift frist:{phrase} kasserne xyz", NOBODY, today, language=language)
    if line.questions:
        return
    between = line.text.removeprefix("Lift ").removesuffix("kasserne xyz")
    # "a fortnight a new lamp": such words stand in front of other words, too.
    found, whole = read_mixed(between, (language, "da", "en"))
    assert whole
    assert {token.role for token in found if len(token.text) > 1} <= ORDINARY, phrase


ORDINARY = frozenset(
    {
        "filler", "num", "n", "big", "ord", "to", "in", "at", "from", "this", "next", "last",
        "coming", "some", "and", "or", "about", "half", "one_and_half", "early", "mid", "late",
        "meeting", "dash", "dot", "except", "wday", "mname", "day", "times", "span", "even", "odd",
    }
)  # fmt: skip
"""Words that stand in front of other things than time, too."""
SAYS_SOMETHING = frozenset(
    {
        "after", "n", "num", "big", "days", "months", "years",
        "or", "and", "every", "times", "some", "about", "clock", "half", "one_and_half", "ago",
        "ord", "odd", "even", "monthly", "weekly", "quarterly", "yearly", "until",
    }
)  # fmt: skip


SAYING = {
    # The year it is in any case may stand behind every date, and "to" is English, too.
    code: [w for w in words if _role(w, code) in SAYS_SOMETHING and w not in {"26", "2026", "to"}]
    for code, words in ALL_WORDS.items()
}
READABLE = [
    entry[:2] for entry in (*PHRASES["read"], *PHRASES["five"]) if not str(entry[2]).startswith("?")
]


@settings(max_examples=examples(800))
@given(
    entry=st.sampled_from(READABLE),
    words=st.fixed_dictionaries({code: st.sampled_from(SAYING[code]) for code in ALL_WORDS}),
    place=st.integers(0, 8),
)
def test_a_word_that_says_something_is_never_passed_over(
    entry: list[str], words: dict[str, str], place: int
) -> None:
    language, phrase = entry
    parts = phrase.split()
    place = min(place, len(parts))
    longer = " ".join([*parts[:place], words[language], *parts[place:]])
    said, _whole = read_mixed(words[language], (language,))
    if said[0].value == 1:
        return  # "one", "the first": of what there is one of they say nothing more
    # Passed over is what makes no difference on any day.
    pairs = [
        [read_date(text, today, language=language).day for text in (phrase, longer)]
        for today in FIVE_DAYS
    ]
    same = all(day is not None and day == plain for plain, day in pairs)
    # "31 March" says no more than "March" as a deadline.
    assert not same or said[0].value == pairs[0][0].day, longer


# ----------------------------------------------------------------------------------------------
# Lines from a meeting that lost their date, or part of it, without a word

LOST = [
    ("H: Julepynt frist:fredag før jul", date(2026, 12, 18)),
    ("H: Fælder frist:sidste fredag før jul", date(2026, 12, 18)),
    ("H: Gennemgang frist:onsdag om 14 dage", date(2026, 3, 18)),
    ("H: Lift frist:mandag efter påske", None),
    ("H: Lift frist:3 dage før jul", None),
    ("H: Lift frist:om 10 hverdage", date(2026, 3, 16)),
    ("H: Lift frist:5 arbejdsdage", date(2026, 3, 9)),
    ("H: Lift frist:om 2-3 uger", None),
    ("H: Lift frist:12. uge", date(2026, 3, 20)),
    ("H: Lift frist:første mandag", None),
    ("H: Lift frist:2 gange om året", None),
    ("A: Rundering dato:1. mandag i hver måned", date(2026, 3, 2)),
]


@pytest.mark.parametrize(("typed", "day"), LOST)
def test_lines_from_a_meeting(typed: str, day: date | None) -> None:
    line = read_line(typed, NOBODY, TODAY)
    assert (line.values.get("due") or line.values.get("day")) == day
    assert bool(line.questions) == (day is None)
    if day is not None:
        assert line.text == typed.split(maxsplit=1)[1].partition(" ")[0]
    if line.kind == "activity":
        assert (line.values["repeat"], line.values["anchor"]) == ("monthly", "weekday")


@settings(max_examples=examples(400))
@given(said=phrases, today=todays)
@example(said=("da", "fra 1/4 til 1/9 hver måned"), today=TODAY)
@example(said=("da", "hver fredag undtagen i juli"), today=TODAY)
@example(said=("da", "dags dato månedlig dags dato"), today=TODAY)
@example(said=("da", "kl advent lordage"), today=TODAY)
def test_an_activitys_own_words_are_read_whole_or_asked_about(
    said: tuple[str, str], today: date
) -> None:
    language, phrase = said
    line = read_line(f"Lift {phrase}", NOBODY, today, language=language, default_kind="activity")
    if line.questions:
        assert "day" not in line.values
        return
    if "day" not in line.values:
        assert line.text == f"Lift {phrase}"
        return
    left, _whole = read_mixed(line.text.removeprefix("Lift "), (language, "da", "en"))
    roles = {token.role for token in left if len(token.text) > 1}
    if not {token.role for token in left} & {"n", "big", "num"}:
        roles -= {"clock"}  # "at" without a number says no time
    assert roles <= ORDINARY | {"feast", "y"}, phrase
    if "repeat" not in line.values:
        assert line.text == "Lift"

"""The date line: the golden phrases, what is shown, and that it can be trusted with any text."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.examples import examples

from data.dates.arithmetic import FIRST_DAY, LAST_DAY
from data.dates.labels import (
    day_label,
    long_date,
    month_name,
    short_date,
    weekday_date,
    weekday_name,
)
from data.dates.line import Purpose, Reading, echo, read_by, read_date
from data.i18n import in_language

MEETING = date(2026, 11, 18)
TODAY = date(2026, 10, 7)

GOLDEN = [
    line.split("\t")
    for line in (Path(__file__).parent / "dates_golden.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]

days = st.dates(FIRST_DAY, LAST_DAY)
near_days = st.dates(date(1990, 1, 1), date(2110, 12, 31))
languages = st.sampled_from(["da", "en"])


def shown(reading: Reading) -> tuple[str, str]:
    """Day or span, and alternatives, as the golden file writes them."""
    day = "-" if reading.day is None else reading.day.isoformat()
    if reading.span:
        day = "..".join(end.isoformat() for end in reading.span)
    return day, " ".join(other.isoformat() for other in reading.alternatives) or "-"


def test_the_golden_file_is_long_enough() -> None:
    danish = [row for row in GOLDEN if row[2] == "da" and row[4] != "-"]
    assert len(danish) >= 260
    assert len({row[0] for row in GOLDEN}) >= 8


@pytest.mark.parametrize("language", ["da", "en"])
def test_golden_phrases(language: str) -> None:
    wrong = []
    for today, purpose, words, phrase, day, others in GOLDEN:
        if words != language:
            continue
        reading = read_date(
            phrase,
            date.fromisoformat(today),
            purpose=Purpose(purpose),
            meeting=MEETING,
            language=language,
        )
        if shown(reading) != (day, others):
            wrong.append((today, purpose, phrase, shown(reading), (day, others)))
        assert bool(reading.problem) == (day == "-"), phrase
    assert wrong == []


def test_danish_phrases_are_understood_in_english_too() -> None:
    # Where the two read a phrase differently, a colleague's habit is at least shown.
    for today, purpose, words, phrase, day, _others in GOLDEN:
        if words != "da" or day == "-":
            continue
        reading = read_date(
            phrase,
            date.fromisoformat(today),
            purpose=Purpose(purpose),
            meeting=MEETING,
            language="en",
        )
        read, others = shown(reading)
        assert day == read or day.split("..")[0] in others, phrase


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("u43 fre", "fredag 23.10.2026 (uge 43)"),
        ("1.2.27", "mandag 1.2.2027 (uge 5)"),
        ("i dag", "onsdag 7.10.2026 (uge 41), i dag"),
        ("uge 43", "fredag 23.10.2026 (uge 43), læst som fredag i uge 43"),
        ("næste fredag", "fredag 16.10.2026 (uge 42), eller fredag 9.10.2026"),
        ("langfredag", "fredag 26.3.2027 (uge 12), helligdag: langfredag"),
        ("5/6", "lørdag 5.6.2027 (uge 22), grundlovsdag, fri på mange arbejdspladser"),
        ("lør", "lørdag 10.10.2026 (uge 41), weekend"),
        ("i går", "tirsdag 6.10.2026 (uge 41), i fortiden"),
        ("oktober", "lørdag 31.10.2026 (uge 44), læst som den sidste dag i oktober 2026, weekend"),
        ("inden jul", "onsdag 23.12.2026 (uge 52), sidste arbejdsdag før"),
        ("31/9", "September 2026 har 30 dage."),
        ("uge 53 2027", "Der er ingen uge 53 i 2027."),
        ("torsdag 16/10", "Fredag 16.10.2026 er ikke en torsdag."),
        ("næste møde", "Det næste møde har ingen dato endnu."),
        ("", "Skriv en dato."),
    ],
)
def test_danish_echo(phrase: str, expected: str) -> None:
    with in_language("da"):
        assert echo(read_date(phrase, TODAY), TODAY) == expected


def test_english_echo() -> None:
    with in_language("en"):
        reading = read_date("next friday", TODAY, language="en")
        assert echo(reading, TODAY) == "Friday 16/10/2026 (week 42), or Friday 9/10/2026"
        reading = read_date("week 43", TODAY, language="en")
        assert echo(reading, TODAY) == "Friday 23/10/2026 (week 43), read as Friday of week 43"


def test_echo_of_a_whole_week_in_the_wheel() -> None:
    with in_language("da"):
        reading = read_date("uge 43", TODAY, purpose=Purpose.WHEEL)
        assert reading.span == (date(2026, 10, 19), date(2026, 10, 25))
        assert reading.day == date(2026, 10, 19)
        assert echo(reading, TODAY) == "19.10.2026–25.10.2026 (uge 43)"
        reading = read_date("oktober", TODAY, purpose=Purpose.WHEEL)
        assert echo(reading, TODAY) == "1.10.2026–31.10.2026 (uge 40–44)"


def test_what_is_not_understood_is_quoted_and_shortened() -> None:
    with in_language("da"):
        problem = read_date("x" * 5000, TODAY).problem
    assert "xxx…" in problem
    assert len(problem) < 150


def test_a_meeting_is_only_known_when_given() -> None:
    assert read_date("før mødet", TODAY).day is None
    assert read_date("før mødet", TODAY, meeting=MEETING).day == date(2026, 11, 17)


def test_unknown_language_reads_both() -> None:
    assert read_date("i morgen", TODAY, language="tlh").day == date(2026, 10, 8)


@given(text=st.text(max_size=60), today=days, language=languages)
@example(text="om 9999999 år", today=TODAY, language="da")
@example(text="+99999d", today=LAST_DAY, language="da")
@example(text="in 999 years", today=LAST_DAY, language="en")
@example(text="-999år", today=FIRST_DAY, language="da")
@example(text="inden i dag", today=FIRST_DAY, language="da")
@example(text="før uge 1", today=FIRST_DAY, language="da")
@example(text="²/³", today=TODAY, language="da")
@example(text="١٥/١٠", today=TODAY, language="da")
def test_no_text_raises(text: str, today: date, language: str) -> None:
    reading = read_date(text, today, language=language)
    assert (reading.day is None) == bool(reading.problem)
    assert isinstance(echo(reading, today), str)


WORDS = sorted({word for row in GOLDEN for word in row[3].split()})


@settings(max_examples=examples(300))
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    today=days,
    purpose=st.sampled_from(list(Purpose)),
    language=languages,
)
def test_no_mix_of_its_own_words_raises_or_leaves_the_years(
    words: list[str], today: date, purpose: Purpose, language: str
) -> None:
    reading = read_date(" ".join(words), today, purpose=purpose, language=language, meeting=today)
    assert (reading.day is None) == bool(reading.problem)
    for day in (reading.day, *(reading.span or ()), *reading.alternatives):
        assert day is None or FIRST_DAY <= day <= LAST_DAY
    if reading.span:
        assert reading.span[0] <= reading.span[1]
        assert purpose is Purpose.WHEEL
    assert reading.day not in reading.alternatives


@given(day=days, today=days, language=languages)
def test_every_written_form_reads_back(day: date, today: date, language: str) -> None:
    with in_language(language):
        forms = [
            day.isoformat(),
            day.strftime("%Y%m%d"),
            short_date(day),
            long_date(day),
            weekday_date(day),
            day_label(day),
            f"{weekday_name(day)} {long_date(day)}",
            f"{day.day}-{day.month}-{day.year}",
            f"{day.day:02}.{day.month:02}.{day.year}",
            f"{day.day}. {month_name(day.month, short=True)}. {day.year}",
        ]
    if FIRST_DAY.year <= day.isocalendar().year <= LAST_DAY.year:
        forms.append("{}-W{:02}-{}".format(*day.isocalendar()))
    for form in forms:
        assert read_date(form, today, language=language).day == day, form


@given(day=near_days, ahead=st.integers(0, 364), language=languages)
def test_without_a_year_the_next_one_is_meant(day: date, ahead: int, language: str) -> None:
    today = day - timedelta(days=ahead)
    for form in (f"{day.day}/{day.month}", f"{day.day}. {day.month}."):
        reading = read_date(form.replace(". ", "."), today, language=language)
        assert reading.day == day
    if ahead < 28:
        assert read_date(str(day.day), today, language=language).day == day


@given(today=near_days, week=st.integers(1, 53))
def test_a_week_is_the_next_that_is_not_over(today: date, week: int) -> None:
    reading = read_date(f"uge {week}", today, purpose=Purpose.WHEEL)
    if reading.span is None:
        assert week == 53
        assert reading.problem
        return
    first, last = reading.span
    assert first.isocalendar()[1:] == (week, 1)
    assert last >= today
    assert first - today <= timedelta(days=371)


@given(today=near_days, weekday=st.integers(1, 7))
def test_next_weekday_is_in_next_week_and_shows_the_coming_one(today: date, weekday: int) -> None:
    with in_language("da"):
        reading = read_date(f"næste {weekday_name(weekday)}", today)
    assert reading.day is not None
    monday = today - timedelta(days=today.weekday())
    assert reading.day == monday + timedelta(days=6 + weekday)
    coming = next(
        today + timedelta(days=step)
        for step in range(1, 8)
        if (today + timedelta(days=step)).isoweekday() == weekday
    )
    assert reading.alternatives == (() if coming == reading.day else (coming,))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("marts 2027", date(2027, 3, 2)),
        ("marts", date(2026, 3, 31)),
        ("uge 9 2027", date(2027, 3, 2)),
        ("februar 2027", date(2027, 2, 28)),
        ("1. kvartal 2027", date(2027, 3, 2)),
        ("1/3 2027", date(2027, 3, 1)),
        ("april 2027", date(2027, 4, 30)),
        ("5/3 2027", date(2027, 3, 5)),
    ],
)
def test_of_a_month_that_goes_beyond_the_last_day_it_is_a_day_within_it(
    said: str, day: date
) -> None:
    # The discussion held on 2 March 2026 is to be held again by 2 March 2027.
    held, by = date(2026, 3, 2), date(2027, 3, 2)
    reading = read_by(said, held, by)
    assert reading.day == day
    with in_language("da"):
        told = read_by(said, held, by).remark
    assert ("sidste arbejdsdag senest" in told) == (day == by)
    assert ("senere end 2.3.2027" in told) == (day > by)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2/3", date(2027, 3, 2)),
        ("2. marts", date(2027, 3, 2)),
        ("første mandag i marts", date(2027, 3, 1)),
        ("i dag", date(2026, 3, 2)),
        ("på mandag", date(2026, 3, 2)),
        ("2/3 2026", date(2026, 3, 2)),
        ("1/3", date(2027, 3, 1)),
    ],
)
def test_a_day_of_every_year_that_is_today_is_held_next_in_a_year(said: str, day: date) -> None:
    assert read_by(said, date(2026, 3, 2), date(2027, 3, 2)).day == day

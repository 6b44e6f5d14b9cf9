"""The year wheel: each thing once, in its month, wherever it comes from."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import NOW, TODAY, blank, changed, discussion_of, done, with_discussion
from support.examples import examples
from support.strategies import documents, lived_documents

from data.dates.arithmetic import add_months
from data.edits.records import AddRecord
from data.facts.year import year_start
from data.i18n import in_language
from data.model.choices import ActionStatus, Anchor, MeetingState, Outcome, Repeat, Role
from data.model.document import Document
from data.model.wheel import Activity, Occurrence
from data.model.workplace import Person
from data.views.wheel import (
    Origin,
    WheelEntry,
    WheelYear,
    category_label,
    emptier_neighbour,
    month_loads,
    origin_label,
    wheel_year,
)

START = date(2026, 1, 1)
BOOKS = {"created_at": NOW, "created_by": "x", "changed_at": NOW, "changed_by": "x"}


@pytest.fixture(autouse=True)
def _english() -> Any:
    with in_language("en"):
        yield


def wheel(*commands: AddRecord, start: date = START, today: date = TODAY) -> WheelYear:
    return wheel_year(done(blank(), *commands), start, today)


def only(year: WheelYear) -> WheelEntry:
    (entry,) = year.entries()
    return entry


def keys(year: WheelYear) -> list[str]:
    return [entry.key for entry in year.entries()]


def activity(identity: str = "a", **values: Any) -> AddRecord:
    return AddRecord("activity", {"title": "Runde", "day": date(2026, 3, 10), **values}, identity)


def test_an_empty_year_has_twelve_months() -> None:
    year = wheel(start=date(2026, 8, 1))
    assert [month.first for month in year.months] == [
        add_months(date(2026, 8, 1), n) for n in range(12)
    ]
    assert year.end == date(2027, 7, 31)
    assert (year.categories, list(year.entries())) == ((), [])
    assert not any(month.heavy for month in year.months)


def test_year_start() -> None:
    assert year_start(date(2026, 7, 31), 8) == date(2025, 8, 1)
    assert year_start(date(2026, 8, 1), 8) == date(2026, 8, 1)
    assert year_start(date(2026, 1, 1), 1) == date(2026, 1, 1)


def test_what_lasts_is_there_once_in_the_month_of_its_first_day() -> None:
    entry = only(wheel(activity(day=date(2026, 3, 20), until=date(2026, 4, 17))))
    assert (entry.day, entry.until) == (date(2026, 3, 20), date(2026, 4, 17))
    year = wheel(activity(day=date(2025, 12, 20), until=date(2026, 1, 17)))
    assert keys(year) == []
    year = wheel(activity(day=date(2026, 12, 20), until=date(2027, 1, 17)))
    assert [month.load for month in year.months] == [0] * 11 + [1]


def test_a_recurring_one_keeps_its_length() -> None:
    values = {"day": date(2026, 3, 2), "until": date(2026, 3, 13), "repeat": Repeat.QUARTERLY}
    year = wheel(activity(**values))
    assert {(e.until - e.day).days for e in year.entries()} == {11}
    assert [e.day.month for e in year.entries()] == [3, 6, 9, 12]


def test_moved_skipped_and_ticked_ones() -> None:
    year = wheel(
        activity(repeat=Repeat.QUARTERLY),
        AddRecord("occurrence", {"activity": "a", "on": date(2026, 6, 10), "skipped": True}),
        AddRecord(
            "occurrence",
            {"activity": "a", "on": date(2026, 9, 10), "moved_to": date(2026, 10, 1)},
        ),
        AddRecord(
            "occurrence", {"activity": "a", "on": date(2026, 12, 10), "done_on": date(2026, 12, 9)}
        ),
    )
    told = [(e.key, e.day.isoformat(), e.moved, e.done) for e in year.entries()]
    assert told == [
        ("activity:a@2026-03-10", "2026-03-10", False, False),
        ("activity:a@2026-09-10", "2026-10-01", True, False),
        ("activity:a@2026-12-10", "2026-12-10", False, True),
    ]


def test_what_was_said_of_a_day_the_rule_no_longer_gives_does_not_count() -> None:
    year = wheel(
        activity(repeat=Repeat.QUARTERLY),
        AddRecord(
            "occurrence", {"activity": "a", "on": date(2026, 6, 9), "moved_to": date(2026, 6, 30)}
        ),
    )
    assert [e.day.isoformat() for e in year.entries()] == [
        "2026-03-10", "2026-06-10", "2026-09-10", "2026-12-10",
    ]  # fmt: skip


def test_actions_with_their_three_days() -> None:
    values = {
        "measure": "Skærm",
        "owner": "s-p1",
        "due": date(2026, 4, 1),
        "follow_up": date(2026, 6, 1),
        "effect_due": date(2026, 9, 1),
    }
    year = wheel(AddRecord("action", values, "h"))
    told = [(e.key, e.origin, e.field, e.record, e.owner, e.movable) for e in year.entries()]
    assert told == [
        ("action:h/due", Origin.DEADLINE, "due", "action:h", "s-p1", True),
        ("action:h/follow_up", Origin.FOLLOW_UP, "follow_up", "action:h", "s-p1", True),
        ("action:h/effect_due", Origin.EFFECT, "effect_due", "action:h", "s-p1", True),
    ]
    assert {e.category for e in year.entries()} == {"action plan"}


def test_a_closed_action_is_still_followed_up_but_not_one_given_up() -> None:
    values = {"measure": "x", "due": date(2026, 4, 1), "follow_up": date(2026, 6, 1)}
    assert keys(
        wheel(
            AddRecord("action", {**values, "status": ActionStatus.DONE}, "d"),
            AddRecord("action", {**values, "status": ActionStatus.DROPPED}, "x"),
        )
    ) == ["action:d/follow_up"]


def test_goals_are_there_judged_or_not() -> None:
    year = wheel(
        AddRecord("goal", {"title": "Ro", "due": date(2026, 5, 1)}, "m"),
        AddRecord(
            "goal", {"title": "Luft", "due": date(2026, 6, 1), "outcome": Outcome.REACHED}, "n"
        ),
    )
    assert [(e.key, e.done, e.movable) for e in year.entries()] == [
        ("goal:m/due", False, True),
        ("goal:n/due", True, False),
    ]


def test_training_and_development() -> None:
    year = wheel(
        AddRecord("training", {"person": "s-p1", "starts_on": date(2026, 5, 1)}, "u"),
        AddRecord(
            "training",
            {"person": "s-p1", "starts_on": date(2026, 5, 1), "answer": "declined"},
            "no",
        ),
        AddRecord("focus_area", {"title": "Stress"}, "f"),
        AddRecord("task", {"focus_area": "f", "title": "Samtaler"}, "t"),
        AddRecord("need", {"task": "t", "title": "Spørge ind"}, "n"),
        AddRecord(
            "development", {"need": "n", "person": "s-p2", "due": date(2026, 6, 1)}, "dev"
        ),
        activity("a", title="Kursus", day=date(2026, 7, 1)),
        AddRecord(
            "development", {"need": "n", "due": date(2026, 6, 1), "activity": "a"}, "elsewhere"
        ),
    )  # fmt: skip
    assert keys(year) == ["training:u/starts_on", "development:dev/due", "activity:a@2026-07-01"]
    titles = [e.title for e in year.entries()]
    assert titles[:2] == ["yearly day and a half: Karen Holm", "Spørge ind: Bent Olsen"]


def test_meetings_planned_held_and_agreed() -> None:
    year = wheel(
        AddRecord("status_meeting", {"held_on": date(2026, 5, 1)}, "s"),
        AddRecord(
            "status_meeting",
            {
                "held_on": date(2026, 6, 1),
                "next_on": date(2026, 9, 1),
                "state": MeetingState.APPROVED,
            },
            "held",
        ),
    )
    assert [(e.key, e.done, e.movable) for e in year.entries()] == [
        ("status_meeting:s/held_on", False, True),
        ("status_meeting:held/held_on", True, False),
        ("status_meeting:held/next_on", False, False),
    ]


def test_the_discussion_and_the_day_for_the_next() -> None:
    document = with_discussion(blank())
    document = changed(document, discussion_of(document), held_on=date(2026, 2, 3))
    year = wheel_year(document, date(2026, 1, 1), TODAY)
    assert [(e.key, e.origin, e.done) for e in year.entries()] == [
        ("discussion:d2026/held_on", Origin.DISCUSSION, True)
    ]
    year = wheel_year(document, date(2027, 1, 1), TODAY)
    assert [(e.key, e.day, e.movable) for e in year.entries()] == [
        ("discussion:d2026/R01@2027-02-03", date(2027, 2, 3), False),
        ("discussion:d2026/R26@2027-02-03", date(2027, 2, 3), False),
    ]
    planned = AddRecord("discussion", {"year": 2027, "held_on": date(2027, 1, 20)}, "d2027")
    year = wheel_year(done(document, planned), date(2027, 1, 1), date(2026, 12, 1))
    assert "discussion:d2026/R01@2027-02-03" not in keys(year)


def test_terms_of_office_end() -> None:
    document = blank()
    person = next(p for p in document.all(Person) if Role.REPRESENTATIVE in p.roles)
    document = changed(document, person, elected_on=date(2024, 10, 5), term_years=2)
    entry = only(wheel_year(document, START, TODAY))
    assert (entry.origin, entry.day, entry.movable) == (Origin.CLOCK, date(2026, 10, 5), False)
    assert entry.record == person.reference


def test_what_rules_ask_for_is_there_once() -> None:
    values = {"measure": "x", "status": ActionStatus.DONE, "effect_due": date(2026, 6, 1)}
    year = wheel(
        AddRecord("condition", {"title": "Støj", "assessed_on": date(2023, 9, 1)}, "v"),
        AddRecord("action", values, "h"),
    )
    told = [(e.key, e.origin, e.category) for e in year.entries()]
    assert told == [
        ("action:h/effect_due", Origin.EFFECT, "action plan"),
        ("condition:v/R14@2026-09-01", Origin.CLOCK, "APV"),
    ]


def test_an_agreement_to_renegotiate_moves_on_the_workplace() -> None:
    document = blank(med=True)
    workplace = document.workplace
    assert workplace is not None
    document = changed(document, workplace, agreement_renegotiation=date(2026, 10, 1))
    entry = only(wheel_year(document, START, TODAY))
    assert (entry.field, entry.day) == ("agreement_renegotiation", date(2026, 10, 1))


def test_rings_are_ours_in_their_order_then_their_own() -> None:
    named = ["Zumba", "campaign", "statutory", "", "Æbler"]
    year = wheel(*(activity(f"a{n}", category=name) for n, name in enumerate(named)))
    assert year.categories == ("statutory", "campaign", "Zumba", "Æbler", "other")
    assert category_label("apv") == "APV"
    assert all(origin_label(origin) for origin in Origin)


def test_a_heavy_month_and_its_emptier_neighbour() -> None:
    march = [activity(f"a{n}") for n in range(5)]
    february = [activity(f"b{n}", day=date(2026, 2, 3)) for n in range(2)]
    year = wheel(*march, *february, activity("c", day=date(2026, 4, 3)))
    assert [month.heavy for month in year.months] == [False, False, True] + [False] * 9
    assert emptier_neighbour(year, 2) == date(2026, 4, 1)
    assert emptier_neighbour(year, 1) is None
    # At the edge of the year there is one neighbour only.
    year = wheel(*(activity(f"a{n}", day=date(2026, 12, 1)) for n in range(5)))
    assert emptier_neighbour(year, 11) == date(2026, 11, 1)
    # A month that is over is no place for something new.
    assert emptier_neighbour(year, 11, earliest=date(2026, 12, 1)) is None


def test_an_even_year_has_no_heavy_month() -> None:
    year = wheel(*(activity(f"a{n}", repeat=Repeat.MONTHLY, day=START) for n in range(9)))
    assert {month.load for month in year.months} == {9}
    assert not any(month.heavy for month in year.months)


@st.composite
def years(draw: st.DrawFn) -> tuple[Document, date]:
    """A document with a handful of activities, some of their occurrences moved or left out."""
    document = blank()
    tables = {**document.tables, "activity": {}, "occurrence": {}}
    days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
    for number in range(1, draw(st.integers(1, 8)) + 1):
        first = draw(days)
        one = Activity(
            id=f"a{number}",
            number=number,
            title=draw(st.text(max_size=4)),
            day=first,
            until=draw(st.none() | st.integers(-3, 40).map(lambda n, f=first: f + timedelta(n))),
            repeat=draw(st.sampled_from(list(Repeat))),
            every=draw(st.integers(1, 4)),
            anchor=draw(st.sampled_from(list(Anchor))),
            **BOOKS,
        )  # type: ignore[arg-type]
        tables["activity"] = {**tables["activity"], one.id: one}
        for at in range(draw(st.integers(0, 2))):
            special = Occurrence(
                id=f"o{number}-{at}",
                number=number * 10 + at,
                activity=one.id,
                on=draw(st.just(first) | days),
                moved_to=draw(st.none() | days),
                skipped=draw(st.booleans()),
                **BOOKS,
            )  # type: ignore[arg-type]
            tables["occurrence"] = {**tables["occurrence"], special.id: special}
    return Document(meta=document.meta, tables=tables), date(2025, draw(st.integers(1, 12)), 1)


@settings(max_examples=examples(200))
@given(years())
def test_each_occurrence_is_there_once_and_in_its_month(made: tuple[Document, date]) -> None:
    document, start = made
    three = [wheel_year(document, add_months(start, 12 * n), TODAY) for n in (-1, 0, 1)]
    seen = Counter(key for year in three for key in keys(year))
    assert set(seen.values()) <= {1}
    for year in three:
        for month in year.months:
            assert month.load == len(month.entries)
            for entry in month.entries:
                assert (entry.day.year, entry.day.month) == (month.first.year, month.first.month)
                assert entry.until >= entry.day
                assert year.months[year.month_of(entry.day) or 0] is month
            assert [e.day for e in month.entries] == sorted(e.day for e in month.entries)


@settings(max_examples=examples(60), deadline=None)
@given(
    documents(20) | lived_documents(),
    st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    st.integers(1, 12),
)
def test_a_months_load_is_counted_as_its_entries_are(
    document: Document, today: date, month: int
) -> None:
    start = year_start(today, month)
    year = wheel_year(document, start, today)
    assert month_loads(document, start, today) == [month.load for month in year.months]
    assert [month.load for month in year.months] == [len(month.entries) for month in year.months]

"""The clocks of the statutory training, by tables worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import blank, changed, done, vicious

from data.edits.records import AddRecord
from data.facts.training import (
    TrainingState,
    begins_soon,
    clocks,
    function_year,
    members,
    offers_of,
    open_clocks,
    training_dates,
    waiting,
)
from data.i18n import in_language
from data.model.choices import Role, TrainingAnswer, TrainingForm
from data.model.workplace import Person, Training

BENT, JONAS = "s-p2", "s-p3"
LATER, FIRST, COURSE = TrainingForm.LATER_YEAR, TrainingForm.FIRST_YEAR, TrainingForm.COMPULSORY


def day(text):
    return date.fromisoformat(text)


def offered(*offers, person=JONAS, **values):
    """A document with the member as said, and what was offered: year and facts of each."""
    document = blank()
    document = changed(document, document.get(Person, person), **values)
    for number, given_ in enumerate(offers):
        facts = {"person": person, "form": LATER, **given_}
        document = done(document, AddRecord("training", facts, f"t{number}"))
    return document


def told(document, today, person=JONAS):
    """Form or year, due day and state of every clock."""
    who = document.get(Person, person)
    return [
        ("course" if clock.form is COURSE else clock.year, str(clock.due), clock.state.value)
        for clock in clocks(who, offers_of(document).get(person, ()), day(today))
    ]


@pytest.mark.parametrize(
    ("joined", "course", "first", "year_two"),
    [
        # seat taken, course by, first year's offer by (course on its last day), second year begins
        ("2026-01-15", "2026-04-15", "2027-01-14", "2027-01-15"),
        ("2024-02-29", "2024-05-29", "2025-02-27", "2025-02-28"),
        ("2026-11-30", "2027-02-28", "2027-11-28", "2027-11-30"),
        ("2023-11-30", "2024-02-29", "2024-11-29", "2024-11-30"),
        ("2026-12-31", "2027-03-31", "2027-12-30", "2027-12-31"),
        ("2027-03-01", "2027-06-01", "2028-02-29", "2028-03-01"),
    ],
)
def test_the_clocks_run_from_the_day_the_seat_was_taken(joined, course, first, year_two):
    document = offered(joined_on=day(joined))
    jonas = document.get(Person, JONAS)
    both = clocks(jonas, (), day(joined))
    assert [str(clock.due) for clock in both] == [course, first]
    assert function_year(jonas, day(year_two) - timedelta(days=1)) == 1
    assert function_year(jonas, day(year_two)) == 2
    assert str(clocks(jonas, (), day(year_two))[2].begins) == year_two


@pytest.mark.parametrize(
    ("completed", "offer_by"),
    [
        # Nine months after the course, but never after the function year.
        ("2024-03-20", "2024-12-20"),
        ("2024-05-29", "2025-02-27"),
        ("2024-05-27", "2025-02-27"),
        ("2024-05-26", "2025-02-26"),
        ("2024-11-01", "2025-02-27"),
        # Taken before the seat: nine months from the seat.
        ("2019-05-05", "2024-11-29"),
    ],
)
def test_the_first_years_days_are_offered_within_nine_months_of_the_course(completed, offer_by):
    document = offered(joined_on=day("2024-02-29"), compulsory_done_on=day(completed))
    assert told(document, "2024-06-01") == [
        ("course", "2024-05-29", "taken"),
        (1, offer_by, "ahead"),
    ]


def test_an_earlier_certificate_counts_for_the_course_only():
    document = offered(joined_on=day("2026-11-30"), earlier_certificate=True)
    assert told(document, "2027-03-01") == [
        ("course", "2027-02-28", "certificate"),
        (1, "2027-08-30", "ahead"),
    ]


@pytest.mark.parametrize(
    ("today", "state"),
    [("2026-02-28", "ahead"), ("2026-04-15", "ahead"), ("2026-04-16", "late")],
)
def test_a_course_is_late_the_day_after(today, state):
    assert told(offered(joined_on=day("2026-01-15")), today)[0][2] == state


def test_a_course_in_the_record_counts_as_much_as_one_on_the_person():
    signed = {"form": COURSE, "starts_on": day("2026-03-01")}
    document = offered(signed, joined_on=day("2026-01-15"))
    assert told(document, "2026-02-01")[0][2] == "offered"
    taken = {**signed, "answer": TrainingAnswer.TAKEN, "taken_on": day("2026-03-03")}
    document = offered(taken, joined_on=day("2026-01-15"))
    assert told(document, "2026-06-01")[:2] == [
        ("course", "2026-04-15", "taken"),
        (1, "2026-12-03", "ahead"),
    ]


@pytest.mark.parametrize(
    ("offers", "today", "state"),
    [
        ([], "2026-06-01", "ahead"),
        ([], "2027-01-14", "ahead"),
        ([], "2027-01-15", "late"),
        ([{"offered_on": day("2026-05-01")}], "2026-06-01", "offered"),
        ([{"offered_on": day("2026-05-01")}], "2027-02-01", "lapsed"),
        ([{"hours": 7}], "2026-06-01", "partly"),
        ([{"hours": 7}], "2027-02-01", "late"),
        ([{"hours": 7}, {"hours": 4}], "2026-06-01", "offered"),
        ([{"hours": 11, "answer": "taken"}], "2026-06-01", "taken"),
        ([{"answer": "declined"}], "2026-06-01", "declined"),
        ([{"answer": "declined"}], "2028-06-01", "declined"),
        ([{"answer": "lapsed"}], "2026-06-01", "lapsed"),
        ([{"hours": 11, "answer": "declined"}, {"hours": 7, "answer": "taken"}],
         "2026-06-01", "taken"),
        # What begins when the year is over is no offer for it.
        ([{"starts_on": day("2027-01-14")}], "2026-06-01", "offered"),
        ([{"starts_on": day("2027-01-15")}], "2026-06-01", "ahead"),
    ],
)  # fmt: skip
def test_what_became_of_a_later_year(offers, today, state):
    """Function year 2 of somebody who took the seat on 15 January 2025."""
    rows = [{"year": 2, **each} for each in offers]
    document = offered(*rows, joined_on=day("2025-01-15"))
    (found,) = (entry for entry in told(document, today) if entry[0] == 2)
    assert found == (2, "2027-01-14", state)


def test_an_offer_without_a_year_belongs_to_the_year_of_its_day():
    rows = [{"offered_on": day(text)} for text in ("2024-02-29", "2025-02-27", "2025-02-28")]
    document = offered(*rows, joined_on=day("2024-02-29"))
    found = clocks(document.get(Person, JONAS), offers_of(document)[JONAS], day("2025-06-01"))
    assert [[each.id for each in clock.offers] for clock in found] == [[], ["t0", "t1"], ["t2"]]


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        # Three days in the second of the two years, or in the first: both are the pair's.
        ([{"year": 2, "pooled": True, "hours": 22}], [(1, "late"), (2, "offered")]),
        ([{"year": 2, "pooled": True, "hours": 11}], [(1, "late"), (2, "partly")]),
        ([{"year": 2, "pooled": True, "hours": 11}, {"year": 3, "hours": 11}],
         [(1, "late"), (2, "offered")]),
        ([{"year": 3, "pooled": True, "hours": 22}], [(1, "late"), (2, "late"), (3, "offered")]),
        # The first year's days cannot be pooled.
        ([{"year": 1, "pooled": True, "hours": 22}], [(1, "lapsed"), (2, "late"), (3, "ahead")]),
    ],
)  # fmt: skip
def test_two_later_years_may_be_pooled(offers, expected):
    document = offered(*offers, joined_on=day("2024-11-30"), compulsory_done_on=day("2025-01-01"))
    found = told(document, "2027-01-10")[1:]
    assert [(year, state) for year, _due, state in found] == expected


def test_pooled_years_end_with_the_second():
    pooled = {"year": 2, "pooled": True, "hours": 22, "proof": "Referat 4"}
    document = offered(pooled, joined_on=day("2024-02-29"))
    clock = clocks(document.get(Person, JONAS), offers_of(document)[JONAS], day("2026-01-01"))[2]
    assert (str(clock.begins), str(clock.due), clock.hours) == ("2025-02-28", "2027-02-27", 22)
    assert clock.written
    again = offered({**pooled, "proof": ""}, joined_on=day("2024-02-29"))
    clock = clocks(again.get(Person, JONAS), offers_of(again)[JONAS], day("2026-01-01"))[2]
    assert not clock.written


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        # In the second month: nothing was due yet.
        ("2026-02-20", [("course", "ended"), (1, "ended")]),
        ("2026-04-15", [("course", "ended"), (1, "ended")]),
        # In the fifth: the course was late by then.
        ("2026-06-01", [("course", "late"), (1, "ended")]),
        # In the middle of the second year: the first was never offered, the second not yet due.
        ("2027-08-01", [("course", "late"), (1, "late"), (2, "ended")]),
    ],
)
def test_who_leaves_is_owed_what_was_due_by_then(left, expected):
    document = offered(joined_on=day("2026-01-15"), left_on=day(left))
    found = told(document, "2029-01-01")
    assert [(what, state) for what, _due, state in found] == expected


def test_leaving_takes_nothing_from_what_was_offered():
    document = offered({"year": 1, "form": FIRST}, joined_on=day("2026-01-15"))
    document = changed(document, document.get(Person, JONAS), left_on=day("2026-09-01"))
    assert told(document, "2026-10-01")[1][2] == "offered"


def test_a_re_election_begins_nothing_anew():
    values = {"joined_on": day("2023-05-01"), "compulsory_done_on": day("2023-06-15")}
    before = offered(**values, elected_on=day("2023-04-20"))
    after = offered(**values, elected_on=day("2025-04-20"))
    assert told(before, "2026-06-01") == told(after, "2026-06-01")
    assert len(told(after, "2026-06-01")) == 5


def test_who_comes_back_keeps_the_course_but_begins_a_first_year():
    early = {"form": FIRST, "year": 1, "offered_on": day("2018-03-01"), "hours": 15}
    document = offered(early, joined_on=day("2026-01-15"), compulsory_done_on=day("2018-02-01"))
    assert told(document, "2026-06-01") == [
        ("course", "2026-04-15", "taken"),
        (1, "2026-10-15", "ahead"),
    ]


def test_what_was_offered_between_election_and_seat_counts():
    early = {"form": FIRST, "offered_on": day("2025-12-20"), "hours": 15}
    values = {"joined_on": day("2026-01-15"), "compulsory_done_on": day("2026-02-01")}
    assert told(offered(early, **values), "2026-06-01")[1][2] == "ahead"
    elected = offered(early, **values, elected_on=day("2025-12-10"))
    assert told(elected, "2026-06-01")[1][2] == "offered"


def test_only_this_year_and_the_last_can_be_acted_on():
    document = offered(joined_on=day("2019-05-01"))
    found = open_clocks(document, document.get(Person, JONAS), day("2026-06-01"))
    assert [clock.year for clock in found] == [0, 7, 8]


def test_members_are_supervisors_and_representatives():
    document = blank()
    assert [each.id for each in members(document, day("2026-03-03"))] == [BENT, JONAS]


def test_nothing_is_asked_of_nine_or_fewer():
    values = {"joined_on": day("2026-01-15")}
    document = changed(blank(employees=8), blank().get(Person, JONAS), **values)
    assert training_dates(document, day("2026-02-01")) == ()


def test_the_days_for_the_wheel_say_who_what_and_whether_it_is_done():
    course = {"form": COURSE, "subject": "Course in Odense", "starts_on": day("2026-03-02")}
    document = offered(course, joined_on=day("2026-01-15"))
    with in_language("en"):
        found = training_dates(document, day("2026-02-01"))
    assert [(each.person.id, each.title, str(each.day), each.done) for each in found] == [
        (JONAS, "Course in Odense", "2026-03-02", False),
        (JONAS, "Compulsory course, 3 days at the latest", "2026-04-15", False),
        (JONAS, "First year: 2 days at the latest", "2027-01-14", False),
    ]


def test_what_waits_can_still_be_done():
    document = offered({"year": 3, "starts_on": day("2026-05-01")}, joined_on=day("2024-01-15"))
    found = [
        (who.id, clock.year, clock.state.value)
        for who, clock in waiting(document, day("2026-03-01"))
    ]
    assert found == [(JONAS, 0, "late")]
    assert [each.id for each in begins_soon(document, day("2026-03-01"))] == ["t0"]
    document = changed(document, document.get(Training, "t0"), answer=TrainingAnswer.DECLINED)
    assert list(begins_soon(document, day("2026-03-01"))) == []


def test_a_year_that_is_over_waits_no_more():
    values = {"joined_on": day("2024-01-15"), "compulsory_done_on": day("2024-02-01")}
    found = list(waiting(offered(**values), day("2026-03-01")))
    assert [(clock.year, clock.state.value) for _who, clock in found] == [(3, "ahead")]


def test_the_titles_and_states_are_in_the_language_in_use():
    document = offered({"year": 2, "pooled": True}, joined_on=day("2024-01-15"))
    found = clocks(document.get(Person, JONAS), offers_of(document)[JONAS], day("2027-06-01"))
    with in_language("en"):
        assert [clock.title for clock in found] == [
            "Compulsory course, 3 days",
            "First year: 2 days",
            "Years 2 and 3: 3 days together",
            "Year 4: 1½ days",
        ]
        assert all(clock.state_label for clock in found)


def test_texts_of_any_kind_are_only_texts():
    document = vicious()
    for person in document.all(Person):
        offers = offers_of(document).get(person.id, ())
        for clock in clocks(person, offers, day("2026-06-01")):
            assert clock.title
            assert clock.state_label


DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "form": st.sampled_from(list(TrainingForm)),
        "year": st.integers(0, 8),
        "hours": st.sampled_from([0, 4, 7, 11, 15, 22]),
        "answer": st.sampled_from(list(TrainingAnswer)),
        "pooled": st.booleans(),
        "offered_on": DAYS,
        "starts_on": DAYS,
        "taken_on": DAYS,
    },
)


def made(facts, number):
    stamp = {"created_at": None, "created_by": "", "changed_at": None, "changed_by": ""}
    offered_on = {"offered_on": date(2026, 1, 1)}
    values = {**offered_on, **facts}
    return Training(id=f"t{number}", number=number, person=JONAS, **stamp, **values)


def member(joined, **values):
    stamp = {"created_at": None, "created_by": "", "changed_at": None, "changed_by": ""}
    seat = {"name": "Jonas", "roles": (Role.REPRESENTATIVE,), "joined_on": joined}
    return Person(id=JONAS, number=1, **stamp, **seat, **values)


@given(DAYS, DAYS, st.lists(ROWS, max_size=4), st.none() | DAYS, st.none() | DAYS)
def test_years_follow_one_another_without_gap_or_overlap(joined, today, rows, left, completed):
    person = member(joined, left_on=left, compulsory_done_on=completed)
    course, *years = clocks(person, [made(row, n) for n, row in enumerate(rows)], today)
    assert course.begins == joined < course.due
    for one, two in pairwise(years):
        assert (two.begins - one.ends).days == 1
        assert two.year == one.year + one.years
    for clock in years:
        assert joined <= clock.begins <= clock.due <= clock.ends
        assert function_year(person, clock.begins) == clock.year
        assert function_year(person, clock.ends) == clock.year + clock.years - 1
    assert years or (left is not None and left < joined)


@given(DAYS, DAYS, st.lists(ROWS, max_size=3))
def test_another_offer_is_never_worse(joined, today, rows):
    """Writing down one more offer of the whole of this year makes nothing late."""
    person = member(joined)
    offers = [made({**row, "pooled": False}, n) for n, row in enumerate(rows)]
    now = max(function_year(person, today), 1)
    before = {clock.year: clock.state for clock in clocks(person, offers, today)}
    more = made({"form": LATER, "year": now, "offered_on": max(today, joined)}, 99)
    after = {clock.year: clock.state for clock in clocks(person, [*offers, more], today)}
    assert after[now] not in {TrainingState.LATE, TrainingState.AHEAD, TrainingState.PARTLY}
    assert {y: s for y, s in after.items() if y != now} == {
        y: s for y, s in before.items() if y != now
    }

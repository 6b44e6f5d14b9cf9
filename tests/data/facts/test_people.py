"""Terms, courses, seats and what people answer for."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import TODAY, blank, changed, done

from data.edits.records import AddRecord
from data.facts.people import (
    Term,
    TermState,
    former,
    long_absence,
    members,
    owned,
    people,
    seats,
    term,
    term_ends,
)
from data.facts.training import CourseState, training_summary
from data.model.choices import ActionStatus, Outcome, Repeat, TrainingAnswer, TrainingForm
from data.model.workplace import Body, Person

KAREN, BENT, JONAS = "s-p1", "s-p2", "s-p3"


def person(identity=JONAS, **values):
    document = blank()
    who = document.get(Person, identity)
    document = changed(document, who, **values)
    return document, document.get(Person, identity)


@pytest.mark.parametrize(
    ("elected", "years", "ends"),
    [
        (date(2024, 3, 1), 2, date(2026, 3, 1)),
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2025, 12, 31), 3, date(2028, 12, 31)),
        (date(9998, 5, 1), 4, None),
        (None, 2, None),
    ],
)
def test_a_term_ends_years_after_the_election(elected, years, ends):
    _document, jonas = person(elected_on=elected, term_years=years)
    assert term_ends(jonas) == ends


@pytest.mark.parametrize(
    ("elected", "expected"),
    [
        (None, Term(TermState.UNKNOWN)),
        (date(2025, 3, 3), Term(TermState.RUNNING, date(2027, 3, 3))),
        (date(2024, 6, 2), Term(TermState.RUNNING, date(2026, 6, 2))),
        (date(2024, 6, 1), Term(TermState.ENDING, date(2026, 6, 1))),
        (date(2024, 3, 3), Term(TermState.ENDING, date(2026, 3, 3))),
        (date(2024, 3, 2), Term(TermState.OVER, date(2026, 3, 2))),
    ],
)
def test_a_term_is_running_ending_over_or_unknown(elected, expected):
    _document, jonas = person(elected_on=elected)
    assert term(jonas, TODAY) == expected


def test_only_representatives_have_a_term():
    _document, bent = person(BENT, elected_on=date(2024, 1, 1))
    assert term(bent, TODAY) == Term(TermState.NONE)


@pytest.mark.parametrize(
    ("start", "end", "long"),
    [
        (date(2025, 10, 31), date(2026, 2, 28), True),
        (date(2025, 10, 31), date(2026, 2, 27), False),
        (date(2026, 1, 1), date(2026, 5, 1), True),
        (date(2026, 1, 1), None, False),
        (date(2025, 11, 3), None, True),
        (date(2025, 11, 4), None, False),
        (None, date(2026, 5, 1), False),
    ],
)
def test_four_months_away_allow_a_new_election(start, end, long):
    _document, jonas = person(absent_from=start, absent_until=end)
    assert long_absence(jonas, TODAY) is long


@pytest.mark.parametrize(
    ("values", "state", "by"),
    [
        ({}, CourseState.UNKNOWN, None),
        ({"joined_on": date(2025, 12, 3)}, CourseState.WAITING, TODAY),
        ({"joined_on": date(2025, 11, 30)}, CourseState.LATE, date(2026, 2, 28)),
        ({"joined_on": date(2024, 1, 1), "compulsory_done_on": date(2024, 3, 1)},
         CourseState.DONE, date(2024, 4, 1)),
        ({"joined_on": date(2024, 1, 1), "earlier_certificate": True},
         CourseState.CERTIFICATE, date(2024, 4, 1)),
    ],
)  # fmt: skip
def test_the_course_is_due_three_months_after_the_seat_was_taken(values, state, by):
    document, jonas = person(**values)
    summary = training_summary(document, jonas, TODAY)
    assert (summary.course, summary.course_by) == (state, by)


def test_the_course_is_not_asked_of_a_chair():
    document, karen = person(KAREN)
    assert training_summary(document, karen, TODAY).course is CourseState.NOT_ASKED


def test_offers_are_counted_and_taken_hours_summed():
    def offer(identity, year, answer, hours):
        values = {
            "person": JONAS,
            "form": TrainingForm.LATER_YEAR,
            "year": year,
            "answer": answer,
            "hours": hours,
        }
        return AddRecord("training", values, identity)

    document, jonas = person()
    document = done(
        document,
        offer("t2", 3, TrainingAnswer.OPEN, 11),
        offer("t1", 2, TrainingAnswer.TAKEN, 11),
        offer("t0", 1, TrainingAnswer.TAKEN, 15),
    )
    summary = training_summary(document, jonas, TODAY)
    assert [each.id for each in summary.offered] == ["t0", "t1", "t2"]
    assert (summary.taken_hours, summary.waiting) == (26, 1)


def test_who_sits_where_and_who_has_left():
    document = done(blank(), AddRecord("body", {"name": "AMO"}, "b"))
    for identity in (KAREN, JONAS):
        document = changed(document, document.get(Person, identity), bodies=("b",))
    gone = date(2026, 3, 2)
    document = changed(document, document.get(Person, KAREN), left_on=gone)
    body = document.get(Body, "b")
    assert [p.name for p in members(document, body, TODAY)] == ["Jonas Lind"]
    assert [p.name for p in members(document, body, gone)] == ["Jonas Lind", "Karen Holm"]
    assert [p.name for p in former(document, TODAY)] == ["Karen Holm"]
    assert [p.name for p in people(document, TODAY)] == ["Bent Olsen", "Jonas Lind"]
    assert seats(document, document.get(Person, JONAS)) == (body,)


def test_people_stand_in_danish_order():
    document = done(
        blank(members=()),
        *(AddRecord("person", {"name": n}) for n in ("Åse", "Ærø", "Zoe", "Øjvind", "anna")),
    )
    assert [p.name for p in people(document, TODAY)] == ["anna", "Zoe", "Ærø", "Øjvind", "Åse"]


def test_a_person_answers_for_what_is_not_over():
    def add(kind, identity, **values):
        return AddRecord(kind, {"owner": JONAS, **values}, identity)

    document, jonas = person()
    document = done(
        document,
        add("goal", "g1", title="Åbent", year=2026),
        add("goal", "g2", title="Nået", year=2025, outcome=Outcome.REACHED),
        add("action", "a1", measure="I gang"),
        add("action", "a2", measure="Færdig", status=ActionStatus.DONE),
        add("activity", "w1", title="Kommer", day=date(2026, 3, 3)),
        add("activity", "w2", title="Var", day=date(2026, 3, 2)),
        add("activity", "w3", title="Igen", day=date(2025, 1, 1), repeat=Repeat.YEARLY),
        add("activity", "w4", title="Slut", day=date(2025, 1, 1), repeat=Repeat.YEARLY,
            repeat_until=date(2025, 12, 31)),
        add("activity", "w5", title="Uden dag"),
        AddRecord("action", {"measure": "En andens", "owner": BENT}, "a3"),
    )  # fmt: skip
    assert [record.id for record in owned(document, jonas, TODAY)] == ["g1", "a1", "w1", "w3", "w5"]

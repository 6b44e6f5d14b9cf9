"""What is overdue and what is due soon."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support.documents import TODAY, blank, changed, discussion_of, done, with_discussion

from data.commands.approval import ApproveDiscussion
from data.edits.records import AddRecord, SetField
from data.facts.due import distance, due_items
from data.i18n import in_language
from data.model.choices import ActionStatus, Effect, Outcome, Repeat, TrainingForm
from data.model.workplace import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.model.document import Document

LATE, SOON, LATER = date(2026, 3, 2), date(2026, 3, 17), date(2026, 3, 18)
assert date(2026, 3, 3) == TODAY


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with in_language("en"):
        yield


def added(kind: str, document: Document | None = None, **values: Any) -> Document:
    return done(document or blank(), AddRecord(kind, values, id="new"))


def told(document: Document, today: date = TODAY) -> list[str]:
    view = due_items(document, today, 14)
    return [
        f"{mark} {item.what} {item.day:%d.%m.%y}"
        for mark, items in (("late", view.overdue), ("soon", view.soon))
        for item in items
    ]


def test_nothing() -> None:
    assert told(blank()) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [(LATE, ["late deadline 02.03.26"]), (TODAY, ["soon deadline 03.03.26"]),
     (SOON, ["soon deadline 17.03.26"]), (LATER, [])],
)  # fmt: skip
def test_the_edges(day: date, expected: list[str]) -> None:
    assert told(added("action", measure="x", due=day)) == expected


@pytest.mark.parametrize(
    ("day", "state", "expected"),
    [
        (LATE, "open", ["late idea 02.03.26"]),
        (SOON, "open", ["soon idea 17.03.26"]),
        (LATE, "taken_up", []),
        (LATE, "dropped", []),
        (None, "open", []),
    ],
)
def test_an_idea_is_due_on_the_day_it_is_taken_up_next(day, state, expected) -> None:
    assert told(added("idea", text="x", next_on=day, state=state)) == expected


def test_a_closed_action_has_no_deadline_but_an_effect_to_judge() -> None:
    document = added("action", measure="x", due=LATE, follow_up=LATE, effect_due=SOON)
    assert told(document) == [
        "late deadline 02.03.26", "late follow_up 02.03.26", "soon effect 17.03.26",
    ]  # fmt: skip
    closed = done(document, SetField("action", "new", "status", ActionStatus.DONE))
    assert told(closed) == ["late follow_up 02.03.26", "soon effect 17.03.26"]
    assert told(done(closed, SetField("action", "new", "effect", Effect.YES))) == []
    given_up = done(document, SetField("action", "new", "status", ActionStatus.DROPPED))
    assert told(given_up) == ["soon effect 17.03.26"]


def test_a_goal_until_it_is_judged() -> None:
    document = added("goal", title="x", due=LATE)
    assert told(document) == ["late goal 02.03.26"]
    assert told(done(document, SetField("goal", "new", "outcome", Outcome.REACHED))) == []


def test_what_comes_once_stays_until_it_is_ticked_off() -> None:
    document = added("activity", title="x", day=LATE)
    assert told(document) == ["late activity 02.03.26"]
    for values in ({"done_on": TODAY}, {"skipped": True}):
        mark = AddRecord("occurrence", {"activity": "new", "on": LATE, **values})
        assert told(done(document, mark)) == []
    moved = AddRecord("occurrence", {"activity": "new", "on": LATE, "moved_to": SOON})
    assert told(done(document, moved)) == ["soon activity 17.03.26"]


def test_what_lasts_is_due_on_its_last_day() -> None:
    document = added("activity", title="x", day=LATE, until=SOON)
    assert told(document) == ["soon activity 17.03.26"]
    assert told(document, LATER) == ["late activity 17.03.26"]


def test_what_comes_back_is_told_once_the_next_time() -> None:
    document = added("activity", title="x", day=date(2025, 3, 5), repeat=Repeat.MONTHLY)
    assert told(document) == ["soon activity 05.03.26"]
    mark = AddRecord("occurrence", {"activity": "new", "on": date(2026, 3, 5), "done_on": LATE})
    assert told(done(document, mark)) == []


def held(document: Document, day: date) -> Document:
    document = with_discussion(document, day.year)
    discussion = discussion_of(document, day.year)
    document = changed(document, discussion, held_on=day)
    return done(document, ApproveDiscussion(discussion.id, "x", day, "# x\n"))


def test_the_next_discussion_is_due_a_year_after_the_last() -> None:
    document = held(blank(), date(2025, 3, 10))
    assert told(document) == ["soon discussion 10.03.26"]
    assert told(document, date(2026, 3, 11)) == ["late discussion 10.03.26"]
    med = held(blank(med=True), date(2025, 3, 10))
    workplace = med.workplace
    assert workplace is not None
    assert told(changed(med, workplace, agreement_interval=24)) == []


def test_a_planned_discussion_in_time_stands_for_the_limit() -> None:
    document = with_discussion(held(blank(), date(2025, 3, 16)), 2026, started=False)
    planned = discussion_of(document, 2026)
    in_time = changed(document, planned, held_on=date(2026, 3, 12))
    assert told(in_time) == ["soon meeting 12.03.26"]
    too_late = changed(document, planned, held_on=SOON)
    assert told(too_late) == ["soon discussion 16.03.26", "soon meeting 17.03.26"]


def test_the_first_discussion_is_told_when_it_is_planned() -> None:
    document = with_discussion(blank(), 2026, started=False)
    assert told(document) == []
    planned = changed(document, discussion_of(document, 2026), held_on=SOON)
    assert told(planned) == ["soon meeting 17.03.26"]
    with in_language("en"):
        assert "Annual discussion 2026: meeting" in due_items(planned, TODAY, 14).soon[0].text


def test_the_text_says_what_when_and_who() -> None:
    document = added("action", measure="Noise screen", due=LATE, owner="s-p1")
    item = due_items(document, TODAY, 14).overdue[0]
    assert item.text == "H1 Noise screen: deadline 2/3/2026, 1 day late, Karen Holm"
    assert (item.owner, item.owner_name) == ("s-p1", "Karen Holm")
    with in_language("da"):
        item = due_items(document, TODAY, 14).overdue[0]
        assert item.text == "H1 Noise screen: frist 2.3.2026, 1 dag forsinket, Karen Holm"


def test_of_one_person() -> None:
    document = added("action", measure="x", due=LATE, owner="s-p1")
    view = due_items(document, TODAY, 14)
    assert len(view.of("s-p1").overdue) == 1
    assert view.of("s-p2").overdue == ()


def test_training_that_begins_and_what_a_member_must_have_had() -> None:
    jonas = blank().all(Person)[2]
    document = changed(blank(), jonas, joined_on=date(2025, 12, 10))
    document = added(
        "training", document, person=jonas.id, form=TrainingForm.COMPULSORY, starts_on=SOON
    )
    assert told(document) == ["soon course 10.03.26", "soon training 17.03.26"]
    course, training = due_items(document, TODAY, 14).soon
    assert course.text == "P3 Jonas Lind: compulsory course at the latest 10/3/2026, in 7 days"
    assert training.text == "U1: training begins 17/3/2026, in 14 days, Jonas Lind"
    done_ = changed(document, jonas, compulsory_done_on=TODAY)
    assert told(done_) == ["soon training 17.03.26"]


def test_distances() -> None:
    assert [distance(day, TODAY) for day in (TODAY, LATE, date(2026, 3, 5))] == [
        "today", "1 day late", "in 2 days",
    ]  # fmt: skip


def test_far_ahead_does_not_leave_the_calendar() -> None:
    document = added("activity", title="x", day=date(2150, 12, 31), until=date(2150, 12, 31))
    assert due_items(document, date(2150, 12, 20), 3660).soon


def test_something_that_lasts_for_two_thousand_years_is_no_end_of_time():
    forever = {"day": date(2000, 1, 1), "until": date(4019, 1, 1), "repeat": Repeat.MONTHLY}
    document = done(blank(), AddRecord("activity", {"title": "x", **forever}, "a"))
    assert due_items(document, TODAY, 14)

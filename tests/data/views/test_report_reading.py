"""What `amis status` leaves unread: it says the same as if it had read everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.complete import complete, put
from support.documents import TODAY, blank
from support.examples import examples
from support.strategies import documents

from data.encoding.documents import encode_document
from data.i18n import in_language
from data.model.checklist import ChecklistRun
from data.model.choices import ActionStatus, Effect, MeetingState, Outcome, StatusOutcome
from data.model.plan import Action, Goal
from data.model.status import StatusEntry, StatusMeeting
from data.start.demo import demo_document
from data.store import strict_json
from data.store.errors import Damaged
from data.store.reading import read_document
from data.views.report import over_and_done, report

DAY = timedelta(days=1)
OUT = Outcome.REACHED


def told(document, today, days=60):
    with in_language("en"):
        found = report(document, today, days)
    return (
        [item.text for item in (*found.overdue, *found.soon)],
        [(stall.record.reference, stall.reasons) for stall in found.stalled],
        [clock.text for clock in found.clocks],
    )


def lightly(document, folder):
    path = folder / "light.json"
    path.write_bytes(strict_json.dump(tables_of(document)))
    return read_document(path, leave=over_and_done)[0]


@pytest.mark.parametrize("step", range(-400, 800, 97))
def test_reading_lightly_says_the_same_of_the_example(step, tmp_path):
    document = demo_document("da", date(2026, 11, 22))
    today = date(2026, 11, 22) + step * DAY
    light = lightly(document, tmp_path)
    assert told(light, today) == told(document, today)


@given(document=documents(), today=st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_reading_lightly_says_the_same_of_any_document(document, today, tmp_path_factory):
    light = lightly(document, tmp_path_factory.mktemp("light"))
    assert told(light, today) == told(document, today)


def tables_of(document):
    return encode_document(replace(document, meta=replace(document.meta, document="d")))


def written(tables, folder):
    path = folder / "tables.json"
    path.write_bytes(strict_json.dump(tables))
    return path


def closed():
    """A complete document in which an action is over and done, with an entry that points at it."""
    document = complete("amo")
    goal = document.record("goal", "g")
    document = put(document, goal, outcome="reached")
    action = document.record("action", "z")
    document = put(document, action, goal=None)
    entry = document.record("status_entry", "e")
    return put(document, entry, action="z")


def test_what_is_over_and_done_is_not_read_and_may_be_pointed_at(tmp_path):
    path = written(tables_of(closed()), tmp_path)
    light = read_document(path, leave=over_and_done)[0]
    assert light.record("action", "z") is None
    assert light.record("action", "a") is not None
    assert read_document(path)[0].record("action", "z") is not None


def test_what_points_at_nothing_is_still_refused(tmp_path):
    tables = tables_of(closed())
    (row,) = (r for r in tables["status_entry"].values() if r["id"] == "e")
    row["action"] = "nobody"
    with in_language("en"), pytest.raises(Damaged, match="points at"):
        read_document(written(tables, tmp_path), leave=over_and_done)


@pytest.mark.parametrize("change", [{"id": None}, {"status": "flying"}, {"goal": ["x"]}])
def test_damage_in_what_is_under_way_is_still_found(tmp_path, change):
    tables = tables_of(closed())
    (row,) = (r for r in tables["action"].values() if r["id"] == "a")
    row |= change
    with pytest.raises(Damaged):
        read_document(written(tables, tmp_path), leave=over_and_done)


# -- close to every edge --------------------------------------------------------------------


DAYS = st.sampled_from([-400, -75, -62, -61, -60, -59, -58, -14, -2, -1, 0, 1, 2, 13, 14, 15, 16])
"""Days from today at which something begins or stops to count."""


def at(days):
    return datetime.combine(TODAY + days * DAY, time(23, 30), tzinfo=UTC)


def mostly(draw, usual, other):
    """What is usual two times in three."""
    return usual if draw(st.integers(0, 2)) else draw(other)


def day_of(days):
    return None if days is None else TODAY + days * DAY


ODD = st.sampled_from(
    [
        {"permanent": True}, {"postponed": 1}, {"postponed": 2}, {"start": TODAY + 30 * DAY},
        {"status": ActionStatus.STALLED}, {"status": ActionStatus.DONE}, {"effect_due": TODAY},
        {"status": ActionStatus.DONE, "effect": Effect.YES}, {"status": ActionStatus.RUNNING},
    ]
)  # fmt: skip


class Plan:
    """A document that grows by one record at a time."""

    def __init__(self, draw):
        self.draw, self.count = draw, 0
        self.document = blank()
        self.people = list(self.document.tables["person"])

    def add(self, cls, created, changed, **values):
        self.count += 1
        identity = f"r{self.count}"
        known = {"created_by": "Karen", "changed_by": "Karen", "number": self.count, "id": identity}
        made = cls(**known, created_at=at(created), changed_at=at(changed), **values)
        self.document = self.document.with_record(made).counted(cls.kind, self.count)
        return identity

    def meeting(self):
        state = mostly(self.draw, MeetingState.APPROVED, st.sampled_from(list(MeetingState)))
        held = TODAY + mostly(self.draw, -10, DAYS) * DAY
        return self.add(StatusMeeting, -30, -30, held_on=held, state=state)

    def action(self, goals, actions):
        draw, none = self.draw, st.none()
        return self.add(
            Action,
            mostly(draw, -40, DAYS),
            mostly(draw, -1, DAYS),
            measure="Skærm",
            due=day_of(mostly(draw, None, none | DAYS)),
            follow_up=day_of(mostly(draw, None, none | DAYS)),
            owner=mostly(draw, self.people[1], none | st.sampled_from(self.people)),
            goal=mostly(draw, None, none | st.sampled_from([None, *goals])),
            step_of=mostly(draw, None, none | st.sampled_from([None, *actions])),
            **mostly(draw, {}, ODD),
        )


@st.composite
def plans(draw):
    """A workplace with meetings, goals and actions, most of which are well under way."""
    plan = Plan(draw)
    left = mostly(draw, None, DAYS)
    member = plan.document.record("person", plan.people[1])
    plan.document = plan.document.with_record(member.revised(left_on=day_of(left)))
    meetings = [plan.meeting() for _ in range(draw(st.integers(0, 4)))]
    goals = [
        plan.add(Goal, -80, draw(DAYS), title="Ro", outcome=mostly(draw, None, st.just(OUT)))
        for _ in range(draw(st.integers(0, 2)))
    ]
    actions = []
    for _ in range(draw(st.integers(1, 4))):
        actions.append(plan.action(goals, actions))
    for meeting in meetings:
        for action in actions:
            if draw(st.integers(0, 2)):
                said = mostly(draw, StatusOutcome.ON_TRACK, st.none())
                plan.add(StatusEntry, -10, -10, meeting=meeting, action=action, outcome=said)
    for action in draw(st.lists(st.sampled_from(actions), max_size=1)):
        again = day_of(draw(st.none() | DAYS))
        held = TODAY - 50 * DAY
        plan.add(ChecklistRun, -50, -50, target=f"action:{action}", held_on=held, again_on=again)
    return plan.document


@settings(max_examples=examples(300))
@given(document=plans(), days=st.sampled_from([0, 14]))
def test_reading_lightly_says_the_same_at_every_edge(document, days, tmp_path_factory):
    light = lightly(document, tmp_path_factory.mktemp("light"))
    assert told(light, TODAY, days) == told(document, TODAY, days)

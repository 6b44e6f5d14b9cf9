"""What `amis status` gathers: nothing twice, for everybody or for some, whole or read lightly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.complete import NAMES, complete, put
from support.documents import TODAY, blank
from support.strategies import documents

from data.codec import encode_document
from data.demo import demo_document
from data.i18n import in_language
from data.rules.clocks import ClockState
from data.store import strict_json
from data.store.errors import Damaged
from data.store.reading import over_and_done, read_document
from data.views.report import holders, report

DAY = timedelta(days=1)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_waits_in_a_complete_document(name):
    found = report(complete(name), TODAY, 14)
    assert found.empty
    assert not found.late


def test_what_is_due_is_not_said_again_by_a_clock():
    document = complete("amo")
    found = report(document, date(2027, 2, 4), 14)
    assert [clock.code for clock in found.clocks if clock.code == "R01"] == []
    assert any(item.what == "discussion" for item in found.overdue)
    assert found.late


def test_a_clock_alone_makes_it_late():
    document = complete("direct")
    document = put(document, document.find("V1"), assessed_on=date(2023, 2, 1))
    found = report(document, TODAY, 14)
    assert not found.overdue
    assert [clock.state for clock in found.clocks] == [ClockState.OVERDUE]
    assert (found.late, found.late_clocks) == (True, 1)


def test_for_one_person():
    document = complete("amo")
    document = put(document, document.record("action", "a"), due=TODAY - DAY, postponed=2)
    for person, mine in (("s-p2", True), ("s-p3", False)):
        found = report(document, TODAY, 14, frozenset({person}))
        assert bool(found.overdue) is bool(found.stalled) is mine
    late = report(document, date(2027, 9, 1), 14, frozenset({"s-p3"}))
    assert any("Jonas" in clock.title for clock in late.clocks if clock.code == "R12")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("leder", {"s-p1"}), ("Manager", {"s-p1"}), ("arbejdsleder", {"s-p2"}),
        ("AMR", {"s-p3"}), ("arbejdsmiljørepræsentant", {"s-p3"}), ("formand", {"s-p1"}),
        ("", set()), ("Karen", set()), ("tillidsrepræsentant", set()),
    ],
)  # fmt: skip
def test_roles_by_the_words_people_use(text, people):
    assert holders(complete("amo"), TODAY, text) == people


def test_where_nobody_is_simply_leader_every_leader_counts():
    document = complete("amo")
    document = put(document, document.record("person", "s-p1"), roles=("chair",))
    assert holders(document, TODAY, "leder") == {"s-p2"}
    assert holders(blank(members=()), TODAY, "leder") == frozenset()


def told(document, today):
    with in_language("en"):
        found = report(document, today, 60)
    return (
        [item.text for item in (*found.overdue, *found.soon)],
        [(stall.record.reference, stall.reasons) for stall in found.stalled],
        [clock.text for clock in found.clocks],
    )


def lightly(document, folder):
    path = folder / "light.json"
    path.write_bytes(strict_json.dump(encode_document(document)))
    return read_document(path, leave=over_and_done)[0]


@pytest.mark.parametrize("step", range(-400, 800, 97))
def test_reading_lightly_says_the_same_of_the_example(step, tmp_path):
    document = demo_document("da", date(2026, 11, 22))
    light = lightly(document, tmp_path)
    today = date(2026, 11, 22) + step * DAY
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
    with pytest.raises(Damaged, match="points at nothing"):
        read_document(written(tables, tmp_path), leave=over_and_done)


@pytest.mark.parametrize("change", [{"id": None}, {"status": "flying"}, {"goal": ["x"]}])
def test_damage_in_what_is_under_way_is_still_found(tmp_path, change):
    tables = tables_of(closed())
    (row,) = (r for r in tables["action"].values() if r["id"] == "a")
    row |= change
    with pytest.raises(Damaged):
        read_document(written(tables, tmp_path), leave=over_and_done)

"""Exported again after whatever was done: nothing a calendar took in is left behind in it."""

from __future__ import annotations

import contextlib
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from support.calendars import events
from support.documents import TODAY, blank
from support.examples import examples

from data.edits.edits import Author
from data.edits.errors import EditError
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.export.calendar.file import calendar
from data.export.calendar.past import past_of
from data.model.choices import Anchor, Repeat
from data.store.store import Store

START = date(2026, 1, 1)
DAYS = st.dates(date(2025, 6, 1), date(2027, 12, 31))
ACTIVITY = st.sampled_from(["a1", "a2"])
STEPS = st.one_of(
    st.tuples(st.just("set"), ACTIVITY, st.just("day"), DAYS),
    st.tuples(st.just("set"), ACTIVITY, st.just("repeat"), st.sampled_from(list(Repeat))),
    st.tuples(st.just("set"), ACTIVITY, st.just("anchor"), st.sampled_from(list(Anchor))),
    st.tuples(st.just("set"), ACTIVITY, st.just("repeat_until"), st.none() | DAYS),
    st.tuples(st.just("set"), ACTIVITY, st.just("owner"), st.sampled_from(["s-p1", "s-p2"])),
    st.tuples(st.just("moved"), ACTIVITY, DAYS, st.none() | DAYS),
    st.tuples(st.just("delete"), ACTIVITY),
    st.tuples(st.just("undo")),
    st.tuples(st.just("due"), st.none() | DAYS),
)


def carry_out(store, step, author, number):
    match step:
        case ("set", identity, name, value):
            store.run(SetField("activity", identity, name, value), author)
        case ("moved", identity, on, to):
            values = {"activity": identity, "on": on, "moved_to": to, "skipped": to is None}
            store.run(AddRecord("occurrence", values, f"o{number}"), author)
        case ("delete", identity):
            store.run(DeleteRecord("activity", identity), author)
        case ("due", day):
            store.run(SetField("action", "h1", "due", day), author)
        case _:
            store.undo(author)


def exported(store, owner):
    document = store.document
    past = past_of(document, store.history.newest_first())
    text = calendar(document, past, start=START, today=TODAY, owner=owner)
    found = {}
    for event in events(text):
        # The series and what stands in for one of its days are one event to a calendar.
        found.setdefault(str(event["uid"]), []).append(event)
    return found


@settings(max_examples=examples(10))
@given(steps=st.lists(STEPS, max_size=8), owner=st.sampled_from([None, "s-p1"]))
def test_what_was_there_stays_there_or_is_withdrawn(steps, owner):
    with tempfile.TemporaryDirectory() as folder:
        at = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
        store = Store(Path(folder) / "amis.json")
        store.put(blank(start_month=1))
        author = Author("Karen Holm", at)
        for identity in ("a1", "a2"):
            values = {"title": identity, "day": date(2026, 5, 31), "owner": "s-p1"}
            store.run(AddRecord("activity", values, identity), author)
        values = {"measure": "x", "due": date(2026, 6, 1), "owner": "s-p1"}
        store.run(AddRecord("action", values, "h1"), author)
        before = exported(store, owner)
        for number, step in enumerate(steps):
            at += timedelta(days=1)
            with contextlib.suppress(EditError):
                carry_out(store, step, Author("Karen Holm", at), number)
            after = exported(store, owner)
            assert after == exported(store, owner)
            for uid, was in before.items():
                assert uid in after, (uid, step)
                now = after[uid]
                assert now[0]["sequence"] >= was[0]["sequence"]
                if now != was:
                    assert now[0]["sequence"] > was[0]["sequence"], (uid, step)
            before = after

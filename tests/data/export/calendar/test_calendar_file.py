"""The calendar file: right days, one name for ever, moved and withdrawn as calendars need it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.calendars import events, lasts, on_days
from support.documents import NOW, TODAY, blank, done
from support.examples import examples
from support.hostile import HOSTILE

from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.export.calendar.events import belongs_to, wheel_events
from data.export.calendar.file import calendar
from data.export.calendar.past import Past, past_of
from data.facts.year import exceptions, occurrences
from data.i18n import in_language
from data.model.choices import ActionStatus, Anchor, Repeat
from data.model.wheel import Activity
from data.start.demo import demo_document
from data.store.store import Store

START = date(2025, 8, 1)
END = date(2030, 7, 31)


def written(document, past=None, **facts):
    return calendar(document, past or Past(), start=START, today=TODAY, **facts)


def with_activity(identity="a1", **values):
    given = {"title": "Rundering på værkstedet", "day": date(2026, 3, 10), **values}
    return done(blank(), AddRecord("activity", given, identity))


def only(text):
    (event,) = events(text)
    return event


def test_a_whole_day_ends_on_the_next():
    event = only(written(with_activity()))
    assert event["dtstart"].dt == date(2026, 3, 10)
    assert event["dtend"].dt == date(2026, 3, 11)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["summary"]) == "Rundering på værkstedet"


def test_several_weeks_end_on_the_day_after():
    event = only(written(with_activity(until=date(2026, 3, 22))))
    assert lasts(event) == timedelta(days=13)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"repeat": Repeat.YEARLY}, "FREQ=YEARLY;BYMONTHDAY=10;BYMONTH=3"),
        ({"repeat": Repeat.YEARLY, "every": 3}, "FREQ=YEARLY;INTERVAL=3;BYMONTHDAY=10;BYMONTH=3"),
        ({"repeat": Repeat.QUARTERLY}, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10"),
        (
            {"repeat": Repeat.MONTHLY, "anchor": Anchor.WEEKDAY},
            "FREQ=MONTHLY;BYDAY=2TU",
        ),
        (
            {"repeat": Repeat.YEARLY, "anchor": Anchor.WEEKDAY, "day": date(2026, 3, 31)},
            "FREQ=YEARLY;BYDAY=-1TU;BYMONTH=3",
        ),
        ({"repeat": Repeat.MONTHLY, "day": date(2026, 1, 31)}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ({"repeat": Repeat.MONTHLY, "anchor": Anchor.LAST_DAY}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (
            {"repeat": Repeat.MONTHLY, "anchor": Anchor.LAST_WEEKDAY},
            "FREQ=MONTHLY;BYDAY=-1TU",
        ),
        ({"repeat": Repeat.WEEKLY}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"repeat": Repeat.WEEKLY, "every": 2}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        (
            {"repeat": Repeat.YEARLY, "day": date(2028, 2, 29)},
            "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2",
        ),
        (
            {"repeat": Repeat.YEARLY, "repeat_until": date(2029, 1, 1)},
            "FREQ=YEARLY;UNTIL=20290101;BYMONTHDAY=10;BYMONTH=3",
        ),
    ],
)
def test_rules(values, rule):
    assert only(written(with_activity(**values)))["rrule"].to_ical().decode() == rule


def test_what_comes_on_the_last_day_begins_on_the_first_of_those():
    last = only(written(with_activity(repeat=Repeat.MONTHLY, anchor=Anchor.LAST_DAY)))
    assert last["dtstart"].dt == date(2026, 3, 31)


def test_odd_weeks_are_written_day_by_day_since_no_rule_says_them_across_new_year():
    odd = with_activity(repeat=Repeat.WEEKLY, every=2, anchor=Anchor.WEEK, day=date(2026, 12, 14))
    days = [event["dtstart"].dt for event in events(written(odd))]
    assert days[:3] == [date(2026, 12, 14), date(2026, 12, 28), date(2027, 1, 4)]


def test_the_last_working_day_is_written_day_by_day_since_no_rule_knows_the_holidays():
    monthly = with_activity(repeat=Repeat.MONTHLY, anchor=Anchor.LAST_WORKDAY)
    days = [event["dtstart"].dt for event in events(written(monthly))]
    assert days[:3] == [date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 29)]
    assert date(2029, 3, 28) in days, "Maundy Thursday is the 29th"


def test_what_no_rule_says_is_written_day_by_day():
    week = with_activity(repeat=Repeat.YEARLY, anchor=Anchor.WEEK, day=date(2026, 10, 19))
    found = events(written(week))
    assert [e["dtstart"].dt for e in found] == [
        date(2026, 10, 19), date(2027, 10, 25), date(2028, 10, 23), date(2029, 10, 22),
    ]  # fmt: skip
    assert not any("rrule" in e for e in found)
    assert len({str(e["uid"]) for e in found}) == 4


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
HARD = st.sampled_from(
    [date(2024, 2, 29), date(2026, 1, 31), date(2026, 1, 30), date(2026, 1, 29), date(2026, 12, 31),
     date(2026, 12, 28), date(2025, 12, 29), date(2027, 1, 1), date(2026, 4, 30)]
)  # fmt: skip
ACTIVITIES = st.fixed_dictionaries(
    {
        "day": DAYS | HARD,
        "repeat": st.sampled_from(list(Repeat)),
        "every": st.integers(1, 4),
        "anchor": st.sampled_from(list(Anchor)),
        "repeat_until": st.none() | DAYS,
        "lasts": st.integers(0, 30),
    }
)
SPECIAL = st.lists(st.tuples(st.integers(0, 7), st.none() | DAYS), max_size=3)


@settings(max_examples=examples(60))
@given(values=ACTIVITIES, special=SPECIAL, foreign=st.none() | DAYS)
@example(
    values={
        "day": date(2026, 1, 31), "repeat": Repeat.MONTHLY, "every": 1, "anchor": Anchor.DATE,
        "repeat_until": None, "lasts": 0,
    },
    special=[(0, None), (1, date(2026, 1, 31))],
    foreign=date(2026, 2, 3),
)  # fmt: skip
def test_each_occurrence_is_there_once_and_on_its_day(values, special, foreign):
    values = dict(values)
    values["until"] = values["day"] + timedelta(days=values.pop("lasts"))
    document = with_activity(**values)
    activity = document.get(Activity, "a1")
    days = list(occurrences(activity, activity.day, END))
    known = {days[n % len(days)]: to for n, to in special} if days else {}
    if foreign is not None and foreign not in days:
        # Its rule was another when this one was moved.
        known[foreign] = foreign + timedelta(days=1)
    for number, (on, to) in enumerate(known.items()):
        one = {"activity": "a1", "on": on, "moved_to": to, "skipped": to is None}
        document = done(document, AddRecord("occurrence", one, f"o{number}"))
    own = exceptions(document).get("a1", {}).values()
    wanted = sorted(occurrences(activity, START, END, own))
    text = written(document)
    assert [day for day, _title, _uid in on_days(text, START, END)] == wanted
    for event in events(text):
        assert lasts(event) == values["until"] - values["day"] + timedelta(days=1)


class Kept:
    """A document on disk, so that its history is real."""

    def __init__(self, folder, document=None):
        self.store = Store(folder / "amis.json")
        self.at = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
        first = document or with_activity("a0", title="Noget andet", day=date(2026, 5, 5))
        self.store.put(first)

    def run(self, command):
        self.at += timedelta(hours=1)
        self.store.run(command, Author("Karen Holm", self.at))

    def undo(self):
        self.at += timedelta(hours=1)
        self.store.undo(Author("Karen Holm", self.at))

    def text(self, **facts):
        document = self.store.document
        return written(document, past_of(document, self.store.history.newest_first()), **facts)

    def one(self, name="a1", **facts):
        found = [e for e in events(self.text(**facts)) if f"-{name}@" in str(e["uid"])]
        (event,) = found
        return event


@pytest.fixture
def kept(tmp_path):
    kept = Kept(tmp_path)
    values = {"title": "Brandøvelse", "day": date(2026, 9, 10), "owner": "s-p1"}
    kept.run(AddRecord("activity", values, "a1"))
    return kept


def test_a_move_keeps_the_name_and_raises_the_number(kept):
    before = kept.one()
    assert kept.text() == kept.text()
    kept.run(SetField("activity", "a1", "day", date(2026, 9, 17)))
    after = kept.one()
    assert str(after["uid"]) == str(before["uid"])
    assert after["sequence"] > before["sequence"]
    assert after["dtstamp"].dt > before["dtstamp"].dt
    assert after["dtstart"].dt == date(2026, 9, 17)


def test_what_did_not_change_keeps_its_number(kept):
    before = kept.one("a0")
    kept.run(SetField("activity", "a1", "day", date(2026, 9, 17)))
    assert kept.one("a0") == before


class TestWhatRulesReckonOut:
    """Days that no field holds: they have a number of their own, which rises when they move."""

    @pytest.fixture
    def filled(self, tmp_path):
        return Kept(tmp_path, demo_document("da", TODAY))

    @staticmethod
    def changed(kept, command):
        before = {str(e["uid"]): e for e in events(kept.text()) if "recurrence-id" not in e}
        kept.run(command)
        after = {str(e["uid"]): e for e in events(kept.text()) if "recurrence-id" not in e}
        assert before.keys() <= after.keys()
        return {
            uid.partition("@")[0].rpartition("/")[2]
            for uid, event in after.items()
            if uid not in before or before[uid].to_ical() != event.to_ical()
        }

    def test_deleting_an_activity_changes_no_other_entry(self, filled):
        activity = filled.store.document.all(Activity)[-1]
        assert self.changed(filled, DeleteRecord("activity", activity.id)) == {
            f"activity-{activity.id}"
        }

    def test_an_edit_changes_what_moves_and_nothing_else(self, filled):
        filled.run(DeleteRecord("activity", filled.store.document.all(Activity)[-1].id))
        moved = SetField("condition", "c_noise", "assessed_on", date(2025, 5, 15))
        assert self.changed(filled, moved) == {"R14"}
        other = SetField("condition", "c_noise", "place", "Stue 2")
        assert self.changed(filled, other) == set()

    def test_back_again_is_a_change_too(self, filled):
        numbers = []
        for day in (date(2024, 4, 15), date(2025, 4, 15), date(2024, 4, 15)):
            filled.run(SetField("condition", "c_noise", "assessed_on", day))
            event = next(e for e in events(filled.text()) if "c_noise/R14" in str(e["uid"]))
            numbers.append(event["sequence"])
        assert numbers == sorted(set(numbers)), "each is higher than the one before"

    @pytest.mark.slow
    def test_many_saves_later_it_is_as_it_was(self, filled, monkeypatch):
        monkeypatch.setattr("data.export.calendar.past._LOOKED_BACK", 4)
        text = filled.text()
        changes = 0
        for number in range(12):
            filled.run(
                SetField("activity", filled.store.document.all(Activity)[0].id, "why", f"{number}")
            )
            now = {
                str(e["uid"]): e["sequence"]
                for e in events(filled.text())
                if "R14" in str(e["uid"])
            }
            was = {str(e["uid"]): e["sequence"] for e in events(text) if "R14" in str(e["uid"])}
            assert all(now[uid] >= was[uid] for uid in was)
            changes += now != was
            text = filled.text()
        assert changes <= 4, "only when the bound moves on"


def test_undoing_raises_the_number_too(kept):
    kept.run(SetField("activity", "a1", "day", date(2026, 9, 17)))
    moved = kept.one()
    kept.undo()
    assert kept.one()["sequence"] > moved["sequence"]
    assert kept.one()["dtstart"].dt == date(2026, 9, 10)


def test_one_moved_occurrence_changes_its_series(kept):
    kept.run(SetField("activity", "a1", "repeat", Repeat.YEARLY))
    before = kept.one()
    one = {"activity": "a1", "on": date(2027, 9, 10), "moved_to": date(2027, 9, 20)}
    kept.run(AddRecord("occurrence", one, "o1"))
    series, other = [e for e in events(kept.text()) if "-a1@" in str(e["uid"])]
    assert series["sequence"] == other["sequence"] > before["sequence"]
    assert series["uid"] == other["uid"]
    assert other["recurrence-id"].dt == date(2027, 9, 10)
    assert other["dtstart"].dt == date(2027, 9, 20)


def test_what_is_deleted_is_withdrawn_and_comes_back_with_a_higher_number(kept):
    before = kept.one()
    kept.run(DeleteRecord("activity", "a1"))
    gone = kept.one()
    assert str(gone["status"]) == "CANCELLED"
    assert str(gone["uid"]) == str(before["uid"])
    assert gone["dtstart"].dt == before["dtstart"].dt
    assert gone["sequence"] > before["sequence"]
    kept.undo()
    assert str(kept.one()["status"]) == "CONFIRMED"
    assert kept.one()["sequence"] > gone["sequence"]


def test_a_series_that_began_long_ago_is_withdrawn_too(kept):
    values = {"title": "Runde", "day": date(2020, 5, 5), "repeat": Repeat.YEARLY}
    kept.run(AddRecord("activity", values, "a2"))
    kept.run(DeleteRecord("activity", "a2"))
    assert str(kept.one("a2")["status"]) == "CANCELLED"


def test_a_deadline_that_is_taken_away_is_withdrawn(kept):
    values = {"measure": "Støjskærm", "due": date(2026, 6, 1), "owner": "s-p1"}
    kept.run(AddRecord("action", values, "h1"))
    assert "Frist: H1 Støjskærm" in kept.text()
    kept.run(SetField("action", "h1", "due", None))
    assert str(kept.one("h1/due")["status"]) == "CANCELLED"


def test_a_deadline_that_was_met_is_withdrawn(kept):
    values = {"measure": "Støjskærm", "due": date(2026, 6, 1)}
    kept.run(AddRecord("action", values, "h1"))
    open_one = kept.one("h1/due")
    kept.run(SetField("action", "h1", "status", ActionStatus.DONE))
    closed = kept.one("h1/due")
    assert (str(open_one["status"]), str(closed["status"])) == ("CONFIRMED", "CANCELLED")
    assert closed["sequence"] > open_one["sequence"]


def test_what_another_takes_over_is_withdrawn_from_the_first(kept):
    assert str(kept.one(owner="s-p1")["status"]) == "CONFIRMED"
    assert events(kept.text(owner="s-p2")) == []
    kept.run(SetField("activity", "a1", "owner", "s-p2"))
    assert str(kept.one(owner="s-p1")["status"]) == "CANCELLED"
    assert str(kept.one(owner="s-p2")["status"]) == "CONFIRMED"


def test_a_series_that_becomes_single_days_is_withdrawn(kept):
    kept.run(SetField("activity", "a1", "repeat", Repeat.YEARLY))
    kept.run(SetField("activity", "a1", "anchor", Anchor.WEEK))
    assert str(kept.one("a1")["status"]) == "CANCELLED"
    single = kept.one("a1/20270916")
    kept.run(AddRecord("occurrence", {"activity": "a1", "on": date(2027, 9, 16), "skipped": True}))
    gone = kept.one("a1/20270916")
    assert str(single["status"]) == "CONFIRMED"
    assert str(gone["status"]) == "CANCELLED"
    assert gone["sequence"] > single["sequence"]


def test_a_lost_history_lowers_no_number(kept, tmp_path):
    kept.run(SetField("activity", "a1", "day", date(2026, 9, 17)))
    before = kept.one()
    kept.store.history.path.unlink()
    assert kept.one()["sequence"] >= before["sequence"]
    kept.run(SetField("activity", "a0", "title", "Nyt"))
    assert kept.one()["sequence"] >= before["sequence"]


def test_reminders():
    event = only(written(with_activity(), reminder=7))
    (alarm,) = event.subcomponents
    assert alarm["trigger"].dt == timedelta(days=-7, hours=8)
    assert only(written(with_activity())).subcomponents == []


def test_lines_are_folded_by_octets_with_letters_whole():
    title = "Æøå på årshjulet – " * 12
    text = written(with_activity(title=title.strip()))
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert "\n" not in text.replace("\r\n", "")
    assert str(only(text)["summary"]) == title.strip()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile):
    document = with_activity(
        title=f"x{hostile}", category=hostile.replace("\n", " "), remark=hostile
    )
    text = written(document)
    event = only(text)
    title = document.get(Activity, "a1").title
    assert str(event["summary"]) == title
    assert len(events(text)) == 1


def test_the_same_document_gives_the_same_file():
    document = with_activity()
    later = calendar(document, Past(), start=START, today=TODAY + timedelta(days=1))
    assert later == written(document)
    assert only(later)["dtstamp"].dt == NOW


def test_every_name_is_there_once_and_says_nothing_of_the_day():
    text = calendar(demo_document("da", TODAY), Past(), start=START, today=TODAY)
    names = [str(e["uid"]) for e in events(text) if "recurrence-id" not in e]
    assert len(names) == len(set(names)) > 30
    assert all(name.count("@") == 1 for name in names)


def test_our_own_events_are_known():
    document = with_activity(repeat=Repeat.YEARLY, anchor=Anchor.WEEK)
    meta = replace(document.meta, document="doc1")
    document = replace(document, meta=meta)
    uid = str(events(written(document))[0]["uid"])
    assert belongs_to(document, uid) == "activity:a1"
    assert belongs_to(blank(), uid) == ""
    assert belongs_to(document, "x@y") == ""


def test_what_a_goal_came_to_is_told_as_in_the_wheel():
    words = {
        "reached": "Udført",
        "partial": "Delvist nået",
        "missed": "Ikke nået",
        "dropped": "Bortfaldet",
    }
    document = blank()
    for outcome in words:
        values = {"title": outcome, "year": TODAY.year, "due": TODAY, "outcome": outcome}
        document = done(document, AddRecord("goal", values, outcome))
    with in_language("da"):
        told = [(e.title, e.details) for e in wheel_events(document, Past(), TODAY, TODAY)]
    for outcome, word in words.items():
        assert [details for title, details in told if title.endswith(outcome)] == [(word,)]

"""A calendar read in: what becomes of its events, nothing twice, no file that breaks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import TODAY, blank, done
from support.examples import examples
from support.hostile import HOSTILE
from support.zones import COPENHAGEN

from data.edits.records import AddRecord, DeleteRecord
from data.export.calendar.file import calendar
from data.export.calendar.past import Past
from data.facts.year import exceptions, occurrences
from data.importing.calendars.reading import MOST_EVENTS, PAST, TAKE, NotACalendar, read_calendar
from data.importing.outcome import Fate
from data.importing.preview import read_any_file
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity, Occurrence
from data.start.demo import demo_document
from data.views.wheel import wheel_year


def file(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.strip().split("\n"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def read(data, document=None, **answers):
    numbers = count()
    return read_calendar(data, document or blank(), TODAY, answers, lambda: f"n{next(numbers)}")


def kept(data, document=None, **answers):
    document = document or blank()
    command = read(data, document, **answers).command
    return done(document, command) if command is not None else document


def told(preview):
    return [line.text.strip() for line in preview.lines]


def fates(preview):
    return [thing.fate for thing in preview.entries]


def only(*events):
    (activity,) = kept(file(*events)).all(Activity)
    return activity


def test_for_ever_is_the_end_of_the_calendar_wherever_one_is(zone):
    zone(COPENHAGEN)
    activity = only(
        "UID:1\nSUMMARY:Runde\nDTSTART;VALUE=DATE:20260414"
        "\nRRULE:FREQ=YEARLY;UNTIL=99991231T235959Z"
    )
    assert activity.repeat is Repeat.YEARLY


def test_a_whole_day_and_several():
    activity = only("UID:1\nSUMMARY:Møde i AMO\nDTSTART;VALUE=DATE:20260414")
    assert (activity.title, activity.day, activity.until) == ("Møde i AMO", date(2026, 4, 14), None)
    assert activity.calendar == "1"
    long = only("UID:1\nSUMMARY:Uge\nDTSTART;VALUE=DATE:20260413\nDTEND;VALUE=DATE:20260418")
    assert (long.day, long.until) == (date(2026, 4, 13), date(2026, 4, 17))


def test_a_time_goes_into_the_remark_with_place_and_text():
    activity = only(
        "UID:1\nSUMMARY:Runde\nDTSTART:20260414T090000\nDTEND:20260414T110000\n"
        "LOCATION:Kantinen\nDESCRIPTION:Tag\\nsko på\nCATEGORIES:Møder"
    )
    assert activity.day == date(2026, 4, 14)
    assert activity.until is None
    assert activity.remark == "Kl. 9.00\nSted: Kantinen\nTag\nsko på"
    assert activity.category == "meetings"


def test_a_time_in_a_named_zone_is_the_clock_of_those_who_meet():
    activity = only('SUMMARY:x\nDTSTART;TZID="Romance Standard Time":20260414T233000')
    assert (activity.day, activity.remark) == (date(2026, 4, 14), "Kl. 23.30")
    other = only("SUMMARY:x\nDTSTART;TZID=America/New_York:20260414T233000\nDURATION:PT2H")
    assert (other.day, other.until) == (date(2026, 4, 14), date(2026, 4, 15))


def test_an_evening_until_midnight_is_one_day():
    activity = only("UID:1\nSUMMARY:x\nDTSTART:20260414T200000\nDTEND:20260415T000000")
    assert activity.until is None


def test_a_category_of_their_own_is_kept_as_it_is():
    assert only("SUMMARY:x\nDTSTART:20260414\nCATEGORIES:Fest,x").category == "Fest"
    assert only("SUMMARY:x\nDTSTART:20260414\nCATEGORIES:andet").category == ""


RULES = [
    ("20260310", "FREQ=YEARLY", Repeat.YEARLY, 1, Anchor.DATE),
    ("20260310", "FREQ=YEARLY;INTERVAL=3", Repeat.YEARLY, 3, Anchor.DATE),
    ("20260310", "FREQ=MONTHLY;INTERVAL=12", Repeat.YEARLY, 1, Anchor.DATE),
    ("20260310", "FREQ=MONTHLY;INTERVAL=6", Repeat.QUARTERLY, 2, Anchor.DATE),
    ("20260310", "FREQ=MONTHLY;INTERVAL=2", Repeat.MONTHLY, 2, Anchor.DATE),
    ("20260310", "FREQ=MONTHLY;BYDAY=2TU", Repeat.MONTHLY, 1, Anchor.WEEKDAY),
    ("20260310", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", Repeat.MONTHLY, 1, Anchor.WEEKDAY),
    ("20260331", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1TU", Repeat.YEARLY, 1, Anchor.WEEKDAY),
    ("20261019", "FREQ=YEARLY;BYWEEKNO=43;BYDAY=MO", Repeat.YEARLY, 1, Anchor.WEEK),
    ("20260131", "FREQ=MONTHLY;BYMONTHDAY=-1", Repeat.MONTHLY, 1, Anchor.DATE),
    ("20260430", "FREQ=MONTHLY;BYMONTHDAY=-1", Repeat.MONTHLY, 1, Anchor.LAST_DAY),
    ("20260227", "FREQ=MONTHLY;BYDAY=-1FR", Repeat.MONTHLY, 1, Anchor.LAST_WEEKDAY),
    ("20260310", "FREQ=WEEKLY", Repeat.WEEKLY, 1, Anchor.DATE),
    ("20260310", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", Repeat.WEEKLY, 2, Anchor.DATE),
    ("20260310", "FREQ=WEEKLY;INTERVAL=52", Repeat.WEEKLY, 52, Anchor.DATE),
]


@pytest.mark.parametrize(("day", "rule", "repeat", "every", "anchor"), RULES)
def test_recurrences_the_wheel_knows(day, rule, repeat, every, anchor):
    activity = only(f"SUMMARY:x\nDTSTART;VALUE=DATE:{day}\nRRULE:{rule}")
    assert (activity.repeat, activity.every, activity.anchor) == (repeat, every, anchor)
    assert activity.remark == ""


def test_last_working_days_are_kept_as_such_where_no_holiday_parts_them():
    rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=8"
    activity = only(f"SUMMARY:x\nDTSTART;VALUE=DATE:20260331\nRRULE:{rule}")
    assert (activity.repeat, activity.every) == (Repeat.MONTHLY, 1)
    assert activity.anchor is Anchor.LAST_WORKDAY
    assert activity.repeat_until == date(2026, 10, 30)


@pytest.mark.parametrize(
    ("rule", "count", "kept_as"),
    [
        ("FREQ=WEEKLY;BYDAY=TU,TH", 2, {Repeat.WEEKLY}),
        ("FREQ=WEEKLY;INTERVAL=60", 2, {Repeat.NONE}),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", 2, {Repeat.MONTHLY}),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", 2, {Repeat.MONTHLY}),
        ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=10", 1, {Repeat.QUARTERLY}),
        ("FREQ=YEARLY;BYMONTH=3,4;BYMONTHDAY=10", 2, {Repeat.YEARLY}),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 22, {Repeat.NONE}),
    ],
)
def test_what_no_single_recurrence_of_the_wheel_has_is_several_or_single_days(rule, count, kept_as):
    data = file(f"UID:1\nSUMMARY:x\nDTSTART;VALUE=DATE:20260310\nRRULE:{rule}")
    activities = kept(data).all(Activity)
    assert {activity.repeat for activity in activities} == kept_as
    assert len(activities) == count
    assert read(data, kept(data)).command is None


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;INTERVAL=9999", "FREQ=SOMETIMES", "FREQ=WEEKLY;BYDAY=XX", "sludder"]
)
def test_a_rule_that_is_none_keeps_the_first_day_and_is_named(rule):
    data = file(f"SUMMARY:x\nDTSTART;VALUE=DATE:20260310\nRRULE:{rule}")
    (activity,) = kept(data).all(Activity)
    assert activity.repeat is Repeat.NONE
    assert rule in activity.remark
    assert any(rule in line for line in told(read(data)))


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "FREQ=MINUTELY;INTERVAL=5"])
def test_what_comes_several_times_a_day_is_left_out_and_named(rule):
    found = read(file(f"SUMMARY:x\nDTSTART:20260310T090000\nRRULE:{rule}"))
    assert found.command is None
    assert fates(found) == [Fate.LEFT_OUT]
    assert rule in found.entries[0].said[0]


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"])
def test_what_comes_every_day_is_left_out_unless_chosen(rule):
    data = file(f"UID:1\nSUMMARY:x\nDTSTART;VALUE=DATE:20260310\nRRULE:{rule}")
    assert read(data).command is None
    assert fates(read(data)) == [Fate.LEFT_OUT]
    document = kept(data, **{"event 1": TAKE})
    days = [d for a in document.all(Activity) for d in occurrences(a, TODAY, date(2026, 3, 16))]
    assert len(days) == (7 if "DAILY" in rule else 5)
    assert read(data, document).command is None, "it is known now"


def test_an_end_is_kept():
    last = only("SUMMARY:x\nDTSTART;VALUE=DATE:20260310\nRRULE:FREQ=YEARLY;UNTIL=20290310")
    assert last.repeat_until == date(2029, 3, 10)
    counted = only("SUMMARY:x\nDTSTART;VALUE=DATE:20260310\nRRULE:FREQ=YEARLY;COUNT=3")
    assert counted.repeat_until == date(2028, 3, 10)
    assert counted.remark == ""


SERIES = "UID:s\nSUMMARY:Møde\nDTSTART;VALUE=DATE:20260310\nRRULE:FREQ=MONTHLY"


def test_exceptions_come_along():
    document = kept(
        file(
            f"{SERIES}\nEXDATE;VALUE=DATE:20260410,20260411",
            "UID:s\nSUMMARY:Møde\nDTSTART;VALUE=DATE:20260512\nRECURRENCE-ID;VALUE=DATE:20260510",
            "UID:s\nSTATUS:CANCELLED\nDTSTART:20260610\nRECURRENCE-ID;VALUE=DATE:20260610",
        )
    )
    (activity,) = document.all(Activity)
    own = exceptions(document)[activity.id].values()
    assert len(document.all(Occurrence)) == 3
    assert list(occurrences(activity, date(2026, 3, 1), date(2026, 7, 31), own)) == [
        date(2026, 3, 10), date(2026, 5, 12), date(2026, 7, 10),
    ]  # fmt: skip


def test_a_second_import_adds_nothing_and_says_what_is_otherwise():
    data = file(SERIES, "SUMMARY:Uden navn\nDTSTART;VALUE=DATE:20260401")
    document = kept(data)
    assert read(data, document).command is None
    assert fates(read(data, document)) == [Fate.KNOWN, Fate.KNOWN]
    changed = file(SERIES.replace("20260310", "20260317").replace("Møde", "Nyt"))
    again = read(changed, document)
    assert again.command is None
    assert fates(again) == [Fate.ASKED]
    assert [question.key for question in again.questions] == ["event 1.rule", "event 1.title"]


def test_the_same_title_on_the_same_day_is_there():
    values = {"title": "Brandøvelse", "day": date(2025, 9, 9), "repeat": Repeat.YEARLY}
    document = done(blank(), AddRecord("activity", values, "a1"))
    event = "UID:1\nSUMMARY:BRANDØVELSE\nDTSTART;VALUE=DATE:20260909"
    assert read(file(event), document).command is None
    assert read(file(event.replace("0909", "0910")), document).command is not None


def test_twice_in_one_file_is_one():
    event = "UID:1\nSUMMARY:x\nDTSTART;VALUE=DATE:20260909"
    other = event.replace("UID:1", "UID:2")
    assert len(kept(file(event, event, other)).all(Activity)) == 2, "another event of that name"


def test_our_own_file_adds_nothing():
    document = demo_document("da", TODAY)
    text = calendar(document, Past(), start=date(2025, 1, 1), today=TODAY)
    found = read(text.encode(), document)
    assert found.command is None
    assert set(fates(found)) == {Fate.KNOWN}
    deleted = done(document, DeleteRecord("activity", document.all(Activity)[0].id))
    assert read(text.encode(), deleted).command is None


def test_our_own_file_taken_into_another_wheel_gives_the_same_days():
    document = demo_document("da", TODAY)
    text = calendar(document, Past(), start=date(2026, 1, 1), today=TODAY)
    other = kept(text.encode(), replace(blank(), meta=replace(blank().meta, document="other")))
    for start in (date(2026, 1, 1), date(2027, 1, 1)):
        wanted, found = (
            sorted(e.day for e in wheel_year(one, start, TODAY).entries() if e.title != "x")
            for one in (document, other)
        )
        assert sum(day not in found for day in wanted) == 0


def test_called_off_is_left_out_and_said():
    found = read(file("SUMMARY:x\nDTSTART;VALUE=DATE:20260909\nSTATUS:CANCELLED"))
    assert found.command is None
    assert fates(found) == [Fate.LEFT_OUT]
    assert "x (9.9.2026): den er aflyst i kalenderen" in told(found)


def test_without_a_day_it_is_named():
    data = file("SUMMARY:a", "SUMMARY:b\nDTSTART:sludder", "SUMMARY:c\nDTSTART:20260101")
    assert fates(read(data)) == [Fate.LEFT_OUT, Fate.LEFT_OUT, Fate.TAKEN]
    assert "b: dagen kunne ikke forstås: „sludder“" in told(read(data))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00" * 50, b"Problem;L\xf8sning", "Æøå".encode(), b"BEGIN:VCALENDAR\r\nsludder",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY", b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 3000,
        b"BEGIN:VCALENDAR" + b"x" * (9 << 20),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_in_a_sentence(data):
    with pytest.raises(NotACalendar) as caught:
        read(data)
    assert caught.value.sentence().endswith(".")


def test_too_many_events_are_refused_with_the_limit_and_those_that_are_over_do_not_count(
    monkeypatch,
):
    assert MOST_EVENTS == 3000
    monkeypatch.setattr("data.importing.calendars.reading.MOST_EVENTS", 30)
    over = ["SUMMARY:x\nDTSTART:20200101"] * 10
    events = [f"SUMMARY:x{n}\nDTSTART:20260101" for n in range(31)]
    with pytest.raises(NotACalendar) as caught:
        read(file(*over, *events))
    assert "har 31 " in caught.value.sentence()
    assert "højst læses 30." in caught.value.sentence()
    assert read(file(*over, *events[:-1])).command is not None


@settings(max_examples=examples(60))
@given(st.data())
def test_whatever_is_done_to_a_file_it_never_breaks_the_reading(data):
    lines = file(SERIES + "\nEXDATE;VALUE=DATE:20260410\nDURATION:P3D").decode().split("\r\n")
    for _time in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        kind = data.draw(st.sampled_from(["drop", "twice", "cut", "put", "swap"]))
        if kind == "drop":
            del lines[at]
        elif kind == "twice":
            lines.insert(at, lines[at])
        elif kind == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, 20))]
        elif kind == "put":
            name = lines[at].partition(":")[0]
            lines[at] = f"{name}:{data.draw(st.text(max_size=12))}"
        else:
            lines[at] = lines[at].replace("2026", data.draw(st.sampled_from(["0000", "9999", "0"])))
        lines = lines or [""]
    try:
        found = read("\r\n".join(lines).encode("utf-8", "replace"))
    except NotACalendar:
        return
    if found.command is not None:
        done(blank(), found.command)
    assert found.tally.read == len(found.entries)
    assert all(line.text for line in found.told())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile):
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", hostile or "x")
    event.add("summary", f"x{hostile}")
    event.add("location", hostile)
    event.add("dtstart", date(2026, 3, 3))
    made = Calendar()
    made.add_component(event)
    found = read(made.to_ical())
    document = done(blank(), found.command)
    (activity,) = document.all(Activity)
    assert "\n" not in activity.title
    assert "\x1b" not in "\n".join(told(found))


def test_either_kind_of_file_is_known_by_what_is_in_it():
    found = read_any_file(file(SERIES), blank(), TODAY, "da")
    assert told(found)[1] == "10.3.2026  Møde (hver måned)"
    assert found.imported("x") == "1 aktivitet indlæst. x"
    assert read_any_file("Problem;Løsning\nStøj;x\n".encode(), blank(), TODAY, "da").command


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@settings(max_examples=examples(40))
@given(
    day=DAYS,
    repeat=st.sampled_from(list(Repeat)),
    every=st.integers(1, 4),
    anchor=st.sampled_from([a for a in Anchor if a is not Anchor.WEEK]),
    end=st.none() | DAYS,
)
def test_what_we_write_is_read_back_as_the_same_days(day, repeat, every, anchor, end):
    values = {"title": "x", "day": day, "repeat": repeat, "every": every, "anchor": anchor}
    one = done(blank(), AddRecord("activity", {**values, "repeat_until": end}, "a1"))
    text = calendar(one, Past(), start=date(2024, 1, 1), today=TODAY)
    other = replace(blank(), meta=replace(blank().meta, document="other"))
    command = read(text.encode(), other, **{PAST: TAKE}).command
    other = done(other, command) if command else other
    first, last = date(2024, 1, 1), date(2028, 12, 31)
    wanted, found = (
        sorted(d for a in document.all(Activity) for d in occurrences(a, first, last))
        for document in (one, other)
    )
    assert set(wanted) == set(found)
    assert len(found) <= len(wanted)

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
from data.importing.calendar import MOST_EVENTS, NotACalendar, read_calendar, told_calendar
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


def read(data, document=None):
    numbers = count()
    return read_calendar(data, document or blank(), lambda: f"n{next(numbers)}")


def kept(data, document=None):
    document = document or blank()
    return done(document, read(data, document).command)


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


@pytest.mark.parametrize(
    ("rule", "repeat"),
    [
        ("FREQ=WEEKLY;BYDAY=TU,TH", Repeat.WEEKLY),
        ("FREQ=WEEKLY;INTERVAL=60", Repeat.NONE),
        ("FREQ=DAILY", Repeat.NONE),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", Repeat.MONTHLY),
        ("FREQ=YEARLY;BYYEARDAY=100", Repeat.YEARLY),
        ("FREQ=YEARLY;INTERVAL=99", Repeat.NONE),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", Repeat.YEARLY),
    ],
)
def test_what_the_wheel_has_not_is_said_and_kept_in_the_remark(rule, repeat):
    data = file(f"SUMMARY:x\nDTSTART;VALUE=DATE:20260310\nRRULE:{rule}")
    (activity,) = kept(data).all(Activity)
    assert activity.repeat is repeat
    assert rule.split(";")[0] in activity.remark
    assert "I kalenderen gentages det" in "\n".join(told_calendar(read(data)))


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


def test_a_second_import_adds_nothing_also_when_the_title_was_changed():
    data = file(SERIES, "SUMMARY:Uden navn\nDTSTART;VALUE=DATE:20260401")
    document = kept(data)
    assert read(data, document).command is None
    assert read(data, document).there == ("A1", "A2")
    moved = read(file(SERIES.replace("20260310", "20260317").replace("Møde", "Nyt")), document)
    assert moved.command is None
    assert moved.differing == (
        "A1 Møde: i kalenderen er det den 17.3.2026, i hjulet den 10.3.2026.",
    )


def test_the_same_title_on_the_same_day_is_there():
    values = {"title": "Brandøvelse", "day": date(2025, 9, 9), "repeat": Repeat.YEARLY}
    document = done(blank(), AddRecord("activity", values, "a1"))
    event = "UID:1\nSUMMARY:BRANDØVELSE\nDTSTART;VALUE=DATE:20260909"
    assert read(file(event), document).command is None
    assert read(file(event.replace("0909", "0910")), document).command is not None


def test_twice_in_one_file_is_one():
    event = "UID:1\nSUMMARY:x\nDTSTART;VALUE=DATE:20260909"
    assert len(read(file(event, event, event.replace("UID:1", "UID:2"))).new) == 1


def test_our_own_file_adds_nothing():
    document = demo_document("da", TODAY)
    text = calendar(document, Past(), start=date(2025, 1, 1), today=TODAY)
    found = read(text.encode(), document)
    assert found.command is None
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
    assert found.problems == ("x den 9.9.2026 er aflyst i kalenderen og udelades.",)


def test_without_a_day_it_is_counted():
    found = read(file("SUMMARY:a", "SUMMARY:b\nDTSTART:sludder", "SUMMARY:c\nDTSTART:20260101"))
    assert len(found.new) == 1
    assert found.problems == ("2 hændelser har ingen dato, der kan forstås, og udelades.",)


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


def test_too_many_events():
    events = ["SUMMARY:x\nDTSTART:20260101"] * (MOST_EVENTS + 1)
    with pytest.raises(NotACalendar):
        read(file(*events))


@settings(max_examples=examples(150))
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
    list(told_calendar(found))


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
    assert "\x1b" not in "\n".join(told_calendar(found))


def test_either_kind_of_file_is_known_by_what_is_in_it():
    found = read_any_file(file(SERIES), blank(), TODAY, "da")
    assert found.lines[0].text == "10.3.2026  Møde (hver måned)"
    assert found.imported("x") == "1 aktivitet indlæst. x"
    assert read_any_file("Problem;Løsning\nStøj;x\n".encode(), blank(), TODAY, "da").command


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@settings(max_examples=examples(100))
@given(
    day=DAYS,
    repeat=st.sampled_from(Repeat),
    every=st.integers(1, 4),
    anchor=st.sampled_from([a for a in Anchor if a is not Anchor.WEEK]),
    end=st.none() | DAYS,
)
def test_what_we_write_is_read_back_as_the_same_days(day, repeat, every, anchor, end):
    values = {"title": "x", "day": day, "repeat": repeat, "every": every, "anchor": anchor}
    one = done(blank(), AddRecord("activity", {**values, "repeat_until": end}, "a1"))
    text = calendar(one, Past(), start=date(2024, 1, 1), today=TODAY)
    other = replace(blank(), meta=replace(blank().meta, document="other"))
    command = read(text.encode(), other).command
    other = done(other, command) if command else other
    first, last = date(2024, 1, 1), date(2028, 12, 31)
    wanted, found = (
        sorted(d for a in document.all(Activity) for d in occurrences(a, first, last))
        for document in (one, other)
    )
    assert set(wanted) == set(found)
    assert len(found) <= len(wanted)

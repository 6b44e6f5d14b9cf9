"""Calendar files as programs write them: what becomes of each, to the day.

The files are small, and each is one example of a kind of trouble. The day is 2 March 2026.
"""

from __future__ import annotations

from datetime import date
from itertools import count, takewhile
from pathlib import Path

import pytest
from support.documents import blank, done

from data.facts.year import exceptions, occurrences
from data.importing.calendars.reading import TAKE, read_calendar
from data.importing.outcome import Fate
from data.model.plan import Action
from data.model.wheel import Activity

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 3, 2)
UNTIL = date(2029, 12, 31)


@pytest.fixture(autouse=True)
def _server_in_utc(zone):
    zone("UTC0")


def read(name, document=None, **answers):
    numbers = count()
    document = document or blank(start_month=1)
    answers = {key.replace("_", " "): value for key, value in answers.items()}
    data = (FILES / f"{name}.ics").read_bytes()
    return read_calendar(data, document, TODAY, answers, lambda: f"{name[:2]}{next(numbers)}")


def kept(name, document=None, **answers):
    document = document or blank(start_month=1)
    command = read(name, document, **answers).command
    return done(document, command) if command is not None else document


def days(document, title=""):
    special = exceptions(document)
    return sorted(
        day
        for activity in document.all(Activity)
        if not title or activity.title == title
        for day in occurrences(
            activity, date(2025, 1, 1), UNTIL, special.get(activity.id, {}).values()
        )
    )


def first(days_found, most=4):
    return [f"{day.day}.{day.month}.{day.year % 100}" for day in days_found[:most]]


def told(preview):
    return "\n".join(line.text for line in preview.told())


def only(document):
    (activity,) = document.all(Activity)
    return activity


@pytest.mark.parametrize(
    ("name", "title", "wanted"),
    [
        ("01_last_friday_from_fourth", "", "27.2.26 27.3.26 24.4.26 29.5.26"),
        ("02_last_day_of_month", "", "30.6.26 31.7.26 31.8.26 30.9.26"),
        ("03_weekly_52", "Eftersyn af lift", "10.3.26 9.3.27 7.3.28 6.3.29"),
        ("03_weekly_52", "Eftersyn af reoler", "11.3.26 9.9.26 10.3.27 8.9.27"),
        ("03_weekly_52", "Rundering", "12.3.26 7.5.26 2.7.26 27.8.26"),
        ("03_weekly_52", "Hver 14. dag", "13.3.26 27.3.26 10.4.26 24.4.26"),
        ("03_weekly_52", "Dagligt", ""),
        ("06_xwr_timezone", "Temadag (hele dagen)", "26.5.26"),
        ("06_xwr_timezone", "Drøftelse kl. 13", "2.6.26"),
        ("07_raw_newline_caldesc", "APV-møde", "10.3.26"),
        ("08_birthday_1604", "Annes fødselsdag", "15.12.26 15.12.27 15.12.28 15.12.29"),
        ("08_birthday_1604", "Firmaets stiftelse", "29.2.28"),
        ("10_dtstart_not_in_rule", "", "13.1.26 10.2.26 10.3.26 14.4.26"),
        ("11_yearly_count", "Tyve gange", "10.3.26 10.3.27 10.3.28 10.3.29"),
        ("13b_todo_and_event", "", "10.3.26"),
        ("16_two_same_name_same_day", "APV-samtaler", "10.3.26 10.3.26"),
        ("22_vcal1_qp", "Arbejdsmiljømøde", "10.3.26"),
        ("25_yearly_two_months", "Halvårligt eftersyn", "10.3.26 10.9.26 10.3.27 10.9.27"),
        ("25_yearly_two_months", "Ikke i juli", "12.3.26 9.4.26 14.5.26 11.6.26 13.8.26 10.9.26"),
        ("31b_same_uid_two_events", "Brandøvelse", "10.3.26"),
        ("31b_same_uid_two_events", "Kemieftersyn", "10.6.26"),
        ("43_dst_allday_utc", "", "29.3.26"),
        ("50_global_tzid", "", "10.3.26 17.3.26"),
        ("51_bad_alarm_duration", "", "10.3.26 17.3.26"),
        ("google", "Sent møde (kl 00 dansk tid 19/5)", "19.5.26"),
        ("google", "Runde på stuerne", "4.3.26 11.3.26 18.3.26 25.3.26 15.4.26"),
        ("google", "Sidste hverdag: sygefraværstal", "30.6.26 31.7.26 31.8.26 30.9.26 30.10.26"),
        ("google", "Sidste dag i måneden", "31.1.26 28.2.26 31.3.26 30.4.26"),
        ("google", "Ryd op-dag", "26.3.26 24.9.26 25.3.27 30.9.27"),
        ("google", "Tre faste datoer", "3.3.26 3.4.26 3.6.26"),
        ("google", "Temauge", ""),
        ("plandisc", "Trivselsmåling", "1.6.26"),
    ],
)
def test_days(name, title, wanted):
    found = days(kept(name), title)
    shown = wanted.split()
    # A list of fewer than four days is the whole list.
    assert first(found, len(shown) if len(shown) >= 4 else 99) == shown


def test_what_ends_after_its_count_ends():
    document = kept("11_yearly_count")
    ends = {activity.title: activity.repeat_until for activity in document.all(Activity)}
    assert ends == {
        "Tyve gange": date(2045, 3, 10),
        "Fem gange": date(2030, 3, 11),
        "180 gange": date(2041, 2, 12),
    }


def test_a_letter_that_a_fold_parts_is_whole():
    title = "Årlig arbejdsmiljødrøftelse på værkstedet – også for afløsere og vikarer i køkkenet"
    assert only(kept("05_fold_in_utf8")).title == title
    assert only(kept("05_fold_in_utf8")).remark == "Sted: Mødelokale Ø\nx"


@pytest.mark.parametrize(
    ("name", "title", "remark"),
    [
        ("06_xwr_timezone", "Temadag (hele dagen)", ""),
        ("06_xwr_timezone", "Drøftelse kl. 13", "Kl. 13.00"),
        ("google", "Sent møde (kl 00 dansk tid 19/5)", "Kl. 0.00"),
        ("google", "Runde på stuerne", "Kl. 10.00\nHusk kage\nlink (https://x.y)"),
        ("43_dst_allday_utc", "Sommertidsdag", ""),
        ("50_global_tzid", "AMO-møde", "Kl. 13.00"),
        ("plandisc", "APV-periode", "Ring: APV"),
    ],
)
def test_times_are_those_of_the_people_and_texts_are_plain(name, title, remark):
    found = [a.remark for a in kept(name).all(Activity) if a.title == title]
    assert found[0] == remark


def test_plandisc_whole_days_end_where_they_end():
    spans = {a.title: (a.day, a.until) for a in kept("plandisc").all(Activity)}
    assert spans == {
        "APV-periode": (date(2026, 4, 1), date(2026, 4, 30)),
        "Trivselsmåling": (date(2026, 6, 1), None),
        "Ferielukket": (date(2025, 12, 22), date(2026, 1, 2)),
    }


@pytest.mark.parametrize("name", ["50_global_tzid", "51_bad_alarm_duration"])
def test_where_nothing_is_wrong_nothing_is_said(name):
    lines = [line.text for line in read(name).lines]
    assert len(lines) == 3, "a heading and two events"


def test_an_hour_of_summer_time_makes_no_second_day():
    assert only(kept("43_dst_allday_utc")).until is None


def test_a_task_is_offered_as_an_action():
    found = read("13b_todo_and_event")
    assert [thing.fate for thing in found.entries] == [Fate.ASKED, Fate.TAKEN]
    assert not kept("13b_todo_and_event").all(Action)
    (action,) = kept("13b_todo_and_event", task_1=TAKE).all(Action)
    assert (action.measure, action.due) == ("Bestil høreværn", date(2026, 4, 1))
    again = read("13b_todo_and_event", kept("13b_todo_and_event", task_1=TAKE))
    assert [thing.fate for thing in again.entries] == [Fate.KNOWN, Fate.KNOWN]


def test_what_is_called_off_and_not_there_is_shown():
    found = read("21_cancel_method")
    assert found.command is None
    assert "Aflyst møde (10.3.2026): den er aflyst i kalenderen" in told(found)


def test_single_days_are_said_with_the_last():
    found = read("google")
    assert "den er med som enkelte dage, den sidste den 31.12.2027" in told(found)
    held = days(kept("google"), "Sidste hverdag: sygefraværstal")
    assert held[-1] == date(2027, 12, 31)
    assert len(held) == 19
    assert all(day.isoweekday() < 6 for day in held)


def test_daily_rules_are_named_and_taken_only_when_chosen():
    assert "den kommer hver dag" in told(read("google"))
    document = kept("google", event_7=TAKE)
    assert first(days(document, "Temauge"), 9) == ["3.3.26", "4.3.26", "5.3.26", "6.3.26", "7.3.26"]


def test_a_day_that_is_called_otherwise_keeps_its_title():
    document = kept("20_recid_newtitle")
    assert date(2026, 5, 12) not in days(document, "AMO-møde")
    assert days(document, "AMO-møde: årlig drøftelse") == [date(2026, 5, 12)]
    assert read("20_recid_newtitle", document).command is None


@pytest.mark.parametrize("path", sorted(FILES.glob("*.ics")), ids=lambda path: path.stem)
def test_counts_add_up_and_nothing_comes_twice(path):
    found = read(path.stem)
    events = path.read_bytes().upper()
    things = sum(events.count(b"BEGIN:" + kind) for kind in (b"VEVENT", b"VTODO", b"VJOURNAL"))
    tally = found.tally
    assert tally.read == things
    assert tally.read == tally.taken + tally.known + tally.asked + tally.left_out
    document = kept(path.stem)
    again = read(path.stem, document)
    assert again.command is None, told(again)
    assert [thing.fate for thing in again.entries] == [
        Fate.KNOWN if thing.fate is Fate.TAKEN else thing.fate for thing in found.entries
    ]


class TestASecondImport:
    """`40b_update` is `40a_first` after a while."""

    DIFFERENCES = (
        ("event 1.20260512", "12.5.2026 er flyttet til 14.5.2026"),
        ("event 1.20260609", "9.6.2026 er aflyst"),
        ("event 1.20260714", "14.7.2026 er taget ud"),
        ("event 4.title", "titel: „Årlig arbejdsmiljødrøftelse“ (i hjulet: „Årlig drøftelse“)"),
        ("event 4.time", "tid: 9.00 (i hjulet: 13.00)"),
        ("event 4.where", "sted: Mødelokale 2 (i hjulet: Kantinen)"),
        ("event 5.cancelled", "aflyst i kalenderen"),
    )

    def test_each_difference_is_named_and_none_is_taken_unasked(self):
        found = read("40b_update", kept("40a_first"))
        assert tuple((each.key, each.text) for each in found.questions) == self.DIFFERENCES
        assert found.command is None
        assert found.unanswered
        assert {thing.fate for thing in found.entries} == {Fate.ASKED}

    @pytest.mark.parametrize("number", range(len(DIFFERENCES)))
    def test_each_is_taken_over_by_itself(self, number):
        before = kept("40a_first")
        key, _text = self.DIFFERENCES[number]
        command = read_with("40b_update", before, {key: TAKE}).command
        after = done(before, command)
        left = read("40b_update", after)
        assert [each.key for each in left.questions] == [
            other for other, _text in self.DIFFERENCES if other != key
        ]

    def test_all_taken_over_is_the_calendar(self):
        before = kept("40a_first")
        answers = {key: TAKE for key, _text in self.DIFFERENCES}
        after = done(before, read_with("40b_update", before, answers).command)
        assert first(days(after, "AMO-møde"), 7) == (
            ["13.1.26", "10.2.26", "10.3.26", "14.4.26", "14.5.26", "11.8.26", "8.9.26"]
        )
        by_title = {activity.title: activity for activity in after.all(Activity)}
        assert by_title["Årlig arbejdsmiljødrøftelse"].remark == "Kl. 9.00\nSted: Mødelokale 2"
        assert "Brandøvelse" not in by_title
        again = read("40b_update", after)
        assert again.command is None
        assert not again.questions


def read_with(name, document, answers):
    numbers = count()
    data = (FILES / f"{name}.ics").read_bytes()
    return read_calendar(data, document, TODAY, answers, lambda: f"{name[:3]}{next(numbers)}")


def test_next_year_brings_the_days_after_and_doubles_none():
    document = kept("google")
    data = (FILES / "google.ics").read_bytes()
    numbers = count()
    later = read_calendar(data, document, date(2027, 2, 1), {}, lambda: f"x{next(numbers)}")
    document = done(document, later.command)
    held = days_until(document, "Sidste hverdag: sygefraværstal", date(2030, 12, 31))
    assert len(held) == len(set(held)) == 19 + 12
    assert held[-1] == date(2028, 12, 29)
    wanted = takewhile(lambda day: day.year < 2028, days(kept("google"), "Runde på stuerne"))
    assert list(wanted) == [d for d in days(document, "Runde på stuerne") if d.year < 2028]


def days_until(document, title, end):
    return [
        day
        for activity in document.all(Activity)
        if activity.title == title
        for day in occurrences(activity, date(2025, 1, 1), end)
    ]

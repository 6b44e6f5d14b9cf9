"""Calendar files as programs write them: what becomes of each, to the day.

The files are small, and each is one example of a kind of trouble. The day is 2 March 2026.
"""

from __future__ import annotations

from datetime import date
from itertools import count, takewhile
from pathlib import Path

import pytest
from support.documents import blank, done

from data.edits.records import AddRecord
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
    return read_calendar(data, document, TODAY, answers, lambda: f"{name[:3]}x{next(numbers)}")


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
        ("60_outlook_windows_zone", "Sent møde", "15.4.26"),
        ("60_outlook_windows_zone", "Møde med London", "16.4.26"),
        ("60_outlook_windows_zone", "Hel dag i UTC", "21.4.26"),
        ("61_zone_described_in_file", "Rundering", "4.5.26 11.5.26 18.5.26 25.5.26"),
        ("61_zone_described_in_file", "Temadag", "2.6.26"),
        ("62_zone_nobody_knows", "APV-møde", "4.5.26"),
        ("62_zone_nobody_knows", "AMO-møde", "5.5.26"),
        ("63_stray_blank_lines_and_cr", "Gennemgang af lageret", "7.4.26"),
        ("64_raw_newline_in_description", "Besøg på byggepladsen", "7.4.26"),
        ("65_bad_lines_name_their_event", "", "7.4.26 8.4.26 9.4.26 10.4.26"),
        ("66_historic_offsets_and_alarms", "", "7.4.26 8.4.26"),
        ("67_end_is_missing", "", "7.4.26"),
        ("68_letters_of_two_kinds", "Årsmøde i øst", "7.4.26"),
        ("69_utf16", "Æblehøst", "7.4.26"),
        ("70_quoted_printable", "Møde om løft", "7.4.26"),
        ("71_every_month_on_the_31st", "Den 31.", "31.1.26 31.3.26 31.5.26 31.7.26 31.8.26"),
        ("71_every_month_on_the_31st", "Den 30.", "30.1.26 30.3.26 30.4.26 30.5.26"),
        ("71_every_month_on_the_31st", "Skuddag", "29.2.28"),
        ("72_this_and_future", "Tavlemøde", "3.3.26 10.3.26 17.3.26 24.3.26 31.3.26"),
        ("72_this_and_future", "Tavlemøde i kantinen", "8.4.26 15.4.26 22.4.26 29.4.26"),
        ("72_this_and_future", "Udvalg", "10.3.26 14.4.26 12.5.26 9.6.26"),
        ("73_exrule_and_periods", "Ikke i juli", "3.3.26 3.4.26 3.5.26 3.6.26 3.8.26 3.9.26"),
        ("73_exrule_and_periods", "Perioder", "4.3.26 18.3.26"),
        ("74_exdates_and_moves", "Sparring", "2.3.26 31.3.26 13.4.26 27.4.26 11.5.26"),
        ("74_exdates_and_moves", "Ekstra", "4.1.27"),
        ("75_two_rules", "", "3.3.26 3.4.26 3.5.26 1.9.26 1.9.27"),
        ("76_impossible_and_endless", "30. februar", ""),
        ("76_impossible_and_endless", "Hvert minut", ""),
        ("77_private_and_confidential", "", "9.4.26"),
        ("79_past_years", "", "7.4.26 7.4.27 7.4.28 7.4.29"),
        ("81_versions_and_copies", "Tredje udgave", "14.4.26"),
        ("81_versions_and_copies", "Første udgave", ""),
        ("81_versions_and_copies", "Dobbelt", "8.4.26"),
        ("81_versions_and_copies", "Uden navn", "9.4.26 9.4.26"),
        ("82d_single_changes", "", "11.6.26"),
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
        (
            "60_outlook_windows_zone",
            "Møde med London",
            "Kl. 23.30 (Europe/London; 17.4.2026 0.30 i Europe/Copenhagen)",
        ),
        ("60_outlook_windows_zone", "Sent møde", "Kl. 23.00"),
        (
            "64_raw_newline_in_description",
            "Besøg på byggepladsen",
            "Tag med:\nHjelm\nNB: sikkerhedssko\nog godt humør",
        ),
        ("70_quoted_printable", "Møde om løft", "Kl. 7.00\nFørste linje\nanden linje"),
        ("80_html_description", "AMO-møde", "Dagsorden & bilag\n- Støj\n- Lys"),
        ("80_html_description", "APV-møde", "Kun som HTML\nog en amr@firma.dk"),
        ("80_html_description", "Indeklima", "Temperatur < 18 grader og > 26"),
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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("62_zone_nobody_knows", "Tidszonen „Månen/Nord“ er ukendt"),
        ("64_raw_newline_in_description", "en linje kunne ikke læses: „sludder uden mening“"),
        ("65_bad_lines_name_their_event", "slutningen kunne ikke forstås: „i morgen“"),
        ("65_bad_lines_name_their_event", "varigheden kunne ikke forstås: „en time“"),
        ("65_bad_lines_name_their_event", "en af dagene kunne ikke forstås: „aldrig“"),
        ("65_bad_lines_name_their_event", "Uden dag: dagen kunne ikke forstås: „snart“"),
        ("65_bad_lines_name_their_event", "så kun den første dag er med: FREQ=FORTNIGHTLY"),
        ("67_end_is_missing", "kun noget af den er med i filen"),
        ("67_end_is_missing", "Slutningen af filen mangler"),
        ("76_impossible_and_endless", "30. februar (3.3.2026): gentagelsen giver ingen dage"),
        ("76_impossible_and_endless", "Hvert minut (3.3.2026): den kommer flere gange om dagen"),
        ("76_impossible_and_endless", "30 senere dage er udeladt"),
        ("77_private_and_confidential", "3 private eller fortrolige hændelser"),
        ("78_tasks_and_journals", "1 post, der hverken er en hændelse eller en opgave"),
        ("78_tasks_and_journals", "Færdig: opgaven er allerede løst"),
        ("78_tasks_and_journals", "fristen kunne ikke forstås: „snart“"),
        ("79_past_years", "2 hændelser var slut før 1.1.2026"),
        ("81_versions_and_copies", "en ældre udgave af den i filen er sprunget over"),
        ("81_versions_and_copies", "den står flere gange i filen"),
    ],
)
def test_what_is_wrong_or_left_out_is_named(name, said):
    assert said in told(read(name))


@pytest.mark.parametrize("name", ["63_stray_blank_lines_and_cr", "66_historic_offsets_and_alarms"])
def test_what_is_survived_is_not_told(name):
    assert "kunne ikke" not in told(read(name))


def test_nothing_of_a_private_event_is_shown():
    shown = told(read("77_private_and_confidential"))
    everything = str(read("77_private_and_confidential").as_json())
    for secret in ("Tandlæge", "Lønforhandling", "Køb gave"):
        assert secret not in shown
        assert secret not in everything


def test_a_task_brings_what_an_action_has_a_field_for():
    (action,) = kept("78_tasks_and_journals", task_1=TAKE).all(Action)
    assert (action.measure, action.due) == ("Skift filter", date(2026, 4, 15))
    assert (action.percent, action.status, action.priority) == (40, "running", "high")
    assert action.problem == "I udsugningen"


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
    events = path.read_bytes().replace(b"\0", b"").upper()
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


def all_taken(name, document):
    answers = {question.key: TAKE for question in read(name, document).questions}
    return done(document, read_with(name, document, answers).command)


class TestWhatACalendarSaysLater:
    """`82b`, `82c` and `82d` come after `82a`."""

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("82b_after", "gentages anderledes: hver måned, den anden torsdag (i hjulet: "),
            ("82b_after", "(i hjulet: hver måned, den anden tirsdag)"),
            ("82b_after", "15.4.2026 er flyttet til 22.4.2026"),
            ("82b_after", "antal dage: 2 (i hjulet: 1)"),
            ("82b_after", "tekst: Tag papir og saks med (i hjulet: Tag papir med)"),
            ("82b_after", "hver 2. uge, om onsdagen til og med 24.6.2026"),
            ("82c_cancelled", "12.5.2026 er aflyst"),
            ("82c_cancelled", "aflyst i kalenderen"),
            ("82d_single_changes", "9.6.2026 er flyttet til 11.6.2026"),
        ],
    )  # fmt: skip
    def test_each_thing_is_named(self, name, said):
        assert said in told(read(name, kept("82a_before")))

    def test_only_what_is_new_is_taken_unasked(self):
        before = kept("82a_before")
        after = kept("82b_after", before)
        known = {a.id: a for a in before.all(Activity)}
        assert [a.title for a in after.all(Activity) if known.get(a.id) != a] == ["Ny øvelse"]

    def test_all_taken_over_is_what_the_calendar_says(self):
        after = all_taken("82b_after", kept("82a_before"))
        assert first(days(after, "AMO-møde"), 3) == ["12.3.26", "9.4.26", "14.5.26"]
        (course,) = [a for a in after.all(Activity) if a.title == "Kursus"]
        assert (course.day, course.until) == (date(2026, 4, 22), date(2026, 4, 23))
        assert course.remark == "Kl. 9.00\nTag papir og saks med"
        assert days(after, "Rundering")[-1] == date(2026, 6, 24)
        assert not read("82b_after", after).questions

    def test_the_length_alone_leaves_the_day(self):
        before = kept("82a_before")
        after = done(before, read_with("82b_after", before, {"event 2.length": TAKE}).command)
        (course,) = [a for a in after.all(Activity) if a.title == "Kursus"]
        assert (course.day, course.until) == (date(2026, 4, 15), date(2026, 4, 16))

    def test_what_is_called_off_goes_when_one_says_so(self):
        before = kept("82a_before")
        assert read("82c_cancelled", before).command is None
        after = all_taken("82c_cancelled", before)
        assert date(2026, 5, 12) not in days(after, "AMO-møde")
        assert not days(after, "Brandøvelse")

    def test_what_was_done_stays_though_it_is_called_off(self):
        before = kept("82a_before")
        (drill,) = [a for a in before.all(Activity) if a.title == "Brandøvelse"]
        values = {"activity": drill.id, "on": drill.day, "done_on": TODAY}
        before = done(before, AddRecord("occurrence", values, "doneone"))
        assert "event 2.cancelled" not in [
            question.key for question in read("82c_cancelled", before).questions
        ]

    def test_a_series_that_changes_keeps_what_is_over(self):
        before = kept("40a_first")
        data = (FILES / "40a_first.ics").read_bytes().replace(b"BYDAY=2TU", b"BYDAY=3WE")
        found = read_calendar(data, before, TODAY, {"event 1.rule": TAKE})
        after = done(before, found.command)
        assert first(days(after, "AMO-møde"), 5) == (
            ["13.1.26", "10.2.26", "18.3.26", "15.4.26", "20.5.26"]
        )
        assert not read_calendar(data, after, TODAY).questions


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
    return read_calendar(data, document, TODAY, answers, lambda: f"{name[:3]}y{next(numbers)}")


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

"""Random calendars: every day in the wheel is one of the calendar's, and none is lost unsaid.

The calendar's days are dateutil's own, over ten years; rules, exceptions, zones and changes of
single days are drawn as RFC 5545 has them.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from support.documents import TODAY, blank, done
from support.examples import examples

from data.facts.year import exceptions, occurrences
from data.importing.calendars.reading import LEAVE, PAST, TAKE, read_calendar
from data.model.wheel import Activity

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SINCE = date(2026, 1, 1)
FIRST = SINCE
LAST = date(2035, 12, 31)
SINGLES = date(2027, 12, 31)
FOR_EVER = datetime.combine(date(9999, 1, 1), time.min)

FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
"""What is found is told as it is: making it smaller takes longer than a test may."""

LAST_KEPT = re.compile(r"den sidste den ([0-9]+)\.([0-9]+)\.([0-9]{4})")
"""How the last of the single days is named."""

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = ("date", "floating", "tzid", "windows", "utc")


def some(values, most=2):
    return st.lists(values, min_size=1, max_size=most, unique=True)


PLACES = st.sampled_from(["", "1", "2", "3", "4", "5", "-1", "-2"])
PLACED_DAYS = st.tuples(PLACES, st.sampled_from(DAYS)).map("".join)
MONTH_DAYS = st.integers(1, 31) | st.integers(-3, -1)
MONTHS = st.integers(1, 12)

WEEKLY = st.fixed_dictionaries(
    {"INTERVAL": st.sampled_from([1, 1, 2, 3, 8, 26, 52, 60])},
    optional={"BYDAY": some(st.sampled_from(DAYS), 3), "WKST": st.sampled_from(["MO", "SU"]),
              "BYMONTH": some(MONTHS, 3)},
)  # fmt: skip
# Rules that have no day at all are left to a test of their own: dateutil looks for one until the
# year 9999.
MONTHLY = st.one_of(
    st.fixed_dictionaries(
        {"INTERVAL": st.sampled_from([1, 1, 2, 3, 5, 6])},
        optional={"BYDAY": some(PLACED_DAYS)},
    ),
    st.fixed_dictionaries(
        {"INTERVAL": st.sampled_from([1, 1, 2, 3, 5, 6, 12]), "BYMONTHDAY": some(MONTH_DAYS)}
    ),
    st.fixed_dictionaries(
        {"INTERVAL": st.just(1), "BYMONTH": some(MONTHS, 11)},
        optional={"BYDAY": some(PLACED_DAYS), "BYMONTHDAY": some(st.integers(1, 28))},
    ).filter(lambda parts: len(parts) < 4),
)
LAST_OF_SEVERAL = st.fixed_dictionaries(
    {"INTERVAL": st.just(1), "BYDAY": some(st.sampled_from(DAYS), 7),
     "BYSETPOS": some(st.sampled_from([1, 2, -1]), 1)}
)  # fmt: skip
YEARLY = st.one_of(
    st.fixed_dictionaries(
        {"INTERVAL": st.sampled_from([1, 1, 1, 2, 3, 4, 5])},
        optional={"BYMONTH": some(MONTHS), "BYMONTHDAY": some(st.integers(1, 28))},
    ),
    st.fixed_dictionaries(
        {"INTERVAL": st.sampled_from([1, 2]), "BYDAY": some(PLACED_DAYS)},
        optional={"BYMONTH": some(MONTHS)},
    ),
    st.fixed_dictionaries(
        {"INTERVAL": st.just(1), "BYMONTH": some(st.sampled_from([1, 3, 5, 7, 8, 10, 12])),
         "BYMONTHDAY": st.just([31])}
    ),
    st.just({"INTERVAL": 1, "BYMONTH": [2], "BYMONTHDAY": [29]}),
)  # fmt: skip
WEEK_OF_YEAR = st.fixed_dictionaries(
    {"INTERVAL": st.just(1), "BYWEEKNO": some(st.integers(1, 53), 1),
     "BYDAY": some(st.sampled_from(DAYS), 1)}
)  # fmt: skip
DAY_OF_YEAR = st.fixed_dictionaries(
    {"INTERVAL": st.just(1), "BYYEARDAY": some(st.sampled_from([1, 60, 100, 366, -1]), 1)}
)
DAILY = st.one_of(
    st.fixed_dictionaries(
        {"INTERVAL": st.sampled_from([1, 2])},
        optional={"BYDAY": some(st.sampled_from(DAYS), 2), "BYMONTH": some(MONTHS)},
    ),
    st.fixed_dictionaries({"INTERVAL": st.sampled_from([1, 2, 7, 10, 14, 100])}),
)
RULES = st.one_of(
    st.tuples(st.just("WEEKLY"), WEEKLY),
    st.tuples(st.just("MONTHLY"), MONTHLY),
    st.tuples(st.just("MONTHLY"), LAST_OF_SEVERAL),
    st.tuples(st.just("YEARLY"), YEARLY),
    st.tuples(st.just("YEARLY"), WEEK_OF_YEAR),
    st.tuples(st.just("YEARLY"), DAY_OF_YEAR),
    st.tuples(st.just("DAILY"), DAILY),
)
ENDS = st.one_of(
    st.none(),
    st.tuples(st.just("COUNT"), st.integers(1, 30)),
    st.tuples(st.just("UNTIL"), st.dates(date(2026, 1, 1), date(2036, 1, 1))),
)
STARTS = st.dates(date(2026, 1, 1), date(2027, 6, 30)) | st.sampled_from(
    [date(2026, 1, 31), date(2026, 1, 30), date(2028, 2, 29), date(2026, 12, 31), date(2024, 2, 29),
     date(2019, 5, 31), date(1999, 12, 28)]
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(["exdate", "cancelled", "moved", "renamed", "later"]),
        st.integers(-3, 3),
    ),
    max_size=4,
    unique_by=lambda change: change[0],
)


def written(rule, end, zone, at):
    frequency, parts = rule
    pieces = [f"FREQ={frequency}"]
    for name, value in parts.items():
        told = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        pieces.append(f"{name}={told}")
    if end is not None and end[0] == "COUNT":
        pieces.append(f"COUNT={end[1]}")
    elif end is not None:
        if zone == "date":
            pieces.append(f"UNTIL={end[1]:%Y%m%d}")
        elif zone == "floating":
            pieces.append(f"UNTIL={datetime.combine(end[1], at.time()):%Y%m%dT%H%M%S}")
        else:
            # On the clock of the start, as a time in UTC.
            last = datetime.combine(end[1], at.time())
            if zone != "utc":
                last = last.replace(tzinfo=COPENHAGEN).astimezone(UTC)
            pieces.append(f"UNTIL={last:%Y%m%dT%H%M%SZ}")
    return ";".join(pieces)


def property_of(name, at, zone):
    if zone == "date":
        return f"{name};VALUE=DATE:{at:%Y%m%d}"
    tzid = {"tzid": ";TZID=Europe/Copenhagen", "windows": ';TZID="Romance Standard Time"'}
    return f"{name}{tzid.get(zone, '')}:{at:%Y%m%dT%H%M%S}{'Z' if zone == 'utc' else ''}"


def here(at, zone):
    return at.replace(tzinfo=UTC).astimezone(COPENHAGEN).date() if zone == "utc" else at.date()


def expanded(rule_text, at):
    """The times dateutil gives, without the end, which the zones make another."""
    parts = [p for p in rule_text.split(";") if not p.startswith("UNTIL=")]
    return rrulestr(";".join(parts), dtstart=at)


class RandomCalendar:
    """A calendar of one series, and what dateutil says of its days."""

    def __init__(self, start, rule, end, zone, changes, more):
        self.zone = zone
        at = datetime.combine(start, time(0, 0) if zone == "date" else time(22, 30))
        self.rule = written(rule, end, zone, at)
        limit = datetime.combine(end[1], at.time()) if end and end[0] == "UNTIL" else FOR_EVER
        times = []
        for moment in expanded(self.rule, at):
            if moment > limit or moment.date() > LAST + timedelta(days=2):
                break
            times.append(moment)
        self.first = here(at, zone)
        self.fits = bool(times) and times[0] == at
        lines = [property_of("DTSTART", at, zone), f"RRULE:{self.rule}"]
        days = {moment: here(moment, zone) for moment in times}
        self.titles = dict.fromkeys(times, "Serie")
        others = []
        soon = [m for m in times if m.date() >= FIRST][:13]
        # What is said of a single day counts, also among those that were changed together.
        for number, kind, move in sorted(changes, key=lambda change: change[1] != "later"):
            if number >= len(soon):
                continue
            moment = soon[number]
            if kind == "exdate":
                lines.append(property_of("EXDATE", moment, zone))
                days.pop(moment)
                continue
            to = moment + timedelta(days=move)
            if kind == "later":
                if any(title == "Ny" for title in self.titles.values()):
                    continue
                for one in times:
                    if one >= moment:
                        days[one] = here(one + timedelta(days=move), zone)
                        self.titles[one] = "Ny"
                others.append(self.change(moment, to, "Ny", ";RANGE=THISANDFUTURE"))
            elif kind == "cancelled":
                others.append([*self.change(moment, moment, "Serie"), "STATUS:CANCELLED"])
                days.pop(moment)
            else:
                title = "Andet" if kind == "renamed" else "Serie"
                others.append(self.change(moment, to, title))
                days[moment] = here(to, zone)
                self.titles[moment] = title
        self.days = Counter(days.values())
        # When the clocks go back, a time of every day in UTC comes twice on one day here, which
        # is a day of the wheel once; moved, it may be looked for some days from there.
        daily = zone == "utc" and rule[0] == "DAILY"
        twice = [day for day, n in Counter(here(m, zone) for m in times).items() if daily and n > 1]
        self.twice = {day + timedelta(days=away) for day in twice for away in range(-3, 4)}
        self.wanted = Counter((day, self.titles[m]) for m, day in days.items())
        for day in more:
            lines.append(f"RDATE;VALUE=DATE:{day:%Y%m%d}" if zone == "date" else
                         property_of("RDATE", datetime.combine(day, at.time()), zone))  # fmt: skip
            told = here(datetime.combine(day, at.time()), zone)
            if told not in {here(m, zone) for m in times}:
                self.wanted[told, "Serie"] += 1
        self.text = self.file([["SUMMARY:Serie", *lines], *others])

    def __repr__(self):
        return self.text.decode()

    def change(self, moment, to, title, among=""):
        name = f"RECURRENCE-ID{among}"
        return [f"SUMMARY:{title}", property_of("DTSTART", to, self.zone),
                property_of(name, moment, self.zone)]  # fmt: skip

    @staticmethod
    def file(events):
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
        for event in events:
            lines += ["BEGIN:VEVENT", "UID:serie", *event, "END:VEVENT"]
        return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def imported(text, document=None, **answers):
    numbers = count()
    document = document or blank(start_month=1)
    answers = {"event 1": TAKE, **answers}
    seed = len(document.all(Activity))
    preview = read_calendar(text, document, TODAY, answers, lambda: f"n{seed}x{next(numbers)}")
    after = done(document, preview.command) if preview.command is not None else document
    return preview, after


def on_the_wheel(document):
    special = exceptions(document)
    return Counter(
        (day, activity.title)
        for activity in document.all(Activity)
        for day in occurrences(
            activity, FIRST, LAST - timedelta(days=10), special.get(activity.id, {}).values()
        )
    )


CALENDARS = st.builds(
    RandomCalendar,
    start=STARTS,
    rule=RULES,
    end=ENDS,
    zone=st.sampled_from(ZONES),
    changes=CHANGES,
    more=st.lists(st.dates(date(2026, 4, 1), date(2027, 6, 30)), max_size=2, unique=True),
)


@settings(max_examples=examples(15), deadline=None)
@given(CALENDARS)
def test_every_day_is_the_calendars_or_is_named_as_left_out(calendar):
    check_days(calendar)


@pytest.mark.slow
@settings(max_examples=examples(500), deadline=None, phases=FOUND)
@given(CALENDARS)
def test_every_day_of_many_calendars_is_theirs_or_is_named_as_left_out(calendar):
    check_days(calendar)


def check_days(calendar):
    """Every day in the wheel is the calendar's, none is lost unsaid, and none comes twice."""
    preview, document = imported(calendar.text)
    said = " ".join(line.text for line in preview.lines)
    found = on_the_wheel(document)
    last = LAST - timedelta(days=10)
    wanted = Counter({key: n for key, n in calendar.wanted.items() if FIRST <= key[0] <= last})
    extra = found - wanted
    assert not extra, (calendar.rule, sorted(extra))
    missing = wanted - found
    for key in list(missing):
        if key[0] in calendar.twice:
            del missing[key]
    if missing:
        # Only days after those that are kept one by one, which is said with the last of them.
        assert "enkelte dage" in said, (calendar.rule, sorted(missing))
        named = [date(int(y), int(m), int(d)) for d, m, y in LAST_KEPT.findall(said)]
        assert min(day for day, _title in missing) > min([SINGLES, *named]) - timedelta(days=5)
    if not calendar.fits:
        assert "passer ikke med gentagelsen" in said or preview.command is None
    assert preview.tally.read == len(preview.entries)
    again, after = imported(calendar.text, document)
    assert again.command is None, [line.text for line in again.lines]
    assert after is document


@pytest.mark.parametrize("answer", [LEAVE, TAKE])
def test_past_years_are_there_when_they_are_chosen(answer):
    text = RandomCalendar.file(
        [["SUMMARY:Serie", "DTSTART;VALUE=DATE:20200310", "RRULE:FREQ=YEARLY"]]
    )
    _preview, document = imported(text, **{PAST: answer})
    (activity,) = document.all(Activity)
    assert activity.day == (date(2020, 3, 10) if answer == TAKE else date(2026, 3, 10))


@st.composite
def two_versions(draw):
    """A calendar, and what became of it."""
    start = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    zone = draw(st.sampled_from(["date", "tzid"]))
    rule, end, changes = draw(st.tuples(RULES, ENDS, CHANGES))
    other, other_end, other_changes = draw(st.tuples(RULES, ENDS, CHANGES))
    if draw(st.booleans()):
        other, other_end = rule, end
    return (
        RandomCalendar(start, rule, end, zone, changes, []),
        RandomCalendar(start, other, other_end, zone, other_changes, []),
    )


@settings(max_examples=examples(10), deadline=None)
@given(two_versions())
def test_what_is_taken_over_is_what_the_calendar_says_from_today_on(versions):
    check_taken_over(*versions)


@pytest.mark.slow
@settings(max_examples=examples(300), deadline=None, phases=FOUND)
@given(two_versions())
def test_what_is_taken_over_of_many_is_what_the_calendar_says_from_today_on(versions):
    check_taken_over(*versions)


def check_taken_over(before, after):
    """Read again after whatever was done to the series: all taken over, the wheel has its days."""
    _preview, document = imported(before.text)
    keys = read(after.text, document)
    preview, document = imported(after.text, document, **dict.fromkeys(keys, TAKE))
    found, wanted = (
        Counter({key: n for key, n in days.items() if TODAY <= key[0] <= SINGLES})
        for days in (on_the_wheel(document), after.wanted)
    )
    assert found == wanted, (before.rule, after.rule, [line.text for line in preview.lines])
    again, _after = imported(after.text, document)
    assert again.command is None, [line.text for line in again.lines]
    assert not again.tally.asked, [line.text for line in again.lines]


def read(text, document):
    numbers = count()
    preview = read_calendar(text, document, TODAY, {}, lambda: f"r{next(numbers)}")
    return [question.key for question in preview.questions if question.key != PAST]

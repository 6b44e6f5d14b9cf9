"""What AMIS writes, read by a calendar program: the same things on the same days, no complaint."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar
from support.calendars import events, lasts, on_days
from support.documents import TODAY, blank, done

from data.edits.records import AddRecord, SetField
from data.export.calendar.file import calendar
from data.export.calendar.past import Past
from data.model.choices import Anchor, Repeat
from data.start.demo import demo_document

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)

CONFIGURATION = """
[calendars]
[[hjul]]
path = {folder}/hjul
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Copenhagen
default_timezone = Europe/Copenhagen
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = hjul
"""


@pytest.fixture
def khal(tmp_path):
    """khal with a calendar of its own."""
    (tmp_path / "hjul").mkdir()
    (tmp_path / "conf").write_text(CONFIGURATION.format(folder=tmp_path))
    surroundings = {
        **os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "LC_ALL": "C.UTF-8",
    }  # fmt: skip

    def run(*arguments):
        command = [sys.executable, "-m", "khal", "-c", str(tmp_path / "conf"), *arguments]
        done = subprocess.run(
            command, capture_output=True, text=True, env=surroundings, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        assert "warning" not in done.stderr.lower(), done.stderr
        assert "error" not in done.stderr.lower(), done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="module")
def document():
    """The filled example, with some of everything that recurs, moved and left out."""
    return with_series(demo_document("da", TODAY))


def with_series(document):
    series = {
        "weekly": {"repeat": Repeat.WEEKLY, "day": date(2026, 3, 4)},
        "fortnight": {"repeat": Repeat.WEEKLY, "every": 2, "day": date(2026, 3, 5)},
        "odd": {"repeat": Repeat.WEEKLY, "every": 2, "anchor": Anchor.WEEK,
                "day": date(2026, 3, 9)},
        "tuesday": {"repeat": Repeat.MONTHLY, "anchor": Anchor.WEEKDAY, "day": date(2026, 3, 10)},
        "friday": {"repeat": Repeat.MONTHLY, "anchor": Anchor.LAST_WEEKDAY,
                   "day": date(2026, 3, 27)},
        "last": {"repeat": Repeat.MONTHLY, "anchor": Anchor.LAST_DAY, "day": date(2026, 3, 31)},
        "clamped": {"repeat": Repeat.MONTHLY, "day": date(2026, 1, 30)},
        "week": {"repeat": Repeat.YEARLY, "anchor": Anchor.WEEK, "day": date(2026, 10, 19)},
        "ends": {"repeat": Repeat.QUARTERLY, "day": date(2026, 2, 2),
                 "repeat_until": date(2027, 5, 1)},
        "long": {"day": date(2026, 4, 13), "until": date(2026, 4, 17)},
    }  # fmt: skip
    for name, values in series.items():
        document = done(document, AddRecord("activity", {"title": f"Prøve {name}", **values}, name))
    special = [
        {"activity": "weekly", "on": date(2026, 4, 1), "skipped": True},
        {"activity": "weekly", "on": date(2026, 4, 8), "moved_to": date(2026, 4, 10)},
        {"activity": "tuesday", "on": date(2026, 7, 14), "skipped": True},
        {"activity": "friday", "on": date(2026, 12, 25), "moved_to": date(2026, 12, 18)},
    ]
    for number, values in enumerate(special):
        document = done(document, AddRecord("occurrence", values, f"prove{number}"))
    return document


@pytest.fixture(scope="module")
def text(document):
    return calendar(document, Past(), start=FIRST, today=TODAY, reminder=7)


@pytest.fixture(scope="module")
def series():
    """What recurs, and nothing else: khal takes its time for each event."""
    return calendar(with_series(blank()), Past(), start=FIRST, today=TODAY, reminder=7)


@pytest.mark.slow
def test_khal_has_everything_on_its_day(khal, series, tmp_path):
    (tmp_path / "hjul.ics").write_text(series, encoding="utf-8", newline="")
    khal("import", "--batch", "-a", "hjul", str(tmp_path / "hjul.ics"))
    form = "{start-date}|{uid}|{title}"
    # What lasts is told on each of its days.
    listed = khal("list", "--format", form, "--day-format", "", str(FIRST), str(LAST))
    found = set()
    for line in filter(None, listed.splitlines()):
        first, uid, title = line.split("|", 2)
        if FIRST <= date.fromisoformat(first) <= LAST:
            found.add((date.fromisoformat(first), title, uid))
    wanted = on_days(series, FIRST, LAST)
    assert found == set(wanted)
    assert len(found) == len(wanted) > 200


@pytest.mark.slow
def test_khal_says_the_same_after_a_change(khal, document, tmp_path):
    file = tmp_path / "hjul.ics"
    for day in (date(2026, 4, 13), date(2026, 4, 20)):
        moved = done(document, SetField("activity", "long", "day", day))
        moved = done(moved, SetField("activity", "long", "until", day + timedelta(days=4)))
        file.write_text(calendar(moved, Past(), start=FIRST, today=TODAY), newline="")
        khal("import", "--batch", "-a", "hjul", str(file))
    listed = khal("list", "--once", "--format", "{title}|{start-date}|{end-date}",
                  "--day-format", "", "2026-04-10", "2026-05-01")  # fmt: skip
    assert [line for line in listed.splitlines() if line.startswith("Prøve long")] == [
        "Prøve long|2026-04-20|2026-04-24"
    ]


def test_icalendar_reads_back_what_was_written_and_finds_no_error(text):
    read = Calendar.from_ical(text)
    assert read.to_ical().decode() == text
    for event in read.walk("VEVENT"):
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"} <= set(event)
        assert isinstance(event["DTSTART"].dt, date)
        assert not isinstance(event["DTSTART"].dt, datetime)
        assert lasts(event) >= timedelta(days=1)
    assert len(events(text)) > 100


def test_an_exception_is_said_once_and_is_a_day_of_its_rule(text):
    """A program that finds one twice, or one that is no day, calls the calendar invalid."""
    from dateutil.rrule import rrulestr

    for event in events(text):
        given = event.get("exdate", [])
        days = [one.dt for lists in (given if isinstance(given, list) else [given])
                for one in lists.dts]  # fmt: skip
        assert len(days) == len(set(days))
        if days:
            first = datetime.combine(event["dtstart"].dt, datetime.min.time())
            rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=first)
            assert all(datetime.combine(day, datetime.min.time()) in rule for day in days)

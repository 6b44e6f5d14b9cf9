"""How often things come and when, in the words people use."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.documents import NOW, TODAY, blank, done

from data.edits.records import AddRecord
from data.i18n import in_language
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity
from data.views.show import show_value
from data.views.wheel import wheel_year
from data.views.wheel_words import about, load_label, month_label, recurrence_label, when_label

BOOKS = {"created_at": NOW, "created_by": "x", "changed_at": NOW, "changed_by": "x"}


def activity(**values: Any) -> Activity:
    return Activity(
        **{"id": "a", "number": 1, "title": "x", "day": date(2026, 10, 20), **BOOKS, **values}
    )


@pytest.mark.parametrize(
    ("values", "english", "danish"),
    [
        ({}, "", ""),
        ({"repeat": Repeat.YEARLY}, "every year", "hvert år"),
        ({"repeat": Repeat.YEARLY, "every": 3}, "every 3 years", "hvert 3. år"),
        ({"repeat": Repeat.MONTHLY, "every": 2}, "every 2 months", "hver 2. måned"),
        (
            {"repeat": Repeat.QUARTERLY, "anchor": Anchor.WEEKDAY},
            "every quarter, the third Tuesday",
            "hvert kvartal, den tredje tirsdag",
        ),
        (
            {"repeat": Repeat.YEARLY, "anchor": Anchor.WEEKDAY},
            "every year, the third Tuesday of October",
            "hvert år, den tredje tirsdag i oktober",
        ),
        (
            {"repeat": Repeat.YEARLY, "anchor": Anchor.WEEK},
            "every year, in week 43",
            "hvert år, i uge 43",
        ),
        ({"repeat": Repeat.WEEKLY}, "every week, on Tuesday", "hver uge, om tirsdagen"),
        (
            {"repeat": Repeat.WEEKLY, "every": 2},
            "every 2 weeks, on Tuesday",
            "hver 2. uge, om tirsdagen",
        ),
        (
            {"repeat": Repeat.WEEKLY, "every": 2, "anchor": Anchor.WEEK},
            "odd weeks, on Tuesday",
            "ulige uger, om tirsdagen",
        ),
        (
            {"repeat": Repeat.MONTHLY, "anchor": Anchor.LAST_WEEKDAY},
            "every month, the last Tuesday",
            "hver måned, den sidste tirsdag",
        ),
        (
            {"repeat": Repeat.YEARLY, "anchor": Anchor.LAST_DAY},
            "every year, the last day of October",
            "hvert år, den sidste dag i oktober",
        ),
        (
            {"repeat": Repeat.MONTHLY, "anchor": Anchor.LAST_WORKDAY},
            "every month, the last working day",
            "hver måned, den sidste hverdag",
        ),
        (
            {"repeat": Repeat.YEARLY, "anchor": Anchor.LAST_WORKDAY},
            "every year, the last working day of October",
            "hvert år, den sidste hverdag i oktober",
        ),
        (
            {"repeat": Repeat.YEARLY, "repeat_until": date(2030, 1, 1)},
            "every year until 1/1/2030",
            "hvert år til og med 1.1.2030",
        ),
    ],
)
def test_how_often(values: dict[str, Any], english: str, danish: str) -> None:
    with in_language("en"):
        assert recurrence_label(activity(**values)) == english
    with in_language("da"):
        assert recurrence_label(activity(**values)) == danish


def test_what_there_is_to_say_of_an_entry() -> None:
    document = done(
        blank(),
        AddRecord(
            "activity",
            {
                "title": "Runde", "day": date(2026, 3, 2), "until": date(2026, 3, 13),
                "repeat": Repeat.MONTHLY, "category": "apv",
            },
            "a",
        ),
        AddRecord(
            "occurrence",
            {
                "activity": "a", "on": date(2026, 3, 2), "moved_to": date(2026, 3, 3),
                "done_on": TODAY,
            },
        ),
        AddRecord("action", {"measure": "Skærm", "due": date(2026, 5, 4)}, "h"),
    )  # fmt: skip
    with in_language("en"):
        year = wheel_year(document, date(2026, 1, 1), TODAY)
        march = year.months[2]
        (first,) = march.entries
        assert when_label(first) == "Tuesday 3/3/2026 – Saturday 14/3/2026 (week 10–11)"
        assert about(document, first) == ("APV", "every month", "moved from 2/3/2026", "done")
        due = next(entry for entry in year.entries() if entry.kind == "action")
        assert when_label(due) == "Monday 4/5/2026 (week 19)"
        assert about(document, due) == ("action plan", "deadline")
        assert month_label(march.first) == "March 2026"
        assert (load_label(march), load_label(year.months[0])) == ("1 thing", "nothing")


def test_a_category_is_shown_in_words_wherever_it_stands() -> None:
    with in_language("en"):
        document = blank()
        assert show_value(document, "activity", "category", "action_plan") == "action plan"
        assert show_value(document, "activity", "category", "Fest") == "Fest"
        assert show_value(document, "activity", "category", "") == ""

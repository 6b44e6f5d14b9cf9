"""ISO weeks, Danish holidays, dates as people write them and as they read them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from data.dates.arithmetic import (
    FIRST_DAY,
    LAST_DAY,
    add_months,
    easter,
    iso_week,
    local_day,
    local_moment,
    monday_of_week,
    month_length,
    month_span,
    move,
    nth_weekday,
    quarter_span,
    week_start,
    weeks_in_year,
)
from data.dates.holidays import (
    holiday_name,
    holidays,
    is_weekend,
    is_workday,
    often_free_name,
    workday_after,
    workday_before,
)
from data.dates.labels import (
    day_label,
    long_date,
    moment_label,
    month_name,
    short_date,
    span_label,
    time_label,
    week_label,
    weekday_date,
    weekday_name,
)

if TYPE_CHECKING:
    from data.dates.line import Purpose, Reading, day_remark, echo, not_understood, read_date

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Purpose",
    "Reading",
    "add_months",
    "day_label",
    "day_remark",
    "easter",
    "echo",
    "holiday_name",
    "holidays",
    "is_weekend",
    "is_workday",
    "iso_week",
    "local_day",
    "local_moment",
    "long_date",
    "moment_label",
    "monday_of_week",
    "month_length",
    "month_name",
    "month_span",
    "move",
    "not_understood",
    "nth_weekday",
    "often_free_name",
    "quarter_span",
    "read_date",
    "short_date",
    "span_label",
    "time_label",
    "week_label",
    "week_start",
    "weekday_date",
    "weekday_name",
    "weeks_in_year",
    "workday_after",
    "workday_before",
]

_OF_THE_LINE = frozenset(
    {"Purpose", "Reading", "day_remark", "echo", "not_understood", "read_date"}
)


def __getattr__(name: str) -> object:
    # The grammar takes a quarter as long to load as all the records: only readers of dates pay.
    if name in _OF_THE_LINE:
        return getattr(import_module("data.dates.line"), name)
    raise AttributeError(name)

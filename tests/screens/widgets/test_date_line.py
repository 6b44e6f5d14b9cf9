"""Dates as people say them, echoed before they count."""

from __future__ import annotations

from datetime import date

from support.keyboard import press, rest

from screens.widgets.date_line import DateLine

TODAY = date(2026, 11, 24)


async def test_a_date_is_read_while_typed_and_given_with_enter(alone):
    async with alone(lambda: DateLine(TODAY)) as (pilot, line, said):
        line.value = "uge 50"
        await rest(pilot)
        last = said(DateLine.Read)[-1]
        assert not last.problem
        assert "uge 50" in last.echo
        await press(pilot, "enter")
        assert [m.day.isocalendar()[1] for m in said(DateLine.Given)] == [50]


async def test_what_is_no_date_is_not_taken(alone):
    async with alone(lambda: DateLine(TODAY)) as (pilot, line, said):
        line.value = "engang"
        await press(pilot, "enter")
        assert said(DateLine.Given) == []
        assert said(DateLine.Read)[-1].problem
        assert said(DateLine.Read)[-1].echo


async def test_what_could_be_one_of_several_days_is_asked_about(alone):
    async with alone(lambda: DateLine(TODAY)) as (pilot, line, said):
        line.value = "3 dage før jul"
        await press(pilot, "enter")
        assert said(DateLine.Given) == []
        (asked,) = said(DateLine.Asked)
        assert [choice.day.day for choice in asked.choices] == [21, 22]


async def test_nothing_means_no_date(alone):
    async with alone(lambda: DateLine(TODAY, date(2026, 12, 1))) as (pilot, line, said):
        line.value = ""
        await press(pilot, "enter")
        assert [message.day for message in said(DateLine.Given)] == [None]


async def test_arrows_move_by_days_and_weeks(alone):
    async with alone(lambda: DateLine(TODAY, date(2026, 12, 30))) as (pilot, _line, said):
        await press(pilot, "up", "up", "pageup", "down", "pagedown", "pagedown", "enter")
        assert said(DateLine.Given)[0].day == date(2026, 12, 24)


async def test_arrows_on_an_empty_line_begin_today(alone):
    async with alone(lambda: DateLine(TODAY)) as (pilot, _line, said):
        await press(pilot, "up", "enter")
        assert said(DateLine.Given)[0].day == date(2026, 11, 25)


async def test_a_proposed_date_moves_by_the_keys_that_move_dates_elsewhere(alone):
    async with alone(lambda: DateLine(TODAY, date(2026, 12, 1))) as (pilot, _line, said):
        await press(pilot, "plus", "plus", "full_stop", "minus", "comma", "comma", "enter")
        assert said(DateLine.Given)[0].day == date(2026, 11, 25)


async def test_in_a_date_of_ones_own_signs_are_text(alone):
    async with alone(lambda: DateLine(TODAY, date(2026, 12, 1))) as (pilot, line, said):
        await press(pilot, *"15", "full_stop", *"10", "full_stop", *"2027")
        assert line.value == "15.10.2027"
        await press(pilot, "enter")
        assert said(DateLine.Given)[0].day == date(2027, 10, 15)

"""The lines of the front page and where they lead, without a screen."""

from __future__ import annotations

from datetime import date

import pytest
from support import program
from support.documents import TODAY, blank, changed, done
from support.floors import LEFT, desk_on
from support.large import plan

from data.edits.records import AddRecord
from data.i18n import set_language
from data.model.workplace import Person
from data.views.home import home_view
from screens.home.retention import look_through_old
from screens.home.rows import ExpiredTarget, GoalsTarget, PartTarget, UnfoldTarget, home_rows
from screens.shared.card import RecordCard
from screens.widgets.row_list import RecordTarget, Tone


def rows_of(document, height=40):
    return home_rows(document, home_view(document, TODAY), TODAY, height, set())


def test_rows_are_told_apart_and_name_a_person_once():
    set_language("da")
    values = {"joined_on": date(2025, 1, 10), "elected_on": date(2024, 3, 9)}
    document = changed(blank(), blank().get(Person, "s-p3"), **values)
    rows = rows_of(document)
    keys = [row.key for row in rows]
    assert len(keys) == len(set(keys))
    (course,) = (row for row in rows if row.key == "person:s-p3.course")
    assert course.target == RecordTarget("person:s-p3")
    assert "Jonas Lind" in course.text
    assert "Jonas Lind" not in course.meta


def test_of_what_is_late_the_name_is_no_part():
    set_language("da")
    values = {"measure": "Skærm", "owner": "s-p3", "due": date(2026, 2, 1)}
    rows = rows_of(done(blank(), AddRecord("action", values)))
    (row,) = (row for row in rows if row.tone is Tone.ALERT and "Skærm" in row.text)
    name, days = row.meta[: row.meta_lead], row.meta[row.meta_lead :]
    assert name.strip() == "Jonas Lind"
    assert "Jonas" not in days
    assert days.strip()


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("month", range(1, 13))
def test_the_year_is_whole_at_every_width(width, month):
    set_language("da")
    today = date(2026, month, 2)
    document = blank(start_month=1)
    rows = home_rows(document, home_view(document, today), today, 40, set(), width)
    (strip,) = (row for row in rows if row.key == "months")
    names = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    assert strip.text.replace("[", " ").replace("]", " ").split() == names
    assert f"[{names[month - 1]}]" in strip.text
    assert len(strip.text.rstrip()) <= width - 4
    assert len(next(row for row in rows if row.key == "loads").text.rstrip()) <= width - 4


def test_every_line_that_can_be_chosen_leads_somewhere():
    document = program.example()
    kinds = (RecordTarget, PartTarget, UnfoldTarget, GoalsTarget, ExpiredTarget)
    for row in rows_of(document, height=16):
        assert not row.selectable or isinstance(row.target, kinds), row
        if isinstance(row.target, RecordTarget):
            assert document.resolve(row.target.reference) is not None, row


@pytest.mark.parametrize("chosen", [True, False])
async def test_what_is_too_old_is_gone_to_or_left(tmp_path, chosen):
    document = changed(blank(), blank().get(Person, "s-p3"), left_on=date(2019, 3, 3))
    person = document.get(Person, "s-p3")
    desk = desk_on(document, tmp_path, person if chosen else LEFT)
    await look_through_old(desk)
    assert desk.floor.gone_to == ([("workplace", person.reference)] if chosen else [])
    assert not any(isinstance(screen, RecordCard) for screen in desk.floor.opened)


def test_what_is_folded_away_is_what_stands_there_unfolded():
    set_language("da")
    document = plan(400)
    today = date(2026, 12, 24)
    view = home_view(document, today)
    sections = {"overdue", "stalled", "clocks"}
    whole = home_rows(document, view, today, 20, sections)
    folded = home_rows(document, view, today, 20, set())
    more = [row for row in folded if isinstance(row.target, UnfoldTarget)]
    assert [row.key for row in more] == ["more.overdue", "more.stalled"]
    shown = [row for row in folded if row not in more]
    places = [whole.index(row) for row in shown]
    assert places == sorted(places)
    hidden = sum(int(row.text.split()[0]) for row in more)
    assert len(whole) == len(shown) + hidden

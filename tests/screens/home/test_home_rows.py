"""The lines of the front page, without a screen."""

from __future__ import annotations

from datetime import date

from support.documents import TODAY, blank, changed

from data.model.workplace import Person
from data.views.home import home_view
from screens.home.rows import home_rows


def test_rows_are_told_apart_and_name_a_person_once():
    values = {"joined_on": date(2025, 1, 10), "elected_on": date(2024, 3, 9)}
    document = changed(blank(), blank().get(Person, "s-p3"), **values)
    rows = home_rows(document, home_view(document, TODAY), TODAY, 40, set())
    keys = [row.key for row in rows]
    assert len(keys) == len(set(keys))
    (course,) = (row for row in rows if row.key == "person:s-p3.course")
    assert "Jonas Lind" in course.text
    assert "Jonas Lind" not in course.meta

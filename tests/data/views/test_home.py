"""What the front page gathers: nothing twice, and nothing hidden behind something else."""

from __future__ import annotations

from datetime import date

from support.documents import TODAY, blank, changed

from data.model.workplace import Person
from data.rules.clocks import clocks
from data.views.home import home_view


def asked():
    """A representative whose course is late, whose first year went by, and whose term ends."""
    values = {"joined_on": date(2025, 1, 10), "elected_on": date(2024, 3, 9)}
    return changed(blank(), blank().get(Person, "s-p3"), **values)


def test_what_is_late_for_somebody_hides_nothing_else_about_them():
    document = asked()
    view = home_view(document, TODAY)
    assert [(item.record.id, str(item.what)) for item in view.overdue] == [("s-p3", "course")]
    mine = {clock.code for clock in clocks(document, TODAY) if clock.target == "person:s-p3"}
    assert {"R09", "R12"} <= mine
    told = {clock.code for clock in view.clocks}
    assert {"R09", "R12"} <= told
    assert "R08" not in told, "told among what is overdue"

"""Who else is here, wherever the document is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.store.store import Store

NOW = datetime(2026, 1, 31, 14, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def here(place):
    """The signs of sessions: `here("anna", age=5)`, so many minutes there."""
    Store(place).create(SetUpWorkplace("Værkstedet", 24), Author("Mette", NOW))
    stores = []

    def sign(user, age=0):
        stores.append(Store(place))
        return stores[-1].keeper.here(user, user.title(), NOW - timedelta(minutes=age))

    return sign


def test_each_sees_the_others_and_not_itself(here):
    anna, bo = here("anna", age=5), here("bo", age=9)
    anna.announce("Year", NOW)
    bo.announce("Actions", NOW)
    (seen,) = anna.others(NOW)
    assert (seen.user, seen.name, seen.place) == ("bo", "Bo", "Actions")
    assert seen.since == NOW - timedelta(minutes=9)
    assert [there.user for there in bo.others(NOW)] == ["anna"]
    assert [there.user for there in here("x").others(NOW)] == ["bo", "anna"]


def test_leaving_takes_the_sign_away(here):
    anna, bo = here("anna"), here("bo")
    anna.announce("Year", NOW)
    anna.leave()
    anna.leave()
    assert bo.others(NOW) == ()
    anna.announce("Year", NOW + SECOND)
    assert len(bo.others(NOW)) == 1


def test_moving_is_told_at_once_and_the_silent_go(here):
    anna, bo = here("anna"), here("bo")
    anna.announce("Year", NOW)
    anna.announce("Actions", NOW + SECOND)
    assert bo.others(NOW)[0].place == "Actions"
    assert len(bo.others(NOW + 89 * SECOND)) == 1
    assert bo.others(NOW + 93 * SECOND) == ()
    anna.announce("Actions", NOW + 100 * SECOND)
    assert len(bo.others(NOW + 100 * SECOND)) == 1


def test_who_only_looks_takes_no_sign_away(here):
    anna, guest = here("anna"), here("guest")
    anna.announce("Year", NOW)
    assert guest.others(NOW + 200 * SECOND, tidy=False) == ()
    assert len(guest.others(NOW, tidy=False)) == 1


def test_what_others_write_is_cleaned(here):
    here("bo\x1b[31m").announce("\x9b2J\u202eplace\n\x00" + "x" * 900, NOW)
    (seen,) = here("anna").others(NOW)
    assert (seen.user + seen.name + seen.place).isprintable()
    assert len(seen.place) <= 200

"""Who else is here: a courtesy that nothing depends on and nobody trips over."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from support.faults import ERRNOS, Faulty

from data.store.presence import Here, account
from data.store.system import System

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 31, 14, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Processes(System):
    """A machine on which these processes are alive."""

    def __init__(self, *alive: int) -> None:
        self.alive = set(alive)
        self.foreign: set[int] = set()

    def kill(self, pid: int, number: int) -> None:
        assert number == 0
        if pid in self.foreign:
            raise PermissionError
        if pid not in self.alive:
            raise ProcessLookupError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "plan.json"
    place.write_bytes(b"{}\n")
    place.chmod(0o640)
    return place


@pytest.fixture
def system() -> Processes:
    return Processes(11, 22, 33)


def here(path: Path, system: System, user: str, pid: int, host: str = "one", age: int = 0) -> Here:
    since = NOW - timedelta(minutes=age)
    return Here(path, user, user.title(), since, host=host, pid=pid, system=system)


def signs(path: Path) -> list[Path]:
    return sorted((path.parent / ".plan.here").iterdir())


def test_each_sees_the_others_and_not_itself(path, system):
    anna, bo = here(path, system, "anna", 11, age=5), here(path, system, "bo", 22, "two", age=9)
    anna.announce("Year", NOW)
    bo.announce("Actions", NOW)
    (seen,) = anna.others(NOW)
    assert (seen.user, seen.name, seen.place) == ("bo", "Bo", "Actions")
    assert (seen.host, seen.pid, seen.since) == ("two", 22, NOW - timedelta(minutes=9))
    assert [there.user for there in bo.others(NOW)] == ["anna"]
    assert [there.user for there in here(path, system, "x", 33).others(NOW)] == ["bo", "anna"]


def test_leaving_takes_the_sign_away(path, system):
    anna, bo = here(path, system, "anna", 11), here(path, system, "bo", 22)
    anna.announce("Year", NOW)
    anna.leave()
    anna.leave()
    assert bo.others(NOW) == ()
    assert signs(path) == []
    anna.announce("Year", NOW + SECOND)
    assert len(bo.others(NOW)) == 1


def test_moving_is_told_at_once_and_staying_every_twenty_seconds(path, system):
    counted = Faulty()
    anna, bo = here(path, counted, "anna", 11), here(path, system, "bo", 22)
    anna.announce("Year", NOW)
    anna.announce("Actions", NOW + SECOND)
    assert bo.others(NOW)[0].place == "Actions"
    calls = len(counted.calls)
    for seconds in range(2, 20):
        anna.announce("Actions", NOW + seconds * SECOND)
    assert len(counted.calls) == calls
    anna.announce("Actions", NOW + 21 * SECOND)
    assert set(counted.calls[calls:]) == {"open", "fstat", "utime", "close"}
    assert len(signs(path)) == 1


def test_the_silent_and_the_dead_are_tidied_away(path, system):
    anna = here(path, system, "anna", 11)
    here(path, system, "bo", 22, "two").announce("x", NOW)
    assert len(anna.others(NOW + 90 * SECOND)) == 1
    assert anna.others(NOW + 91 * SECOND) == ()
    assert signs(path) == []
    bo = here(path, system, "bo", 22)
    bo.announce("x", NOW)
    system.alive.discard(22)
    assert anna.others(NOW) == ()
    assert signs(path) == []
    # The same number on another machine says nothing about this one.
    here(path, system, "bo", 22, "two").announce("x", NOW)
    assert len(anna.others(NOW)) == 1


def test_another_users_process_counts_as_alive(path, system):
    system.foreign.add(22)
    here(path, system, "bo", 22).announce("x", NOW)
    assert len(here(path, system, "anna", 11).others(NOW)) == 1


def test_one_tidied_away_by_mistake_comes_back_with_the_next_beat(path, system):
    anna, bo = here(path, system, "anna", 11), here(path, system, "bo", 22)
    anna.announce("Year", NOW)
    signs(path)[0].unlink()
    anna.announce("Year", NOW + 5 * SECOND)
    assert bo.others(NOW) == ()
    anna.announce("Year", NOW + 21 * SECOND)
    assert len(bo.others(NOW + 21 * SECOND)) == 1


def test_a_clock_set_back_does_not_silence_anyone(path, system):
    anna, bo = here(path, system, "anna", 11), here(path, system, "bo", 22)
    anna.announce("Year", NOW + timedelta(days=400))
    anna.announce("Year", NOW)
    assert len(bo.others(NOW)) == 1


@pytest.mark.parametrize("bits", [0o600, 0o640, 0o660])
def test_signs_have_the_documents_access(path, system, bits):
    path.chmod(bits)
    before = os.umask(0o077)
    try:
        here(path, system, "anna", 11).announce("Year", NOW)
    finally:
        os.umask(before)
    assert signs(path)[0].stat().st_mode & 0o777 == bits
    assert signs(path)[0].parent.stat().st_mode & 0o777 == bits | 0o100 | (bits & 0o040) >> 2


def test_a_linked_document_has_its_signs_where_it_lies(path, system):
    link = path.parent / "links" / "other.json"
    link.parent.mkdir()
    link.symlink_to(path)
    here(link, system, "anna", 11).announce("Year", NOW)
    assert len(here(path, system, "bo", 22).others(NOW)) == 1


def test_what_others_write_is_cleaned(path, system):
    here(path, system, "bo\x1b[31m", 22).announce("\x9b2J\u202eplace\n" + "x" * 900, NOW)
    (seen,) = here(path, system, "anna", 11).others(NOW)
    texts = seen.user + seen.name + seen.place
    assert texts.isprintable()
    assert len(seen.place) <= 200


GOOD = {"user": "a", "name": "A", "since": NOW.isoformat(), "place": "", "host": "two", "pid": 5}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 4000,
        b" " * 5000,
        json.dumps(GOOD | {"pid": "5"}).encode(),
        json.dumps(GOOD | {"pid": -5}).encode(),
        json.dumps(GOOD | {"pid": None}).encode(),
        json.dumps(GOOD | {"since": "yesterday"}).encode(),
        json.dumps(GOOD | {"since": 5}).encode(),
        json.dumps(GOOD | {"since": "2026-01-31T14:05:00"}).encode(),
        json.dumps(GOOD | {"name": 5}).encode(),
        json.dumps({"user": "a"}).encode(),
    ],
)
def test_garbage_is_ignored(path, system, data):
    anna = here(path, system, "anna", 11)
    anna.announce("Year", NOW)
    bad = path.parent / ".plan.here" / "5-0123abcd.json"
    bad.write_bytes(data)
    os.utime(bad, (NOW.timestamp(), NOW.timestamp()))
    assert anna.others(NOW) == ()
    bad.write_bytes(json.dumps(GOOD).encode())
    os.utime(bad, (NOW.timestamp(), NOW.timestamp()))
    assert len(anna.others(NOW)) == 1
    assert anna.others(NOW + 91 * SECOND) == ()
    assert not bad.exists()


def test_a_pid_too_large_for_the_system_is_nobody(path):
    anna = here(path, System(), "anna", 11)
    anna.announce("Year", NOW)
    bad = path.parent / ".plan.here" / "5-0123abcd.json"
    bad.write_bytes(json.dumps(GOOD | {"host": "one", "pid": 10**30}).encode())
    os.utime(bad, (NOW.timestamp(), NOW.timestamp()))
    assert anna.others(NOW) == ()


def test_pipes_links_and_folders_among_the_signs_do_no_harm(path, system):
    anna = here(path, system, "anna", 11)
    anna.announce("Year", NOW)
    place = path.parent / ".plan.here"
    os.mkfifo(place / "1-00000000.json")
    (place / "2-00000000.json").mkdir()
    (place / "3-00000000.json").symlink_to(path)
    assert anna.others(NOW) == ()
    assert path.read_bytes() == b"{}\n"


@pytest.mark.parametrize("fault", ERRNOS)
def test_disk_trouble_is_never_raised(path, fault):
    def play(system: Faulty) -> None:
        anna = here(path, system, "anna", 11)
        anna.announce("Year", NOW)
        anna.others(NOW)
        anna.announce("Year", NOW + 21 * SECOND)
        anna.announce("Actions", NOW + 22 * SECOND)
        anna.leave()

    here(path, Processes(22), "bo", 22, "two").announce("x", NOW)
    counted = Faulty()
    play(counted)
    for at in range(len(counted.calls) + 3):
        system = Faulty(at, ERRNOS[fault])
        play(system)
        assert not system.descriptors


def test_without_a_folder_everything_is_quiet(tmp_path, system):
    gone = here(tmp_path / "gone" / "plan.json", system, "anna", 11)
    gone.announce("Year", NOW)
    assert gone.others(NOW) == ()
    gone.leave()
    assert list(tmp_path.iterdir()) == []


def test_the_account_has_a_name():
    user, name = account()
    assert user
    assert name

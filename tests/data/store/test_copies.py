"""Good copies: one an hour, thinned with age, and never lost to a wrong clock."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from support.faults import ERRNOS, Faulty

from data.store import copies
from data.store.copies import Copy, keep_copy, list_copies, surplus

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "plan.json"
    place.write_bytes(b"doc")
    place.chmod(0o640)
    return place


def row(moments: list[datetime]) -> list[Copy]:
    return [Copy(Path(f"{n}"), at, n) for n, at in enumerate(moments, 1)]


def test_one_copy_an_hour_with_the_documents_access(path):
    for minutes in (0, 20, 59, 60, 61, 180):
        assert keep_copy(path, b"%d" % minutes, NOW + timedelta(minutes=minutes)) == ""
    found = list_copies(path)
    assert [copy.path.read_bytes() for copy in found] == [b"180", b"60", b"0"]
    assert [copy.at for copy in found] == [NOW + 3 * HOUR, NOW + HOUR, NOW]
    assert all(copy.path.stat().st_mode & 0o777 == 0o640 for copy in found)
    assert copies.folder(path).name == ".plan.copies"
    assert copies.folder(path).stat().st_mode & 0o777 == 0o750


def test_a_private_document_has_private_copies(path):
    path.chmod(0o600)
    keep_copy(path, b"x", NOW)
    assert copies.folder(path).stat().st_mode & 0o777 == 0o700


def test_thinning_keeps_today_then_days_then_months():
    kept: list[Copy] = []
    now = NOW - timedelta(days=3 * 365)
    while now <= NOW:
        if 8 <= now.hour <= 16:
            kept.append(Copy(Path(str(now)), now, len(kept) + 1))
            # Thinned at every step, as it happens in use.
            gone = set(surplus(kept[-200:], now))
            kept = [copy for copy in kept if copy not in gone]
        now += HOUR
    days = Counter(copy.at.date() for copy in kept)
    recent = [day for day in days if (NOW.date() - day).days <= 30]
    assert days[NOW.date()] == 5
    assert len(recent) == 31
    # The newest eight stay, so yesterday still has a few more than its one.
    assert sum(days.values()) - days[NOW.date()] <= 30 + 24 + copies.ALWAYS
    older = {(day.year, day.month) for day in days} - {(2026, 5), (2026, 6)}
    assert len(older) >= 22
    assert min(days) >= NOW.date() - timedelta(days=25 * 31)


def test_of_each_day_the_last_is_kept():
    days = [NOW - timedelta(days=5) + n * HOUR for n in range(6)]
    today = [NOW + n * HOUR for n in range(9)]
    gone = surplus(row([*days, *today]), NOW + 9 * HOUR)
    assert {copy.number for copy in gone} == {1, 2, 3, 4, 5}


def test_the_day_begins_where_the_user_is():
    east = timezone(timedelta(hours=10))
    moments = [NOW.replace(hour=13), *(NOW.replace(hour=14) + n * HOUR for n in range(9))]
    # 13 UTC is 23 at ten hours east: still yesterday, and that day's newest.
    late = (NOW.replace(hour=14) + 9 * HOUR).astimezone(east)
    assert surplus(row([NOW.replace(hour=12), *moments]), late)[0].number == 1


@pytest.mark.parametrize("years", [-1, 1, 10, 50])
def test_a_wrong_clock_cannot_take_the_last_copies_away(path, years):
    for n in range(20):
        keep_copy(path, b"%d" % n, NOW + n * HOUR)
    wrong = NOW.replace(year=NOW.year + years)
    keep_copy(path, b"wrong", wrong)
    left = list_copies(path)
    assert left[0].path.read_bytes() == b"wrong"
    assert len(left) >= copies.ALWAYS
    keep_copy(path, b"right again", NOW + 30 * HOUR)
    assert list_copies(path)[0].path.read_bytes() == b"right again"


def test_what_else_lies_in_the_folder_is_left_alone(path):
    keep_copy(path, b"x", NOW)
    names = ["notes.txt", "00000099-20260615T120000.json", "00000099-20269999T120000Z.json"]
    for name in names:
        (copies.folder(path) / name).write_bytes(b"")
    names.append(".00000001-x.json.0123abcd.tmp")
    (copies.folder(path) / names[-1]).write_bytes(b"not a name that AMIS makes")
    half = ".00000001-20260615T120000Z.json.0123abcd.tmp"
    (copies.folder(path) / half).write_bytes(b"half")
    keep_copy(path, b"y", NOW + HOUR)
    assert len(list_copies(path)) == 2
    left = {place.name for place in copies.folder(path).iterdir()}
    assert left == {*names, *(copy.path.name for copy in list_copies(path))}


@pytest.mark.parametrize("fault", [name for name in ERRNOS if name != "EINTR"])
def test_trouble_is_told_and_never_raised(path, fault):
    counted = Faulty()
    keep_copy(path, b"x", NOW, counted)
    told = 0
    for at in range(len(counted.calls)):
        for copy in list_copies(path):
            copy.path.unlink()
        if copies.folder(path).exists():
            copies.folder(path).rmdir()
        system = Faulty(at, ERRNOS[fault])
        told += bool(keep_copy(path, b"x", NOW, system))
        assert not system.descriptors
        for wreck in copies.folder(path).glob(".*.tmp"):
            wreck.unlink()
    assert told > 5
    assert path.read_bytes() == b"doc"


def test_a_file_where_the_folder_should_be_is_told(path):
    copies.folder(path).write_bytes(b"")
    assert keep_copy(path, b"x", NOW) != ""
    assert list_copies(path) == ()

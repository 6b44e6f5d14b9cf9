"""A history of many years keeps who, when and what for the period, and opens and saves as ever."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from support.examples import spread
from support.faults import ERRNOS, Faulty, Killed

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.model.plan import Action
from data.store import compaction
from data.store.compaction import EVERY, compact
from data.store.errors import StoreError
from data.store.history import HistoryEntry, encode_entry
from data.store.store import Store

NOW = datetime(2036, 3, 2, 9, 0, tzinfo=UTC)
YEARS = 10


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(compaction, "SHORT", 20)


@pytest.fixture
def store(tmp_path, short):
    """A document with an edit a month for fifteen years, and twenty of today."""
    path = tmp_path / "plan" / "plan.json"
    store = Store(path)
    start = NOW - timedelta(days=15 * 365)
    store.create(SetUpWorkplace("Værkstedet", 24), Author("Mette", start))
    store.run(AddRecord("action", {"measure": "x"}, "a"), Author("Mette", start))
    entry = next(store.history.newest_first())
    revision = store.document.meta.revision
    lines = []
    months = [start + timedelta(days=30 * n) for n in range(1, 15 * 12)]
    for at in [*months, *[NOW] * 20]:
        revision += 1
        lines.append(encode_entry(aged(entry, revision, at)))
    with store.history.path.open("ab") as file:
        file.writelines(lines)
    text = path.read_text()
    path.write_text(text.replace('"revision": 2', f'"revision": {revision}'))
    store = Store(path)
    store.load()
    return store


def aged(entry, revision, at):
    return HistoryEntry(
        revision=revision, id=f"r{revision}", at=at, who="Jens", name="set", edits=entry.edits,
        inverses=entry.inverses,
    )  # fmt: skip


def limit():
    return NOW.replace(year=NOW.year - YEARS)


def test_the_period_is_kept_whole_and_what_is_older_goes(store):
    before = list(store.history.oldest_first())
    kept = [entry for entry in before if entry.at >= limit()]
    assert compact(store.history, store.path, YEARS) == len(before) - len(kept) > 50
    assert list(store.history.oldest_first()) == kept
    assert compact(store.history, store.path, YEARS) == 0


def test_a_short_history_is_left_alone(store, monkeypatch):
    monkeypatch.setattr(compaction, "SHORT", 10_000)
    assert compact(store.history, store.path, YEARS) == 0


def test_a_clock_that_is_years_ahead_takes_nothing_away(store):
    compact(store.history, store.path, YEARS)
    before = len(list(store.history.oldest_first()))
    ahead = Author("Mette", NOW + timedelta(days=4000))
    for number in range(5):
        store.run(SetField("action", "a", "percent", number + 1), ahead)
    assert compact(store.history, store.path, YEARS) == 0
    assert len(list(store.history.oldest_first())) == before + 5


def test_a_clock_that_is_years_ahead_for_however_many_saves_takes_nothing_away(store):
    compact(store.history, store.path, YEARS)
    entry = next(store.history.newest_first())
    revision = store.document.meta.revision
    ahead = NOW + timedelta(days=40 * 365)
    with store.history.path.open("ab") as file:
        file.writelines(encode_entry(aged(entry, revision + n, ahead)) for n in range(1, 100))
    before = len(list(store.history.oldest_first()))
    assert compact(store.history, store.path, YEARS) == 0
    assert len(list(store.history.oldest_first())) == before


def test_a_killed_shortening_leaves_no_file_behind(store):
    system = Faulty()
    compact(store.history, store.path, YEARS, system=system)
    wreck = store.history.path.with_name(f".{store.history.path.name}.0123abcd.tmp")
    wreck.write_bytes(b"half")
    another = store.path.with_name(".other.history.jsonl.0123abcd.tmp")
    another.write_bytes(b"of another document")
    store.run(SetField("action", "a", "percent", 1), Author("Mette", NOW))
    assert not wreck.exists()
    assert another.exists()


def test_it_is_done_by_the_way_at_a_save_and_all_goes_on(store):
    kept = [entry for entry in store.history.oldest_first() if entry.at >= limit()]
    other = Store(store.path)
    other.load()
    other.run(SetField("action", "a", "topic", "x"), Author("Jens", NOW), "asked-before")
    here = Author("Mette", NOW)
    for number in range(EVERY):
        store.run(SetField("action", "a", "percent", number + 1), here)
    found = list(store.history.oldest_first())
    assert found[: len(kept)] == kept
    assert len(found) == len(kept) + 1 + EVERY
    assert other.run(
        SetField("action", "a", "topic", "y"), Author("Jens", NOW), "asked-before"
    ).repeated
    store.undo(here)
    assert store.document.get(Action, "a").percent == EVERY - 1


@pytest.mark.parametrize(
    "how", spread(["before", "ENOSPC", "after", "EIO", "short", "EROFS"], every=2)
)
def test_a_death_or_a_fault_at_any_call_of_such_a_save_loses_nothing(store, how):
    """The save is the one by which the history is compacted."""
    here = Author("Mette", NOW)
    while (store.document.meta.revision + 1) % EVERY:
        store.run(SetField("action", "a", "percent", store.document.meta.revision % 90), here)
    kept = [entry for entry in store.history.oldest_first() if entry.at >= limit()]
    folder = store.path.parent
    template = folder.with_name("template")
    folder.rename(template)
    compacted = set()
    for number in range(400):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)
        system = Faulty()
        mine = Store(store.path, system=system, limit=0)
        old = mine.load().meta.revision
        system.calls.clear()
        system.at, system.how = number, ERRNOS.get(how, how)
        done = None
        try:
            done = mine.run(SetField("action", "a", "topic", "støj"), here, "request")
        except Killed:
            system.bury()
        except StoreError:
            pass  # said
        system.at = -1
        seen = Store(store.path, limit=0)
        revision = seen.load().meta.revision
        assert revision in (old, old + 1)
        assert done is None or revision == old + 1
        told = [entry for entry in seen.history.oldest_first() if entry.revision <= revision]
        assert [e for e in told if e.revision <= old][-len(kept) :] == kept
        assert told[-1].revision == revision
        compacted.add(told[0].revision > 1)
        again = seen.run(SetField("action", "a", "topic", "støj"), here, "request")
        assert again.repeated == (revision == old + 1)
        if len(system.calls) <= number:
            break
    else:
        pytest.fail("it takes more calls than were tried")
    assert True in compacted
